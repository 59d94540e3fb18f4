"""Markers: what a tumour marker did from the start of each treatment on, described and not judged.

The baseline is the last result at or before the start, at most `BEFORE` days earlier and with no other
treatment begun in between; else the first result up to `AFTER` days later, before another treatment began.
The lowest is that since the baseline, the baseline included, and the rise from it is that of the last one.
Only results in one unit and of one assay are compared, see `comparable`; until when a treatment is followed
is told in `given`. No value is taken for what it is not: `<2.0` is less than 2.0.

Where days are not exact, each measure is an interval that holds whatever they turn out to be. Results
without a date, or with one not known within `WIDEST` days, are left out, and that is said.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.units import sense
from tumorboard.i18n import _, plural
from tumorboard.reasoning import marker_window
from tumorboard.reasoning.change import Change
from tumorboard.reasoning.comparable import Taken, folded, results_of, same_assay, taken_of
from tumorboard.reasoning.given import WIDEST, Given, given
from tumorboard.reasoning.marker_remarks import MARKERS, remarks
from tumorboard.reasoning.marker_response import USUAL, ResponseClass, Thresholds, response_of, words_of
from tumorboard.reasoning.marker_window import AFTER, BEFORE
from tumorboard.reasoning.pace import Pace, doubling_time

__all__ = [
    "AFTER",
    "BEFORE",
    "MARKERS",
    "Change",
    "Kinetics",
    "Pace",
    "Thresholds",
    "change_between",
    "change_from_baseline",
    "doubling_time",
    "kinetics",
    "remarks",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinetics:
    """What a marker did while a treatment was followed.

    `refused` says why there is no change to tell; `lowest` and `last` may be known without a baseline. Where
    dates leave open which result was the baseline, `baselines` are all it may be, and `baseline` the one that
    surely was no later than the start, else the first. `response` is a class, `response_words` says that it
    only describes. `remarks` are sentences on what was compared, and what was not.
    """

    record_id: str
    analyte: str
    unit: str = ""
    method: str = ""
    baseline: Laboratory | None = None
    baselines: tuple[Laboratory, ...] = ()
    lowest: Laboratory | None = None
    last: Laboratory | None = None
    change_to_lowest: Change
    change_to_last: Change
    rise_from_nadir: Change
    response: ResponseClass = ""
    response_words: str = ""
    half_life: Pace
    doubling: Pace
    points: int = 0
    """How many results there are after the baseline."""
    remarks: tuple[str, ...] = ()
    refused: str = ""


_kept: list[tuple[Case, str, Thresholds, dict[str, Kinetics]]] = []


def kinetics(case: Case, analyte: str = "CA19-9", thresholds: Thresholds = USUAL) -> dict[str, Kinetics]:
    """Return what a marker did in each treatment, by the id of its record; the last few answers are kept."""
    for asked, name, limits, found in _kept:
        if asked is case and (name, limits) == (analyte, thresholds):
            return found
    found = _kinetics(case, analyte, thresholds)
    _kept[:] = [(case, analyte, thresholds, found), *_kept[:3]]
    return found


def change_between(earlier: Laboratory, later: Laboratory) -> Change:
    """Return the change from one result to another one that can be compared with it."""
    before, after = taken_of(earlier), taken_of(later)
    if before is None or after is None:
        return Change(refused=_("a result has no number or no date that is known on both sides"))
    if before.unit != after.unit:
        return Change(refused=_("the results are in different units"))
    if not same_assay(before.method, after.method):
        return Change(refused=_("the results are of different assays"))
    return marker_window.change(before, after)


def change_from_baseline(found: Kinetics, low: float, high: float, unit: str, method: str) -> Change:
    """Return the change to a value, given by its bounds, from whatever was the baseline of a treatment."""
    if not found.baselines:
        return Change(refused=found.refused)
    if sense(unit) != sense(found.unit):
        return Change(refused=_("the results are in different units"))
    if not same_assay(folded(method), folded(found.method)):
        return Change(refused=_("the results are of different assays"))
    taken = [one for result in found.baselines if (one := taken_of(result))]
    value = Taken(0, 0, low, high, folded(method), sense(unit), found.baselines[0])
    changes = [marker_window.change(one, value) for one in taken]
    if refused := next((one.refused for one in changes if one.refused), ""):
        return Change(refused=refused)
    return Change(min(one.low for one in changes), max(one.high for one in changes))


def _kinetics(case: Case, analyte: str, thresholds: Thresholds) -> dict[str, Kinetics]:
    known = results_of(case)
    usable = [one for one in known.series(analyte) if one.last - one.first <= WIDEST]
    left_out = sum(one.value is not None for one in known.standing(analyte)) - len(usable)
    groups = [(group, [one.first for one in group]) for group in _groups(usable)]
    nothing = "" if groups else _("there is no result")
    if left_out and not groups:
        nothing = _("no result has a date that is known closely enough")
    found: dict[str, Kinetics] = {}
    for id_, treatment in given(case, BEFORE, AFTER).items():
        if reason := treatment.refused or nothing:
            found[id_] = _refused(id_, analyte, reason)
            continue
        low, high = treatment.first - BEFORE - WIDEST, max(treatment.end_last, treatment.last + AFTER)
        near = [group[bisect_left(firsts, low) : bisect_right(firsts, high)] for group, firsts in groups]
        told = [_of(treatment, group, analyte, thresholds) for group in near if group]
        best = max(told, key=_rank, default=_refused(id_, analyte, _no_baseline([], treatment)))
        if best.refused and any(one.baseline for one in told) and any(one.last for one in told):
            best = _refused(id_, analyte, _("the results before and since its start are of different assays"))
        found[id_] = replace(best, remarks=(*best.remarks, *_remarks(best, treatment, near, left_out)))
    return found


def _groups(usable: list[Taken]) -> list[list[Taken]]:
    """Return the results that can be compared: of one unit, and of one assay or of one that is not named."""
    units: dict[str, list[Taken]] = {}
    for one in usable:
        units.setdefault(one.unit, []).append(one)
    groups = []
    for alike in units.values():
        methods = dict.fromkeys(one.method for one in alike if one.method)
        groups += [[one for one in alike if same_assay(one.method, own)] for own in methods] or [alike]
    return groups


def _rank(one: Kinetics) -> tuple[bool, int, str]:
    return not one.refused, one.points, one.method


def _refused(id_: str, analyte: str, reason: str, **more: Any) -> Kinetics:
    none, pace_ = Change(refused=reason), Pace(refused=reason)
    return Kinetics(
        record_id=id_,
        analyte=analyte,
        change_to_lowest=none,
        change_to_last=none,
        rise_from_nadir=none,
        half_life=pace_,
        doubling=pace_,
        refused=reason,
        **more,
    )


def _of(treatment: Given, near: list[Taken], analyte: str, thresholds: Thresholds) -> Kinetics:
    """Return what results that can be compared with each other did in a treatment."""
    id_ = treatment.record.id
    first, last = treatment.first, treatment.last
    sure = [one for one in near if one.first > last and one.last <= treatment.end_first]
    possible = [one for one in near if one.last > first and one.first <= treatment.end_last]
    candidates = marker_window.baselines(treatment, near)
    shown = next((one for one in reversed(candidates) if one.last <= first), None)
    shown = shown or next(iter(candidates), None)
    after = [one for one in possible if one is not shown]
    value = near[0].result.value
    known: dict[str, Any] = {
        "unit": value.unit if value else "",
        "method": next((one.result.method for one in near if one.method), ""),
        "baseline": shown.result if shown else None,
        "baselines": tuple(one.result for one in candidates),
        "points": len(after),
    }
    finals = marker_window.lasts(sure, possible)
    every = [shown, *after] if shown else after
    lowest = min(every, key=lambda one: (one.high, one.low, one.first), default=None)
    final = next((one for one in reversed(finals) if one is not shown), None)
    known |= {"lowest": lowest and lowest.result, "last": final and final.result}
    if shown is None:
        return _refused(id_, analyte, _no_baseline(near, treatment), **known)
    if final is None or lowest is None:
        known["lowest"] = None
        return _refused(id_, analyte, _("there is no result after the baseline"), **known)
    if any(one.high == 0 for one in candidates):
        return _refused(id_, analyte, _("the baseline is zero"), **known)
    window = marker_window.Window(candidates, finals, sure, possible)
    to_lowest = marker_window.to_lowest(window, shown, lowest)
    to_last = marker_window.to_last(window, shown, final)
    response = response_of(to_lowest, to_last, thresholds)
    return Kinetics(
        record_id=id_,
        analyte=analyte,
        change_to_lowest=to_lowest,
        change_to_last=to_last,
        rise_from_nadir=marker_window.rise(window, lowest, final),
        response=response,
        response_words=words_of(response, thresholds),
        half_life=marker_window.fall_pace(window, every, lowest),
        doubling=marker_window.rise_pace(window, every, lowest, final),
        **known,
    )


def _no_baseline(near: list[Taken], treatment: Given) -> str:
    before = [one for one in near if one.first <= treatment.last and one.last >= treatment.first - BEFORE]
    parting = [one for one in treatment.others if one.last < treatment.first]
    if before and parting:
        other = parting[-1].record
        return _("after the last result before it another treatment began: {treatment}").format(
            treatment=headline(other)
        )
    return _("there is no result from {before} days before its start to {after} days after it").format(
        before=BEFORE, after=AFTER
    )


def _remarks(told: Kinetics, treatment: Given, near: list[list[Taken]], left_out: int) -> Iterator[str]:
    own = [one for group in near for one in group]
    every = {one.result.id: one for one in own}.values()
    method = folded(told.method)
    if told.method and any(not one.method for one in every):
        yield _("Results whose assay is not named are compared with those of {method}.").format(
            method=told.method
        )
    elsewhere = sum(not same_assay(one.method, method) or one.unit != sense(told.unit) for one in every)
    if elsewhere:
        yield plural(
            "{count} result of another assay or unit is not compared.",
            "{count} results of another assay or unit are not compared.",
            elsewhere,
        )
    if len(told.baselines) > 1:
        yield _("Which result was the baseline is not certain, as the dates are not exact.")
    if left_out:
        yield plural(
            "{count} result without a date that is known closely enough is left out.",
            "{count} results without a date that is known closely enough are left out.",
            left_out,
        )
    if treatment.together:
        yield _("Given together with {treatments}.").format(
            treatments=", ".join(headline(one) for one in treatment.together)
        )
    if treatment.within:
        yield _("Meanwhile another treatment began: {treatments}.").format(
            treatments=", ".join(headline(one) for one in treatment.within)
        )
