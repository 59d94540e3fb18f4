"""Middle: the pages of the window, one at a time, below a line for what could not be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui.lines import Line


class Middle(QScrollArea):
    """Scrolled rather than clipped, where large text meets a small screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Page"))
        self.trouble = Line("trouble", _("Problem"), closable=True)
        self._pages = QStackedWidget()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.trouble)
        layout.addWidget(self._pages, 1)
        self.setWidget(inside)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        # Otherwise the highest of all pages would make each of them scroll.
        for place in range(self._pages.count()):
            if one := self._pages.widget(place):
                used = QSizePolicy.Policy.Preferred if one is page else QSizePolicy.Policy.Ignored
                one.setSizePolicy(used, used)
        self._pages.setCurrentWidget(page)
