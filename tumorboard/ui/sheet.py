"""Sheet: what is typed into the column at the right, a form or a grid, as the panel around it sees it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tumorboard.domain.record import Record
from tumorboard.i18n import _, plural


class Sheet(QWidget):
    """Holds what somebody types about one case until it is kept or left.

    The panel around it has the buttons and keys, keeps the draft and saves; a sheet never writes anything.
    """

    kind: ClassVar[str] = ""
    """The kind of record that is typed in."""

    changed = Signal()
    """Something was typed."""

    @property
    def title(self) -> str:
        """What stands above the sheet."""
        raise NotImplementedError

    def records(self, *, whole: bool = False) -> tuple[Record, ...]:
        """Return the records as they would be kept now, but none in which nothing was typed.

        What cannot be read is left out; `whole` where somebody wants it kept nevertheless, for a sheet that
        can put it into a note.
        """
        raise NotImplementedError

    def unread(self) -> tuple[str, ...]:
        """Return a sentence for everything that was typed and cannot be read, naming its field or cell."""
        raise NotImplementedError

    def is_touched(self) -> bool:
        """Whether anything was typed that is not kept."""
        raise NotImplementedError

    def typed(self) -> dict[str, Any]:
        """Return all that was typed, readable or not, as JSON holds it."""
        raise NotImplementedError

    def take_up(self, typed: dict[str, Any]) -> None:
        """Go on with what `typed` returned, perhaps before a crash; what no longer fits is passed over."""
        raise NotImplementedError

    def kept(self) -> bool:
        """Note that `records` were saved; return whether the sheet is done with.

        A sheet that still holds what could not be read is not.
        """
        return True

    def go_to_start(self) -> None:
        """Put the keys where typing begins."""
        raise NotImplementedError

    def go_to_unread(self) -> None:
        """Put the keys at the first thing that cannot be read."""
        raise NotImplementedError


def asked_again(faults: Sequence[str]) -> str:
    """Return what is said of what cannot be read, when it is to be kept for the first time."""
    more = plural("{count} more", "{count} more", len(faults) - 1)
    said = f"{faults[0]} ({more})" if len(faults) > 1 else faults[0]
    return _("{fault} Correct it, or keep all the same: Ctrl+S again.").format(fault=said)
