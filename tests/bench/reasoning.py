"""Reasoning: all that follows from a large case, at first and after one edit, beside reading the case."""

import dataclasses
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.bench.patients import fill, large_case, result
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.domain.case import Case
from tumorboard.domain.systemic import SystemicLine
from tumorboard.reasoning.derived import derived, remarks
from tumorboard.reasoning.judged import judged
from tumorboard.store.book import Book

TODAY = date(2025, 3, 18)


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure everything that follows from a case over reading it from the file, and again after an edit."""
    count = 2 * scale.records
    case = large_case(1, count)
    with Book.open(folder / "reasoning.tumorboard") as book:
        fill(book, [case])
        read, first, typed, changed = [], [], [], []
        for run in range(scale.runs + 1):
            read.append(timed(book.shelf.open, case.id))
            opened = book.shelf.open(case.id)
            first.append(timed(derived, opened, TODAY))
            edited = opened.with_record(result(run))
            typed.append(timed(_remarks, edited))
            line = edited.of(SystemicLine)[-1]
            other = edited.with_record(dataclasses.replace(line, label=f"Line {run}"))
            changed.append(timed(_remarks, other))
    floor = _median(read)
    yield Row(
        what=f"all that follows from a {count}-record case", floor=floor, ours=_median(first), most_ratio=1
    )
    yield Row(what="what stands out in it after a result was typed", ours=_median(typed), most=16)
    yield Row(what="the same after a line was changed", ours=_median(changed), most=16)


def _remarks(case: Case) -> None:
    judged(case, remarks(case, TODAY))


def _median(times: list[float]) -> float:
    # Where it only matters that it runs, the first is all there is.
    return statistics.median(times[1:] or times)
