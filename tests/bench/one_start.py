"""One start: a process that comes onto the screen once, writes when that was as JSON, and ends.

`python -m tests.bench.one_start empty|program BEGUN [FILE]` with BEGUN as `time.monotonic()` had it when the
process was asked for. Nothing is imported before it is needed: what measures must not be what is waited for.
"""

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SETTLED = 100
"""Milliseconds after the last thing was painted, in which a second thought of the layout shows up."""
BEAT = 1
"""Milliseconds between two signs of life of the screen."""


def main(kind: str, begun: float, file: str = "") -> None:
    """Start, and write the times since `begun` in milliseconds, and the most memory held in MB."""
    times: dict[str, float] = {}

    def note(event: str) -> None:
        times.setdefault(event, (time.monotonic() - begun) * 1000)

    beats = _program(note, Path(file)) if kind == "program" else _empty(note)
    pauses = [((later - earlier) * 1000, (earlier - begun) * 1000) for earlier, later in pairwise(beats)]
    worst = sorted(pauses, reverse=True)[:6]
    print(json.dumps({"times": times, "pauses": worst, "memory": most_memory()}))


def _empty(note: Callable[[str], None]) -> list[float]:
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def event(self, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                QTimer.singleShot(0, painted)
            return super().event(event)

    beats: list[float] = []

    def painted() -> None:
        note("painted")
        _beat(beats)
        QTimer.singleShot(SETTLED, window.close)

    program = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1280, 760)
    window.show()
    program.exec()
    return beats


def _program(note: Callable[[str], None], file: Path) -> list[float]:
    from tumorboard.app import run

    beats: list[float] = []

    def hear(event: str) -> None:
        note(event)
        if event == "painted":
            _beat(beats)
        elif event == "listed":
            _once_painted(_window(), lambda: note("list painted"))
        elif event == "complete":
            _once_painted(_chart(), charted)

    def charted() -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        note("chart painted")
        QTimer.singleShot(SETTLED, QApplication.closeAllWindows)

    run(file, hear)
    return beats


def _beat(beats: list[float]) -> None:
    from PySide6.QtCore import QCoreApplication, Qt, QTimer

    timer = QTimer(QCoreApplication.instance())
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(BEAT)
    beats.append(time.monotonic())


def _once_painted(surface: "QWidget", then: Callable[[], object]) -> None:
    from tests.bench.painting import Painted

    Painted(surface, then)


def _window() -> "QWidget":
    from PySide6.QtWidgets import QListView

    # Not its viewport: the first time PySide is asked for one, that alone is a pause.
    found: QListView = _found(QListView)
    return found.window()


def _chart() -> "QWidget":
    from PySide6.QtWidgets import QGraphicsView

    found: QGraphicsView = _found(QGraphicsView)
    return found.viewport()


def _found(kind: type[Any]) -> Any:
    from PySide6.QtWidgets import QApplication

    hits = (window.findChild(kind) for window in QApplication.topLevelWidgets())
    return next(hit for hit in hits if hit is not None)


def most_memory() -> float | None:
    """Return the megabytes this process held at most; None where the system does not tell."""
    # Only Linux tells of a process alone; what getrusage says there counts the process that started it.
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:])
