"""A file is opened in an order that loses nothing, and refused in a sentence."""

import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from tests.store.books import a_case, check, content, put
from tests.store.programs import line, writer
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.store import file_header
from tumorboard.store.book import Book
from tumorboard.store.connection import address_of

Clock = Callable[[], datetime]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a file with one case, whose path takes some quoting."""
    path = tmp_path / "cases % of 100# ü?.tumorboard"
    with Book.open(path) as book:
        book.shelf.add(a_case())
    return path


def _refused(path: Path) -> str:
    """Return why a file is refused; it is not touched."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Problem) as caught:
        Book.open(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    return caught.value.sentence


def test_a_file_keeps_what_was_put(path: Path, case: Case) -> None:
    """What is put is there after closing, and nothing lies beside the file but its lock."""
    with Book.open(path) as book:
        case = book.shelf.open(book.shelf.cases()[0].id)
        put(book, case, Event(title="x"))
        kept = content(book)
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, path.name + ".lock"]
    with Book.open(path) as book:
        assert content(book) == kept
        assert book.journal.undo_title == "Change"
        book.journal.undo()
        assert book.shelf.open(case.id) == case
    with Book.open(path) as book:
        book.journal.redo()
        assert content(book) == kept
        check(book)


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    """A file of no bytes is made into one of ours."""
    path = tmp_path / "new.tumorboard"
    path.touch()
    with Book.open(path) as book:
        assert book.shelf.cases() == []


def test_what_is_kept_survives_the_loss_of_power(path: Path) -> None:
    """Every step is on the disk before it is said to be kept, and references are watched."""
    with Book.open(path) as book:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        values = [book._connection.value(f"PRAGMA {name}") for name in pragmas]
    assert values == ["wal", 2, 1, 2]


def test_a_file_that_is_not_ours(tmp_path: Path) -> None:
    """A text, a picture or another program's database is refused and left as it is."""
    texts = [b"x", b"SQLite format 3", b"hello " * 1000, b"SQLite format 3\0" + bytes(5000)]
    for place, data in enumerate(texts):
        path = tmp_path / f"{place}.tumorboard"
        path.write_bytes(data)
        assert _refused(path) == f"{place}.tumorboard is not a TumorBoard file."
    for mode in ("delete", "wal"):
        path = tmp_path / f"{mode}.tumorboard"
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE t (x)")
        connection.close()
        assert _refused(path) == f"{mode}.tumorboard is not a TumorBoard file."


def test_another_programs_file_after_its_crash(tmp_path: Path) -> None:
    """A database of another program that was not closed is refused, and its log is left to it."""
    path, copy = tmp_path / "theirs.db", tmp_path / "copy.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("CREATE TABLE t (x)")
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{copy}{ending}")
    connection.close()
    log = Path(f"{copy}-wal").read_bytes()
    assert _refused(copy) == "copy.db is not a TumorBoard file."
    assert Path(f"{copy}-wal").read_bytes() == log


def test_a_newer_file(path: Path) -> None:
    """A file of a later version is refused, with both versions named."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert _refused(path) == (
        f"{path.name} was written by a newer TumorBoard (file version 99, this program knows up to"
        f" {file_header.VERSION}). Update this program."
    )


def test_a_file_cut_short(path: Path) -> None:
    """A file that lost its end is refused, however much of it is left."""
    whole = path.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, 5000, 101, 100, 60):
        path.write_bytes(whole[:length])
        assert path.name in _refused(path)
    path.write_bytes(whole)
    with Book.open(path) as book:
        check(book)


def test_a_damaged_file(path: Path) -> None:
    """A file with pages overwritten is refused."""
    whole = path.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    path.write_bytes(whole[:middle] + b"\xa5" * 8192 + whole[middle + 8192 :])
    assert _refused(path) == f"{path.name} is damaged. Do not work in it; open the latest backup instead."


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    """A folder, a circle of links, a file in no folder are refused; so is reading what is not there."""
    assert str(tmp_path) in _refused(tmp_path)
    assert str(tmp_path / "no") in _refused(tmp_path / "no" / "cases.tumorboard")
    with pytest.raises(Problem, match=r"none\.tumorboard"):
        Book.open(tmp_path / "none.tumorboard", read_only=True)
    circle = tmp_path / "circle.tumorboard"
    circle.symlink_to(circle)
    assert _refused(circle) == f"{circle} is not the name of a file."
    circle.unlink()
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no file is refused at once, though reading from it would never end."""
    os.mkfifo(tmp_path / "pipe")
    assert _refused(tmp_path / "pipe") == f"{tmp_path / 'pipe'} is not a file."


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/a b/100%?#ü"), "file:///a%20b/100%25%3F%23%C3%BC"),
        (PureWindowsPath(r"C:\a b"), "file:///C:/a%20b"),
        (PureWindowsPath(r"\\clinic\cases\a"), "file:////clinic/cases/a"),
    ],
)
def test_the_address_of_a_file_to_read(path: PurePath, address: str) -> None:
    """A name takes quoting, and a machine on the network is a part of it, not a host."""
    assert address_of(path) == address


