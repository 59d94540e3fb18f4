"""What was put is what is read, for every field of every record."""

import json
from typing import Any

import pytest
from hypothesis import given

from tests.store.books import a_case, changed, check, content, filled, put, samples
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document
from tumorboard.domain.fields import NOT_DONE, UNKNOWN, Field, fields_of
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.records import COURSE, RECORDS, ROWS
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.store.rows import image_of, stored_of_case, text_of
from tumorboard.store.schema import TABLES

FIELDS = [(kind, field) for kind in RECORDS for field in fields_of(kind)]


def _with(record: Any) -> Case:
    patient = record if isinstance(record, Patient) else Patient(mrn=new_id())
    tumour = record if isinstance(record, Tumour) else Tumour()
    return Case(patient, tumour, () if isinstance(record, Patient | Tumour) else (record,))


def _read(book: Book, record: Any) -> Any:
    case = _with(record)
    book.shelf.add(case)
    return book.shelf.open(case.id).get(record.id)


@pytest.mark.parametrize(
    ("kind", "field"), FIELDS, ids=lambda part: part.name if isinstance(part, Field) else part.record_kind
)
def test_every_field_comes_back(book: Book, kind: type[Any], field: Field) -> None:
    """A field of a record comes back as it was put, in each of its shapes, and as the same type."""
    for value in samples(field):
        own = {"mrn": new_id()} if kind is Patient else {}
        record = kind(**{**own, field.name: value})
        back = _read(book, record)
        assert back == record
        assert type(getattr(back, field.name)) is type(value)


@given(drawn=cases(most=12))
def test_every_case_comes_back(drawn: Case) -> None:
    """Whatever a case holds, it is read as it was added, and the list and the index agree with it."""
    with Book.in_memory() as book:
        book.shelf.add(drawn)
        assert book.shelf.open(drawn.id) == drawn
        check(book)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.record_kind)
def test_an_empty_record_comes_back_empty(book: Book, kind: type[Any]) -> None:
    """A record of which nothing is recorded yet is kept, and says nothing when read."""
    record = kind()
    assert _read(book, record) == record


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.record_kind)
def test_stated_absences_come_back(book: Book, kind: type[Any]) -> None:
    """Unknown and not done come back as stated."""
    names = [field.name for field in fields_of(kind)]
    record = kind(absent=tuple((name, (UNKNOWN, NOT_DONE)[place % 2]) for place, name in enumerate(names)))
    assert _read(book, record) == record


def test_rows_keep_their_order_and_their_absences(book: Book) -> None:
    """The rows of a record come back in their order, with what is said to be unknown of them."""
    for kind in COURSE:
        for field in fields_of(kind):
            if field.kind != "rows":
                continue
            (row_class,) = [row for row in ROWS if row.record_kind == f"{kind.record_kind}_{field.name}"]
            absent = ((fields_of(row_class)[0].name, UNKNOWN),)
            rows = tuple(row_class(note=str(place), absent=absent) for place in (3, 1, 2, 1))
            record = changed(kind(), **{field.name: rows})
            assert _read(book, record) == record


def test_a_number_keeps_whether_it_is_whole(book: Book) -> None:
    """3 comes back as 3 and 2.5 as 2.5."""
    for number in (3, 2.5):
        back = _read(book, Patient(mrn=str(number), age_at_presentation=number))
        assert repr(back.age_at_presentation) == repr(number)


def test_images_of_record_and_row_are_the_same_text(book: Book) -> None:
    """The image made from a record is, letter for letter, the one made from its rows in the file."""
    case = a_case()
    book.shelf.add(case)
    for table in TABLES.values():
        if table.owner != "tumour":
            continue
        images = stored_of_case(book._connection, table, case.id)
        for record in case.of(table.record_class):
            assert text_of(image_of(record)) == text_of(images[record.id])


def test_a_content_is_kept_once(book: Book) -> None:
    """The same picture in two documents lies in the file once, and the journal only names it."""
    picture = b"\x89PNG" + bytes(100_000)
    case = a_case()
    book.shelf.add(case)
    put(book, case, first := Document(content=picture), Document(content=picture))
    sizes = book._connection.rows("SELECT length(bytes) FROM content WHERE length(bytes) > 10000")
    assert sizes == [(len(picture),)]
    (change,) = book.journal.history(first.id)
    assert len(json.dumps(change.after)) < 1000
    book.journal.undo()
    book.journal.redo()
    assert book.shelf.open(case.id).get(first.id) == first


def test_content_of_a_book_is_told_by_its_images(book: Book) -> None:
    """What the tests compare books by holds every record."""
    case = a_case()
    book.shelf.add(case)
    assert len(content(book)) == 2 + 2 * len(COURSE)
    assert filled(Patient) != filled(Patient, 1)


def test_a_content_is_read_once_while_its_case_is_open(book: Book) -> None:
    """A case read again after a step shares the content of its documents, and none of another's is kept."""
    kept, other = _with(Document(content=b"picture" * 1000)), _with(Document(content=b"other" * 1000))
    for case in (kept, other):
        book.shelf.add(case)
    [before] = book.shelf.open(kept.id).of(Document)
    put(book, kept, changed(before, caption="Named"))
    [after] = book.shelf.open(kept.id).of(Document)
    assert after.caption == "Named"
    assert after.content is before.content
    put(book, kept, changed(after, content=b"another"))
    assert book.shelf.open(kept.id).of(Document)[0].content == b"another"
    assert book.shelf.open(other.id).of(Document)[0].content == b"other" * 1000
    assert list(book.shelf._contents.values()) == [b"other" * 1000]
