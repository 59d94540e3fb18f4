"""Anonymous: a case without what tells who it is about.

What may be printed is listed; every other text is left out, so that a field added later stays private until
somebody has judged it. Dates move by one number of days that is drawn anew each time and kept nowhere.
"""

import dataclasses
import re
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, shift
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.fields import (
    Coded,
    CodedField,
    CodedListField,
    DayField,
    RowsField,
    TextField,
    fields_of,
)
from tumorboard.domain.points import LONG, SHORT
from tumorboard.domain.record import Record
from tumorboard.i18n import _

KEPT = {
    "staging": {"t", "n", "m", "stated_group"},
    "lesion": {"label"},
    "systemic_line": {"label", "number"},
    "systemic_line_drugs": {"dose", "schedule"},
    "local_therapy": {"device", "target", "energy", "agent"},
    "laboratory": {"text_value"},
    "biomarker": {"detail"},
}
"""The texts that say something of the disease; should one name somebody, the name is struck out."""

_DATES_LEFT_OUT = {("patient", "birth_date"), ("patient", "died_on")}
_LEFT_OUT = (AgendaItem, Dismissal, Document, Event)
_PERSONS = ("family_name", "given_name", "responsible_clinician", "contact", "surgeon")
_PLACES = ("mrn", "hospital", "laboratory", "trial", "trial_id")
_TITLES = {"dr", "prof", "med", "mr", "mrs", "ms", "van", "von", "der", "den", "de", "la", "of"}
_ELLIPSIS = "…"
_OLDEST = 89
_OFFSETS = range(35, 365)
"""Days; fewer would leave what is known to the month alone in its month."""
_YEAR = r"(?:18|19|20|21)\d\d"
_AFTER_A_DOSE = r"(?! ?(?:m?g|ml|I?U|[µn]g)\b)"


@dataclass(frozen=True, slots=True)
class Anonymous:
    """The wish for a page that names nobody; `offset` is the number of days all dates move by, never 0."""

    offset: int = dataclasses.field(default_factory=lambda: _drawn(), repr=False)


def anonymised(case: Case, anonymous: Anonymous, *places: str) -> Case:
    """Return a case without names, numbers, places, sources and notes, its dates moved, in its true order.

    `places` are further names to strike out, such as the clinic's.
    """
    struck = _identifying(case, places)

    def clean(record: Any) -> Any:
        kept = KEPT.get(record.record_kind, set())
        values: dict[str, Any] = {}
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if isinstance(field, RowsField):
                values[field.name] = tuple(clean(row) for row in value)
            elif isinstance(field, DayField):
                values[field.name] = _moved(value, record, field.name, anonymous.offset)
            elif isinstance(field, CodedListField):
                values[field.name] = tuple(_term(item, struck) for item in value)
            elif isinstance(field, CodedField):
                values[field.name] = value and _term(value, struck)
            elif isinstance(field, TextField):
                values[field.name] = _struck_out(value, struck) if field.name in kept else ""
        return dataclasses.replace(record, **values)

    records = tuple(clean(record) for record in case.records if not isinstance(record, _LEFT_OUT))
    # A month moves in steps of a month and a day does not, so that by moved days the order would be another.
    return Case.as_ordered(clean(case.patient), clean(case.tumour), records)


def without_names(case: Case, text: str, *places: str) -> str:
    """Return a text with the names, numbers and places of a case, and others, struck out, and all dates."""
    return _struck_out(text, _identifying(case, places))


def without_person(case: Case, text: str) -> str:
    """Return a text with the patient's names and number struck out; dates and places stay."""
    person = case.patient
    names = {person.mrn, *_name_parts(person.family_name), *_name_parts(person.given_name)}
    return _finding(names).sub(_ELLIPSIS, text)


def age_in_words(age: str) -> str:
    """Return an age in years, the few who are 90 or over told together."""
    highest = age.rpartition("–")[2]
    return "90+" if highest.isdigit() and int(highest) > _OLDEST else age


def _drawn() -> int:
    days = secrets.choice(_OFFSETS)
    return days if secrets.randbelow(2) else -days


def _moved(day: Day | None, record: Record, name: str, offset: int) -> Day | None:
    if day is None or (record.record_kind, name) in _DATES_LEFT_OUT:
        return None
    try:
        return shift(day, offset)
    except ValueError:
        return None


def _term(term: Coded, struck: re.Pattern[str]) -> Coded:
    return dataclasses.replace(term, text=_struck_out(term.text, struck))


def _struck_out(text: str, struck: re.Pattern[str]) -> str:
    return _dates().sub(_ELLIPSIS, struck.sub(_ELLIPSIS, text))


@cache
def _dates() -> re.Pattern[str]:
    """Return what finds a date as people write one, in English and in the language of the user."""
    names = {*LONG, *SHORT, *map(_, LONG), *map(_, SHORT)}
    months = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?:\b\d{{1,2}}\.? )?\b(?:{months})\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? {_YEAR}\b)?"
        rf"|(?:(?<!\d){_YEAR}年)?\d{{1,2}}月(?:\d{{1,2}}日)?"
        rf"|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b|\b\d{{1,2}}[./]{_YEAR}\b"
        rf"|(?<!\d){_YEAR}(?:[./-]\d{{1,2}})?(?!\d){_AFTER_A_DOSE}"
    )


def _identifying(case: Case, places: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds the names, numbers and places of a case, as whole words, large or small."""
    found = set(places)
    for record in case.everything():
        for name in _PERSONS:
            found |= _name_parts(getattr(record, name, ""))
        found |= {value for name in _PLACES if isinstance(value := getattr(record, name, ""), str)}
    return _finding(found)


def _finding(texts: set[str]) -> re.Pattern[str]:
    words = sorted((word.strip() for word in texts if word.strip()), key=len, reverse=True)
    # Between Chinese characters there is no edge of a word.
    parts = [
        rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() or not _is_han(word) else re.escape(word)
        for word in words
    ]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _name_parts(value: str) -> set[str]:
    return {value, *(part for part in re.split(r"[\s,.;/()]+", value) if _names(part))}


def _names(part: str) -> bool:
    return len(part) > 1 and part.lower() not in _TITLES


def _is_han(word: str) -> bool:
    return any("\u2e80" <= letter <= "\u9fff" or letter >= "\uac00" for letter in word)
