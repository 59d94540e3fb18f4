"""Concordance plot: what came of recommendations as stacked bars, told apart by pattern and by colour."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tumorboard.domain.board import DONE, LOST, NOT_FULFILLED, OPEN, PARTLY
from tumorboard.figures.concordance import WORDS, Bar, Segment
from tumorboard.i18n import _, capital
from tumorboard.ui import theme
from tumorboard.ui.theme import Theme

_PATTERNS = {
    DONE: Qt.BrushStyle.SolidPattern,
    PARTLY: Qt.BrushStyle.BDiagPattern,
    NOT_FULFILLED: Qt.BrushStyle.DiagCrossPattern,
    LOST: Qt.BrushStyle.Dense6Pattern,
    OPEN: Qt.BrushStyle.NoBrush,
}


class ConcordancePlot(QWidget):
    """Draws bars below a legend; what they tell is its description, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Concordance by kind"))
        self.bars: tuple[Bar, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Draw other bars."""
        self.bars = bars
        self.setAccessibleDescription(". ".join(bar.words for bar in bars))
        self.updateGeometry()
        self.update()

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _row(self) -> int:
        look = theme.current()
        return self._line() + look.px(2) + look.px(16) + look.px(9)

    def _legend(self, width: int) -> list[tuple[str, QRect]]:
        """Return where the box of each state stands; its word follows it."""
        look, line, metrics = theme.current(), self._line(), QFontMetrics(self.font())
        found, left, top = [], 0, 0
        for state, words in WORDS.items():
            wide = look.px(18) + metrics.horizontalAdvance(capital(_(words))) + look.px(14)
            if left and left + wide > width:
                left, top = 0, top + line + look.px(4)
            found.append((state, QRect(left, top, look.px(13), line)))
            left += wide
        return found

    def _top(self, width: int) -> int:
        return self._legend(width)[-1][1].bottom() + theme.current().px(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        for state, box in self._legend(self.width()):
            high = look.px(11)
            swatch = QRect(box.left(), box.top() + (box.height() - high) // 2, box.width(), high)
            self._fill(painter, swatch, state, look)
            painter.setPen(QColor(look.muted))
            words = QRect(box.right() + look.px(5), box.top(), self.width(), box.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, capital(_(WORDS[state])))
        top = self._top(self.width())
        for place, bar in enumerate(self.bars):
            self._bar(painter, bar, top + place * self._row(), look)

    def _bar(self, painter: QPainter, bar: Bar, top: int, look: Theme) -> None:
        line, width = self._line(), self.width() - 1
        count = _("n = {count}").format(count=bar.total)
        room = QRect(0, top, width, line)
        painter.setPen(QColor(look.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, count)
        room.setRight(width - self.fontMetrics().horizontalAdvance(count) - look.px(8))
        painter.setPen(QColor(look.text))
        label = self.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, label)
        for one in bar.segments:
            left, right = round(one.start * width), round(one.end * width)
            box = QRect(left, top + line + look.px(2), right - left, look.px(16))
            self._fill(painter, box, one.state, look)
            self._count(painter, box, one, look)

    def _fill(self, painter: QPainter, box: QRect, state: str, look: Theme) -> None:
        colour = QColor({NOT_FULFILLED: look.look, LOST: look.muted}.get(state, look.accent))
        painter.fillRect(box, QColor(look.surface))
        # The pattern begins with the box, wherever that is.
        painter.setBrushOrigin(box.topLeft())
        brush = QBrush(colour, _PATTERNS[state])
        # As large as the text, so that it is told apart on any screen.
        brush.setTransform(QTransform.fromScale(look.scale, look.scale))
        painter.fillRect(box, brush)
        painter.setPen(QPen(QColor(look.muted) if state == OPEN else colour, look.px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _count(self, painter: QPainter, box: QRect, one: Segment, look: Theme) -> None:
        text, metrics = str(one.count), self.fontMetrics()
        wide = metrics.horizontalAdvance(text) + look.px(6)
        if wide + look.px(2) > box.width():
            return
        if one.state not in (DONE, OPEN):
            plate = QRectF(0, 0, wide, box.height() - look.px(4))
            plate.moveCenter(QRectF(box).center())
            painter.fillRect(plate, QColor(look.surface))
        painter.setPen(QColor(look.on_accent if one.state == DONE else look.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def bar_at(self, place: QPoint) -> Bar | None:
        """Return the bar at a place, with its label, or None."""
        number = (place.y() - self._top(self.width())) // self._row()
        return self.bars[number] if 0 <= number < len(self.bars) else None

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self.bar_at(event.pos())
            QToolTip.showText(event.globalPos(), bar.words if bar else "", self)
            return True
        return super().event(event)

    def heightForWidth(self, width: int) -> int:
        return self._top(width) + self._row() * len(self.bars)

    def sizeHint(self) -> QSize:
        width = theme.current().px(260)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.heightForWidth(max(self.width(), theme.current().px(160))))
