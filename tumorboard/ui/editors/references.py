"""References: the editor of publications and trials, with a semicolon between them."""

from datetime import date
from typing import Any

from tumorboard.domain.coded import Coded
from tumorboard.domain.reference import shown_reference
from tumorboard.domain.unreadable import Unreadable
from tumorboard.ui.editors.editor import Echo
from tumorboard.ui.editors.line import LineEditor


class ReferencesEditor(LineEditor):
    """Edits several references; a number that is none is said at once, other words are kept as typed."""

    def read(self, text: str) -> tuple[Any, Echo]:
        super().read(text)
        parts = [part.strip() for part in text.split(";") if part.strip()]
        found = tuple(Coded(text=part) for part in parts)
        if fault := self.field.problem(found, date.max):
            raise Unreadable(fault)
        said = [shown for part in parts if (shown := shown_reference(part)) != part]
        return found, Echo("; ".join(said))

    def write(self, value: Any) -> str:
        return "; ".join(map(str, value))
