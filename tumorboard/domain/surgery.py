"""Surgery: an operation and what it left behind."""

import re
from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    CodedListField,
    DayField,
    LinksField,
    NumberField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Surgery(Record):
    """One operation; several procedures may be done in it."""

    record_kind: ClassVar[str] = "surgery"
    record_title: ClassVar[str] = N_("Surgery")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date")))
    procedures: tuple[Coded, ...] = declare(
        CodedListField(label=N_("Procedures"), vocabulary="procedures", required=True)
    )
    intent: str = declare(
        ChoiceField(
            label=N_("Intent"),
            choices=choices(N_("curative"), N_("palliative"), N_("diagnostic"), N_("staging")),
        )
    )
    approach: str = declare(
        ChoiceField(
            label=N_("Approach"),
            choices=choices(N_("open"), N_("laparoscopic"), N_("robotic"), N_("endoscopic")),
        )
    )
    lesions: tuple[str, ...] = declare(LinksField(label=N_("Lesions"), to=("lesion",)))
    residual: str = declare(ChoiceField(label=N_("Residual tumour"), choices=choices("R0", "R1", "R2", "RX")))
    nodes_examined: float | None = declare(
        NumberField(label=N_("Nodes examined"), low=0, high=200, whole=True)
    )
    nodes_positive: float | None = declare(
        NumberField(label=N_("Nodes positive"), low=0, high=200, whole=True)
    )
    complication: str = declare(
        ChoiceField(
            label=N_("Complication (Clavien-Dindo)"),
            choices=choices(N_("none"), "I", "II", "IIIa", "IIIb", "IVa", "IVb", "V"),
        )
    )
    surgeon: str = declare(TextField(label=N_("Surgeon")))
    hospital: str = declare(TextField(label=N_("Hospital")))
    trial: str = declare(TextField(label=N_("Trial")))


_RESECTIONS = re.compile("(?<!lymphaden)ectomy|resection|transplant|whipple|alpps|切除|移植", re.IGNORECASE)


def is_resection(surgery: Surgery) -> bool:
    """Return whether an operation took tumour away: by its intent and residual status, else by its name."""
    if surgery.intent in ("diagnostic", "staging", "palliative"):
        return False
    if surgery.intent == "curative" or surgery.residual:
        return True
    return any(_RESECTIONS.search(procedure.text) for procedure in surgery.procedures)
