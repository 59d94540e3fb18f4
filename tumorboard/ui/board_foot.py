"""Board foot: below the list of cases, what the boards of the file come to, and the way to their pages."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from tumorboard.i18n import N_, _, plural
from tumorboard.ui import theme
from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.domain.dates import Day
    from tumorboard.domain.meeting import Meeting
    from tumorboard.store.boards import Placed
    from tumorboard.ui.readying import Readying

PAUSE = 1500
"""Milliseconds without a change after which it is found out which cases are ready."""
KINDS = {"meeting", "agenda_item", "tumour"}
"""Changes of these are told here."""
_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class FootEntry(QPushButton):
    """A title and below it what there is to say, both to be pressed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._title = QLabel(title, self)
        self._title.setProperty("role", "foot-title")
        self._said = QLabel(self)
        self._words = ""
        for label in (self._title, self._said):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.say("")

    def say(self, words: str, *, look: bool = False) -> None:
        """Say something below the title; `look` where it asks to be looked at."""
        self._words = words
        theme.restyle(self._said, role="foot-look" if look else "muted")
        title = self._title.text()
        self.setAccessibleName(f"{title}: {words}" if words else title)
        self.setToolTip(words)
        self._place()

    @property
    def words(self) -> str:
        """What is said below the title."""
        return self._words

    def _place(self) -> None:
        look = theme.current()
        inside = self.rect().adjusted(look.px(8), look.px(4), -look.px(6), -look.px(4))
        high = self._title.sizeHint().height()
        self._title.setGeometry(inside.left(), inside.top(), inside.width(), high)
        text = self._said.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, inside.width())
        self._said.setText(text)
        self._said.setGeometry(inside.left(), inside.top() + high, inside.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place()

    def sizeHint(self) -> QSize:
        high = 2 * self._title.sizeHint().height() + theme.current().px(8)
        return QSize(theme.current().px(120), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(60), self.sizeHint().height())


class BoardFoot(QFrame):
    """Names the next meeting and how much is overdue; it is read once the window was seen."""

    boards_wanted = Signal()
    actions_wanted = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAccessibleName(_("Boards of the file"))
        self._session, self._today = session, today
        self._is_filled = False
        self._meeting: Meeting | None = None
        self._placed: list[Placed] = []
        self._missing: dict[str, int] = {}
        self._readying: Readying | None = None
        # Which cases are ready takes each case as a whole, and so waits for a moment without a change.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.boards = FootEntry(_("Boards"), self)
        self.tasks = FootEntry(_("Actions"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.boards)
        column.addWidget(self.tasks)
        self.boards.clicked.connect(self.boards_wanted)
        self.tasks.clicked.connect(self.actions_wanted)
        session.book_opened.connect(self.draw)
        session.changed.connect(self._follow)

    def fill(self) -> None:
        """Say what there is from now on."""
        self._is_filled = True
        self.draw()

    def draw(self) -> None:
        """Say what there is."""
        from tumorboard.reasoning.follow_through import has_passed

        book, today = self._session.book, self._today()
        if book is None or not self._is_filled:
            return
        self._meeting = book.boards.next(today)
        self._placed = book.boards.items(self._meeting.id) if self._meeting else []
        self._missing.clear()
        self._say_meeting()
        self._pause.start()
        tasks = book.boards.open_tasks()
        late = sum(count for due, count in tasks if has_passed(due, today))
        words = [plural("{count} overdue", "{count} overdue", late)] if late else []
        if others := sum(count for _due, count in tasks) - late:
            words.append(plural("{count} open", "{count} open", others))
        self.tasks.say(" · ".join(words) or _("No open task"), look=bool(late))

    def _follow(self, kinds: frozenset[str]) -> None:
        if not kinds or kinds & KINDS:
            self.draw()
        elif self._placed:
            # Whatever is recorded may be what a case lacked.
            self._pause.start()

    def _ask(self) -> None:
        """Have found out which cases of the next meeting are ready."""
        from tumorboard.ui.readying import Readying

        if self._readying is None:
            self._readying = Readying(self._session, self._today, self)
            self._readying.known.connect(self._note)
        self._missing.clear()
        self._readying.ask(self._meeting, self._placed)

    def _note(self, item_id: str, count: int) -> None:
        self._missing[item_id] = count
        if all(one.item.id in self._missing for one in self._placed):
            self._say_meeting()

    def _say_meeting(self) -> None:
        """Say when the next meeting is, with how many cases, and once it is known how many are not ready."""
        meeting, cases = self._meeting, len(self._placed)
        if meeting is None:
            self.boards.say(_("None planned"))
            return
        counted = plural("{count} case", "{count} cases", cases)
        if unready := sum(count > 0 for count in self._missing.values()):
            counted = ", ".join((counted, plural("{count} not ready", "{count} not ready", unready)))
        self.boards.say(f"{_when(meeting.on, self._today())} · {counted}")


def _when(day: "Day | None", today: date) -> str:
    """Return the day of a meeting in words, its year only where it is another."""
    from tumorboard.domain import dates
    from tumorboard.domain.dates import Day

    if day is None:
        return _("Date not recorded")
    if day.earliest is None or not day.is_exact:
        return dates.show(day)
    said = dates.show(Day.of(day.earliest)).removesuffix(f" {today.year}")
    return f"{_(_DAYS[day.earliest.weekday()])} {said}"
