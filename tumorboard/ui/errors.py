"""Errors: what becomes of an exception nobody caught.

A Problem is the world's fault and is said as a line on the page. Anything else is a bug of ours: it goes
into the log with its traceback, one calm dialog says what is safe, and the program goes on. Neither the log
nor the dialog shows values, as those may be a patient's.
"""

import sys
import threading
from collections import Counter
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
from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.ui.bug_dialog import BugDialog

LARGEST = 500_000
"""Bytes of the log; a longer one is put aside, in place of the one before."""
NOTED = 20
"""So many times one and the same bug is written into the log."""


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
    """Takes the exceptions nobody caught, from whatever thread, and says them in the thread of the screen.

    A bug has its dialog once. Where it comes again it is a line: one that happens whenever something is drawn
    would otherwise come back as often as its dialog is closed.
    """

    troubled = Signal(str)
    """A sentence for the page: a problem's, or that a bug came again."""
    _caught = Signal(object)

    def __init__(self, window: QWidget, log_file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._log_file = log_file
        self.dialog: BugDialog | None = None
        self._seen: Counter[str] = Counter()
        self._busy = False
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
        text = details(error)
        self._seen[text] += 1
        if self._seen[text] <= NOTED:
            note(text, self._log_file)
        # What fails while a bug is being said cannot be said by the same means.
        if self._busy:
            return
        self._busy = True
        try:
            self._say(text)
        except Exception as another:
            note(details(another), self._log_file)
        finally:
            self._busy = False

    def _say(self, text: str) -> None:
        from tumorboard.ui.bug_dialog import BugDialog

        if self.dialog is not None and self.dialog.isVisible():
            return
        if self._seen[text] > 1:
            self.troubled.emit(_("The same mistake of the program happened again; what was kept is safe."))
            return
        self.dialog = BugDialog(text, self._log_file, self._window)
        self.dialog.open()

    def _except(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._catch(error)

    def _except_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._catch(arguments.exc_value)

    def _catch(self, error: BaseException) -> None:
        try:
            self._caught.emit(error)
        except RuntimeError:
            # The window is gone already, and with it whatever could be said.
            note(details(error), self._log_file)
