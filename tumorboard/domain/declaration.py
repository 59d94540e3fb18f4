"""Declaration: how a record class says what its attributes hold, and how that is read back.

A field says what may stand there: it shows a value, finds its problem, and turns it into plain JSON and back.
How a form, a table, a page or the file uses that is the reader's business. Nothing here refuses a half-filled
record: a problem is the answer to a question, not a gate.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from tumorboard.i18n import N_, _

Predicate = Callable[[Any], bool]

UNKNOWN, NOT_DONE = "unknown", "not done"
ABSENCES = {UNKNOWN: N_("unknown"), NOT_DONE: N_("not done"), "": N_("not recorded")}
"""The shades of absence and their words: asked and unknown, not done, and not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What one attribute of a record may hold; `name` is the attribute's."""

    kind: ClassVar[str] = ""
    empty: ClassVar[Any] = ""
    name: str = ""
    label: str = ""
    help: str = ""
    required: bool = False
    when: Predicate | None = None
    automatic: bool = False
    """Whether the program writes it and nobody types it."""
    afterwards: bool = False
    """Whether it goes on being written once its record is finalised."""

    def applies(self, record: Any) -> bool:
        """Whether the field is shown, printed and checked for this record."""
        return self.when is None or self.when(record)

    def show(self, value: Any) -> str:
        """Return the value in words; empty for an empty value."""
        return str(value)

    def problem(self, value: Any, today: date) -> str | None:
        """Return one sentence on what is wrong with a value that is there, or None.

        Wrong is, of every kind of field, what could be written but not read back.
        """
        try:
            self.from_plain(self.to_plain(value))
        except ValueError as error:
            return str(error)
        return None

    def to_plain(self, value: Any) -> Any:
        """Return the value as JSON holds it."""
        return value

    def from_plain(self, raw: Any) -> Any:
        """Return the value from what JSON held; ValueError with a sentence where it cannot be."""
        raise NotImplementedError


def declare(field: Field) -> Any:
    """Return the dataclass attribute for a field, with the field's empty value as its default."""
    return dataclasses.field(default=field.empty, metadata={"field": field})


_FIELDS: dict[type, dict[str, Field]] = {}


def _declared(record_class: type[Any]) -> dict[str, Field]:
    # Kept by hand: functools.cache would have mypy doubt that a class can be hashed.
    if record_class not in _FIELDS:
        found = {
            attribute.name: dataclasses.replace(attribute.metadata["field"], name=attribute.name)
            for attribute in dataclasses.fields(record_class)
            if "field" in attribute.metadata
        }
        last = ("note", "source")
        ordered = sorted(found, key=lambda name: last.index(name) if name in last else -1)
        _FIELDS[record_class] = {name: found[name] for name in ordered}
    return _FIELDS[record_class]


def fields_of(record_class: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a record class in declared order, `note` and `source` last; `id` is none."""
    return tuple(_declared(record_class).values())


def field_of(record_class: type[Any], name: str) -> Field:
    """Return the field of that name; KeyError where there is none."""
    return _declared(record_class)[name]


def filled(record: Any) -> list[tuple[Field, Any]]:
    """Return the fields of a record that hold something and apply to it, with their values."""
    pairs = [(field, getattr(record, field.name)) for field in fields_of(type(record))]
    return [(field, value) for field, value in pairs if value != field.empty and field.applies(record)]


def shown(record: Any, name: str) -> str:
    """Return a field's value in words, or which of the three shades of absence it has."""
    field = field_of(type(record), name)
    value = getattr(record, name)
    if value != field.empty:
        return field.show(value)
    return _(ABSENCES[dict(record.absent).get(name, "")])
