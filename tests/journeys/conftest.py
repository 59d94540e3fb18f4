"""The journeys through the window start the whole program as it starts for everybody, but in this process."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tumorboard.ui import theme
from tumorboard.ui.desk import Desk
from tumorboard.ui.opening import Opening
from tumorboard.ui.settings import Settings

PATIENCE = 20_000
"""Milliseconds for a start on a machine that does much else."""


@pytest.fixture
def start(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Desk]]:
    """Give a function that opens the program's window on a file and waits until everything is there."""
    hooks = sys.excepthook, threading.excepthook
    opened: list[Opening] = []

    def open_window(file: Path) -> Desk:
        told: list[str] = []
        opening = Opening(Settings(), file, told.append)
        opened.append(opening)
        qtbot.addWidget(opening.window)
        with qtbot.waitActive(opening.window):
            opening.show()
            opening.window.activateWindow()
        qtbot.waitUntil(lambda: "complete" in told, timeout=PATIENCE)
        # The program's own would hide from the test what goes wrong in it.
        sys.excepthook, threading.excepthook = hooks
        assert opening.desk
        return opening.desk

    theme.apply(theme.LIGHT)
    yield open_window
    for opening in opened:
        opening.close()
    theme.apply(theme.LIGHT)


@pytest.fixture
def save_as(qtbot: QtBot) -> Iterator[Callable[[Path], None]]:
    """Give a function that puts a path into the dialog that comes next and accepts it."""
    timer = QTimer()
    timer.setInterval(10)
    wanted: list[Path] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not dialog.isVisible():
            return
        timer.stop()
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        if name is None or not wanted:
            dialog.reject()
            return
        name.setText(str(wanted.pop()))
        dialog.accept()

    def expect(path: Path) -> None:
        wanted.append(path)
        timer.start()

    timer.timeout.connect(answer)
    yield expect
    timer.stop()
    assert wanted == []