def test_a_second_program_reads_and_is_told_who_writes(tmp_path: Path) -> None:
    """While another program writes, a file can be read, not changed, and is free once that is killed."""
    path = tmp_path / "cases.tumorboard"
    with writer("hold", path) as program:
        assert (line(program), line(program)) == ("open", "added")
        words = json.loads(path.with_name(path.name + ".holder").read_text(encoding="utf-8"))
        since = datetime.fromisoformat(words["since"])
        with Book.open(path) as book:
            assert book.read_only
            assert book.held_by == f"{words['user']} on {words['host']}, since {since:%H:%M}"
            assert [row.mrn for row in book.shelf.cases()] == ["held"]
            case = book.shelf.open(book.shelf.find("held"))
            for change in _changes(book, case):
                with pytest.raises(Problem, match=words["host"]):
                    change()
            assert book.journal.undo_title
        program.kill()
        program.wait()
        with Book.open(path) as book:
            assert (book.read_only, book.held_by) == (False, "")
            put(book, case, Event(title="x"))
            check(book)


def _changes(book: Book, case: Case) -> list[Callable[[], object]]:
    return [
        lambda: put(book, case, Event()),
        lambda: book.shelf.add(a_case(1)),
        book.journal.undo,
        book.journal.redo,
        lambda: book.drafts.keep("form", "x"),
        lambda: book.drafts.drop("form"),
    ]


def test_a_book_opened_to_read(path: Path) -> None:
    """A file opened to be read cannot be changed, holds nobody off, and is not changed by being read."""
    before = path.read_bytes()
    with Book.open(path, read_only=True) as book, Book.open(path) as other:
        assert (book.read_only, book.held_by, other.read_only) == (True, "", False)
        case = book.shelf.open(book.shelf.cases()[0].id)
        for change in _changes(book, case):
            with pytest.raises(Problem, match="reading only"):
                change()
    assert path.read_bytes() == before


def test_a_file_and_its_link_are_one(path: Path, tmp_path: Path) -> None:
    """A file cannot be written twice at a time under two names."""
    link = tmp_path / "link.tumorboard"
    link.symlink_to(path)
    with Book.open(path) as book, Book.open(link) as other:
        assert (book.read_only, other.read_only) == (False, True)


def test_a_book_may_change_hands_between_threads(path: Path) -> None:
    """A file opened in one thread is used and closed in another, and is free afterwards."""
    opened: list[Book] = []
    thread = threading.Thread(target=lambda: opened.append(Book.open(path)))
    thread.start()
    thread.join()
    with opened[0] as book:
        put(book, book.shelf.open(book.shelf.cases()[0].id), Event(title="x"))
        with Book.open(path) as other:
            assert other.read_only
    with Book.open(path) as book:
        assert not book.read_only


def test_a_full_disk(path: Path) -> None:
    """Where there is no room, a step is refused in a sentence, nothing of it stays, and work goes on."""
    with Book.open(path) as book:
        case = book.shelf.open(book.shelf.cases()[0].id)
        pages = book._connection.value("PRAGMA page_count")
        book._connection.run(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(Problem, match="disk is full"):
            put(book, case, Document(content=bytes(1_000_000)))
        assert book.shelf.open(case.id) == case
        put(book, case, Event(title="small"))
        check(book)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_taken_away_while_it_is_open(path: Path, *, replaced: bool) -> None:
    """What would be written into a file that another program replaced or moved is refused, not lost."""
    other = path.with_name("other.tumorboard")
    shutil.copy(path, other)
    with Book.open(path) as book:
        case = book.shelf.open(book.shelf.cases()[0].id)
        if replaced:
            other.replace(path)
        else:
            path.rename(other)
        for change in _changes(book, case):
            with pytest.raises(Problem, match=r"moved, replaced or deleted .* nothing was saved"):
                change()
        assert book.shelf.open(case.id) == case


def test_half_a_character(book: Book, case: Case) -> None:
    """Half of a surrogate pair, as a broken clipboard or terminal gives it, is refused in a sentence."""
    book.shelf.add(case)
    with pytest.raises(Problem, match="half a character"):
        put(book, case, Event(title="a\ud83d"))
    with pytest.raises(Problem, match="half a character"):
        book.shelf.find("\udcff")
    assert book.shelf.open(case.id) == case


def test_an_error_of_ours_is_no_problem_of_the_world(book: Book) -> None:
    """A statement that is wrong is raised as the bug it is."""
    with pytest.raises(sqlite3.OperationalError):
        book._connection.rows("SELECT nothing FROM nowhere")


def test_drafts_outlive_the_program(path: Path) -> None:
    """A draft is there when the file is opened again, until it is dropped, and is no step."""
    with Book.open(path) as book:
        book.drafts.keep("a", "one")
        book.drafts.keep("b", "two")
        book.drafts.keep("a", "three")
        steps = book.journal.steps()
    with Book.open(path) as book:
        assert book.drafts.all() == {"a": "three", "b": "two"}
        assert (book.drafts.find("a"), book.drafts.find("c")) == ("three", None)
        book.drafts.drop("a")
        book.drafts.drop("c")
        assert book.drafts.all() == {"b": "two"}
        assert book.journal.steps() == steps
