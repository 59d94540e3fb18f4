"""Lesion: one place of disease, the same one through every treatment."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import ChoiceField, Coded, CodedField, DayField, TextField, choices, declare
from tumorboard.domain.record import Record
from tumorboard.domain.tumour import SIDES
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesion(Record):
    """A primary, node, metastasis or recurrence with a name of its own."""

    record_kind: ClassVar[str] = "lesion"
    record_title: ClassVar[str] = N_("Lesion")
    begins: ClassVar[str] = "first_seen"

    label: str = declare(TextField(label=N_("Label"), required=True))
    site: Coded | None = declare(CodedField(label=N_("Site"), vocabulary="sites"))
    side: str = declare(ChoiceField(label=N_("Side"), choices=SIDES))
    role: str = declare(
        ChoiceField(
            label=N_("Role"),
            choices=choices(N_("primary"), N_("regional node"), N_("metastasis"), N_("recurrence")),
        )
    )
    first_seen: Day | None = declare(DayField(label=N_("First seen")))
