"""Concordance: how many of the recommendations of the boards were followed, by kind and by reason.

Counts, each with the number it is out of. What is open is a group of its own, and neither followed nor not.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tumorboard.domain.board import KINDS, NOT_FULFILLED, PARTLY, REASONS, Recommendation
from tumorboard.reasoning.follow_through import STATES, Placement, is_decided, state_of, within


@dataclass(frozen=True, slots=True)
class Count:
    """How many recommendations of a kind came to what; the kind is empty where none is recorded."""

    kind: str
    states: dict[str, int]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Concordance:
    """What came of all recommendations of a period.

    `reasons` counts why those were not followed, or only partly; the empty code is a reason not recorded.
    `undated` recommendations are of boards without a date, and so in every period.
    """

    kinds: tuple[Count, ...] = ()
    reasons: dict[str, int] = field(default_factory=dict)
    undated: int = 0

    @property
    def whole(self) -> Count:
        """All kinds together."""
        return Count("", {state: sum(one.states[state] for one in self.kinds) for state in STATES})


def concordance(placed: Iterable[Placement], today: date, since: date | None = None) -> Concordance:
    """Return what came of the recommendations of items that were decided within a period."""
    of_kind: dict[str, Counter[str]] = {}
    why: Counter[str] = Counter()
    undated = 0
    for one in placed:
        if not is_decided(one.item, today) or not within(one.item, since):
            continue
        for row in one.item.recommendations:
            of_kind.setdefault(row.kind, Counter())[state_of(row)] += 1
            undated += one.item.on is None
            if _wants_reason(row):
                why[row.reason] += 1
    order = [choice.code for choice in KINDS]
    return Concordance(
        kinds=tuple(
            Count(kind, {state: of_kind[kind][state] for state in STATES})
            for kind in [*order, *(kind for kind in of_kind if kind not in order)]
            if kind in of_kind
        ),
        reasons={code: why[code] for code in [*(one.code for one in REASONS), ""] if why[code]},
        undated=undated,
    )


def _wants_reason(row: Recommendation) -> bool:
    state = state_of(row)
    return state == NOT_FULFILLED or (state == PARTLY and bool(row.reason))
