"""Last place: what of a case was on show when its file was left, without a word about the patient."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Place:
    """Ids, names of laboratory values and shares of lengths; empty for what is as it is anyway."""

    case_id: str = ""
    tab: str = ""
    analyte: str = ""
    second: str = ""
    range: str = ""
    low: float = 0.0
    """Where the time on show begins, as a share of the whole course; days would tell of the patient."""
    high: float = 1.0
    scrolled: float = 0.0
    record_id: str = ""
    """The record the keys are at in the table of records."""

    def written(self) -> str:
        """Return the place as text."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the place a text says; what makes no sense in it, as after an edit, counts as not there."""
        try:
            said = json.loads(text)
        except ValueError:
            said = None
        given = said if isinstance(said, dict) else {}
        known = {field.name: given[field.name] for field in fields(cls) if field.name in given}
        return cls(**{name: value for name, value in known.items() if _fits(name, value)})


def _fits(name: str, value: object) -> bool:
    if name in ("low", "high", "scrolled"):
        return isinstance(value, int | float) and 0 <= value <= 1
    return isinstance(value, str)
