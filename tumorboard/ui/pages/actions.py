"""Actions: the page over all cases that says what is to come of the boards, and lets it be answered."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tumorboard.handout.follow_words import Whole
from tumorboard.i18n import N_, _
from tumorboard.reasoning.concordance import concordance
from tumorboard.reasoning.follow_through import begins
from tumorboard.ui import action_rows, marking, theme
from tumorboard.ui.action_list import DONE, DROP, LOST, NOT_FOLLOWED, PARTLY, ActionList
from tumorboard.ui.action_rows import OVERDUE, TASK, UNANSWERED
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button, Choice
from tumorboard.ui.concordance_card import ConcordanceCard
from tumorboard.ui.reason_bar import ReasonBar
from tumorboard.ui.remark_rows import RemarkRow
from tumorboard.ui.session import Session

ALL = "all"
WIDE = 520
"""What the list wants beside the card, in pixels as at 100 %."""
_ANSWERS = {
    DONE: N_("Done"),
    PARTLY: N_("Partly followed"),
    NOT_FOLLOWED: N_("Not followed"),
    LOST: N_("Lost to follow-up"),
    DROP: N_("Dropped"),
}
_KEYS = {DONE: "D", PARTLY: "P", NOT_FOLLOWED: "N", LOST: "L", DROP: "X"}


class ActionsPage(QWidget):
    """Lists and counts of all boards of the file; while it is hidden it only remembers to draw them."""

    of_file = True
    """It is about the whole file and stays where no case is open."""
    open_wanted = Signal(str, str)
    """The case of this id is to be opened at the agenda item of that id."""
    csv_wanted = Signal(str)
    """This table is to be written to a file."""
    print_wanted = Signal()
    left = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Actions"))
        self._session, self._today = session, today
        self._asked: RemarkRow | None = None
        heading = QLabel(_("Actions"), self)
        heading.setProperty("role", "heading")
        self.period = Choice(_("Boards of"), "switch", lambda code: self.draw(), self)
        self.period.offer(
            (
                ("3", _("3 months"), _("Boards of the last 3 months, and cases not seen for 3 months")),
                ("12", _("12 months"), _("Boards of the last 12 months, and cases not seen for 12 months")),
                (ALL, _("All"), _("All boards")),
            )
        )
        self.period.set_code(ALL)
        self.save = Button(_("&Save as CSV…"), parent=self)
        self.print = Button(_("&Print…"), parent=self)
        self.back = Button(_("&Back"), key="Esc", parent=self)
        above = Beside(
            in_row(self, heading, self.period, left=True),
            in_row(self, self.save, self.print, self.back),
            self,
        )

        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.list = ActionList(self.card)
        self.nothing = QLabel(_("No case of this file was before a board yet."), self.card)
        self.nothing.setProperty("role", "heading")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.open = Button(_("Open"), "", "Enter", self.card)
        self.answers = {code: Button(_(text), "", _KEYS[code], self.card) for code, text in _ANSWERS.items()}
        self._foot = in_row(self.card, self.open, *self.answers.values(), left=True)
        self.reason = ReasonBar(self.card)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(12, 6, 6, 8)
        inside.addWidget(self.nothing, 1)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._foot)
        inside.addWidget(self.reason)
        self.counts = ConcordanceCard(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(above)
        self._beside = Beside(self.card, self.counts, self, least=theme.current().px(WIDE))
        self._beside.row.setSpacing(12)
        layout.addWidget(self._beside, 1)
        self.setFocusProxy(self.list)
        self._join()

    def _join(self) -> None:
        self.list.opened.connect(self.open_case)
        self.list.asked.connect(self.answer)
        self.list.moved.connect(self._follow)
        self.open.clicked.connect(self.open_case)
        for code, button in self.answers.items():
            button.clicked.connect(lambda _checked=False, code=code: self.answer(code))
        self.reason.chosen.connect(self._keep_answer)
        self.reason.left.connect(self._end_reason)
        self.save.clicked.connect(self.save_csv)
        self.print.clicked.connect(self.print_wanted)
        self.back.clicked.connect(self.left)
        self._session.changed.connect(lambda kinds: self.draw())
        self._session.book_opened.connect(self.draw)

    @property
    def whole(self) -> Whole | None:
        """What the page is made from, as the file stands now; None without a file."""
        book, today = self._session.book, self._today()
        if book is None:
            return None
        placed = book.boards.all_items()
        lines = book.shelf.lines(dict.fromkeys(one.case_id for one in placed))
        return Whole(
            placed,
            {line.id: line for line in lines},
            book.boards.of_the_dead(),
            today,
            begins(self.period.code, today),
        )

    def draw(self) -> None:
        """Show what is to come now, the keys where they were."""
        whole = self.whole if self.isVisible() else None
        if whole is None:
            return
        self.list.show_rows(action_rows.rows(whole))
        self.list.setVisible(bool(whole.placed))
        self.nothing.setVisible(not whole.placed)
        self.counts.show_found(concordance(whole.placed, whole.today, whole.since))
        for button in (self.save, self.print):
            button.setEnabled(bool(whole.placed))
        self._follow()

    def open_case(self) -> None:
        """Have the case of the current line be opened at its agenda item."""
        if (row := self.list.row) and row.ids:
            self.open_wanted.emit(row.ids[0], row.ids[1])

    def answer(self, doing: str) -> None:
        """Keep what the current line came to; where it was not followed, ask why first."""
        row = self.list.row
        if row is None or doing not in self._possible():
            return
        if row.group in (OVERDUE, TASK):
            marking.mark_task(self._session, row.ids, doing, self._today())
            self._tell(doing, row)
        elif doing == DONE:
            marking.mark_recommendation(self._session, row.ids, doing)
            self._tell(doing, row)
        else:
            self._asked = row
            self._foot.hide()
            self.list.setEnabled(False)
            self.reason.ask(doing, _(_ANSWERS[doing]))

    def _keep_answer(self, fulfilment: str, reason: str) -> None:
        self._end_reason()
        if row := self._asked:
            marking.mark_recommendation(self._session, row.ids, fulfilment, reason)
            self._tell(fulfilment, row)

    def _end_reason(self) -> None:
        self.reason.hide()
        self._foot.show()
        self.list.setEnabled(True)
        self.list.setFocus()

    def _tell(self, doing: str, row: RemarkRow) -> None:
        words = _("{answer}: {title}. Ctrl+Z takes it back.")
        self._session.noticed.emit(words.format(answer=_(_ANSWERS[doing]), title=row.title.rstrip(".")))

    def _possible(self) -> tuple[str, ...]:
        """Return what the current line can come to."""
        row = self.list.row
        if row is None or not row.ids or self._session.read_only:
            return ()
        if row.group in (OVERDUE, TASK):
            return DONE, DROP
        return (DONE, PARTLY, NOT_FOLLOWED, LOST) if row.group == UNANSWERED else ()

    def _follow(self) -> None:
        """Offer what can be done with the current line."""
        possible = self._possible()
        self.open.setEnabled(self.list.row is not None and bool(self.list.row.ids))
        for code, button in self.answers.items():
            button.setVisible(code in possible)

    def save_csv(self) -> None:
        """Have recommendations and tasks of the period be written as a table."""
        from tumorboard.exchange.follow_table import csv_text

        if whole := self.whole:
            self.csv_wanted.emit(csv_text(whole.placed, whole.whose, whole.today, whole.since))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.reason.isHidden():
            self._end_reason()
        self.draw()
