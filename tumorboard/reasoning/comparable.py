"""Comparable: the results of a case, sorted once for all that is asked of them, and which may be compared.

Only results of one analyte in one unit and of one assay are. A result whose assay is not named is compared
with any: nothing says that it was another. Nothing is converted, not even between assays.
"""

from functools import lru_cache
from math import inf
from typing import NamedTuple

from tumorboard.domain import vocabulary
from tumorboard.domain.case import Case, in_order
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory, name_of, standing
from tumorboard.domain.units import sense

folded = lru_cache(maxsize=4096)(vocabulary.fold)


class Taken(NamedTuple):
    """A result, the days (as ordinals) between which it was taken, and the bounds of its value.

    A value that is only a bound has no limit on its other side: infinity, or 0 below. Assay and unit are in
    one spelling; the assay is empty where it is not named.
    """

    first: int
    last: int
    low: float
    high: float
    method: str
    unit: str
    result: Laboratory

    @property
    def is_bound(self) -> bool:
        """Whether the value is not known itself, but more or less than it."""
        return self.low != self.high


class Results:
    """The results of one case by their analyte and day."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._days: dict[tuple[str, Day | None], list[Laboratory]] | None = None
        self._standing: dict[str, list[Laboratory]] = {}
        self._series: dict[str, tuple[Taken, ...]] = {}
        self._like: dict[tuple[str, str, str], tuple[Taken, ...]] = {}
        for one in standing(case.of(Laboratory)):
            self._standing.setdefault(folded(name_of(one)), []).append(one)

    def on_day(self, result: Laboratory) -> list[Laboratory]:
        """Return the results of the same analyte and day, whether they stand or not."""
        if self._days is None:
            self._days = {}
            for one in self.case.of(Laboratory):
                self._days.setdefault((folded(name_of(one)), one.on), []).append(one)
        return self._days.get((folded(name_of(result)), result.on), [])

    def standing(self, analyte: str) -> list[Laboratory]:
        """Return the results of an analyte, by its name, that say something and were not replaced."""
        return self._standing.get(folded(analyte), [])

    def series(self, analyte: str) -> tuple[Taken, ...]:
        """Return those with a number that is not negative and a day known on both sides, in order of time."""
        key = folded(analyte)
        if key not in self._series:
            found = [taken for one in self._standing.get(key, ()) if (taken := taken_of(one))]
            self._series[key] = tuple(sorted(found, key=lambda one: (one.first, in_order(one.result))))
        return self._series[key]

    def like(self, analyte: str, unit: str, method: str) -> tuple[Taken, ...]:
        """Return those in a unit and of an assay, both in one spelling, that are more than 0 and no bound."""
        key = (analyte, unit, method)
        if key not in self._like:
            self._like[key] = tuple(
                one
                for one in self.series(analyte)
                if one.low > 0 and not one.is_bound and one.unit == unit and same_assay(one.method, method)
            )
        return self._like[key]


def taken_of(result: Laboratory) -> Taken | None:
    """Return a result as it is compared; None where it has no number or its day is not known."""
    value, day = result.value, result.on
    if (
        value is None
        or day is None
        or day.earliest is None
        or day.latest is None
        or value.value.startswith("-")
    ):
        return None
    number = float(value.number)
    return Taken(
        day.earliest.toordinal(),
        day.latest.toordinal(),
        0.0 if "<" in value.comparator else number,
        inf if ">" in value.comparator else number,
        folded(result.method),
        sense(value.unit),
        result,
    )


def comparable(case: Case, result: Laboratory) -> tuple[Taken, ...]:
    """Return what a result can be compared with, whenever it was, in order of time.

    Those are the results of its analyte in its unit and of its assay that have a number of their own.
    """
    assert result.value
    return results_of(case).like(name_of(result), sense(result.value.unit), folded(result.method))


def same_assay(one: str, other: str) -> bool:
    """Return whether two assays, in one spelling, are one or may be."""
    return not one or not other or one == other


_kept: list[Results] = []
"""The cases that were asked about last; a case never changes, there is another one after each step."""


def results_of(case: Case) -> Results:
    """Return the results of a case; those of the last two cases are kept."""
    for one in _kept:
        if one.case is case:
            return one
    found = Results(case)
    _kept[:] = [found, *_kept[:1]]
    return found
