"""Connection: the one place that speaks to SQLite, and where its errors become sentences.

An encrypted file needs another module in the place of sqlite3, with exceptions of its own: nothing outside
this module names either.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from tumorboard.domain.errors import Problem, Stopped
from tumorboard.i18n import N_, _

_PATIENCE = 5.0
"""Seconds to wait for another connection, such as a backup's, to let go of the file."""

_SENTENCES = {
    sqlite3.SQLITE_FULL: N_("The disk is full, nothing was saved. Make room and save again."),
    sqlite3.SQLITE_BUSY: N_("Another program is using {file}, nothing was saved. Close it and save again."),
    sqlite3.SQLITE_LOCKED: N_("Another program is using {file}, nothing was saved. Close it and save again."),
    sqlite3.SQLITE_READONLY: N_("{file} cannot be written to. Make it writable, or open a copy of it."),
    sqlite3.SQLITE_IOERR: N_("{file} could not be read or written. Check the disk or the network it is on."),
    sqlite3.SQLITE_CORRUPT: N_("{file} is damaged. Do not work in it; open the latest backup instead."),
    sqlite3.SQLITE_CANTOPEN: N_("{file} cannot be opened. Check that it is there and that you may read it."),
    sqlite3.SQLITE_PERM: N_("{file} cannot be opened. Check that it is there and that you may read it."),
    sqlite3.SQLITE_AUTH: N_("{file} cannot be opened. Check that it is there and that you may read it."),
    sqlite3.SQLITE_NOTADB: N_("{file} is not a TumorBoard file."),
    sqlite3.SQLITE_TOOBIG: N_("What was to be saved is too large for {file}; nothing was saved."),
}

_STEPS = 10_000
"""Of SQLite's machine, between two looks whether to stop: a fraction of a millisecond."""
_ERRORS = (sqlite3.Error, UnicodeEncodeError)


class Connection:
    """An open file (or one in memory); what the world does to it is raised as a Problem."""

    def __init__(self, raw: sqlite3.Connection, name: str) -> None:
        self.raw = raw
        self.name = name
        self._place: tuple[Path, tuple[int, int]] | None = None

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; return the id of the row inserted last."""
        try:
            return self.raw.execute(sql, values).lastrowid or 0
        except _ERRORS as error:
            self._tell(error)
            raise

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for every row of values."""
        try:
            self.raw.executemany(sql, rows)
        except _ERRORS as error:
            self._tell(error)
            raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        try:
            return self.raw.execute(sql, values).fetchall()
        except _ERRORS as error:
            self._tell(error)
            raise

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        try:
            row: tuple[Any, ...] | None = self.raw.execute(sql, values).fetchone()
            return row
        except _ERRORS as error:
            self._tell(error)
            raise

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(sql, values)
        return row[0] if row else None

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.raw.in_transaction

    def stay_at(self, path: Path) -> None:
        """Write from now on only while the file at a path is the one there is now."""
        self._place = path, _identity(path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing if anything is raised."""
        self._check_place()
        # At once: a transaction that begins by reading may be refused the write lock later.
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self.raw.rollback()
            raise

    @contextmanager
    def part(self) -> Iterator[None]:
        """Keep, of a transaction, all that is written inside, or nothing of it if anything is raised."""
        self.run("SAVEPOINT part")
        try:
            yield
            self.run("RELEASE part")
        except BaseException:
            # Not there any more where SQLite gave up the whole transaction.
            with suppress(sqlite3.Error):
                self.raw.execute("ROLLBACK TO part")
                self.raw.execute("RELEASE part")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the file, whatever another program writes meanwhile."""
        if self.raw.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                self.raw.rollback()

    @contextmanager
    def stopping(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Look now and then inside whether to stop; then Stopped is raised."""
        self.raw.set_progress_handler(wanted, _STEPS)
        try:
            yield
        finally:
            self.raw.set_progress_handler(None, _STEPS)

    def close(self) -> None:
        """Close the file."""
        try:
            self.raw.close()
        except sqlite3.Error as error:
            self._tell(error)
            raise

    def _check_place(self) -> None:
        """Raise a Problem where the file was taken away: what is written then is found by nobody."""
        if self._place is None:
            return
        path, identity = self._place
        with suppress(OSError):
            if _identity(path) == identity:
                return
        sentence = _(
            "{file} was moved, replaced or deleted while it was open; nothing was saved. Open it again."
        )
        raise Problem(sentence.format(file=self.name))

    def _tell(self, error: sqlite3.Error | UnicodeEncodeError) -> None:
        """Raise the Problem an error is to the user; return where it is a bug of ours."""
        if isinstance(error, UnicodeEncodeError):
            sentence = _(
                "A text holds half a character, which can neither be kept nor looked for. Take it out."
            )
            raise Problem(sentence) from None
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from None
        known = _SENTENCES.get(code & 0xFF) if code is not None else None
        if known:
            # From None: SQLite's own text may quote what was typed.
            raise Problem(_(known).format(file=self.name)) from None


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Open a file; it is made where it is missing, unless it is only to be read."""
    if not read_only:
        return _connect(str(path), path.name)
    address = address_of(path) + "?mode=ro"
    try:
        connection = _connect(address, path.name, uri=True)
        connection.rows("SELECT name FROM sqlite_master LIMIT 1")
        return connection
    except Problem:
        # In a folder that cannot be written to, SQLite cannot make the shared index of the write-ahead log.
        # Where there is no log, nobody writes, and the file can be read as it lies.
        if _log_of(path).exists():
            raise
    return _connect(address + "&immutable=1", path.name, uri=True)


def make_durable(connection: Connection) -> None:
    """Let what is kept outlive a crash of program and machine, and others read meanwhile."""
    connection.run("PRAGMA journal_mode = WAL")
    connection.run("PRAGMA synchronous = FULL")


def in_memory() -> Connection:
    """Open a file that is gone once closed."""
    return _connect(":memory:", _("the file in memory"))


def was_left_open(path: Path) -> bool:
    """Return whether the program that last wrote the file ended without closing it."""
    log = _log_of(path)
    return log.exists() and log.stat().st_size > 0


def address_of(path: PurePath) -> str:
    """Return a file's name as a URI that SQLite takes, on a Windows share too."""
    # Not `as_uri`: it makes the machine of a share the host, and SQLite knows no hosts.
    return "file://" + quote(os.fsencode("/" + path.as_posix().removeprefix("/")), safe="/:")


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _connect(address: str, name: str, *, uri: bool = False) -> Connection:
    try:
        # A file is opened in one thread and worked on in another, never in two at once.
        raw = sqlite3.connect(
            address,
            timeout=_PATIENCE,
            isolation_level=None,
            cached_statements=512,
            uri=uri,
            check_same_thread=False,
        )
    except sqlite3.OperationalError:
        raise Problem(_(_SENTENCES[sqlite3.SQLITE_CANTOPEN]).format(file=name)) from None
    connection = Connection(raw, name)
    try:
        # What is sorted on the way must not lie about in a temporary file: it is patients' data.
        connection.run("PRAGMA temp_store = MEMORY")
        connection.run("PRAGMA trusted_schema = OFF")
        connection.run("PRAGMA cache_size = -32000")
    except BaseException:
        raw.close()
        raise
    return connection
