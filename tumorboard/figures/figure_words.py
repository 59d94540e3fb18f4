"""Figure words: what a figure shows, in sentences, for whoever cannot see it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tumorboard.domain.quantities import show_unit
from tumorboard.figures.axes import number
from tumorboard.figures.marker_line import highest_of, lowest_of
from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import Lane, MarkerCurve, Point, Undated
from tumorboard.i18n import _, plural

TREATMENTS = ("surgery", "local", "systemic")


def words(
    curves: Iterable[MarkerCurve],
    lanes: tuple[Lane, ...],
    undated: tuple[Undated, ...],
    lines: Iterable[str] = (),
) -> str:
    """Return results first, then treatments in order of time, then what is not drawn.

    `lines` are sentences on what the marker did in each line.
    """
    sentences = [words for curve in curves for words in (*curve_words(curve), *curve.left_out)]
    treatments = _treatments(lanes)
    if treatments:
        sentences.append(_("Treatments: {treatments}.").format(treatments="; ".join(treatments)))
    else:
        sentences.append(_("No dated treatments."))
    sentences += lines
    if undated:
        listed = "; ".join(f"{one.label} ({one.when})" for one in undated)
        count = plural(
            "{count} entry without a place in time", "{count} entries without a place in time", len(undated)
        )
        sentences.append(f"{count}: {listed}.")
    return " ".join(sentences)


def curve_words(curve: MarkerCurve) -> list[str]:
    """Return what the results of a curve are, in sentences; the first names those that matter most."""
    shown = tuple(point for point in curve.points if not point.muted and not point.draft)
    if not shown:
        return [_("No {analyte} results are drawn.").format(analyte=curve.analyte)]
    count = plural("{count} result drawn", "{count} results drawn", len(shown))
    told = _named(shown, not curve.breaks)
    unit = show_unit(curve.unit)
    sentences = [f"{' '.join(part for part in (curve.analyte, unit) if part)}: {count}; {told}."]
    given = dict.fromkeys(number(limit.y) for limit in curve.limits if not limit.usual)
    if given:
        sentences.append(_("Upper limit {limits}.").format(limits=", ".join(given)))
    sentences += filter(None, [usual_limits(curve)])
    if curve.breaks:
        sentences.append(_("Assay or unit changes: results before and after may not be comparable."))
    return sentences


@remembered
def _named(shown: tuple[Point, ...], compared: bool) -> str:
    """Return the results that matter most; where assays differ, none is the lowest or highest of them."""
    named = [(_("first"), shown[0])]
    if len(shown) > 2 and compared:
        named += [(_("lowest"), lowest)] if (lowest := lowest_of(shown)) else []
        named += [(_("highest"), highest)] if (highest := highest_of(shown)) else []
    if len(shown) > 1:
        named.append((_("last"), _with_its_moment(shown)))
    return ", ".join(f"{name} {point.value} ({point.when})" for name, point in named)


def usual_limits(curve: MarkerCurve) -> str:
    """Return in a sentence what stands in for limits that no laboratory gave; empty where nothing does."""
    limits = dict.fromkeys(
        (number(limit.y), number(limit.low) if limit.low else "", limit.clinic)
        for limit in curve.limits
        if limit.usual
    )
    return " ".join(_usual(*limit) for limit in limits)


def _usual(high: str, low: str, clinic: bool) -> str:
    if not clinic:
        return _("Usual upper limit {limit}.").format(limit=high)
    if not low:
        return _("Usual upper limit (this clinic) {limit}.").format(limit=high)
    return _("Usual limits (this clinic) {low} to {high}.").format(low=low, high=high)


def _with_its_moment(points: Sequence[Point]) -> Point:
    """Return the last point with the values of all that are of its moment: nothing says which came last."""
    last = points[-1]
    alike = [point.value for point in points if (point.x_low, point.x_high) == (last.x_low, last.x_high)]
    return replace(last, value=", ".join(alike))


def _treatments(lanes: tuple[Lane, ...]) -> list[str]:
    told: dict[str, tuple[float, str]] = {}
    for lane in lanes:
        if lane.kind in TREATMENTS:
            told |= {bar.record_id: (bar.x_low, bar.text) for bar in lane.bars if bar.text}
            told |= {mark.record_id: (mark.x, mark.text) for mark in lane.marks}
    return [text for _x, text in sorted(told.values())]
