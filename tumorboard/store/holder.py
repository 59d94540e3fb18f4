"""Holder: who writes to a file, so that a second program does not.

The lock is the operating system's and ends with the program, however that ends. Beside it lies a note that
says who has it; a note without a lock says nothing.
"""

import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tumorboard.i18n import _
from tumorboard.store.places import user_name

_A_MOMENT = 0.5
"""Seconds; a command that lists or prints has a file no longer, and should not keep a window from writing."""


class Hold:
    """The right to write to a file, until it is let go."""

    def __init__(self, lock: Any, note: Path) -> None:
        self._lock = lock
        self._note = note

    def let_go(self) -> None:
        """Let others write."""
        with suppress(OSError):
            self._note.unlink()
        self._lock.release()


def take(path: Path, since: datetime) -> Hold | None:
    """Take the right to write to a file; None where another program has it, OSError where nobody can."""
    # Only now: filelock is slow to import, and a file in memory or one only read does without.
    from filelock import FileLock, Timeout

    # Not of one thread: a file is opened in one and closed in another.
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=_A_MOMENT, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    note = _note_of(path)
    words = {"user": user_name(), "host": platform.node(), "since": since.astimezone().isoformat()}
    with suppress(OSError):
        note.write_text(json.dumps(words), encoding="utf-8")
    return Hold(lock, note)


def holder_of(path: Path, now: datetime) -> str:
    """Return who writes to a file, as a part of a sentence: "anna on clinic-3, since 14:02"."""
    try:
        words = json.loads(_note_of(path).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(words["since"])
        user, host = str(words["user"]), str(words["host"])
    except (OSError, ValueError, KeyError, TypeError):
        return _("another program")
    # A stay over midnight needs its date.
    at = since.strftime("%H:%M" if since.date() == now.astimezone().date() else "%Y-%m-%d %H:%M")
    return _("{user} on {host}, since {time}").format(user=user or _("somebody"), host=host, time=at)


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + ".holder")
