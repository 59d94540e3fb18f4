"""Case sheet: the sheet for a new case, the patient and the tumour in one, or another tumour of a patient."""

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tumorboard.domain.patient import Patient, name_of
from tumorboard.domain.record import Record
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.editors import Context
from tumorboard.ui.form import Form
from tumorboard.ui.known_patient import Known, KnownPatient
from tumorboard.ui.sheet import Sheet
from tumorboard.ui.unfinished import NEW_CASE


class CaseSheet(Sheet):
    """Holds the form of a patient above that of a tumour; of a patient who is known only the second."""

    kind: ClassVar[str] = NEW_CASE

    open_wanted = Signal(str)
    """The patient has a case in the file, of this id, which is to be opened instead."""

    def __init__(
        self,
        context: Context,
        patient: Patient | None = None,
        known: Known = lambda mrn: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._known = context, patient
        self.setAccessibleName(_("New case"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(8))
        self.forms = tuple(
            Form(record_class, context, self)
            for record_class in ((Patient, Tumour) if patient is None else (Tumour,))
        )
        for form in self.forms:
            if len(self.forms) > 1:
                heading = QLabel(_(form.record_class.record_title), self)
                heading.setProperty("role", "section")
                box.addWidget(heading)
            box.addWidget(form)
            form.changed.connect(self.changed)
        if patient is None:
            self._watch_mrn(box, known)

    def _watch_mrn(self, box: QVBoxLayout, known: Known) -> None:
        form = self.forms[0]
        self.notice = KnownPatient(known, self)
        box.insertWidget(box.indexOf(form), self.notice)
        form.editors["mrn"].changed.connect(self._look_up)
        self.notice.open_wanted.connect(self._open_instead)

    def _look_up(self) -> None:
        if self._known is None:
            case = self._context.case()
            mrn = str(self.forms[0].editors["mrn"].value())
            self.notice.look_up(mrn, case.patient.id if case else "")

    def _open_instead(self, case_id: str) -> None:
        typed = self.typed()
        if typed.keys() <= {Patient.record_kind} and typed.get(Patient.record_kind, {}).keys() <= {"mrn"}:
            # Nothing was typed that is not known there: it is not to come back as unfinished. A name is: the
            # MRN may be the slip, and the name somebody else's.
            self.take_up({})
        self.open_wanted.emit(case_id)

    @property
    def title(self) -> str:
        if self._known is None:
            return _("New case")
        name = name_of(self._known) or self._known.mrn
        return _("Another tumour of {name}").format(name=name)

    def records(self, *, whole: bool = False) -> tuple[Record, ...]:
        if not self.is_touched():
            return ()
        found: list[Record] = [] if self._known is None else [self._known]
        for form in self.forms:
            # A patient and a tumour make a case, even where of one nothing is known yet.
            found += form.records(whole=whole) or (form.record(),)
        return tuple(found)

    def unread(self) -> tuple[str, ...]:
        return tuple(sentence for form in self.forms for sentence in form.unread())

    def is_touched(self) -> bool:
        return any(form.is_touched() for form in self.forms)

    def typed(self) -> dict[str, Any]:
        return {form.kind: typed for form in self.forms if (typed := form.typed())}

    def take_up(self, typed: dict[str, Any]) -> None:
        for form in self.forms:
            given = typed.get(form.kind)
            form.take_up(given if isinstance(given, dict) else {})
        self._look_up()

    def go_to_start(self) -> None:
        self.forms[0].go_to_start()

    def go_to_unread(self) -> None:
        next((form for form in self.forms if form.unread()), self.forms[0]).go_to_unread()
