"""Listing: one line a case, with its name, diagnosis and last event, kept while records change.

All of it follows from the records; a case whose line is missing gets one. Only the search index of a case may
lag behind, and its line says so (`stale`).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tumorboard.domain.dates import Day
from tumorboard.domain.headline import headline
from tumorboard.domain.patient import Patient, name_of
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import N_, _
from tumorboard.store import search, search_index
from tumorboard.store.connection import Connection
from tumorboard.store.edits import Edit
from tumorboard.store.rows import Image, day, records, stored_of_case
from tumorboard.store.rows import stored as stored_by_id
from tumorboard.store.schema import COURSE, TABLES, quoted

_Event = tuple[Day, str, str]
"""Day, id and kind of a record: the greatest is a case's last event."""
_SAID = {"patient": N_("Died"), "tumour": N_("Diagnosis")}


def follow(connection: Connection, edits: list[Edit]) -> None:
    """Bring the lines of the cases that were edited up to date."""
    by_case: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_case[edit.case_id].append(edit)
        if edit.kind == "patient":
            for case_id in cases_of(connection, edit.record_id):
                if case_id != edit.case_id:
                    by_case[case_id].append(edit)
    # A meeting is of no case.
    by_case.pop("", None)
    for case_id, own in by_case.items():
        _follow(connection, case_id, own)


def cases_of(connection: Connection, patient_id: str) -> list[str]:
    """Return the ids of the cases of a patient."""
    return [row[0] for row in connection.rows("SELECT id FROM case_list WHERE patient = ?", (patient_id,))]


def fill(connection: Connection) -> None:
    """Give a line to every case that has none, and index it."""
    missing = connection.rows(
        "SELECT id FROM tumour WHERE id NOT IN (SELECT id FROM case_list) ORDER BY rowid"
    )
    for (case_id,) in missing:
        images = images_of_case(connection, case_id)
        _add(connection, case_id, images)


def catch_up(connection: Connection) -> None:
    """Index the cases that were changed since they were indexed."""
    for number, case_id in stale(connection):
        search_index.index(connection, number, images_of_case(connection, case_id))
        connection.run("UPDATE case_list SET stale = 0 WHERE number = ?", (number,))


def stale(connection: Connection) -> list[tuple[Any, ...]]:
    """Return number and id of the cases that were changed since they were indexed."""
    return connection.rows("SELECT number, id FROM case_list WHERE stale")


def images_of_case(connection: Connection, case_id: str) -> list[tuple[str, Image]]:
    """Return the images of all that is recorded of a case, each with its kind, patient and tumour first."""
    found = stored_by_id(connection, TABLES["tumour"], [case_id])
    tumour = found[case_id][1]
    patient_id = tumour["patient"]
    patient = stored_by_id(connection, TABLES["patient"], [patient_id])[patient_id][1]
    images = [("patient", patient), ("tumour", tumour)]
    for table in COURSE:
        images += [(table.name, image) for image in stored_of_case(connection, table, case_id).values()]
    return images


def _follow(connection: Connection, case_id: str, edits: list[Edit]) -> None:
    line = connection.row("SELECT number, last_event, last_record FROM case_list WHERE id = ?", (case_id,))
    tumour = next((edit for edit in edits if edit.kind == "tumour"), None)
    if tumour is not None and tumour.after is None:
        if line is not None:
            connection.run("DELETE FROM case_list WHERE number = ?", line[:1])
            search_index.drop(connection, line[0])
        return
    if line is None:
        _add(connection, case_id, _images_added(connection, edits))
        return
    number, last_event, last_record = line
    changed: dict[str, Any] = {"stale": 1}
    if any(edit.kind in ("patient", "tumour") for edit in edits):
        changed |= _heading(connection, case_id)
    last = _last_after(connection, case_id, edits, last_event, last_record)
    if last is not None:
        changed |= last
    names = ", ".join(f"{name} = ?" for name in changed)
    connection.run(f"UPDATE case_list SET {names} WHERE number = ?", (*changed.values(), number))


