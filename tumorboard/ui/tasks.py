"""Tasks: work of more than a fifth of a second, beside the screen instead of before it.

The work runs in a thread and touches no widget; what it gives or raises comes back by signals in the thread
of the screen. It stops where it looks whether it was asked to.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from tumorboard.domain.errors import Problem, Stopped

T = TypeVar("T")
_LOOK = 0.05
"""Seconds between two looks whether to stop, while something is asked of the screen."""


class Task(QObject):
    """A piece of work on its way; exactly one of `done`, `troubled`, `failed` and `cancelled` is emitted."""

    progressed = Signal(int, int)
    """So many of so many."""
    done = Signal(object)
    troubled = Signal(object)
    """A Problem: the world's fault."""
    failed = Signal(object)
    """Any other exception: a bug of ours."""
    cancelled = Signal()
    """It stopped as it was asked to, and left nothing."""
    _asked = Signal(object)

    def __init__(self, work: "Callable[[Task], Any]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin in a thread of the pool."""
        # The pool drops its runnable before our signals have arrived, so the task is another object.
        QThreadPool.globalInstance().start(QRunnable.create(self._run))

    def cancel(self) -> None:
        """Ask the work to stop where it next can."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Stopped where it was asked to stop; for the work to call between two pieces."""
        if self.stopped():
            raise Stopped

    def on_screen(self, asked: Callable[[], T]) -> T:
        """Return what is asked of the thread of the screen, or raise what it raises; for the work to call.

        What waits looks whether it was asked to stop: the screen may be waiting for it to end.
        """
        answer = _Answer(asked)
        self._asked.emit(answer)
        while not answer.given.wait(_LOOK):
            self.check()
        return answer.take()

    def _answer(self, answer: "_Answer[Any]") -> None:
        if not self.stopped():
            answer.give()

    def _run(self) -> None:
        try:
            result = self._work(self)
        except Stopped:
            self.cancelled.emit()
        except Problem as problem:
            self.troubled.emit(problem)
        except Exception as error:
            self.failed.emit(error)
        else:
            self.done.emit(result)


class _Answer(Generic[T]):
    """What one thread asks of another, and what it is told."""

    def __init__(self, asked: Callable[[], T]) -> None:
        self._asked = asked
        self.given = threading.Event()
        self._told: list[T] = []
        self._error: Exception | None = None

    def give(self) -> None:
        try:
            self._told = [self._asked()]
        except Exception as error:
            self._error = error
        self.given.set()

    def take(self) -> T:
        if self._error is not None:
            raise self._error
        return self._told[0]


def run(
    work: Callable[[Task], Any],
    parent: QObject,
    *,
    done: Callable[[Any], object],
    troubled: Callable[[Problem], object],
    failed: Callable[[Exception], object],
    cancelled: Callable[[], object] = lambda: None,
    begin: Callable[[Task], object] = lambda task: None,
) -> Task:
    """Start a piece of work that ends in one of these calls, all in the thread of the screen.

    `begin` gets the task before it starts: what is connected later may miss how it ends. What it connects
    itself hears of the end before these calls, which may begin the next task.
    """
    task = Task(work, parent)
    begin(task)
    task.done.connect(done)
    task.troubled.connect(troubled)
    task.failed.connect(failed)
    task.cancelled.connect(cancelled)
    for end in (task.done, task.troubled, task.failed, task.cancelled):
        end.connect(task.deleteLater)
    task.start()
    return task
