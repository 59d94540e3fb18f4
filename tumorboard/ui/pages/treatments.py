"""Treatments: the page that says what each treatment did for this patient."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.reasoning.treatment_table import csv_text, treatment_table
from tumorboard.ui import theme
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button
from tumorboard.ui.outstanding import PAUSE
from tumorboard.ui.session import Session
from tumorboard.ui.treatment_view import TreatmentView


class TreatmentsPage(QWidget):
    """Shows one row a treatment; while it is hidden it only remembers to."""

    edit_wanted = Signal(str)
    """The record of this id is to be changed."""
    csv_wanted = Signal(str)
    """This table is to be written to a file."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Treatments"))
        self._session, self._today = session, today
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.said = QLabel(
            _(
                "CA19-9 at the start, its lowest and the end; it judges nothing. "
                "Adverse events from grade 2 on, and ungraded ones."
            ),
            self.card,
        )
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.nothing = QLabel(_("No treatment is recorded."), self.card)
        self.nothing.setProperty("role", "heading")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open = Button(_("Open"), "", "Enter", self.card)
        self.save = Button(_("&Save as CSV…"), parent=self.card)
        self.view = TreatmentView(self.card)
        above = Beside(
            self.said, in_row(self.card, self.open, self.save), self.card, least=theme.current().px(260)
        )
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(12, 10, 6, 6)
        inside.addWidget(above)
        inside.addWidget(self.nothing, 1)
        inside.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.addWidget(self.card)
        self.setFocusProxy(self.view)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.draw)
        session.case_opened.connect(lambda case: self.draw())
        session.changed.connect(lambda kinds: self.draw())
        session.drafted.connect(lambda: self._timer.start(PAUSE))
        self.view.opened.connect(self.open_record)
        self.open.clicked.connect(self.open_record)
        self.save.clicked.connect(lambda: self.csv_wanted.emit(csv_text(self.view.rows.rows)))
        self.draw()

    def current_record(self) -> str:
        """Return the id of the treatment the keys are at; empty for none."""
        return self.view.current.record.id if self.view.current else ""

    def go_to(self, record_id: str) -> None:
        """Put the keys at a treatment, if it is there."""
        self.view.go_to(record_id)

    def draw(self) -> None:
        """Show the treatments as they stand, with what is being typed."""
        if not self.isVisible():
            return
        case = self._session.drafted_case
        rows = treatment_table(case, self._today()) if case else ()
        self.view.show_rows(rows)
        self.view.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.open.setEnabled(bool(rows))
        self.save.setEnabled(bool(rows))

    def open_record(self) -> None:
        """Have the current treatment be opened in its form."""
        if record_id := self.current_record():
            self.edit_wanted.emit(record_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
