"""Series line: asks how often a meeting is held again, in the page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from tumorboard.domain.date_reading import DateOrder, read
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import PLANNED, Meeting, weekly
from tumorboard.domain.record import new_id
from tumorboard.domain.unreadable import Unreadable
from tumorboard.i18n import _, plural
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button

MOST = 200
"""So many meetings at most are made at once."""


class SeriesLine(QFrame):
    """A line with two fields: every so many weeks, until a day."""

    wanted = Signal(list)
    """These meetings are to be kept."""
    left = Signal()

    def __init__(self, order: Callable[[], DateOrder], today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName(_("Series"))
        self._order, self._today = order, today
        self._meeting: Meeting | None = None
        self.said = QLabel(self)
        self.weeks = QLineEdit("1", self)
        self.weeks.setValidator(QIntValidator(1, 52, self.weeks))
        self.weeks.setFixedWidth(theme.current().px(44))
        self.weeks.setAccessibleName(_("Weeks between two meetings"))
        self.until = QLineEdit(self)
        self.until.setPlaceholderText(_("until (date)"))
        self.until.setAccessibleName(_("Until"))
        self.make = Button(_("Plan"), "first", "Enter", self)
        self.leave = Button(_("Leave"), "", "Esc", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        for widget in (QLabel(_("Hold it again every"), self), self.weeks, QLabel(_("weeks until"), self)):
            row.addWidget(widget)
        row.addWidget(self.until)
        row.addWidget(self.said, 1)
        row.addWidget(self.make)
        row.addWidget(self.leave)
        self.until.textChanged.connect(lambda text: self._follow())
        self.weeks.textChanged.connect(lambda text: self._follow())
        self.weeks.returnPressed.connect(self._make)
        self.until.returnPressed.connect(self._make)
        self.make.clicked.connect(self._make)
        self.leave.clicked.connect(self.left)
        self.hide()

    def ask(self, meeting: Meeting) -> None:
        """Ask for the series that begins with a meeting."""
        self._meeting = meeting
        self.until.clear()
        self._follow()
        self.show()
        self.weeks.setFocus()
        self.weeks.selectAll()

    def meetings(self) -> list[Meeting]:
        """Return the meetings that come to the first; Unreadable with a sentence where that cannot be."""
        first = self._meeting
        if first is None or first.on is None or first.on.precision != "day":
            raise Unreadable(_("The first meeting needs a whole date."))
        last = read(self.until.text(), self._order(), self._today(), future=True).day.latest
        if not self.weeks.hasAcceptableInput():
            raise Unreadable(_("Every how many weeks? 1 to 52."))
        day = first.on.earliest
        assert day
        if last is None:
            raise Unreadable(_("Until when?"))
        days = [one for one in weekly(day, int(self.weeks.text() or 0), last) if one > day][:MOST]
        time = str(first.on).partition("T")[2]
        return [
            replace(
                first,
                id=new_id(),
                note="",
                on=Day.of(one, time),
                state=PLANNED,
                attendance=tuple(replace(seat, id=new_id(), present=None) for seat in first.attendance),
            )
            for one in days
        ]

    def _follow(self) -> None:
        try:
            count = len(self.meetings())
            self.said.setText(plural("{count} more meeting", "{count} more meetings", count))
            self.make.setEnabled(count > 0)
        except Unreadable as fault:
            self.said.setText(str(fault) if self.until.text().strip() else "")
            self.make.setEnabled(False)

    def _make(self) -> None:
        try:
            made = self.meetings()
        except Unreadable as fault:
            self.said.setText(str(fault))
            return
        if made:
            self.wanted.emit(made)
