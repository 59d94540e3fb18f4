"""Book: one file of cases, opened in the order that loses nothing.

Is it ours and not newer; take the lock; is it whole; a backup if migrations are pending; migrate; references
watched. The search through the whole file for damage is done only where there is a reason, after a crash, or
where it costs nothing, in a small file; that the file has the length it says is looked at always.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tumorboard.domain.errors import Problem
from tumorboard.i18n import _
from tumorboard.store import connection as connections
from tumorboard.store import file_header, holder
from tumorboard.store.boards import Boards
from tumorboard.store.connection import Connection
from tumorboard.store.drafts import Drafts
from tumorboard.store.file_header import APPLICATION_ID, VERSION
from tumorboard.store.journal import Journal, why_read_only
from tumorboard.store.laboratories import Laboratories
from tumorboard.store.shelf import Shelf

_SMALL = 4 * 1024 * 1024
"""Bytes; a file up to this is looked through at every opening."""


def _now() -> datetime:
    return datetime.now(UTC)


class Book:
    """An open file: its journal, its shelf, its drafts, and the laboratories its results are from.

    `held_by` says who else writes to it, as a part of a sentence; the file is then open for reading only.
    `backup` is where the file lies as it was before it was migrated at opening.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        path: Path | None = None,
        author: str = "",
        clock: Callable[[], datetime] = _now,
        hold: holder.Hold | None = None,
        why_not: str = "",
        held_by: str = "",
        backup: Path | None = None,
    ) -> None:
        self.path = path
        self.read_only = bool(why_not)
        self.held_by = held_by
        self.backup = backup
        self._connection = connection
        self._hold = hold
        self.journal = Journal(connection, author, clock, why_not)
        self.shelf = Shelf(connection, self.journal, writable=not why_not)
        self.drafts = Drafts(connection, clock, why_not)
        self.laboratories = Laboratories(connection)
        self.boards = Boards(connection, self.journal, writable=not why_not)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        author: str = "",
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Self:
        """Open a file, which is made where it is missing; Problem where it cannot be.

        Where another program writes to it, it is opened for reading only and `held_by` says who that is. The
        search for damage, which in a large file takes seconds, raises Stopped once `stopped` says so.
        """
        # One lock for one file, whatever name it is called by.
        path = file_header.itself(path)
        new = file_header.check(path)
        if read_only or not (new or os.access(path, os.W_OK)):
            return cls._open_to_read(path, author, clock, held_by="")
        try:
            hold = holder.take(path, clock())
        except OSError as error:
            if new:
                sentence = _("{path} cannot be made: {why}.")
                raise Problem(sentence.format(path=path, why=error.strerror)) from None
            return cls._open_to_read(path, author, clock, held_by="")
        if hold is None:
            return cls._open_to_read(path, author, clock, held_by=holder.holder_of(path, clock()))
        try:
            return cls._open_to_write(path, author, clock, hold, stopped)
        except BaseException:
            hold.let_go()
            raise

    @classmethod
    def in_memory(cls, *, author: str = "", clock: Callable[[], datetime] = _now) -> Self:
        """Open a book that is gone once closed."""
        connection = connections.in_memory()
        _migrate(connection)
        return cls(connection, author=author, clock=clock)

    def close(self) -> None:
        """Close the file and let others write to it; nothing can be done with the book afterwards."""
        try:
            if self._hold and not self._connection.in_transaction:
                from tumorboard.store import listing

                # What cannot be indexed now is indexed at the next search.
                with suppress(Problem), self._connection.transaction():
                    listing.catch_up(self._connection)
            self._connection.close()
        finally:
            if self._hold:
                self._hold.let_go()
                self._hold = None

    def stopping(self, wanted: Callable[[], bool]) -> AbstractContextManager[None]:
        """Look now and then inside whether to stop; then Stopped is raised, and nothing is kept."""
        return self._connection.stopping(wanted)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def _open_to_read(cls, path: Path, author: str, clock: Callable[[], datetime], held_by: str) -> Self:
        if not path.exists():
            raise Problem(_("There is no file {path}.").format(path=path))
        connection = connections.connect(path, read_only=True)
        try:
            version = _version(connection, path.name)
            if not version:
                raise Problem(_("There is nothing in {file} yet.").format(file=path.name))
            if version < VERSION:
                sentence = _("{file} was written by an older TumorBoard; open it for writing once.")
                raise Problem(sentence.format(file=path.name))
        except BaseException:
            connection.close()
            raise
        return cls(
            connection,
            path=path,
            author=author,
            clock=clock,
            why_not=why_read_only(held_by),
            held_by=held_by,
        )

    @classmethod
    def _open_to_write(
        cls,
        path: Path,
        author: str,
        clock: Callable[[], datetime],
        hold: holder.Hold,
        stopped: Callable[[], bool],
    ) -> Self:
        if connections.was_left_open(path):
            # Read first: a file that is not ours is not even tidied up after its own program's crash.
            connection = connections.connect(path, read_only=True)
            try:
                _version(connection, path.name)
            finally:
                connection.close()
        doubtful = connections.was_left_open(path) or (path.exists() and path.stat().st_size <= _SMALL)
        connection = connections.connect(path)
        try:
            version = _version(connection, path.name)
            connections.make_durable(connection)
            connection.stay_at(path)
            if doubtful:
                with connection.stopping(stopped):
                    _check_whole(connection)
            backup = None
            if version < VERSION:
                if version:
                    backup = _back_up(connection, path, version, clock())
                _migrate(connection)
            connection.run("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return cls(connection, path=path, author=author, clock=clock, hold=hold, backup=backup)


def _version(connection: Connection, name: str) -> int:
    """Return how many migrations a file has seen, 0 for a new one; Problem if it is not ours or newer."""
    application = int(connection.value("PRAGMA application_id"))
    version = int(connection.value("PRAGMA user_version"))
    empty = connection.value("SELECT count(*) FROM sqlite_master") == 0
    if empty and application == 0 and version == 0:
        return 0
    file_header.refuse_foreign(name, application, version)
    assert application == APPLICATION_ID
    return version


def _check_whole(connection: Connection) -> None:
    if connection.value("PRAGMA quick_check(1)") != "ok":
        sentence = _("{file} is damaged. Do not work in it; open the latest backup instead.")
        raise Problem(sentence.format(file=connection.name))


def _back_up(connection: Connection, path: Path, version: int, now: datetime) -> Path:
    at = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    backup = path.with_name(f"{path.stem}.version-{version}.{at}{path.suffix}")
    unfinished = backup.with_name(backup.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        connection.run("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.replace(backup)
    except (OSError, Problem) as error:
        with suppress(OSError):
            unfinished.unlink()
        sentence = _("{file} has to be brought up to date, but no backup could be made first: {why}")
        why = error.sentence if isinstance(error, Problem) else f"{error.strerror}."
        raise Problem(sentence.format(file=path.name, why=why)) from None
    return backup


def _migrate(connection: Connection) -> None:
    # Only now: sqlite_utils is slow to import, and only a file that is new or old needs it.
    from tumorboard.store import listing, migrations

    migrations.apply(connection)
    # What is derived is never migrated: a migration at most takes it away.
    with connection.transaction():
        listing.fill(connection)
