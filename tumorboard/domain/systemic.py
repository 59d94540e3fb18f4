"""Systemic: a line of systemic treatment and the drugs in it."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    CodedField,
    CodedListField,
    DayField,
    FlagField,
    LinksField,
    NumberField,
    RowsField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_

END_REASONS = choices(
    N_("progression"),
    N_("toxicity"),
    N_("completed"),
    N_("patient withdrawal"),
    N_("physician decision"),
    N_("death"),
    N_("trial ended"),
    N_("lost to follow-up"),
    N_("other"),
    N_("unknown"),
)
RESPONSES = choices("CR", "PR", "SD", "PD", "NE")


@dataclass(frozen=True, kw_only=True, slots=True)
class Drug(Record):
    """One drug of a line; it may stop while its line goes on."""

    record_kind: ClassVar[str] = "systemic_line_drugs"
    record_title: ClassVar[str] = N_("Drug")
    begins: ClassVar[str] = "start"
    ends: ClassVar[str] = "end"

    agent: Coded | None = declare(CodedField(label=N_("Agent"), vocabulary="agents", required=True))
    dose: str = declare(TextField(label=N_("Dose"), help=N_("With its unit, such as 6 mg/kg")))
    route: str = declare(
        ChoiceField(
            label=N_("Route"),
            choices=choices(
                N_("oral"),
                N_("intravenous"),
                N_("subcutaneous"),
                N_("intramuscular"),
                N_("intra-arterial"),
                N_("other"),
            ),
        )
    )
    schedule: str = declare(TextField(label=N_("Schedule"), help=N_("Such as q3w, d1,8 q21d, daily")))
    start: Day | None = declare(DayField(label=N_("Start")))
    end: Day | None = declare(DayField(label=N_("End")))
    ongoing: bool | None = declare(FlagField(label=N_("Ongoing")))
    cycles: float | None = declare(NumberField(label=N_("Cycles"), low=0, high=200))
    stop_reason: str = declare(ChoiceField(label=N_("Stopped because"), choices=END_REASONS))
    stop_note: str = declare(TextField(label=N_("Remark on stopping")))


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemicLine(Record):
    """A regimen given from a start to an end for one reason."""

    record_kind: ClassVar[str] = "systemic_line"
    record_title: ClassVar[str] = N_("Systemic line")
    begins: ClassVar[str] = "start"
    ends: ClassVar[str] = "end"

    label: str = declare(TextField(label=N_("Regimen")))
    setting: str = declare(
        ChoiceField(
            label=N_("Setting"),
            choices=choices(
                N_("neoadjuvant"),
                N_("adjuvant"),
                N_("perioperative"),
                N_("concurrent"),
                N_("palliative"),
                N_("maintenance"),
            ),
        )
    )
    number: str = declare(
        TextField(label=N_("Line number"), help=N_("Only where it is not the one computed"))
    )
    start: Day | None = declare(DayField(label=N_("Start")))
    end: Day | None = declare(DayField(label=N_("End")))
    ongoing: bool | None = declare(FlagField(label=N_("Ongoing")))
    cycles: float | None = declare(NumberField(label=N_("Cycles"), low=0, high=200))
    concurrent_with: tuple[str, ...] = declare(
        LinksField(label=N_("Together with"), to=("local_therapy", "systemic_line", "surgery"))
    )
    trial: str = declare(TextField(label=N_("Trial")))
    trial_phase: str = declare(
        ChoiceField(label=N_("Trial phase"), choices=choices("I", "I/II", "II", "II/III", "III", "IV"))
    )
    trial_id: str = declare(TextField(label=N_("Trial number"), help=N_("NCT, EudraCT, ChiCTR …")))
    off_label: bool | None = declare(FlagField(label=N_("Off label")))
    best_response: str = declare(
        ChoiceField(label=N_("Best response"), choices=(*RESPONSES, *choices("non-CR/non-PD")))
    )
    end_reason: str = declare(ChoiceField(label=N_("Ended because"), choices=END_REASONS))
    progression_sites: tuple[Coded, ...] = declare(
        CodedListField(label=N_("Sites of progression"), vocabulary="sites")
    )
    stated_months: float | None = declare(
        NumberField(
            label=N_("Stated duration"), help=N_("What the source claims"), unit="mo", low=0, high=600
        )
    )
    drugs: tuple[Drug, ...] = declare(RowsField(label=N_("Drugs"), of=Drug))
