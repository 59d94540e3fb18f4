"""Board desk: what menus and keys ask of meetings: their page, holding one, and the papers around it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tumorboard.ui.case_desk import CaseDesk
from tumorboard.ui.files import Files
from tumorboard.ui.form_desk import FormDesk
from tumorboard.ui.middle import Middle
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.ui.pages.boards import BoardsPage


class BoardDesk(QObject):
    """Builds the pages of boards when they are first asked for, and joins them with the window."""

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
        self._page: BoardsPage | None = None

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on boards does."""
        return {"show_boards": self.show_boards}

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
        return self._page

    def _open(self, case_id: str, item_id: str) -> None:
        self._cases.open(case_id)
        self.item_wanted.emit(item_id)
