"""Chosen fields: what is picked from a list, a vocabulary or the other records of the case, and rows."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain import coded
from tumorboard.domain.coded import Coded
from tumorboard.domain.declaration import Field, filled
from tumorboard.domain.plain_text import plain_text, printable
from tumorboard.i18n import _

_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a closed list: the code that is stored, the label that is shown."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a closed list."""

    kind = "choice"
    choices: tuple[Choice, ...] = ()

    def show(self, value: str) -> str:
        return next((_(choice.label) for choice in self.choices if choice.code == value), value)

    def from_plain(self, raw: Any) -> str:
        code = plain_text(raw)
        if all(choice.code != code for choice in self.choices):
            allowed = ", ".join(choice.code for choice in self.choices)
            sentence = _("“{code}” is none of {allowed}.")
            raise ValueError(sentence.format(code=printable(code), allowed=allowed))
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedField(Field):
    """A term of a vocabulary, or free text."""

    kind = "coded"
    empty = None
    vocabulary: str = ""

    def show(self, value: Coded | None) -> str:
        return "" if value is None else str(value)

    def to_plain(self, value: Coded) -> dict[str, str]:
        return coded.to_plain(value)

    def from_plain(self, raw: Any) -> Coded:
        return coded.from_plain(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedListField(Field):
    """Several terms or texts in order; a free text is a plain string in JSON."""

    kind = "coded_list"
    empty = ()
    vocabulary: str = ""

    def show(self, value: tuple[Coded, ...]) -> str:
        return ", ".join(map(str, value))

    def to_plain(self, value: tuple[Coded, ...]) -> list[Any]:
        return [coded.to_plain(item) if item.code or item.system else item.text for item in value]

    def from_plain(self, raw: Any) -> tuple[Coded, ...]:
        items = [{"text": item} if isinstance(item, str) else item for item in _list(raw)]
        return tuple(coded.from_plain(item) for item in items)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkField(Field):
    """Another record of the same case, by id; `to` names the kinds it may be of (empty: any).

    One that is `outside` the case, as a meeting is, need not be where the case is read.
    """

    kind = "link"
    to: tuple[str, ...] = ()
    outside: bool = False

    def from_plain(self, raw: Any) -> str:
        return identifier(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksField(Field):
    """Other records of the same case, by id; `to` as for one."""

    kind = "links"
    empty = ()
    to: tuple[str, ...] = ()

    def show(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)

    def to_plain(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def from_plain(self, raw: Any) -> tuple[str, ...]:
        return tuple(identifier(item) for item in _list(raw))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsField(Field):
    """Child records that live and die with their parent; read and written by `plain`."""

    kind = "rows"
    empty = ()
    of: type[Any]

    def show(self, value: tuple[Any, ...]) -> str:
        """Return the rows in words, without the records they link to: those are known by the case alone."""
        return "; ".join(", ".join(filter(None, map(_cell, filled(row)))) for row in value)

    def problem(self, value: tuple[Any, ...], today: date) -> str | None:
        """Return None: the rows are asked themselves."""
        return None


def identifier(raw: Any) -> str:
    """Return an id (a UUID in lower case) as given; ValueError with a sentence otherwise."""
    text = plain_text(raw)
    if not _ID.fullmatch(text):
        raise ValueError(_("“{id}” is not an id (a UUID in lower case).").format(id=printable(text)))
    return text


def choices(*codes: str) -> tuple[Choice, ...]:
    """Return choices that are shown as their code reads, translated."""
    return tuple(Choice(code, code) for code in codes)


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise ValueError(_("a list is expected here."))
    return raw


def _cell(pair: tuple[Field, Any]) -> str:
    field, value = pair
    if field.kind in ("link", "links"):
        return ""
    return f"{_(field.label)}: {field.show(value)}" if field.kind == "flag" else field.show(value)
