"""Laboratory cells: the grid of results on the screen: a table that is typed into cell by cell."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from tumorboard.domain.cells import text_of
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.laboratory_dates import StandingDates
from tumorboard.ui.laboratory_head import Head
from tumorboard.ui.laboratory_painter import CellPainter
from tumorboard.ui.laboratory_rows import Rows

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_BACK = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Tab)
LEAST, MOST = 4, 14
"""Rows that are seen at once."""


class Cells(QAbstractTableModel):
    """The rows as Qt wants them; a letter typed is a letter there."""

    begun = Signal()
    """Something is about to be typed into a cell."""
    typed_in = Signal()
    """Something was typed."""

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows
        self._typing = False

    def end_typing(self) -> bool:
        """Note that the cell is left: the next letter is another step; return whether anything was typed."""
        typed, self._typing = self._typing, False
        return typed

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.rows.text(place, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows.fault(place, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.rows.name(column)
            said = self.rows.text(place, column) or _("empty")
            fault = self.rows.fault(place, column)
            return _("Row {row}, {column}: {text}").format(row=place + 1, column=name, text=said) + (
                f". {fault}" if fault else ""
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.rows.text(index.row(), index.column()):
            return False
        if not self._typing:
            self._typing = True
            self.begun.emit()
        before = len(self.rows.rows)
        self.rows.set_text(index.row(), index.column(), str(value))
        if len(self.rows.rows) > before:
            self.beginInsertRows(_ROOT, before, before)
            self.endInsertRows()
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.typed_in.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        return self.rows.columns[section - 1].title if section else _("Date")

    def anew(self) -> None:
        """Show everything again, as after a paste."""
        self.beginResetModel()
        self.endResetModel()


class CellView(QTableView):
    """A table in which typing starts at once, Enter and Tab go on, and cells are copied and pasted."""

    pasted = Signal(str)
    emptied = Signal()
    """What is selected is to be emptied."""
    undone = Signal()
    """The last paste or emptying is to be taken back."""
    passed = Signal(bool)
    """The tab key goes beyond the last cell (true), or before the first."""

    def __init__(self, cells: Cells, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(cells)
        painter = CellPainter(cells.rows, self)
        painter.pasted.connect(self.pasted)
        painter.moved.connect(self.go_down)
        self.setItemDelegate(painter)
        self.cells = cells
        self.setAccessibleName(_("Laboratory results"))
        head = Head(self)
        self.setHorizontalHeader(head)
        self.verticalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.dates = StandingDates(self, head)
        self.can_undo = False
        self.horizontalScrollBar().rangeChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the rows there are, up to some, and let the dates be read in full."""
        look, header = theme.current(), self.horizontalHeader()
        header.setMinimumSectionSize(look.px(72))
        if header.count() and header.sectionResizeMode(0) is not QHeaderView.ResizeMode.Fixed:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, self.fontMetrics().horizontalAdvance("30 Sep 2025") + look.px(24))
        row = self.fontMetrics().lineSpacing() + look.px(10)
        self.verticalHeader().setDefaultSectionSize(row)
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        shown = min(max(self.model().rowCount(), LEAST), MOST)
        self.setFixedHeight(header.sizeHint().height() + shown * row + below + look.px(4))

    def copy(self) -> str:
        """Return what is selected as a spreadsheet takes it."""
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            return ""
        area = chosen.first()
        return text_of(
            [
                [self.cells.rows.text(row, column) for column in range(area.left(), area.right() + 1)]
                for row in range(area.top(), area.bottom() + 1)
            ]
        )

    def go_on(self, by: int) -> None:
        """Go to the next cell, or the one before; beyond the ends the keys leave the table."""
        here = self.currentIndex()
        wide = self.model().columnCount()
        place = here.row() * wide + here.column() + by
        empty_date = (
            by > 0 and here.column() == 0 and not here.data() and here.row() == self.model().rowCount() - 1
        )
        if empty_date or not 0 <= place < wide * self.model().rowCount():
            self.passed.emit(by > 0)
            return
        index = self.model().index(place // wide, place % wide)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def go_down(self, by: int) -> None:
        """Go so many rows down, as far as there are any."""
        here = self.currentIndex()
        row = min(max(here.row() + by, 0), self.model().rowCount() - 1)
        self.setCurrentIndex(self.model().index(row, here.column()))

    def event(self, event: QEvent) -> bool:
        # Single letters are keys of the window; here they are what is typed.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            plain = not event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            ours = any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste, keys.SelectAll))
            if (plain and event.text().isprintable() and event.text()) or ours:
                event.accept()
                return True
            if event.matches(keys.Undo) and self.can_undo:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, key = QKeySequence.StandardKey, event.key()
        if event.matches(keys.Copy) or event.matches(keys.Cut):
            QGuiApplication.clipboard().setText(self.copy())
            if event.matches(keys.Cut):
                self.emptied.emit()
        elif event.matches(keys.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(keys.Undo) and self.can_undo:
            self.undone.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.go_on(1)
        elif key == Qt.Key.Key_Backtab or event.keyCombination() == _BACK:
            self.go_on(-1)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        typed = self.cells.end_typing()
        if hint == hints.RevertModelCache and typed:
            self.undone.emit()
        elif hint in (hints.EditNextItem, hints.SubmitModelCache):
            self.go_on(1)
        elif hint == hints.EditPreviousItem:
            self.go_on(-1)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        bar, hidden = self.horizontalScrollBar(), self.columnWidth(0) - self.visualRect(index).left()
        if index.column() and bar.value() and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.dates.follow()

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab goes from cell to cell; `passed` says when it leaves.
        return False
