"""Fields: each attribute of a record is declared once, here is how.

A field says what may stand there: it shows a value, finds its problem, and turns it into plain JSON and back.
How a form, a table, a page or the file uses that is the reader's business. Nothing here refuses a half-filled
record: a problem is the answer to a question, not a gate.
"""

import base64
import binascii
import dataclasses
import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from tumorboard.domain import dates, quantities
from tumorboard.domain.dates import Day
from tumorboard.domain.quantities import Quantity
from tumorboard.i18n import N_, _

Predicate = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Coded:
    """A term of a vocabulary, or free text kept as typed (then code and system are empty)."""

    code: str = ""
    system: str = ""
    text: str = ""

    def __str__(self) -> str:
        return self.text or self.code


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a closed list: the code that is stored, the label that is shown."""

    code: str
    label: str


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

    def applies(self, record: Any) -> bool:
        """Whether the field is shown, printed and checked for this record."""
        return self.when is None or self.when(record)

    def show(self, value: Any) -> str:
        """Return the value in words; empty for an empty value."""
        return str(value)

    def problem(self, value: Any, today: date) -> str | None:
        """Return one sentence on what is wrong with a value that is there, or None."""
        return None

    def to_plain(self, value: Any) -> Any:
        """Return the value as JSON holds it."""
        return value

    def from_plain(self, raw: Any) -> Any:
        """Return the value from what JSON held; ValueError with a sentence where it cannot be."""
        raise NotImplementedError


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(_("a text is expected here."))
    if any(0xD800 <= ord(c) < 0xE000 or (ord(c) < 32 and c not in "\n\t\r") for c in raw):
        raise ValueError(_("the text holds a character that is none."))
    return raw


class TextField(Field):
    """One line of text."""

    kind = "text"

    def from_plain(self, raw: Any) -> str:
        return _text(raw)


class NoteField(TextField):
    """Many lines of text."""

    kind = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField(Field):
    """A date as far as it is known; `timed` where a time of day may follow, `future` where it may lie ahead."""

    kind = "day"
    empty = None
    timed: bool = False
    future: bool = False

    def show(self, value: Day | None) -> str:
        return "" if value is None else dates.show(value)

    def problem(self, value: Day | None, today: date) -> str | None:
        if value is not None and not self.future and value.earliest is not None and value.earliest > today:
            return _("{day} lies in the future.").format(day=dates.show(value))
        if value is not None and value.time and not self.timed:
            return _("A time of day does not belong here.")
        return None

    def to_plain(self, value: Day) -> str:
        return str(value)

    def from_plain(self, raw: Any) -> Day:
        return Day.parse(_text(raw))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityField(Field):
    """A measured value with its comparator, its digits as typed, and its unit."""

    kind = "quantity"
    empty = None

    def show(self, value: Quantity | None) -> str:
        return "" if value is None else quantities.show(value)

    def to_plain(self, value: Quantity) -> dict[str, str]:
        parts = {"comparator": value.comparator, "value": value.value, "unit": value.unit}
        return {key: part for key, part in parts.items() if part}

    def from_plain(self, raw: Any) -> Quantity:
        parts = _parts(raw, ("comparator", "value", "unit"))
        if "value" not in parts:
            raise ValueError(_("the value is missing."))
        return Quantity(parts.get("comparator", ""), parts["value"], parts.get("unit", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A plain number with its unit fixed, and the limits beyond which it is thought an error."""

    kind = "number"
    empty = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    whole: bool = False

    def show(self, value: float | None) -> str:
        if value is None:
            return ""
        return f"{value:,} {quantities.show_unit(self.unit)}".strip()

    def problem(self, value: float | None, today: date) -> str | None:
        if value is None:
            return None
        if self.whole and value != int(value):
            return _("{value} is not a whole number.").format(value=value)
        if self.low is not None and value < self.low:
            return _("{value} is less than {limit}, the least possible.").format(value=value, limit=self.low)
        if self.high is not None and value > self.high:
            return _("{value} is more than {limit}, the most possible.").format(value=value, limit=self.high)
        return None

    def from_plain(self, raw: Any) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
            raise ValueError(_("a number is expected here."))
        if abs(raw) > 1e15:
            raise ValueError(_("the number is too large."))
        return raw


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagField(Field):
    """Yes, no, or not recorded."""

    kind = "flag"
    empty = None

    def show(self, value: bool | None) -> str:
        return "" if value is None else _("yes") if value else _("no")

    def from_plain(self, raw: Any) -> bool:
        if not isinstance(raw, bool):
            raise ValueError(_("true or false is expected here."))
        return raw


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a closed list."""

    kind = "choice"
    choices: tuple[Choice, ...] = ()

    def show(self, value: str) -> str:
        return next((_(choice.label) for choice in self.choices if choice.code == value), value)

    def from_plain(self, raw: Any) -> str:
        code = _text(raw)
        if all(choice.code != code for choice in self.choices):
            allowed = ", ".join(choice.code for choice in self.choices)
            raise ValueError(_("“{code}” is none of {allowed}.").format(code=code, allowed=allowed))
        return code


def _parts(raw: Any, names: Sequence[str]) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise ValueError(_("an object with {names} is expected here.").format(names=", ".join(names)))
    unknown = [str(key) for key in raw if key not in names]
    if unknown:
        raise ValueError(_("unknown key “{key}”.").format(key=unknown[0]))
    return {key: _text(value) for key, value in raw.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedField(Field):
    """A term of a vocabulary, or free text."""

    kind = "coded"
    empty = None
    vocabulary: str = ""

    def show(self, value: Coded | None) -> str:
        return "" if value is None else str(value)

    def to_plain(self, value: Coded) -> Any:
        parts = {"code": value.code, "system": value.system, "text": value.text}
        return {key: part for key, part in parts.items() if part}

    def from_plain(self, raw: Any) -> Coded:
        parts = _parts(raw, ("code", "system", "text"))
        if not parts.get("code") and not parts.get("text"):
            raise ValueError(_("a code or a text is expected here."))
        return Coded(**parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedListField(CodedField):
    """Several terms or texts in order; a free text is a plain string in JSON."""

    kind = "coded_list"
    empty = ()

    def show(self, value: tuple[Coded, ...]) -> str:
        return ", ".join(map(str, value))

    def to_plain(self, value: tuple[Coded, ...]) -> list[Any]:
        # Named base: the zero-argument super() is lost where slots make the class anew.
        return [CodedField.to_plain(self, item) if item.code else item.text for item in value]

    def from_plain(self, raw: Any) -> tuple[Coded, ...]:
        if not isinstance(raw, list):
            raise ValueError(_("a list is expected here."))
        items = [{"text": item} if isinstance(item, str) else item for item in raw]
        return tuple(CodedField.from_plain(self, item) for item in items)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkField(Field):
    """Another record of the same case, by id; `to` names the kinds it may be of (empty: any)."""

    kind = "link"
    to: tuple[str, ...] = ()

    def from_plain(self, raw: Any) -> str:
        return identifier(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksField(LinkField):
    """Other records of the same case, by id."""

    kind = "links"
    empty = ()

    def to_plain(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def from_plain(self, raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, list):
            raise ValueError(_("a list of ids is expected here."))
        return tuple(identifier(item) for item in raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsField(Field):
    """Child records that live and die with their parent; read and written by `plain`."""

    kind = "rows"
    empty = ()
    of: type

    def show(self, value: tuple[Any, ...]) -> str:
        return "; ".join(", ".join(field.show(got) for field, got in filled(row)) for row in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class BytesField(Field):
    """The content of a document."""

    kind = "bytes"
    empty = None

    def show(self, value: bytes | None) -> str:
        return "" if value is None else _("{size:,} kB").format(size=max(1, len(value) // 1000))

    def to_plain(self, value: bytes) -> str:
        return base64.b64encode(value).decode("ascii")

    def from_plain(self, raw: Any) -> bytes:
        try:
            return base64.b64decode(_text(raw), validate=True)
        except binascii.Error:
            raise ValueError(_("the content is not base64.")) from None


def identifier(raw: Any) -> str:
    """Return an id (a UUID in lower case) as given; ValueError with a sentence otherwise."""
    text = _text(raw)
    parts = text.split("-")
    if [len(part) for part in parts] != [8, 4, 4, 4, 12] or set(text) - set("0123456789abcdef-"):
        raise ValueError(_("“{id}” is not an id (a UUID in lower case).").format(id=text[:50]))
    return text


def declare(field: Field) -> Any:
    """Return the dataclass attribute for a field, with the field's empty value as its default."""
    return dataclasses.field(default=field.empty, metadata={"field": field})


