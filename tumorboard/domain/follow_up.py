"""Follow-up: how the patient was on a day."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import ChoiceField, DayField, FlagField, NumberField, choices, declare
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp(Record):
    """One visit or call."""

    record_kind: ClassVar[str] = "follow_up"
    record_title: ClassVar[str] = N_("Follow-up")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date")))
    alive: bool | None = declare(FlagField(label=N_("Alive")))
    disease_state: str = declare(
        ChoiceField(
            label=N_("State of disease"),
            choices=choices(
                N_("no evidence of disease"),
                N_("stable"),
                N_("responding"),
                N_("progressing"),
                N_("unknown"),
            ),
        )
    )
    ecog: str = declare(ChoiceField(label=N_("ECOG"), choices=choices("0", "1", "2", "3", "4", "5")))
    weight_kg: float | None = declare(NumberField(label=N_("Weight"), unit="kg", low=1, high=400))
    height_cm: float | None = declare(NumberField(label=N_("Height"), unit="cm", low=30, high=260))
    stated_survival_months: float | None = declare(
        NumberField(
            label=N_("Stated survival"), help=N_("What the source claims"), unit="mo", low=0, high=1200
        )
    )
