"""Known patient: says while an MRN is typed that it is somebody's already, and leads to that case."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.i18n import _, plural
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button

if TYPE_CHECKING:
    from tumorboard.store.shelf import CaseRow

Known = Callable[[str], "Sequence[CaseRow]"]
"""Return the cases of the patient with an MRN."""


class KnownPatient(QFrame):
    """A notice in a form; hidden while the MRN is nobody's."""

    open_wanted = Signal(str)
    """The id of the case to open instead."""

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("known")
        self.setAccessibleName(_("This patient is in the file already"))
        self._known, self._case_id = known, ""
        look = theme.current()
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.open = Button(_("&Open that case"), "", "Alt+O", self)
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._case_id))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
        layout.setSpacing(look.px(6))
        layout.addWidget(self.words)
        layout.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def look_up(self, mrn: str, open_patient: str = "") -> None:
        """Say whose an MRN is, if it is somebody's in the file; a case of the patient of this id is open."""
        rows = self._known(mrn)
        self._case_id = rows[0].id if rows else ""
        is_open = bool(rows) and rows[0].patient_id == open_patient
        words = _words(rows, is_open=is_open) if rows else ""
        if words == self.words.text():
            return
        self.words.setText(words)
        self.open.setVisible(not is_open)
        self.setVisible(bool(rows))
        if rows:
            QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))


def _words(rows: "Sequence[CaseRow]", *, is_open: bool) -> str:
    first = rows[0]
    said = _("The MRN {mrn} is in the file already: {name}, {diagnosis}.").format(
        mrn=first.mrn,
        name=first.name or _("name not recorded"),
        diagnosis=first.diagnosis or _("diagnosis not recorded"),
    )
    more = plural("The patient has {count} more case.", "The patient has {count} more cases.", len(rows) - 1)
    if is_open:
        another = _("This patient's case is open: for a second tumour, File, Another tumour of this patient.")
    else:
        another = _("A second tumour is added from there: File, Another tumour of this patient.")
    return " ".join([said, *([more] if len(rows) > 1 else []), another])
