"""Unfinished: what is typed and not kept yet, in the file within a second, and back after a crash."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book

NEW_CASE = "case"
"""The kind of a sheet for a new case, which is no kind of record."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The text of one sheet: of which case (empty for a new one), kind and record, and when it was typed.

    `record_id` is empty for a sheet that is not about one record. `at` is the local time in ISO 8601.
    """

    case_id: str
    kind: str
    record_id: str
    is_new: bool
    at: str
    typed: dict[str, Any]

    @property
    def key(self) -> str:
        """The name under which it lies in the file: one for each record, and one for a new case."""
        return self.record_id or f"{self.kind} {self.case_id}".strip()

    @property
    def moment(self) -> datetime:
        """When it was typed."""
        return datetime.fromisoformat(self.at)


def keep(book: "Book", one: Unfinished) -> None:
    """Put an unfinished text into the file; Problem where that cannot be."""
    book.drafts.keep(one.key, json.dumps(asdict(one), ensure_ascii=False))


def drop(book: "Book", key: str) -> None:
    """Take an unfinished text out of the file, if it is there."""
    if not book.read_only and book.drafts.find(key) is not None:
        book.drafts.drop(key)


def every(book: "Book") -> list[Unfinished]:
    """Return the unfinished texts in a file, the latest first; what cannot be read is passed over."""
    found = []
    for text in book.drafts.all().values():
        try:
            one = Unfinished(**json.loads(text))
            one.moment  # noqa: B018 - a time that is none makes the whole unreadable
        except (TypeError, ValueError):
            continue
        found.append(one)
    return found


def of_case(book: "Book", case_id: str) -> list[Unfinished]:
    """Return the unfinished texts of one case, the latest first; those of a new case have no id."""
    return [one for one in every(book) if one.case_id == case_id]


def find(book: "Book", key: str) -> Unfinished | None:
    """Return the unfinished text of that name, or None."""
    return next((one for one in every(book) if one.key == key), None)


def belongs_to(one: Unfinished, case: "Case | None") -> bool:
    """Whether a text that was left can be gone on with in a case: it is of it, or of no case yet."""
    if one.kind == NEW_CASE:
        return not one.case_id or (case is not None and case.patient.id == one.case_id)
    return not one.case_id or (case is not None and one.case_id == case.id)


def hint(one: Unfinished) -> str:
    """Return what is said above a form: how to type, or since when it waits to be gone on with."""
    if one.typed and one.at:
        words = _("Brought back as it was typed on {moment}; it is not kept yet.")
        return words.format(moment=f"{one.moment:%d %b %Y, %H:%M}")
    if one.kind in ("meeting", "agenda_item"):
        return _("What is typed is in the file within a second. ? is unknown, / is not done.")
    return _("What is typed is on the chart at once, hollow until kept. ? is unknown, / is not done.")
