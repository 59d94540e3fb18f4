"""Board papers: the pages around a meeting and an agenda item, printed as the settings say."""

from datetime import date, datetime

from tumorboard.domain.board import AgendaItem, is_final, last_board
from tumorboard.domain.case import Case
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


def outcome_page(
    book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, paper: str, hash_: str = ""
) -> Page:
    """Return the outcome of an item; of a finalised one with the hash of what the board saw."""
    meeting = meeting_of(book, item)
    return outcome.page(
        case,
        item,
        meeting=meeting,
        version=book.shelf.version(case.id),
        printed_at=datetime.now(),
        today=today,
        paper=paper,
        clinic=settings.clinic,
        text_size=settings.print_scale,
        snapshot=hash_ or (snapshot.digest(item.snapshot) if item.snapshot else ""),
    )


def letter_page(
    book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, paper: str
) -> Page:
    """Return the letter on an outcome."""
    meeting = meeting_of(book, item)
    return outcome_letter.page(
        case,
        item,
        meeting=meeting,
        version=book.shelf.version(case.id),
        printed_at=datetime.now(),
        today=today,
        paper=paper,
        clinic=settings.clinic,
        text_size=settings.print_scale,
    )


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
    """Return what changed in a case since the board before an item."""
    since = since_board(book, case, item)
    return changes.page(
        case,
        since.changed if since else (),
        since=since.on if since else None,
        board=since.board if since else _("none was finalised before"),
        version=book.shelf.version(case.id),
        printed_at=datetime.now(),
        today=today,
        paper=paper,
        clinic=settings.clinic,
        text_size=settings.print_scale,
    )


def since_board(book: Book, case: Case, item: AgendaItem | None) -> Since | None:
    """Return what a case came to since the last board before an item that was finalised; None if none was."""
    last = last_board(case.of(AgendaItem), item)
    if last is None:
        return None
    found = book.journal.changes_since_board(case.id, last.id)
    # What is typed about the board to come is not what happened since the last one.
    told = tuple(
        changes.Changed(one.record_kind, one.before, one.after)
        for one in found
        if item is None or one.record_id != item.id
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
