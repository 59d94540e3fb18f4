"""Adverse event: what a treatment did to the patient, graded, and what was done about it."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    CodedField,
    DayField,
    FlagField,
    LinkField,
    LinksField,
    NoteField,
    NumberField,
    RowsField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class AdverseEventAction(Record):
    """What was done with one drug because of the event."""

    record_kind: ClassVar[str] = "adverse_event_actions"
    record_title: ClassVar[str] = N_("Action")

    drug: str = declare(LinkField(label=N_("Drug"), to=("systemic_line_drugs",)))
    action: str = declare(
        ChoiceField(
            label=N_("Action"),
            choices=choices(N_("none"), N_("dose reduced"), N_("interrupted"), N_("withdrawn")),
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class AdverseEvent(Record):
    """One event by its CTCAE term; the grade may be unknown."""

    record_kind: ClassVar[str] = "adverse_event"
    record_title: ClassVar[str] = N_("Adverse event")
    begins: ClassVar[str] = "start"
    ends: ClassVar[str] = "end"

    term: Coded | None = declare(CodedField(label=N_("Term"), vocabulary="adverse_events", required=True))
    grade: float | None = declare(
        NumberField(label=N_("Grade"), help=N_("CTCAE, 1 to 5"), low=1, high=5, whole=True)
    )
    start: Day | None = declare(DayField(label=N_("Start")))
    end: Day | None = declare(DayField(label=N_("End")))
    drugs: tuple[str, ...] = declare(LinksField(label=N_("Suspected drugs"), to=("systemic_line_drugs",)))
    immune_related: bool | None = declare(FlagField(label=N_("Immune-related")))
    serious: bool | None = declare(FlagField(label=N_("Serious")))
    treatment: str = declare(NoteField(label=N_("Treatment")))
    outcome: str = declare(
        ChoiceField(
            label=N_("Outcome"),
            choices=choices(
                N_("resolved"),
                N_("resolving"),
                N_("ongoing"),
                N_("sequelae"),
                N_("fatal"),
                N_("unknown"),
            ),
        )
    )
    actions: tuple[AdverseEventAction, ...] = declare(RowsField(label=N_("Actions"), of=AdverseEventAction))
