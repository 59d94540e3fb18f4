"""Finalising: closes an outcome for good, with what the board saw and what was printed of it."""

from dataclasses import replace
from datetime import date, datetime

from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.exchange import pdf, snapshot
from tumorboard.handout.case_summary import page as summary
from tumorboard.i18n import N_, _, language
from tumorboard.store.book import Book
from tumorboard.ui import handouts, paper
from tumorboard.ui.board_papers import asked, meeting_of, outcome_page
from tumorboard.ui.settings import Settings


def finalise(
    book: Book, settings: Settings, case: Case, item: AgendaItem, *, now: datetime, today: date
) -> AgendaItem:
    """Close an outcome as one step and return it; Problem where it is closed already or has no outcome.

    Kept with it are the snapshot of the case with the outcome in it, and the printed page: the outcome, with
    the hash of the snapshot on it, and the case summary the board saw.
    """
    if is_final(item):
        raise Problem(_("This outcome was finalised before; what is to be added is written as an addendum."))
    if not item.outcome:
        raise Problem(_("Say first whether the case was discussed, deferred or withdrawn."))
    if not item.question.strip():
        raise Problem(_("The question to the board is missing."))
    final = replace(item, finalised_on=Day.of(now.date(), f"{now:%H:%M}"), finalised_by=book.journal.author)
    data = snapshot.write(case, final, meeting_of(book, final))
    seen = case.with_record(final)
    kept = replace(final, snapshot=data, page=_printed(book, settings, seen, final, today, data))
    with book.journal.step(N_("Finalise the outcome")) as step:
        step.put(case.id, kept)
    return kept


def _printed(book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, data: bytes) -> bytes:
    """Return the page that is kept: outcome and case summary, bearing the hash of the snapshot."""
    hash_, size = snapshot.digest(data), handouts.wanted_paper(settings)
    decided = outcome_page(book, settings, case, item, today, size, hash_)
    shown = summary(
        case,
        version=hash_[: snapshot.SHORT],
        printed_at=datetime.now(),
        today=today,
        paper=size,
        question=item.question,
        clinic=settings.clinic,
        limits=settings.limits,
        text_size=settings.print_scale,
        asked=asked(book, case, item, today),
    )
    parts = [pdf.Part(one.title, paper.pdf(one)[0]) for one in (decided, shown)]
    return pdf.joined(parts, title=decided.title, language=language(), snapshot=hash_)
