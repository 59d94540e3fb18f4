"""Concordance figure: stacked bars of what came of recommendations, in numbers; one bar for each kind.

The bars share one scale, so that a kind of two recommendations never looks like one of two hundred, and each
count stands in or beside its bar: no share is told without what it is of.
"""

from dataclasses import dataclass

from tumorboard.domain.board import DONE, LOST, NOT_FULFILLED, OPEN, PARTLY, Recommendation
from tumorboard.domain.fields import field_of
from tumorboard.i18n import N_, _, capital
from tumorboard.reasoning.concordance import Concordance, Count
from tumorboard.reasoning.follow_through import STATES

WORDS = {
    DONE: N_("followed"),
    PARTLY: N_("partly"),
    NOT_FULFILLED: N_("not followed"),
    LOST: N_("lost to follow-up"),
    OPEN: N_("open"),
}
"""What the states are called, in their order."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One state of a bar, from `start` to `end` in shares of the longest bar."""

    state: str
    count: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind: its label, its segments from the left, and all of it in words."""

    label: str
    total: int
    segments: tuple[Segment, ...]
    words: str


def bars(found: Concordance) -> tuple[Bar, ...]:
    """Return a bar for each kind there is, the most frequent first."""
    longest = max((one.total for one in found.kinds), default=0)
    ordered = sorted(found.kinds, key=lambda one: -one.total)
    return tuple(
        Bar(label(one.kind), one.total, _segments(one, longest), f"{label(one.kind)}: {counted(one)}")
        for one in ordered
    )


def label(kind: str) -> str:
    """Return what a kind of recommendation is called."""
    return capital(field_of(Recommendation, "kind").show(kind)) if kind else _("Kind not recorded")


def reason(code: str) -> str:
    """Return what a reason is called."""
    return field_of(Recommendation, "reason").show(code) if code else _("reason not recorded")


def counted(one: Count) -> str:
    """Return the counts that are not nothing, each out of all: `followed 3 of 5, open 2 of 5`."""
    words = _("{state} {count} of {total}")
    return ", ".join(
        words.format(state=_(WORDS[state]), count=one.states[state], total=one.total)
        for state in STATES
        if one.states[state]
    )


def _segments(one: Count, longest: int) -> tuple[Segment, ...]:
    segments, reached = [], 0
    for state in STATES:
        if count := one.states[state]:
            segments.append(Segment(state, count, reached / longest, (reached + count) / longest))
            reached += count
    return tuple(segments)