def _images_added(connection: Connection, edits: list[Edit]) -> list[tuple[str, Image]]:
    images = [(edit.kind, edit.after) for edit in edits if edit.after is not None]
    tumour = next(image for kind, image in images if kind == "tumour")
    if all(kind != "patient" for kind, _image in images):
        patient = stored_by_id(connection, TABLES["patient"], [tumour["patient"]])[tumour["patient"]][1]
        images.insert(0, ("patient", patient))
    return images


def _add(connection: Connection, case_id: str, images: list[tuple[str, Image]]) -> None:
    """Add the line of a case that has none, and index it while its images are at hand."""
    line = {"id": case_id, "stale": 0, **_heading(connection, case_id)}
    line |= _last_line(connection, max(_events(images), default=None))
    marks = ", ".join("?" * len(line))
    number = connection.run(f"INSERT INTO case_list ({', '.join(line)}) VALUES ({marks})", [*line.values()])
    search_index.index(connection, number, images)


def _heading(connection: Connection, case_id: str) -> dict[str, str]:
    row = connection.row("SELECT patient FROM tumour WHERE id = ?", (case_id,))
    assert row is not None
    patient, tumour = _one(connection, "patient", row[0]), _one(connection, "tumour", case_id)
    assert isinstance(patient, Patient)
    assert isinstance(tumour, Tumour)
    name = name_of(patient)
    said = tumour.label or tumour.site or tumour.histology
    return {
        "patient": patient.id,
        "mrn": patient.mrn,
        "name": name,
        "diagnosis": headline(tumour) if said else "",
        "mrn_key": search.squeezed(patient.mrn),
        "name_key": search.key(name),
    }


def _last_after(
    connection: Connection, case_id: str, edits: list[Edit], last_event: str, last_record: str
) -> dict[str, str] | None:
    """Return the last event as edits leave it; None where they leave it as it is."""
    here = max(_events((edit.kind, edit.after) for edit in edits if edit.after is not None), default=None)
    known = (day(last_event), last_record) if last_event else None
    if any(edit.record_id == last_record for edit in edits):
        # What was last may have moved back in time, or be gone: then any other may be the last.
        if here is None or known is None or here[:2] < known:
            here = _latest(connection, case_id)
        return _last_line(connection, here)
    if here is not None and (known is None or here[:2] > known):
        return _last_line(connection, here)
    return None


def _last_line(connection: Connection, event: _Event | None) -> dict[str, str]:
    if event is None:
        return {"last_event": "", "last_event_text": "", "last_record": ""}
    on, record_id, kind = event
    said = _(_SAID[kind]) if kind in _SAID else headline(_one(connection, kind, record_id))
    return {"last_event": str(on), "last_event_text": said, "last_record": record_id}


def _one(connection: Connection, kind: str, record_id: str) -> Any:
    return records(connection, TABLES[kind], f"WHERE {kind}.id = ?", [record_id])[0]


def _events(images: Iterable[tuple[str, Image]]) -> list[_Event]:
    found = []
    for kind, image in images:
        text = next((image[name] for name in _days(kind) if name in image), "")
        if text:
            found.append((day(text), image["id"], kind))
    return found


def _latest(connection: Connection, case_id: str) -> _Event | None:
    parts = []
    for kind in TABLES:
        names = [quoted(name) for name in _days(kind)]
        if not names:
            continue
        on = names[0] if len(names) == 1 else f"COALESCE({', '.join(names)})"
        of = {"patient": "id = (SELECT patient FROM tumour WHERE id = ?1)", "tumour": "id = ?1"}
        parts.append(f"SELECT {on} AS day, id, '{kind}' FROM {kind} WHERE {of.get(kind, 'tumour = ?1')}")
    rows = connection.rows(f"SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE day IS NOT NULL", (case_id,))
    return max(((day(text), id_, kind) for text, id_, kind in rows), default=None)


def _days(kind: str) -> tuple[str, ...]:
    if kind == "patient":
        return ("died_on",)
    record_class = TABLES[kind].record_class
    return tuple(name for name in (record_class.begins, record_class.ends) if name)
