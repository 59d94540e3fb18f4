"""Tables: rows of text under headings, as they go on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.declaration import NOT_DONE, UNKNOWN
from tumorboard.domain.headline import headline
from tumorboard.domain.record import Record
from tumorboard.handout.runs import Run, Text, joined, one_line, phrase, remark, said
from tumorboard.i18n import N_, _

_DATE = {"": N_("date not recorded"), UNKNOWN: N_("date unknown"), NOT_DONE: N_("not done")}
_START = {"": N_("start not recorded"), UNKNOWN: N_("start unknown"), NOT_DONE: N_("not done")}
_END = {"": N_("end not recorded"), UNKNOWN: N_("end unknown"), NOT_DONE: N_("not done")}


class Column(NamedTuple):
    """A heading and its share of the page's width in percent."""

    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """What is recorded of one kind; without rows, `otherwise` says so in their place."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    otherwise: Text = ()
    notes: tuple[Text, ...] = ()
    """What stands under each row, over the whole width; as many as there are rows, or none at all."""
    remarks: tuple[Text, ...] = ()


def day(value: Day | None) -> Text:
    """Return a date as it is known."""
    return said(dates.show(value)) if value else said(Run(_(_DATE[""]), "gap"))


def day_of(record: Record, name: str = "on") -> Text:
    """Return the date in a field as it is known, or its shade of absence."""
    value: Day | None = getattr(record, name)
    return day(value) if value else _lacking(record, name, _DATE)


def period(record: Record, start: Day | None, end: Day | None, ongoing: bool) -> Text:
    """Return from when to when a record lasted, as far as it is known."""
    no_start, no_end = _lacking(record, record.begins, _START), _lacking(record, record.ends, _END)
    if start is None and end is None:
        if ongoing:
            return joined((said(_("ongoing")), no_start), ", ")
        return no_start if record.absent else day(None)
    begun = day(start) if start else no_start
    if end is None:
        return joined((begun, said(_("ongoing")) if ongoing else no_end), ", ")
    if start == end:
        return begun
    if start is None:
        return joined((begun, phrase(_("until {date}"), date=day(end))), ", ")
    return joined((begun, day(end)), " – ")


def _lacking(record: Record, name: str, words: Mapping[str, str]) -> Text:
    shade = dict(record.absent).get(name, "")
    return said(Run(_(words[shade]), "known" if shade else "gap"))


def names(case: Case, ids: Sequence[str]) -> str:
    """Return what the linked records are called, without those that are gone."""
    found: list[Record] = [record for id_ in ids if (record := case.find(id_))]
    return ", ".join(headline(record) for record in found)


def note_of(record: Record) -> Text:
    """Return the note of a record as it is set on paper, in italics."""
    words = one_line(record.note)
    return said(remark(words)) if words else ()
