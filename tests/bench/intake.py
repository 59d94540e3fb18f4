"""Intake: a document of 10,000 records, read, checked and added to a file."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.bench import floors
from tests.bench.patients import large_document
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.exchange import case_document
from tumorboard.store.book import Book


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure the import over reading JSON and keeping its rows, unchecked and without a journal."""
    document = large_document(1, scale.imported)
    case = case_document.read(document)
    read, added, least = [], [], []
    for run in range(max(1, scale.runs // 5)):
        raw = floors.connect(folder / f"intake-floor-{run}.db")
        least.append(timed(floors.take_in, raw, document))
        raw.close()
        read.append(timed(case_document.read, document))
        with Book.open(folder / f"intake-{run}.tumorboard") as book:
            added.append(timed(book.shelf.add, case, "Import case"))
    both = [sum(pair) for pair in zip(read, added, strict=True)]
    said = f"import of a document of {scale.imported:,} records"
    yield Row(what=said, floor=statistics.median(least), ours=statistics.median(both))
    yield Row(what="of it, read and checked", ours=statistics.median(read))
    yield Row(what="of it, added to the file", ours=statistics.median(added))
