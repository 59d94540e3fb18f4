"""Labels: where each label of a figure goes so that none meets another, or anything it must not cover.

Everything is boxes in pixels, and first come is first served: a label takes the first of its candidates that
is free, and is left away where none is. The callers order labels by weight, candidates by preference.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_BIN = 48.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap; to touch is not to overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Whether it lies inside the other, edges included."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One text in one place; `inside` where that is on its own shape, which then is no obstacle."""

    text: str
    box: Box
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What labels must not cover, but for those inside the shape of that owner."""

    box: Box
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed, with the places it could take, the best first."""

    owner: str
    candidates: tuple[Candidate, ...]


def place(
    wanted: Sequence[Wanted], area: Box, obstacles: Iterable[Obstacle] = (), air: float = 0
) -> list[Candidate | None]:
    """Return the place of each label, None where there is none; none meets another or leaves the area.

    Left and right of a label there is some air: as much to any obstacle, twice as much to another label.
    """
    taken = _Plane()
    for obstacle in obstacles:
        taken.add(obstacle)
    return [_place(label, area, taken, air) for label in wanted]


def _place(label: Wanted, area: Box, taken: "_Plane", air: float) -> Candidate | None:
    for candidate in label.candidates:
        owner = label.owner if candidate.inside else ""
        box = candidate.box
        wide = Box(box.left - air, box.top, box.width + 2 * air, box.height)
        if candidate.text and box.within(area) and taken.free(wide, owner):
            taken.add(Obstacle(wide))
            return candidate
    return None


class _Plane:
    """The boxes that are taken, found again by where they lie."""

    def __init__(self) -> None:
        self._bins: defaultdict[tuple[int, int], list[Obstacle]] = defaultdict(list)

    def add(self, obstacle: Obstacle) -> None:
        for bin_ in _bins(obstacle.box):
            self._bins[bin_].append(obstacle)

    def free(self, box: Box, owner: str) -> bool:
        for bin_ in _bins(box):
            for other in self._bins.get(bin_, ()):
                if other.box.meets(box) and not (owner and other.owner == owner):
                    return False
        return True


def _bins(box: Box) -> Iterator[tuple[int, int]]:
    down = range(int(box.top // _BIN), int(box.bottom // _BIN) + 1)
    across = range(int(box.left // _BIN), int(box.right // _BIN) + 1)
    return itertools.product(across, down)
