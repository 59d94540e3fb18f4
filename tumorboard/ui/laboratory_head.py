"""Laboratory head: what stands above the columns of the grid, an analyte and below it its unit."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from tumorboard.ui import theme


class Head(QHeaderView):
    """Two lines above each column, each cut off with dots where there is no room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def draw(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw what stands above a column into a rectangle."""
        look = theme.current()
        painter.save()
        painter.fillRect(rect, QColor(look.surface))
        painter.setPen(QColor(look.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self.font())
        room = rect.adjusted(look.px(6), look.px(4), -look.px(3), -look.px(4))
        text = str(self.model().headerData(section, self.orientation()))
        lines = text.split("\n")
        for place, line in enumerate(lines):
            painter.setPen(QColor(look.muted if place or not section else look.text))
            top = room.center().y() + 1 + round((place - len(lines) / 2) * self._line().lineSpacing())
            shown = self._line().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            line_room = QRect(room.left(), top, room.width(), self._line().lineSpacing())
            painter.drawText(line_room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _line(self) -> QFontMetrics:
        return QFontMetrics(self.font())

    def sizeHint(self) -> QSize:
        return QSize(
            super().sizeHint().width(), 2 * self._line().lineSpacing() + 2 * theme.current().px(4) + 1
        )

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        self.draw(painter, rect, logical_index)
