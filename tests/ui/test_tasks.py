import threading
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tumorboard.domain.errors import Problem
from tumorboard.ui import tasks
from tumorboard.ui.tasks import Task


class _Ends:
    """Gathers how a task ended, and in which thread that was told."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._parent = QObject()
        self.told: list[tuple[str, Any, bool]] = []

    def of(self, work: Any) -> tuple[str, Any]:
        def tell(name: str) -> Any:
            here = threading.main_thread()
            return lambda value: self.told.append((name, value, threading.current_thread() is here))

        tasks.run(work, self._parent, done=tell("done"), troubled=tell("troubled"), failed=tell("failed"))
        self._qtbot.waitUntil(lambda: len(self.told) > 0)
        [(name, value, in_main)] = self.told
        assert in_main
        return name, value


def test_work_runs_beside_the_screen_and_its_result_comes_back(qtbot: QtBot) -> None:
    """The work is done in another thread; what it gives arrives in the screen's."""
    name, thread = _Ends(qtbot).of(lambda task: threading.current_thread())
    assert name == "done"
    assert thread is not threading.main_thread()


def test_a_problem_and_a_bug_come_back_apart(qtbot: QtBot) -> None:
    """The world's fault and ours end a task in different ways."""

    def refuse(task: Task) -> None:
        raise Problem("The disk is full.")

    def fail(task: Task) -> None:
        raise ValueError

    assert _Ends(qtbot).of(refuse)[0] == "troubled"
    assert _Ends(qtbot).of(fail)[0] == "failed"


def test_work_stops_where_it_is_asked_to(qtbot: QtBot) -> None:
    """A task that is cancelled ends where it next looks."""
    begun = threading.Event()

    def work(task: Task) -> None:
        begun.set()
        while True:
            task.check()
            threading.Event().wait(0.001)

    task = Task(work)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        begun.wait()
        task.cancel()


def test_progress_is_told(qtbot: QtBot) -> None:
    """How far the work is arrives while it goes on."""
    task = Task(lambda task: task.progressed.emit(3, 7))
    with qtbot.waitSignal(task.progressed) as told:
        task.start()
    assert told.args == [3, 7]
    qtbot.waitUntil(lambda: task.parent() is None)
