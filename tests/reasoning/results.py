"""Results: from as few words as possible, for the tests of what follows from them."""

from typing import Any

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour


def result(day: str, value: str, *, unit: str = "U/mL", name: str = "CA19-9", **more: Any) -> Laboratory:
    """Return a result; its value may begin with a comparator."""
    digits = value.lstrip("<>=")
    return Laboratory(
        on=Day(day) if day else None,
        analyte=Coded(text=name),
        value=Quantity(value.removesuffix(digits), digits, unit),
        **more,
    )


def line(start: str, end: str = "", **more: Any) -> SystemicLine:
    """Return a systemic line; without an end it goes on."""
    more = {"id": "line", "label": "GP", **more}
    return SystemicLine(start=Day(start), end=Day(end) if end else None, ongoing=not end or None, **more)


def case(*records: Record) -> Case:
    """Return a case of these records."""
    return Case(Patient(mrn="1"), Tumour(), records)
