"""Errors: what becomes of an exception nobody caught.

A Problem is the world's fault and is said as a line on the page. Anything else is a bug of ours: it goes
into the log with its traceback, one calm dialog says what is safe, and the program goes on. Neither the log
nor the dialog shows values, as those may be a patient's.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tumorboard import __version__
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _

log = logging.getLogger("tumorboard")


def keep_log(folder: Path | None = None) -> Path:
    """Write what goes wrong into a file in the user's log folder; return the file."""
    where = folder or platformdirs.user_log_path("TumorBoard", appauthor=False)
    where.mkdir(parents=True, exist_ok=True)
    file = where / "tumorboard.log"
    if not any(isinstance(handler, RotatingFileHandler) for handler in log.handlers):
        handler = RotatingFileHandler(file, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
    if not faulthandler.is_enabled() and sys.stderr is not None:
        faulthandler.enable()
    return file


def details(error: BaseException) -> str:
    """Return where a bug happened, without the text of the exception, which could hold a value."""
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
        log.error("%s", details(error))
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


class BugDialog(QDialog):
    """Says what happened, what is safe, and what can be handed on."""

    def __init__(self, text: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A mistake in the program"))
        said = QLabel(
            _(
                "Something in TumorBoard went wrong; it is not your doing. Everything that was kept is safe "
                "in your file. You can go on; if the window looks odd, close and open the program.\n\n"
                "The details below name places in the program, no patient. They are also kept in {file}."
            ).format(file=log_file)
        )
        said.setWordWrap(True)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Details of the mistake"))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("&Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton(_("&Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        layout = QVBoxLayout(self)
        for widget in (said, self.details, buttons):
            layout.addWidget(widget)
        self.resize(560, 360)
        go_on.setFocus()
