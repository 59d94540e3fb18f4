"""Record: the page with all records of the case in order of time, read, changed and removed in one table."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import Field, fields_of
from tumorboard.domain.patient import Patient
from tumorboard.domain.records import record_class
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import _, plural
from tumorboard.ui import theme
from tumorboard.ui.cell_editing import ELSEWHERE, CellEditing
from tumorboard.ui.editors import Context
from tumorboard.ui.record_filter import RecordFilter
from tumorboard.ui.record_foot import DANGER, ECHO, LOOK, RecordFoot, problem_words, removed_words
from tumorboard.ui.record_view import RecordView
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings


class RecordPage(QWidget):
    """Shows the open case of a session; while it is hidden it only remembers to."""

    edit_wanted = Signal(str)
    """The record of this id is to be changed in its form."""
    copy_wanted = Signal(str)
    """A new record that says what the one of this id does."""
    add_wanted = Signal(str)
    """A record of this kind is to be added."""

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Record"))
        self._session = session
        self._shown_case = ""
        self._is_stale = True
        self._brought: dict[str, set[str]] = {}
        card = QFrame(self)
        card.setObjectName("card")
        self.filter = RecordFilter(card)
        self.view = RecordView(today, card)
        self.editing = CellEditing(
            self.view,
            session,
            Context(today, lambda: settings.date_order, lambda: session.case),
            self.view.cell_rect,
        )
        self.nothing = QLabel(card)
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.foot = RecordFoot(card)
        self._inside = QVBoxLayout(card)
        self._inside.addWidget(self.filter)
        self._inside.addWidget(self.view, 1)
        self._inside.addWidget(self.nothing)
        self._inside.addWidget(self.foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.addWidget(card)
        self.setFocusProxy(self.view)
        self._scale()
        self._join()

    def _join(self) -> None:
        self._session.case_opened.connect(lambda case: self._follow_case())
        self._session.changed.connect(lambda kinds: self.draw())
        self.filter.changed.connect(self._follow_filter)
        self.filter.left.connect(self.view.setFocus)
        self.filter.columns.menu().aboutToShow.connect(self._list_columns)
        self.filter.begun.connect(self.view.rows.warm_up)
        self.view.edited.connect(self.edit_cell)
        self.view.opened.connect(self.open_record)
        self.view.copied.connect(self.copy_record)
        self.view.removed.connect(self.remove_records)
        self.view.sought.connect(self.filter.line.setFocus)
        self.view.asked.connect(self.filter.ask)
        self.view.stepped.connect(self.filter.step)
        self.view.moved.connect(self._say_of_current)
        self.view.verticalScrollBar().valueChanged.connect(lambda value: self.editing.place())
        self.view.horizontalScrollBar().valueChanged.connect(lambda value: self.editing.place())
        self.editing.said.connect(self.foot.say)
        self.editing.ended.connect(self._say_of_current)
        self.editing.went_on.connect(self._edit_next)
        self.foot.open.clicked.connect(self.open_record)
        self.foot.copy.clicked.connect(self.copy_record)
        self.foot.remove.clicked.connect(self.remove_records)

    def current_record(self) -> str:
        """Return the id of the record the keys are at; empty for none."""
        record = self.view.current
        return record.id if record else ""

    def go_to(self, record_id: str) -> None:
        """Put the keys at a record, if it is there."""
        self.view.go_to(record_id)

    def draw(self, *, lay: bool = True) -> None:
        """Show the open case as it stands, where it was scrolled to and with what was chosen.

        `lay` the columns anew; while somebody types into the filter they stay where they are.
        """
        case = self._session.case
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        rows, view = self.view.rows, self.view
        before = view.current
        place, column = view.currentIndex().row(), view.currentIndex().column()
        chosen, scrolled = {one.id for one in view.chosen()}, view.verticalScrollBar().value()
        across = view.horizontalScrollBar().value()
        another = (case.id if case else "") != self._shown_case
        if another:
            self._shown_case = case.id if case else ""
            self.filter.clear()
        self.filter.offer(Counter(one.record_kind for one in case.everything()) if case else Counter())
        kind = self.filter.kind
        alike = kind == rows.kind and not another
        rows.show(case, kind, self.filter.text, self._brought.get(kind, ()))
        if lay or not alike:
            view.lay_columns()
            self._offer_columns()
        if another or before is None:
            view.go_to_latest()
        elif not view.go_to(before.id, column if alike else 0):
            view.go_to_row(place if alike else rows.last_place(), column if alike else 0)
        if alike and chosen & {record.id for record in rows.records}:
            view.select(chosen)
            view.verticalScrollBar().setValue(scrolled)
            view.horizontalScrollBar().setValue(across)
        self.editing.place()
        self._say_nothing(case)
        if self.editing.editor is None:
            self._say_of_current()

    def edit_cell(self) -> None:
        """Put the editor into the current cell; what is too large for it is changed in the form."""
        index, record = self.view.currentIndex(), self.view.current
        if record is None:
            return
        field = self.view.rows.field(index.row(), index.column())
        if self._session.read_only:
            self.foot.say(_("This file can only be read."), DANGER)
        elif field is None or field.kind in ELSEWHERE:
            self.edit_wanted.emit(record.id)
        else:
            self.view.scrollTo(index)
            self.editing.begin(record, field)

    def open_record(self) -> None:
        """Ask for the current record in its form."""
        if record := self.view.current:
            self.edit_wanted.emit(record.id)

    def copy_record(self) -> None:
        """Ask for a new record that says what the current one does."""
        record = self.view.current
        if isinstance(record, Patient | Tumour):
            self.foot.say(_("Of patient and tumour a case has one each."), LOOK)
        elif record:
            self.copy_wanted.emit(record.id)

    def remove_records(self) -> None:
        """Take the selected records out as one step, and say how they come back."""
        case, chosen = self._session.case, self.view.chosen()
        gone = [record for record in chosen if not isinstance(record, Patient | Tumour)]
        if case is None or not chosen:
            return
        if len(gone) < len(chosen):
            self.foot.say(_("Patient and tumour go with the whole case, not by themselves."), LOOK)
            return
        if self._session.read_only:
            self.foot.say(_("This file can only be read."), DANGER)
            return
        words = removed_words(case, gone)
        try:
            if len(gone) == 1:
                self._session.drop(gone[0])
            else:
                title = plural("Remove {count} record", "Remove {count} records", len(gone))
                self._session.drop_all(gone, title)
        except Problem as problem:
            self.foot.say(problem.sentence, DANGER)
            return
        self.foot.say(words, ECHO)

    def _edit_next(self, by: int) -> None:
        index, rows = self.view.currentIndex(), self.view.rows
        column = index.column() + by
        while 0 <= column < len(rows.columns):
            field = rows.field(index.row(), column)
            if field is not None and field.kind not in ELSEWHERE:
                self.view.go_to_row(index.row(), column)
                self.edit_cell()
                return
            column += by
        self.view.setFocus()

    def _follow_case(self) -> None:
        self.editing.put_aside()
        self.draw()

    def _follow_filter(self) -> None:
        self.draw(lay=False)

    def _offer_columns(self) -> None:
        self.filter.columns.setVisible(bool(self.filter.kind))
        self.filter.columns.setEnabled(bool(self._more_columns()))

    def _more_columns(self) -> list[Field]:
        """Return the fields that can be brought in, or were; what is recorded stands there anyhow."""
        kind = self.filter.kind
        shown = set(self.view.rows.columns) - self._brought.get(kind, set())
        return [field for field in fields_of(record_class(kind)) if field.name not in shown] if kind else []

    def _list_columns(self) -> None:
        menu, brought = self.filter.columns.menu(), self._brought.get(self.filter.kind, set())
        menu.clear()
        for field in self._more_columns():
            action = menu.addAction(_(field.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(field.name in brought)
            action.triggered.connect(lambda on, name=field.name: self._bring(name, on=on))

    def _bring(self, name: str, *, on: bool) -> None:
        brought = self._brought.setdefault(self.filter.kind, set())
        (brought.add if on else brought.discard)(name)
        self.draw()
        columns = self.view.rows.columns
        if on and name in columns:
            self.view.go_to_row(self.view.currentIndex().row(), columns.index(name))
        self.view.setFocus()

    def _say_nothing(self, case: Case | None) -> None:
        words = ""
        if case and not case.records:
            words = _("Nothing else is recorded yet. Ctrl+N adds a record, Ctrl+I imports a case document.")
        if case and self.filter.text and not self.view.rows.rowCount():
            words = _("No record here holds “{text}”. Esc in the filter shows all of them again.")
            words = words.format(text=self.filter.text)
        self.nothing.setText(words)
        self.nothing.setVisible(bool(words))

    def _say_of_current(self) -> None:
        if self.editing.editor is not None:
            return
        record, chosen = self.view.current, len(self.view.selectionModel().selectedRows())
        self.foot.enable(record is not None)
        if record is None:
            self.foot.say("", ECHO)
        elif chosen > 1:
            self.foot.say(plural("{count} record selected", "{count} records selected", chosen), ECHO)
        elif found := self.view.rows.problems(self.view.currentIndex().row()):
            self.foot.say(problem_words(found), LOOK)
        else:
            self.foot.say(_("F2 changes a cell, / filters, K shows another kind, Ctrl+C copies rows."), ECHO)

    def _scale(self) -> None:
        look = theme.current()
        self._inside.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        self._inside.setSpacing(look.px(8))
        self.nothing.setMargin(look.px(12))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._scale()
