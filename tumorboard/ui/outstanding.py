"""Outstanding: what stands out in the open case, worked out anew a moment after each change and key press."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.reasoning.judged import Judged
    from tumorboard.ui.remark_rows import RemarkRow

SETTLED = 200
"""Milliseconds after a case was opened: it is painted first."""
PAUSE = 120
"""Milliseconds after a key press: what is typed is drawn first."""


class Outstanding(QObject):
    """The remarks on the open case with what is being typed in it."""

    changed = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._today = session, today
        self.judged: tuple[Judged, ...] = ()
        self._of = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.follow)
        session.case_opened.connect(lambda case: self._begin())
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

        case = self._session.drafted_case
        found = judged(case, remarks(case, self._today())) if case else ()
        before, self._of = self._of, case.id if case else ""
        if found != self.judged or self._of != before:
            self.judged = found
            self.changed.emit()

    def compared(self) -> "list[RemarkRow]":
        """Return what stands beside published trials, worked out only where somebody looks."""
        from tumorboard.reasoning.comparison import comparison
        from tumorboard.ui.remark_rows import compared_rows

        case = self._session.drafted_case
        # Not before what comes first in the list: the keys would be put at what is there.
        if case is None or case.id != self._of:
            return []
        return compared_rows(case, comparison(case, self._today()))

    def _begin(self) -> None:
        """Say nothing of the case before, at once, and let the new one be painted first."""
        self.judged, self._of = (), ""
        self.changed.emit()
        self._soon(SETTLED)

    def _soon(self, pause: int) -> None:
        if self._session.case is None:
            self._timer.stop()
            self.judged = ()
            self.changed.emit()
        else:
            self._timer.start(pause)
