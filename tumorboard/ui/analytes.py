"""Analytes: which laboratory values of a case can be drawn."""

from collections import Counter

from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.vocabulary import fold, load

FIRST = "CA19-9"


def analytes(case: Case) -> list[str]:
    """Return the analytes with a value and a date, CA19-9 first, then by how often they were measured."""
    counted: Counter[str] = Counter()
    known = load("analytes")
    for result in case.of(Laboratory):
        if result.analyte and result.value and result.on:
            term = known.find(result.analyte.code) or known.find(result.analyte.text)
            counted[term.label if term else str(result.analyte)] += 1
    return sorted(counted, key=lambda name: (name != FIRST, -counted[name], fold(name)))
