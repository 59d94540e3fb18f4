"""Earlier: what of the studies before one counts for it, with all that is possible where it is not known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

NO, YES, OPEN = frozenset({False}), frozenset({True}), frozenset({False, True})


class Known(NamedTuple):
    """The lowest sum in mm, and whether there was a response, a complete one, or a progression."""

    lowest: float | None
    responded: bool
    complete: bool
    progressed: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """Of each what it may have been: one where it is known."""

    lowest: frozenset[float | None]
    responded: frozenset[bool] = NO
    complete: frozenset[bool] = NO
    progressed: frozenset[bool] = NO

    @classmethod
    def of(cls, studies: Sequence["Earlier"]) -> "Earlier":
        """Return what some studies, each of one sum, add up to."""
        sums = [total for one in studies for total in one.lowest if total is not None]
        return cls(
            frozenset({min(sums, default=None)}),
            _any([one.responded for one in studies]),
            _any([one.complete for one in studies]),
            _any([one.progressed for one in studies]),
        )

    def also(self, other: "Earlier") -> "Earlier":
        """Return what these and the other studies add up to."""
        return Earlier(
            frozenset(_lower(one, two) for one in self.lowest for two in other.lowest),
            _either(self.responded, other.responded),
            _either(self.complete, other.complete),
            _either(self.progressed, other.progressed),
        )

    def perhaps(self, other: "Earlier") -> "Earlier":
        """Return the same with studies of which any may have been among them."""
        both = self.also(other)
        return Earlier(
            self.lowest | both.lowest,
            self.responded | both.responded,
            self.complete | both.complete,
            self.progressed | both.progressed,
        )

    def each(self) -> Iterator[Known]:
        """Give all that is possible."""
        for parts in product(self.lowest, self.responded, self.complete, self.progressed):
            yield Known(*parts)


def _any(parts: Sequence[frozenset[bool]]) -> frozenset[bool]:
    return YES if YES in parts else OPEN if OPEN in parts else NO


def _either(one: frozenset[bool], other: frozenset[bool]) -> frozenset[bool]:
    return frozenset(this or that for this in one for that in other)


def _lower(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)
