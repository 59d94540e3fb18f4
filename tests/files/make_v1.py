"""Writes `v1.tumorboard`: a file as the first migration leaves it, with every kind of record and some undo.

Run it from the repository's root by `python -m tests.files.make_v1` to make the file anew. Later versions of
the program still have to: what is copied is what the first version has columns for.
"""

import dataclasses
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from tests.store.books import a_case, put
from tumorboard.domain.case import Case
from tumorboard.domain.event import Event
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.store.migrations import MIGRATIONS

FILE = Path(__file__).with_name("v1.tumorboard")
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_'"


def make(path: Path) -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        current = Path(folder) / "current.tumorboard"
        with Book.open(current, author="anna", clock=lambda: datetime(2026, 3, 1, 14, 2, tzinfo=UTC)) as book:
            _fill(book)
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA page_size = 1024")
        MIGRATIONS.apply(Database(connection), stop_before="case list and search")
        connection.execute("ATTACH ? AS new", (str(current),))
        for (table,) in connection.execute(_TABLES).fetchall():
            rows = connection.execute(f"PRAGMA main.table_info({table})")
            columns = ", ".join(f'"{row[1]}"' for row in rows)
            copied = f"SELECT {columns} FROM new.{table}"
            connection.execute(f"INSERT INTO main.{table} ({columns}) {copied}")
        connection.execute("DETACH new")
        connection.close()


def _fill(book: Book) -> None:
    cases = [a_case(place) for place in range(3)]
    for case in cases:
        book.shelf.add(case, "Import case")
    book.shelf.add(Case(cases[0].patient, Tumour(label="Second tumour")), "Import case")
    put(book, cases[1], dataclasses.replace(cases[1].patient, family_name="李", given_name="明"))
    put(book, cases[2], Event(title="Never was"))
    book.journal.undo()
    book.drafts.keep("form", "half a sen")


if __name__ == "__main__":
    make(FILE)
