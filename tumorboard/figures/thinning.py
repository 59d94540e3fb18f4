"""Thinning: of more results than there are pixels, those that are seen.

Where many stand in one column of pixels the lowest and the highest hide the others. This is of the drawing
alone: every result stays in the figure, is told in its words, and can be pointed at.
"""

from collections.abc import Iterable
from math import floor

from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import Point, Stroke

MANY = 500
"""Up to so many results each is drawn, however near the next is."""


@remembered
def seen(points: tuple[Point, ...], low: float, high: float, width: float) -> tuple[Point, ...]:
    """Return the points to draw from day `low` to `high` in so many pixels, in their order.

    Of those of one column that look alike, the lowest and the highest are kept; a whisker keeps its point.
    """
    if len(points) <= max(MANY, width):
        return points
    scale = width / (high - low)
    columns: dict[tuple[object, ...], tuple[int, int]] = {}
    kept: set[int] = set()
    for place, point in enumerate(points):
        if point.x_low != point.x_high or point.open_low or point.open_high:
            if point.x_low <= high and point.x_high >= low:
                kept.add(place)
        elif low <= point.x <= high:
            key = (floor((point.x - low) * scale), point.method, point.bound, point.muted, point.preliminary)
            least, most = columns.get(key, (place, place))
            if point.y < points[least].y:
                least = place
            elif point.y > points[most].y:
                most = place
            columns[key] = least, most
    kept.update(place for pair in columns.values() for place in pair)
    return tuple(points[place] for place in sorted(kept))


@remembered
def lines(strokes: tuple[Stroke, ...], low: float, high: float, width: float) -> tuple[Stroke, ...]:
    """Return the strokes to draw: of each column its first, lowest, highest and last corner."""
    if sum(len(stroke.points) for stroke in strokes) <= max(MANY, width):
        return strokes
    return tuple(Stroke(tuple(_line(stroke.points, low, high, width)), stroke.dashed) for stroke in strokes)


def _line(
    corners: tuple[tuple[float, float], ...], low: float, high: float, width: float
) -> Iterable[tuple[float, float]]:
    scale = width / (high - low)
    # What is before and after the time on show is one column each: a line may come from there.
    column, first = None, 0
    for place, corner in enumerate(corners):
        here = floor((min(max(corner[0], low - 1 / scale), high + 1 / scale) - low) * scale)
        if here != column:
            yield from _column(corners, first, place)
            column, first = here, place
    yield from _column(corners, first, len(corners))


def _column(corners: tuple[tuple[float, float], ...], first: int, end: int) -> Iterable[tuple[float, float]]:
    if end - first <= 4:
        return corners[first:end]
    places = range(first, end)
    least, most = (by(places, key=lambda place: corners[place][1]) for by in (min, max))
    return [corners[place] for place in sorted({first, least, most, end - 1})]
