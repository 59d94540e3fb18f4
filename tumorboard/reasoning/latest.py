"""Latest: what a result is against those before it, in words; it describes and foretells nothing.

Only what can be compared is: results of one analyte in one unit, of one assay or of one that is not named,
with a number and no comparator, from days that are known.
"""

from tumorboard.domain import quantities
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity, same_unit
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vocabulary import analyte, fold
from tumorboard.i18n import _


def words(case: Case, result: Laboratory) -> str:
    """Return how many times the last result and the laboratory's limit a result is, and what it was at least.

    Empty where nothing can be compared.
    """
    value, day = result.value, result.on
    if value is None or value.comparator or value.number <= 0 or day is None or day.earliest is None:
        return ""
    before = [
        one for one in _comparable(case, result) if one.on and one.on.latest and one.on.latest < day.earliest
    ]
    shown = quantities.show(value)
    said = []
    if before:
        last = max(before, key=lambda one: (one.on, one.id))
        said.append(
            _("{times} × the last ({value})").format(times=_times(value, last.value), value=_bare(last))
        )
    if result.high:
        limit = f"{result.high:g}"
        times = _number(float(value.number) / result.high)
        said.append(_("{times} × this laboratory's limit ({limit})").format(times=times, limit=limit))
    sentences = [_("{value} is {parts}.").format(value=shown, parts=_(" and ").join(said))] if said else []
    if (lowest := _lowest_of_line(case, result, before)) is not None:
        change = (float(value.number) / lowest - 1) * 100
        sentences.append(
            _("{change} % from the lowest of this line ({lowest:g}).").format(
                change=f"{change:+.0f}".replace("-", "−"), lowest=lowest
            )
        )
    return " ".join(sentences)


def recorded(case: Case, result: Laboratory) -> bool:
    """Whether a result of the same day, analyte and value is in the case already."""
    return any(
        one.id != result.id
        and one.on == result.on
        and one.value == result.value
        and one.text_value == result.text_value
        for one in _of_analyte(case, result)
    )


def _comparable(case: Case, result: Laboratory) -> list[Laboratory]:
    replaced = {one.replaces for one in case.of(Laboratory)}
    assert result.value
    return [
        one
        for one in _of_analyte(case, result)
        if one.id != result.id
        and one.id not in replaced
        and one.value is not None
        and not one.value.comparator
        and one.value.number > 0
        and same_unit(one.value.unit, result.value.unit)
        and (not one.method or not result.method or fold(one.method) == fold(result.method))
    ]


def _of_analyte(case: Case, result: Laboratory) -> list[Laboratory]:
    wanted = _name(result)
    return [one for one in case.of(Laboratory) if _name(one) == wanted]


def _name(result: Laboratory) -> str:
    known = analyte(str(result.analyte or ""))
    return fold(known.term.label if known else str(result.analyte or ""))


def _lowest_of_line(case: Case, result: Laboratory, before: list[Laboratory]) -> float | None:
    """Return the lowest comparable result since the line in force began; None where no line surely is."""
    day = result.on
    if day is None or day.earliest is None:
        return None
    begun = [
        line
        for line in case.of(SystemicLine)
        if line.start
        and line.start.latest
        and line.start.latest <= day.earliest
        and (
            line.ongoing
            or (line.end is not None and line.end.earliest is not None and line.end.earliest >= day.earliest)
        )
    ]
    if not begun:
        return None
    start = max(line.start.latest for line in begun if line.start and line.start.latest)
    within = [
        float(one.value.number)
        for one in before
        if one.value and one.on and one.on.earliest and one.on.earliest >= start
    ]
    return min(within, default=None)


def _times(value: Quantity, last: Quantity | None) -> str:
    assert last
    return _number(float(value.number / last.number))


def _number(times: float) -> str:
    return f"{times:.1f}" if times >= 0.95 else f"{times:.2g}"


def _bare(result: Laboratory) -> str:
    assert result.value
    return quantities.show(Quantity("", result.value.value))
