"""Progress: what is being done beside the screen, said once it takes a while, and the way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tumorboard.i18n import _
from tumorboard.ui.tasks import Task

WAIT = 200
"""Milliseconds in which nothing is said: what is done by then needs no words."""


class Progress(QFrame):
    """A sentence across the page with a button to cancel, as long as a task goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setAccessibleName(_("Work in progress"))
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self.cancel = QPushButton(_("&Cancel"), self)
        self.cancel.setAccessibleName(_("Cancel"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.cancel)
        self._task: Task | None = None
        self._words = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self._come)
        self.cancel.clicked.connect(self._stop)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._label.text()

    def follow(self, words: str, task: Task) -> None:
        """Say what a task that is about to start does, until it ends."""
        self._task, self._words = task, words
        self._label.setText(words)
        self.cancel.setEnabled(True)
        task.progressed.connect(self._count)
        for end in (task.done, task.troubled, task.failed, task.cancelled):
            end.connect(self._end)
        self._wait.start()

    def _come(self) -> None:
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))

    def _count(self, done: int, of: int) -> None:
        if of > 1:
            words = _("{what} {done} of {all}")
            self._label.setText(words.format(what=self._words, done=done, all=of))

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self.cancel.setEnabled(False)

    def _end(self) -> None:
        self._task = None
        self._wait.stop()
        self.hide()
