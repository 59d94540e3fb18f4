"""File header: what the first hundred bytes say, before SQLite is let near a file."""

from pathlib import Path

from tumorboard.domain.errors import Problem
from tumorboard.i18n import _
from tumorboard.store.connection import was_left_open

APPLICATION_ID = 0x54424F41
"""`TBOA`: what marks a SQLite file as ours."""
VERSION = 5
"""How many migrations this program knows; a file with more was written by a newer one."""

# Offsets and meaning: https://www.sqlite.org/fileformat2.html#the_database_header
_MAGIC = b"SQLite format 3\0"
_LENGTH = 100


def itself(path: Path | str) -> Path:
    """Return the file that a path leads to, over whatever links; Problem where it leads to none."""
    try:
        found = Path(path).resolve()
        # From Python 3.13 on, links in a circle are no error but lead to one of them.
        faulty = found.is_symlink()
    except (OSError, RuntimeError, ValueError):
        # Links in a circle, or a character no name of a file can have.
        faulty = True
    if faulty:
        raise Problem(_("{path} is not the name of a file.").format(path=path))
    return found


def check(path: Path) -> bool:
    """Return whether a file is still to be made; Problem where it is not ours, newer, or cut short."""
    try:
        if not path.parent.is_dir():
            raise Problem(_("There is no folder {path}.").format(path=path.parent))
        if path.exists() and not path.is_file():
            # A pipe would be waited for without end.
            raise Problem(_("{path} is not a file.").format(path=path))
        if not path.exists() or (path.stat().st_size == 0 and not was_left_open(path)):
            return True
        with path.open("rb") as file:
            header = file.read(_LENGTH)
        size = path.stat().st_size
    except OSError as error:
        sentence = _("{path} cannot be read: {why}.")
        raise Problem(sentence.format(path=path, why=error.strerror)) from None
    # After a crash part of the file, even its header, may still stand in the log beside it.
    if was_left_open(path):
        return False
    if len(header) < _LENGTH or not header.startswith(_MAGIC):
        raise Problem(_("{file} is not a TumorBoard file.").format(file=path.name))
    version, application = _number(header, 60), _number(header, 68)
    if version or application:
        refuse_foreign(path.name, application, version)
    page = _number(header, 16, 2)
    # The length counts only if whoever wrote last kept it up to date.
    trusted = _number(header, 24) == _number(header, 92)
    if trusted and size < _number(header, 28) * (65536 if page == 1 else page):
        raise Problem(_("{file} is cut short. Open the latest backup instead.").format(file=path.name))
    return False


def refuse_foreign(name: str, application: int, version: int) -> None:
    """Raise a Problem where a file is another program's, or a newer one's."""
    if application != APPLICATION_ID:
        raise Problem(_("{file} is not a TumorBoard file.").format(file=name))
    if version > VERSION:
        sentence = _(
            "{file} was written by a newer TumorBoard"
            " (file version {version}, this program knows up to {known}). Update this program."
        )
        raise Problem(sentence.format(file=name, version=version, known=VERSION))


def _number(header: bytes, start: int, length: int = 4) -> int:
    return int.from_bytes(header[start : start + length], "big")
