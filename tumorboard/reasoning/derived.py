"""Derived: all that follows from a case, together; nothing of it is kept in the file."""

from dataclasses import dataclass
from datetime import date

from tumorboard.domain import vocabulary
from tumorboard.domain.case import Case
from tumorboard.domain.event import Event
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Staging, Tumour
from tumorboard.reasoning import marker_remarks
from tumorboard.reasoning.assessment import Assessment, Best
from tumorboard.reasoning.comparison import Compared, comparison
from tumorboard.reasoning.consistency.findings import findings
from tumorboard.reasoning.judged import Judged, judged
from tumorboard.reasoning.lines import LineNumber, line_numbers
from tumorboard.reasoning.markers import Kinetics, kinetics
from tumorboard.reasoning.missing import Gap, missing, undated
from tumorboard.reasoning.outcomes import Outcome, outcomes
from tumorboard.reasoning.recist import assessments, best
from tumorboard.reasoning.remarks import Remark
from tumorboard.reasoning.reminders.reminders import reminders
from tumorboard.reasoning.reminders.rules import rules
from tumorboard.reasoning.staging import Group, editions, group


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from a case on a day; stages, lines and the like by the ids of their records."""

    stages: dict[str, Group]
    lines: dict[str, LineNumber]
    outcomes: tuple[Outcome, ...]
    assessments: dict[str, Assessment]
    best: dict[str, Best]
    markers: dict[str, Kinetics]
    comparison: tuple[Compared, ...]
    missing: tuple[Gap, ...]
    undated: dict[str, str]
    """The bound that is all that is known of the day of a record; empty where there is none."""
    judged: tuple[Judged, ...]


def derived(case: Case, today: date) -> Derived:
    """Return all that follows from a case as it stands."""
    assessed, told = assessments(case), outcomes(case, today)
    return Derived(
        stages={entry.id: group(entry) for entry in case.of(Staging)},
        lines=line_numbers(case),
        outcomes=told,
        assessments=assessed,
        best=best(case, assessed),
        markers=kinetics(case),
        comparison=comparison(case, today, known=told),
        missing=missing(case),
        undated={record.id: str(day or "") for record, day in undated(case)},
        judged=judged(case, remarks(case, today)),
    )


def prepare() -> None:
    """Read the tables that remarks are taken from, so that the first case does not wait for them."""
    for name in ("agents", "sites"):
        vocabulary.load(name)
    editions()
    rules()
    # What is looked for in words is put together at the first word.
    remarks(Case(Patient(), Tumour(), (Event(title="invasion", note="metastasis"),)), date.min)


def remarks(case: Case, today: date) -> tuple[Remark, ...]:
    """Return what stands out in a case: findings, then reminders."""
    return (*findings(case, today), *marker_remarks.remarks(case), *reminders(case, today))
