"""Meeting desk: joins the window for the whole room with the one that is typed in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tumorboard.i18n import _
from tumorboard.ui.case_desk import CaseDesk
from tumorboard.ui.form_desk import FormDesk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.middle import Middle
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.ui.meeting.window import MeetingWindow


class MeetingDesk(QObject):
    """Has the meeting's window made when it is first asked for; what it shows is opened here for typing."""

    item_wanted = Signal(str)
    """The agenda item of this id, of the case that is open now, is to be shown."""

    def __init__(
        self,
        middle: Middle,
        session: Session,
        settings: Settings,
        cases: CaseDesk,
        forms: FormDesk,
        today: Callable[[], date],
    ) -> None:
        super().__init__(middle)
        self._middle, self._session, self._settings = middle, session, settings
        self._cases, self._forms, self._today = cases, forms, today
        self.meeting: MeetingWindow | None = None
        session.book_opened.connect(self.close)

    def hold(self, meeting_id: str, item_id: str = "") -> None:
        """Show a meeting to the room, from an item on."""
        from tumorboard.ui.meeting.window import MeetingWindow, other_screen

        if self.meeting is None:
            self.meeting = MeetingWindow(self._session, self._settings, self._today)
            self.meeting.case_wanted.connect(self._open)
            self.meeting.desk_wanted.connect(self._to_desk)
            self.meeting.left.connect(self._to_desk)
            window = self._middle.window()
            if isinstance(window, MainWindow):
                window.closed.connect(self.close)
        try:
            self.meeting.show_meeting(meeting_id, item_id)
        except KeyError:
            self._session.troubled.emit(_("This meeting is no longer in the file."))
            return
        self.meeting.come(other_screen(self._middle.screen(), QGuiApplication.screens()))

    def toggle(self, meeting_id: str = "") -> None:
        """Go to the meeting's window; where there is none, show a meeting, the next one if none is named."""
        if self.meeting is not None and self.meeting.isVisible():
            self.meeting.raise_()
            self.meeting.activateWindow()
            return
        meeting_id, item_id = (meeting_id, "") if meeting_id else self._due()
        if meeting_id:
            self.hold(meeting_id, item_id)
        else:
            self._session.troubled.emit(_("No meeting is planned. F7 shows the meetings and plans one."))

    def close(self) -> None:
        """Have no window for the room."""
        meeting, self.meeting = self.meeting, None
        if meeting is not None:
            meeting.left.disconnect(self._to_desk)
            meeting.close()
            meeting.deleteLater()

    def _due(self) -> tuple[str, str]:
        """Return the meeting to hold and the item to begin with; empty where there is none."""
        from tumorboard.domain.board import AgendaItem, is_final

        book, case = self._session.book, self._session.case
        if book is None:
            return "", ""
        meetings = {one.id for one in book.boards.meetings()}
        items = [one for one in case.of(AgendaItem) if one.meeting in meetings] if case else []
        if items and not is_final(items[-1]):
            return items[-1].meeting, items[-1].id
        coming = book.boards.next(self._today())
        return (coming.id, "") if coming else ("", "")

    def _open(self, case_id: str, item_id: str) -> None:
        """Open the case on show, and the form of its outcome unless that is finalised."""
        from tumorboard.domain.board import AgendaItem, is_final

        # It may have been taken out of the file since.
        with suppress(KeyError):
            self._cases.open(case_id)
        case = self._session.case
        item = case.find(item_id) if case is not None and case.id == case_id else None
        if not isinstance(item, AgendaItem):
            return
        self.item_wanted.emit(item_id)
        if not is_final(item) and not self._session.read_only:
            self._forms.fill_in(item.record_kind, "outcome", item_id)

    def _to_desk(self) -> None:
        window = self._middle.window()
        window.raise_()
        window.activateWindow()
