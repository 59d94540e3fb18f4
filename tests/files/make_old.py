"""Writes `v1.tumorboard` and its like: a file as each migration left it, every kind of record and some undo.

Run it from the repository's root by `python -m tests.files.make_old 2` to make `v2.tumorboard` anew. Later
versions of the program still have to: what is copied is what the old version has columns for.
"""

import dataclasses
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from tests.store.books import a_case, changed, put
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.event import Event
from tumorboard.domain.record import Record
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.store.migrations import MIGRATIONS

NEXT = {1: "case list and search", 2: "documents in the handout", 3: "dismissed remarks", 4: "boards"}
"""The first migration that a file of each version has not seen."""
_TABLES = """SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type = 'table'
    AND substr(name, 1, 1) <> '_' AND name NOT GLOB 'search_*_*'"""
"""All tables but those of the migrations themselves and those that a search index keeps its words in."""


_LATER = {1: {"document": ("printed",)}, 2: {"document": ("printed",)}}
"""The fields that came after a version: nothing in its journal knows them."""
_LATER_KINDS: dict[int, tuple[type[Record], ...]] = {
    1: (Dismissal, AgendaItem),
    2: (Dismissal, AgendaItem),
    3: (Dismissal, AgendaItem),
    4: (AgendaItem,),
}
"""The kinds of record that came after a version."""


def make(path: Path, version: int) -> None:
    """Write the file of a version."""
    with tempfile.TemporaryDirectory() as folder:
        current = Path(folder) / "current.tumorboard"
        with Book.open(current, author="anna", clock=lambda: datetime(2026, 3, 1, 14, 2, tzinfo=UTC)) as book:
            _fill(book, version)
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA page_size = 1024")
        MIGRATIONS.apply(Database(connection), stop_before=NEXT[version])
        connection.execute("ATTACH ? AS new", (str(current),))
        for table, virtual in connection.execute(_TABLES).fetchall():
            rows = connection.execute(f"PRAGMA main.table_info({table})")
            columns = ", ".join((["rowid"] if virtual else []) + [f'"{row[1]}"' for row in rows])
            copied = f"SELECT {columns} FROM new.{table}"
            connection.execute(f"INSERT INTO main.{table} ({columns}) {copied}")
        connection.execute("DETACH new")
        connection.close()


def _fill(book: Book, version: int) -> None:
    cases = [_as_it_was(a_case(place), version) for place in range(3)]
    for case in cases:
        book.shelf.add(case, "Import case")
    book.shelf.add(Case(cases[0].patient, Tumour(label="Second tumour")), "Import case")
    put(book, cases[1], dataclasses.replace(cases[1].patient, family_name="李", given_name="明"))
    put(book, cases[2], Event(title="Never was"))
    book.journal.undo()
    book.drafts.keep("form", "half a sen")


def _as_it_was(case: Case, version: int) -> Case:
    later = _LATER.get(version, {})
    return dataclasses.replace(
        case,
        records=tuple(
            changed(record, **dict.fromkeys(later.get(record.record_kind, ())))
            for record in case.records
            if not isinstance(record, _LATER_KINDS[version])
        ),
    )


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    make(Path(__file__).with_name(f"v{wanted}.tumorboard"), wanted)
