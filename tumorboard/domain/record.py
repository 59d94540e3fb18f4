"""Record: what every entry in a case has in common."""

import dataclasses
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    NOT_DONE,
    UNKNOWN,
    NoteField,
    RowsField,
    TextField,
    declare,
    field_of,
    fields_of,
)
from tumorboard.i18n import N_, _


def new_id() -> str:
    """Return a new record id, a random UUID in lower case."""
    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One entry of a case; a half-filled one is legal, see `problems`.

    `absent` names fields that were asked for and are "unknown", or that were "not done"; a field that is
    merely empty is not recorded. The three never print alike. What is said to be absent of a field that holds
    something is dropped: the value was learned later.
    """

    record_kind: ClassVar[str] = ""
    record_title: ClassVar[str] = ""
    begins: ClassVar[str] = ""
    ends: ClassVar[str] = ""
    filed: ClassVar[str] = ""
    """The field by whose day a record that is not of the course of the disease is put in order."""

    id: str = dataclasses.field(default_factory=new_id)
    note: str = declare(NoteField(label=N_("Note")))
    source: str = declare(TextField(label=N_("Source"), help=N_("Where it was read: letter, caption, call")))
    absent: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.absent:
            shades = dict(self.absent)
            fields = [field for field in fields_of(type(self)) if field.name in shades]
            if len(fields) < len(shades) or set(shades.values()) - {UNKNOWN, NOT_DONE}:
                raise ValueError(f"no such field or no such absence in a {self.record_kind}")
            kept = [field.name for field in fields if getattr(self, field.name) == field.empty]
            object.__setattr__(self, "absent", tuple((name, shades[name]) for name in kept))


def when(record: Record) -> Day | None:
    """Return the day a record belongs to, as far as it is known; None where it is not."""
    day: Day | None = getattr(record, record.begins) if record.begins else None
    return day if day is not None else until(record)


def filed_on(record: Record) -> Day | None:
    """Return the day by which a record is put in order: its own, or of a board that of the meeting."""
    day: Day | None = getattr(record, record.filed) if record.filed else None
    return when(record) or day


def until(record: Record) -> Day | None:
    """Return the day a record that lasts ended, as far as it is known."""
    day: Day | None = getattr(record, record.ends) if record.ends else None
    return day


def links_of(record: Record) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return every link a record or one of its rows holds: path, id, and the kinds it may point to."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for path, one in placed(record):
        for field in fields_of(type(one)):
            value: Any = getattr(one, field.name)
            to: tuple[str, ...] = getattr(field, "to", ())
            if field.kind == "link" and value and not field.outside:  # type: ignore[attr-defined]
                found.append((at(path, field.name), value, to))
            elif field.kind == "links":
                where = at(path, field.name)
                found += [(f"{where}[{place}]", target, to) for place, target in enumerate(value)]
    return found


def at(path: str, name: str) -> str:
    """Return the path of what has a name in the object at `path`, which is empty for the whole."""
    shown = name or '""'
    return f"{path}.{shown}" if path else shown


def placed(record: Record) -> Iterator[tuple[str, Record]]:
    """Give a record and its rows, each with its path in the record: `` and `drugs[0]`."""
    yield "", record
    for name in _row_names(type(record)):
        for place, row in enumerate(getattr(record, name)):
            yield f"{name}[{place}]", row


_ROWS: dict[type, tuple[str, ...]] = {}


def _row_names(record_class: type[Record]) -> tuple[str, ...]:
    # Kept, as whoever looks for an id goes through all records of a case.
    if record_class not in _ROWS:
        fields = fields_of(record_class)
        _ROWS[record_class] = tuple(field.name for field in fields if isinstance(field, RowsField))
    return _ROWS[record_class]


def with_rows(record: Record) -> list[Record]:
    """Return a record and its rows."""
    return [one for _path, one in placed(record)]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of a record; the path names rows too (`drugs[0].agent`)."""

    path: str
    sentence: str


def problems(record: Record, today: date | None = None) -> list[FieldProblem]:
    """Return what is missing or implausible in a record, field by field, then row by row."""
    day = today or date.today()
    return [
        FieldProblem(at(path, name), f"{_(field_of(type(one), name).label)}: {sentence}")
        for path, one in placed(record)
        for name, sentence in _problems(one, day)
    ]


def _problems(record: Record, today: date) -> Iterator[tuple[str, str]]:
    absent = dict(record.absent)
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if not field.applies(record):
            continue
        if value == field.empty:
            if field.required and field.name not in absent:
                yield field.name, _("missing.")
        elif sentence := field.problem(value, today):
            yield field.name, sentence
        elif field.name == record.ends and _ends_first(record):
            yield field.name, _("it lies before the beginning.")


def _ends_first(record: Record) -> bool:
    begin, end = getattr(record, record.begins), until(record)
    first, last = begin and begin.earliest, end and end.latest
    return bool(first and last and last < first)
