"""Marker curve: the results of one analyte over time, as points, a line and its limits.

Only what can stand on one axis is on it: results in one unit, or in units that are the same by definition.
Nothing is converted, averaged or filled in; what is not drawn is told in `left_out`.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tumorboard.domain import quantities
from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity, same_unit, show_unit
from tumorboard.domain.usual_limits import ClinicLimits, UsualLimits, usual_limits
from tumorboard.figures.analytes import FIRST, analyte_name, axis_unit, results_of
from tumorboard.figures.axes import value_axis
from tumorboard.figures.marker_line import breaks, limits_of, notes, strokes
from tumorboard.figures.moments import Moment, reading
from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import Bound, Break, Limit, MarkerCurve, Note, Point, Stroke
from tumorboard.i18n import _, plural


def marker_curve(
    case: Case,
    analyte: str = FIRST,
    *,
    log: bool = True,
    drafts: frozenset[str] = frozenset(),
    clinic: tuple[ClinicLimits, ...] = (),
) -> MarkerCurve:
    """Return the curve of an analyte, its limits reaching from the first result to the last.

    `drafts` are the ids of records in the case that are still being written, `clinic` the limits that a
    clinic holds results against that bring none.
    """
    results = results_of(case, analyte)
    kept = tuple(result for result in results if result.id not in drafts)
    typed = tuple(result for result in results if result.id in drafts)
    return curve_of(analyte_name(analyte), kept, typed, log, clinic)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of a curve no value being typed changes; of the results, those that are drawn."""

    drawn: tuple[Laboratory, ...]
    points: tuple[Point, ...]
    strokes: tuple[Stroke, ...]
    limits: tuple[Limit, ...]
    breaks: tuple[Break, ...]
    notes: tuple[Note, ...]
    left_out: tuple[str, ...]
    heights: tuple[float, ...]
    """The lowest and the highest value; empty where nothing is drawn."""


def curve_of(
    name: str,
    kept: tuple[Laboratory, ...],
    typed: tuple[Laboratory, ...],
    log: bool,
    clinic: tuple[ClinicLimits, ...] = (),
) -> MarkerCurve:
    """Return the curve of the results of one analyte, those that are kept and those still being typed."""
    unit = _unit(kept) if kept else axis_unit(typed)
    replaced = frozenset(one.replaces for one in typed if one.value or one.text_value) - {""}
    usual = usual_limits(name, unit, clinic)
    base = _kept(name, kept, unit, replaced, log, usual)
    drawn, points, limits = list(base.drawn), list(base.points), base.limits
    for result, value, moment in _drawable(typed, unit, log):
        point = _point(result, value, moment, draft=True, muted=result.id in replaced)
        # Of results of one day the order is not known: the lower one comes first, whatever their ids.
        place = bisect_right(points, (point.x, point.y), key=lambda other: (other.x, other.y))
        points.insert(place, point)
        drawn.insert(place, result)
    heights = (*base.heights, *(point.y for point in points if point.draft)) if typed else base.heights
    if len(points) > len(base.points):
        limits = _limits(drawn, points, usual, log)
    shown = f"{name}, {show_unit(unit)}" if show_unit(unit) not in name else name
    return MarkerCurve(
        analyte=name,
        unit=unit,
        axis=value_axis(heights, (limit.y for limit in limits), log=log, label=shown),
        points=base.points if len(points) == len(base.points) else tuple(points),
        strokes=base.strokes,
        limits=limits,
        breaks=base.breaks,
        notes=base.notes,
        left_out=base.left_out,
        results=kept,
    )


_unit = remembered(axis_unit)


@remembered
def _kept(
    name: str,
    results: tuple[Laboratory, ...],
    unit: str,
    replaced: frozenset[str],
    log: bool,
    usual: UsualLimits,
) -> _Kept:
    drawn = _drawable(results, unit, log)
    drawn.sort(key=lambda one: (one[2].x, one[1].number))
    muted = replaced | {result.replaces for result in results if result.value or result.text_value}
    points = tuple(_point(*one, draft=False, muted=one[0].id in muted) for one in drawn)
    shown = [one[0] for one in drawn]
    parted, starts = breaks(shown, points)
    left = Counter(reason for result in results if (reason := _not_drawn(result, unit, log)))
    heights = [point.y for point in points]
    return _Kept(
        drawn=tuple(shown),
        points=points,
        strokes=tuple(strokes(points, starts)),
        limits=_limits(shown, points, usual, log),
        breaks=parted,
        notes=tuple(notes(points, compared=not parted, is_last=_is_last(results, shown))),
        left_out=tuple(_told(reason, count, unit) for reason, count in sorted(left.items())),
        heights=(min(heights), max(heights)) if heights else (),
    )


