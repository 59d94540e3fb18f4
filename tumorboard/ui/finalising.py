"""Finalising: closes an outcome for good, with what the board saw and what was printed of it."""

from collections.abc import Callable
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
    book: Book,
    settings: Settings,
    case: Case,
    item: AgendaItem,
    *,
    now: datetime,
    today: date,
    say: Callable[[str], object] = lambda sentence: None,
) -> AgendaItem:
    """Close an outcome as one step and return it; Problem where it is closed already or has no outcome.

    Kept with it are the snapshot of the case with the outcome in it, and the printed page: the outcome, with
    the hash of the snapshot on it, and the case summary the board saw. `say` is told what of that could not
    be printed as it should.
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
    page, remarks = _printed(book, settings, seen, final, today, data)
    kept = replace(final, snapshot=data, page=page)
    with book.journal.step(N_("Finalise the outcome")) as step:
        step.put(case.id, kept)
    if remarks:
        say("\n".join(remarks))
    return kept


def _printed(
    book: Book, settings: Settings, case: Case, item: AgendaItem, today: date, data: bytes
) -> tuple[bytes, list[str]]:
    """Return the page that is kept, outcome and case summary with the hash of the snapshot, and remarks."""
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
    printed = [(one.title, *paper.pdf(one)) for one in (decided, shown)]
    parts = [pdf.Part(title, data) for title, data, _remarks in printed]
    said = dict.fromkeys(remark for _title, _data, remarks in printed for remark in remarks)
    return pdf.joined(parts, title=decided.title, language=language(), snapshot=hash_), list(said)
