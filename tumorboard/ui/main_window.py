"""Main window: the frame, which is on the screen before anything is loaded and is filled as things come."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.lines import Line
from tumorboard.ui.settings import Settings


class MainWindow(QMainWindow):
    """A column at the left, pages in the middle, two lines for what has to be said."""

    painted = Signal()
    """The window was painted for the first time."""
    closed = Signal()

    def __init__(self, settings: Settings, side: QWidget) -> None:
        super().__init__()
        self._settings = settings
        self._was_painted = False
        self.setWindowTitle("TumorBoard")
        self.standing = Line("standing", _("State of the file"), closable=False, parent=self)
        self.trouble = Line("trouble", _("Problem"), closable=True, parent=self)
        self.pages = QStackedWidget(self)
        middle = QWidget(self)
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.trouble)
        inside.addWidget(self.pages, 1)
        # Scrolled rather than clipped, where large text meets a small screen.
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(_("Page"))
        area.setWidget(middle)
        self.splitter = QSplitter(self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(side)
        self.splitter.addWidget(area)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.standing)
        layout.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)
        self._come_back()

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages in the middle."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def _come_back(self) -> None:
        self.resize(theme.current().px(1280), theme.current().px(760))
        if not self.restoreGeometry(self._settings.bytes("geometry")):
            available = self.screen().availableGeometry()
            self.resize(self.size().boundedTo(available.size()))
        self.splitter.restoreState(self._settings.bytes("splitter"))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.keep_bytes("geometry", self.saveGeometry())
        self._settings.keep_bytes("splitter", self.splitter.saveState())
        super().closeEvent(event)
        self.closed.emit()
