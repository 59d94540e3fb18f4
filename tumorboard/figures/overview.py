"""Overview: marker curve and course of one case over one axis of time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.record import Record
from tumorboard.figures.analytes import FIRST, results_of
from tumorboard.figures.axes import time_axis, time_range
from tumorboard.figures.course import Course, course
from tumorboard.figures.figure_words import curve_words, usual_limits, words
from tumorboard.figures.marker_curve import marker_curve
from tumorboard.figures.marker_line import stretched
from tumorboard.figures.shapes import MarkerCurve, Overview
from tumorboard.i18n import _


def overview(
    case: Case,
    *,
    analyte: str = FIRST,
    log: bool = True,
    today: date,
    drafts: Iterable[Record] = (),
) -> Overview:
    """Return the overview of a case as it is known on a day.

    `drafts` are records still being written: each is shown, marked so, in the place of the one with its id.
    """
    writing = tuple(drafts)
    for draft in writing:
        case = case.with_record(draft)
    ids = frozenset(draft.id for draft in writing)
    curve = marker_curve(case, analyte, log=log, drafts=ids)
    happened = course(case, results_of(case, analyte), ids, float(today.toordinal()))
    time = time_axis(*time_range(_places(curve, happened), today))
    lanes, undated = happened.lanes, tuple(happened.undated)
    return Overview(
        time=time,
        curve=replace(curve, limits=stretched(curve, time.low, time.high)),
        bands=tuple(happened.bands),
        flags=tuple(happened.flags),
        lanes=lanes,
        undated=undated,
        words=words(curve, lanes, undated),
        summary=_summary(curve),
        title=_("{analyte} and course of the disease").format(analyte=curve.analyte),
    )


def _summary(curve: MarkerCurve) -> str:
    """Return what results there are, and whose limit they are held against where no laboratory gave one."""
    if not curve.points:
        return ""
    usual = any(limit.usual for limit in curve.limits)
    return " ".join([curve_words(curve)[0], *([usual_limits(curve)] if usual else [])])


def _places(curve: MarkerCurve, happened: Course) -> Iterator[float]:
    for point in curve.points:
        yield from (point.x_low, point.x_high)
    for bars in happened.bars.values():
        for bar in bars:
            yield from (bar.x_low, bar.x_high)
    for marks in happened.marks.values():
        for mark in marks:
            yield from (mark.x_low, mark.x_high)
