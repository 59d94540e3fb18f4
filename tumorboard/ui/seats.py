"""Seats: who is at the meeting, ticked by specialty, and which required one is missing."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.i18n import _
from tumorboard.reasoning.readiness import absent, profile
from tumorboard.ui import theme

_COLUMNS = 4


class Seats(QWidget):
    """A box to tick for each seat of a meeting, and a sentence on the quorum."""

    ticked = Signal(object)
    """The meeting, as its attendance is now, is to be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Attendance"))
        self._meeting: Meeting | None = None
        self.boxes: list[QCheckBox] = []
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().px(16))
        self._grid.setVerticalSpacing(theme.current().px(2))

    def show_meeting(self, meeting: Meeting | None, *, can_change: bool) -> None:
        """Show the seats of a meeting; the keys stay at the box they are at."""
        seats = meeting.attendance if meeting else ()
        before = self._meeting.attendance if self._meeting else ()
        self._meeting = meeting
        if [one.id for one in seats] != [one.id for one in before]:
            self._build(len(seats))
        for box, seat in zip(self.boxes, seats, strict=True):
            box.blockSignals(True)
            box.setText(_words(seat))
            box.setAccessibleName(_words(seat))
            box.setChecked(bool(seat.present))
            box.setEnabled(can_change)
            box.blockSignals(False)
        lacking = absent(profile(meeting.profile), meeting.attendance) if meeting else ()
        self.said.setText(_("Required and not ticked: {names}").format(names=", ".join(lacking)))
        self.said.setVisible(bool(lacking))
        theme.restyle(self.said, role="echo-look")

    def _build(self, count: int) -> None:
        for box in self.boxes:
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = [QCheckBox(self) for _place in range(count)]
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
            box.toggled.connect(lambda on, place=place: self._tick(place, on))
        self._grid.removeWidget(self.said)
        self._grid.addWidget(self.said, -(-count // _COLUMNS), 0, 1, _COLUMNS)

    def _tick(self, place: int, on: bool) -> None:
        if meeting := self._meeting:
            seats = list(meeting.attendance)
            seats[place] = replace(seats[place], present=on)
            self.ticked.emit(replace(meeting, attendance=tuple(seats)))


def _words(seat: Attendance) -> str:
    return " · ".join(part for part in (seat.specialty, seat.name) if part) or _("a seat")
