"""Boards: the page with the meetings of the file and the agenda of one of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.meeting import PLANNED, Attendance, Meeting
from tumorboard.domain.record import new_id
from tumorboard.i18n import N_, _, plural
from tumorboard.reasoning.readiness import USUAL, profile
from tumorboard.store.boards import Placed
from tumorboard.ui import theme
from tumorboard.ui.agenda_list import AgendaList
from tumorboard.ui.agenda_rows import agenda_row
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button
from tumorboard.ui.meeting_rows import about, heading, meeting_row
from tumorboard.ui.readying import Readying
from tumorboard.ui.seats import Seats
from tumorboard.ui.series_line import SeriesLine
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

NARROW = 250
"""How wide the list of meetings is."""


class BoardsPage(QWidget):
    """Meetings at the left, the agenda of the current one at the right."""

    of_file = True
    meeting_wanted = Signal(object, bool)
    """This meeting is to be typed in; whether it is new."""
    case_wanted = Signal(str, str)
    """The case of this id is to be opened at its agenda item."""
    hold_wanted = Signal(str)
    """The meeting of this id is to be held now, in large letters."""
    print_wanted = Signal(str, str)
    """Of the meeting of this id, this paper is wanted: `agenda`, `pack` or `calendar`."""
    left = Signal()

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Boards"))
        self._session, self._today = session, today
        self._wanted = ""
        self.meetings = AgendaList(_("Meetings"), parent=self)
        self.agenda = AgendaList(_("Agenda"), can_move=True, parent=self)
        self.series = SeriesLine(lambda: settings.date_order, today, self)
        self.seats = Seats(self)
        self.title, self.said = QLabel(self), QLabel(self)
        self.title.setProperty("role", "heading")
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.nothing = QLabel(self)
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.new = Button(_("&New meeting"), "", "N", self)
        self.change = Button(_("&Change…"), "", "C", self)
        self.again = Button(_("&Series…"), "", "S", self)
        self.put = Button("", "", "O", self)
        self.calendar = Button(_("Calendar &file…"), "", "", self)
        self.print_agenda = Button(_("Print &agenda…"), "", "", self)
        self.print_pack = Button(_("Print pac&k…"), "", "", self)
        self.hold = Button(_("&Hold the meeting"), "first", "F9", self)
        self.readying = Readying(session, today, self)
        self._lay_out()
        self._join(session)

    def _lay_out(self) -> None:
        side = QFrame(self)
        side.setObjectName("card")
        side.setFixedWidth(theme.current().px(NARROW))
        inside = QVBoxLayout(side)
        inside.setContentsMargins(6, 8, 6, 8)
        heading = QLabel(_("Meetings"), side)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(6, 0, 0, 0)
        inside.addWidget(heading)
        inside.addWidget(self.meetings, 1)
        inside.addWidget(self.new)
        card = QFrame(self)
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 10, 12, 8)
        box.addWidget(Beside(self.title, in_row(card, self.change, self.again, self.hold), card))
        box.addWidget(self.said)
        box.addWidget(self.seats)
        box.addWidget(self.series)
        box.addWidget(self.nothing)
        box.addWidget(self.agenda, 1)
        papers = in_row(card, self.calendar, self.print_agenda, self.print_pack)
        box.addWidget(Beside(in_row(card, self.put, left=True), papers, card))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addWidget(card, 1)
        self.setFocusProxy(self.agenda)

    def _join(self, session: Session) -> None:
        self.meetings.moved.connect(self._show_agenda)
        self.meetings.opened.connect(self.agenda.setFocus)
        self.agenda.opened.connect(self._open)
        self.agenda.removed.connect(self._take_off)
        self.agenda.shifted.connect(self._shift)
        self.agenda.rows.moved.connect(self._move)
        self.seats.ticked.connect(self._tick)
        for key, button in (("N", self.new), ("C", self.change), ("S", self.again), ("O", self.put)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.new.clicked.connect(self.begin)
        self.change.clicked.connect(self._change)
        self.again.clicked.connect(self._ask_series)
        self.series.wanted.connect(self._plan)
        self.series.left.connect(self.leave_series)
        self.put.clicked.connect(self._put_deferred)
        self.hold.clicked.connect(lambda: self.hold_wanted.emit(self.meeting_id))
        for button, paper in (
            (self.print_agenda, "agenda"),
            (self.print_pack, "pack"),
            (self.calendar, "calendar"),
        ):
            button.clicked.connect(
                lambda _c=False, paper=paper: self.print_wanted.emit(self.meeting_id, paper)
            )
        self.readying.known.connect(self._say_ready)
        session.changed.connect(lambda kinds: self.draw() if self.isVisible() else None)
        session.book_opened.connect(lambda: self.draw() if self.isVisible() else None)

    @property
    def meeting_id(self) -> str:
        """The id of the current meeting; empty for none."""
        return self.meetings.current.id if self.meetings.current else ""

    @property
    def meeting(self) -> Meeting | None:
        """The current meeting."""
        book = self._session.book
        return book.boards.meeting(self.meeting_id) if book and self.meeting_id else None

    def go_to(self, meeting_id: str) -> None:
        """Make a meeting the current one; the next one if none is named."""
        self._wanted = meeting_id
        self.draw()

    def draw(self) -> None:
        """Show the meetings, the coming ones first, and the agenda of the current one."""
        book = self._session.book
        meetings = book.boards.meetings() if book else []
        today = self._today()
        past = [one for one in meetings if one.on and (end := one.on.latest) and end < today]
        coming = [one for one in meetings if one not in past]
        counts = {one.id: len(book.boards.items(one.id)) for one in meetings} if book else {}
        rows = [meeting_row(one, counts[one.id], past=False) for one in coming]
        rows += [meeting_row(one, counts[one.id], past=True) for one in reversed(past)]
        wanted, self._wanted = self._wanted, ""
        self.meetings.show_rows(rows, wanted)
        self._show_agenda()

    def begin(self) -> None:
        """Have a new meeting be typed in, like the last one that was planned."""
        book = self._session.book
        last = book.boards.meetings()[-1:] if book else []
        new = replace(last[0], id=new_id(), on=None, note="") if last else Meeting(profile=USUAL)
        seats = tuple(replace(seat, id=new_id(), present=None) for seat in new.attendance)
        required = tuple(Attendance(specialty=_(one.name)) for one in profile(new.profile).quorum)
        self.meeting_wanted.emit(replace(new, state=PLANNED, attendance=seats or required), True)

    def _show_agenda(self) -> None:
        book, meeting = self._session.book, self.meeting
        placed = book.boards.items(meeting.id) if book and meeting else []
        lines = {row.id: row for row in book.shelf.lines(one.case_id for one in placed)} if book else {}
        rows = []
        for one in placed:
            line = lines.get(one.case_id)
            told = (line.name, line.mrn, line.diagnosis) if line else ("", "", "")
            rows.append(agenda_row(one.case_id, one.item, *told))
        self.agenda.show_rows(rows)
        self._say(meeting, placed)
        self.readying.ask(meeting, placed)

    def _say(self, meeting: Meeting | None, placed: list[Placed]) -> None:
        can = meeting is not None and not self._session.read_only
        self.title.setText(heading(meeting) if meeting else _("No meeting is planned"))
        self.title.setAccessibleName(self.title.text())
        self.said.setText(about(meeting) if meeting else "")
        self.said.setVisible(bool(self.said.text()))
        self.seats.show_meeting(meeting, can_change=can)
        # The boxes are made with their meeting, after what stands below them.
        for one, after in pairwise((self.hold, *self.seats.boxes, self.agenda)):
            QWidget.setTabOrder(one, after)
        self.nothing.setText(
            _("No case is on this agenda. Ctrl+J in an open case puts it here.")
            if meeting
            else _("Plan the first meeting with N; cases are put on its agenda by Ctrl+J.")
        )
        self.nothing.setVisible(not placed)
        self.agenda.setVisible(bool(placed))
        for button in (self.change, self.again):
            button.setEnabled(can)
        for button in (self.hold, self.print_agenda, self.print_pack, self.calendar):
            button.setEnabled(meeting is not None)
        self.new.setEnabled(not self._session.read_only)
        deferred = self._deferred() if can else []
        words = plural("Put {count} deferred case on", "Put {count} deferred cases on", len(deferred))
        self.put.setText(words)
        self.put.setAccessibleName(words)
        self.put.setVisible(bool(deferred))

    def _say_ready(self, item_id: str, missing: int) -> None:
        row = next((one for one in self.agenda.rows.rows if one.id == item_id), None)
        # Once something was decided, that matters more.
        if row is not None and not row.is_decided:
            words = plural("{count} missing", "{count} missing", missing) if missing else _("ready")
            self.agenda.rows.set_chip(item_id, words, look=missing > 0)

    def _deferred(self) -> list[Placed]:
        book = self._session.book
        if book is None or self.meeting is None:
            return []
        here = {one.case_id for one in book.boards.items(self.meeting_id)}
        return [one for one in book.boards.deferred() if one.case_id not in here]

    def _put_deferred(self) -> None:
        """Put the cases that were deferred and are on no later agenda on this one, with their questions."""
        book, meeting = self._session.book, self.meeting
        if book and meeting and (deferred := self._deferred()):
            self._session.do(lambda: book.boards.put_on(meeting, deferred))
            self.agenda.setFocus()

    def _open(self) -> None:
        if row := self.agenda.current:
            self.case_wanted.emit(row.case_id, row.id)

    def _change(self) -> None:
        if meeting := self.meeting:
            self.meeting_wanted.emit(meeting, False)

    def _take_off(self) -> None:
        book, row = self._session.book, self.agenda.current
        if book and row and not self._session.read_only:
            self._session.do(lambda: book.boards.take_off(row.case_id, row.id))

    def _shift(self, by: int) -> None:
        place = self.agenda.currentIndex().row()
        self._move(place, place + by)

    def _move(self, place: int, to: int) -> None:
        ids = [row.id for row in self.agenda.rows.rows]
        book = self._session.book
        if book and 0 <= place < len(ids) and 0 <= to < len(ids) and not self._session.read_only:
            ids.insert(to, ids.pop(place))
            self._session.do(lambda: book.boards.reorder(self.meeting_id, ids))

    def _tick(self, meeting: Meeting) -> None:
        book = self._session.book
        if book:
            self._session.do(lambda: book.boards.put([meeting], N_("Tick the attendance")))

    def _plan(self, meetings: list[Meeting]) -> None:
        book = self._session.book
        if book and self._session.do(lambda: book.boards.put(meetings, N_("Plan a series of meetings"))):
            self.leave_series()

    def _ask_series(self) -> None:
        if meeting := self.meeting:
            self.series.ask(meeting)

    def leave_series(self) -> None:
        """Take the question for a series away."""
        self.series.hide()
        self.agenda.setFocus() if self.agenda.isVisible() else self.meetings.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
