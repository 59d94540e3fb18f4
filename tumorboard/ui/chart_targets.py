"""Targets: what of a figure can be pointed at, where it is, and what is said about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from PySide6.QtCore import QPointF, QRectF

from tumorboard.domain.dates import Day, show
from tumorboard.domain.quantities import show_unit
from tumorboard.figures.shapes import Band, MarkerCurve, Point
from tumorboard.figures.treatment_marker import told
from tumorboard.i18n import _
from tumorboard.ui.chart_lanes import bar_box, mark_box
from tumorboard.ui.chart_plan import Plan

_NEAR = 8.0
_BY = " · "


@dataclass(frozen=True, slots=True)
class Target:
    """A result, bar, mark or undated item; `strip` counts the curves, then the lanes."""

    record_id: str
    strip: int
    box: QRectF
    text: str
    x: float | None
    """Its place in time; None where it has none."""
    unsure: tuple[float, float] = (0.0, 0.0)
    """The days before and after `x` that it may have been on instead."""
    short: str = ""
    """The beginning of its text that says value and day of a result."""


def targets(plan: Plan) -> tuple[Target, ...]:
    """Return all that can be pointed at, each strip in order of time."""
    found = [*_results(plan), *_course(plan), *_undated(plan)]
    return tuple(sorted(found, key=lambda target: (target.strip, target.x or 0.0)))


def hit(found: Iterable[Target], at: QPointF, plot: QRectF) -> Target | None:
    """Return what is at a place of the figure or very near; the smallest where several are.

    What has a place in time is seen, and so hit, only on the plot.
    """
    best: tuple[tuple[float, float], Target] | None = None
    for target in found:
        if target.x is not None and not plot.contains(at):
            continue
        box = target.box
        away = QPointF(
            max(box.left() - at.x(), 0.0, at.x() - box.right()),
            max(box.top() - at.y(), 0.0, at.y() - box.bottom()),
        )
        rank = (away.manhattanLength(), box.width() * box.height())
        if rank[0] <= _NEAR and (best is None or rank < best[0]):
            best = (rank, target)
    return best[1] if best else None


def along(found: Sequence[Target], target: Target | None, steps: int) -> Target | None:
    """Return what stands some steps later or earlier in the same strip, at most its last or first."""
    row = [other for other in found if other.strip == (target.strip if target else 0)]
    if not row:
        return across(found, target, 1)
    if target is None or target not in row:
        return row[0 if steps > 0 else -1]
    return row[min(max(row.index(target) + steps, 0), len(row) - 1)]


def across(found: Sequence[Target], target: Target | None, step: int) -> Target | None:
    """Return what is nearest in time in the next strip below (step 1) or above (step -1) that holds any."""
    here = target.strip if target else -1
    strips = [other.strip for other in found if (other.strip - here) * step > 0]
    if not strips:
        return target
    there = min(strips, key=lambda strip: abs(strip - here))
    row = [other for other in found if other.strip == there]
    place = target.x if target else None
    return row[0] if place is None else min(row, key=lambda other: abs((other.x or 0.0) - place))


def reading(plan: Plan, day: float, target: Target | None) -> str:
    """Return what is read at a day: the date or what is pointed at, and the lines in force with their day.

    Beside a date stands the last result there was by then, and beside a result that of the other curve. With
    each line stands what the marker did in it, that of the curve pointed at; assay and laboratory come last.
    """
    shown = (target.short or target.text) if target and target.text else show_day(day)
    low = high = day
    if target and target.x is not None:
        low, high = target.x - target.unsure[0], target.x + target.unsure[1]
    curves = plan.overview.curves
    others = [curve for strip, curve in enumerate(curves) if target is None or target.strip != strip]
    if target is not None and target.strip >= len(curves):
        others = []
    before = [(curve, point) for curve in others if (point := _last_by(curve, day))]
    strip = target.strip if target is not None and target.strip < len(curves) else 0
    if target is not None and target.strip == strip:
        point = next((one for one in curves[strip].points if one.record_id == target.record_id), None)
    else:
        point = next((one for curve, one in before if curve is curves[strip]), None)
    beside = [_beside(curve, one) for curve, one in before]
    lines = _lines(plan.overview.bands, low, high, curves[strip], point)
    rest = [target.text.removeprefix(target.short).removeprefix(_BY)] if target and target.short else []
    return _BY.join(part for part in (shown, *beside, *lines, *rest) if part)


def _last_by(curve: MarkerCurve, day: float) -> Point | None:
    """Return the last result sure to be from before a day: between two nothing is known."""
    for point in reversed(curve.points):
        if point.x_high <= day and not (point.muted or point.draft or point.open_high):
            return point
    return None


def _beside(curve: MarkerCurve, point: Point) -> str:
    value = " ".join(part for part in (point.value, show_unit(point.unit)) if part)
    return _("{analyte} {value} ({day})").format(analyte=curve.name, value=value, day=point.when)


def show_day(day: float) -> str:
    """Return a place in time as a date in words."""
    return show(Day.of(date.fromordinal(max(int(day), 1))))


def _results(plan: Plan) -> Iterator[Target]:
    half, two = plan.sizes.dot / 2, len(plan.overview.curves) > 1
    for strip, curve in enumerate(plan.overview.curves):
        spot = plan.spot(curve)
        for point in curve.points:
            at = spot(point.x, point.y)
            box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
            unsure = _unsure(point.x, point.x_low, point.x_high)
            if point.open_low or point.open_high:
                unsure = (inf if point.open_low else unsure[0], inf if point.open_high else unsure[1])
            # Of two curves a value alone does not say whose it is.
            text = f"{curve.name} {point.text}" if two else point.text
            short = _BY.join(text.split(_BY)[:2])
            yield Target(point.record_id, strip, box, text, point.x, unsure, short)


def _course(plan: Plan) -> Iterator[Target]:
    first = len(plan.overview.curves)
    for at, lane in enumerate(plan.overview.lanes):
        for bar in lane.bars:
            text, unsure = bar.text or bar.label, (0.0, bar.fuzzy_start)
            yield Target(bar.record_id, at + first, bar_box(plan, at, bar), text, bar.x_low, unsure)
        for mark in lane.marks:
            text = mark.text or mark.label or mark.short
            unsure = _unsure(mark.x, mark.x_low, mark.x_high)
            yield Target(mark.record_id, at + first, mark_box(plan, at, mark), text, mark.x, unsure)


def _undated(plan: Plan) -> Iterator[Target]:
    strip = len(plan.overview.lanes) + len(plan.overview.curves)
    for chip in plan.chips:
        box = chip.box.translated(plan.strip.topLeft())
        text = _("{label} · {when}").format(label=chip.item.label, when=chip.item.when)
        yield Target(chip.item.record_id, strip, box.adjusted(chip.before, 0, 0, 0), text, None)


def _unsure(x: float, low: float, high: float) -> tuple[float, float]:
    return max(x - low, 0.0), max(high - x, 0.0)


def _lines(
    bands: Iterable[Band], low: float, high: float, curve: MarkerCurve, point: Point | None
) -> Iterator[str]:
    """Say which lines were, or may have been, in force between two days, and which day of theirs it was.

    With each is told what the marker of a curve did in it, and how far it had come at a result.
    """
    known = {one.record_id: one for one in curve.lines}
    for band in bands:
        if high < band.x_low or low > band.x_high:
            continue
        began = (band.x_low, band.x_low + band.fuzzy_start)
        if low < began[1] or high > band.x_high - band.fuzzy_end:
            yield _("perhaps {line}").format(line=band.label)
            continue
        least, most = int(low - began[1]) + 1, int(high - began[0]) + 1
        days = str(most) if least == most else f"{least}–{most}"
        where = _("{line}, day {days}").format(line=band.label, days=days)
        found = known.get(band.record_id)
        # A result from before the line says nothing of what was reached in it.
        mine = point if point is not None and point.x_low >= band.x_low else None
        if found is not None and (said := told(found, mine)):
            where = _("{line}: {told}").format(line=where, told=said)
        yield where
