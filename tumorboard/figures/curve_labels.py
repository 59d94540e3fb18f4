"""Curve labels: names of bands, notes on results and breaks, placed over the curve."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from tumorboard.figures.labels import Box, Candidate, Obstacle, Wanted, place
from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import (
    Axis,
    Band,
    Layout,
    MarkerCurve,
    Measure,
    Note,
    Placed,
    Point,
    Sizes,
    Stroke,
)
from tumorboard.figures.thinning import lines, seen

_EDGE = 3.0
_STEP = 6.0
_NAMED = 12
"""How many of its last results a curve may be named at."""
_COLUMN = 4.0
"""The width of the boxes around results so dense that no word fits between them."""
_LEVELS = 3
_DEEPEST = 5
"""Lines of names over the curve; below that they would be in its way, and each stands on its bar too."""


def curve_labels(drawn: Layout, measure: Measure) -> tuple[Placed, ...]:
    """Return the labels over the curve; none covers a point or the line.

    Bands are named at the top; a name too wide for its band is written on two lines, or short, or may run
    past it where nothing is in its way.
    """
    curves = drawn.overview.curves
    wanted: list[tuple[str, Wanted]] = []
    for curve in curves:
        # Of two curves each is named at its last result, and its notes are in its colour.
        owner = curve.analyte if len(curves) > 1 else ""
        notes = curve.notes
        if owner and notes:
            wanted.append((owner, _name(curve, notes[-1], drawn, measure)))
            notes = notes[:-1]
        # The last result goes first: it is what is asked for most.
        notes = (*notes[-1:], *notes[:-1])
        wanted += [(owner, _note(note, curve, drawn, measure)) for note in notes]
    wanted += [("", _band(band, drawn, measure)) for band in drawn.overview.bands]
    for gap in (gap for curve in curves for gap in curve.breaks):
        wide, high = measure(gap.label)
        y = drawn.sizes.curve_height - high - _EDGE
        x = drawn.px(gap.x)
        # What is "from here" on stands after it or nowhere.
        wanted.append(("", Wanted("", (Candidate(gap.label, Box(x + _EDGE, y, wide, high)),))))
    area = Box(0, 0, drawn.sizes.width, drawn.sizes.curve_height)
    labels = [label for _analyte, label in wanted]
    found = zip(wanted, place(labels, area, _obstacles(drawn), drawn.sizes.gap - 1), strict=True)
    return tuple(
        Placed(
            record_id=label.owner,
            text=chosen.text,
            left=chosen.box.left,
            top=chosen.box.top,
            width=chosen.box.width,
            height=chosen.box.height,
            tone="muted",
            analyte=analyte,
            inside=chosen.inside,
        )
        for (analyte, label), chosen in found
        if chosen is not None
    )


def heights(axis: Axis, height: float) -> Callable[[float], float]:
    """Return the way from a value to its distance in pixels from the top of a plot of that height."""
    if axis.log:
        top = math.log(axis.high)
        scale = height / (top - math.log(axis.low))
        return lambda value: (top - math.log(value)) * scale
    return lambda value: (axis.high - value) * height / (axis.high - axis.low)


def two_lines(text: str) -> str:
    """Return a name broken before the sign or word nearest its middle; as it is where there is none."""
    breaks = [place for place, letter in enumerate(text) if letter == " " and text[place - 1] not in "+±"]
    if not breaks:
        return text
    middle = min(breaks, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _size(text: str, measure: Measure) -> tuple[float, float]:
    sizes = [measure(line) for line in text.split("\n")]
    return max(wide for wide, _high in sizes), sum(high for _wide, high in sizes)


def _band(band: Band, drawn: Layout, measure: Measure) -> Wanted:
    left, right = max(drawn.px(band.x_low), 0.0), drawn.px(band.x_high)
    line = measure("0")[1]
    inside, past = [], []
    for text in dict.fromkeys((band.label, two_lines(band.label), band.short)):
        wide, high = _size(text, measure)
        for level in range(band.level, min(band.level + _LEVELS, _DEEPEST)):
            box = Box(left + _EDGE, _EDGE + level * line, wide, high)
            if wide + 2 * _EDGE <= right - left:
                inside.append(Candidate(text, box))
            elif text == band.short:
                past.append(Candidate(text, box))
    return Wanted(band.record_id, (*inside, *past))


def _name(curve: MarkerCurve, last: Note, drawn: Layout, measure: Measure) -> Wanted:
    """Return the name of a curve, with what is said of its last result, else alone at one before."""
    told = _beside(f"{curve.name} {last.label}", last.x, last.y, curve, drawn, measure)
    kept = [point for point in curve.points if not point.draft and not point.muted]
    alone = (
        candidate
        for point in kept[: -_NAMED - 1 : -1]
        for candidate in _beside(curve.name, point.x, point.y, curve, drawn, measure)
    )
    return Wanted(last.record_id, (*told, *alone))


def _note(note: Note, curve: MarkerCurve, drawn: Layout, measure: Measure) -> Wanted:
    return Wanted(note.record_id, tuple(_beside(note.label, note.x, note.y, curve, drawn, measure)))


def _beside(
    text: str, day: float, value: float, curve: MarkerCurve, drawn: Layout, measure: Measure
) -> Iterator[Candidate]:
    """Give the places around a result a text may take."""
    wide, high = measure(text)
    x, y = drawn.px(day), heights(curve.axis, drawn.sizes.curve_height)(value)
    away = drawn.sizes.dot / 2 + drawn.sizes.gap
    for left, top in (
        (x - wide / 2, y + away),
        (x + away, y - high / 2),
        (x - wide / 2, y - away - high),
        (x - wide, y + away),
        (x - wide, y - away - high),
        (x - wide - away, y - high / 2),
        (x, y + away),
        (x, y - away - high),
    ):
        yield Candidate(text, Box(left, top, wide, high))


def _obstacles(drawn: Layout) -> Iterator[Obstacle]:
    time, sizes = drawn.overview.time, drawn.sizes
    for curve in drawn.overview.curves:
        kept = tuple(point for point in curve.points if not point.draft)
        yield from _around(kept, curve.strokes, curve.axis, time.low, time.high, sizes)
        yield from _around(
            tuple(point for point in curve.points if point.draft), (), curve.axis, time.low, time.high, sizes
        )


def _around(
    points: tuple[Point, ...],
    strokes: tuple[Stroke, ...],
    axis: Axis,
    low: float,
    high: float,
    sizes: Sizes,
) -> Iterator[Obstacle]:
    """Give boxes around results and the line that joins them; where they are dense, one for each column."""
    half, up = sizes.dot / 2, heights(axis, sizes.curve_height)
    dots, joins, columns = _parted(points, strokes, low, high, sizes.width)
    for x, value in dots:
        yield Obstacle(Box(x - half, up(value) - half, sizes.dot, sizes.dot))
    for x1, value1, x2, value2 in joins:
        yield from map(Obstacle, _along(x1, up(value1), x2, up(value2)))
    for left, least, most in columns:
        top, bottom = up(most) - half, up(least) + half
        yield Obstacle(Box(left - half, top, _COLUMN + 2 * half, bottom - top))


_Parted = tuple[
    list[tuple[float, float]],
    list[tuple[float, float, float, float]],
    list[tuple[float, float, float]],
]


@remembered
def _parted(
    points: tuple[Point, ...], strokes: tuple[Stroke, ...], low: float, high: float, width: float
) -> _Parted:
    """Return results, lines between two, and columns of many; across in pixels, up in units.

    It holds whatever the axis of values is, which moves while a value is typed.
    """
    scale = width / (high - low)
    dots = [((point.x - low) * scale, point.y) for point in seen(points, low, high, width)]
    joins: list[tuple[float, float, float, float]] = []
    columns: defaultdict[int, list[float]] = defaultdict(list)
    dense = len(dots) * _COLUMN > width
    for stroke in lines(strokes, low, high, width):
        corners = [((x - low) * scale, value) for x, value in stroke.points]
        for (x1, value1), (x2, value2) in pairwise(corners):
            if dense and x2 - x1 < _COLUMN:
                columns[int(x1 // _COLUMN)] += (value1, value2)
            else:
                joins.append((x1, value1, x2, value2))
    if dense:
        for x, value in dots:
            columns[int(x // _COLUMN)].append(value)
        dots = []
    spans = [(column * _COLUMN, min(values), max(values)) for column, values in columns.items()]
    return dots, joins, spans


def _along(x1: float, y1: float, x2: float, y2: float) -> Iterator[Box]:
    """Give narrow boxes along a line: a single one would take all of the rectangle it crosses."""
    pieces = max(1, math.ceil(min(abs(x2 - x1), abs(y2 - y1)) / _STEP))
    wide, deep = (x2 - x1) / pieces, (y2 - y1) / pieces
    for piece in range(pieces):
        x, y = x1 + piece * wide, y1 + piece * deep
        yield Box(min(x, x + wide) - 1, min(y, y + deep) - 1, abs(wide) + 2, abs(deep) + 2)
