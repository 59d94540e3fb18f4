"""Pack: the agenda and forty handouts of a meeting as one PDF, and the memory they take."""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from tests.bench import floors
from tests.bench.patients import fill, large_case
from tests.bench.ratios import Row, taking_turns
from tests.bench.scale import Scale
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.meeting import Meeting
from tumorboard.handout.case_summary import page
from tumorboard.handout.pack import Wishes
from tumorboard.store.book import Book
from tumorboard.ui.opening import application
from tumorboard.ui.packing import made
from tumorboard.ui.paper import pdf

RECORDS = 60
"""Of each case: two or three sheets."""
_MEETING = Meeting(name="Bench", id="6f1d6f0e-5d0a-4d53-8a4e-0d0c5a6b7c01")

_EMPTY = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.bench.floors import empty_page
from tests.bench.one_start import most_memory
application = QApplication(sys.argv[:1])
for number in range(int(sys.argv[2])):
    Path(sys.argv[1], f"{number}.pdf").write_bytes(empty_page())
print(most_memory())
"""
_PACK = """
import sys
from tests.bench.one_start import most_memory
from tumorboard.cli import main
main(["--file", sys.argv[1], "meeting", "pack", "Bench", "--out", sys.argv[2]])
print(most_memory())
"""


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure the pack over as many empty pages, and over the same handouts made one by one."""
    application()
    runs = max(1, scale.runs // 8)
    few, file = max(1, scale.agenda // 10), folder / "pack.tumorboard"
    small = folder / "small.tumorboard"
    _make(small, few)
    ids = _make(file, scale.agenda)
    wishes = Wishes(printed_at=datetime.now(), today=date.today())
    said = f"pack of {scale.agenda} cases"
    with Book.open(file) as book:
        floor, ours = taking_turns(
            lambda: [floors.empty_page() for _ in ids], lambda: made(book, _MEETING.id, wishes), runs
        )
        yield Row(what=f"{said} in a running program", floor=floor, ours=ours)
        floor, ours = taking_turns(
            lambda: _one_by_one(book, ids), lambda: made(book, _MEETING.id, wishes), runs
        )
        yield Row(what="the same over its handouts one by one", floor=floor, ours=ours)
    out = folder / "empty"
    out.mkdir()
    empty = _memory(_EMPTY, str(out), str(scale.agenda))
    whole = _memory(_PACK, str(file), str(folder / "pack.pdf"))
    tenth = _memory(_PACK, str(small), str(folder / "small.pdf"))
    if empty and whole and tenth:
        yield Row(what=f"peak memory, {said} as a command", unit="MB", floor=empty, ours=whole)
        yield Row(what=f"the same over that of {few}", unit="MB", floor=tenth, ours=whole, most_ratio=1.25)


def _make(file: Path, count: int) -> list[str]:
    cases = [large_case(number, RECORDS) for number in range(count)]
    with Book.open(file) as book:
        fill(book, cases)
        book.boards.put([_MEETING])
        with book.journal.step("Agenda") as step:
            for place, case in enumerate(cases, start=1):
                step.put(case.id, AgendaItem(meeting=_MEETING.id, position=place, question="What next?"))
    return [case.id for case in cases]


def _one_by_one(book: Book, ids: list[str]) -> None:
    for id_ in ids:
        pdf(page(book.shelf.open(id_), version="0", printed_at=datetime.now(), today=date.today()))


def _memory(script: str, *arguments: str) -> float | None:
    """Return the megabytes a script held at most, the median of three runs."""
    said = []
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        )
        said.append(run.stdout.split()[-1])
    return None if "None" in said else statistics.median(map(float, said))
