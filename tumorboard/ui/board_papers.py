"""Board papers: the pages around a meeting and an agenda item, printed as the settings say."""

from datetime import date, datetime
from typing import Any

from tumorboard.domain.board import AgendaItem, is_final, last_board
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange import snapshot
from tumorboard.handout import agenda, changes, outcome, outcome_letter
from tumorboard.handout.asked import Asked, Since, lacking
from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.reasoning.readiness import profile
from tumorboard.store.book import Book
from tumorboard.ui.settings import Settings


def meeting_of(book: Book, item: AgendaItem) -> Meeting | None:
    """Return the meeting of an item; None where it is of no meeting of this file."""
    try:
        return book.boards.meeting(item.meeting) if item.meeting else None
    except KeyError:
        return None


def _printed(book: Book, settings: Settings, case: Case, today: date, paper: str) -> dict[str, Any]:
    """Return what every page of a case is told of where, when and how it is printed."""
    return {
        "version": book.shelf.version(case.id),
        "printed_at": datetime.now(),
        "today": today,
        "paper": paper,
        "clinic": settings.clinic,
        "text_size": settings.print_scale,
    }


def outcome_page(
    book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, paper: str, hash_: str = ""
) -> Page:
    """Return the outcome of an item; of a finalised one with the hash of what the board saw."""
    seen = hash_ or (snapshot.digest(item.snapshot) if item.snapshot else "")
    told = _printed(book, settings, case, today, paper)
    return outcome.page(case, item, meeting=meeting_of(book, item), snapshot=seen, **told)


def letter_page(
    book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, paper: str
) -> Page:
    """Return the letter on an outcome."""
    told = _printed(book, settings, case, today, paper)
    return outcome_letter.page(case, item, meeting=meeting_of(book, item), **told)


def letter_text(book: Book, settings: Settings, case: Case, item: AgendaItem) -> str:
    """Return the letter on an outcome as plain text, to be pasted."""
    meeting = meeting_of(book, item)
    return outcome_letter.text(case, item, meeting, clinic=settings.clinic, printed_at=datetime.now())


def agenda_page(book: Book, settings: Settings, meeting: Meeting, today: date, paper: str) -> Page:
    """Return the agenda of a meeting with what each case still lacks."""
    rows: list[agenda.Row] = []
    for placed in book.boards.items(meeting.id):
        case = book.shelf.look_into(placed.case_id)
        rows.append(agenda.row(case, placed.item, meeting=meeting, today=today))
    return agenda.page(
        meeting,
        rows,
        printed_at=datetime.now(),
        today=today,
        paper=paper,
        clinic=settings.clinic,
        text_size=settings.print_scale,
    )


def changes_page(
    book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, paper: str
) -> Page:
    """Return what changed in a case since a board that was finalised, or since the one before another.

    Problem where there was no board before.
    """
    since = _since(book, case, item, None) if is_final(item) else since_board(book, case, item)
    if since is None:
        raise Problem(_("This case was at no board before this one: there is nothing to compare with."))
    told = _printed(book, settings, case, today, paper)
    return changes.page(case, since.changed, since=since.on, board=since.board, **told)


def since_board(book: Book, case: Case, item: AgendaItem | None) -> Since | None:
    """Return what a case came to since the last board before an item; None if there was none."""
    last = last_board(case.of(AgendaItem), item)
    return _since(book, case, last, item) if last else None


def _since(book: Book, case: Case, last: AgendaItem, coming: AgendaItem | None) -> Since:
    found = book.boards.changes_since(case.id, last)
    # What is typed about the board to come is not what happened since the last one.
    told = tuple(
        changes.Changed(one.record_kind, one.before, one.after)
        for one in found
        if coming is None or one.record_id != coming.id
    )
    return Since(last.board, last.on, told)


def asked(book: Book, case: Case, item: AgendaItem | None, today: date) -> Asked:
    """Return for which board a case is printed, what it lacks for it and what changed since the last."""
    if item is None:
        return Asked(since=since_board(book, case, None))
    meeting = meeting_of(book, item)
    wanted = profile(meeting.profile if meeting else "")
    return Asked(item, _(wanted.name), lacking(case, item, meeting, today), since_board(book, case, item))


def coming_item(case: Case, today: date) -> AgendaItem | None:
    """Return the item a case is on an agenda with from a day on and not finalised; None if there is none."""
    waiting = [one for one in case.of(AgendaItem) if not is_final(one) and not one.outcome]
    waiting = [one for one in waiting if one.on is None or one.on.latest is None or one.on.latest >= today]
    return waiting[0] if waiting else None
