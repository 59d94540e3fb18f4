"""Drafting: keeps what stands in a sheet in the file, within a second, until it is a record or given up."""

import dataclasses
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from tumorboard.domain.errors import Problem
from tumorboard.ui import unfinished
from tumorboard.ui.session import Session
from tumorboard.ui.sheet import Sheet
from tumorboard.ui.unfinished import Unfinished

WAIT = 400
"""Milliseconds after a key at most until what is typed lies in the file."""


class Drafting(QObject):
    """Follows one sheet at a time."""

    kept = Signal(bool)
    """Whether there is a draft in the file now."""
    failed = Signal(str)
    """Why there is none, in a sentence."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet: Sheet | None = None
        self.one: Unfinished | None = None
        """What the sheet is about, with what was typed in it when it was opened."""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self.flush)

    def begin(self, sheet: Sheet, one: Unfinished) -> None:
        """Follow a sheet from now on."""
        self._sheet, self.one = sheet, one

    def end(self, *, drop: bool) -> None:
        """Follow it no longer; `drop` takes its text out of the file, otherwise it stays there."""
        book, one = self._session.book, self.one
        self._wait.stop()
        self._sheet, self.one = None, None
        if drop and one is not None and book is not None:
            unfinished.drop(book, one.key)

    def touch(self) -> None:
        """Note that something was typed."""
        # The first key that is not in the file yet starts the clock, not the last.
        if not self._wait.isActive():
            self._wait.start()

    def now(self) -> Unfinished:
        """Return what is typed at this moment."""
        assert self._sheet
        assert self.one
        at = datetime.now().isoformat(timespec="seconds")
        return dataclasses.replace(self.one, at=at, typed=self._sheet.typed())

    def flush(self) -> None:
        """Put what is typed into the file now."""
        self._wait.stop()
        book, one, sheet = self._session.book, self.one, self._sheet
        if book is None or one is None or sheet is None or self._session.read_only:
            return
        try:
            touched = sheet.is_touched()
            if touched:
                unfinished.keep(book, self.now())
            else:
                unfinished.drop(book, one.key)
            self.kept.emit(touched)
        except Problem as problem:
            self.failed.emit(problem.sentence)

    def begun(self, suits: Callable[[Unfinished], bool]) -> Unfinished | None:
        """Return the latest text of the open case that was begun and suits; None where there is none."""
        book, case = self._session.book, self._session.case
        self.flush()
        begun = unfinished.of_case(book, case.id) if book and case else []
        return next(filter(suits, begun), None)
