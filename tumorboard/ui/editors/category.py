"""Category: the editor of T, N or M, with what the chosen scheme and edition know as proposals.

What is typed stays as it is typed, `ypT2a(m)` or a category of another edition; the list only offers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tumorboard.domain.fields import Field
from tumorboard.reasoning.staging import Axis, Category, categories
from tumorboard.ui.editors.editor import Context
from tumorboard.ui.editors.pick import PickEditor
from tumorboard.ui.editors.proposals import Proposal

_TYPED = re.compile(r"\s*([acpry]*)\s*([TNM]?)\s*(.*)", re.IGNORECASE | re.DOTALL)
"""The signs before a category, its letter, and what follows."""


class CategoryEditor(PickEditor):
    """Edits one of T, N and M; `3`, `t3` and `pT3` find the same."""

    def __init__(self, field: Field, context: Context, axis: Axis, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._axis = axis
        self.scheme: Callable[[], tuple[str, str]] = lambda: ("", "")
        """Gives the scheme and edition that are chosen in the form."""

    def known(self) -> tuple[Category, ...]:
        """Return the categories of the chosen scheme and edition; none where there are no tables."""
        return categories(*self.scheme(), self._axis)

    def propose(self, text: str) -> Sequence[Proposal]:
        found = _TYPED.fullmatch(text)
        assert found is not None
        signs, letter, rest = found[1].lower(), found[2].upper(), found[3].casefold()
        if letter not in ("", self._axis.upper()):
            return []
        offered = [
            # A sign or the letter alone begins all of them, and so none that could be taken unasked.
            Proposal(signs + one.code, one.hint, begins=bool(rest))
            for one in self.known()
            if one.code[1:].casefold().startswith(rest)
        ]
        if any(one.text == text for one in offered):
            # T2 is whole, though T2a begins so, too: Enter leaves it.
            return [replace(one, begins=False) for one in offered]
        return offered
