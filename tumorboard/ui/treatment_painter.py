"""Treatment painter: how the cells of the table of treatments are written, over as many lines as it takes."""

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tumorboard.handout.runs import unbroken
from tumorboard.ui import theme
from tumorboard.ui.treatment_rows import CELL, Cell

Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_TOGETHER = re.compile(r"(?<=\b\d) (?=[^\W\d_])|(?<=\b\d\d) (?=[^\W\d_])| (?=\d{4}\b)| (?=– )| (?=\d\d?$)")
"""The spaces inside a date, before the dash after one, and before the number of a line."""
_APART = re.compile(r"[ \n]+")


class TreatmentPainter(QStyledItemDelegate):
    """What is known, and below it what is not recorded; the cell the keys are at has a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = theme.current(), option.widget
        assert isinstance(view, QTableView)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = cell_font(option.font, index.column())
        painter.setFont(font)
        inside = rect.adjusted(beside(), look.px(5), -beside(), 0)
        for text, colour in _parts(index.data(CELL)):
            painter.setPen(QColor(colour))
            painter.drawText(inside, _WRAPPED, text)
            inside.setTop(inside.top() + _height(text, font, inside.width()))
        if view.currentIndex() == index and view.hasFocus():
            painter.setPen(QPen(QColor(look.accent), look.px(2)))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        wide = view.columnWidth(index.column()) if isinstance(view, QTableView) else option.rect.width()
        font = cell_font(option.font, index.column())
        high = sum(_height(text, font, wide - 2 * beside()) for text, _colour in _parts(index.data(CELL)))
        return QSize(wide, max(high, QFontMetrics(font).height()) + theme.current().px(11))


def beside() -> int:
    """Return the room left free on each side of a cell."""
    return theme.current().px(6)


def cell_font(font: QFont, column: int) -> QFont:
    """Return the font of a column: what kind of treatment it is stands out."""
    made = QFont(font)
    if column == 0:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def least_width(cell: Cell, metrics: QFontMetrics) -> int:
    """Return the width below which a word, a number with its unit or a date would be cut off."""
    words = [word for text, _colour in _parts(cell) for word in _APART.split(text)]
    return max((metrics.horizontalAdvance(word) for word in words), default=0)


def whole_width(cell: Cell, metrics: QFontMetrics) -> int:
    """Return the width at which nothing is wrapped."""
    lines = [line for text, _colour in _parts(cell) for line in text.split("\n")]
    return max((metrics.horizontalAdvance(line) for line in lines), default=0)


def _parts(cell: Cell) -> list[tuple[str, str]]:
    look = theme.current()
    # A date is not torn apart at the end of a line, nor is a number from its unit.
    together = _TOGETHER.sub("\N{NO-BREAK SPACE}", unbroken(cell.text))
    return [part for part in ((together, look.text), (cell.gap, look.muted)) if part[0]]


def _height(text: str, font: QFont, width: int) -> int:
    room = QRect(0, 0, max(width, 1), 100_000)
    return QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
