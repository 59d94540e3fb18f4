"""Schema: the tables the declared records need, and the statements that reach them.

What is derived here is held against what the migrations make; a file is only ever made by the migrations.
"""

import functools
from dataclasses import dataclass

from tumorboard.domain.fields import BytesField, Field, RowsField, fields_of
from tumorboard.domain.record import Record
from tumorboard.domain.records import OFFICE, RECORDS

STRUCTURED = ("quantity", "coded", "coded_list", "links")
"""Kinds of field held as JSON text."""
_TYPES = {"number": "ANY", "flag": "INTEGER"}


@dataclass(frozen=True, slots=True)
class Table:
    """Where the records of one class lie; `owner` is the column that says what they belong to."""

    record_class: type[Record]
    owner: str = ""
    owner_table: str = ""
    owned_by_row: bool = False

    @property
    def name(self) -> str:
        """The table's name, which is the record's kind."""
        return self.record_class.record_kind


@functools.cache
def columns(table: Table) -> tuple[Field, ...]:
    """Return the fields that are columns, in declared order."""
    return tuple(field for field in fields_of(table.record_class) if not isinstance(field, RowsField))


@functools.cache
def has_contents(table: Table) -> bool:
    """Return whether files are kept with the records of a table."""
    return any(isinstance(field, BytesField) for field in columns(table))


@functools.cache
def children(table: Table) -> tuple[tuple[str, Table], ...]:
    """Return the tables of a record's rows, by the name of their field."""
    return tuple(
        (field.name, Table(field.of, "parent", table.name, owned_by_row=True))
        for field in fields_of(table.record_class)
        if isinstance(field, RowsField)
    )


def _table(record_class: type[Record]) -> Table:
    kind = record_class.record_kind
    if kind == "patient" or record_class in OFFICE:
        return Table(record_class)
    if kind == "tumour":
        return Table(record_class, "patient", "patient")
    return Table(record_class, "tumour", "tumour")


TABLES = {record_class.record_kind: _table(record_class) for record_class in (*RECORDS, *OFFICE)}
"""The tables of all records by kind, patient and tumour first: parents before what belongs to them."""
COURSE = tuple(table for table in TABLES.values() if table.owner == "tumour")
"""The tables of what a case holds many of."""


def definitions() -> list[str]:
    """Return the statements that make the tables of all records, and their indexes."""
    found = []
    for table in TABLES.values():
        for one in (table, *(child for _name, child in children(table))):
            found += _definition(one)
    return found


def _definition(table: Table) -> list[str]:
    parts = ["id TEXT PRIMARY KEY NOT NULL"]
    if table.owner:
        target = f"REFERENCES {table.owner_table}(id) ON DELETE CASCADE"
        parts.append(f"{table.owner} TEXT NOT NULL {target}")
    if table.owned_by_row:
        parts.append("position INTEGER NOT NULL")
    parts += [_column(field) for field in columns(table)]
    parts.append("absent TEXT")
    found = [f"CREATE TABLE {table.name} ({', '.join(parts)}) STRICT"]
    if table.owner:
        order = ", position" if table.owned_by_row else ""
        found.append(f"CREATE INDEX {table.name}_{table.owner} ON {table.name}({table.owner}{order})")
    return found


def _column(field: Field) -> str:
    name, kind = quoted(field.name), _TYPES.get(field.kind, "TEXT")
    if field.kind == "flag":
        return f"{name} {kind} CHECK ({name} IN (0, 1))"
    if isinstance(field, BytesField):
        return f"{name} {kind} REFERENCES content(sha256)"
    return f"{name} {kind}"


def quoted(name: str) -> str:
    """Return a column's name as SQL takes it, for `on` and `end` are words of SQL."""
    return f'"{name}"'


@functools.cache
def upsert(table: Table) -> str:
    """Return the statement that keeps one row: id, owner, position of a child, columns, absent."""
    fixed = [name for name in ("id", table.owner, "position" if table.owned_by_row else "") if name]
    names = [*fixed, *(quoted(field.name) for field in columns(table)), "absent"]
    marks = ", ".join("?" * len(names))
    insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    if table.owned_by_row:
        return insert
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    return f"{insert} ON CONFLICT (id) DO UPDATE SET {changed}"


@functools.cache
def selection(table: Table, *, whole: bool) -> str:
    """Return what is read of a table: owner, id, columns, absent; `whole` with a document's content."""
    names = [_selected(table, field, whole) for field in columns(table)]
    owner = f"{table.name}.{table.owner}" if table.owner else "NULL"
    return f"SELECT {owner}, {table.name}.id, {', '.join(names)}, {table.name}.absent FROM {table.name}"


def _selected(table: Table, field: Field, whole: bool) -> str:
    name = f"{table.name}.{quoted(field.name)}"
    if whole and isinstance(field, BytesField):
        return f"(SELECT bytes FROM content WHERE sha256 = {name})"
    return name
