"""Pathology: specimens and what was tested in them."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    CodedField,
    DayField,
    LinkField,
    NoteField,
    NumberField,
    TextField,
    choices,
    declare,
    shown,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Specimen(Record):
    """Tissue, cells or blood taken once."""

    record_kind: ClassVar[str] = "specimen"
    record_title: ClassVar[str] = N_("Specimen")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date")))
    procedure: str = declare(
        ChoiceField(
            label=N_("Procedure"),
            choices=choices(
                N_("resection"),
                N_("core biopsy"),
                N_("fine-needle aspiration"),
                N_("cytology"),
                N_("blood"),
                N_("other"),
            ),
        )
    )
    site: Coded | None = declare(CodedField(label=N_("Site"), vocabulary="sites"))
    lesion: str = declare(LinkField(label=N_("Lesion"), to=("lesion",)))
    surgery: str = declare(LinkField(label=N_("Surgery"), to=("surgery",)))
    tumour_content_percent: float | None = declare(
        NumberField(label=N_("Tumour content"), unit="%", low=0, high=100)
    )
    result: str = declare(NoteField(label=N_("Result")))
    result_state: str = declare(
        ChoiceField(
            label=N_("State of the result"), choices=choices(N_("available"), N_("pending"), N_("unknown"))
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Biomarker(Record):
    """One test of one gene, protein or signature."""

    record_kind: ClassVar[str] = "biomarker"
    record_title: ClassVar[str] = N_("Biomarker")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date")))
    specimen: str = declare(LinkField(label=N_("Specimen"), to=("specimen",)))
    name: Coded | None = declare(CodedField(label=N_("Marker"), vocabulary="biomarkers", required=True))
    method: str = declare(
        ChoiceField(label=N_("Method"), choices=choices("IHC", "ISH", "NGS", "PCR", N_("other")))
    )
    alteration: str = declare(
        ChoiceField(
            label=N_("Alteration"),
            choices=choices(
                N_("expression"),
                N_("amplification"),
                N_("mutation"),
                N_("fusion"),
                N_("loss"),
                N_("signature"),
            ),
        )
    )
    detail: str = declare(TextField(label=N_("Detail"), help=N_("Such as S310F")))
    score: str = declare(ChoiceField(label=N_("Score"), choices=choices("0", "1+", "2+", "3+")))
    value: float | None = declare(NumberField(label=N_("Value"), low=0))
    value_unit: str = declare(
        ChoiceField(
            label=N_("Unit"),
            choices=choices(N_("fold"), N_("copies"), N_("ratio"), "%", "mut/Mb", "VAF %"),
        )
    )
    interpretation: str = declare(
        ChoiceField(
            label=N_("Interpretation"),
            choices=choices(
                N_("positive"),
                N_("negative"),
                N_("equivocal"),
                N_("high"),
                N_("low"),
                N_("not evaluable"),
                N_("not tested"),
                N_("pending"),
            ),
        )
    )
    assay: str = declare(TextField(label=N_("Assay")))
    laboratory: str = declare(TextField(label=N_("Laboratory")))


def measured(biomarker: Biomarker) -> str:
    """Return the number with its kind of unit: "7.4-fold" is no number of copies, "VAF 31 %" no share."""
    if biomarker.value is None:
        return ""
    number = shown(biomarker, "value")
    unit = shown(biomarker, "value_unit") if biomarker.value_unit else ""
    if biomarker.value_unit == "fold":
        return f"{number}-{unit}"
    if biomarker.value_unit == "VAF %":
        return unit.replace("%", f"{number} %")
    if biomarker.value_unit == "ratio":
        return f"{unit} {number}"
    return f"{number} {unit}".strip()
