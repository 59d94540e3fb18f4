"""Intervals: ages and durations in words, from what the true dates allow.

They hold no date, so that they may stand on a page whose dates were shifted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span, years_between
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import VitalStatus, vital_status
from tumorboard.reasoning.durations import is_impossible, months
from tumorboard.reasoning.outcomes import lasted as line_lasted


@dataclass(frozen=True, slots=True)
class Intervals:
    """The age in years, how long each treatment lasted by its id, and survival; empty where unknown.

    The age is that of today, or that at death. `impossible` are the ids of lines and of follow-ups that state
    a duration the dates do not allow.
    """

    age: str = ""
    lasted: Mapping[str, str] = field(default_factory=dict)
    survival: str = ""
    is_dead: bool = False
    impossible: frozenset[str] = frozenset()


def intervals(case: Case, today: date) -> Intervals:
    """Return what follows from the dates of a case, each as far as they are known."""
    vital = vital_status(case)
    last = case.last_day()
    known_until = min(last, Day.of(today)) if last else None
    lasted = {line.id: _line_lasted(line, vital, known_until) for line in case.of(SystemicLine)}
    lasted |= {one.id: _between(one.on, one.end) for one in case.of(LocalTherapy)}
    return Intervals(
        age=_age(case, vital, today),
        lasted=lasted,
        survival=_survival(case, vital),
        is_dead=vital.is_dead,
        impossible=frozenset([*_impossible_lines(case), *_impossible_survival(case)]),
    )


def _between(start: Day | None, end: Day | None) -> str:
    if start is None or end is None or (start == end and start.is_exact):
        return ""
    return months(end - start)


def _line_lasted(line: SystemicLine, vital: VitalStatus, known_until: Day | None) -> str:
    span = line_lasted(line, vital, known_until).span
    return "" if span is None or span == Span(0, 0) else months(span)


def _survival(case: Case, vital: VitalStatus) -> str:
    begun = case.tumour.diagnosed_on
    span = vital.since(begun) if begun else None
    if span is None or (span.min_days is None and not vital.is_dead):
        # Of somebody who lives only the least is worth telling.
        return ""
    return months(span)


def _impossible_lines(case: Case) -> Iterator[str]:
    for line in case.of(SystemicLine):
        told = dates_of(line)
        if told.start and told.end and is_impossible(line.stated_months, told.end - told.start):
            yield line.id


def _impossible_survival(case: Case) -> Iterator[str]:
    begun = case.tumour.diagnosed_on
    for visit in case.of(FollowUp):
        if begun and visit.on and is_impossible(visit.stated_survival_months, visit.on - begun):
            yield visit.id


def _age(case: Case, vital: VitalStatus, today: date) -> str:
    on = vital.died if vital.is_dead else Day.of(today)
    low, high = years_between(case.patient.birth_date, on) if case.patient.birth_date and on else (None, None)
    if low is None or high is None or high < 0:
        return ""
    low = max(low, 0)
    return str(low) if low == high else f"{low}–{high}"