def choices(*codes: str) -> tuple[Choice, ...]:
    """Return choices that are shown as their code reads, translated."""
    return tuple(Choice(code, code) for code in codes)


@functools.cache
def fields_of(record_class: type) -> tuple[Field, ...]:
    """Return the fields of a record class in declared order, `note` and `source` last; `id` is none."""
    found = [
        dataclasses.replace(attribute.metadata["field"], name=attribute.name)
        for attribute in dataclasses.fields(record_class)
        if "field" in attribute.metadata
    ]
    last = ("note", "source")
    return tuple(sorted(found, key=lambda field: field.name in last))


@functools.cache
def field_of(record_class: type, name: str) -> Field:
    """Return the field of that name; KeyError where there is none."""
    return {field.name: field for field in fields_of(record_class)}[name]


def filled(record: Any) -> list[tuple[Field, Any]]:
    """Return the fields of a record that hold something and apply to it, with their values."""
    pairs = [(field, getattr(record, field.name)) for field in fields_of(type(record))]
    return [(field, value) for field, value in pairs if value != field.empty and field.applies(record)]


UNKNOWN, NOT_DONE = "unknown", "not done"
ABSENCES = {UNKNOWN: N_("unknown"), NOT_DONE: N_("not done"), "": N_("not recorded")}


def shown(record: Any, name: str) -> str:
    """Return a field's value in words, or which of the three shades of absence it has."""
    field = field_of(type(record), name)
    value = getattr(record, name)
    if value != field.empty:
        return field.show(value)
    return _(ABSENCES[dict(record.absent).get(name, "")])
