"""Local therapy: ablation, radiotherapy, seeds, embolisation and infusion.

Which fields belong to an entry follows from its modality: only those are shown, printed and checked.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    Choice,
    ChoiceField,
    DayField,
    FlagField,
    LinkField,
    LinksField,
    NumberField,
    Predicate,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import RESPONSES
from tumorboard.i18n import N_

ABLATION = (
    N_("cryoablation"),
    N_("radiofrequency"),
    N_("microwave"),
    N_("irreversible electroporation"),
    N_("laser"),
    N_("HIFU"),
    N_("ethanol injection"),
)
RADIOTHERAPY = (N_("SBRT"), N_("external-beam radiotherapy"))
SEEDS = (N_("iodine-125 seeds"), N_("other brachytherapy"))
EMBOLISATION = (N_("TACE"), N_("HAIC"), N_("SIRT"))
OTHER = (N_("other"),)


def _modality(*modalities: str) -> Predicate:
    def applies(record: Any) -> bool:
        return record.modality in modalities

    return applies


_ABLATION = _modality(*ABLATION, *OTHER)
_RADIOTHERAPY = _modality(*RADIOTHERAPY, "other brachytherapy", *OTHER)
_SEEDS = _modality(*SEEDS)
_EMBOLISATION = _modality(*EMBOLISATION, *OTHER)


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalTherapy(Record):
    """One local treatment of one or more lesions."""

    record_kind: ClassVar[str] = "local_therapy"
    record_title: ClassVar[str] = N_("Local therapy")
    begins: ClassVar[str] = "on"
    ends: ClassVar[str] = "end"

    on: Day | None = declare(DayField(label=N_("Date")))
    end: Day | None = declare(DayField(label=N_("End")))
    modality: str = declare(
        ChoiceField(
            label=N_("Modality"),
            choices=choices(*ABLATION, *RADIOTHERAPY, *SEEDS, *EMBOLISATION, *OTHER),
            required=True,
        )
    )
    device: str = declare(TextField(label=N_("Device")))
    intent: str = declare(
        ChoiceField(
            label=N_("Intent"),
            choices=choices(
                N_("curative"),
                N_("adjuvant"),
                N_("neoadjuvant"),
                N_("consolidation"),
                N_("palliative"),
            ),
        )
    )
    lesions: tuple[str, ...] = declare(LinksField(label=N_("Lesions"), to=("lesion",)))
    target: str = declare(TextField(label=N_("Target")))
    approach: str = declare(
        ChoiceField(
            label=N_("Approach"),
            choices=choices(
                N_("percutaneous"), N_("laparoscopic"), N_("open"), N_("endoscopic"), N_("external")
            ),
        )
    )
    guidance: str = declare(
        ChoiceField(label=N_("Guidance"), choices=choices(N_("CT"), N_("US"), N_("MRI"), N_("fluoroscopy")))
    )
    size_mm: float | None = declare(NumberField(label=N_("Size"), unit="mm", low=0, high=500))
    concurrent_with: tuple[str, ...] = declare(
        LinksField(label=N_("Together with"), to=("systemic_line", "local_therapy", "surgery"))
    )
    technical_success: bool | None = declare(FlagField(label=N_("Technical success")))
    biopsy: str = declare(LinkField(label=N_("Biopsy"), to=("specimen",)))
    response: str = declare(ChoiceField(label=N_("Response"), choices=RESPONSES))
    complication: str = declare(
        ChoiceField(
            label=N_("Complication (CIRSE)"),
            choices=(Choice("none", N_("none")), *choices("1", "2", "3", "4", "5", "6")),
        )
    )
    indication: str = declare(TextField(label=N_("Indication")))
    probes: float | None = declare(
        NumberField(label=N_("Probes"), low=1, high=50, whole=True, when=_ABLATION)
    )
    freeze_thaw_cycles: float | None = declare(
        NumberField(
            label=N_("Freeze-thaw cycles"),
            low=1,
            high=20,
            whole=True,
            when=_modality("cryoablation", *OTHER),
        )
    )
    energy: str = declare(TextField(label=N_("Energy"), when=_ABLATION))
    margin_mm: float | None = declare(
        NumberField(label=N_("Margin"), unit="mm", low=-50, high=100, when=_ABLATION)
    )
    dose_gy: float | None = declare(
        NumberField(label=N_("Total dose"), unit="Gy", low=0, high=200, when=_RADIOTHERAPY)
    )
    fractions: float | None = declare(
        NumberField(label=N_("Fractions"), low=1, high=100, whole=True, when=_RADIOTHERAPY)
    )
    isodose_percent: float | None = declare(
        NumberField(label=N_("Prescription isodose"), unit="%", low=10, high=120, when=_RADIOTHERAPY)
    )
    ptv_cc: float | None = declare(
        NumberField(label=N_("PTV"), unit="cm³", low=0, high=10000, when=_RADIOTHERAPY)
    )
    seeds: float | None = declare(NumberField(label=N_("Seeds"), low=1, high=500, whole=True, when=_SEEDS))
    activity_mci: float | None = declare(
        NumberField(label=N_("Activity of each seed"), unit="mCi", low=0, high=10, when=_SEEDS)
    )
    d90_gy: float | None = declare(NumberField(label=N_("D90"), unit="Gy", low=0, high=500, when=_SEEDS))
    agent: str = declare(TextField(label=N_("Agent"), when=_EMBOLISATION))
    sessions: float | None = declare(
        NumberField(label=N_("Sessions"), low=1, high=100, whole=True, when=_EMBOLISATION)
    )
    activity_gbq: float | None = declare(
        NumberField(label=N_("Activity"), unit="GBq", low=0, high=50, when=_modality("SIRT", *OTHER))
    )
