"""History words: what happened to a record, step by step, as the journal tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.differences import Difference, differences
from tumorboard.domain.records import record_class
from tumorboard.store.book import Book
from tumorboard.store.naming import name_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: its title, which says so where it took back another, when, by whom, and what it changed."""

    title: str
    moment: str
    author: str
    differences: tuple[Difference, ...]


def entries(book: Book, case: Case | None, record_id: str) -> Iterator[Entry]:
    """Give the steps that touched a record, the latest first."""

    def named(id_: str) -> str:
        return name_of(book.journal, case, id_)

    for change in reversed(book.journal.history(record_id)):
        kind = record_class(change.record_kind)
        found = differences(kind, change.before, change.after, named)
        yield Entry(change.step.title, moment_of(change.step.at), change.step.author, tuple(found))


def moment_of(at: str) -> str:
    """Return a moment of the journal, which is in UTC, as the clock here shows it."""
    here = datetime.fromisoformat(at).astimezone()
    return dates.show(Day.of(here.date(), f"{here:%H:%M}"))
