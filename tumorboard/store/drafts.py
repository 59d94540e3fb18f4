"""Drafts: a form's unfinished text, kept beside the cases until it is saved or given up.

A draft is no step: it is nobody's statement yet, and it is not undone.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from tumorboard.domain.errors import Problem
from tumorboard.store.connection import Connection


class Drafts:
    """Unfinished texts by key, such as a record's id; they outlive a crash."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime], why_not: str = "") -> None:
        self._connection = connection
        self._clock = clock
        self._why_not = why_not

    def keep(self, key: str, text: str) -> None:
        """Keep the text of a form as it stands."""
        self._check()
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        with self._connection.transaction():
            sql = "INSERT OR REPLACE INTO draft (key, text, at) VALUES (?, ?, ?)"
            self._connection.run(sql, (key, text, at))

    def find(self, key: str) -> str | None:
        """Return the text kept under a key, or None."""
        found: str | None = self._connection.value("SELECT text FROM draft WHERE key = ?", (key,))
        return found

    def drop(self, key: str) -> None:
        """Give a draft up; nothing happens where there is none."""
        self._check()
        with self._connection.transaction():
            self._connection.run("DELETE FROM draft WHERE key = ?", (key,))

    def all(self) -> dict[str, str]:
        """Return all drafts by key, the latest first."""
        return dict(self._connection.rows("SELECT key, text FROM draft ORDER BY at DESC, key"))

    def _check(self) -> None:
        if self._why_not:
            raise Problem(self._why_not)
