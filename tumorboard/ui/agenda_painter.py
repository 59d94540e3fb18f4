"""Agenda painter: how a line of an agenda is written: number, name and chip, and below it what is asked."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tumorboard.ui import theme
from tumorboard.ui.agenda_rows import ROW, Row

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_ELIDE = Qt.TextElideMode.ElideRight


class AgendaPainter(QStyledItemDelegate):
    """Two lines to a row; the one the keys are at has a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = theme.current(), option.widget
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(look.hover))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._write(
            painter, rect.adjusted(look.px(10), look.px(6), -look.px(10), -look.px(6)), row, option.font
        )
        current: Any = view
        if current.currentIndex() == index and current.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), look.px(1.5)))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), look.px(5), look.px(5))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, row: Row, font: QFont) -> None:
        look = theme.current()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        plain, strong = QFontMetrics(font), QFontMetrics(bold)
        height = plain.lineSpacing() + look.px(2)
        first = QRect(rect.left(), rect.top(), rect.width(), height)
        ink = look.muted if row.quiet else look.text
        if row.number:
            wide = look.px(26)
            painter.setFont(bold)
            painter.setPen(QColor(look.muted))
            painter.drawText(QRect(first.left(), first.top(), wide, height), _LEFT, row.number)
            first.setLeft(first.left() + wide)
        chip = self._chip(painter, first, row, font) if row.chip else 0
        name = QRect(first.left(), first.top(), first.width() - chip, height)
        painter.setFont(bold)
        painter.setPen(QColor(ink))
        painter.drawText(name, _LEFT, strong.elidedText(row.head, _ELIDE, name.width()))
        taken = strong.horizontalAdvance(row.head) + look.px(10)
        if row.right and taken < name.width() - look.px(40):
            rest = name.adjusted(taken, 0, 0, 0)
            painter.setFont(font)
            painter.setPen(QColor(look.muted))
            painter.drawText(rest, _LEFT, plain.elidedText(row.right, _ELIDE, rest.width()))
        below = QRect(first.left(), rect.top() + height, rect.right() - first.left(), height)
        painter.setFont(font)
        painter.setPen(QColor(look.muted if row.quiet else look.text))
        painter.drawText(below, _LEFT, plain.elidedText(row.below, _ELIDE, below.width()))

    def _chip(self, painter: QPainter, line: QRect, row: Row, font: QFont) -> int:
        """Draw the chip at the right end of a line, and return the room it takes."""
        look, metrics = theme.current(), QFontMetrics(font)
        wide = min(metrics.horizontalAdvance(row.chip) + look.px(14), line.width() // 2)
        box = QRect(line.right() - wide, line.top(), wide, line.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.look_soft if row.look else look.hover))
        painter.drawRoundedRect(box, look.px(5), look.px(5))
        painter.setFont(font)
        painter.setPen(QColor(look.look if row.look else look.muted))
        painter.drawText(box, _MIDDLE, metrics.elidedText(row.chip, _ELIDE, wide - look.px(8)))
        return wide + look.px(8)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        return QSize(look.px(160), 2 * (option.fontMetrics.lineSpacing() + look.px(2)) + look.px(12))
