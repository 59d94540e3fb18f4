"""Outstanding: what stands out in the open case, worked out anew a moment after each change and key press."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.reasoning.judged import Judged

PAUSE = 120
"""Milliseconds after a key press: what is typed is drawn first."""


class Outstanding(QObject):
    """The remarks on the open case with what is being typed in it."""

    changed = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._today = session, today
        self.judged: tuple[Judged, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.follow)
        session.case_opened.connect(lambda case: self._soon(0))
        session.changed.connect(lambda kinds: self._soon(0))
        session.drafted.connect(lambda: self._soon(PAUSE))

    def counts(self) -> dict[str, int]:
        """Return how many remarks there are of each group."""
        found: dict[str, int] = {}
        for one in self.judged:
            found[one.group] = found.get(one.group, 0) + 1
        return found

    def follow(self) -> None:
        """Work out what stands out now."""
        from tumorboard.reasoning.derived import remarks
        from tumorboard.reasoning.judged import judged

        case = self._drafted()
        found = judged(case, remarks(case, self._today())) if case else ()
        if found != self.judged:
            self.judged = found
            self.changed.emit()

    def _soon(self, pause: int) -> None:
        if self._session.case is None:
            self._timer.stop()
            self.judged = ()
            self.changed.emit()
        else:
            self._timer.start(pause)

    def _drafted(self) -> "Case | None":
        case = self._session.case
        for draft in self._session.drafts if case else ():
            assert case
            case = case.with_record(draft)
        return case
