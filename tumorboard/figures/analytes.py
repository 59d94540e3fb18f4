"""Analytes: which there are in a case, under whatever names, and the unit most of their results have."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from tumorboard.domain import vocabulary
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.laboratory import Laboratory, name_of
from tumorboard.domain.quantities import same_unit
from tumorboard.i18n import _

FIRST = "CA19-9"


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    # A name of signs only is still not every other such name.
    return vocabulary.fold(name) or name


@lru_cache(maxsize=4096)
def analyte_name(*names: str) -> str:
    """Return what an analyte is called here, by its code or any of its names; as given where unknown."""
    for name in names:
        if found := vocabulary.analyte(name):
            return found.term.label
    return next((name.strip() for name in reversed(names) if name.strip()), "")


def analytes(case: Case) -> tuple[str, ...]:
    """Return the analytes that have results: CA19-9 first, then as in the vocabulary, then by name."""
    names = {name for result in case.of(Laboratory) if (name := name_of(result))}
    places = {term.label: place for place, term in enumerate(vocabulary.load("analytes").terms)}
    return tuple(sorted(names, key=lambda name: (name != FIRST, places.get(name, len(places)), name)))


def results_of(case: Case, analyte: str) -> tuple[Laboratory, ...]:
    """Return the results of an analyte under any of its names, in order of time."""
    return tuple(those_of(case.of(Laboratory), analyte))


def those_of(results: Iterable[Laboratory], analyte: str) -> Iterator[Laboratory]:
    """Give those of some results that are of an analyte, under any of its names."""
    wanted = _folded(analyte_name(analyte))
    return (result for result in results if _folded(name_of(result)) == wanted)


def chosen(case: Case, wanted: str = "") -> str:
    """Return the analyte to draw: the one wanted, or that its name begins, else the first, else CA19-9.

    Problem where the one that is wanted has no results; it names those that have.
    """
    names = analytes(case)
    if not wanted:
        return next(iter(names), FIRST)
    if results := results_of(case, wanted):
        return name_of(results[0])
    # "Bilirubin" is what it is called where one case has it in one unit only.
    begun = [name for name in names if _folded(name).startswith(_folded(wanted))]
    if len(begun) == 1:
        return begun[0]
    if not names:
        raise Problem(_("No laboratory results are recorded for this case."))
    sentence = _("No result of {wanted} is recorded for this case; there are results of {names}.")
    raise Problem(sentence.format(wanted=wanted, names=", ".join(names)))


def axis_unit(results: Iterable[Laboratory]) -> str:
    """Return the unit of the most results, of as many the latest, written as most of them write it."""
    units = [result.value.unit for result in results if result.value is not None]
    counts: list[list[str]] = []
    for unit in units:
        alike = next((group for group in counts if same_unit(group[0], unit)), None)
        if alike is None:
            counts.append([unit])
        else:
            alike.append(unit)
    if not counts:
        return ""
    last = {unit: place for place, unit in enumerate(units)}
    group = max(counts, key=lambda group: (len(group), max(last[unit] for unit in group)))
    return max(set(group), key=lambda unit: (group.count(unit), last[unit]))
