"""Entries: which sheet is for what, and what its editors have to know."""

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.records import record_class
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import N_, _, plural, uncapital
from tumorboard.ui import theme
from tumorboard.ui.case_sheet import CaseSheet
from tumorboard.ui.editors import Context
from tumorboard.ui.form import Form
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings
from tumorboard.ui.sheet import Sheet
from tumorboard.ui.unfinished import NEW_CASE, Unfinished

if TYPE_CHECKING:
    from tumorboard.store.shelf import CaseRow


def step_title(records: Sequence[Record], *, is_new: bool) -> str:
    """Return what it is called to keep records that were typed in together; the last is what they are for."""
    main = records[-1]
    if main.record_kind == "laboratory":
        return plural("Add {count} laboratory result", "Add {count} laboratory results", len(records))
    words = _("Add {record}") if is_new else _("Change {record}")
    return words.format(record=uncapital(_(main.record_title)))


class Entries:
    """Makes sheets for the open case of a session."""

    def __init__(self, session: Session, settings: Settings, today: Callable[[], date]) -> None:
        self._session, self._settings, self._today = session, settings, today
        self._waiting: dict[str, tuple[float, Form]] = {}
        self._context = Context(
            today, lambda: settings.date_order, lambda: session.case, lambda: settings.limits, self._meetings
        )

    def sheet(self, kind: str, record_id: str) -> Sheet:
        """Return the sheet for a record of a kind; without an id, or with one that is not kept, a new one."""
        if kind == "laboratory" and not record_id:
            from tumorboard.ui.laboratory_grid import LaboratoryGrid

            return LaboratoryGrid(self._session, self._settings, self._today)
        kept = self._session.case.find(record_id) if self._session.case and record_id else None
        made = record_class(kind)
        form = self._form(made)
        new = made(id=record_id) if record_id else made()
        form.show_record(kept or new, is_new=kept is None)
        return form

    def give_back(self, sheet: Sheet) -> None:
        """Take a sheet back that is used no longer; a form waits for the next record of its kind."""
        sheet.hide()
        if isinstance(sheet, Form) and sheet.kind not in self._waiting:
            self._waiting[sheet.kind] = (theme.current().scale, sheet)
        else:
            sheet.deleteLater()

    def _form(self, made: type[Record]) -> Form:
        """Return a form that waits, or a new one: its sizes are those of the text it was made for."""
        scale, form = self._waiting.pop(made.record_kind, (0.0, None))
        if form is not None and scale == theme.current().scale:
            return form
        if form is not None:
            form.deleteLater()
        return Form(made, self._context)

    def keep(self, one: Unfinished, records: tuple[Record, ...]) -> None:
        """Keep the records of a sheet as one step; Problem where that cannot be."""
        if one.kind == NEW_CASE:
            patient, tumour = records
            assert isinstance(patient, Patient)
            assert isinstance(tumour, Tumour)
            self._session.add(Case(patient, tumour), N_("Add case"))
        elif one.kind == Meeting.record_kind:
            self._session.save_meetings(records, step_title(records, is_new=one.is_new))
        elif len(records) == 1 and isinstance(records[0], AgendaItem):
            self._session.save(self._signed(self._placed(records[0])))
        elif len(records) == 1:
            self._session.save(records[0])
        else:
            self._session.save_all(records, step_title(records, is_new=one.is_new))

    def _placed(self, item: AgendaItem) -> AgendaItem:
        """Return an agenda item with the board and day of its meeting, and a place on its agenda."""
        book, case = self._session.book, self._session.case
        assert book
        assert case
        before = case.find(item.id)
        if not item.meeting or item.finalised_on is not None:
            return item
        with suppress(KeyError):
            meeting = book.boards.meeting(item.meeting)
            is_there = isinstance(before, AgendaItem) and before.meeting == item.meeting and before.position
            place = item.position if is_there else book.boards.next_position(item.meeting)
            return dataclasses.replace(item, board=meeting.name, on=meeting.on, position=place)
        return item

    def _signed(self, item: AgendaItem) -> AgendaItem:
        """Return an agenda item whose new addenda say who wrote them and when."""
        book, now = self._session.book, datetime.now()
        assert book
        on, by = Day.of(now.date(), f"{now:%H:%M}"), book.journal.author
        addenda = tuple(
            one if one.on or one.by else dataclasses.replace(one, on=on, by=by) for one in item.addenda
        )
        return dataclasses.replace(item, addenda=addenda)

    def meeting(self, meeting: Meeting, *, is_new: bool) -> Form:
        """Return a form with a meeting of the file."""
        form = self._form(Meeting)
        form.show_record(meeting, is_new=is_new)
        return form

    def _meetings(self) -> Sequence[Meeting]:
        return self._session.book.boards.meetings() if self._session.book else ()

    def copy(self, record: Record) -> Form:
        """Return a form with what one record says, for a new one: without its day, note and links to it."""
        form = self._form(type(record))
        form.show_copy(record)
        return form

    def begun(self, record: Record) -> Form:
        """Return a form with a new record of which something is given already."""
        form = self._form(type(record))
        form.show_record(record, is_new=True)
        return form

    def case(self, patient: Patient | None = None) -> CaseSheet:
        """Return the sheet for a new case, or for another tumour of a patient."""
        sheet = CaseSheet(self._context, patient, self._known)
        sheet.open_wanted.connect(self._session.open_case)
        return sheet

    def _known(self, mrn: str) -> "Sequence[CaseRow]":
        """Return the cases of the patient with an MRN."""
        return self._session.book.shelf.of_mrn(mrn) if self._session.book else ()
