"""Imaging: a study, what it showed and what was measured in it."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    DayField,
    FlagField,
    LinkField,
    NoteField,
    NumberField,
    RowsField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import RESPONSES
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Measurement(Record):
    """The size of one lesion in one study: the longest diameter, of a node the short axis."""

    record_kind: ClassVar[str] = "imaging_measurements"
    record_title: ClassVar[str] = N_("Measurement")

    lesion: str = declare(LinkField(label=N_("Lesion"), to=("lesion",)))
    size_mm: float | None = declare(NumberField(label=N_("Size"), unit="mm", low=0, high=500))
    node: bool | None = declare(FlagField(label=N_("Node (short axis)")))
    target: bool | None = declare(FlagField(label=N_("Target lesion")))
    state: str = declare(
        ChoiceField(
            label=N_("State"),
            choices=choices(N_("measured"), N_("too small"), N_("absent"), N_("not evaluable")),
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Imaging(Record):
    """One study."""

    record_kind: ClassVar[str] = "imaging"
    record_title: ClassVar[str] = N_("Imaging")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date")))
    modality: str = declare(
        ChoiceField(
            label=N_("Modality"),
            choices=choices(
                N_("CT"),
                N_("MRI"),
                N_("PET-CT"),
                N_("US"),
                N_("endoscopy"),
                N_("X-ray"),
                N_("bone scan"),
                N_("other"),
            ),
        )
    )
    region: str = declare(TextField(label=N_("Region")))
    findings: str = declare(NoteField(label=N_("Findings")))
    new_lesions: bool | None = declare(FlagField(label=N_("New lesions")))
    stated_response: str = declare(ChoiceField(label=N_("Stated response"), choices=RESPONSES))
    criteria: str = declare(
        ChoiceField(label=N_("Criteria"), choices=choices("RECIST 1.1", "iRECIST", "mRECIST", N_("clinical")))
    )
    line: str = declare(LinkField(label=N_("Line assessed"), to=("systemic_line",)))
    to_review: bool | None = declare(FlagField(label=N_("Show at the meeting")))
    measurements: tuple[Measurement, ...] = declare(RowsField(label=N_("Measurements"), of=Measurement))
