import dataclasses
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tumorboard.domain.errors import Problem
from tumorboard.ui import errors, tasks, theme
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
    copy, go_on = hook.dialog.copy, hook.dialog.go_on
    copy.click()
    assert QGuiApplication.clipboard().text() == hook.dialog.details.toPlainText()
    assert copy.text() == "Copied"
    go_on.click()
    assert not hook.dialog.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_key_goes_on(qtbot: QtBot, hook: Hook, key: Qt.Key) -> None:
    """Enter and Esc close the dialog; the details are read with the tab key."""
    hook.report(_raised(ValueError()))
    assert hook.dialog is not None
    qtbot.waitUntil(hook.dialog.go_on.hasFocus)
    QTest.keyClick(hook.dialog.go_on, key)
    assert not hook.dialog.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_dialog_has_room_for_its_words(qtbot: QtBot, hook: Hook, scale: float) -> None:
    """At any size of text each of its words is seen whole, and it is no larger than the screen."""
    theme.apply(dataclasses.replace(theme.LIGHT, scale=scale))
    hook.report(_raised(ValueError()))
    dialog = hook.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    for label in dialog.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
    assert dialog.width() <= dialog.screen().availableGeometry().width()
    theme.apply(theme.LIGHT)


def test_a_bug_that_comes_again_is_a_line(qtbot: QtBot, hook: Hook, log_file: Path) -> None:
    """Its dialog is not opened twice, and the log does not grow without end; another bug has its own."""

    def report() -> None:
        hook.report(_raised(ValueError()))

    report()
    first = hook.dialog
    assert first is not None
    first.go_on.click()
    with qtbot.waitSignal(hook.troubled) as said:
        report()
    assert "happened again" in said.args[0]
    assert hook.dialog is first
    for _again in range(3 * errors.NOTED):
        report()
    assert log_file.read_text(encoding="utf-8").count("ValueError") == errors.NOTED
    hook.report(_raised(KeyError()))
    assert hook.dialog is not first


def test_a_bug_in_the_saying_of_a_bug_ends_there(
    hook: Hook, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the dialog itself fails, both mistakes are in the log and the program goes on."""

    def fail(*arguments: object) -> None:
        raise LookupError

    monkeypatch.setattr("tumorboard.ui.bug_dialog.BugDialog.__init__", fail)
    hook.report(_raised(ValueError()))
    text = log_file.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "LookupError" in text


class _Faulty(QWidget):
    """A widget with a mistake in a slot, in event handlers and in what a timer does."""

    clicked = Signal()

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error, self.went_on = error, 0
        self.paints = False
        self.clicked.connect(self.fail)

    def fail(self) -> None:
        raise self._error

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress:
            self.fail()
        if event.type() is QEvent.Type.Paint:
            self.went_on += 1
            if self.paints:
                self.fail()
        return super().event(event)


@pytest.fixture
def installed(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Hook:
    """Give a hook that takes the exceptions of this process, until the test is over."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    hook.install()
    return hook


def _in_a_slot(widget: _Faulty) -> None:
    widget.clicked.emit()


def _in_a_timer(widget: _Faulty) -> None:
    QTimer.singleShot(0, widget, widget.fail)


def _key_press() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)


def _in_a_key(widget: _Faulty) -> None:
    QCoreApplication.postEvent(widget, _key_press())


def _in_an_event_within_a_slot(widget: _Faulty) -> None:
    QTimer.singleShot(0, widget, lambda: QCoreApplication.sendEvent(widget, _key_press()))


def _in_a_paint(widget: _Faulty) -> None:
    widget.paints = True
    widget.show()


def _in_a_thread(widget: _Faulty) -> None:
    threading.Thread(target=widget.fail).start()


def _in_a_task(widget: _Faulty) -> None:
    tasks.run(
        lambda task: widget.fail(),
        widget,
        done=lambda result: None,
        troubled=lambda problem: sys.excepthook(type(problem), problem, None),
        failed=lambda error: sys.excepthook(type(error), error, error.__traceback__),
    )


PLACES = [
    _in_a_slot,
    _in_a_timer,
    _in_a_key,
    _in_an_event_within_a_slot,
    _in_a_paint,
    _in_a_thread,
    _in_a_task,
]


@pytest.mark.parametrize("fail", PLACES, ids=lambda fail: fail.__name__)
def test_a_bug_anywhere_has_its_dialog_and_the_program_goes_on(
    qtbot: QtBot, installed: Hook, fail: Callable[[_Faulty], None]
) -> None:
    """Wherever an exception was let go, it is said, without its text, and the widget is drawn on."""
    widget = _Faulty(ValueError("Synthetic, Wei"))
    qtbot.addWidget(widget)
    fail(widget)
    qtbot.waitUntil(lambda: installed.dialog is not None and installed.dialog.isVisible())
    assert installed.dialog
    assert "ValueError" in installed.dialog.details.toPlainText()
    assert "Wei" not in installed.dialog.details.toPlainText()
    installed.dialog.go_on.click()
    widget.paints = False
    drawn = widget.went_on
    widget.show()
    widget.update()
    qtbot.waitUntil(lambda: widget.went_on > drawn)


@pytest.mark.parametrize("fail", PLACES, ids=lambda fail: fail.__name__)
def test_the_worlds_fault_anywhere_is_a_line(
    qtbot: QtBot, installed: Hook, fail: Callable[[_Faulty], None]
) -> None:
    """A problem that nobody took is said as a sentence on the page, never by the dialog."""
    widget = _Faulty(Problem("The disk is full."))
    qtbot.addWidget(widget)
    with qtbot.waitSignal(installed.troubled) as said:
        fail(widget)
    assert said.args == ["The disk is full."]
    assert installed.dialog is None


def test_what_fails_once_the_window_is_gone_is_in_the_log(
    qtbot: QtBot, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception of the last moment has nobody to say it, and is noted all the same."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    window = QWidget()
    Hook(window, log_file).install()
    shiboken6.delete(window)
    error = _raised(ValueError())
    sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in log_file.read_text(encoding="utf-8")


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
