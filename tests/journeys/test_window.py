"""Through the window with the keyboard alone, from an empty file to the page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.handout.cases import IDENTIFYING, zoe
from tests.journeys.commands import letters, sheets, tumorboard
from tests.journeys.window import window
from tests.store.programs import line
from tumorboard.domain.errors import Problem
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui.desk import Desk

Start = Callable[[Path], Desk]
everywhere = pytest.mark.parametrize(
    "where", ["without a screen", pytest.param("on a screen", marks=pytest.mark.screen)]
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a file that is not there yet."""
    return tmp_path / "cases.tumorboard"


def _press(qtbot: QtBot, desk: Desk, *keys: str) -> None:
    for key in keys:
        qtbot.keySequence(QApplication.focusWidget() or desk.window, key)


def _type(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClicks(focused, text)


def _come_back(qtbot: QtBot, desk: Desk) -> None:
    """Make the window the active one after a dialog, as the system's window manager does."""
    with qtbot.waitActive(desk.window):
        desk.window.activateWindow()


def _tab_to(qtbot: QtBot, desk: Desk, wanted: QWidget) -> None:
    for _again in range(30):
        if QApplication.focusWidget() is wanted:
            return
        _press(qtbot, desk, "Tab")
    raise AssertionError(f"the tab key does not come to {wanted.accessibleName()}")


def _colours(widget: QWidget) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


@everywhere
def test_from_an_empty_file_to_a_page_by_keyboard(
    qtbot: QtBot, start: Start, save_as: Callable[[Path], None], file: Path, tmp_path: Path, where: str
) -> None:
    """The example is added, seen, found, printed, taken back and done again without touching the mouse."""
    desk = start(file)
    _tab_to(qtbot, desk, desk.empty.example)
    _press(qtbot, desk, "Space")
    qtbot.waitUntil(lambda: desk.session.case is not None)
    page, whole = desk.overview, desk.case_page
    assert page is not None
    assert whole is not None
    assert page.chart is not None
    assert desk.middle.page is desk.case_page
    assert "Published case" in desk.window.windowTitle()
    qtbot.waitUntil(lambda: _colours(whole.banner) > 10)
    qtbot.waitUntil(lambda: _colours(page.chart or page) > 20)

    _press(qtbot, desk, "Ctrl+F")
    _type("zebra")
    assert desk.cases.rows.rowCount() == 0
    _press(qtbot, desk, "Esc")
    _type("iodine seeds")
    assert desk.cases.rows.rowCount() == 1
    _press(qtbot, desk, "Return")
    assert desk.session.case is not None

    _press(qtbot, desk, "Ctrl+P")
    _type("Restage now?")
    out = tmp_path / "handout.pdf"
    save_as(out)
    _press(qtbot, desk, "Ctrl+Shift+P")
    qtbot.waitUntil(out.exists)
    _come_back(qtbot, desk)
    text = " ".join(sheets(out))
    assert "Restage now?" in text
    assert "14.0–16.0 mo (stated 18 mo" in text
    assert (
        f"data version {desk.session.book and desk.session.book.shelf.version(desk.session.case.id)}" in text
    )

    _press(qtbot, desk, "Esc")
    assert desk.middle.page is desk.case_page
    desk.cases.list.setFocus()
    _press(qtbot, desk, "Ctrl+Z")
    assert desk.session.case is None
    assert desk.middle.page is desk.empty
    assert desk.cases.rows.rowCount() == 0
    _press(qtbot, desk, "Ctrl+Shift+Z")
    desk.cases.search.setFocus()
    desk.cases.search.clear()
    qtbot.waitUntil(lambda: desk.cases.rows.rowCount() == 1)
    _press(qtbot, desk, "Return")
    qtbot.waitUntil(lambda: desk.session.case is not None)

    _press(qtbot, desk, "Ctrl+Q")
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    told = tumorboard(file, "history", "EXAMPLE-1").splitlines()
    assert [re.sub(r"^\S+  .*?  |  \(\d+ records\)$", "", step) for step in told] == [
        "Redo: Add example case",
        "Undo: Add example case",
        "Add example case",
    ]


@everywhere
def test_a_second_window_reads_and_says_who_writes(
    qtbot: QtBot, start: Start, file: Path, where: str
) -> None:
    """While a window writes, a second one reads and says whose the file is; the first killed, it writes."""
    tumorboard(file, "example")
    with window(file) as first:
        assert line(first) == "open"
        desk = start(file)
        assert desk.session.read_only
        assert re.fullmatch(
            r"Read only: another program has this file open \(.+ on .+, since .+\)\.", desk.standing.sentence
        )
        _press(qtbot, desk, "Down", "Return")
        qtbot.waitUntil(lambda: desk.session.case is not None)
        assert not desk.actions["undo"].isEnabled()
        assert not desk.actions["import_case"].isEnabled()
        assert desk.actions["print_handout"].isEnabled()
    desk.files.open(file)
    qtbot.waitUntil(lambda: not desk.session.read_only)
    assert not desk.standing.isVisible()
    assert desk.actions["undo"].isEnabled()


@everywhere
def test_two_cases_printed_one_after_the_other_hold_nothing_of_each_other(
    qtbot: QtBot, start: Start, save_as: Callable[[Path], None], file: Path, tmp_path: Path, where: str
) -> None:
    """Page after page through both cases there and back, each names its patient alone, and its question."""
    document = tmp_path / "zoe.json"
    document.write_bytes(case_document.write(zoe()))
    tumorboard(file, "example")
    tumorboard(file, "import", document)
    desk = start(file)
    pages: list[tuple[str, str]] = []
    for round_, mrn in enumerate(("QX-70311", "EXAMPLE-1", "QX-70311")):
        desk.cases.search.setFocus()
        desk.cases.search.clear()
        QTest.keyClicks(desk.cases.search, mrn)
        QTest.keyClick(desk.cases.search, Qt.Key.Key_Return)
        assert desk.session.case is not None
        assert desk.session.case.patient.mrn == mrn
        _press(qtbot, desk, "Ctrl+P")
        _type(f"Question{round_}?")
        out = tmp_path / f"{round_}.pdf"
        save_as(out)
        _press(qtbot, desk, "Ctrl+Shift+P")
        qtbot.waitUntil(out.exists)
        _come_back(qtbot, desk)
        pages.append((mrn, letters(out)))
        _press(qtbot, desk, "Esc")
    for round_, (mrn, text) in enumerate(pages):
        assert re.findall(r"Question\d\?", text) == [f"Question{round_}?"]
        assert f"MRN{mrn}" in text
        others = ("EXAMPLE-1", "Publishedcase", "DP303c") if mrn != "EXAMPLE-1" else IDENTIFYING
        assert [name for name in others if name.replace(" ", "") in text] == []


def test_a_file_that_is_taken_away_is_said_and_breaks_nothing(
    qtbot: QtBot, start: Start, file: Path, tmp_path: Path
) -> None:
    """Moved away while it is open, the file is whole where it went, and nothing more is kept unsaid."""
    desk = start(file)
    desk.empty.example.click()
    qtbot.waitUntil(lambda: desk.session.case is not None)
    moved = tmp_path / "moved.tumorboard"
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).rename(moved.with_name(moved.name + ending))
    with pytest.raises(Problem, match="moved"):
        desk.session.undo()
    desk.window.close()
    with Book.open(moved) as book:
        assert [step.title for step in book.journal.steps()] == ["Add example case"]
        assert book.shelf.count() == 1
