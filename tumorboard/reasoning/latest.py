"""Latest: what a result is against those before it, in words; it describes and foretells nothing.

Only what can be compared is: results of one analyte in one unit, of one assay or of one that is not named,
with a number and no comparator, from days that are known.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tumorboard.domain import quantities
from tumorboard.domain.case import Case, in_order
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity, same_unit
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.units import notation
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
        one
        for one in _known(case).comparable(result)
        if one.last < day.earliest and one.result.id != result.id
    ]
    shown = quantities.show(value)
    said = []
    if before:
        last = before[-1]
        said.append(
            _("{times} × the last ({value})").format(
                times=_number(float(value.number) / last.number), value=_bare(last.result)
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
    return any(one.id != result.id and _same(one, result) for one in _known(case).on_day(result))


class _Earlier(NamedTuple):
    """A result that is compared with, and the days between which it was taken."""

    first: date
    last: date
    number: float
    result: Laboratory


class _Known:
    """The results of one case, sorted once for all that is asked while somebody types."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._results: dict[str, list[Laboratory]] = {}
        self._days: dict[tuple[str, Day | None], list[Laboratory]] = {}
        self._earlier: dict[tuple[str, str, str], list[_Earlier]] = {}
        results = case.of(Laboratory)
        self._replaced = {one.replaces for one in results} - {""}
        for one in results:
            name = _name(one)
            self._results.setdefault(name, []).append(one)
            self._days.setdefault((name, one.on), []).append(one)

    def on_day(self, result: Laboratory) -> list[Laboratory]:
        """Return the results of the same analyte and day."""
        return self._days.get((_name(result), result.on), [])

    def comparable(self, result: Laboratory) -> list[_Earlier]:
        """Return what a result can be compared with, whenever it was, in order of time."""
        assert result.value
        key = (_name(result), notation(result.value.unit), fold(result.method))
        if key not in self._earlier:
            found = [
                _Earlier(one.on.earliest, one.on.latest, float(one.value.number), one)
                for one in self._results.get(key[0], ())
                if one.on is not None
                and one.on.earliest is not None
                and one.on.latest is not None
                and one.id not in self._replaced
                and one.value is not None
                and not one.value.comparator
                and one.value.number > 0
                and same_unit(one.value.unit, result.value.unit)
                and (not one.method or not result.method or fold(one.method) == key[2])
            ]
            self._earlier[key] = sorted(found, key=lambda one: in_order(one.result))
        return self._earlier[key]


_kept: list[_Known] = []
"""The case that was asked about last; a case never changes, there is another one after each step."""


def _known(case: Case) -> _Known:
    if not _kept or _kept[0].case is not case:
        _kept[:] = [_Known(case)]
    return _kept[0]


def _same(one: Laboratory, other: Laboratory) -> bool:
    if one.value is None or other.value is None:
        return one.value == other.value and one.text_value == other.text_value and bool(one.text_value)
    return (
        one.value.number == other.value.number
        and one.value.comparator == other.value.comparator
        and same_unit(one.value.unit, other.value.unit)
    )


def _name(result: Laboratory) -> str:
    return _folded(result.analyte.code, result.analyte.text) if result.analyte else ""


@lru_cache(maxsize=4096)
def _folded(code: str, text: str) -> str:
    known = (analyte(code) if code else None) or analyte(text)
    return fold(known.term.label if known else text or code)


def _lowest_of_line(case: Case, result: Laboratory, before: list[_Earlier]) -> float | None:
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
    return min((one.number for one in before if one.first >= start), default=None)


def _number(times: float) -> str:
    return f"{times:.1f}" if times >= 0.95 else f"{times:.2g}"


def _bare(result: Laboratory) -> str:
    assert result.value
    return quantities.show(Quantity("", result.value.value))
