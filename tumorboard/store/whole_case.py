"""Whole case: one case read with all that is recorded, and what keeps one from being added."""

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import field_of
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, with_rows
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import _
from tumorboard.store import links, search
from tumorboard.store.connection import Connection
from tumorboard.store.rows import image_of, records, stored
from tumorboard.store.schema import COURSE, TABLES, has_contents


def read(connection: Connection, case_id: str, held: dict[str, bytes] | None = None) -> Case:
    """Return a case with all that is recorded; KeyError where there is none with that id.

    `held` are contents by their SHA-256, as far as they were read before; those of this case are added.
    """
    with connection.snapshot():
        owner = connection.value("SELECT patient FROM tumour WHERE id = ?", (case_id,))
        if owner is None:
            raise KeyError(case_id)
        (patient,) = records(connection, TABLES["patient"], "WHERE patient.id = ?", [owner])
        (tumour,) = records(connection, TABLES["tumour"], "WHERE tumour.id = ?", [case_id])
        found: list[Record] = []
        for table in COURSE:
            where, contents = f"WHERE {table.name}.tumour = ?", held if has_contents(table) else None
            found += records(connection, table, where, [case_id], contents)
    assert isinstance(patient, Patient)
    assert isinstance(tumour, Tumour)
    return Case(patient, tumour, tuple(found))


def refuse_known(connection: Connection, case: Case) -> None:
    """Raise a Problem where a case is here, or its patient is with something else."""
    if connection.value("SELECT 1 FROM tumour WHERE id = ?", (case.id,)):
        raise Problem(_("This case is in the file already."))
    patient = case.patient
    known = stored(connection, TABLES["patient"], [patient.id]).get(patient.id)
    if known is not None:
        before, after = known[1], image_of(patient)
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if names:
            raise Problem(_differing(names))
    elif patient.mrn and connection.value(
        "SELECT 1 FROM patient WHERE id IN (SELECT patient FROM case_list WHERE mrn_key = ?) AND mrn = ?",
        (search.squeezed(patient.mrn), patient.mrn),
    ):
        sentence = _("The MRN {mrn} belongs to a patient who is in the file already.")
        raise Problem(sentence.format(mrn=patient.mrn))
    if links.taken(connection, (one.id for record in case.records for one in with_rows(record))):
        raise Problem(_("Records of this case are in the file already, under another case."))


def _differing(names: list[str]) -> str:
    labels = [_(field_of(Patient, name).label) for name in names if name != "absent"]
    sentence = _("This patient is in the file already, with something else under {fields}.")
    return sentence.format(fields=", ".join(labels) or _("what is unknown"))
