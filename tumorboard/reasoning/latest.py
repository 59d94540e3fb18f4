"""Latest: what a result is against those before it, in words; it describes and foretells nothing.

Only what can be compared is: results of one analyte in one unit, of one assay or of one that is not named,
with a number and no comparator, from days that are known.
"""

from tumorboard.domain import quantities
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.quantities import Quantity, same_unit
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.comparable import Taken, comparable, results_of


def words(case: Case, result: Laboratory) -> str:
    """Return how many times the last result and the laboratory's limit a result is, and what it was at least.

    Empty where nothing can be compared.
    """
    value, day = result.value, result.on
    if value is None or value.comparator or value.number <= 0 or day is None or day.earliest is None:
        return ""
    today = day.earliest.toordinal()
    before = [one for one in comparable(case, result) if one.last < today and one.result.id != result.id]
    shown = quantities.show(value)
    said = []
    if before:
        last = before[-1]
        said.append(
            _("{times} × the last ({value})").format(
                times=_number(float(value.number) / last.low), value=_bare(last.result)
            )
        )
    if result.high:
        limit = f"{result.high:,.15g}"
        times = _number(float(value.number) / result.high)
        said.append(_("{times} × this laboratory's limit ({limit})").format(times=times, limit=limit))
    sentences = [_("{value} is {parts}.").format(value=shown, parts=_(" and ").join(said))] if said else []
    if (lowest := _lowest_of_line(case, result, before)) is not None:
        change = round((float(value.number) / lowest - 1) * 100)
        sentences.append(
            _("{change} % from the lowest of this line ({lowest:,.15g}).").format(
                change=f"{change:+,}".replace("-", "−"), lowest=lowest
            )
        )
    return " ".join(sentences)


def recorded(case: Case, result: Laboratory) -> bool:
    """Whether a result of the same day, analyte and value, or words, is in the case already."""
    return any(one.id != result.id and _same(one, result) for one in results_of(case).on_day(result))


def _same(one: Laboratory, other: Laboratory) -> bool:
    if one.value is None or other.value is None:
        return one.value == other.value and one.text_value == other.text_value and bool(one.text_value)
    return (
        one.value.number == other.value.number
        and one.value.comparator == other.value.comparator
        and same_unit(one.value.unit, other.value.unit)
    )


def _lowest_of_line(case: Case, result: Laboratory, before: list[Taken]) -> float | None:
    """Return the lowest comparable result since the line in force began; None where no line surely is."""
    day = result.on
    if day is None or day.earliest is None:
        return None
    begun = [
        told.start.latest.toordinal()
        for told in map(dates_of, case.of(SystemicLine))
        if told.start
        and told.start.latest
        and told.start.latest <= day.earliest
        and (
            told.ongoing
            or (told.end is not None and told.end.earliest is not None and told.end.earliest >= day.earliest)
        )
    ]
    if not begun:
        return None
    start = max(begun)
    return min((one.low for one in before if one.first >= start), default=None)


def _number(times: float) -> str:
    return f"{times:.1f}" if times >= 0.95 else f"{times:.2g}"


def _bare(result: Laboratory) -> str:
    assert result.value
    return quantities.show(Quantity("", result.value.value))
