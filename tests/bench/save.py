"""Save: one laboratory result into a large case, as one step of the journal, until it is safe on the disk."""

import shutil
import sqlite3
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.bench import floors
from tests.bench.patients import fill, large_case, result, small_cases
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.store.book import Book

NEIGHBOURS = 50
"""Other cases in the file; what is in it is compared after each save, so it cannot be many."""
UNPREPARED = 3
"""The first saves, which find no statement prepared, do not count."""


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure each save over a raw transaction that writes the very same rows into a copy of the file."""
    case = large_case(1, scale.records)
    results = [result(number) for number in range(scale.runs * 4)]
    file, copy = folder / "save.tumorboard", folder / "save-floor.tumorboard"
    with Book.open(file) as book:
        fill(book, [case, *small_cases(NEIGHBOURS)])
    shutil.copyfile(file, copy)
    raw, held = floors.connect(copy), sqlite3.connect(":memory:", isolation_level=None)
    raw.backup(held)
    with Book.open(file) as book:
        ours, floor, written = _by_turns(book, case, results, file, raw)
        search = timed(lambda: book.shelf.cases("bilirubin", limit=100))
    raw.close()
    said = f"save one result in a {scale.records}-record case"
    yield Row(what=said, floor=floor, ours=ours, most_ratio=2.5)
    ours, floor = _in_memory(case, results, held, written)
    yield Row(what="the same in memory, where no disk is waited for", floor=floor, ours=ours)
    yield Row(what="first search after a save, which indexes it", ours=search)


def _by_turns(
    book: Book, case: Case, results: list[Laboratory], file: Path, raw: sqlite3.Connection
) -> tuple[float, float, list[floors.Statements]]:
    """Return the medians of ours and the floor, and what each save came to."""
    ours, least, written = [], [], []
    seen = floors.connect(file)
    before = floors.everything(seen)
    for one in results:
        ours.append(timed(_save, book, case.id, one))
        after = floors.everything(seen)
        rows_ = floors.statements(before, after)
        least.append(timed(floors.write, raw, rows_))
        written.append(rows_)
        before = after
    seen.close()
    return _median(ours), _median(least), written


def _in_memory(
    case: Case, results: list[Laboratory], held: sqlite3.Connection, written: list[floors.Statements]
) -> tuple[float, float]:
    with Book.in_memory() as book:
        fill(book, [case, *small_cases(NEIGHBOURS)])
        ours = [timed(_save, book, case.id, one) for one in results]
    least = [timed(floors.write, held, rows_) for rows_ in written]
    held.close()
    return _median(ours), _median(least)


def _save(book: Book, case_id: str, record: Laboratory) -> None:
    with book.journal.step("Add laboratory result") as step:
        step.put(case_id, record)


def _median(times: list[float]) -> float:
    return statistics.median(times[UNPREPARED:])
