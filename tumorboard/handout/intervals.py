"""Intervals: ages and durations in words, from what the true dates allow.

They hold no date, so that they may stand on a page whose dates were shifted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span, years_between
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record, until, when
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _

_DAYS_UNTIL_MONTHS = 61
"""Two exact dates less than this apart are said in days."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """The age in years, how long each treatment lasted by its id, and survival; empty where unknown.

    `impossible` are the ids of lines whose stated duration their dates do not allow.
    """

    age: str = ""
    lasted: Mapping[str, str] = field(default_factory=dict)
    survival: str = ""
    is_censored: bool = True
    impossible: frozenset[str] = frozenset()


def intervals(case: Case, today: date) -> Intervals:
    """Return what follows from the dates of a case, each as far as they are known."""
    lines: list[Record] = [*case.of(SystemicLine), *case.of(LocalTherapy)]
    lasted = {record.id: _lasted(case, record) for record in lines}
    seen = last_seen_alive(case)
    dead = [visit for visit in case.of(FollowUp) if visit.alive is False]
    died = case.patient.died_on or (dead[0].on if dead else None)
    end = died if died or dead else seen and seen.on
    begun = case.tumour.diagnosed_on
    survival = months(end - begun) if end and begun else ""
    return Intervals(
        age=_age(case, died or Day.of(today)),
        lasted=lasted,
        survival=survival,
        is_censored=not (died or dead),
        impossible=frozenset(line.id for line in case.of(SystemicLine) if _contradicts(line)),
    )


def last_seen_alive(case: Case) -> FollowUp | None:
    """Return the latest dated follow-up at which the patient was alive."""
    found = [visit for visit in case.of(FollowUp) if visit.alive and visit.on]
    return found[-1] if found else None


def months(span: Span) -> str:
    """Return a span in months with one decimal, as an interval where the dates allow one."""
    low, high = span.months
    days = span.min_days
    if days is not None and days == span.max_days and abs(days) < _DAYS_UNTIL_MONTHS:
        return _("{days} d").format(days=days)
    if low is not None and low < 0:
        low = None
    if high is None:
        return _("≥ {low:.1f} mo").format(low=low) if low is not None else ""
    if low is None:
        return _("≤ {high:.1f} mo").format(high=high) if high >= 0 else ""
    if f"{low:.1f}" == f"{high:.1f}":
        return _("{low:.1f} mo").format(low=low)
    return _("{low:.1f}–{high:.1f} mo").format(low=low, high=high)


def _lasted(case: Case, record: Record) -> str:
    start, end = when(record), until(record)
    if start is None or start is end:
        return ""
    if end is not None:
        return months(end - start)
    if getattr(record, "ongoing", None) and (last := case.last_day()) and last > start:
        # It was going on when something was last recorded: at least that long.
        return months(Span((last - start).min_days, None))
    return ""


def _contradicts(line: SystemicLine) -> bool:
    """Whether the stated months are none that the dates allow, half a month of rounding granted."""
    if line.stated_months is None or line.start is None or line.end is None:
        return False
    low, high = (line.end - line.start).months
    stated = line.stated_months
    return bool((low is not None and stated < low - 0.5) or (high is not None and stated > high + 0.5))


def _age(case: Case, on: Day) -> str:
    born = case.patient.birth_date
    if born is None:
        return ""
    low, high = years_between(born, on)
    if low is None or high is None or low < 0:
        return ""
    return str(low) if low == high else f"{low}–{high}"
