"""Packing: the pack of a meeting laid out as one PDF, beside the screen or without one.

It takes a second or more, so it is made in a thread. Only what belongs to the thread of the screen is asked
of it: to read a case, as a file must not be used by two threads at once, and to draw its chart.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.meeting import Meeting
from tumorboard.handout import agenda, pack
from tumorboard.handout.pack import Wishes
from tumorboard.handout.page import Page
from tumorboard.i18n import _, language
from tumorboard.store.boards import Placed
from tumorboard.store.book import Book
from tumorboard.ui import paper
from tumorboard.ui.files import Files
from tumorboard.ui.session import Session
from tumorboard.ui.tasks import Task

T = TypeVar("T")
Ask = Callable[[Callable[[Book], Any]], Any]
"""Has something done with the file where that may be done, and returns what it gives."""


class Pack(NamedTuple):
    """A pack as PDF, and what could not be printed as it should, in sentences."""

    data: bytes
    remarks: tuple[str, ...]


def make(
    files: Files, session: Session, meeting_id: str, wishes: Wishes, done: Callable[[Pack], object]
) -> None:
    """Make the pack of a meeting beside the screen, which tells how far it is and can stop it."""
    book = session.book
    if book is None:
        return

    def reach(wanted: Callable[[Book], T]) -> T:
        # One that was closed, or is lent to another thread, must not be read.
        if session.book is not book:
            raise Problem(_("The file could not be read all the way; print the pack again."))
        return wanted(book)

    def work(task: Task) -> Pack:
        return _Packing(lambda wanted: task.on_screen(lambda: reach(wanted)), wishes, task).pack(meeting_id)

    files.beside(_("Making the pack …"), work, done)


def made(book: Book, meeting_id: str, wishes: Wishes) -> Pack:
    """Return the pack of a meeting, made at once where no screen is kept waiting."""
    return _Packing(lambda wanted: wanted(book), wishes).pack(meeting_id)


class _Packing:
    """Makes one pack, case by case."""

    def __init__(self, ask: Ask, wishes: Wishes, task: Task | None = None) -> None:
        self._ask, self._wishes, self._task = ask, wishes, task
        self._remarks: list[str] = []

    def pack(self, meeting_id: str) -> Pack:
        from tumorboard.exchange.pdf import Part, joined

        meeting, placed = self._ask(
            lambda book: (book.boards.meeting(meeting_id), book.boards.items(meeting_id))
        )
        if not placed:
            raise Problem(_("No case is on the agenda of this meeting; there is nothing to print."))
        ...
