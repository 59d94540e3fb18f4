"""A file of any age becomes what a new one is, and is kept as it was."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.store.books import check, content, put
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.store.book import Book
from tumorboard.store.file_header import VERSION

FILES = sorted((Path(__file__).parent.parent / "files").glob("v*.tumorboard"))


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def _schema(book: Book) -> list[tuple[Any, ...]]:
    return book._connection.rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")


def test_there_is_a_file_of_every_earlier_version() -> None:
    """One stored file for each version before this one."""
    assert [_version(file) for file in FILES] == list(range(1, VERSION))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_old_file_becomes_what_a_new_one_is(file: Path, tmp_path: Path) -> None:
    """A migrated file has the tables, the records and the list of a new one with the same cases."""
    path = tmp_path / "old.tumorboard"
    shutil.copyfile(file, path)
    with Book.open(path) as old, Book.open(tmp_path / "new.tumorboard") as new:
        assert _schema(old) == _schema(new)
        check(old)
        ids = [id_ for (id_,) in old._connection.rows("SELECT id FROM tumour ORDER BY rowid")]
        for id_ in ids:
            new.shelf.add(old.shelf.open(id_))
        assert content(old) == content(new)
        assert old.shelf.cases() == new.shelf.cases()
        for text in ("李明", "gallbladder", "second", "brie"):
            assert old.shelf.cases(text) == new.shelf.cases(text)
            assert old.shelf.cases(text)
        tables = [name for kind, name, _of, _sql in _schema(old) if kind == "table"]
        kept = [table for table in tables if table not in ("step", "change", "draft", "_sqlite_migrations")]
        for table in kept:
            everything = f"SELECT * FROM {table} ORDER BY 1, 2"
            if table.startswith("search_"):
                continue
            assert old._connection.rows(everything) == new._connection.rows(everything), table
        old.journal.undo()
        put(old, old.shelf.open(ids[0]), Event(title="x"))
        check(old)
        assert old.drafts.all() == {"form": "half a sen"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_kept_as_it_was_before_it_is_migrated(file: Path, tmp_path: Path) -> None:
    """Before a migration a backup is made beside the file, and none at the next opening."""
    path = tmp_path / "old.tumorboard"
    shutil.copyfile(file, path)
    with Book.open(path) as book:
        backup = book.backup
    assert backup is not None
    assert backup.parent == tmp_path
    assert _version(backup) == _version(file)
    assert _dump(backup) == _dump(file)
    with Book.open(path) as book:
        assert book.backup is None
    assert _version(path) == VERSION
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, path.name + ".lock", backup.name]


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_an_old_file_cannot_be_only_read(tmp_path: Path) -> None:
    """Whoever may not write cannot migrate, and is told what to do."""
    path = tmp_path / "old.tumorboard"
    shutil.copyfile(FILES[0], path)
    with pytest.raises(Problem, match="older TumorBoard"):
        Book.open(path, read_only=True)


def test_without_a_backup_nothing_is_migrated(tmp_path: Path) -> None:
    """Where the backup cannot be made, the file stays as it was, and is free."""
    path = tmp_path / "old.tumorboard"
    shutil.copyfile(FILES[0], path)
    at = datetime(2026, 3, 1, 14, 2, tzinfo=UTC)
    (tmp_path / "old.version-1.20260301T140200Z.tumorboard").mkdir()
    with pytest.raises(Problem, match="no backup"):
        Book.open(path, clock=lambda: at)
    assert _version(path) == 1
    assert not list(tmp_path.glob("*.unfinished"))
    with Book.open(path) as book:
        assert not book.read_only
        check(book)
