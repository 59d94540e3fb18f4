"""Rows: which row of its lane each thing takes, so that none stands over another and none is dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

_NEARLY = 0.01
"""What two edges of one day may differ by once they are pixels."""


@dataclass(frozen=True, slots=True)
class Item:
    """What takes a stretch of a row; the soft ends are the parts of it that fade."""

    left: float
    right: float
    soft_left: float = 0.0
    soft_right: float = 0.0


def stack(items: Sequence[Item]) -> list[int]:
    """Return the row of each item, counted from 0: the first that is free, in order of their left ends.

    Two items may cross only where one fades out and the other fades in.
    """
    ends: list[Item] = []
    rows = [0] * len(items)
    for place in sorted(range(len(items)), key=lambda place: (items[place].left, place)):
        item = items[place]
        row = next((row for row, last in enumerate(ends) if _fits(last, item)), len(ends))
        ends[row : row + 1] = [item]
        rows[place] = row
    return rows


def _fits(last: Item, item: Item) -> bool:
    if item.left >= last.right:
        return True
    return (
        last.soft_right > 0 < item.soft_left
        and last.right <= item.right + _NEARLY
        and item.left >= last.right - last.soft_right - _NEARLY
        and last.right <= item.left + item.soft_left + _NEARLY
    )
