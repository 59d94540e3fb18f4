"""The tables are those the declarations ask for."""

import sqlite3
from typing import Any

from tumorboard.domain.fields import fields_of
from tumorboard.domain.records import OFFICE, RECORDS, ROWS
from tumorboard.store import file_header, schema
from tumorboard.store.book import Book
from tumorboard.store.migrations import MIGRATIONS

_OWN = {"id", "patient", "tumour", "parent", "position", "absent"}


def _tables(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return columns, references and indexes of every table, whatever their order."""
    found = {}
    for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    ).fetchall():
        indexes = connection.execute(f"SELECT name FROM pragma_index_list('{name}')").fetchall()
        found[name] = (
            {row[1:] for row in connection.execute(f"PRAGMA table_info({name})")},
            {row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")},
            {
                (index, *connection.execute(f"SELECT name FROM pragma_index_info('{index}')").fetchall())
                for (index,) in indexes
            },
            sql.endswith("STRICT"),
            sorted(part.strip() for part in sql.split("CHECK")[1:]),
        )
    return found


def test_migrations_make_what_the_declarations_ask_for(book: Book) -> None:
    """A field that was declared has its column in the files of this version, and no other column is there."""
    connection = sqlite3.connect(":memory:")
    for statement in schema.definitions():
        connection.execute(statement)
    asked = _tables(connection)
    connection.close()
    made = _tables(book._connection.raw)
    kinds = {record_class.record_kind for record_class in (*RECORDS, *OFFICE, *ROWS)}
    assert set(asked) == kinds
    for kind in kinds:
        assert made[kind][0] == asked[kind][0], f"{kind} lacks a migration: add one, and count VERSION up"
        assert made[kind][1:4] == asked[kind][1:4]


def test_version_counts_the_migrations(book: Book) -> None:
    """A file says how many migrations made it, which is how many this program knows."""
    assert len(MIGRATIONS._migrations) == file_header.VERSION
    assert book._connection.value("PRAGMA user_version") == file_header.VERSION
    assert book._connection.value("PRAGMA application_id") == file_header.APPLICATION_ID


def test_no_field_has_the_name_of_a_column_of_the_file() -> None:
    """What the tables add of their own does not stand in the way of any field."""
    for record_class in (*RECORDS, *OFFICE):
        assert not {field.name for field in fields_of(record_class)} & (_OWN - {"position"})
    for record_class in ROWS:
        assert not {field.name for field in fields_of(record_class)} & _OWN
