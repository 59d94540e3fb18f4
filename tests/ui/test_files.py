from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.bench.patients import large_case, small_cases
from tumorboard.domain.case import Case
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui.desk import Desk
from tumorboard.ui.tasks import Task


@pytest.fixture
def book(desk: Desk, tmp_path: Path) -> Book:
    """Have a file on the disk open in the window, and give it."""
    made = Book.open(tmp_path / "cases.tumorboard")
    desk.session.take(made)
    return made


def _written(folder: Path, *cases: Case) -> list[Path]:
    paths = [folder / f"{number}.json" for number, _case in enumerate(cases)]
    for path, case in zip(paths, cases, strict=True):
        path.write_bytes(case_document.write(case))
    return paths


def test_documents_are_added_beside_the_screen(qtbot: QtBot, desk: Desk, book: Book, tmp_path: Path) -> None:
    """While cases are being added the window has no file to use; then it has all of them, told once."""
    first, last = small_cases(2)
    during: list[tuple[bool, bool]] = []
    desk.session.lent.connect(
        lambda: during.append((desk.session.book is None, desk.actions["import_case"].isEnabled()))
    )
    told: list[object] = []
    desk.session.changed.connect(told.append)
    desk.files.import_documents(_written(tmp_path, first, last))
    qtbot.waitUntil(lambda: desk.session.case is not None)
    assert desk.session.case == last
    assert (during, len(told)) == ([(True, False)], 1)
    assert desk.session.book is book
    assert desk.actions["import_case"].isEnabled()
    assert desk.cases.rows.rowCount() == book.shelf.count() == 2


def test_documents_of_which_one_cannot_be_added_leave_nothing(
    qtbot: QtBot, desk: Desk, book: Book, tmp_path: Path
) -> None:
    """Where the file refuses one of the cases, none is added, and the file can be used again."""
    (case,) = small_cases(1)
    desk.files.import_documents(_written(tmp_path, case, case))
    qtbot.waitUntil(lambda: bool(desk.middle.trouble.sentence))
    assert desk.middle.trouble.sentence == "This case is in the file already."
    assert book.shelf.count() == 0
    assert not book.journal.steps()
    assert desk.session.book is book
    assert desk.actions["import_case"].isEnabled()


def test_a_cancelled_import_leaves_nothing(qtbot: QtBot, desk: Desk, book: Book, tmp_path: Path) -> None:
    """Whoever cancels while cases are being added finds the file as it was."""

    def cancel_adding(words: str, task: Task) -> None:
        if desk.session.book is None:
            task.progressed.connect(lambda done, of: desk.middle.progress.cancel.click())

    desk.files.begun.connect(cancel_adding)
    cases = [large_case(number, 300) for number in range(6)]
    with qtbot.waitSignal(desk.files.refused):
        desk.files.import_documents(_written(tmp_path, *cases))
    assert desk.session.book is book
    assert book.shelf.count() == 0
    assert not book.journal.steps()
    assert desk.middle.progress.isHidden()
    assert not desk.middle.trouble.sentence


def test_a_window_closed_meanwhile_leaves_nothing_and_lets_go(
    qtbot: QtBot, desk: Desk, book: Book, tmp_path: Path
) -> None:
    """Closing the window while cases are being added cancels that and closes the file."""
    with qtbot.waitSignal(desk.session.lent):
        desk.files.import_documents(_written(tmp_path, large_case(1, 600)))
    desk.close()
    assert book.path
    with Book.open(book.path) as again:
        assert not again.read_only
        assert again.shelf.count() == 0


def test_one_thing_is_done_at_a_time(qtbot: QtBot, desk: Desk, book: Book, tmp_path: Path) -> None:
    """A second file is not opened while documents are being read; a sentence says so."""
    desk.files.import_documents(_written(tmp_path, *small_cases(1)))
    desk.files.open(tmp_path / "other.tumorboard")
    assert desk.middle.trouble.sentence.startswith("Something else is still being done.")
    qtbot.waitUntil(lambda: desk.session.case is not None)
    assert desk.session.book is book
