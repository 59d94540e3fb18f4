"""Curve: draws limits, flags and the results of a marker.

Like all drawing of a figure it is in pixels and not in days and units: pyqtgraph's own curves scale a pen of
the screen with the data, which leaves hairlines on paper.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPolygonF

from tumorboard.figures.shapes import Placed, Point, Stroke
from tumorboard.i18n import _
from tumorboard.ui.chart_ink import Ink, pen
from tumorboard.ui.chart_plan import Plan

# Qt draws long antialiased lines wider than a pixel many times slower.
_LONG = 200
_DASHES = (4.0, 3.0)


def draw_curve(painter: QPainter, plan: Plan) -> None:
    """Draw limits, flags, breaks, the line, the results and the words at them."""
    curve = plan.overview.curve
    _draw_limits(painter, plan)
    _draw_flags(painter, plan)
    if not curve.points:
        painter.setFont(plan.ink.font)
        painter.setPen(QColor(plan.ink.muted))
        words = _("No laboratory results yet")
        if curve.analyte:
            words = _("No results of {analyte}").format(analyte=curve.analyte)
        painter.drawText(plan.curve, Qt.AlignmentFlag.AlignCenter, words)
    for stroke in curve.strokes:
        _draw_stroke(painter, plan, stroke)
    methods = {method: at for at, method in enumerate(dict.fromkeys(point.method for point in curve.points))}
    for point in curve.points:
        draw_point(painter, plan, point, methods[point.method])
    draw_labels(painter, plan.ink, plan.layout.curve_labels, plan.curve.topLeft())


def draw_point(painter: QPainter, plan: Plan, point: Point, symbol: int) -> None:
    """Draw a result: filled, hollow if not final, a triangle if censored, a cross if replaced."""
    ink, at = plan.ink, plan.at(point.x, point.y)
    colour = ink.muted if point.muted else ink.curve
    _draw_whisker(painter, plan, point, at, colour)
    half = plan.sizes.dot / 2
    if point.muted:
        painter.setPen(pen(colour, ink.px(1.2)))
        painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half))
        painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half))
        return
    hollow = bool(point.bound) or point.draft or point.preliminary
    painter.setPen(pen(colour, ink.px(1.4), (1.5, 1.5) if point.draft else ()))
    painter.setBrush(QColor(ink.ground if hollow else colour))
    if point.bound:
        painter.drawPolygon(_triangle(at, half * 1.5, down=point.bound == "<"))
    elif symbol % 4 == 0:
        painter.drawEllipse(at, half, half)
    else:
        painter.drawPolygon(_corners(at, half, symbol % 4))


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


def _draw_limits(painter: QPainter, plan: Plan) -> None:
    ink, boxes = plan.ink, label_boxes(plan)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for limit in plan.overview.curve.limits:
        dashes = (2.0, 3.0) if limit.usual and ink.paper else (5.0, 4.0) if limit.usual or ink.paper else ()
        painter.setPen(pen(ink.limit, ink.px(1.1), dashes))
        low, high = plan.at(limit.x_low, limit.y), plan.at(limit.x_high, limit.y)
        painter.drawLines(level(low.y(), low.x(), high.x(), boxes))


def _draw_flags(painter: QPainter, plan: Plan) -> None:
    ink, boxes = plan.ink, label_boxes(plan)
    rows = {
        mark.record_id: plan.lanes.top() + plan.row(at, mark.row) - plan.sizes.badge / 2
        for at, lane in enumerate(plan.overview.lanes)
        for mark in lane.marks
    }
    for flag in plan.overview.flags:
        x = plan.plot.left() + plan.x(flag.x)
        painter.setPen(pen(ink.muted, 1, (1, 3) if flag.x_low == flag.x_high else (1, 6)))
        bottom = rows.get(flag.record_id, plan.curve.bottom())
        painter.drawLines(upright(sharp(x), plan.curve.top(), bottom, boxes))
    for place in plan.overview.curve.breaks:
        x = sharp(plan.plot.left() + plan.x(place.x))
        painter.setPen(pen(ink.border, 1, (6, 2, 1, 2)))
        painter.drawLines(upright(x, plan.curve.top(), plan.curve.bottom(), boxes))


def _draw_stroke(painter: QPainter, plan: Plan, stroke: Stroke) -> None:
    width = plan.ink.px(1.5) if len(stroke.points) <= _LONG else 1.0
    painter.setPen(pen(plan.ink.curve, width, _DASHES if stroke.dashed else ()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    for at, (x, y) in enumerate(stroke.points):
        if at:
            path.lineTo(plan.at(x, y))
        else:
            path.moveTo(plan.at(x, y))
    painter.drawPath(path)


def _draw_whisker(painter: QPainter, plan: Plan, point: Point, at: QPointF, colour: str) -> None:
    low, high = plan.at(point.x_low, point.y), plan.at(point.x_high, point.y)
    size = plan.sizes.dot
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, 1))
    for end, is_open, away in ((low, point.open_low, -1), (high, point.open_high, 1)):
        if is_open:
            tip = end + QPointF(away * 2.4 * size, 0)
            back = QPointF(-away * size / 2, 0)
            painter.drawLine(at, tip)
            side = QPointF(0, size / 2.5)
            painter.drawPolyline([tip + back - side, tip, tip + back + side])
        elif abs(end.x() - at.x()) > size / 2:
            cap = QPointF(0, size / 2.5)
            painter.drawLines([QLineF(at, end), QLineF(end - cap, end + cap)])


def _triangle(at: QPointF, half: float, *, down: bool) -> QPolygonF:
    tip = half if down else -half
    return QPolygonF([at + QPointF(-half, -tip), at + QPointF(half, -tip), at + QPointF(0, tip)])


def _corners(at: QPointF, half: float, symbol: int) -> QPolygonF:
    if symbol == 1:
        return QPolygonF(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    far = 1.15 * half
    if symbol == 2:
        return QPolygonF([at + QPointF(*to) for to in ((0, -far), (far, 0), (0, far), (-far, 0))])
    six = ((-half, -far), (half, -far), (far, 0), (half, far), (-half, far), (-far, 0))
    return QPolygonF([at + QPointF(*to) for to in six])
