"""Opening: the order in which the program comes onto the screen.

The frame is painted before anything else is imported. Then a thread imports what the window holds and the
store, and opens the file, whose check may take a while: the list of cases can be used. Then a thread imports
the drawing library, and the chart comes last. The screen is never kept waiting for an import, and between two
pieces of building it is painted.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QThreadPool, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from tumorboard import __version__, i18n, resources
from tumorboard.domain.errors import Problem
from tumorboard.ui import screen, tasks, theme
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.ui.desk import Desk

EVENTS = ("shown", "painted", "listed", "case", "complete")
"""What `on_event` is told, in this order: shown to the system, painted, the list of cases can be used, the
last case stands in the banner (if there was one), and everything is there."""

SWITCH = 0.0005
"""Seconds after which an importing thread gives way to the screen; Python's 5 ms are a third of a frame."""

BREATH = 1
"""Milliseconds between two pieces of building, in which keys are taken and the window is painted."""

Tell = Callable[[str], object]


def application() -> QApplication:
    """Return the one application object, made if there is none; it draws into memory without a screen."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    if not screen.is_promised():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with screen.sought():
        made = QApplication(sys.argv[:1])
    made.setApplicationName("TumorBoard")
    made.setApplicationVersion(__version__)
    made.setDesktopFileName("tumorboard")
    return made


class Opening(QObject):
    """Brings one window up."""

    def __init__(self, settings: Settings, file: Path, tell: Tell) -> None:
        super().__init__()
        self._settings, self._file, self._tell = settings, file, tell
        self.window = MainWindow(settings)
        self.desk: Desk | None = None
        self._switch = sys.getswitchinterval()
        self.window.painted.connect(self._load_desk)

    def show(self) -> None:
        """Show the frame; everything else follows from its being painted."""
        sys.setswitchinterval(SWITCH)
        self.window.show()
        self._tell("shown")

    def close(self) -> None:
        """Put everything away."""
        QThreadPool.globalInstance().waitForDone()
        if self.desk:
            self.desk.close()
        self._settings.flush()

    def _load_desk(self) -> None:
        self._tell("painted")
        tasks.run(_import_desk, self, done=self._build_desk, troubled=_give_up, failed=_give_up)

    def _build_desk(self, nothing: object) -> None:
        from tumorboard.ui.desk import Desk
        from tumorboard.ui.errors import log_file

        self.desk = Desk(self.window, self._settings, log_file())
        self.desk.hook.install()
        self.desk.files.refused.connect(self._load_pages)
        self.desk.files.open(self._file, then=self._list)

    def _list(self) -> None:
        self._tell("listed")
        self._load_pages()

    def _load_pages(self) -> None:
        assert self.desk
        self.desk.files.refused.disconnect(self._load_pages)
        self._beside(_import_pages, self._fill)

    def _fill(self, nothing: object) -> None:
        assert self.desk
        self.desk.fill()
        QTimer.singleShot(BREATH, self, self._open_case)

    def _open_case(self) -> None:
        assert self.desk
        self.desk.case_desk.open_last()
        QTimer.singleShot(BREATH, self, self._load_chart)

    def _load_chart(self) -> None:
        self._tell("case")
        assert self.desk
        self._beside(partial(_import_chart, self.desk.session.case), self._place_chart)

    def _place_chart(self, nothing: object) -> None:
        from tumorboard.ui.charts import Chart

        assert self.desk
        assert self.desk.overview
        self.desk.overview.place_chart(Chart())
        QTimer.singleShot(BREATH, self, self._draw)

    def _draw(self) -> None:
        assert self.desk
        assert self.desk.overview
        # To lay the chart out and to paint it are two pieces of work too, which Qt would do at a stretch.
        self.desk.overview.setUpdatesEnabled(False)
        self.desk.overview.draw()
        QTimer.singleShot(BREATH, self, self._paint)

    def _paint(self) -> None:
        assert self.desk
        assert self.desk.overview
        self.desk.overview.setUpdatesEnabled(True)
        self.window.setWindowIcon(QIcon(str(resources.path("icons/tumorboard.svg"))))
        sys.setswitchinterval(self._switch)
        self._tell("complete")

    def _beside(self, work: Callable[[tasks.Task], object], done: Callable[[object], object]) -> None:
        assert self.desk
        report = self.desk.hook.report
        tasks.run(work, self, done=done, troubled=report, failed=report)


def _import_desk(task: tasks.Task) -> None:
    import tumorboard.store.book
    import tumorboard.ui.desk  # noqa: F401


def _import_pages(task: tasks.Task) -> None:
    # What a case is read with and changed with too, which the list could do without.
    import tumorboard.store.listing
    import tumorboard.store.step
    import tumorboard.store.whole_case
    import tumorboard.ui.pages.case  # noqa: F401
    from tumorboard.domain import vocabulary
    from tumorboard.reasoning import derived

    for name in ("analytes", "biomarkers"):
        vocabulary.load(name)
    derived.prepare()


def _import_chart(case: "Case | None", task: tasks.Task) -> None:
    import tumorboard.figures.overview
    import tumorboard.ui.charts  # noqa: F401
    from tumorboard.reasoning.markers import kinetics

    if case:
        # Kept for the chart, which is drawn at a stretch.
        kinetics(case)


def _give_up(error: Exception) -> None:
    """End where the program is not whole: there is nothing yet that could say so in a window."""
    QApplication.exit(1)
    raise error


def run(file: Path | None, default_file: Path, on_event: Tell | None = None) -> int:
    """Open the window on a file, the one last picked or the default one; return when it is closed."""
    if not screen.is_promised():
        raise Problem(screen.missing())
    program = application()
    # Ctrl+C in the terminal ends the program; what is kept is safe in the file at any moment.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    i18n.choose_language(QLocale().uiLanguages())
    settings = Settings()
    theme.apply(theme.wanted(settings.appearance, settings.scale))
    opening = Opening(
        settings, file or settings.picked_file or default_file, on_event or (lambda event: None)
    )
    opening.show()
    code = program.exec()
    opening.close()
    return code
