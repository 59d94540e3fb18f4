"""Derived plain: what follows from a case as plain JSON: spans in days and months, days as their texts."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from tumorboard.domain.dates import Day, Span
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.reasoning.derived import Derived
from tumorboard.reasoning.judged import Judged
from tumorboard.reasoning.markers import Change, Kinetics, Pace
from tumorboard.reasoning.outcomes import Outcome


def to_plain(derived: Derived) -> dict[str, Any]:
    """Return all that follows from a case; a record stands as its id, what says nothing is left out."""
    found = {
        field.name: _plain(getattr(derived, field.name))
        for field in dataclasses.fields(derived)
        if field.name != "judged"
    }
    return {"remarks": [_judged(one) for one in derived.judged], **found}


def _judged(one: Judged) -> dict[str, Any]:
    dismissal = one.dismissal
    aside = {} if dismissal is None else {"dismissal": dismissal.id, "reason": dismissal.reason}
    return {"group": one.group, "key": one.remark.key, **_plain(one.remark), **aside}


def _plain(value: Any) -> Any:
    match value:
        case Record():
            return value.id
        case Day():
            return value.text
        case Span():
            low, high = value.months
            return {
                "min_days": value.min_days,
                "max_days": value.max_days,
                "min_months": low if low is None else round(low, 1),
                "max_months": high if high is None else round(high, 1),
            }
        case Quantity():
            return str(value)
        case Decimal():
            return float(value)
        case float():
            return round(value, 6) if isfinite(value) else None
        case Kinetics() if value.refused and value.baseline is None:
            return {"analyte": value.analyte, "refused": value.refused}
        case Change() | Pace():
            refused = {"refused": value.refused} if value.refused else {}
            return refused or {"low": _plain(value.low), "high": _plain(value.high), "words": value.words}
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case tuple() if hasattr(value, "_asdict"):
            return _filled(value._asdict())
        case tuple() | list() | frozenset():
            return [_plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
        case Outcome():
            told = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
            return _filled({**told, "words": value.words})
    if dataclasses.is_dataclass(value):
        return _filled({field.name: getattr(value, field.name) for field in dataclasses.fields(value)})
    return value


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(one) for name, one in values.items() if one not in (None, "", ())}
