"""Written fields: what is typed as it is, a text, a date, a value, a number, or the content of a file."""

import base64
import binascii
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain import dates, quantities
from tumorboard.domain.dates import Day
from tumorboard.domain.declaration import Field
from tumorboard.domain.plain_text import plain_parts, plain_text
from tumorboard.domain.quantities import Quantity
from tumorboard.i18n import N_, _

LARGEST_NUMBER = 1e15
"""Beyond this a number no longer has all its digits once it was read back."""
_UNITS_IN_WORDS = {"a": (N_("year"), N_("years")), "mo": (N_("month"), N_("months"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """One line of text."""

    kind = "text"

    def from_plain(self, raw: Any) -> str:
        return plain_text(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteField(TextField):
    """Many lines of text."""

    kind = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField(Field):
    """A date as far as it is known; `timed` where an hour may follow, `future` where it may lie ahead."""

    kind = "day"
    empty = None
    timed: bool = False
    future: bool = False

    def show(self, value: Day | None) -> str:
        return "" if value is None else dates.show(value)

    def problem(self, value: Day | None, today: date) -> str | None:
        if value is not None and not self.future and value.earliest is not None and value.earliest > today:
            return _("{day} lies in the future.").format(day=dates.show(value))
        if value is not None and value.time and not self.timed:
            return _("a time of day does not belong here.")
        return None

    def to_plain(self, value: Day) -> str:
        return str(value)

    def from_plain(self, raw: Any) -> Day:
        return Day.parse(plain_text(raw))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityField(Field):
    """A measured value with its comparator, its digits as typed, and its unit."""

    kind = "quantity"
    empty = None

    def show(self, value: Quantity | None) -> str:
        return "" if value is None else quantities.show(value)

    def to_plain(self, value: Quantity) -> dict[str, str]:
        parts = {"comparator": value.comparator, "value": value.value, "unit": value.unit}
        return {key: part for key, part in parts.items() if part}

    def from_plain(self, raw: Any) -> Quantity:
        parts = plain_parts(raw, ("comparator", "value", "unit"))
        if "value" not in parts:
            raise ValueError(_("the value is missing."))
        return Quantity(parts.get("comparator", ""), parts["value"], parts.get("unit", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A plain number with its unit fixed, and the limits beyond which it is thought an error."""

    kind = "number"
    empty = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    whole: bool = False

    def show(self, value: float | None) -> str:
        if value is None:
            return ""
        number = _shortest(value)
        return f"{number:,} {self.unit_for(number)}".strip()

    def unit_for(self, number: float) -> str:
        """Return the unit as it is written behind a number."""
        one, many = _UNITS_IN_WORDS.get(self.unit, (self.unit, self.unit))
        return _(one if number == 1 else many) if one != many else quantities.show_unit(self.unit)

    def problem(self, value: float | None, today: date) -> str | None:
        if value is None:
            return None
        if sentence := Field.problem(self, value, today):
            return sentence
        shown_value = self.show(value)
        if self.whole and value != int(value):
            return _("{value} is not a whole number.").format(value=shown_value)
        if self.low is not None and value < self.low:
            return _("{value} is less than {limit}, the least possible.").format(
                value=shown_value, limit=self.show(self.low)
            )
        if self.high is not None and value > self.high:
            return _("{value} is more than {limit}, the most possible.").format(
                value=shown_value, limit=self.show(self.high)
            )
        return None

    def to_plain(self, value: float) -> float:
        return _shortest(value)

    def from_plain(self, raw: Any) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise ValueError(_("a number is expected here."))
        if not -LARGEST_NUMBER <= raw <= LARGEST_NUMBER:
            raise ValueError(_("the number is too large."))
        return _shortest(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagField(Field):
    """Yes, no, or not recorded."""

    kind = "flag"
    empty = None

    def show(self, value: bool | None) -> str:
        return "" if value is None else _("yes") if value else _("no")

    def from_plain(self, raw: Any) -> bool:
        if not isinstance(raw, bool):
            raise ValueError(_("true or false is expected here."))
        return raw


@dataclass(frozen=True, slots=True, kw_only=True)
class BytesField(Field):
    """The content of a document."""

    kind = "bytes"
    empty = None

    def show(self, value: bytes | None) -> str:
        return "" if value is None else _("{size:,} kB").format(size=-(-len(value) // 1000))

    def problem(self, value: bytes | None, today: date) -> str | None:
        """Return None: there is nothing bytes could not be, and no need to turn megabytes to find out."""
        return None

    def to_plain(self, value: bytes) -> str:
        return base64.b64encode(value).decode("ascii")

    def from_plain(self, raw: Any) -> bytes:
        text = plain_text(raw)
        try:
            return base64.b64decode(text.encode(), validate=True)
        except binascii.Error:
            raise ValueError(_("the content is not base64.")) from None


def _shortest(value: float) -> float:
    # One number, one text: 59.0 as a file may give it back and 59 as typed must not differ in print.
    return int(value) if math.isfinite(value) and value == int(value) else value
