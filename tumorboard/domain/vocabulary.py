"""Vocabulary: the terms a field proposes, and finding one by what is typed.

A vocabulary proposes; what it does not know is kept as typed and marked as uncoded.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from tumorboard import resources

COLUMNS = ("code", "system", "label", "synonyms", "source")
GRADES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a vocabulary; code and system are empty where no code was verified."""

    code: str
    system: str
    label: str
    synonyms: tuple[str, ...]
    source: str
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def several(self, column: str) -> tuple[str, ...]:
        """Return the parts of an extra column that holds several, in their order."""
        return _parts(self.extra.get(column, ""), "|")


class Drug(NamedTuple):
    """One drug of a regimen; the dose is empty where none was verified."""

    agent: Term
    dose: str
    route: str
    schedule: str


class Analyte(NamedTuple):
    """What a laboratory measures, in its usual UCUM unit, with usual limits; a laboratory's own go first."""

    term: Term
    unit: str
    usual_low: Decimal | None
    usual_high: Decimal | None


class Modality(NamedTuple):
    """A kind of local therapy, the letter it has in a chart and the group whose fields it shares."""

    term: Term
    letter: str
    group: str


class Vocabulary:
    """The terms of one file, in its order, with the ways to find them."""

    def __init__(self, name: str, terms: tuple[Term, ...]) -> None:
        self.name = name
        self.terms = terms
        self._by_name: dict[str, Term] = {}
        self._names: list[tuple[int, int, str, str]] = []
        for position, term in enumerate(terms):
            for rank, name_ in enumerate((term.label, *term.synonyms, term.code)):
                folded = fold(name_)
                if folded:
                    squeezed = folded.replace(" ", "")
                    self._by_name.setdefault(squeezed, term)
                    self._names.append((position, min(rank, 1), f" {folded}", squeezed))

    def find(self, text: str) -> Term | None:
        """Return the term whose code, label or synonym the text is, however spelt, spaced or hyphenated."""
        return self._by_name.get(fold(text).replace(" ", ""))

    def propose(self, text: str, limit: int = 10) -> list[Term]:
        """Return the terms to offer for what is typed so far, best first.

        Names equal to it come first, then labels and synonyms that begin with it, then those with words that
        do, then those that contain it. Nothing typed yet offers the first terms.
        """
        folded = fold(text)
        typed = folded.replace(" ", "")
        if not typed:
            return list(self.terms[:limit])
        words = [f" {word}" for word in folded.split()]
        ranks: dict[int, int] = {}
        for position, second, spaced, squeezed in self._names:
            if typed in squeezed:
                if squeezed.startswith(typed):
                    rank = 0 if squeezed == typed else 1 + second
                else:
                    rank = 3 if words[0] in spaced else 4
            elif len(words) > 1 and all(word in spaced for word in words):
                rank = 3
            else:
                continue
            if rank < ranks.get(position, 5):
                ranks[position] = rank
        best = sorted(ranks, key=lambda position: (ranks[position], position))
        return [self.terms[position] for position in best[:limit]]


def fold(text: str) -> str:
    """Return the words of a text without case, accents and punctuation; Chinese stays as it is."""
    # All that is recorded passes here on its way into the search, and most of it has no accents.
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def load(name: str) -> Vocabulary:
    """Return a vocabulary by the name of its file, such as `analytes`; it is read once."""
    rows = csv.DictReader(io.StringIO(resources.text(f"vocabularies/{name}.csv")), strict=True)
    return Vocabulary(name, tuple(_term(row) for row in rows))


def regimen_drugs(regimen: Term) -> tuple[Drug, ...]:
    """Return the drugs of a term of the regimens, in the order they are given."""
    return tuple(_drug(entry) for entry in _parts(regimen.extra["drugs"], ";"))


def analyte(text: str) -> Analyte | None:
    """Return an analyte by its code or any of its names."""
    term = load("analytes").find(text)
    if term is None:
        return None
    extra = term.extra
    return Analyte(term, extra["unit"], _number(extra["usual_low"]), _number(extra["usual_high"]))


def modality(code: str) -> Modality:
    """Return a modality of local therapy; one not known, or not chosen yet, is `other`."""
    modalities = load("local_therapies")
    term = modalities.find(code) or modalities.find("other")
    assert term is not None
    return Modality(term, term.extra["letter"], term.extra["group"])


def grades(adverse_event: Term | None) -> tuple[int, ...]:
    """Return the grades CTCAE has for an adverse event; all five where it is uncoded."""
    listed = adverse_event.extra.get("grades", "") if adverse_event else ""
    found: list[int] = []
    for part in _parts(listed, ","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return tuple(found) or GRADES


def _term(row: dict[str, str]) -> Term:
    extra = {column: value for column, value in row.items() if column not in COLUMNS}
    return Term(
        code=row["code"],
        system=row["system"],
        label=row["label"],
        synonyms=_parts(row["synonyms"], "|"),
        source=row["source"],
        extra=MappingProxyType(extra),
    )


def _drug(entry: str) -> Drug:
    name, dose, route, schedule = entry.split("|")
    agent = load("agents").find(name)
    if agent is None:
        raise LookupError(f"A regimen names an agent that is not in the vocabulary: {name}")
    return Drug(agent, dose, route, schedule)


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
