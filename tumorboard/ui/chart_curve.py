"""Curve: draws limits, flags and the results of a marker.

Like all drawing of a figure it is in pixels and not in days and units: pyqtgraph's own curves scale a pen of
the screen with the data, which leaves hairlines on paper.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QLinearGradient, QPainter

from tumorboard.figures.shapes import MarkerCurve, Placed
from tumorboard.i18n import _
from tumorboard.ui.chart_ink import Ink, pen
from tumorboard.ui.chart_plan import Plan
from tumorboard.ui.chart_points import draw_line, draw_results, look_of


def draw_curve(painter: QPainter, plan: Plan) -> None:
    """Draw limits, breaks, the lines, the results and the words at them."""
    overview = plan.overview
    for curve in overview.curves:
        _draw_limits(painter, plan, curve)
        _draw_breaks(painter, plan, curve)
    if not any(curve.points for curve in overview.curves):
        painter.setFont(plan.ink.font)
        painter.setPen(QColor(plan.ink.muted))
        words = _("No laboratory results yet")
        if overview.curve.analyte:
            words = _("No results of {analyte}").format(analyte=overview.curve.analyte)
        painter.drawText(plan.curve, Qt.AlignmentFlag.AlignCenter, words)
    # The first one is in front.
    looks = [(curve, look_of(curve, plan)) for curve in reversed(overview.curves)]
    for curve, look in looks:
        draw_line(painter, plan, curve, look)
    for curve, look in looks:
        draw_results(painter, plan, curve, look)
    _draw_names(painter, plan)


def draw_flags(painter: QPainter, plan: Plan) -> None:
    """Draw an upright line at each surgery and local therapy, down to its mark."""
    ink, boxes = plan.ink, label_boxes(plan)
    rows = {
        mark.record_id: plan.lanes.top() + plan.row(at, mark.row) - plan.sizes.badge / 2
        for at, lane in enumerate(plan.overview.lanes)
        for mark in lane.marks
    }
    for flag in plan.overview.flags:
        x = plan.plot.left() + plan.x(flag.x)
        dashes = (4, 4) if flag.draft else (1, 3) if flag.x_low == flag.x_high else (1, 6)
        painter.setPen(pen(ink.muted, max(1.0, ink.px(0.8)), tuple(map(ink.px, dashes))))
        bottom = rows.get(flag.record_id, plan.curve.bottom())
        painter.drawLines(upright(sharp(x), plan.curve.top(), bottom, boxes))


def _draw_names(painter: QPainter, plan: Plan) -> None:
    """Draw the words over the curves: those that belong to one of two in its colour."""
    colours = {curve.analyte: look_of(curve, plan).colour for curve in plan.overview.curves}
    for label in plan.layout.curve_labels:
        painter.setPen(QColor(colours.get(label.analyte, plan.ink.muted)))
        draw_text(painter, plan.ink, label, plan.curve.topLeft())


def draw_labels(painter: QPainter, ink: Ink, labels: Iterable[Placed], origin: QPointF) -> None:
    """Draw labels where they were placed."""
    for label in labels:
        painter.setPen(QColor(ink.muted if label.tone == "plain" else ink.tones[label.tone]))
        draw_text(painter, ink, label, origin)


def draw_text(painter: QPainter, ink: Ink, label: Placed, origin: QPointF) -> None:
    """Draw the text of a label in the painter's pen."""
    painter.setFont(ink.font)
    lines = label.text.split("\n")
    high = label.height / len(lines)
    for at, line in enumerate(lines):
        box = QRectF(label.left, label.top + at * high, label.width, high).translated(origin)
        write(painter, line, QPointF(box.left(), box.center().y()))


def write(painter: QPainter, text: str, at: QPointF, align: float = 0.0) -> None:
    """Write a line with its middle at a height; `align` is 0 from there, 0.5 centred, 1 up to there."""
    metrics = QFontMetricsF(painter.font())
    x = at.x() - align * metrics.horizontalAdvance(text)
    painter.drawText(QPointF(x, at.y() + (metrics.ascent() - metrics.descent()) / 2), text)


