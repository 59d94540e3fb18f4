"""Recent cases: those opened last in the file that is open, remembered for the next start as ids alone."""

from PySide6.QtCore import QObject

from tumorboard.ui.session import Session
from tumorboard.ui.settings import RECENT_CASES, Settings


class RecentCases(QObject):
    """Follows a session; made before whoever shows the cases, so that it knows first."""

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._ids: list[str] = []
        session.book_opened.connect(self._begin)
        session.case_opened.connect(lambda case: self._follow())

    def ids(self) -> list[str]:
        """Return the ids of the cases opened last, the latest first; some may be no longer in the file."""
        return list(self._ids)

    def _begin(self) -> None:
        path = self._session.book.path if self._session.book else None
        self._ids = self._settings.recent_cases(path) if path else []

    def _follow(self) -> None:
        book, case = self._session.book, self._session.case
        if book is None or case is None:
            return
        self._ids = [case.id, *(one for one in self._ids if one != case.id)][:RECENT_CASES]
        if book.path:
            self._settings.keep_last_case(book.path, case.id)
