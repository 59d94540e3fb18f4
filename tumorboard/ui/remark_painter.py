"""Remark painter: how a remark is written in its list, over as many lines as it takes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.remark_rows import SIGNS, RemarkRow

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_SMALL = 0.87


class RemarkPainter(QStyledItemDelegate):
    """A sign, the sentence, why it matters and whose rule it is; the row the keys are at has a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row = theme.current(), index.data(ROW)
        view = option.widget
        assert isinstance(view, QListView)
        rect: QRect = option.rect
        painter.save()
        if not row.ids:
            painter.setPen(QColor(look.muted))
            inside = rect.adjusted(look.px(8), look.px(10), -look.px(8), 0)
            painter.setFont(_font(option.font, bold=True))
            painter.drawText(inside, _WRAPPED, row.title)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._sign(painter, rect, option.font, row)
        top = rect.top() + look.px(7)
        for text, font, colour in _parts(row, option.font):
            room = QRect(rect.left() + _left(), top, rect.width() - _left() - look.px(10), 100_000)
            high = _height(text, font, room.width())
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(room, _WRAPPED, text)
            top += high + look.px(2)
        if view.currentIndex() == index and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), look.px(2)))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRect, font: QFont, row: RemarkRow) -> None:
        look = theme.current()
        colour, ground = {
            "finding": (look.look, look.look_soft),
            "overdue": (look.look, look.look_soft),
            "due": (look.accent, look.accent_soft),
            "unanswered": (look.accent, look.accent_soft),
        }.get(row.group, (look.muted, look.hover))
        side = QFontMetrics(font).height() + look.px(2)
        box = QRect(rect.left() + look.px(8), rect.top() + look.px(6), side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(colour))
        painter.setFont(_font(font, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SIGNS[row.group])

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, row = theme.current(), index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 600
        if not row.ids:
            bold = _font(option.font, bold=True)
            return QSize(width, _height(row.title, bold, width - look.px(16)) + look.px(16))
        room = width - _left() - look.px(10)
        high = sum(_height(text, font, room) + look.px(2) for text, font, _colour in _parts(row, option.font))
        return QSize(width, high + look.px(12))


def _parts(row: RemarkRow, font: QFont) -> list[tuple[str, QFont, str]]:
    look = theme.current()
    quiet = row.group in ("dismissed", "not due")
    small = _font(font, size=_SMALL)
    unverified = "" if row.is_verified else _("Not verified in its source. ")
    parts = [
        (row.title, font, look.muted if quiet else look.text),
        (row.decided, font, look.text),
        (row.why, small, look.muted),
        (f"{unverified}{row.small}", small, look.look if unverified else look.muted),
    ]
    return [part for part in parts if part[0]]


def _left() -> int:
    return theme.current().px(36)


def _font(font: QFont, *, bold: bool = False, size: float = 1.0) -> QFont:
    made = QFont(font)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    if size != 1.0:
        if made.pixelSize() > 0:
            made.setPixelSize(round(made.pixelSize() * size))
        else:
            made.setPointSizeF(made.pointSizeF() * size)
    return made


def _height(text: str, font: QFont, width: int) -> int:
    room = QRect(0, 0, max(width, 50), 100_000)
    return QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
