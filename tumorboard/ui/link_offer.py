"""Link offer: the line in the page that asks whether what was just kept answers a recommendation."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from tumorboard.i18n import N_, _
from tumorboard.ui.buttons import Button
from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem, Recommendation
    from tumorboard.domain.record import Record

ANSWERS = ("surgery", "systemic_line", "local_therapy", "imaging", "specimen", "biomarker", "event")
"""The kinds of record that may be the answer to a recommendation."""


class LinkOffer(QFrame):
    """Offers one recommendation after another; hidden while there is none, and takes the keys from nobody."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setAccessibleName(_("Answer to a recommendation"))
        self._session, self._today = session, today
        self._record_id = ""
        self._offered: list[tuple[str, str]] = []
        self._declined: set[str] = set()
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.link = Button(_("Link"), "first", "Ctrl+L", self)
        self.other = Button(_("Another"), "", "", self)
        self.leave = Button(_("Not this"), "", "Esc", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.words, 1)
        for button in (self.link, self.other, self.leave):
            row.addWidget(button)
        self.link.clicked.connect(self.accept)
        self.other.clicked.connect(self.show_next)
        self.leave.clicked.connect(self.decline)
        self.hide()
        session.kept.connect(self.look)
        session.changed.connect(lambda kinds: self._follow())
        session.case_opened.connect(lambda case: self.hide())

    def look(self, records: "Sequence[Record]") -> None:
        """Offer what a record that was just kept may answer; of several records the first that may."""
        from tumorboard.reasoning.fitting import fitting

        case = self._session.case
        self.hide()
        for record in records:
            if case is None or record.record_kind not in ANSWERS or record.id in self._declined:
                continue
            if found := fitting(case, record, self._today()):
                self._record_id = record.id
                self._offered = [(item.id, row.id) for item, row in found]
                self._show()
                return

    def show_next(self) -> None:
        """Offer the next of the recommendations it may answer; after the last the first."""
        self._offered.append(self._offered.pop(0))
        self._show()

    def decline(self) -> None:
        """Ask no more of this record."""
        self._declined.add(self._record_id)
        self.hide()

    def accept(self) -> None:
        """Keep that the record is what came of the recommendation offered, as one step."""
        from tumorboard.domain.board import DONE
        from tumorboard.reasoning.answers import with_answer

        found = self._current()
        if self.isHidden() or found is None or self._session.read_only:
            return
        item, row = found
        self.hide()
        self._session.save(
            with_answer(item, row.id, DONE, followed_by=self._record_id), N_("Link to recommendation")
        )
        self._session.noticed.emit(_("Linked to the recommendation. Ctrl+Z takes it back."))

    def _current(self) -> "tuple[AgendaItem, Recommendation] | None":
        """Return the recommendation offered as it stands now, if it is there and still without an answer."""
        from tumorboard.domain.board import OPEN, AgendaItem
        from tumorboard.reasoning.follow_through import state_of

        case = self._session.case
        if case is None or not self._offered or case.find(self._record_id) is None:
            return None
        item_id, row_id = self._offered[0]
        item = case.find(item_id)
        if not isinstance(item, AgendaItem):
            return None
        found = (row for row in item.recommendations if row.id == row_id and state_of(row) == OPEN)
        row = next(found, None)
        return (item, row) if row else None

    def _show(self) -> None:
        from tumorboard.domain import dates
        from tumorboard.domain.headline import headline

        found = self._current()
        case = self._session.case
        if found is None or case is None or self._session.read_only:
            self.hide()
            return
        item, row = found
        words = (
            _("Does “{record}” answer the recommendation of {date}: {recommendation}?")
            if item.on
            else _("Does “{record}” answer the recommendation: {recommendation}?")
        )
        told = words.format(
            record=_short(headline(case.get(self._record_id)), 60),
            date=dates.show(item.on) if item.on else "",
            recommendation=_short(headline(row), 160),
        )
        self.words.setText(told)
        self.words.setAccessibleName(told)
        self.other.setVisible(len(self._offered) > 1)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))

    def _follow(self) -> None:
        """Offer no longer what was taken back or answered otherwise."""
        if not self.isHidden() and self._current() is None:
            self.hide()


def _short(text: str, most: int) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"
