"""Record: what every entry in a case has in common."""

import dataclasses
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import NoteField, RowsField, TextField, declare, fields_of
from tumorboard.i18n import N_, _


def new_id() -> str:
    """Return a new record id, a random UUID in lower case."""
    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One entry of a case; a half-filled one is legal, see `problems`.

    `absent` names fields that were asked for and are "unknown", or that were "not done"; a field that is
    merely empty is not recorded. The three never print alike.
    """

    record_kind: ClassVar[str] = ""
    record_title: ClassVar[str] = ""
    begins: ClassVar[str] = ""
    ends: ClassVar[str] = ""

    id: str = dataclasses.field(default_factory=new_id)
    note: str = declare(NoteField(label=N_("Note")))
    source: str = declare(TextField(label=N_("Source"), help=N_("Where it was read: letter, caption, call")))
    absent: tuple[tuple[str, str], ...] = ()


def when(record: Record) -> Day | None:
    """Return the day a record belongs to, as far as it is known; None where it is not."""
    day: Day | None = getattr(record, record.begins) if record.begins else None
    return day if day is not None or not record.ends else getattr(record, record.ends)


def until(record: Record) -> Day | None:
    """Return the day a record that lasts ended, as far as it is known."""
    day: Day | None = getattr(record, record.ends) if record.ends else None
    return day


def links_of(record: Record) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return every link a record or one of its rows holds: path, id, and the kinds it may point to."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for field in fields_of(type(record)):
        value: Any = getattr(record, field.name)
        to: tuple[str, ...] = getattr(field, "to", ())
        if field.kind == "link" and value:
            found.append((field.name, value, to))
        elif field.kind == "links":
            found += [(f"{field.name}[{place}]", target, to) for place, target in enumerate(value)]
        elif isinstance(field, RowsField):
            for place, row in enumerate(value):
                found += [(f"{field.name}[{place}].{path}", id_, to) for path, id_, to in links_of(row)]
    return found


def with_rows(record: Record) -> list[Record]:
    """Return a record and its rows."""
    names = [field.name for field in fields_of(type(record)) if isinstance(field, RowsField)]
    return [record] + [row for name in names for row in getattr(record, name)]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of a record; the path names rows too (`drugs[0].agent`)."""

    path: str
    sentence: str


def problems(record: Record, today: date | None = None) -> list[FieldProblem]:
    """Return what is missing or implausible in a record, field by field in declared order."""
    day = today or date.today()
    found = []
    for field in fields_of(type(record)):
        if not field.applies(record):
            continue
        value = getattr(record, field.name)
        if value == field.empty:
            if field.required and field.name not in dict(record.absent):
                found.append(FieldProblem(field.name, _("{label}: missing.").format(label=_(field.label))))
        elif isinstance(field, RowsField):
            for place, row in enumerate(value):
                found += [
                    FieldProblem(f"{field.name}[{place}].{problem.path}", problem.sentence)
                    for problem in problems(row, day)
                ]
        elif sentence := field.problem(value, day):
            found.append(FieldProblem(field.name, f"{_(field.label)}: {sentence}"))
    return found
