"""Case boards: the page with the boards a case was at, what was decided, and what is missing for the next."""

from collections.abc import Callable
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.meeting import Meeting
from tumorboard.i18n import _, plural
from tumorboard.reasoning.readiness import Entry, absent, missing, profile, readiness
from tumorboard.ui import theme
from tumorboard.ui.agenda_list import AgendaList
from tumorboard.ui.agenda_rows import Row
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button
from tumorboard.ui.outcome_view import OutcomeView
from tumorboard.ui.session import Session

NARROW = 220
"""How wide the list of boards is."""


class CaseBoardsPage(QWidget):
    """The boards of the open case at the left, the latest first; at the right the current one, read back."""

    edit_wanted = Signal(str)
    fill_wanted = Signal(str, str, str)
    agenda_wanted = Signal()
    paper_wanted = Signal(str, str)
    finalise_wanted = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Boards of the case"))
        self._session, self._today = session, today
        self._missing: tuple[Entry, ...] = ()
        self.list = AgendaList(_("Boards of the case"), parent=self)
        self.ready = QLabel(self)
        self.ready.setWordWrap(True)
        self.ready.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        links = (
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.ready.setTextInteractionFlags(links)
        self.view = OutcomeView(self)
        self.nothing = QLabel(_("This case was at no board yet. Ctrl+J puts it on the next agenda."), self)
        self.nothing.setProperty("role", "heading")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.put = Button(_("On an agenda"), "", "Ctrl+J", self)
        self.type = Button(_("Type the outcome"), "", "Enter", self)
        self.finalise = Button(_("Finalise"), "first", "Ctrl+Shift+F", self)
        self.page = Button(_("Page…"), "", "P", self)
        self.letter = Button(_("Letter…"), "", "E", self)
        self.text = Button(_("Copy as text"), "", "X", self)
        self.sent = Button(_("Note as sent"), "", "S", self)
        self.kept = Button(_("Kept page…"), "", "K", self)
        self.changes = Button(_("What changed…"), "", "C", self)
        self._papers = {
            "changes": self.changes,
            "page": self.page,
            "letter": self.letter,
            "text": self.text,
            "sent": self.sent,
            "kept": self.kept,
        }
        self._lay_out()
        self._join()

    def _lay_out(self) -> None:
        side = QFrame(self)
        side.setObjectName("card")
        side.setFixedWidth(theme.current().px(NARROW))
        inside = QVBoxLayout(side)
        inside.setContentsMargins(6, 8, 6, 8)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.put)
        self._side = side
        card = QFrame(self)
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 10, 12, 8)
        box.addWidget(self.nothing, 1)
        box.addWidget(self.ready)
        box.addWidget(self.view, 1)
        papers = in_row(card, *self._papers.values(), left=True)
        box.addWidget(Beside(papers, in_row(card, self.type, self.finalise), card))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addWidget(card, 1)
        self.setFocusProxy(self.list)

    def _join(self) -> None:
        self.list.moved.connect(self._show)
        self.list.opened.connect(self._type)
        self.put.clicked.connect(self.agenda_wanted)
        self.type.clicked.connect(self._type)
        self.finalise.clicked.connect(lambda: self._with_current(self.finalise_wanted.emit))
        for paper, button in self._papers.items():
            button.clicked.connect(
                lambda _c=False, paper=paper: self._with_current(
                    lambda id_: self.paper_wanted.emit(id_, paper)
                )
            )
        for key, button in zip("CPEXSK", self._papers.values(), strict=True):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.ready.linkActivated.connect(self._fill)
        self._session.changed.connect(lambda kinds: self.draw())
        self._session.drafted.connect(self._follow_draft)
        self._session.case_opened.connect(lambda case: self.draw())

    @property
    def item(self) -> AgendaItem | None:
        """The item the keys are at, as it is being typed."""
        case, row = self._session.drafted_case, self.list.current
        found = case.find(row.id) if case and row else None
        return found if isinstance(found, AgendaItem) else None

    def current_record(self) -> str:
        """Return the id of the item the keys are at; empty for none."""
        return self.list.current.id if self.list.current else ""

    def go_to(self, record_id: str) -> None:
        """Put the keys at an item."""
        self.draw(record_id)

    def draw(self, wanted: str = "") -> None:
        """Show the boards of the open case, the keys where they were."""
        case = self._session.case
        if case is None or not self.isVisible():
            return
        items = sorted(
            case.of(AgendaItem), key=lambda one: (one.on is not None, one.on, one.id), reverse=True
        )
        self.list.show_rows([_row(one) for one in items], wanted)
        self._side.setVisible(bool(items))
        self.nothing.setVisible(not items)
        self.view.setVisible(bool(items))
        self._show()

    def _show(self) -> None:
        case, item = self._session.drafted_case, self.item
        self._show_readiness()
        can = item is not None and not self._session.read_only
        self.type.setEnabled(can)
        self.finalise.setEnabled(can and item is not None and not is_final(item))
        for button in self._papers.values():
            button.setEnabled(item is not None)
        self.kept.setVisible(item is not None and item.page is not None)
        self.sent.setVisible(can and item is not None and is_final(item) and item.sent_on is None)
        if case is None or item is None:
            return
        meeting = self._meeting(item)
        lacking = absent(profile(meeting.profile), meeting.attendance) if meeting else ()
        self.view.show_outcome(case, item, meeting, lacking)
        words = _("Add to it") if is_final(item) else _("Type the outcome")
        self.type.setText(words)
        self.type.setAccessibleName(words)

    def _show_readiness(self) -> None:
        case, item = self._session.drafted_case, self.item
        shown_ = case is not None and (item is None or not (item.outcome or is_final(item)))
        self.ready.setVisible(shown_)
        if case is None or not shown_:
            return
        meeting = self._meeting(item) if item else None
        wanted = profile(meeting.profile if meeting else "")
        self._missing = missing(readiness(case, item, wanted, self._today()))
        if not self._missing:
            self.ready.setText(_("Ready for the board ({profile}).").format(profile=escape(_(wanted.name))))
            return
        colour = theme.current().look
        links = ", ".join(
            f'<a href="{place}" style="color: {colour}">{escape(one.label)}</a>'
            for place, one in enumerate(self._missing)
        )
        count = plural("{count} missing", "{count} missing", len(self._missing))
        self.ready.setText(f"<b>{escape(count)}</b> ({escape(_(wanted.name))}): {links}")

    def _follow_draft(self) -> None:
        if self.isVisible():
            self._show()

    def _fill(self, link: str) -> None:
        one = self._missing[int(link)]
        self.fill_wanted.emit(one.kind, one.field, one.record_id)

    def _meeting(self, item: AgendaItem) -> Meeting | None:
        book = self._session.book
        try:
            return book.boards.meeting(item.meeting) if book and item.meeting else None
        except KeyError:
            return None

    def _type(self) -> None:
        if (item := self.item) and not self._session.read_only:
            field = "addenda" if is_final(item) else "outcome" if item.question.strip() else "question"
            self.fill_wanted.emit(item.record_kind, field, item.id)

    def _with_current(self, doing: Callable[[str], object]) -> None:
        if record_id := self.current_record():
            doing(record_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def _row(item: AgendaItem) -> Row:
    day = item.on and Day.parse(str(item.on).partition("T")[0])
    when = dates.show(day) if day else _("not dated")
    chip = _("final") if is_final(item) else shown(item, "outcome") if item.outcome else _("planned")
    return Row(item.id, "", when, "", item.board or _("Board"), chip)
