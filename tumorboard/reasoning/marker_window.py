"""Marker window: the results about one treatment, and what follows from them whichever day each was of.

What may be the baseline, the lowest and the last is more than one result where days are not exact. Every
measure is the widest that any choice of days allows.
"""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from tumorboard.i18n import _
from tumorboard.reasoning.change import Change, of_ratios
from tumorboard.reasoning.comparable import Taken
from tumorboard.reasoning.given import Given
from tumorboard.reasoning.pace import Pace, pace

BEFORE, AFTER = 42, 14
"""The days before and after the start of a treatment in which its baseline is looked for."""


class Window(NamedTuple):
    """What may be the baseline and the last result of a treatment, and what was, or may be, during it."""

    baselines: list[Taken]
    lasts: list[Taken]
    sure: list[Taken]
    possible: list[Taken]


def baselines(treatment: Given, near: list[Taken]) -> list[Taken]:
    """Return the results that may be the baseline, in order of time; one where all days are exact."""
    first, last = treatment.first, treatment.last
    others = treatment.others
    # What surely came later and no later than the start is nearer; what surely began since parts from it.
    nearest = max((one.first for one in near if one.last <= first), default=-inf)
    parted = max((one.first for one in others if one.last < first), default=-inf)
    found = [
        one
        for one in near
        if one.first <= last and one.last >= first - BEFORE and nearest <= one.last and parted < one.last
    ]
    if any(
        one.last <= first
        and one.first >= last - BEFORE
        and not any(other.last >= one.first and other.first < last for other in others)
        for one in found
    ):
        return found
    soonest = min((one.last for one in near if one.first > last), default=inf)
    begun = min((one.last for one in others if one.first > last), default=inf)
    late = (
        one
        for one in near
        if one.last > first and one.first <= last + AFTER and one.first <= soonest and one.first <= begun
    )
    return [*found, *(one for one in late if one not in found)]


def lasts(sure: list[Taken], possible: list[Taken]) -> list[Taken]:
    """Return the results that may be the last one, the latest at the end."""
    latest = max((one.first for one in sure), default=-inf)
    found = [one for one in possible if one.last >= latest]
    return sorted(found, key=lambda one: (one.first, one.last, one.result.id))


def change(before: Taken, after: Taken) -> Change:
    """Return the change from one result to another."""
    if before is after:
        return Change(0.0, 0.0)
    if before.high == 0:
        return Change(refused=_("the value before is zero"))
    if before.is_bound and after.is_bound:
        return Change(refused=_("both values are only bounds"))
    return of_ratios(*_ratio(before, after))


def _ratio(before: Taken, after: Taken) -> tuple[float, float]:
    return after.low / before.high, _over(after.high, before.low)


def _over(value: float, by: float) -> float:
    return value / by if by else inf


def to_lowest(window: Window, shown: Taken, lowest: Taken) -> Change:
    """Return the change from the baseline to the lowest result since, itself included."""
    if shown is not lowest and shown.is_bound and lowest.is_bound:
        return Change(refused=_("both values are only bounds"))
    least = min((one.low for one in window.possible), default=inf)
    most = min((one.high for one in window.sure), default=inf)
    lows = (least / one.high for one in window.baselines)
    highs = (_over(most, one.low) for one in window.baselines)
    return of_ratios(min(1.0, *lows), min(1.0, max(highs)))


def to_last(window: Window, shown: Taken, final: Taken) -> Change:
    """Return the change from the baseline to the last result."""
    if shown.is_bound and final.is_bound:
        return Change(refused=_("both values are only bounds"))
    pairs = [
        _ratio(before, after) for before in window.baselines for after in window.lasts if before is not after
    ]
    return of_ratios(min(low for low, _high in pairs), max(high for _low, high in pairs))


def rise(window: Window, lowest: Taken, final: Taken) -> Change:
    """Return the change from the lowest result to the last."""
    if lowest is not final and lowest.is_bound and final.is_bound:
        return Change(refused=_("both values are only bounds"))
    if lowest.high == 0:
        return Change(refused=_("the lowest value is zero"))
    most = min((one.high for one in window.sure), default=inf)
    lows, highs = [], [1.0]
    for last in window.lasts:
        # The last one may be the lowest itself; then it did not rise, however little is known of it.
        least = min((one.low for one in window.possible if one is not last), default=inf)
        for before in window.baselines:
            if before is not last:
                lows.append(last.low / min(before.high, most))
                highs.append(_over(last.high, min(before.low, least)))
    return of_ratios(max(1.0, min(lows, default=1.0)), max(highs))


def fall_pace(window: Window, every: list[Taken], lowest: Taken) -> Pace:
    """Return how fast the results fell, from the baseline to the lowest."""
    if lowest is every[0]:
        return Pace(refused=_("it was never below the baseline"))
    if refused := _coarse(window):
        return Pace(refused=refused)
    row = [one for one in every if one.last <= lowest.first and not one.is_bound]
    return _steady(row, halves=True)


def rise_pace(window: Window, every: list[Taken], lowest: Taken, final: Taken) -> Pace:
    """Return how fast the results rose, from the lowest to the last."""
    if final.low <= lowest.high or final.first <= lowest.last:
        return Pace(refused=_("the last result is not above the lowest"))
    if refused := _coarse(window):
        return Pace(refused=refused)
    row = [one for one in every if one.first >= lowest.last and not one.is_bound]
    return _steady(row, halves=False)


def _coarse(window: Window) -> str:
    if len(window.baselines) > 1 or len(window.lasts) > 1 or len(window.sure) < len(window.possible):
        return _("the dates of the treatment are not known closely enough")
    return ""


def _steady(row: Sequence[Taken], halves: bool) -> Pace:
    found = pace(row)
    if not found.refused and found.halves != halves:
        return Pace(refused=_("the results between do not go one way"))
    return found
