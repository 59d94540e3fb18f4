"""Treatment marker: what a marker did in the lines drawn behind its curve, in the words of a figure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf

from tumorboard.domain import quantities
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.usual_limits import ClinicLimits, usual_limits
from tumorboard.figures.shapes import Band, MarkerCurve, Note, Point
from tumorboard.i18n import _
from tumorboard.reasoning.markers import MARKERS, Kinetics, change_from_baseline, kinetics


def with_lines(curve: MarkerCurve, case: Case, clinic: tuple[ClinicLimits, ...] = ()) -> MarkerCurve:
    """Return a curve with what its marker did in each systemic line, noted at the lowest result of each.

    The lowest of all results is not noted beside those: it would read as that of the line it stands in. What
    is no tumour marker stays as it is.
    """
    if curve.analyte not in MARKERS:
        return curve
    known = kinetics(case, curve.analyte)
    found = tuple(known[line.id] for line in case.of(SystemicLine) if line.id in known)
    if not found:
        return curve
    notes = tuple(_notes(curve, found, clinic))
    if notes:
        notes = (*notes, *curve.notes[-1:])
    return replace(curve, lines=found, notes=notes or curve.notes)


def told(found: Kinetics, point: Point | None = None) -> str:
    """Return baseline, lowest and the change to it, and that to a point, where it can be compared.

    Empty where there is not even a baseline to tell.
    """
    if found.baseline is None:
        return ""
    baselines = _(" or ").join(map(_bare, found.baselines))
    said = [_("baseline {value}").format(value=baselines)]
    if found.lowest and not found.change_to_lowest.refused:
        said.append(_("never below it") if found.change_to_lowest.low == 0 else lowest(found))
    if point is not None and not point.muted:
        here = _here(found, point)
        if here:
            said.append(_("here {change}").format(change=here))
    return ", ".join(said)


def lowest(found: Kinetics) -> str:
    """Return the lowest result of a line with the change to it: `lowest 38 (−97 %)`."""
    assert found.lowest
    return _("lowest {value} ({change})").format(
        value=_bare(found.lowest), change=found.change_to_lowest.rounded(0)
    )


def sentences(curve: MarkerCurve, bands: Iterable[Band]) -> list[str]:
    """Return for each line that is drawn, and that can be told of, what the marker did in it."""
    known = {one.record_id: one for one in curve.lines if not one.refused}
    said = []
    for band in bands:
        if (found := known.get(band.record_id)) and found.last:
            last = _("last {value} ({change})").format(
                value=_bare(found.last), change=found.change_to_last.rounded(0)
            )
            change = last if not found.change_to_last.refused else ""
            parts = [part for part in (told(found), change) if part]
            said.append(_("{line}: {told}.").format(line=band.label, told=", ".join(parts)))
    return said


def _here(found: Kinetics, point: Point) -> str:
    if found.baseline and point.record_id == found.baseline.id:
        return ""
    low = 0.0 if point.bound == "<" else point.y
    high = inf if point.bound == ">" else point.y
    return change_from_baseline(found, low, high, point.unit, point.method).rounded(0)


def _notes(
    curve: MarkerCurve, found: tuple[Kinetics, ...], clinic: tuple[ClinicLimits, ...]
) -> Iterator[Note]:
    """Give a note at the lowest result of each line in which the marker fell from above its limit.

    The deepest falls come first; of two lines with the same lowest result only the deeper is noted.
    """
    points = {point.record_id: point for point in curve.points if not point.draft and not point.muted}
    usual = usual_limits(curve.analyte, curve.unit, clinic).high
    noted = set()
    for one in sorted(found, key=lambda one: (one.change_to_lowest.high, one.record_id)):
        point = points.get(one.lowest.id) if one.lowest else None
        if point is None or one.response != "fall" or point.record_id in noted or _was_normal(one, usual):
            continue
        noted.add(point.record_id)
        yield Note(point.record_id, point.x, point.y, lowest(one))


def _was_normal(found: Kinetics, usual: float | None) -> bool:
    baseline = found.baseline
    if baseline is None or baseline.value is None:
        return True
    limit = usual if baseline.high is None else baseline.high
    return (
        limit is not None and ">" not in baseline.value.comparator and float(baseline.value.number) <= limit
    )


def _bare(result: Laboratory) -> str:
    return quantities.show(replace(result.value, unit="")) if result.value else ""
