"""Lanes: draws the course below the curve: bars for what lasts, badges for what happened once.

A bar's drugs are its upper and lower edges: where one was not given, its edge is pale.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from tumorboard.figures.shapes import Bar, DrugBar, Lane, Mark, Placed
from tumorboard.ui.chart_curve import draw_labels, draw_text, fading, write
from tumorboard.ui.chart_ink import faint, pen
from tumorboard.ui.chart_plan import Plan

_ROUND = 3.0
_DRAFT = (1.5, 1.5)
_UNSURE = (3.0, 2.0)


def draw_lanes(painter: QPainter, plan: Plan) -> None:
    """Draw the lanes with everything in them."""
    draw_rules(painter, plan)
    for at in range(len(plan.overview.lanes)):
        draw_lane(painter, plan, at)


def draw_rules(painter: QPainter, plan: Plan) -> None:
    """Draw the lines between the lanes."""
    painter.setPen(pen(plan.ink.hairline))
    for at in range(len(plan.overview.lanes)):
        y = round(plan.lane_box(at).top()) + 0.5
        painter.drawLine(QPointF(plan.lanes.left(), y), QPointF(plan.lanes.right(), y))


def draw_lane(painter: QPainter, plan: Plan, at: int) -> None:
    """Draw what stands in one lane."""
    lane, labels = plan.overview.lanes[at], plan.labels_of(at)
    for bar in lane.bars:
        _draw_bar(painter, plan, lane, bar, bar_box(plan, at, bar), labels)
    for mark in lane.marks:
        _draw_mark(painter, plan, lane, mark, at)
    draw_labels(painter, plan.ink, [one for one in labels if not one.inside], plan.lanes.topLeft())
    _draw_inner_labels(painter, plan, lane, labels)


def bar_box(plan: Plan, lane: int, bar: Bar) -> QRectF:
    """Return where a bar stands in the figure."""
    high = plan.sizes.badge
    left = plan.lanes.left() + plan.x(bar.x_low)
    right = max(plan.lanes.left() + plan.x(bar.x_high), left + 3)
    return QRectF(left, plan.lanes.top() + plan.row(lane, bar.row) - high / 2, right - left, high)


def mark_box(plan: Plan, lane: int, mark: Mark) -> QRectF:
    """Return where a mark stands in the figure."""
    high = wide = plan.sizes.badge
    if mark.shape == "text":
        wide = plan.ink.bold_width(mark.short) if _is_strong(mark) else plan.ink.measure(mark.short)[0]
    elif mark.letter:
        wide = max(high, plan.ink.bold_width(mark.letter) + plan.sizes.gap)
    x = plan.lanes.left() + plan.x(mark.x)
    box = QRectF(x - wide / 2, plan.lanes.top() + plan.row(lane, mark.row) - high / 2, wide, high)
    if mark.shape == "text" and plan.lanes.left() <= x <= plan.lanes.right():
        box.moveLeft(min(max(box.left(), plan.lanes.left()), plan.lanes.right() - wide))
    return box


def draw_badge(painter: QPainter, plan: Plan, box: QRectF, letter: str, colour: str, *, draft: bool) -> None:
    """Draw a badge with its letter: filled on the screen, outlined on paper and for a draft."""
    outlined = draft or plan.ink.paper
    painter.setPen(pen(colour, 1.0, _DRAFT if draft else ()))
    painter.setBrush(QColor(plan.ink.ground if outlined else colour))
    radius = 4 * plan.ink.scale
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(QColor(colour if outlined else plan.ink.readable(colour)))
    painter.setFont(plan.ink.bold)
    write(painter, letter, box.center(), align=0.5)


def _colour(plan: Plan, lane: Lane, bar: Bar) -> str:
    if lane.kind == "systemic" and bar.tone == "plain":
        return plan.ink.hue(bar.hue)
    return plan.ink.tone(bar.tone, lane.kind)


def _draw_bar(
    painter: QPainter, plan: Plan, lane: Lane, bar: Bar, box: QRectF, labels: Sequence[Placed]
) -> None:
    ink = plan.ink
    colour = _colour(plan, lane, bar)
    shape = _outline(box.adjusted(0, 0.5, 0, -0.5), _point(plan, bar, box))
    start = plan.x(bar.x_low + bar.fuzzy_start) - plan.x(bar.x_low)
    end = plan.x(bar.x_high) - plan.x(bar.x_high - bar.fuzzy_end)
    if bar.fuzzy or bar.draft:
        painter.setPen(pen(colour, 1.0, _DRAFT if bar.draft else _UNSURE))
        painter.setBrush(faint(colour, 0.0 if ink.paper else 0.10))
        painter.drawPath(shape)
    elif ink.paper:
        _outline_on_paper(painter, plan, bar, box, shape, start, end)
    else:
        full = QColor(colour)
        if _is_pale(plan, lane, bar, labels):
            full = faint(colour, 0.25 if _begins_with_a_mark(lane, bar) else 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fading(box.left(), box.right(), start, end, full))
        painter.drawPath(shape)
    if not bar.fuzzy and not bar.draft:
        _draw_drugs(painter, plan, bar, box, shape)


def _point(plan: Plan, bar: Bar, box: QRectF) -> float:
    return min(plan.sizes.gap * 1.75, box.width()) if bar.ongoing else 0.0


def _outline(box: QRectF, point: float) -> QPainterPath:
    path = QPainterPath()
    if point <= 0:
        radius = min(_ROUND, box.width() / 2)
        path.addRoundedRect(box, radius, radius)
        return path
    path.addPolygon(
        QPolygonF(
            [
                box.topLeft(),
                QPointF(box.right() - point, box.top()),
                QPointF(box.right(), box.center().y()),
                QPointF(box.right() - point, box.bottom()),
                box.bottomLeft(),
            ]
        )
    )
    path.closeSubpath()
    return path


def _outline_on_paper(
    painter: QPainter, plan: Plan, bar: Bar, box: QRectF, shape: QPainterPath, start: float, end: float
) -> None:
    painter.setBrush(QColor(plan.ink.ground))
    if start <= 0 and end <= 0:
        painter.setPen(pen(plan.ink.text))
        painter.drawPath(shape)
        return
    painter.setPen(pen(plan.ink.text, 1.0, (2, 2)))
    painter.drawPath(shape)
    certain = box.adjusted(max(start, 0), 0.5, -max(end, _point(plan, bar, box)), -0.5)
    if certain.width() > 0:
        painter.setPen(pen(plan.ink.text))
        painter.drawLines(
            [
                QLineF(certain.topLeft(), certain.topRight()),
                QLineF(certain.bottomLeft(), certain.bottomRight()),
            ]
        )
        if start <= 0:
            painter.drawLine(certain.topLeft(), certain.bottomLeft())
    if bar.end_unknown:
        painter.setPen(pen(plan.ink.ground, 2.0))
        painter.drawLine(box.topRight() + QPointF(0, 1.5), box.bottomRight() - QPointF(0, 1.5))


def _draw_drugs(painter: QPainter, plan: Plan, bar: Bar, box: QRectF, shape: QPainterPath) -> None:
    drugs = sorted(bar.parts, key=lambda drug: drug.row)
    if all(_from_the_start(plan, drug, bar) and _to_the_end(plan, drug, bar) for drug in drugs):
        return
    most = plan.ink.px(1.5 if plan.ink.paper else 2.5)
    high = min(most, box.height() / 2 / max(1, (len(drugs) + 1) // 2))
    above = (len(drugs) + 1) // 2
    for at, drug in enumerate(drugs):
        top = box.top() + at * high if at < above else box.bottom() - (len(drugs) - at) * high
        left = plan.lanes.left() + plan.x(drug.x_low)
        right = plan.lanes.left() + plan.x(drug.x_high)
        if plan.ink.paper:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(plan.ink.pattern))
            painter.drawRect(QRectF(left, top + high * 0.2, right - left, high * 0.6))
            continue
        pale = QPainterPath()
        pale.addRect(QRectF(box.left(), top, left - box.left(), high))
        if not _to_the_end(plan, drug, bar):
            pale.addRect(QRectF(right, top, box.right() - right, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint(plan.ink.ground, 0.7))
        painter.drawPath(pale.intersected(shape))


def _from_the_start(plan: Plan, drug: DrugBar, bar: Bar) -> bool:
    return abs(plan.x(drug.x_low) - plan.x(bar.x_low)) < 1


def _to_the_end(plan: Plan, drug: DrugBar, bar: Bar) -> bool:
    return abs(plan.x(drug.x_high) - plan.x(bar.x_high)) < 1


def _draw_inner_labels(painter: QPainter, plan: Plan, lane: Lane, labels: Sequence[Placed]) -> None:
    bars = {bar.record_id: bar for bar in lane.bars}
    for label in labels:
        if not label.inside:
            continue
        bar = bars.get(label.record_id)
        if bar is None:
            draw_labels(painter, plan.ink, [label], plan.lanes.topLeft())
            continue
        pale = plan.ink.paper or bar.fuzzy or bar.draft or _is_pale(plan, lane, bar, labels)
        painter.setPen(QColor(plan.ink.text if pale else plan.ink.readable(_colour(plan, lane, bar))))
        draw_text(painter, plan.ink, label, plan.lanes.topLeft())


def _is_pale(plan: Plan, lane: Lane, bar: Bar, labels: Sequence[Placed]) -> bool:
    """Whether a bar is drawn pale, so that a label on its fading edge or beside its mark can be read."""
    if _begins_with_a_mark(lane, bar):
        return True
    low, high = plan.x(bar.x_low + bar.fuzzy_start), plan.x(bar.x_high - bar.fuzzy_end)
    return any(
        label.inside and label.record_id == bar.record_id and (label.left < low - 1 or label.right > high + 1)
        for label in labels
    )


def _begins_with_a_mark(lane: Lane, bar: Bar) -> bool:
    return any(mark.record_id == bar.record_id for mark in lane.marks)


def _draw_mark(painter: QPainter, plan: Plan, lane: Lane, mark: Mark, at: int) -> None:
    ink, box = plan.ink, mark_box(plan, at, mark)
    colour = ink.tone(mark.tone, lane.kind)
    _draw_span(painter, plan, mark, box, colour)
    if mark.shape == "text":
        painter.fillRect(box.adjusted(-1, 1, 1, -1), QColor(ink.ground))
        if mark.draft:
            painter.setPen(pen(colour, 1.0, _DRAFT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = box.adjusted(-plan.sizes.gap / 2 - 0.5, 0.5, plan.sizes.gap / 2 + 0.5, -0.5)
            painter.drawRoundedRect(frame, _ROUND, _ROUND)
        painter.setPen(QColor(colour))
        painter.setFont(ink.bold if _is_strong(mark) else ink.font)
        write(painter, mark.short, box.center(), align=0.5)
    elif mark.shape == "diamond":
        half = plan.sizes.badge * 0.36
        painter.setPen(pen(colour, 1.2, _DRAFT if mark.draft else ()))
        painter.setBrush(QColor(ink.ground if ink.paper or mark.draft else colour))
        around = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygonF([box.center() + QPointF(*to) for to in around]))
    else:
        draw_badge(painter, plan, box, mark.letter, colour, draft=mark.draft)


def _is_strong(mark: Mark) -> bool:
    return mark.tone in ("danger", "good")


def _draw_span(painter: QPainter, plan: Plan, mark: Mark, box: QRectF, colour: str) -> None:
    # Below the badge: beside it stands the label.
    low, high = (plan.lanes.left() + plan.x(x) for x in (mark.x_low, mark.x_high))
    if high - low > box.width() + 2:
        y = box.bottom() + 0.5
        painter.setPen(pen(colour, 1))
        ends = [QLineF(x, y - 2, x, y) for x in (low, high)]
        painter.drawLines([QLineF(low, y, high, y), *ends])
