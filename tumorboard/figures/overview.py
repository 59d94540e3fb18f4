"""Overview: marker curve and course of one case over one axis of time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from tumorboard.domain.case import Case, in_order
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, until, when
from tumorboard.domain.tumour import Tumour
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.figures.analytes import FIRST, analyte_name, results_of, those_of
from tumorboard.figures.axes import time_axis, time_range
from tumorboard.figures.course import Course, course
from tumorboard.figures.figure_words import curve_words, usual_limits, words
from tumorboard.figures.marker_curve import curve_of
from tumorboard.figures.marker_line import stretched
from tumorboard.figures.moments import reading
from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import Axis, MarkerCurve, Overview, Point
from tumorboard.figures.treatment_marker import sentences, with_lines
from tumorboard.i18n import _


def overview(
    case: Case,
    *,
    analyte: str = FIRST,
    second: str = "",
    log: bool = True,
    today: date,
    drafts: Iterable[Record] = (),
    clinic: tuple[ClinicLimits, ...] = (),
) -> Overview:
    """Return the overview of a case as it is known on a day, with a second analyte beside it if one is named.

    `drafts` are records still being written: each is shown, marked so, in the place of the one with its id.
    `clinic` are the limits that a clinic holds results against that bring none.
    """
    typed = tuple(drafts)
    curve, unplaced = _curve(case, analyte, log, typed, clinic)
    curves, beside = [curve], None
    if second and analyte_name(second) != curve.analyte:
        beside, more = _curve(case, second, log, typed, clinic)
        curves.append(beside)
        unplaced += more
    course_case, last = _without_results(case), _last_known(case, typed, float(today.toordinal()))
    for draft in typed:
        if not isinstance(draft, Laboratory):
            course_case = course_case.with_record(draft)
    shown = {one.id for one in course_case.everything()} | {one.id for one in unplaced}
    ids = frozenset(one.id for one in typed if one.id in shown)
    new = frozenset(id_ for id_ in ids if case.find(id_) is None)
    happened = _course(course_case, unplaced, ids, last, new)
    places = tuple(_places(curves, happened))
    time = time_axis(*time_range(places, today))
    lanes, undated = happened.lanes, tuple(happened.undated)
    return Overview(
        time=time,
        curve=_stretched(curve, time),
        second=_stretched(beside, time) if beside else None,
        bands=tuple(happened.bands),
        flags=tuple(happened.flags),
        lanes=lanes,
        undated=undated,
        words=words(curves, lanes, undated, sentences(curve, happened.bands)),
        summary=_summary(curve),
        title=_title(curve, beside),
        case_id=case.id,
        last=max(places, default=time.high),
    )


_course = remembered(course)
_results_of = remembered(results_of)


def _curve(
    case: Case, analyte: str, log: bool, typed: tuple[Record, ...], clinic: tuple[ClinicLimits, ...]
) -> tuple[MarkerCurve, tuple[Laboratory, ...]]:
    """Return a curve, and those of its results that have no place on it."""
    kept = _results_of(case, analyte)
    ids = {one.id for one in typed}
    if ids:
        kept = tuple(result for result in kept if result.id not in ids)
    mine = tuple(
        sorted(those_of((one for one in typed if isinstance(one, Laboratory)), analyte), key=in_order)
    )
    unplaced = (*_unplaced(kept), *(result for result in mine if reading(result.on) is None))
    curve = curve_of(analyte_name(analyte), kept, mine, log, clinic)
    return with_lines(curve, case, clinic), unplaced


@remembered
def _unplaced(results: tuple[Laboratory, ...]) -> tuple[Laboratory, ...]:
    return tuple(result for result in results if reading(result.on) is None)


@remembered
def _without_results(case: Case) -> Case:
    others = tuple(record for record in case.records if not isinstance(record, Laboratory))
    return Case.as_ordered(case.patient, case.tumour, others)


def _last_known(case: Case, typed: tuple[Record, ...], today: float) -> float:
    """Return the last day anything is known of, at most today."""
    days = [_last_kept(case, frozenset(one.id for one in typed)), last_known(typed)]
    return min(max((day for day in days if day is not None), default=today), today)


@remembered
def _last_kept(case: Case, but: frozenset[str]) -> float | None:
    return last_known(record for record in case.everything() if record.id not in but)


def last_known(records: Iterable[Record]) -> float | None:
    """Return the last day any of some records tells of; of a patient it is that of the death."""
    days = (
        day
        for record in records
        if not isinstance(record, Tumour)
        for day in ((record.died_on,) if isinstance(record, Patient) else (when(record), until(record)))
    )
    ends = (day.latest or day.earliest for day in days if day)
    return max((float(end.toordinal()) for end in ends if end), default=None)


def _stretched(curve: MarkerCurve, time: Axis) -> MarkerCurve:
    return replace(curve, limits=stretched(curve, time.low, time.high))


def _title(curve: MarkerCurve, second: MarkerCurve | None) -> str:
    if second is None:
        return _("{analyte} and course of the disease").format(analyte=curve.analyte)
    words = _("{analyte}, {second} and course of the disease")
    return words.format(analyte=curve.analyte, second=second.analyte)


def _summary(curve: MarkerCurve) -> str:
    """Return what results there are, and whose limit they are held against where no laboratory gave one."""
    if not curve.points:
        return ""
    usual = any(limit.usual for limit in curve.limits)
    return " ".join([curve_words(curve)[0], *([usual_limits(curve)] if usual else [])])


def _places(curves: Iterable[MarkerCurve], happened: Course) -> Iterator[float]:
    for curve in curves:
        yield from _ends(tuple(point for point in curve.points if not point.draft))
        yield from (x for point in curve.points if point.draft for x in (point.x_low, point.x_high))
    for bars in happened.bars.values():
        for bar in bars:
            yield from (bar.x_low, bar.x_high)
    for marks in happened.marks.values():
        for mark in marks:
            yield from (mark.x_low, mark.x_high)


@remembered
def _ends(points: tuple[Point, ...]) -> tuple[float, ...]:
    if not points:
        return ()
    return min(point.x_low for point in points), max(point.x_high for point in points)
