"""Cases: small ones for the tests of reasoning, and the two examples."""

from datetime import date
from typing import Any

from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded, DayField, field_of
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document

TODAY = date(2025, 3, 18)
PUBLISHED = case_document.read(resources.data("examples/published.json"))
SYNTHETIC = case_document.read(resources.data("examples/synthetic.json"))


def made(of: type[Any], **values: Any) -> Any:
    """Return a record; days are given as their texts."""
    days = {
        name: Day.parse(value)
        for name, value in values.items()
        if isinstance(value, str) and name != "id" and isinstance(field_of(of, name), DayField)
    }
    return of(**{**values, **days})


def line(label: str, start: str = "", end: str = "", *drugs: str, **values: Any) -> SystemicLine:
    """Return a systemic line whose id is its name."""
    given = tuple(Drug(id=f"{label} {drug}", agent=Coded(text=drug)) for drug in drugs)
    values |= {"start": Day.parse(start) if start else None, "end": Day.parse(end) if end else None}
    return SystemicLine(id=label, label=label, drugs=given, **values)


def case_of(*records: Record, **tumour: Any) -> Case:
    """Return a case of these records."""
    return Case(Patient(id="patient", mrn="17"), made(Tumour, id="tumour", **tumour), records)


def one(case: Case, of: type[Any], **values: Any) -> Any:
    """Return the one record of a case with these values."""
    found = [
        record
        for record in case.of(of)
        if all(str(getattr(record, name)) == value for name, value in values.items())
    ]
    assert len(found) == 1
    return found[0]
