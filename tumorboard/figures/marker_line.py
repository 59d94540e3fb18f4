"""Marker line: what joins the results of a curve, and what parts them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from tumorboard.domain import vocabulary
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import show_unit
from tumorboard.domain.units import notation
from tumorboard.domain.usual_limits import UsualLimits
from tumorboard.figures.shapes import Break, Limit, MarkerCurve, Note, Point, Stroke
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


def limits_of(
    results: Sequence[Laboratory], points: Sequence[Point], usual: UsualLimits
) -> tuple[Limit, ...]:
    """Return the steps of the limit, each held by its results; between two results it changes half-way.

    `usual` are the limits of the analyte that stand in for those a result does not bring.
    """
    own_low = usual.low if usual.clinic else None
    shown = [(point.x, result.high) for result, point in zip(results, points, strict=True) if not point.muted]
    steps: list[Limit] = []
    place = 0
    for given, run in groupby(shown, key=itemgetter(1)):
        xs = [x for x, _high in run]
        low = (shown[place - 1][0] + xs[0]) / 2 if place else xs[0]
        place += len(xs)
        high = (xs[-1] + shown[place][0]) / 2 if place < len(shown) else xs[-1]
        if given is not None:
            steps.append(Limit(low, high, given))
        elif usual.high is not None:
            steps.append(Limit(low, high, usual.high, usual=True, clinic=usual.clinic, low=own_low))
    return tuple(steps)


def stretched(curve: MarkerCurve, low: float, high: float) -> tuple[Limit, ...]:
    """Return the limits of a curve, those of its first and last result reaching to the ends of an axis."""
    first = next((point.x for point in curve.points if not point.muted), None)
    last = next((point.x for point in reversed(curve.points) if not point.muted), None)
    return tuple(
        replace(
            limit,
            x_low=low if limit.x_low == first else limit.x_low,
            x_high=high if limit.x_high == last else limit.x_high,
        )
        for limit in curve.limits
    )


def notes(points: tuple[Point, ...], compared: bool, is_last: bool) -> Iterable[Note]:
    """Return what is worth a few words: the last result, and the lowest where all are of one assay.

    `is_last`: whether no result came later that is not drawn. Of several of one moment none is the last.
    """
    told = [point for point in points if not point.muted and not point.draft]
    if not told:
        return
    last = told[-1]
    lowest = lowest_of(told)
    if compared and len(told) > 2 and lowest and lowest is not last:
        yield Note(lowest.record_id, lowest.x, lowest.y, _("lowest {value}").format(value=lowest.value))
    alone = not any(point.x_high >= last.x_low or point.open_high for point in told[:-1])
    surely = is_last and alone and not last.open_low and len(told) > 1
    label = _("last {value}").format(value=last.value) if surely else last.value
    yield Note(last.record_id, last.x, last.y, label)


def lowest_of(points: Sequence[Point]) -> Point | None:
    """Return the lowest result, the latest of as low ones; None where a bound leaves open which it is."""
    lowest = min(points, key=lambda point: (point.y, point.bound != "<", -point.x))
    unsure = any(point.bound == "<" and point.y > lowest.y for point in points)
    return None if lowest.bound == ">" or unsure else lowest


def highest_of(points: Sequence[Point]) -> Point | None:
    """Return the highest result, the first of as high ones; None where a bound leaves open which it is."""
    highest = max(points, key=lambda point: (point.y, point.bound == ">", -point.x))
    unsure = any(point.bound == ">" and point.y < highest.y for point in points)
    return None if highest.bound == "<" or unsure else highest
