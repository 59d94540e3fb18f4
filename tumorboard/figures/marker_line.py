"""Marker line: what joins the results of a curve, and what parts them."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from tumorboard.domain import vocabulary
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import same_unit, show_unit
from tumorboard.domain.units import notation
from tumorboard.figures.axes import number
from tumorboard.figures.shapes import Break, Limit, Note, Point, Stroke
from tumorboard.i18n import _


def breaks(results: list[Laboratory], points: tuple[Point, ...]) -> tuple[tuple[Break, ...], frozenset[int]]:
    """Return the breaks, and the places of the points that come first after one.

    An assay that is not named is no change: nothing says that it was another. What is replaced or not kept
    yet parts nothing.
    """
    found, starts = [], set()
    unit = method = ""
    before = 0.0
    for place, (result, point) in enumerate(zip(results, points, strict=True)):
        if point.muted or point.draft:
            continue
        changed = []
        if method and result.method and vocabulary.fold(result.method) != vocabulary.fold(method):
            changed.append(result.method)
        if unit and notation(point.unit) != notation(unit):
            changed.append(show_unit(point.unit))
        if changed:
            found.append(Break((before + point.x) / 2, _("from here {what}").format(what=", ".join(changed))))
            starts.add(place)
        unit, method, before = point.unit, result.method or method, point.x
    return tuple(found), frozenset(starts)


def strokes(points: tuple[Point, ...], starts: frozenset[int]) -> Iterable[Stroke]:
    """Return the pieces that join the results, each begun anew where `starts` says a break is before."""
    piece: list[tuple[float, float]] = []
    censored = False
    for place, point in enumerate(points):
        if place in starts:
            yield from _whole(piece)
            piece, censored = [], False
        if point.muted or point.draft or point.open_low or point.open_high:
            continue
        if point.bound:
            censored = True
            continue
        corner = (point.x, point.y)
        if censored and piece:
            yield from _whole(piece)
            yield Stroke((piece[-1], corner), dashed=True)
            piece = []
        piece.append(corner)
        censored = False
    yield from _whole(piece)


def _whole(piece: list[tuple[float, float]]) -> Iterable[Stroke]:
    if len(piece) > 1:
        yield Stroke(tuple(piece))


def limits(
    results: list[Laboratory], points: tuple[Point, ...], analyte: str, unit: str
) -> tuple[Limit, ...]:
    """Return the steps of the limit, each held by its results; between two results it changes half-way."""
    known = vocabulary.analyte(analyte)
    usual = known.usual_high if known and same_unit(known.unit, unit) else None
    levels: list[tuple[float, float, bool] | None] = []
    for result, point in zip(results, points, strict=True):
        if point.muted:
            continue
        high = result.high if result.high is not None else None if usual is None else float(usual)
        levels.append(None if high is None else (point.x, high, result.high is None))
    steps: list[Limit] = []
    going = False
    for here, following in pairwise([*levels, None]):
        if here is None:
            going = False
            continue
        x, y, is_usual = here
        end = x if following is None else (x + following[0]) / 2
        last = steps[-1] if going else None
        if last is not None and (last.y, last.usual) == (y, is_usual):
            steps[-1] = Limit(last.x_low, end, y, is_usual)
        else:
            steps.append(Limit(last.x_high if last else x, end, y, is_usual))
        going = True
    return tuple(steps)


def stretched(steps: tuple[Limit, ...], low: float, high: float) -> tuple[Limit, ...]:
    """Return limits that hold from one end of an axis to the other."""
    if not steps:
        return ()
    first = replace(steps[0], x_low=low)
    *others, last = (first, *steps[1:])
    return (*others, replace(last, x_high=high))


def notes(points: tuple[Point, ...], compared: bool) -> Iterable[Note]:
    """Return what is worth a few words: the last result, and the lowest where all are of one assay."""
    told = [point for point in points if not point.muted and not point.draft]
    if not told:
        return
    last = told[-1]
    lowest = min(told, key=lambda point: (point.y, point.bound != "<", -point.x))
    if compared and len(told) > 2 and lowest is not last and lowest.bound != ">":
        yield Note(lowest.record_id, lowest.x, lowest.y, _("lowest {value}").format(value=value_text(lowest)))
    yield Note(last.record_id, last.x, last.y, _("last {value}").format(value=value_text(last)))


def value_text(point: Point) -> str:
    """Return the value of a point without its unit: `<2`, `1,200`."""
    return f"{point.bound}{number(point.y)}"
