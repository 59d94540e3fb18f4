"""Remark list: what stands out, moved through by keys."""

from typing import ClassVar

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from tumorboard.i18n import _
from tumorboard.reasoning.judged import Judged
from tumorboard.ui.remark_painter import ROW, RemarkPainter
from tumorboard.ui.remark_rows import RemarkRow

_TOP = QModelIndex()


class RemarkRows(QAbstractListModel):
    """The lines of the list; a title cannot be the current one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[RemarkRow] = []

    def show_rows(self, rows: list[RemarkRow]) -> bool:
        """Show other lines; return whether they are others."""
        if rows == self.rows:
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].ids:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RemarkList(QListView):
    """Shows remarks; says which key was pressed and leaves to others what comes of it."""

    opened = Signal()
    removed = Signal()
    restored = Signal()
    moved = Signal()
    keys: ClassVar[dict[Qt.Key, str]] = {
        Qt.Key.Key_Return: "open",
        Qt.Key.Key_Enter: "open",
        Qt.Key.Key_F2: "open",
        Qt.Key.Key_Delete: "remove",
        Qt.Key.Key_R: "restore",
    }
    """What each key asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What stands out"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.rows = RemarkRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(RemarkPainter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda now, before: self.moved.emit())

    @property
    def row(self) -> RemarkRow | None:
        """The line the keys are at."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    @property
    def current(self) -> Judged | None:
        """The remark the keys are at."""
        return self.row.judged if self.row else None

    def show_rows(self, rows: list[RemarkRow]) -> None:
        """Show other lines, the keys where they were, or at what has come into that place."""
        kept, place = self.row, self.currentIndex().row()
        if not self.rows.show_rows(rows):
            return
        here = next((at for at, row in enumerate(rows) if _is(row, kept)), None)
        if here is None:
            after = [at for at, row in enumerate(rows) if row.ids]
            here = next((at for at in after if at >= place), after[-1] if after else None)
        if here is not None:
            self.go_to(here)

    def go_to_group(self, group: str) -> None:
        """Put the keys at the first remark of a group."""
        found = (at for at, row in enumerate(self.rows.rows) if row.group == group and row.ids)
        if (place := next(found, None)) is not None:
            self.go_to(place)

    def go_to(self, place: int) -> None:
        """Put the keys at a line, its title in sight where it is the first below one."""
        self.setCurrentIndex(self.rows.index(place))
        if place and not self.rows.rows[place - 1].ids:
            self.scrollTo(self.rows.index(place - 1))
        self.scrollTo(self.rows.index(place))

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._doing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if doing := self._doing(event):
            self.do(doing)
        else:
            super().keyPressEvent(event)

    def do(self, doing: str) -> None:
        """Say what a key asks for."""
        {"open": self.opened, "remove": self.removed, "restore": self.restored}[doing].emit()

    def _doing(self, event: QKeyEvent) -> str:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return ""
        return self.keys.get(Qt.Key(event.key()), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()


def _is(one: RemarkRow, other: RemarkRow | None) -> bool:
    """Whether two lines are about the same, however they read."""
    if other is None or not one.ids or not other.ids:
        return False
    if one.judged is None or other.judged is None:
        return one.judged is other.judged and (one.group, one.ids) == (other.group, other.ids)
    return one.judged.remark.key == other.judged.remark.key
