"""Readying: finds out beside the screen's work which cases of an agenda are ready, one case at a turn."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.meeting import Meeting
from tumorboard.reasoning.readiness import missing, profile, readiness
from tumorboard.store.boards import Placed
from tumorboard.ui.session import Session


class Readying(QObject):
    """Keeps what it found for as long as neither the case nor its item changes."""

    known = Signal(str, int)
    """Of the agenda item of this id, so many things are missing."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._today = session, today
        self._found: dict[tuple[str, str, str, date], int] = {}
        self._waiting: list[tuple[Placed, str]] = []
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next)

    def ask(self, meeting: Meeting | None, placed: list[Placed]) -> None:
        """Tell of the cases of an agenda, those known at once and the others one by one."""
        code = meeting.profile if meeting else ""
        self._waiting = [(one, code) for one in placed]
        if self._waiting:
            self._turn.start()

    def _next(self) -> None:
        book = self._session.book
        if not self._waiting or book is None:
            self._turn.stop()
            return
        one, code = self._waiting.pop(0)
        key = (one.item.id, book.shelf.version(one.case_id), code, self._today())
        if key not in self._found:
            try:
                case = book.shelf.look_into(one.case_id)
            except KeyError:
                return
            item = case.find(one.item.id)
            told = readiness(
                case, item if isinstance(item, AgendaItem) else None, profile(code), self._today()
            )
            self._found[key] = len(missing(told))
        self.known.emit(one.item.id, self._found[key])
