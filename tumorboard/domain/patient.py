"""Patient: who the case is about."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    DayField,
    NoteField,
    NumberField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Patient(Record):
    """A person; one patient may have several tumours, each a case of its own."""

    record_kind: ClassVar[str] = "patient"
    record_title: ClassVar[str] = N_("Patient")

    mrn: str = declare(TextField(label=N_("MRN"), help=N_("Hospital number, as written"), required=True))
    family_name: str = declare(TextField(label=N_("Family name")))
    given_name: str = declare(TextField(label=N_("Given name")))
    birth_date: Day | None = declare(DayField(label=N_("Birth date")))
    sex: str = declare(
        ChoiceField(
            label=N_("Sex"),
            choices=choices(N_("female"), N_("male"), N_("other"), N_("unknown")),
        )
    )
    age_at_presentation: float | None = declare(
        NumberField(
            label=N_("Age at presentation"),
            help=N_("Only where the birth date is unknown"),
            unit="a",
            low=0,
            high=120,
        )
    )
    died_on: Day | None = declare(DayField(label=N_("Died on")))
    responsible_clinician: str = declare(TextField(label=N_("Responsible clinician")))
    contact: str = declare(TextField(label=N_("Contact")))
    comorbidities: str = declare(NoteField(label=N_("Comorbidities")))
    medication: str = declare(NoteField(label=N_("Medication")))
    allergies: str = declare(NoteField(label=N_("Allergies")))
    family_history: str = declare(NoteField(label=N_("Family history")))
    social: str = declare(NoteField(label=N_("Social situation")))
    preferences: str = declare(
        NoteField(label=N_("Preferences"), help=N_("Wishes, and what the patient knows"))
    )
    consent: str = declare(
        ChoiceField(
            label=N_("Consent"),
            choices=choices(N_("given"), N_("refused"), N_("pending"), N_("unknown")),
        )
    )


def name_of(patient: Patient) -> str:
    """Return the name as it stands in a list: "Family, Given", or what there is of it."""
    return ", ".join(part for part in (patient.family_name, patient.given_name) if part)
