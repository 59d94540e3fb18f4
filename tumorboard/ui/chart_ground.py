"""Ground: draws what stands behind a curve: the bands of the systemic lines and the grid."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from tumorboard.figures.shapes import Band
from tumorboard.ui.chart_curve import label_boxes, level, sharp, upright
from tumorboard.ui.chart_ink import faint, pattern, pen
from tumorboard.ui.chart_plan import Plan

_CLEAR = 2
"""How many bands may lie one over the other in full strength before the curve is hard to see."""
_UNCERTAIN = 0.4
"""The strength of a band where it is not certain, against where it is."""


def draw_ground(painter: QPainter, plan: Plan) -> None:
    """Draw bands and grid: what stands behind everything else."""
    boxes = label_boxes(plan)
    strength = plan.ink.band_strength * min(1.0, _CLEAR / max(1, _deepest(plan.overview.bands)))
    for band in plan.overview.bands:
        _draw_band(painter, plan, band, strength, boxes)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(plan.ink.hairline))
    lines: list[QLineF] = []
    for tick in plan.overview.curve.axis.ticks:
        if tick.major and not tick.limit:
            y = sharp(plan.curve.top() + plan.y(tick.at))
            lines += level(y, plan.curve.left(), plan.curve.right(), boxes)
    between: list[QLineF] = []
    for tick in plan.overview.time.ticks:
        if tick.major:
            x = sharp(plan.plot.left() + plan.x(tick.at))
            pieces = upright(x, plan.plot.top(), plan.plot.bottom(), [*boxes, plan.years_above])
            (lines if _begins_a_year(tick.at) else between).extend(pieces)
    painter.drawLines(lines)
    painter.setPen(pen(faint(plan.ink.hairline, 0.5)))
    painter.drawLines(between)


def _deepest(bands: Sequence[Band]) -> int:
    """Return how many bands lie one over the other where most do."""
    begun = (sum(band.x_low <= at < band.x_high for band in bands) for at in (one.x_low for one in bands))
    return max(begun, default=0)


def _draw_band(painter: QPainter, plan: Plan, band: Band, strength: float, boxes: Sequence[QRectF]) -> None:
    ink = plan.ink
    x_low, x_high = plan.x(band.x_low), plan.x(band.x_high)
    start, end = plan.x(band.x_low + band.fuzzy_start) - x_low, x_high - plan.x(band.x_high - band.fuzzy_end)
    area = plan.curve.adjusted(x_low, 0, x_high - plan.curve.width(), 0)
    certain = area.adjusted(start, 0, -end, 0)
    if not ink.paper and not band.draft:
        _tint(painter, area, certain, faint(ink.hue(band.hue), strength))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(ink.border if ink.paper else ink.hue(band.hue), 0.8, (2, 2)))
    if band.draft or certain.width() <= 0:
        _frame(painter, area, boxes)
        return
    for edge, uncertain in ((area.left(), start), (area.right(), end)):
        if uncertain > 0:
            painter.drawLines(upright(edge, area.top(), area.bottom(), boxes))
    # More than two patterns one over the other are none.
    if band.level < _CLEAR:
        painter.setPen(pen(ink.pattern, 0.9 if band.hue % 4 == 0 else 0.4))
        painter.drawPath(pattern(band.hue, certain))
    for box in boxes:
        if box.intersects(certain):
            painter.fillRect(box.intersected(certain), QColor(ink.ground))
    painter.setPen(pen(ink.pattern, 0.6))
    for edge, uncertain in ((certain.left(), start), (certain.right(), end)):
        if uncertain <= 0:
            painter.drawLines(upright(edge, area.top(), area.bottom(), boxes))


def _begins_a_year(day: float) -> bool:
    begun = date.fromordinal(int(day))
    return (begun.month, begun.day) == (1, 1)


def _tint(painter: QPainter, area: QRectF, certain: QRectF, colour: QColor) -> None:
    # In steps: so pale a colour cannot fade without stripes.
    half = QColor(colour)
    half.setAlphaF(_UNCERTAIN * colour.alphaF())
    if certain.width() <= 0:
        painter.fillRect(area, half)
        return
    painter.fillRect(certain, colour)
    painter.fillRect(QRectF(area.topLeft(), certain.bottomLeft()), half)
    painter.fillRect(QRectF(certain.topRight(), area.bottomRight()), half)


def _frame(painter: QPainter, area: QRectF, boxes: Sequence[QRectF]) -> None:
    for x in (area.left(), area.right()):
        painter.drawLines(upright(x, area.top(), area.bottom(), boxes))
    for y in (area.top(), area.bottom()):
        painter.drawLines(level(y, area.left(), area.right(), boxes))
