"""Opening: the order in which the program comes onto the screen.

The frame is painted before anything heavy is imported. Then a thread imports the store and opens the file,
whose check may take a while, and the list of cases can be used; then a thread imports the drawing library,
and the chart comes last. The screen is never kept waiting for an import.
"""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QThreadPool
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from tumorboard import __version__, i18n, resources
from tumorboard.ui import errors, tasks
from tumorboard.ui.desk import Desk
from tumorboard.ui.settings import Settings

EVENTS = ("shown", "painted", "listed", "case", "complete")
"""What `on_event` is told, in this order: shown to the system, painted, the list of cases can be used, the
last case stands in the banner (if there was one), and everything is there."""

Tell = Callable[[str], object]


def application() -> QApplication:
    """Return the one application object, made if there is none."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication(sys.argv[:1])
    made.setApplicationName("TumorBoard")
    made.setApplicationVersion(__version__)
    made.setDesktopFileName("tumorboard")
    return made


class Opening(QObject):
    """Brings one window up."""

    def __init__(self, desk: Desk, file: Path, tell: Tell) -> None:
        super().__init__(desk)
        self._desk, self._file, self._tell = desk, file, tell
        desk.window.painted.connect(self._open_file)

    def show(self) -> None:
        """Show the frame; everything else follows from its being painted."""
        self._desk.window.show()
        self._tell("shown")

    def _open_file(self) -> None:
        self._tell("painted")
        self._desk.files.refused.connect(self._load_pages)
        self._desk.files.open(self._file, then=self._list)

    def _list(self) -> None:
        self._tell("listed")
        self._load_pages()

    def _load_pages(self) -> None:
        self._desk.files.refused.disconnect(self._load_pages)
        tasks.run(
            _import_pages,
            self,
            done=self._fill,
            troubled=self._desk.hook.report,
            failed=self._desk.hook.report,
        )

    def _fill(self, nothing: object) -> None:
        self._desk.fill()
        self._desk.open_last_case()
        self._tell("case")
        tasks.run(
            _import_chart,
            self,
            done=self._draw,
            troubled=self._desk.hook.report,
            failed=self._desk.hook.report,
        )

    def _draw(self, nothing: object) -> None:
        from tumorboard.ui.charts import Chart

        if self._desk.overview:
            self._desk.overview.place_chart(Chart())
        self._desk.window.setWindowIcon(QIcon(str(resources.path("icons/tumorboard.svg"))))
        self._tell("complete")


def _import_pages(task: tasks.Task) -> None:
    import tumorboard.ui.pages.overview  # noqa: F401


def _import_chart(task: tasks.Task) -> None:
    import tumorboard.figures.overview
    import tumorboard.ui.charts  # noqa: F401


def run(file: Path | None, default_file: Path, on_event: Tell | None = None) -> int:
    """Open the window on a file, the one last picked or the default one; return when it is closed."""
    program = application()
    # Ctrl+C in the terminal ends the program; what is kept is safe in the file at any moment.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    i18n.choose_language(QLocale().uiLanguages())
    settings = Settings()
    desk = Desk(settings, errors.keep_log())
    desk.hook.install()
    opening = Opening(desk, file or settings.picked_file or default_file, on_event or (lambda event: None))
    opening.show()
    code = program.exec()
    QThreadPool.globalInstance().waitForDone()
    desk.close()
    return code
