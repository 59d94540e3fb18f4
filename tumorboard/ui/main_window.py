"""Main window: the frame, on the screen before anything is loaded and furnished as things come."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from tumorboard.ui import theme
from tumorboard.ui.settings import Settings

SIDE, RIGHT = 232, 372
"""Widths of the columns at the left and at the right unless somebody moved them."""
LEAST_MIDDLE = 400
"""The least that is left to the chart before the list of cases gives way to a form."""


class MainWindow(QMainWindow):
    """A column at the left, a middle, a form at the right, and above a line for the state of the file."""

    painted = Signal()
    """The window was painted for the first time."""
    closed = Signal()
    documents_dropped = Signal(list)
    """The paths of case documents that were dragged onto the window."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._was_painted = False
        self._left: QWidget | None = None
        self._right = 0
        self.setWindowTitle("TumorBoard")
        self.setAcceptDrops(True)
        side = QWidget()
        side.setObjectName("side")
        # Without a parent: to tell one from an orientation, PySide loads every enumeration of Qt.
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(side)
        self.splitter.addWidget(QWidget())
        self.splitter.setStretchFactor(1, 1)
        whole = QWidget()
        self._layout = QVBoxLayout(whole)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)
        self._come_back()

    def furnish(self, above: QWidget, side: QWidget, middle: QWidget) -> None:
        """Put what the window is for into the places the frame keeps."""
        self._layout.insertWidget(0, above)
        self._left = side
        sizes = self.splitter.sizes()
        for place, widget in enumerate((side, middle)):
            kept = self.splitter.replaceWidget(place, widget)
            widget.show()
            if kept:
                kept.deleteLater()
        # The stretch went with the widget replaced: a wider window is for the middle.
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(sizes)

    def furnish_right(self, panel: QWidget) -> None:
        """Put the column for forms at the right; it takes room only while it is shown."""
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(2, 0)

    def make_room(self) -> None:
        """Give the right column its width, from the middle; where that gets too narrow, the left one goes."""
        look, left = theme.current(), self._left
        if left is None:
            return
        side, middle, right = self.splitter.sizes()
        whole = side + middle + right
        # Large text leaves the chart its half all the same.
        wanted = right or self._right or min(look.px(RIGHT), max(RIGHT, whole * 2 // 5))
        left.setVisible(whole - wanted - look.px(SIDE) >= look.px(LEAST_MIDDLE))
        side = (side or look.px(SIDE)) if left.isVisibleTo(self.splitter) else 0
        self.splitter.setSizes([side, max(1, whole - side - wanted), wanted])

    def take_room_back(self) -> None:
        """Show the left column again, now that the right one is gone."""
        self._right = self.splitter.sizes()[2] or self._right
        if self._left:
            self._left.show()

    def _come_back(self) -> None:
        look = theme.current()
        self.resize(look.px(1280), look.px(760))
        if not self.restoreGeometry(self._settings.bytes("geometry")):
            self.resize(self.size().boundedTo(self.screen().availableGeometry().size()))
        if not self.splitter.restoreState(self._settings.bytes("splitter")):
            side = min(look.px(SIDE), max(SIDE, self.width() // 4))
            self.splitter.setSizes([side, max(1, self.width() - side)])

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from tumorboard.ui.dropping import case_documents

        if case_documents(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from tumorboard.ui.dropping import case_documents

        event.acceptProposedAction()
        self.documents_dropped.emit(case_documents(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.keep_bytes("geometry", self.saveGeometry())
        self._settings.keep_bytes("splitter", self.splitter.saveState())
        super().closeEvent(event)
        self.closed.emit()
