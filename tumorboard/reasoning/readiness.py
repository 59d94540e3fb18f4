"""Readiness: what a profile asks of a case before a board sees it, and what of that is missing.

A profile is a file under `resources/readiness/`: the items it asks for, each with its source, and the
specialties that make a quorum. What was asked for and is unknown or was not done is an answer, not a gap.
"""

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tumorboard import resources
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Attendance
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.reasoning.readiness_answers import Answer
from tumorboard.reasoning.readiness_items import ITEMS

USUAL = "complete"
"""The code of the profile that is used where none is named."""
CODES = (USUAL, "pancreatobiliary")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a profile asks for."""

    code: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Specialty:
    """One that a quorum needs, and what else it is called."""

    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a board asks for; `quorum` are the specialties of which somebody has to be there."""

    code: str
    name: str
    source: str
    items: tuple[Item, ...]
    quorum: tuple[Specialty, ...]
    quorum_source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a profile and what a case says to it; the form of `kind` and `field` fills it."""

    item: Item
    state: Literal["there", "missing", "stated absent", "does not apply"]
    words: str
    kind: str
    field: str
    record_id: str

    @property
    def label(self) -> str:
        """What it is called."""
        return _(self.item.label)


def profiles() -> tuple[Profile, ...]:
    """Return all profiles."""
    return tuple(profile(code) for code in CODES)


@functools.cache
def profile(code: str) -> Profile:
    """Return a profile by its code or its name; the usual one where it is neither."""
    wanted = code if code in CODES else next((one for one in CODES if _read(one).name == code), USUAL)
    return _read(wanted)


def readiness(case: Case, item: AgendaItem | None, wanted: Profile, today: date) -> tuple[Entry, ...]:
    """Return what a case says to each item of a profile, in the profile's order."""
    return tuple(_entry(one, ITEMS[one.code](case, item, today)) for one in wanted.items)


def missing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that nothing answers."""
    return tuple(entry for entry in entries if entry.state == "missing")


def absent(wanted: Profile, attendance: Iterable[Attendance]) -> tuple[str, ...]:
    """Return the specialties that the quorum needs and of which nobody is ticked as present."""
    present = {name for seat in attendance if seat.present for name in _specialties(seat.specialty)}
    return tuple(
        _(one.name) for one in wanted.quorum if present.isdisjoint(map(fold, (one.name, *one.synonyms)))
    )


def _specialties(typed: str) -> tuple[str, ...]:
    """Return what somebody stands for, as it was typed and each of several: "Surgery / endoscopy"."""
    return tuple(fold(part) for part in (typed, *re.split(r"[/,;+&、]", typed)) if part.strip())


def _entry(item: Item, answer: Answer) -> Entry:
    return Entry(item, answer.state, answer.words, answer.kind, answer.field, answer.record_id)


@functools.cache
def _read(code: str) -> Profile:
    raw = tomllib.loads(resources.text(f"readiness/{code}.toml"))
    return Profile(
        code,
        raw["name"],
        raw["source"],
        tuple(Item(one["code"], one["label"], one["source"]) for one in raw["item"]),
        tuple(Specialty(one["name"], tuple(one.get("synonyms", ()))) for one in raw["specialty"]),
        raw["quorum_source"],
    )
