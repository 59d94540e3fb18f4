import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tumorboard.domain.errors import Problem
from tumorboard.ui import errors
from tumorboard.ui.errors import Hook


def _raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    """Give the log of the test's own, in a folder that is not there yet."""
    return tmp_path / "log" / "tumorboard.log"


@pytest.fixture
def hook(qtbot: QtBot, log_file: Path) -> Hook:
    """Give a hook that was not installed."""
    window = QWidget()
    qtbot.addWidget(window)
    return Hook(window, log_file)


def test_a_problem_is_a_line_and_no_dialog(qtbot: QtBot, hook: Hook) -> None:
    """The world's fault is said as a sentence for the page."""
    with qtbot.waitSignal(hook.troubled) as said:
        hook.report(Problem("The disk is full."))
    assert said.args == ["The disk is full."]
    assert hook.dialog is None


def test_a_bug_is_shown_once_and_logged_without_what_it_was_about(hook: Hook, log_file: Path) -> None:
    """A bug opens one dialog, however many follow; neither it nor the log holds the exception's text."""
    hook.report(_raised(ValueError("Synthetic, Wei")))
    dialog = hook.dialog
    hook.report(_raised(KeyError("Synthetic, Wei")))
    assert dialog is not None
    assert hook.dialog is dialog
    for text in (dialog.details.toPlainText(), log_file.read_text(encoding="utf-8")):
        assert "ValueError" in text
        assert "test_errors.py" in text
        assert "Wei" not in text
    assert "KeyError" in log_file.read_text(encoding="utf-8")


def test_the_details_can_be_copied_and_the_program_goes_on(qtbot: QtBot, hook: Hook) -> None:
    """The dialog has a button that copies the details and one that goes on."""
    hook.report(_raised(ValueError()))
    assert hook.dialog is not None
    copy, go_on = sorted(hook.dialog.findChildren(QPushButton), key=lambda button: button.text())
    copy.click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    go_on.click()
    assert not hook.dialog.isVisible()


def test_what_nobody_caught_reaches_the_page(
    qtbot: QtBot, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once installed, the hook takes exceptions from anywhere in the process."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    hook.install()
    problem = _raised(Problem("Said."))
    with qtbot.waitSignal(hook.troubled) as said:
        sys.excepthook(type(problem), problem, problem.__traceback__)
    assert said.args == ["Said."]


def test_a_log_that_grew_is_put_aside(log_file: Path) -> None:
    """A log beyond its limit begins anew and the old one is kept."""
    errors.note("x" * errors.LARGEST, log_file)
    errors.note("first", log_file)
    errors.note("second", log_file)
    assert len(log_file.read_text(encoding="utf-8").splitlines()) == 2
    assert log_file.with_suffix(".old.log").stat().st_size > errors.LARGEST


def test_a_log_that_cannot_be_written_makes_nothing_worse(tmp_path: Path) -> None:
    """Where the log cannot be written, nothing is raised."""
    (tmp_path / "log").touch()
    errors.note("lost", tmp_path / "log" / "tumorboard.log")


def test_the_log_lies_in_the_users_folder(user_folders: Path) -> None:
    """Unless told otherwise, the log is kept below the user's own folder."""
    assert user_folders in errors.log_file().parents
