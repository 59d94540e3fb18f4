"""What books are filled with and compared by."""

import dataclasses
from contextlib import suppress
from typing import Any

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    DayField,
    Field,
    RowsField,
    fields_of,
)
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record, new_id
from tumorboard.domain.records import COURSE
from tumorboard.domain.tumour import Tumour
from tumorboard.store import listing
from tumorboard.store.book import Book
from tumorboard.store.connection import Connection
from tumorboard.store.rows import image_of

TERMS = (Coded("C23", "ICD-10", "Gallbladder"), Coded(text="Gallenblase, „frei“ 胆囊"), Coded("C22.0"))


def samples(field: Field) -> list[Any]:
    """Return values of every shape a field may hold."""
    if isinstance(field, ChoiceField):
        return [choice.code for choice in field.choices]
    if isinstance(field, DayField):
        timed = ["2017-09-14T08:30"] if field.timed else []
        return [Day(text) for text in ("2017", "2017-09~", "2017-09-14", "../2021-02", "2021-08/..", *timed)]
    if isinstance(field, RowsField):
        rows = [field.of(), *(filled(field.of, place) for place in range(3))]
        return [tuple(rows), (filled(field.of, 3),)]
    ids = (new_id(), new_id())
    listed: dict[str, list[Any]] = {
        "text": ["O’Brien", " ", "'; DROP TABLE patient; --", "李明 \U00020000", "0", "null", '{"a": 1}'],
        "note": ["one\ntwo\r\n\tthree"],
        "quantity": [Quantity("<", "2.0", "U/mL"), Quantity("", "1200"), Quantity(">=", "0.50", "mg/dL")],
        "number": [0, 3, 2.5, -1, 10**15],
        "flag": [True, False],
        "coded": list(TERMS),
        "coded_list": [TERMS, TERMS[1:2]],
        "link": [ids[0]],
        "links": [ids, ids[:1]],
        "bytes": [b"", b"\x00\xff" * 1000],
    }
    return listed[field.kind]


def filled(record_class: type[Any], place: int = 0) -> Any:
    """Return a record with every field filled, another for each place."""
    fields = fields_of(record_class)
    values = {field.name: samples(field)[place % len(samples(field))] for field in fields}
    return record_class(**values)


def changed(record: Any, **values: Any) -> Any:
    """Return a record with other values in some of its fields."""
    return dataclasses.replace(record, **values)


def a_case(place: int = 0, **patient: Any) -> Case:
    """Return a case with one record of every kind, every field filled, and one of every kind empty."""
    whose = dataclasses.replace(filled(Patient, place), mrn=f"{place:05}", **patient)
    records = [made for kind in COURSE for made in (filled(kind, place), kind())]
    return Case(whose, filled(Tumour, place), tuple(records))


def content(book: Book) -> dict[str, dict[str, Any]]:
    """Return the image of every record in a book, by id; a tumour names its patient."""
    found: dict[str, dict[str, Any]] = {one.id: image_of(one) for one in book.boards.meetings()}
    for row in book.shelf.cases(limit=-1):
        case = book.shelf.open(row.id)
        for record in case.everything():
            found[record.id] = image_of(record)
        found[case.tumour.id]["patient"] = case.patient.id
    return found


def replayed(book: Book) -> dict[str, dict[str, Any]]:
    """Return what the journal says a book holds: the image of every record, after all steps."""
    found: dict[str, dict[str, Any]] = {}
    for step in reversed(book.journal.steps()):
        for change in step.changes:
            assert found.get(change.record_id) == change.before
            if change.after is None:
                del found[change.record_id]
            else:
                found[change.record_id] = change.after
    return found


def check(book: Book) -> None:
    """Hold the file whole, the journal true, and the list and the index what the records make of them."""
    connection = book._connection
    assert connection.value("PRAGMA integrity_check") == "ok"
    assert connection.rows("PRAGMA foreign_key_check") == []
    assert replayed(book) == content(book)
    assert derived(connection) == derived_anew(connection)


def derived(connection: Connection) -> list[Any]:
    """Return the list of cases and the words they are found by, once the index has caught up."""
    with connection.transaction():
        listing.catch_up(connection)
        return _derived(connection)


def derived_anew(connection: Connection) -> list[Any]:
    """Return the same, made from the records alone; the book is left as it was."""
    found: list[Any] = []
    with suppress(_Back), connection.transaction():
        for table in ("case_list", "search_head", "search_all"):
            connection.run(f"DELETE FROM {table}")
        listing.fill(connection)
        found = _derived(connection)
        raise _Back
    return found


class _Back(Exception):
    pass


def _derived(connection: Connection) -> list[Any]:
    columns = [row[1] for row in connection.rows("PRAGMA table_info(case_list)") if row[1] != "number"]
    lines = connection.rows(f"SELECT number, {', '.join(columns)} FROM case_list ORDER BY id")
    for table in ("search_head", "search_all"):
        assert connection.value(f"SELECT count(*) FROM {table}") == len(lines)
        connection.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    # A line's number, and the order of the words, tell only what came first.
    return [(line[1:], *_words(connection, line[0])) for line in lines]


def _words(connection: Connection, number: int) -> list[set[str]]:
    sql = "SELECT words FROM {table} WHERE rowid = ?"
    return [
        set(connection.value(sql.format(table=table), (number,)).split())
        for table in ("search_head", "search_all")
    ]


def put(book: Book, case: Case, *records: Record) -> None:
    """Keep records of a case as one step."""
    with book.journal.step("Change") as step:
        for record in records:
            step.put(case.id, record)
