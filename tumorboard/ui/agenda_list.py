"""Agenda list: lines of meetings or of cases, moved through and put in order by keys."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from tumorboard.ui.agenda_painter import AgendaPainter
from tumorboard.ui.agenda_rows import Row, Rows


class AgendaList(QListView):
    """Shows lines; says which key was pressed and leaves to others what comes of it."""

    opened = Signal()
    removed = Signal()
    shifted = Signal(int)
    """The current line is to stand one place further down (1) or up (-1)."""
    moved = Signal()
    """Another line is the current one."""

    def __init__(self, name: str, *, can_move: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = Rows(self, can_move=can_move)
        self.setModel(self.rows)
        self.setItemDelegate(AgendaPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if can_move:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setDropIndicatorShown(True)
        self.doubleClicked.connect(lambda index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda now, before: self.moved.emit())

    @property
    def current(self) -> Row | None:
        """The line the keys are at."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def show_rows(self, rows: list[Row], wanted: str = "") -> None:
        """Show other lines, the keys where they were, or at the one that is wanted."""
        kept, place = self.current.id if self.current else "", self.currentIndex().row()
        if self.rows.show_rows(rows) or wanted:
            ids = [row.id for row in rows]
            found = next(
                (ids.index(one) for one in (wanted, kept) if one in ids), min(max(place, 0), len(ids) - 1)
            )
            self.go_to_row(found)

    def go_to_row(self, place: int) -> None:
        """Make a line the current one."""
        index = self.rows.index(place, 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Ctrl with an arrow is ours here, whatever else in the window takes it.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return super().event(event)
