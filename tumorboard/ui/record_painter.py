"""Record painter: how the cells of the table of records are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tumorboard.ui import theme
from tumorboard.ui.record_cells import LONGEST, Cell
from tumorboard.ui.record_table import CELL

Index = QModelIndex | QPersistentModelIndex
SIGN = "!"
"""Stands before what is to be looked at, so that it is not told by its colour alone."""


def row_height(font: QFont) -> int:
    """Return the height of a row."""
    return QFontMetrics(font).lineSpacing() + theme.current().px(11)


def width(cell: Cell, metrics: QFontMetrics) -> int:
    """Return the room a cell would like to have."""
    look = theme.current()
    wide = 2 * look.px(6) + look.px(8)
    for text in (cell.text, cell.behind):
        if text:
            wide += metrics.horizontalAdvance(text[:LONGEST]) + look.px(8)
    return wide + (metrics.horizontalAdvance(f"{SIGN} {cell.look}") + look.px(12) if cell.look else 0)


class RecordPainter(QStyledItemDelegate):
    """A line of text to a cell; the row chosen is tinted, and the cell the keys are at has a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        view = option.widget
        assert isinstance(view, QTableView)
        cell: Cell = index.data(CELL)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        elif not cell.applies:
            painter.fillRect(rect, QColor(look.ground))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if cell.words:
            inside = rect.adjusted(look.px(6), 0, -look.px(6), 0)
            self._write(painter, inside, cell, option.fontMetrics)
        if view.currentIndex() == index and view.hasFocus():
            painter.setPen(QPen(QColor(look.accent), look.px(2)))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, cell: Cell, metrics: QFontMetrics) -> None:
        look = theme.current()
        left = rect.left()
        # What is to be looked at keeps half of the room at least: it is what must not be overlooked.
        pill = (
            min(metrics.horizontalAdvance(f"{SIGN} {cell.look}") + look.px(12), rect.width())
            if cell.look
            else 0
        )
        kept = min(pill, max(rect.width() // 2, rect.width() - _wide(cell.text, metrics) - look.px(8)))
        for text, colour in (
            (cell.text, look.muted if cell.quiet else look.text),
            (cell.behind, look.muted),
        ):
            room = rect.right() - kept - left
            if not text or room < look.px(16):
                continue
            shown = metrics.elidedText(text[:LONGEST], Qt.TextElideMode.ElideRight, room)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(left, rect.top(), room, rect.height()), _LEFT, shown)
            left += metrics.horizontalAdvance(shown) + look.px(8)
        if not cell.look:
            return
        room = min(pill, rect.right() - left)
        height = metrics.lineSpacing() + look.px(2)
        box = QRect(left, rect.center().y() - height // 2, room, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.look_soft))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(look.look))
        inside = box.adjusted(look.px(5), 0, -look.px(5), 0)
        said = metrics.elidedText(
            f"{SIGN} {cell.look}"[:LONGEST], Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, _LEFT, said)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(width(index.data(CELL), option.fontMetrics), row_height(option.font))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _wide(text: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(text[:LONGEST]) if text else 0
