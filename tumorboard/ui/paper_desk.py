"""Paper desk: the papers around meetings and boards, shown first, and then printed, saved or copied."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.domain.headline import headline
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange import calendar_file
from tumorboard.handout.page import Page
from tumorboard.i18n import N_, _, plural
from tumorboard.store.book import Book
from tumorboard.ui import board_papers, files
from tumorboard.ui.files import Files
from tumorboard.ui.middle import Middle
from tumorboard.ui.pages.paper import PaperPage
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings


class PaperDesk(QObject):
    """Shows sheets in the middle of the window."""

    left = Signal(str)
    """The sheets were left; the meeting of this id is to be shown, or the case where there is none."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        files: Files,
        middle: Middle,
        today: Callable[[], date],
    ) -> None:
        super().__init__(middle)
        self._session, self._settings, self._files = session, settings, files
        self._middle, self._today = middle, today
        self._meeting_id = ""
        self.page: PaperPage | None = None

    def show_paper(self, item_id: str, paper: str) -> None:
        """Show a paper of an agenda item of the open case, or do with it what is asked.

        `page`, `letter` and `changes` are shown; `text` is copied, `kept` saved, and `sent` noted.
        """
        book, case = self._session.book, self._session.case
        item = case.find(item_id) if case else None
        if book is None or case is None or not isinstance(item, AgendaItem):
            return
        if paper == "text":
            QGuiApplication.clipboard().setText(board_papers.letter_text(book, self._settings, case, item))
            self._session.noticed.emit(_("The letter is on the clipboard, as text to paste."))
        elif paper == "kept":
            if item.page and (path := self._ask(_("Save the page that is kept"), case.patient.mrn, "pdf")):
                files.written(path, item.page)
        elif paper == "sent":
            to = item.sent_to or case.patient.responsible_clinician
            self._session.save(replace(item, sent_to=to, sent_on=Day.of(self._today())), N_("Note as sent"))
        else:
            make, name = partial(self._made, item_id, paper), f"{case.patient.mrn} {paper}.pdf"
            self._session.do(lambda: self._show(make, name))

    def _made(self, item_id: str, paper: str, size: str) -> Page:
        book, case = self._session.book, self._session.case
        item = case.find(item_id) if case else None
        if book is None or case is None or not isinstance(item, AgendaItem):
            raise LookupError("There is no agenda item to print.")
        make = {
            "page": board_papers.outcome_page,
            "letter": board_papers.letter_page,
            "changes": board_papers.changes_page,
        }[paper]
        return make(book, self._settings, case, item, self._today(), size)

    def show_meeting_paper(self, meeting_id: str, paper: str) -> None:
        """Show the agenda of a meeting, or ask where its pack or the calendar is to be written."""
        book = self._session.book
        if book is None:
            return
        meeting = book.boards.meeting(meeting_id)
        if paper == "agenda":

            def make(size: str) -> Page:
                return board_papers.agenda_page(book, self._settings, meeting, self._today(), size)

            self._show(make, f"{headline(meeting)}.pdf", of_file=True)
            self._meeting_id = meeting_id
        elif paper == "pack":
            self._save_pack(meeting)
        elif paper == "calendar":
            self._save_calendar(book)

    def _save_pack(self, meeting: Meeting) -> None:
        from tumorboard.ui import packing

        path = self._ask(_("Save the pack"), f"{headline(meeting)} {_('pack')}", "pdf")
        if path is None:
            return

        def made(pack: packing.Pack) -> None:
            files.written(path, pack.data)
            told = plural("{count} page", "{count} pages", pack.pages)
            words = _("The pack is written: {file}, {pages}.").format(file=path.name, pages=told)
            self._session.noticed.emit("\n".join([words, *pack.remarks]))

        wishes = packing.wished(self._settings, self._today())
        packing.make(self._files, self._session, meeting.id, wishes, made)

    def _save_calendar(self, book: Book) -> None:
        due = [
            calendar_file.Due(task, one.item.board or _("board"), one.item.on)
            for one in book.boards.all_items()
            for task in one.item.actions
        ]
        data, left_out = calendar_file.write(book.boards.meetings(), due, now=datetime.now(UTC))
        if path := self._ask(_("Save the calendar file"), _("boards"), "ics"):
            files.written(path, data)
            if left_out:
                self._session.noticed.emit(
                    plural(
                        "{count} meeting or task has no whole date and is not in the calendar file.",
                        "{count} meetings or tasks have no whole date and are not in the calendar file.",
                        left_out,
                    )
                )

    def _ask(self, title: str, name: str, kind: str) -> Path | None:
        return self._files.ask_save(title, f"{name}.{kind}", f"{kind.upper()} (*.{kind})")

    def _show(self, make: Callable[[str], Page], name: str, *, of_file: bool = False) -> None:
        self._meeting_id = ""
        if self.page is None:
            self.page = PaperPage(self._session, self._settings, self._files)
            self.page.left.connect(self.leave)
        self.page.show_page(make, name, of_file=of_file)
        self._middle.show_page(self.page)
        self.page.setFocus()

    def leave(self) -> bool:
        """Leave the sheets; return whether they were shown."""
        if self.page is None or self._middle.page is not self.page:
            return False
        self.left.emit(self._meeting_id)
        return True
