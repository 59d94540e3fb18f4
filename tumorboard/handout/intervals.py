"""Intervals: ages and durations in words, from what the true dates allow.

They hold no date, so that they may stand on a page whose dates were shifted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span, years_between
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import VitalStatus, vital_status
from tumorboard.reasoning.durations import months
from tumorboard.reasoning.outcomes import lasted as line_lasted
from tumorboard.reasoning.treatment_table import Row, treatment_table


@dataclass(frozen=True, slots=True)
class Intervals:
    """The age in years, how long each treatment lasted by its id, and survival; empty where unknown.

    The age is that of today, or that at death. `rows` say what each treatment did, by its id; of them only
    what has no date is for a page whose dates were shifted.
    """

    age: str = ""
    lasted: Mapping[str, str] = field(default_factory=dict)
    survival: str = ""
    is_dead: bool = False
    rows: Mapping[str, Row] = field(default_factory=dict)


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
        rows={row.record.id: row for row in treatment_table(case, today)},
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


def _age(case: Case, vital: VitalStatus, today: date) -> str:
    on = vital.died if vital.is_dead else Day.of(today)
    low, high = years_between(case.patient.birth_date, on) if case.patient.birth_date and on else (None, None)
    if low is None or high is None or high < 0:
        return ""
    low = max(low, 0)
    return str(low) if low == high else f"{low}–{high}"
