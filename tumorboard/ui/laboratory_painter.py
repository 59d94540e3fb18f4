"""Laboratory painter: how a cell of the grid of results is drawn, and how it is typed into in its place."""

import re
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tumorboard.domain import dates
from tumorboard.domain.cells import Said
from tumorboard.domain.date_reading import Reading
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.laboratory_rows import Rows

Index = QModelIndex | QPersistentModelIndex
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CellPainter(QStyledItemDelegate):
    """Draws a cell, with an H above the limit and a mark where it cannot be read, and edits it in place."""

    pasted = Signal(str)
    """Several cells were pasted where one is typed."""
    moved = Signal(int)
    """The keys go so many rows down from the cell that is typed."""

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        kept = QPersistentModelIndex(index)
        # The model has each letter at once: it is drawn while it is typed, and is in the file soon after.
        line.textEdited.connect(lambda text: index.model() and kept.model().setData(_index(kept), text))
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Qt commits at the next turn of its loop, when the next letter may have been typed already.
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(editor, QWidget)
        ):
            hints, text = QAbstractItemDelegate.EndEditHint, QGuiApplication.clipboard().text()
            if event.key() in enter:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, hints.SubmitModelCache)
                return True
            if event.key() in _ROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.closeEditor.emit(editor, hints.NoHint)
                self.moved.emit(_ROWS[Qt.Key(event.key())])
                return True
            if event.matches(QKeySequence.StandardKey.Paste) and isinstance(editor, QLineEdit):
                if re.search(r"\t|\n.*\S", text, re.DOTALL):
                    self.closeEditor.emit(editor, hints.NoHint)
                    self.pasted.emit(text)
                else:
                    # A spreadsheet ends a single cell like a line.
                    editor.insert(text.strip())
                return True
        return super().eventFilter(editor, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view, rows = theme.current(), option.widget, self.rows
        assert isinstance(view, QTableView)
        place, column = index.row(), index.column()
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
        mark = "!" if fault else _beyond(rows, place, column)
        text, doubtful = _shown(rows, place, column, typing=current == index)
        if mark:
            painter.setPen(QColor(look.danger if fault else look.look))
            painter.drawText(inside, right, mark)
            inside.setRight(inside.right() - look.px(12))
        painter.setPen(QColor(look.danger if fault else look.look if doubtful else look.text))
        painter.drawText(
            inside, left, option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        )
        if current == index:
            wide, colour = look.px(2), look.accent if view.hasFocus() else look.border
            pen = QPen(QColor(colour), wide)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(wide // 2, wide // 2, -wide // 2, -wide // 2))
        painter.restore()


def _index(kept: QPersistentModelIndex) -> QModelIndex:
    return kept.model().index(kept.row(), kept.column())


def _shown(rows: Rows, place: int, column: int, *, typing: bool) -> tuple[str, bool]:
    """Return what stands in a cell, of a date left the words, and whether it may be meant otherwise."""
    read = rows.reading(place) if column == 0 else None
    if isinstance(read, Reading):
        return rows.text(place, 0) if typing else dates.show(read.day), read.ambiguous
    return rows.text(place, column), False


def _beyond(rows: Rows, place: int, column: int) -> str:
    """Return H where a value lies above the limit that is typed for its column, L where below."""
    said = rows.value(place, column) if column else None
    if not isinstance(said, Said) or said.value is None:
        return ""
    low, high = said.value.bounds
    one = rows.columns[column - 1]
    top, bottom = one.limit("high"), one.limit("low")
    if top is not None and low is not None and float(low) > top:
        return _("H")
    return _("L") if bottom is not None and high is not None and float(high) < bottom else ""
