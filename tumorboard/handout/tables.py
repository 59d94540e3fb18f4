"""Tables: rows of text under headings, as they go on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.headline import headline
from tumorboard.domain.record import Record
from tumorboard.handout.runs import Run, Text, said
from tumorboard.i18n import _


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
    remarks: tuple[Text, ...] = ()


def day(value: Day | None) -> Text:
    """Return a date as it is known."""
    return said(dates.show(value)) if value else said(Run(_("date not recorded"), "gap"))


def period(start: Day | None, end: Day | None, ongoing: bool) -> Text:
    """Return from when to when something lasted, as far as it is known."""
    if start is None and end is None:
        return said(_("ongoing"), ", ", Run(_("start not recorded"), "gap")) if ongoing else day(None)
    begun = said(dates.show(start)) if start else said(Run(_("start not recorded"), "gap"))
    if end is None:
        ended = said(_("ongoing")) if ongoing else said(Run(_("end not recorded"), "gap"))
        return said(begun, ", ", ended)
    if start == end:
        return begun
    return said(
        begun,
        " – " if start else ", ",
        dates.show(end) if start else _("until {date}").format(date=dates.show(end)),
    )


def names(case: Case, ids: Sequence[str]) -> str:
    """Return what the linked records are called, without those that are gone."""
    found: list[Record] = [record for id_ in ids if (record := case.find(id_))]
    return ", ".join(headline(record) for record in found)
