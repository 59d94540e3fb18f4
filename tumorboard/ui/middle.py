"""Middle: the pages of the window, one at a time, below lines for what is being done and what cannot be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui.lines import Line
from tumorboard.ui.progress import Progress


class Middle(QScrollArea):
    """Scrolled rather than clipped, where large text meets a small screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Page"))
        self.trouble = Line("trouble", _("Problem"), closable=True)
        self.notice = Line("notice", _("Done"), closable=True)
        self.progress = Progress()
        # Hidden pages take no room here; in a stack the highest of all would make each of them scroll.
        self._pages: list[QWidget] = []
        self._asked: list[QWidget] = []
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.progress)
        self._layout.addWidget(self.trouble)
        self._layout.addWidget(self.notice)
        self.setWidget(inside)

    def add_line(self, line: QWidget) -> None:
        """Put something that is asked now and then of a page above it; another page takes it away."""
        self._asked.append(line)
        self._layout.insertWidget(self._layout.indexOf(self.notice) + 1, line)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return next((page for page in self._pages if not page.isHidden()), None)

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before."""
        if page not in self._pages:
            page.hide()
            self._pages.append(page)
            self._layout.addWidget(page, 1)
        if page is not self.page:
            for line in self._asked:
                line.hide()
        for other in self._pages:
            if other is not page:
                other.hide()
        page.show()
