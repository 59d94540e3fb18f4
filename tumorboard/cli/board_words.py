"""Board words: meetings and agendas as a terminal shows them, and as JSON takes them."""

from typing import TYPE_CHECKING, Any

from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem
    from tumorboard.store.boards import Placed
    from tumorboard.store.book import Book
    from tumorboard.store.shelf import CaseRow


def case_rows(book: "Book", placed: "list[Placed]") -> "dict[str, CaseRow]":
    """Return the lines of the cases on an agenda, by the ids of the cases."""
    rows: dict[str, CaseRow] = {}
    ids = list(dict.fromkeys(one.case_id for one in placed))
    # SQLite takes no statement with any number of values.
    for start in range(0, len(ids), 500):
        rows |= {row.id: row for row in book.shelf.lines(ids[start : start + 500])}
    return rows


def said(record: Any, *names: str) -> dict[str, Any]:
    """Return fields of a record as JSON takes them; a day as its text, one that is not known as null."""
    from tumorboard.domain.dates import Day

    values = {name: getattr(record, name) for name in names}
    return {name: str(value) if isinstance(value, Day) else value for name, value in values.items()}


def person(row: "CaseRow") -> str:
    """Return name and MRN of a case."""
    name = row.name or _("name not recorded")
    return f"{name} ({row.mrn})" if row.mrn else name


def board(item: "AgendaItem") -> str:
    """Return the name and the day of a board."""
    from tumorboard.domain.headline import headline

    return headline(item)


def line(*parts: str) -> str:
    """Return what the parts say on one line, whatever line breaks are in them."""
    return " · ".join(told for part in parts if (told := " ".join(part.split())))
