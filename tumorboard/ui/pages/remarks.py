"""Remarks: the page that says what stands out in the open case, and lets it be opened or put aside."""

import dataclasses
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tumorboard.domain.dates import Day
from tumorboard.domain.headline import headline
from tumorboard.i18n import N_, _
from tumorboard.reasoning.judged import dismissal
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button
from tumorboard.ui.outstanding import Outstanding
from tumorboard.ui.remark_list import RemarkList
from tumorboard.ui.remark_rows import rows
from tumorboard.ui.session import Session

OPEN = ("finding", "due", "not evaluated")
"""The groups of remarks that can be put aside."""
MOST_NAMED = 4
"""So many of the records a remark rests on have a button."""


class RemarksPage(QWidget):
    """Shows findings and reminders of the open case; while it is hidden it only remembers to."""

    edit_wanted = Signal(str)
    """The record of this id is to be changed."""
    begin_wanted = Signal(object)
    """This new record is to be gone on with in its form."""

    def __init__(
        self,
        session: Session,
        outstanding: Outstanding,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What stands out"))
        self._session, self._outstanding, self._today = session, outstanding, today
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.said = QLabel(
            _("The program compares and reminds, each time with its source; it decides nothing."), self.card
        )
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.nothing = QLabel(_("Nothing stands out in what is recorded."), self.card)
        self.nothing.setProperty("role", "heading")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = RemarkList(self.card)
        self.rests = [Button("", "small", "", self.card) for _place in range(MOST_NAMED)]
        self.open = Button(_("Open"), "", "Enter", self.card)
        self.put_aside = Button(_("Put aside"), "", "Del", self.card)
        self.restore = Button(_("Restore"), "", "R", self.card)
        self.resting = QLabel(_("Rests on"), self.card)
        self.resting.setProperty("role", "muted")
        foot = Beside(
            in_row(self.card, self.resting, *self.rests),
            in_row(self.card, self.open, self.put_aside, self.restore),
            self.card,
        )
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(12, 10, 6, 8)
        inside.addWidget(self.said)
        inside.addWidget(self.nothing, 1)
        inside.addWidget(self.list, 1)
        inside.addWidget(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.addWidget(self.card)
        self.setFocusProxy(self.list)
        self._join()
        self._follow()

    def _join(self) -> None:
        self._outstanding.changed.connect(self.draw)
        self.list.moved.connect(self._follow)
        self.list.opened.connect(self.open_record)
        self.list.removed.connect(self.dismiss)
        self.list.restored.connect(self.bring_back)
        self.open.clicked.connect(self.open_record)
        self.put_aside.clicked.connect(self.dismiss)
        self.restore.clicked.connect(self.bring_back)
        for place, button in enumerate(self.rests):
            button.clicked.connect(lambda _checked=False, place=place: self._open_place(place))

    def current_record(self) -> str:
        """Return the id of the first record the current remark rests on; empty for none."""
        ids = self._ids()
        return ids[0] if ids else ""

    def go_to_group(self, group: str) -> None:
        """Put the keys at the first remark of a group."""
        self.draw()
        self.list.go_to_group(group)

    def draw(self) -> None:
        """Show what stands out now, the keys where they were."""
        if not self.isVisible():
            return
        found = rows(self._outstanding.judged, self._outstanding.compared())
        self.list.show_rows(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._follow()

    def open_record(self) -> None:
        """Have the record be opened that a remark rests on first."""
        if record_id := self.current_record():
            self.edit_wanted.emit(record_id)

    def dismiss(self) -> None:
        """Ask why the current remark is not to be followed; what is kept then is a record."""
        one = self.list.current
        if one is None or self._session.read_only or one.group not in OPEN:
            return
        kept = self._session.book.journal.author if self._session.book else ""
        made = dataclasses.replace(dismissal(one.remark), on=Day.of(self._today()), by=kept)
        self.begin_wanted.emit(made)

    def bring_back(self) -> None:
        """Let a remark that was put aside stand again."""
        one = self.list.current
        if one is None or one.dismissal is None or self._session.read_only:
            return
        self._session.drop(one.dismissal, N_("Restore a remark"))
        self._session.noticed.emit(_("The remark stands again. Ctrl+Z puts it aside as before."))

    def _ids(self) -> list[str]:
        row, case = self.list.row, self._session.case
        return [id_ for id_ in row.ids if case.find(id_)] if row and case else []

    def _open_place(self, place: int) -> None:
        ids = self._ids()
        if place < len(ids):
            self.edit_wanted.emit(ids[place])

    def _follow(self) -> None:
        """Offer what can be done with the current remark."""
        one, case, ids = self.list.current, self._session.case, self._ids()
        can = one is not None and not self._session.read_only
        self.open.setEnabled(bool(ids))
        self.resting.setVisible(bool(ids))
        self.put_aside.setEnabled(can and one is not None and one.group in OPEN)
        self.restore.setEnabled(can and one is not None and one.dismissal is not None)
        for place, button in enumerate(self.rests):
            record = case.find(ids[place]) if case and place < len(ids) else None
            button.setVisible(record is not None)
            if record is not None:
                words = headline(record)
                title = _(record.record_title)
                button.setText(words if len(words) <= 28 else f"{words[:27].rstrip()}…")
                button.setToolTip(f"{title}: {words}")
                button.setAccessibleName(_("Open {record}").format(record=f"{title}: {words}"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
