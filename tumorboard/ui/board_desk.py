"""Board desk: what menus and keys ask of meetings: their page, holding one, and the papers around it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.i18n import _
from tumorboard.ui.case_desk import CaseDesk
from tumorboard.ui.files import Files
from tumorboard.ui.form_desk import FormDesk
from tumorboard.ui.meeting_desk import MeetingDesk
from tumorboard.ui.middle import Middle
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.ui.pages.boards import BoardsPage
    from tumorboard.ui.pages.case import CasePage
    from tumorboard.ui.paper_desk import PaperDesk


class BoardDesk(QObject):
    """Builds the pages of boards when they are first asked for, and joins them with the window."""

    left = Signal()
    """The sheets of a case were left; the case is to be shown."""
    item_wanted = Signal(str)
    """The agenda item of this id, of the case that is open now, is to be shown."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        files: Files,
        middle: Middle,
        cases: CaseDesk,
        forms: FormDesk,
        today: Callable[[], date],
    ) -> None:
        super().__init__(middle)
        self._session, self._settings, self._files, self._middle = session, settings, files, middle
        self._cases, self._forms, self._today = cases, forms, today
        self.holding = MeetingDesk(middle, session, settings, cases, forms, today)
        self.holding.item_wanted.connect(self.item_wanted)
        self._page: BoardsPage | None = None
        self._case_page: CasePage | None = None
        self._papers: PaperDesk | None = None
        self._asked: tuple[AgendaItem, str] | None = None

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on boards does."""
        return {
            "show_boards": self.show_boards,
            "hold_meeting": self.hold,
            "type_outcome": self.type_outcome,
            "finalise": self.finalise,
        }

    def fill(self, page: "CasePage") -> None:
        """Join the page of the open case."""
        self._case_page = page
        page.finalise_wanted.connect(self.finalise)
        page.paper_wanted.connect(lambda item_id, paper: self.papers.show_paper(item_id, paper))

    def hold(self) -> None:
        """Show the room the meeting the keys are at, or go to the window that does."""
        at = self._page if self._page is not None and self._middle.page is self._page else None
        self.holding.toggle(at.meeting_id if at else "")

    def type_outcome(self) -> None:
        """Type in what is decided of the open case at its next or last board."""
        if item := self._current():
            field = "addenda" if is_final(item) else "outcome" if item.question.strip() else "question"
            self._forms.fill_in(item.record_kind, field, item.id)
        else:
            self._session.troubled.emit(_("This case is on no agenda yet. Ctrl+J puts it on the next."))

    def finalise(self, item_id: str = "") -> None:
        """Close the outcome of an agenda item of the open case for good.

        It is read back first, and closed when this is asked for once more: nothing takes it back.
        """
        if not self._keep_typed():
            return
        book, case = self._session.book, self._session.case
        found = case.find(item_id) if case and item_id else self._current()
        if book is None or case is None or not isinstance(found, AgendaItem):
            self._session.troubled.emit(_("This case is on no agenda yet. Ctrl+J puts it on the next."))
            return
        if self._asked != (found, self._session.version):
            self.item_wanted.emit(found.id)
            if is_final(found):
                self._session.troubled.emit(_("This outcome is finalised already."))
                return
            self._asked = (found, self._session.version)
            self._session.noticed.emit(
                _("Read it back. Ctrl+Shift+F once more closes it for good; later only addenda are written.")
            )
            return
        from tumorboard.ui.finalising import finalise

        def close() -> None:
            finalise(
                book,
                self._settings,
                case,
                found,
                now=datetime.now(),
                today=self._today(),
                say=self._session.troubled.emit,
            )

        if self._session.do(close):
            self._asked = None
            self._session.noticed.emit(_("Finalised: what the board saw and its printed page are kept."))

    def _keep_typed(self) -> bool:
        """Keep what is being typed into the open case; return whether nothing waits any more."""
        panel = self._forms.panel
        return panel is None or not panel.is_open or panel.sheet is None or panel.keep()

    def leave(self) -> bool:
        """Leave the question for a series, or the sheets for where they were asked for; return whether."""
        if self._page is not None and self._page.isVisible() and self._page.series.isVisible():
            self._page.leave_series()
            return True
        return self._papers is not None and self._papers.leave()

    @property
    def papers(self) -> "PaperDesk":
        """What shows and writes the papers of boards."""
        if self._papers is None:
            from tumorboard.ui.paper_desk import PaperDesk

            self._papers = PaperDesk(self._session, self._settings, self._files, self._middle, self._today)
            self._papers.left.connect(self._leave_paper)
        return self._papers

    def _leave_paper(self, meeting_id: str) -> None:
        if meeting_id:
            self.show_boards(meeting_id)
        else:
            self.left.emit()

    def _current(self) -> "AgendaItem | None":
        """Return the item that is shown, else the latest of the open case that is not finalised."""
        case = self._session.case
        if case is None:
            return None
        shown = case.find(self._case_page.current_record()) if self._case_page else None
        if isinstance(shown, AgendaItem):
            return shown
        items = case.of(AgendaItem)
        return next((one for one in reversed(items) if not is_final(one)), items[-1] if items else None)

    def show_boards(self, meeting_id: str = "") -> None:
        """Show the meetings and the agenda of one of them."""
        if self._session.book is None:
            return
        page = self.page
        self._middle.show_page(page)
        page.go_to(meeting_id)
        (page.agenda if page.agenda.rows.rows else page.meetings).setFocus()

    @property
    def page(self) -> "BoardsPage":
        """The page of meetings."""
        if self._page is None:
            from tumorboard.ui.pages.boards import BoardsPage

            self._page = BoardsPage(self._session, self._settings, self._today)
            self._page.meeting_wanted.connect(
                lambda meeting, is_new: self._forms.meeting(meeting, is_new=is_new)
            )
            self._page.case_wanted.connect(self._open)
            self._page.print_wanted.connect(
                lambda meeting_id, paper: self.papers.show_meeting_paper(meeting_id, paper)
            )
            self._page.hold_wanted.connect(self.holding.hold)
        return self._page

    def _open(self, case_id: str, item_id: str) -> None:
        self._cases.open(case_id)
        self.item_wanted.emit(item_id)
