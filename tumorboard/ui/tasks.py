"""Tasks: work of more than a fifth of a second, beside the screen instead of before it.

The work runs in a thread and touches no widget; what it gives or raises comes back by signals in the thread
of the screen. It stops where it asks `stopped()` and hears yes.
"""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from tumorboard.domain.errors import Problem


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

    def __init__(self, work: "Callable[[Task], Any]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin in a thread of the pool."""
        # The pool drops its runnable before our signals have arrived, so the task is another object.
        QThreadPool.globalInstance().start(QRunnable.create(self._run))

    def cancel(self) -> None:
        """Ask the work to stop where it next can."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether it was asked to stop; for the work to look at between two pieces."""
        return self._stop.is_set()

    def _run(self) -> None:
        try:
            result = self._work(self)
        except Problem as problem:
            self.troubled.emit(problem)
        except Exception as error:
            self.failed.emit(error)
        else:
            if self.stopped():
                self.cancelled.emit()
            else:
                self.done.emit(result)


def run(
    work: Callable[[Task], Any],
    parent: QObject,
    *,
    done: Callable[[Any], object],
    troubled: Callable[[Problem], object],
    failed: Callable[[Exception], object],
) -> Task:
    """Start a piece of work that ends in one of these calls, all in the thread of the screen."""
    task = Task(work, parent)
    task.done.connect(done)
    task.troubled.connect(troubled)
    task.failed.connect(failed)
    for end in (task.done, task.troubled, task.failed, task.cancelled):
        end.connect(task.deleteLater)
    task.start()
    return task
