"""Curve: draws bands, grid, limits, flags and the results of a marker.

Like all drawing of a figure it is in pixels and not in days and units: pyqtgraph's own curves scale a pen of
the screen with the data, which leaves hairlines on paper.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPolygonF

from tumorboard.figures.shapes import Band, Placed, Point, Stroke
from tumorboard.i18n import _
from tumorboard.ui.chart_ink import Ink, faint, pattern, pen
from tumorboard.ui.chart_plan import Plan

# Qt draws long antialiased lines wider than a pixel many times slower.
_LONG = 200
_DASHES = (4.0, 3.0)
_UNCERTAIN = 0.4
"""The strength of a band where it is not certain, against where it is."""


def draw_ground(painter: QPainter, plan: Plan) -> None:
    """Draw bands and grid: what stands behind everything else."""
    boxes = label_boxes(plan)
    for band in plan.overview.bands:
        _draw_band(painter, plan, band, boxes)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(plan.ink.hairline))
    lines: list[QLineF] = []
    for tick in plan.overview.curve.axis.ticks:
        if tick.major and not tick.limit:
            y = _sharp(plan.curve.top() + plan.y(tick.at))
            lines += level(y, plan.curve.left(), plan.curve.right(), boxes)
    between: list[QLineF] = []
    for tick in plan.overview.time.ticks:
        if tick.major:
            x = _sharp(plan.plot.left() + plan.x(tick.at))
            pieces = upright(x, plan.plot.top(), plan.plot.bottom(), [*boxes, plan.years_above])
            (lines if _begins_a_year(tick.at) else between).extend(pieces)
    painter.drawLines(lines)
    painter.setPen(pen(faint(plan.ink.hairline, 0.5)))
    painter.drawLines(between)


def draw_curve(painter: QPainter, plan: Plan) -> None:
    """Draw limits, flags, breaks, the line, the results and the words at them."""
    curve = plan.overview.curve
    _draw_limits(painter, plan)
    _draw_flags(painter, plan)
    if not curve.points:
        painter.setFont(plan.ink.font)
        painter.setPen(QColor(plan.ink.muted))
        words = _("No results of {analyte}").format(analyte=curve.analyte) if curve.analyte else ""
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


def _draw_band(painter: QPainter, plan: Plan, band: Band, boxes: Sequence[QRectF]) -> None:
    ink = plan.ink
    x_low, x_high = plan.x(band.x_low), plan.x(band.x_high)
    start, end = plan.x(band.x_low + band.fuzzy_start) - x_low, x_high - plan.x(band.x_high - band.fuzzy_end)
    area = plan.curve.adjusted(x_low, 0, x_high - plan.curve.width(), 0)
    certain = area.adjusted(start, 0, -end, 0)
    if not ink.paper and not band.draft:
        _tint(painter, area, certain, faint(ink.hue(band.hue), ink.band_strength))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(ink.border if ink.paper else ink.hue(band.hue), 0.8, (2, 2)))
    if band.draft or certain.width() <= 0:
        _frame(painter, area, boxes)
        return
    for edge, uncertain in ((area.left(), start), (area.right(), end)):
        if uncertain > 0:
            painter.drawLines(upright(edge, area.top(), area.bottom(), boxes))
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
        painter.drawLines(upright(_sharp(x), plan.curve.top(), bottom, boxes))
    for place in plan.overview.curve.breaks:
        x = _sharp(plan.plot.left() + plan.x(place.x))
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


def _sharp(place: float) -> float:
    return round(place) + 0.5