def _drawable(
    results: Iterable[Laboratory], unit: str, log: bool
) -> list[tuple[Laboratory, Quantity, Moment]]:
    return [
        (result, result.value, moment)
        for result in results
        if not _not_drawn(result, unit, log) and result.value and (moment := reading(result.on))
    ]


def _limits(
    results: Sequence[Laboratory], points: Sequence[Point], usual: UsualLimits, log: bool
) -> tuple[Limit, ...]:
    # A limit of nothing has no place on a log axis.
    return tuple(step for step in limits_of(results, points, usual) if step.y > 0 or not log)


def _is_last(results: tuple[Laboratory, ...], drawn: list[Laboratory]) -> bool:
    """Whether no result that is not drawn is of the day of the last one that is, or later."""
    told = [one for one in results if one.value or one.text_value]
    replaced = {one.replaces for one in told}
    seen = replaced | {one.id for one in drawn}
    days = [one.on for one in told if one.id not in seen]
    last = max((one.on for one in drawn if one.on and one.id not in replaced), default=None)
    return last is not None and not any(
        day is None or day.latest is None or last.earliest is None or day.latest >= last.earliest
        for day in days
    )


def _not_drawn(result: Laboratory, unit: str, log: bool) -> tuple[str, str] | None:
    if result.value is None:
        return ("words", "") if result.text_value else ("empty", "")
    if not same_unit(result.value.unit, unit):
        return "unit", result.value.unit
    if log and result.value.number <= 0:
        return "zero", ""
    if reading(result.on) is None:
        return "date", ""
    return None


def _told(reason: tuple[str, str], count: int, unit: str) -> str:
    match reason:
        case "unit", "":
            return plural(
                "{count} result without a unit is not drawn on this axis.",
                "{count} results without a unit are not drawn on this axis.",
                count,
            )
        case "unit", other:
            return plural(
                "{count} result in {{unit}} is not drawn on this axis.",
                "{count} results in {{unit}} are not drawn on this axis.",
                count,
            ).format(unit=show_unit(other))
        case "words", _other:
            return plural(
                "{count} result in words is not drawn.", "{count} results in words are not drawn.", count
            )
        case "zero", _other:
            return plural(
                "{count} result of zero or less cannot be drawn on a log axis.",
                "{count} results of zero or less cannot be drawn on a log axis.",
                count,
            )
        case "date", _other:
            return plural(
                "{count} result without a date that can be drawn is listed below.",
                "{count} results without a date that can be drawn are listed below.",
                count,
            )
    return plural("{count} result has no value.", "{count} results have no value.", count)


def _point(result: Laboratory, value: Quantity, moment: Moment, *, draft: bool, muted: bool) -> Point:
    bound: Bound = "<" if "<" in value.comparator else ">" if ">" in value.comparator else ""
    preliminary = result.status == "preliminary"
    told = [
        quantities.show(value),
        show(result.on) if result.on else "",
        result.method,
        result.laboratory,
        _("replaced by a corrected result") if muted else "",
        _("corrected") if result.status == "corrected" else "",
        _("preliminary") if preliminary else "",
        _("not kept yet") if draft else "",
    ]
    return Point(
        record_id=result.id,
        x=moment.x,
        x_low=moment.low,
        x_high=moment.high,
        y=float(value.number),
        bound=bound,
        method=result.method,
        unit=value.unit,
        text=" · ".join(part for part in told if part),
        when=show(result.on) if result.on else "",
        value=quantities.show(replace(value, unit="")),
        draft=draft,
        muted=muted,
        preliminary=preliminary,
        open_low=moment.open_low,
        open_high=moment.open_high,
    )
