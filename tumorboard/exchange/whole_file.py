"""Whole file: a file is written whole or not at all, and read only as far as it may be large."""

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from tumorboard.domain.errors import Problem
from tumorboard.i18n import _


def write(path: Path, data: bytes) -> None:
    """Write a file; where that cannot be, the one before stays as it was and a Problem says why.

    A link stays a link, and a device or a pipe is written into instead of being replaced.
    """
    try:
        target = path.resolve()
        if _is_plain(target):
            _replace(target, data)
        else:
            with target.open("wb") as file:
                file.write(data)
    except (OSError, RuntimeError, ValueError) as error:
        raise Problem(_("{path} cannot be written: {why}.").format(path=path, why=_why(error))) from None


def read(path: Path, largest: int) -> bytes:
    """Return what a file holds; Problem where it cannot be read or holds more than so many bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1) if path.stat().st_size <= largest else None
    except (OSError, ValueError) as error:
        raise Problem(_("{path} cannot be read: {why}.").format(path=path, why=_why(error))) from None
    if data is None or len(data) > largest:
        sentence = _("{path} is too large; at most {size} MB of it can be read.")
        raise Problem(sentence.format(path=path, size=largest // 1_000_000))
    return data


def _is_plain(target: Path) -> bool:
    """Return whether what is there, if anything, is a file that another may take the place of."""
    try:
        plain = stat.S_ISREG(target.stat().st_mode)
    except FileNotFoundError:
        return True
    if plain and not os.access(target, os.W_OK):
        # Whoever took the right to write from a file does not expect another in its place.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return plain


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """Return the rights a file is to have: those it had, or those of any new file of the user's."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _why(error: Exception) -> str:
    """Return what the system says; Python's own words where a name or a link is none (ValueError, a loop)."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
