"""Packing: the pack of a meeting laid out as one PDF, beside the screen or without one.

It takes a second or more, so it is made in a thread. Only what belongs to the thread of the screen is asked
of it: to read a case, as a file must not be used by two threads at once, and to draw its chart.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.pdf import Part, joined, sheets
from tumorboard.handout import agenda, pack
from tumorboard.handout.asked import Asked
from tumorboard.handout.pack import Wishes
from tumorboard.handout.page import Page
from tumorboard.i18n import _, language
from tumorboard.store.boards import Placed
from tumorboard.store.book import Book
from tumorboard.ui import board_papers, paper, typeface
from tumorboard.ui.files import Files
from tumorboard.ui.handouts import wanted_paper
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings
from tumorboard.ui.tasks import Task

T = TypeVar("T")
Ask = Callable[[Callable[[Book], Any]], Any]
"""Has something done with the file, in the thread where that may be, and returns what it gives."""
_TURNS = 3
"""How often all is laid out at most until the agenda takes as many pages as were left for it."""


class Pack(NamedTuple):
    """A pack as PDF, how many pages it has, and what could not be printed as it should, in sentences."""

    data: bytes
    pages: int
    remarks: tuple[str, ...]


def wished(settings: Settings, today: date) -> Wishes:
    """Return how the settings say that a pack is to be printed."""
    return Wishes(
        printed_at=datetime.now(),
        today=today,
        paper=wanted_paper(settings),
        duplex=settings.sides == "both",
        clinic=settings.clinic,
        limits=settings.limits,
        text_size=settings.print_scale,
    )


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
            raise Problem(_("The file could not be read to the end; print the pack again."))
        return wanted(book)

    # Before a thread asks for it.
    typeface.font(1)

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
        self._remarks: dict[str, None] = {}

    def pack(self, meeting_id: str) -> Pack:
        """Return the pack of a meeting; Problem where there is nothing in it."""
        found: tuple[Meeting, list[Placed]] = self._ask(
            lambda book: (book.boards.meeting(meeting_id), book.boards.items(meeting_id))
        )
        meeting, placed = found
        if not placed:
            raise Problem(_("No case is on the agenda of this meeting; there is nothing to print."))
        rows = [self._row(meeting, one) for one in placed]
        # Which pages it names hardly ever changes how many it takes itself.
        first = self._agenda(meeting, [replace(row, page=100) for row in rows])
        for _turn in range(_TURNS):
            parts, begins = self._cases(placed, sheets(first.data))
            last = self._agenda(
                meeting, [replace(row, page=page) for row, page in zip(rows, begins, strict=True)]
            )
            if sheets(last.data) == sheets(first.data):
                break
            first = last
        else:
            raise RuntimeError("an agenda takes another number of pages each time it is laid out")
        data = joined(
            [last, *parts], title=pack.title(meeting), language=language(), duplex=self._wishes.duplex
        )
        return Pack(data, sheets(data), tuple(self._remarks))

    def _row(self, meeting: Meeting, placed: Placed) -> agenda.Row:
        case: Case = self._read(lambda book: book.shelf.look_into(placed.case_id))
        return agenda.row(case, placed.item, meeting=meeting, today=self._wishes.today)

    def _agenda(self, meeting: Meeting, rows: list[agenda.Row]) -> Part:
        page = agenda.page(
            meeting,
            rows,
            printed_at=self._wishes.printed_at,
            today=self._wishes.today,
            paper=self._wishes.paper,
            clinic=self._wishes.clinic,
            text_size=self._wishes.text_size,
        )
        return Part(_("Agenda"), self._printed(replace(page, first_in_pack=1)))

    def _cases(self, placed: list[Placed], before: int) -> tuple[list[Part], list[int]]:
        """Return the handouts of the cases after an agenda of so many pages, and where each begins."""
        parts, begins, next_ = [], [], before + 1
        for number, one in enumerate(placed, start=1):
            if self._task:
                self._task.progressed.emit(number - 1, len(placed))
            next_ = pack.front(next_, duplex=self._wishes.duplex)
            part = self._case(one, number, next_)
            parts.append(part)
            begins.append(next_)
            next_ += sheets(part.data)
        return parts, begins

    def _case(self, placed: Placed, number: int, first: int) -> Part:
        def read(book: Book) -> tuple[Case, str, Asked]:
            case = book.shelf.look_into(placed.case_id)
            asked = board_papers.asked(book, case, placed.item, self._wishes.today)
            return case, book.shelf.version(case.id), asked

        case, version, asked = self._read(read)
        page = pack.case_page(case, version, asked, first, self._wishes)
        return Part(pack.bookmark(case, number), self._printed(page, pack.who(case)))

    def _read(self, wanted: Callable[[Book], T]) -> T:
        """Return what is wanted of a case as it is now."""
        try:
            found: T = self._ask(wanted)
        except KeyError:
            raise Problem(_("A case was deleted meanwhile; print the pack again.")) from None
        return found

    def _printed(self, page: Page, who: str = "") -> bytes:
        """Return a page as Qt prints it, and note what could not be printed of it."""
        if self._task:
            self._task.check()
        try:
            data, remarks = paper.printed(page, self._ask(lambda _book: paper.figure(page)))
        except Problem as problem:
            raise Problem(_told(who, problem.sentence)) from None
        self._remarks.update(dict.fromkeys(_told(who, remark) for remark in remarks))
        return data


def _told(who: str, sentence: str) -> str:
    return f"{who}: {sentence}" if who else sentence
