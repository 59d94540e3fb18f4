"""Usual limits: what results are held against that bring no limits of normal of their own.

A clinic's own go before those of the vocabulary. They stand in where something is drawn or said, and are
never written into a record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tumorboard.domain import vocabulary
from tumorboard.domain.fields import NumberField
from tumorboard.domain.plain_text import plain_text
from tumorboard.domain.quantities import same_unit, show_unit
from tumorboard.i18n import N_, _

_NUMBER = NumberField(label=N_("Limit"))


@dataclass(frozen=True, slots=True)
class ClinicLimits:
    """What a clinic takes as normal for one analyte in one unit; `low` is None where there is none."""

    analyte: str
    unit: str
    low: float | None
    high: float

    def is_of(self, analyte: str, unit: str) -> bool:
        """Whether these are the limits of an analyte, under any of its names, in a unit."""
        return _name(self.analyte) == _name(analyte) and same_unit(self.unit, unit)


class UsualLimits(NamedTuple):
    """The limits that stand in, None where there is none; `clinic` where they are the clinic's own."""

    low: float | None
    high: float | None
    clinic: bool = False


def usual_limits(analyte: str, unit: str, clinic: Iterable[ClinicLimits] = ()) -> UsualLimits:
    """Return the limits that stand in for an analyte in a unit; nothing is converted from another."""
    for own in clinic:
        if own.is_of(analyte, unit):
            return UsualLimits(own.low, own.high, True)
    known = vocabulary.analyte(analyte)
    if known is None or not same_unit(known.unit, unit):
        return UsualLimits(None, None)
    low, high = known.usual_low, known.usual_high
    return UsualLimits(None if low is None else float(low), None if high is None else float(high))


def problem(limits: ClinicLimits, before: Sequence[ClinicLimits] = ()) -> str:
    """Return a sentence on why limits cannot be used after those that stand before; empty where they can."""
    if not limits.analyte.strip():
        return _("Name the analyte these limits belong to.")
    if limits.low is not None and limits.low >= limits.high:
        return _("The lower limit has to be less than the upper one.")
    if limits.high <= 0:
        return _("The upper limit has to be more than 0.")
    if any(limits.is_of(other.analyte, other.unit) for other in before):
        sentence = _("{analyte} in {unit} stands here already; the first counts.")
        return sentence.format(analyte=limits.analyte, unit=show_unit(limits.unit) or _("no unit"))
    return ""


def to_plain(limits: Iterable[ClinicLimits]) -> list[dict[str, Any]]:
    """Return limits as JSON holds them."""
    return [{"analyte": one.analyte, "unit": one.unit, "low": one.low, "high": one.high} for one in limits]


def from_plain(raw: Any) -> tuple[ClinicLimits, ...]:
    """Return limits from what JSON held; ValueError where that is nothing of the kind, or has a problem."""
    if not isinstance(raw, list):
        raise ValueError("Limits are a list.")
    found: list[ClinicLimits] = []
    for one in raw:
        if not isinstance(one, Mapping) or set(one) != {"analyte", "unit", "low", "high"}:
            raise ValueError("Limits have an analyte, a unit, a lower and an upper limit.")
        low = None if one["low"] is None else _NUMBER.from_plain(one["low"])
        limits = ClinicLimits(
            plain_text(one["analyte"]), plain_text(one["unit"]), low, _NUMBER.from_plain(one["high"])
        )
        if sentence := problem(limits, found):
            raise ValueError(sentence)
        found.append(limits)
    return tuple(found)


def _name(analyte: str) -> str:
    known = vocabulary.analyte(analyte)
    return vocabulary.fold(known.term.label if known else analyte)