def label_boxes(plan: Plan) -> tuple[QRectF, ...]:
    """Return the boxes of all labels, which lines leave free."""
    return tuple(
        QRectF(label.left, label.top, label.width, label.height).translated(area.topLeft())
        for area, labels in (
            (plan.curve, plan.layout.curve_labels),
            (plan.lanes, plan.layout.lane_labels),
        )
        for label in labels
    )


def upright(x: float, top: float, bottom: float, boxes: Sequence[QRectF]) -> list[QLineF]:
    """Return the pieces of an upright line that cross none of the boxes."""
    pieces, at = [], top
    crossed = [box for box in boxes if box.left() - 1 <= x <= box.right() + 1 and box.top() < bottom]
    for box in sorted(crossed, key=QRectF.top):
        if box.top() > at:
            pieces.append(QLineF(x, at, x, box.top()))
        at = max(at, box.bottom())
    if at < bottom:
        pieces.append(QLineF(x, at, x, bottom))
    return pieces


def level(y: float, left: float, right: float, boxes: Sequence[QRectF]) -> list[QLineF]:
    """Return the pieces of a level line that cross none of the boxes."""
    pieces, at = [], left
    crossed = [box for box in boxes if box.top() + 2 <= y <= box.bottom() - 2 and box.left() < right]
    for box in sorted(crossed, key=QRectF.left):
        if box.left() > at:
            pieces.append(QLineF(at, y, box.left(), y))
        at = max(at, box.right())
    if at < right:
        pieces.append(QLineF(at, y, right, y))
    return pieces


def sharp(place: float) -> float:
    """Return the middle of the pixel a thin line belongs in."""
    return round(place) + 0.5


def fading(low: float, high: float, start: float, end: float, colour: QColor) -> QBrush:
    """Return a brush from pixel `low` to `high` that fades over `start` and `end` pixels at its sides."""
    wide = high - low
    if start <= 0 and end <= 0:
        return QBrush(colour)
    gone, half = QColor(colour), QColor(colour)
    gone.setAlphaF(0.3 * colour.alphaF())
    half.setAlphaF(0.6 * colour.alphaF())
    gradient = QLinearGradient(low, 0, high, 0)
    gradient.setColorAt(0, gone if start > 0 else colour)
    gradient.setColorAt(1, gone if end > 0 else colour)
    if start + end >= wide:
        gradient.setColorAt(min(max(start / wide, 0.01), 0.99), half)
    else:
        gradient.setColorAt(max(start / wide, 0.0), colour)
        gradient.setColorAt(min(1 - end / wide, 1.0), colour)
    return QBrush(gradient)


def _draw_limits(painter: QPainter, plan: Plan, curve: MarkerCurve) -> None:
    ink, boxes, spot = plan.ink, label_boxes(plan), plan.spot(curve)
    is_second = curve is plan.overview.second
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for limit in curve.limits:
        dashes = (2.0, 3.0) if limit.usual and ink.paper else (5.0, 4.0) if limit.usual or ink.paper else ()
        dashes = (1.0, 4.0) if is_second else dashes
        painter.setPen(pen(ink.second if is_second else ink.limit, ink.px(1.1), dashes))
        low, high = spot(limit.x_low, limit.y), spot(limit.x_high, limit.y)
        painter.drawLines(level(low.y(), low.x(), high.x(), boxes))


def _draw_breaks(painter: QPainter, plan: Plan, curve: MarkerCurve) -> None:
    boxes = label_boxes(plan)
    painter.setPen(pen(plan.ink.border, 1, (6, 2, 1, 2)))
    for place in curve.breaks:
        x = sharp(plan.plot.left() + plan.x(place.x))
        painter.drawLines(upright(x, plan.curve.top(), plan.curve.bottom(), boxes))
