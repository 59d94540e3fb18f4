"""Tumour: what the disease is, and its stage as it was stated over time."""

import re
from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    Choice,
    ChoiceField,
    Coded,
    CodedField,
    DayField,
    NoteField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_

SIDES = choices(N_("left"), N_("right"), N_("bilateral"), N_("midline"), N_("unknown"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Tumour(Record):
    """One tumour of one patient: one case."""

    record_kind: ClassVar[str] = "tumour"
    record_title: ClassVar[str] = N_("Tumour")
    begins: ClassVar[str] = "diagnosed_on"

    label: str = declare(TextField(label=N_("Label"), help=N_("What the board calls this case")))
    site: Coded | None = declare(CodedField(label=N_("Site"), vocabulary="sites", required=True))
    side: str = declare(ChoiceField(label=N_("Side"), choices=SIDES))
    histology: Coded | None = declare(CodedField(label=N_("Histology"), vocabulary="histologies"))
    grade: str = declare(ChoiceField(label=N_("Grade"), choices=choices("G1", "G2", "G3", "G4", "GX")))
    diagnosed_on: Day | None = declare(DayField(label=N_("Diagnosed on")))
    basis: str = declare(
        ChoiceField(
            label=N_("Basis of diagnosis"),
            choices=choices(
                N_("histology"),
                N_("cytology"),
                N_("imaging"),
                N_("tumour marker"),
                N_("clinical"),
                N_("death certificate"),
                N_("unknown"),
            ),
        )
    )
    guideline_status: str = declare(
        ChoiceField(
            label=N_("Guideline treatment"),
            choices=choices(N_("within"), N_("exhausted"), N_("none"), N_("impossible")),
        )
    )
    hereditary: str = declare(NoteField(label=N_("Hereditary disposition")))


@dataclass(frozen=True, kw_only=True, slots=True)
class Staging(Record):
    """One entry of the dated stage history, never overwritten."""

    record_kind: ClassVar[str] = "staging"
    record_title: ClassVar[str] = N_("Staging")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date")))
    scheme: str = declare(
        ChoiceField(
            label=N_("Scheme"),
            choices=choices(
                N_("gallbladder"),
                N_("intrahepatic"),
                N_("perihilar"),
                N_("distal"),
                N_("ampulla"),
                N_("pancreas"),
                N_("hcc"),
                N_("other"),
            ),
        )
    )
    edition: str = declare(
        ChoiceField(
            label=N_("Edition"),
            choices=choices("AJCC 7", "AJCC 8", "AJCC 9", "UICC 8", "UICC 9", N_("other")),
        )
    )
    kind: str = declare(
        ChoiceField(
            label=N_("Kind"),
            choices=(
                Choice("c", N_("c, clinical")),
                Choice("p", N_("p, pathological")),
                Choice("yc", N_("yc, clinical after treatment")),
                Choice("yp", N_("yp, pathological after treatment")),
                Choice("r", N_("r, at recurrence")),
            ),
        )
    )
    t: str = declare(TextField(label=N_("T")))
    n: str = declare(TextField(label=N_("N")))
    m: str = declare(TextField(label=N_("M")))
    stated_group: str = declare(TextField(label=N_("Stated stage"), help=N_("As the source says it")))


_SIGNED = re.compile("[acpry]*[TNM]")


def tnm(staging: Staging) -> str:
    """Return T, N and M as they are written, "pT3 N1 M0", whichever signs were typed with them."""
    parts = (("T", staging.t), ("N", staging.n), ("M", staging.m))
    words = " ".join(part if _SIGNED.match(part) else sign + part for sign, part in parts if part)
    return words if not words or words[0].islower() else staging.kind + words
