"""Floors: the least anybody could do for the same result, with nothing of ours in between."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPainter, QPdfWriter, QTextDocument

Key = tuple[tuple[str, Any], ...]
Tables = dict[str, dict[Key, dict[str, Any]]]
"""By table, then by primary key: the columns of each row."""
Statements = list[tuple[str, list[Any]]]


def connect(file: Path) -> sqlite3.Connection:
    """Open a file, as durable as the program's."""
    raw = sqlite3.connect(file, isolation_level=None, cached_statements=512)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def everything(raw: sqlite3.Connection) -> Tables:
    """Return all rows of all tables but those of a full text index, in the order they were made."""
    sql = """SELECT master.name FROM sqlite_master AS master JOIN pragma_table_list AS listed USING (name)
        WHERE listed.type = 'table' ORDER BY master.rowid"""
    return {name: _rows(raw, name) for (name,) in raw.execute(sql).fetchall()}


def _rows(raw: sqlite3.Connection, table: str) -> dict[Key, dict[str, Any]]:
    columns = raw.execute(f"PRAGMA table_info({table})").fetchall()
    names = [column[1] for column in columns]
    keys = [column[1] for column in columns if column[5]]
    found = (dict(zip(names, row, strict=True)) for row in raw.execute(f"SELECT * FROM {table}"))
    return {tuple((key, row[key]) for key in keys): row for row in found}


def statements(before: Tables, after: Tables) -> Statements:
    """Return what brings one state to the other, one statement for each row added or changed."""
    found: Statements = []
    for table, rows in after.items():
        for key, row in rows.items():
            known = before[table].get(key)
            if known is None:
                names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                found.append((f"INSERT INTO {table} ({names}) VALUES ({marks})", [*row.values()]))
            elif known != row:
                changed = {name: value for name, value in row.items() if value != known[name]}
                names = ", ".join(f'"{name}" = ?' for name in changed)
                where = " AND ".join(f'"{name}" = ?' for name, _value in key)
                values = [*changed.values(), *(value for _name, value in key)]
                found.append((f"UPDATE {table} SET {names} WHERE {where}", values))
    return found


def write(raw: sqlite3.Connection, listed: Statements) -> None:
    """Run statements as one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for sql, values in listed:
        raw.execute(sql, values)
    raw.execute("COMMIT")


def take_in(raw: sqlite3.Connection, document: bytes) -> None:
    """Read a document and keep each of its records as one row of texts, in one transaction."""
    records = {kind: value for kind, value in json.loads(document).items() if isinstance(value, list)}
    raw.execute("BEGIN IMMEDIATE")
    for kind, listed in records.items():
        names = list(dict.fromkeys(name for record in listed for name in record))
        columns = ", ".join(f'"{name}"' for name in names)
        raw.execute(f"CREATE TABLE {kind} ({columns})")
        rows = ([_text(record.get(name)) for name in names] for record in listed)
        raw.executemany(f"INSERT INTO {kind} VALUES ({', '.join('?' * len(names))})", rows)
    raw.execute("COMMIT")


def empty_page() -> bytes:
    """Return a PDF of one page with nothing on it."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.end()
    return bytes(buffer.data().data())


def plain_pages(html: str) -> bytes:
    """Return a PDF of a text as Qt prints it by itself."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    document = QTextDocument()
    document.setHtml(html)
    document.print_(QPdfWriter(buffer))
    return bytes(buffer.data().data())


def _text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value
