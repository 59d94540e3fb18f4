"""Entering: values for every kind of field, as records hold them and as somebody types them."""

import dataclasses
from datetime import date
from typing import Any

from PySide6.QtTest import QTest

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Field,
    LinkField,
    LinksField,
    NumberField,
    RowsField,
    fields_of,
)
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import RECORDS, record_class
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.ui.editors import Context, Editor
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.editors.note import NoteEditor

TODAY = date(2025, 3, 18)
TARGETS = tuple(record_class(kind)() for kind in ("surgery", "local_therapy", "laboratory", "specimen"))
LINE = SystemicLine(label="GP", start=Day("2020-05"), drugs=(Drug(agent=Coded(text="gemcitabine")),))
CASE = Case(Patient(mrn="T-1"), Tumour(), (Lesion(label="Left lung"), LINE, *TARGETS))
"""A case with something of each kind a field may link to."""
FORMS = list(RECORDS)
FIELDS = [
    (one, field)
    for one in RECORDS
    for field in fields_of(one)
    if field.kind != "bytes" and not field.automatic
]


def context(case: Case | None = CASE) -> Context:
    """Return what editors have to know in these tests."""
    return Context(lambda: TODAY, lambda: "dmy", lambda: case)


def sample(field: Field) -> Any:
    """Return a value a field may hold."""
    match field:
        case ChoiceField():
            return field.choices[-1].code
        case LinkField() | LinksField():
            kinds = field.to or ("lesion",)
            found = next(
                row.id
                for record in CASE.everything()
                for row in (record, *getattr(record, "drugs", ()))
                if row.record_kind in kinds
            )
            return found if isinstance(field, LinkField) else (found,)
        case RowsField():
            return (row_of(field.of),)
        case NumberField():
            return int(max(field.low or 0, 1))
    return {
        "text": "as written",
        "note": "two\nlines",
        "day": Day("2017-09"),
        "quantity": Quantity("<", "2.0", "U/mL"),
        "flag": False,
        "coded": Coded(text="Something of our own"),
        "coded_list": (Coded(text="One thing"), Coded(text="another")),
    }[field.kind]


def row_of(of: type[Record]) -> Record:
    """Return a row with something in each of its fields."""
    return of(**{field.name: sample(field) for field in fields_of(of) if not field.automatic})


def full(of: type[Record]) -> Record:
    """Return a record in which every field that applies holds something."""
    record = of()
    for field in fields_of(of):
        if field.kind != "bytes":
            record = dataclasses.replace(record, **{field.name: sample(field)})
    return record


def unreadable(field: Field) -> str:
    """Return what cannot be read as a value of a field; empty where everything can."""
    return {
        "day": "31 Feb 2017",
        "quantity": "2-4",
        "number": "many",
        "flag": "perhaps",
        "choice": "none of these words",
        "link": "no such thing",
        "links": "no such thing",
    }.get(field.kind, "")


def type_into(editor: Editor, text: str) -> None:
    """Type a text into an editor, key by key."""
    line = editor.text if isinstance(editor, NoteEditor) else getattr(editor, "line", None)
    assert line is not None, f"{type(editor).__name__} is no line to type into"
    line.setFocus()
    if isinstance(editor, LineEditor):
        editor.line.selectAll()
    QTest.keyClicks(line, text)
