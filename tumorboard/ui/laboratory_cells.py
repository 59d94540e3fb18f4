"""Laboratory cells: the grid of results on the screen: a table that is typed into cell by cell."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tumorboard.domain.cells import text_of
from tumorboard.domain.quantities import show_unit
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.laboratory_rows import Rows

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Cells(QAbstractTableModel):
    """The rows as Qt wants them; a letter typed is a letter there."""

    typed_in = Signal(int, int)
    """Something was typed in a row and column."""

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows

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
            name = self.rows.columns[column - 1].name if column else _("Date")
            said = self.rows.text(place, column) or _("empty")
            fault = self.rows.fault(place, column)
            return _("Row {row}, {column}: {text}").format(row=place + 1, column=name, text=said) + (
                f". {fault}" if fault else ""
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.rows.text(index.row(), index.column()):
            return False
        before = len(self.rows.rows)
        self.rows.set_text(index.row(), index.column(), str(value))
        if len(self.rows.rows) > before:
            self.beginInsertRows(_ROOT, before, before)
            self.endInsertRows()
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.typed_in.emit(index.row(), index.column())
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Date")
        column = self.rows.columns[section - 1]
        return f"{column.name}\n{show_unit(column.unit)}" if column.unit else column.name

    def anew(self) -> None:
        """Show everything again, as after a paste."""
        self.beginResetModel()
        self.endResetModel()


class CellPainter(QStyledItemDelegate):
    """Draws a cell, with an H above the limit and a mark where it cannot be read, and edits it in place."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setProperty("cell", True)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        kept = QPersistentModelIndex(index)
        # The model has each letter at once: it is drawn while it is typed, and is in the file soon after.
        line.textEdited.connect(lambda text: index.model() and kept.model().setData(_index(kept), text))
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Qt commits at the next turn of its loop, when the next letter may have been typed already.
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = (
            isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in enter
        )
        if pressed and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = theme.current(), option.widget
        assert isinstance(view, QTableView)
        model = index.model()
        assert isinstance(model, Cells)
        rows, place, column = model.rows, index.row(), index.column()
        rect: QRect = option.rect
        fault = rows.fault(place, column)
        current = view.currentIndex()
        selected = current != index and view.selectionModel().isSelected(index)
        ground = look.danger_soft if fault else look.hover if selected else None
        if ground is None and place == current.row():
            ground = look.accent_soft
        painter.save()
        if ground:
            painter.fillRect(rect, QColor(ground))
        inside = rect.adjusted(look.px(6), 0, -look.px(4), 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        mark = "!" if fault else _above(rows, place, column)
        if mark:
            painter.setPen(QColor(look.danger if fault else look.look))
            painter.drawText(inside, right, mark)
            inside.setRight(inside.right() - look.px(12))
        painter.setPen(QColor(look.danger if fault else look.text))
        text = rows.text(place, column)
        painter.drawText(
            inside, left, option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        )
        if current == index:
            painter.setPen(QPen(QColor(look.accent if view.hasFocus() else look.border), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


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
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(_("Laboratory results"))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.can_undo = False

    def copy(self) -> str:
        """Return what is selected as a spreadsheet takes it."""
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            return ""
        area = chosen.first()
        return text_of(
            [
                [
                    str(self.model().index(row, column).data())
                    for column in range(area.left(), area.right() + 1)
                ]
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
        elif key == Qt.Key.Key_Backtab:
            self.go_on(-1)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.EditNextItem, hints.SubmitModelCache):
            self.go_on(1)
        elif hint == hints.EditPreviousItem:
            self.go_on(-1)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab goes from cell to cell; `passed` says when it leaves.
        return False


def _index(kept: QPersistentModelIndex) -> QModelIndex:
    return kept.model().index(kept.row(), kept.column())


def _above(rows: Rows, place: int, column: int) -> str:
    """Return H where a value lies above the limit that is typed for its column, L where below."""
    if column == 0:
        return ""
    said, one = rows.value(place, column), rows.columns[column - 1]
    if not isinstance(said, tuple) or said[0] is None:
        return ""
    low, high = said[0].bounds
    top, bottom = one.limit(one.high), one.limit(one.low)
    if top is not None and low is not None and float(low) > top:
        return _("H")
    return _("L") if bottom is not None and high is not None and float(high) < bottom else ""
