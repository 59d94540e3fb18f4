"""The program is killed in the middle of what it does, as by a power cut, and the file is opened again."""

import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.commands import ROOT, command, tumorboard
from tests.journeys.window import window
from tests.store.books import check
from tests.store.programs import line
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui import unfinished
from tumorboard.ui.desk import Desk

RECORDS = 10_000
SHARES = (0, 1.5, 3.4, 100)
"""After how many times the document's size an import is killed, as far as it writes so much."""
STEPS = (1, 2, 7, 23)
"""After how many kept steps the window is killed."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case document with ten thousand results."""
    results = tuple(
        Laboratory(
            on=Day.of(date(1990, 1, 1) + timedelta(place)),
            analyte=Coded(text="CA19-9"),
            value=Quantity("", str(place), "U/mL"),
        )
        for place in range(RECORDS)
    )
    path = tmp_path_factory.mktemp("documents") / "case.json"
    path.write_bytes(case_document.write(Case(Patient(mrn="000785"), Tumour(), results)))
    return path


def test_an_import_that_is_killed_is_whole_or_not_there(document: Path, tmp_path: Path) -> None:
    """Killed after its first bytes, its last or any between, the import is there whole or not at all."""
    kinds = set()
    for share in SHARES:
        file = tmp_path / f"{share}.tumorboard"
        tumorboard(file, "example")
        whole = _killed_import(file, document, share)
        with Book.open(file) as book:
            assert not book.read_only
            titles = [step.title for step in reversed(book.journal.steps())]
            there = book.shelf.count() == 2
            assert titles == ["Add example case", *(["Import case"] if there else [])]
            assert there or not whole
            check(book)
        if there:
            assert tumorboard(file, "export", "000785").encode() == document.read_bytes()
        kinds.add(there)
    assert kinds == {True, False}


def _killed_import(file: Path, document: Path, share: float) -> bool:
    """Kill an import once it wrote a share of its bytes; return whether it had said that it was done."""
    log, wanted = file.with_name(file.name + "-wal"), share * document.stat().st_size
    with subprocess.Popen(command(file, "import", document), cwd=ROOT, stdout=subprocess.PIPE) as program:
        while program.poll() is None and _size(log) < wanted:
            pass
        program.kill()
        assert program.stdout is not None
        return bool(program.stdout.read())


def _size(path: Path) -> int:
    """Return how large a file is, -1 where there is none; it may vanish at any moment."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def test_a_window_that_is_killed_loses_nothing_it_kept(tmp_path: Path) -> None:
    """Killed between and in its saves, again and again, the window comes back with every step it told."""
    file = tmp_path / "cases.tumorboard"
    before = 0
    for count in STEPS:
        with window(file, "work") as program:
            assert line(program) == "open"
            told = [int(line(program)) for _step in range(count)]
            program.kill()
            assert program.stdout is not None
            told += [int(text) for text in program.stdout.read().split("\n")[:-1]]
        with Book.open(file) as book:
            assert not book.read_only
            kept = [step.id for step in reversed(book.journal.steps())]
            # One more may have been kept and not told any more.
            assert kept[: len(told) + before] == [*kept[:before], *told]
            assert len(kept) - before - len(told) in (0, 1)
            before = len(kept)
            check(book)
    listed = tumorboard(file, "history", "QX-70311").splitlines()
    assert len(listed) == before


@pytest.mark.parametrize("count", [1, 2, 4])
def test_what_was_being_typed_survives_being_killed(
    qtbot: QtBot, start: Callable[[Path], Desk], tmp_path: Path, count: int
) -> None:
    """Killed in the middle of typing or of keeping, the window comes back with every text it told.

    A text is a record by then, or it stands in its form again, which says since when; nothing is between.
    """
    file = tmp_path / "cases.tumorboard"
    with window(file, "type") as program:
        assert line(program) == "open"
        told = [line(program) for _text in range(count)]
        program.kill()
        assert program.stdout is not None
        told += program.stdout.read().split("\n")[:-1]
    with Book.open(file) as book:
        check(book)
        case = book.shelf.open(book.shelf.cases()[0].id)
        unfinished_ = {str(one.typed) for one in unfinished.every(book)}
    notes = {visit.note for visit in case.of(FollowUp)}
    for number, words in enumerate(told, start=1):
        kept = f"Date as typed: {words}" in notes
        waits = any(words in text for text in unfinished_)
        # An even one is left again after it was told, and so gone, but for the last of them.
        assert kept or waits or number % 2 == 0
    desk = start(file)
    panel = desk.forms.panel
    assert panel
    if unfinished_:
        qtbot.waitUntil(lambda: panel.is_open)
        assert "Brought back" in panel.hint
        assert panel.sheet
        assert str(panel.sheet.typed()) in unfinished_
    else:
        assert not panel.is_open
