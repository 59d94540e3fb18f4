"""Results: laboratory results that stand twice, jump a hundredfold, or slip by a decimal point.

Only results of one analyte, unit and assay are held against each other, and only numbers without comparator.
"""

from collections.abc import Iterator, Sequence

from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.laboratory import Laboratory, analyte_of, name_of, standing
from tumorboard.domain.quantities import show as show_value
from tumorboard.domain.units import notation
from tumorboard.i18n import _, plural
from tumorboard.reasoning.comparable import folded
from tumorboard.reasoning.remarks import Finding, Place, found

JUMP = 100
"""So many times its neighbour, or less than one part of so many, a result is asked about."""
SOON = 92
"""Days within which the last of a series may not have changed so much."""
SLIPS = (10, 1000)
_NEAR = 1.25
_ALIKE = 1.5


def findings(case: Case) -> Iterator[Finding]:
    """Give results that stand twice, and those that look like another unit or a slipped point."""
    series: dict[tuple[str, str, str], list[Laboratory]] = {}
    same: dict[tuple[str, ...], list[Laboratory]] = {}
    for one in standing(case.of(Laboratory)):
        if one.value is None or one.on is None or one.analyte is None:
            continue
        name = folded(name_of(one))
        unit, method = notation(one.value.unit), one.method and folded(one.method)
        value = f"{one.value.comparator}{one.value.number.normalize()}"
        if one.on.is_exact:
            same.setdefault((name, one.on.text, value, unit, method), []).append(one)
        if not one.value.comparator and one.value.number > 0:
            series.setdefault((name, unit, method), []).append(one)
    doubled: dict[str, list[list[Laboratory]]] = {}
    for (name, *_more), listed in same.items():
        if len(listed) > 1:
            doubled.setdefault(name, []).append(listed)
    for groups in doubled.values():
        yield _twice(groups)
    for listed in series.values():
        yield from _odd(listed)


def _twice(groups: list[list[Laboratory]]) -> Finding:
    """Return one finding on all results of an analyte that stand twice."""
    first = groups[0][0]
    assert first.value
    assert first.on
    words = _("{analyte} {value} of {day} is recorded {count} times{more}.")
    more = plural("; {count} other result too", "; {count} other results too", len(groups) - 1)
    return found(
        "duplicate-results",
        words.format(
            analyte=analyte_of(first),
            value=show_value(first.value),
            day=show(first.on),
            count=len(groups[0]),
            more=more if len(groups) > 1 else "",
        ),
        _("Entered twice, it counts twice."),
        *(Place(one.id) for listed in groups for one in reversed(listed)),
        about=tuple(one.id for one in groups[0]),
    )


def _odd(listed: Sequence[Laboratory]) -> Iterator[Finding]:
    values = [float(one.value.number) for one in listed if one.value]
    for place, (one, value) in enumerate(zip(listed, values, strict=True)):
        before = values[place - 1] if place else None
        after = values[place + 1] if place + 1 < len(values) else None
        if before is None:
            continue
        if after is None:
            far = not 1 / JUMP < value / before < JUMP and _soon(listed[place - 1], one)
            slip = False
        else:
            up, down = value / before, value / after
            far = (up >= JUMP and down >= JUMP) or (up <= 1 / JUMP and down <= 1 / JUMP)
            alike = 1 / _ALIKE <= before / after <= _ALIKE
            slip = alike and any(_slipped(up, by) and _slipped(down, by) for by in SLIPS)
        if far or slip:
            yield _jumped(listed[place - 1], one, slip=slip and not far)


def _slipped(ratio: float, by: int) -> bool:
    times = ratio if ratio > 1 else 1 / ratio
    return by / _NEAR <= times <= by * _NEAR


def _soon(before: Laboratory, one: Laboratory) -> bool:
    days = (one.on - before.on).max_days if one.on and before.on else None
    return days is not None and days <= SOON


def _jumped(before: Laboratory, one: Laboratory, *, slip: bool) -> Finding:
    assert one.value
    assert before.value
    assert one.on
    words = (
        _("{analyte} {value} of {day} is about ten or a thousand times off those beside it ({other}).")
        if slip
        else _("{analyte} {value} of {day} is a hundredfold off the one before ({other}).")
    )
    return found(
        "decimal-slip" if slip else "jump",
        words.format(
            analyte=analyte_of(one),
            value=show_value(one.value),
            day=show(one.on),
            other=show_value(before.value),
        ),
        _("It may be a slipped point or another unit; nothing is corrected."),
        Place(one.id, "value"),
        Place(before.id, "value"),
        about=(one.id,),
    )
