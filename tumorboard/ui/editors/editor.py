"""Editor: what every widget that edits one field has in common.

An editor holds what was typed, readable or not. What can be read of it is its value; of the rest it says in a
sentence why it cannot be read. Two marks stand for absence in every field: `?` was asked and is unknown, `/`
was not done. An empty editor says neither: the field is not recorded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.date_reading import DateOrder
from tumorboard.domain.fields import ABSENCES, NOT_DONE, UNKNOWN, Field
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.i18n import _

MARKS = {"?": UNKNOWN, "/": NOT_DONE}
_MARKS_OF = {shade: mark for mark, shade in MARKS.items()}


@dataclass(frozen=True, slots=True)
class Context:
    """What an editor has to know besides its field: the day, how dates are written here, the open case.

    `limits` are what the clinic takes as normal, `meetings` those of the file.
    """

    today: Callable[[], date]
    order: Callable[[], DateOrder]
    case: Callable[[], Case | None]
    limits: Callable[[], tuple[ClinicLimits, ...]] = tuple
    meetings: Callable[[], Sequence[Meeting]] = tuple


@dataclass(frozen=True, slots=True)
class Echo:
    """What was understood of what was typed; to be `look`ed at where it could have been meant otherwise."""

    words: str = ""
    look: bool = False


class Editor(QWidget):
    """Edits one field; the base of all, which keeps nothing but field and context."""

    changed = Signal()
    """Something was typed."""
    grown = Signal()
    """There is more for the tab key to come to."""

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.context = field, context

    def value(self) -> Any:
        """Return what is typed as far as it can be read, otherwise the field's empty value."""
        raise NotImplementedError

    def absence(self) -> str:
        """Return `unknown` or `not done` where that is what was typed; empty otherwise."""
        return ""

    def fault(self) -> str:
        """Return a sentence on why what is typed cannot be read; empty where it can."""
        return ""

    def echo(self) -> Echo:
        """Return in words what was understood, where that is more than what was typed."""
        return Echo()

    def set_value(self, value: Any, absence: str = "") -> None:
        """Show a value, or the shade of its absence."""
        raise NotImplementedError

    def typed(self) -> Any:
        """Return what is typed, as JSON holds it; empty (falsy) where nothing is."""
        raise NotImplementedError

    def take_up(self, typed: Any) -> None:
        """Show again what `typed` returned."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        """Tell a screen reader what is edited here."""
        self.setAccessibleName(name)

    def stops(self) -> list[QWidget]:
        """Return what the tab key comes to in this editor, in order."""
        return [self.focusProxy() or self]

    def go_to(self) -> None:
        """Put the keys here, and all that is typed into reach of the next one."""
        self.setFocus()


def mark_of(absence: str) -> str:
    """Return the mark that is typed for a shade of absence."""
    return _MARKS_OF.get(absence, "")


def absence_echo(absence: str) -> Echo:
    """Return what a mark of absence means."""
    words = {UNKNOWN: _("asked for, and unknown"), NOT_DONE: _(ABSENCES[NOT_DONE])}
    return Echo(words.get(absence, ""))
