import threading

import pytest
from pytestqt.qtbot import QtBot

from tumorboard.ui.progress import Progress
from tumorboard.ui.tasks import Task


@pytest.fixture
def progress(qtbot: QtBot) -> Progress:
    """Give a line that says nothing yet."""
    made = Progress()
    qtbot.addWidget(made)
    return made


def _until_stopped(task: Task) -> None:
    task.progressed.emit(2, 5)
    while True:
        task.check()
        threading.Event().wait(0.001)


def test_what_takes_a_while_is_said_and_can_be_cancelled(qtbot: QtBot, progress: Progress) -> None:
    """The line comes with what is done and how much of it, and goes once cancelling has worked."""
    task = Task(_until_stopped)
    progress.follow("Reading case documents …", task)
    task.start()
    assert progress.isHidden()
    qtbot.waitUntil(progress.isVisible)
    assert progress.sentence == "Reading case documents … 2 of 5"
    with qtbot.waitSignal(task.cancelled):
        progress.cancel.click()
        assert not progress.cancel.isEnabled()
    assert progress.isHidden()


def test_what_is_done_at_once_is_not_said(qtbot: QtBot, progress: Progress) -> None:
    """A task that ends before the line is due leaves it hidden."""
    task = Task(lambda task: None)
    progress.follow("Reading case documents …", task)
    with qtbot.waitSignal(task.done):
        task.start()
    assert progress.isHidden()
    assert not progress._wait.isActive()
