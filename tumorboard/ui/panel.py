"""Panel: the column at the right in which a case is typed in; it never covers the chart.

One sheet is in use at a time. What is typed into it is drawn at once, lies in the file within a second as an
unfinished text, and is a step of the journal once it is kept. Whatever interrupts the typing, another case, a
crash, the end of the program, the text comes back with its case.
"""

import dataclasses
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tumorboard.domain.errors import Problem
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, with_rows
from tumorboard.i18n import _
from tumorboard.ui import unfinished
from tumorboard.ui.drafting import Drafting
from tumorboard.ui.entries import Entries
from tumorboard.ui.form import Form
from tumorboard.ui.panel_frame import PanelFrame
from tumorboard.ui.session import Session
from tumorboard.ui.sheet import Sheet, asked_again
from tumorboard.ui.unfinished import NEW_CASE, Unfinished

NOT_DRAWN = (NEW_CASE, Meeting.record_kind)
"""The sheets of which nothing is on the chart."""


class Panel(PanelFrame):
    """Opens sheets, keeps their drafts, and saves what they hold."""

    def __init__(self, session: Session, entries: Entries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._entries = session, entries
        self.sheet: Sheet | None = None
        self._left: Unfinished | None = None
        self._confirmed = self._is_saving = False
        self._drawn: set[str] = set()
        self._drafting = Drafting(session, self)
        self._drafting.kept.connect(self._tell_of_draft)
        self._drafting.failed.connect(self.say)
        self.chooser.chosen.connect(self.add)
        self.leave_button.clicked.connect(self.leave)
        self.keep_button.clicked.connect(self.keep)
        session.case_opened.connect(lambda case: self.follow_case())
        session.changed.connect(lambda kinds: self._follow_change())

    def choose(self) -> None:
        """Ask what is to be added."""
        if self._session.case is None:
            return
        self._put_aside()
        self.head(_("Add to this case"), _("Type what it is, and Enter."))
        self.come(chooser=True)
        self.chooser.go_to_start()

    def add(self, kind: str) -> None:
        """Type in a new record of a kind; one that was begun and not kept is gone on with."""
        if case := self._session.case:
            begun = self._drafting.begun(lambda one: one.kind == kind and one.is_new)
            self._open(begun or Unfinished(case.id, kind, "", True, "", {}))

    def edit(self, record_id: str) -> None:
        """Change a record; changes that were begun and not kept are gone on with."""
        if (case := self._session.case) and (record := case.find(record_id)):
            # A row of a record is changed in its record.
            having = (one for one in case.everything() if any(row.id == record_id for row in with_rows(one)))
            owner = next(having, record)
            begun = self._drafting.begun(lambda one: one.record_id == owner.id)
            self._open(begun or Unfinished(case.id, owner.record_kind, owner.id, False, "", {}))

    def copy(self, record_id: str) -> None:
        """Type in a new record that says what another one does, but for its day."""
        if (case := self._session.case) and (record := case.find(record_id)):
            self._begin(self._entries.copy(record))
            self._follow_typing()

    def begin(self, record: Record) -> None:
        """Go on with a new record of which something is given already."""
        self._begin(self._entries.begun(record))

    def meeting(self, meeting: Meeting, *, is_new: bool) -> None:
        """Type in a meeting of the file; what was begun and not kept is gone on with."""
        if book := self._session.book:
            self.flush()
            new = Unfinished("", Meeting.record_kind, meeting.id, is_new, "", {})
            sheet = self._entries.meeting(meeting, is_new=is_new)
            self.open_sheet(sheet, unfinished.find(book, meeting.id) or new)

    def _begin(self, sheet: Form) -> None:
        if case := self._session.case:
            self.open_sheet(sheet, Unfinished(case.id, sheet.kind, sheet.record_id, True, "", {}))

    def add_case(self, patient: Patient | None = None) -> None:
        """Type in a new case, or another tumour of a patient; one that was begun is gone on with."""
        book = self._session.book
        if book is None:
            return
        self.flush()
        key = f"{NEW_CASE} {patient.id}" if patient else NEW_CASE
        new = Unfinished(patient.id if patient else "", NEW_CASE, "", True, "", {})
        self.open_sheet(self._entries.case(patient), unfinished.find(book, key) or new)

    def open_sheet(self, sheet: Sheet, one: Unfinished) -> None:
        """Show a sheet with what is typed in it."""
        self._put_aside()
        self.sheet, self._confirmed = sheet, False
        self._drafting.begin(sheet, one)
        self._area.setWidget(sheet)
        if one.typed:
            sheet.take_up(one.typed)
        sheet.changed.connect(self._follow_typing)
        told = sheet.hint if isinstance(sheet, Form) else ""
        words = f"{told} {unfinished.hint(one)}" if told and one.typed else told or unfinished.hint(one)
        self.head(sheet.title, words, look=bool(told or one.typed))
        self.say("")
        self._state.setText("")
        self.keep_button.setEnabled(not self._session.read_only)
        self.come(chooser=False)
        if one.typed:
            self._draw()
        sheet.go_to_start()

    def keep(self) -> bool:
        """Keep what is typed as one step; return whether the sheet is done with.

        What cannot be read is pointed at first; asked again, the rest is kept, and the words that cannot be
        read go into the note or stay.
        """
        sheet, one = self.sheet, self._drafting.one
        if sheet is None or one is None or self._session.read_only:
            return False
        unread = sheet.unread()
        if unread and not self._confirmed:
            self._confirmed = True
            self.say(asked_again(unread))
            sheet.go_to_unread()
            return False
        records = sheet.records(whole=self._confirmed)
        if not records:
            self.say(_("Nothing is typed in yet."))
            return False
        self._is_saving = True
        try:
            self._entries.keep(one, records)
        except Problem as problem:
            self.say(problem.sentence)
            return False
        finally:
            self._is_saving = False
        self._confirmed = False
        if sheet.kept():
            self._close(drop=True)
            return True
        self._follow_typing()
        self.flush()
        self.say(_("Kept, but for what cannot be read: it is still here."))
        return False

    def keep_and_next(self) -> None:
        """Keep what is typed, and begin the next of the same kind."""
        one = self._drafting.one
        if one is not None and self.keep():
            if one.kind == NEW_CASE:
                self.add_case()
            elif one.case_id:
                self.add(one.kind)

    def leave(self) -> None:
        """Leave the sheet without keeping it; what was typed can be brought back."""
        if self.shows_history:
            self.toggle_history()
            return
        if self.sheet is not None:
            touched = self.sheet.is_touched()
            self._left = self._drafting.now() if touched else self._left
            self._close(drop=True)
            if touched:
                self._session.noticed.emit(_("Left without keeping. Ctrl+B brings back what was typed."))
        else:
            self._close(drop=False)

    def toggle_history(self) -> None:
        """Show who changed what in the record of the form, or the form again."""
        one = self._drafting.one
        if self.shows_history:
            self.put_history_away()
            self.go_to_start()
        elif one is not None and one.record_id:
            self.show_history(self._session, one.record_id, self.toggle_history)

    def bring_back(self) -> None:
        """Go on with what was left last without being kept."""
        left, case = self._left, self._session.case
        if left is None or not self.can_bring_back:
            return
        self._left = None
        if left.kind == NEW_CASE:
            self.open_sheet(self._entries.case(case.patient if left.case_id and case else None), left)
        else:
            self._open(left)

    @property
    def can_bring_back(self) -> bool:
        """Whether something was left that was not kept and belongs here: to this case, or to none yet."""
        return self._left is not None and unfinished.belongs_to(self._left, self._session.case)

    def go_to_start(self) -> None:
        """Put the keys where typing begins."""
        (self.sheet or self.chooser).go_to_start()

    def go_to_field(self, name: str) -> None:
        """Put the keys into a field of the form, if it has that."""
        if isinstance(self.sheet, Form):
            self.sheet.go_to_field(name)

    def flush(self) -> None:
        """Put what is typed into the file now."""
        self._drafting.flush()

    def _tell_of_draft(self, kept: bool) -> None:
        self._state.setText(_("Draft kept in the file.") if kept else "")

    def _open(self, one: Unfinished) -> None:
        sheet = self._entries.sheet(one.kind, one.record_id)
        if isinstance(sheet, Form):
            one = dataclasses.replace(one, record_id=sheet.record_id)
        self.open_sheet(sheet, one)

    def _follow_typing(self) -> None:
        self._confirmed = False
        self.say("")
        self._draw()
        self._drafting.touch()

    def _draw(self) -> None:
        """Show what is typed in the chart, as far as it can be read."""
        one = self._drafting.one
        if self.sheet is None or one is None or one.kind in NOT_DRAWN:
            return
        records = {one.id: one for one in self.sheet.records()} if self.sheet.is_touched() else {}
        self._session.redraft(records.values(), gone=self._drawn - records.keys())
        self._drawn = set(records)

    def _put_aside(self) -> None:
        """Take the sheet away for another; its text stays in the file and comes back with its case."""
        self.flush()
        self._drafting.end(drop=False)
        self._take_away()

    def _take_away(self) -> None:
        if self.sheet is not None:
            self.sheet.changed.disconnect(self._follow_typing)
            self._area.takeWidget()
            self.sheet.setParent(self)
            self._entries.give_back(self.sheet)
        self.sheet = None
        self._session.redraft((), gone=self._drawn)
        self._drawn = set()

    def _close(self, *, drop: bool) -> None:
        self._drafting.end(drop=drop)
        self._take_away()
        self.go()

    def follow_case(self) -> None:
        """Let the form go with its case, and bring back what was begun in the one that is opened."""
        if self._is_saving:
            return
        self._put_aside()
        self.go()
        book, case = self._session.book, self._session.case
        if book and case and (begun := unfinished.of_case(book, case.id)):
            QTimer.singleShot(0, self, partial(self._bring_up, begun[0]))

    def _bring_up(self, one: Unfinished) -> None:
        case = self._session.case
        if self.sheet is None and case is not None and case.id == one.case_id:
            if not one.is_new and case.find(one.record_id) is None:
                return
            self._open(one)
            if self.sheet is not None and not self.sheet.is_touched():
                # It was kept, and the end came before its draft was given up.
                self._close(drop=True)

    def _follow_change(self) -> None:
        """Show anew what somebody else changed, as undo does, unless it is being changed here."""
        case, one = self._session.case, self._drafting.one
        if case is None or one is None or self.sheet is None or one.is_new or self._is_saving:
            return
        if self.sheet.is_touched():
            return
        if one.record_id and case.find(one.record_id) is None:
            self._close(drop=True)
        elif one.record_id:
            self._open(Unfinished(one.case_id, one.kind, one.record_id, False, "", {}))
