"""Cases: small ones for the figures' tests, from as few words as possible."""

from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.figures.shapes import Overview, Undated

TODAY = date(2025, 3, 18)
CA199 = Coded("24108-3", "LOINC", "CA19-9")


def day(text: str) -> Day | None:
    """Return the day of an EDTF text; None for an empty one."""
    return Day.parse(text) if text else None


def at(text: str) -> float:
    """Return the place on the axis of a full date."""
    return float(date.fromisoformat(text).toordinal())


def case_of(*records: Record, patient: Patient | None = None) -> Case:
    """Return a case of these records."""
    return Case(patient or Patient(id="patient", mrn="17"), Tumour(id="tumour"), records)


def result(
    on: str,
    value: str,
    id_: str = "",
    *,
    unit: str = "U/mL",
    high: float | None = None,
    method: str = "",
    status: str = "",
    replaces: str = "",
    analyte: Coded = CA199,
) -> Laboratory:
    """Return a result; its value may begin with a comparator, and its id is its date if none is given."""
    digits = value.lstrip("<>=")
    return Laboratory(
        id=id_ or on or "undated",
        on=day(on),
        analyte=analyte,
        value=Quantity(value.removesuffix(digits), digits, unit),
        high=high,
        method=method,
        status=status,
        replaces=replaces,
    )


def line(label: str, start: str = "", end: str = "", *, ongoing: bool | None = None) -> SystemicLine:
    """Return a systemic line whose id is its name."""
    return SystemicLine(id=label, label=label, start=day(start), end=day(end), ongoing=ongoing)


def surgery(on: str, name: str = "Hepatectomy") -> Surgery:
    """Return an operation whose id is its date."""
    return Surgery(id=f"surgery {on}", on=day(on), procedures=(Coded(text=name),))


def scan(on: str, response: str = "", id_: str = "") -> Imaging:
    """Return a CT whose id is its date if none is given."""
    return Imaging(id=id_ or f"scan {on}", on=day(on), modality="CT", stated_response=response)


def seen(overview: Overview) -> set[str]:
    """Return the ids of everything that is drawn or listed."""
    ids = {point.record_id for point in overview.curve.points} | {one.record_id for one in overview.undated}
    for lane in overview.lanes:
        ids |= {bar.record_id for bar in lane.bars}
        ids |= {id_ for mark in lane.marks for id_ in (mark.record_id, *mark.also)}
    return ids


def undated(overview: Overview, id_: str) -> Undated:
    """Return the entry of a record in the strip of the undated."""
    return next(one for one in overview.undated if one.record_id == id_)
