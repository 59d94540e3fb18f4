"""Errors: what becomes of an exception nobody caught.

A Problem is the world's fault and is said as a line on the page. Anything else is a bug of ours: it goes
into the log with its traceback, one calm dialog says what is safe, and the program goes on. Neither the log
nor the dialog shows values, as those may be a patient's.
"""

import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tumorboard import __version__
from tumorboard.domain.errors import Problem

if TYPE_CHECKING:
    from tumorboard.ui.bug_dialog import BugDialog

LARGEST = 500_000
"""Bytes of the log; a longer one is put aside, in place of the one before."""


def log_file() -> Path:
    """Return the file in the user's log folder that tells what went wrong."""
    return platformdirs.user_log_path("TumorBoard", appauthor=False) / "tumorboard.log"


def note(text: str, file: Path) -> None:
    """Write into the log with the time; a log that cannot be written must not make things worse."""
    stamp = datetime.now().isoformat(sep=" ", timespec="seconds")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{stamp} {text}\n")


def details(error: BaseException) -> str:
    """Return where a bug happened, without the text of the exception, which could hold a value."""
    import traceback

    places = traceback.extract_tb(error.__traceback__)
    lines = [f"TumorBoard {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [f"  {Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
    lines.append(type(error).__name__)
    if error.__cause__ is not None:
        lines += ["from", *details(error.__cause__).splitlines()[1:]]
    return "\n".join(lines)


class Hook(QObject):
    """Takes the exceptions nobody caught, from whatever thread, and says them in the thread of the screen."""

    troubled = Signal(str)
    """A problem's sentence, for the page."""
    _caught = Signal(object)

    def __init__(self, window: QWidget, log_file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._log_file = log_file
        self.dialog: BugDialog | None = None
        self._caught.connect(self.report)

    def install(self) -> None:
        """Take the exceptions of this process from now on."""
        sys.excepthook = self._except
        threading.excepthook = self._except_in_thread

    def report(self, error: BaseException) -> None:
        """Say one exception: a problem as a line, a bug by the dialog, one dialog at a time."""
        if isinstance(error, Problem):
            self.troubled.emit(error.sentence)
            return
        from tumorboard.ui.bug_dialog import BugDialog

        note(details(error), self._log_file)
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = BugDialog(details(error), self._log_file, self._window)
            self.dialog.open()

    def _except(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._caught.emit(error)

    def _except_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._caught.emit(arguments.exc_value)
