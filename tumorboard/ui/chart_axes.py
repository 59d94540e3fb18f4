"""Axes: draws names and numbers beside a figure, the years below it, and the strip of what has no date."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from tumorboard.figures.curve_labels import heights
from tumorboard.i18n import _
from tumorboard.ui.chart_curve import sharp, write
from tumorboard.ui.chart_ink import pen
from tumorboard.ui.chart_lanes import draw_badge
from tumorboard.ui.chart_plan import Chip, Plan
from tumorboard.ui.chart_points import look_of


def draw_axes(painter: QPainter, plan: Plan) -> None:
    """Draw everything outside of curve and lanes."""
    painter.setFont(plan.ink.font)
    _draw_values(painter, plan)
    _draw_lane_names(painter, plan)
    for years in (plan.years_above, plan.years):
        _draw_years(painter, plan, years)
    _draw_strip(painter, plan)
    _draw_words(painter, plan)


def _draw_values(painter: QPainter, plan: Plan) -> None:
    ink, overview = plan.ink, plan.overview
    two = len(overview.curves) > 1
    for curve in overview.curves:
        is_second = curve is overview.second
        # Of two axes each is in the colour of its curve.
        colour = look_of(curve, plan).colour if two else ink.muted
        edge, away = (plan.curve.right(), 1) if is_second else (plan.curve.left(), -1)
        up = heights(curve.axis, plan.curve.height())
        for tick in curve.axis.ticks:
            y = plan.curve.top() + up(tick.at)
            if is_second and tick.major:
                painter.setPen(pen(colour))
                painter.drawLine(QPointF(edge, sharp(y)), QPointF(edge + ink.px(4), sharp(y)))
            painter.setPen(QColor(ink.limit if tick.limit and not two else colour))
            write(painter, tick.label, QPointF(edge + away * ink.px(8), y), align=0 if is_second else 1)
        label = QFontMetricsF(ink.font).elidedText(
            curve.axis.label, Qt.TextElideMode.ElideRight, plan.curve.height()
        )
        middle = ink.measure("M")[1] / 2
        painter.save()
        painter.setPen(QColor(colour))
        painter.translate(plan.size[0] - middle if is_second else middle, plan.curve.center().y())
        painter.rotate(-90)
        write(painter, label, QPointF(0, 0), align=0.5)
        painter.restore()


def _draw_lane_names(painter: QPainter, plan: Plan) -> None:
    painter.setPen(QColor(plan.ink.muted))
    right = plan.lanes.left() - plan.ink.px(8)
    for at, lane in enumerate(plan.overview.lanes):
        middle = (plan.row(at, 0) + plan.row(at, lane.rows - 1)) / 2
        write(painter, lane.name, QPointF(right, plan.lanes.top() + middle), align=1)


def _draw_years(painter: QPainter, plan: Plan, years: QRectF) -> None:
    if years.isEmpty():
        return
    ink = plan.ink
    painter.setPen(pen(ink.border))
    y = round(years.top()) + 0.5
    painter.drawLine(QPointF(years.left(), y), QPointF(years.right(), y))
    for tick in plan.overview.time.ticks:
        x = round(years.left() + plan.x(tick.at)) + 0.5
        painter.drawLine(QPointF(x, y), QPointF(x, y + ink.px(5 if tick.major else 3)))
    painter.setPen(QColor(ink.muted))
    middle = years.top() + ink.px(5) + ink.measure("M")[1] / 2
    for tick in plan.overview.time.ticks:
        write(painter, tick.label, QPointF(years.left() + plan.x(tick.at), middle), align=0.5)


def _draw_strip(painter: QPainter, plan: Plan) -> None:
    if not plan.chips:
        return
    ink = plan.ink
    painter.setPen(pen(ink.hairline))
    painter.setBrush(QColor(ink.strip))
    painter.drawRoundedRect(plan.strip.adjusted(0.5, 0.5, -0.5, -0.5), ink.px(4), ink.px(4))
    painter.setFont(ink.font)
    painter.setPen(QColor(ink.muted))
    middle = plan.strip.top() + plan.chips[0].box.center().y()
    write(painter, _("Date unclear"), QPointF(plan.strip.left() - ink.px(8), middle), align=1)
    for chip in plan.chips:
        _draw_chip(painter, plan, chip)


def _draw_chip(painter: QPainter, plan: Plan, chip: Chip) -> None:
    ink, sizes = plan.ink, plan.sizes
    box = chip.box.translated(plan.strip.topLeft())
    painter.setFont(ink.font)
    painter.setPen(QColor(ink.muted))
    write(painter, chip.when, QPointF(box.left(), box.center().y()))
    left = box.left() + chip.before
    badge = QRectF(left, box.center().y() - sizes.badge / 2, sizes.badge, sizes.badge)
    if chip.item.letter:
        draw_badge(painter, plan, badge, chip.item.letter, ink.muted, draft=chip.item.draft)
    else:
        painter.setPen(pen(ink.muted, 1.2, (1.5, 1.5) if chip.item.draft else ()))
        painter.setBrush(QColor(ink.strip))
        painter.drawEllipse(badge.center(), sizes.dot / 2, sizes.dot / 2)
    painter.setFont(ink.font)
    painter.setPen(QColor(ink.text))
    left = badge.right() + sizes.gap
    text = QFontMetricsF(ink.font).elidedText(
        chip.item.label, Qt.TextElideMode.ElideRight, box.right() - left
    )
    write(painter, text, QPointF(left, box.center().y()))


def _draw_words(painter: QPainter, plan: Plan) -> None:
    painter.setFont(plan.ink.font)
    painter.setPen(QColor(plan.ink.muted))
    high = plan.ink.measure("M")[1]
    top = plan.size[1] - len(plan.words) * high
    for at, line in enumerate(plan.words):
        write(painter, line, QPointF(0, top + (at + 0.5) * high))
