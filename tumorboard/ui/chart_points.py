"""Points: draws the results of a curve and the line that joins them.

A curve is known by the colour, the dashes and the shape of its dots; without colours the last two tell.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPath
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QPaintEngine,
    QPainter,
    QPixmap,
    QPolygonF,
)

from tumorboard.figures.remembered import keeping
from tumorboard.figures.shapes import MarkerCurve, Point
from tumorboard.figures.thinning import lines, seen
from tumorboard.ui.chart_ink import pen
from tumorboard.ui.chart_plan import Plan, Spot

# Qt draws long antialiased lines wider than a pixel many times slower, and many dots one by one.
_LONG = 200
_DENSE = 3.0
"""Where dots have fewer pixels each they are small."""
_TYPED = (1.5, 1.5)

_SQUARE = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))
_DIAMOND = ((0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0))
_SIX = ((-1.0, -1.15), (1.0, -1.15), (1.15, 0.0), (1.0, 1.15), (-1.0, 1.15), (-1.15, 0.0))
_POINTED = tuple(
    (at * x, at * y)
    for (x, y), at in zip(
        ((0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)), (1.35, 0.42) * 4, strict=True
    )
)
_CROSS = tuple(
    (x * side, y * side)
    for x, y in (
        *((-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1)),
        *((1, 3), (-1, 3), (-1, 1), (-3, 1), (-3, -1), (-1, -1)),
    )
    for side in (0.42,)
)
_BOW = ((-1.2, -1.0), (0.0, -0.3), (1.2, -1.0), (1.2, 1.0), (0.0, 0.3), (-1.2, 1.0))
_GLASS = tuple((y, x) for x, y in _BOW)
_SHAPES = ((), _SQUARE, _DIAMOND, _SIX, _POINTED, _CROSS, _BOW, _GLASS)
"""The corners of each shape; the first is round. The last four are those of a second curve."""
_STAR = 4


@dataclass(frozen=True, slots=True)
class Look:
    """How a curve is drawn; `broken` are the dashes where a censored result lies between two others."""

    colour: str
    dashes: tuple[float, ...]
    broken: tuple[float, ...]
    shape: int
    """The shape of its dots where the assay is the first; of others it is one of the next three."""


def look_of(curve: MarkerCurve, plan: Plan) -> Look:
    """Return how one of the curves of a plan is drawn."""
    if curve is plan.overview.second:
        return Look(plan.ink.second, (8.0, 3.0), (2.0, 4.0), shape=_STAR)
    return Look(plan.ink.curve, (), (4.0, 3.0), shape=0)


def draw_line(painter: QPainter, plan: Plan, curve: MarkerCurve, look: Look) -> None:
    """Draw what joins the results."""
    time = plan.overview.time
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in lines(curve.strokes, time.low, time.high, plan.sizes.width):
        width = plan.ink.px(1.5) if len(stroke.points) <= _LONG else 1.0
        painter.setPen(pen(look.colour, width, look.broken if stroke.dashed else look.dashes))
        painter.drawPath(arrayToQPath(*plan.spots(curve, _corners(stroke.points)), finiteCheck=False))


def draw_results(painter: QPainter, plan: Plan, curve: MarkerCurve, look: Look) -> None:
    """Draw the results that are kept."""
    time, spot = plan.overview.time, plan.spot(curve)
    kept = tuple(point for point in curve.points if not point.draft)
    shapes = _shapes(curve, look)
    special, dots = _sorted(kept, time.low, time.high, plan.sizes.width)
    for method, corners in dots.items():
        _draw_dots(painter, plan, plan.spots(curve, corners), shapes[method], look.colour)
    for point in special:
        _draw_point(painter, plan, point, look, shapes[point.method], spot)


Corners = NDArray[np.float64]
"""Days and values, one row each."""


@keeping(24)
def _corners(points: tuple[tuple[float, float], ...]) -> Corners:
    return np.array(points, dtype=float).T


@keeping(4)
def _sorted(
    points: tuple[Point, ...], low: float, high: float, width: float
) -> tuple[tuple[Point, ...], dict[str, Corners]]:
    """Return those of some results that are drawn one by one, and the dots, by their method."""
    shown = seen(points, low, high, width)
    dots: dict[str, list[tuple[float, float]]] = {}
    for point in shown:
        if not _is_special(point):
            dots.setdefault(point.method, []).append((point.x, point.y))
    arrays = {method: np.array(places, dtype=float).T for method, places in dots.items()}
    return tuple(filter(_is_special, shown)), arrays


def draw_typed(painter: QPainter, plan: Plan) -> None:
    """Draw the results that are being typed, hollow and dashed."""
    for curve in plan.overview.curves:
        if typed := [point for point in curve.points if point.draft]:
            look, spot = look_of(curve, plan), plan.spot(curve)
            shapes = _shapes(curve, look)
            for point in typed:
                _draw_point(painter, plan, point, look, shapes[point.method], spot)


def _is_special(point: Point) -> bool:
    said = (point.muted, point.bound, point.preliminary, point.open_low, point.open_high)
    return any(said) or point.x_low != point.x_high


def _shapes(curve: MarkerCurve, look: Look) -> dict[str, int]:
    methods = dict.fromkeys(point.method for point in curve.points)
    return {method: look.shape + at % 4 for at, method in enumerate(methods)}


def _draw_dots(
    painter: QPainter, plan: Plan, places: tuple[Corners, Corners], shape: int, colour: str
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    half = plan.sizes.dot / 2 + plan.ink.px(0.7)
    engine, (xs, ys) = painter.paintEngine(), places
    if len(xs) * _DENSE > plan.sizes.width:
        half *= 0.6
    if len(xs) > _LONG and engine is not None and engine.type() == QPaintEngine.Type.Raster:
        stamp = _stamp(painter.deviceTransform().m11(), half, shape, colour)
        away = stamp.deviceIndependentSize().width() / 2
        for x, y in zip((xs - away).tolist(), (ys - away).tolist(), strict=True):
            painter.drawPixmap(QPointF(x, y), stamp)
        return
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        _draw_shape(painter, QPointF(x, y), half, shape)


def _stamp(scale: float, half: float, shape: int, colour: str) -> QPixmap:
    side = math.ceil((2 * 1.4 * half + 2) * scale)
    stamp = QPixmap(side, side)
    stamp.setDevicePixelRatio(scale)
    stamp.fill(Qt.GlobalColor.transparent)
    with QPainter(stamp) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        _draw_shape(painter, QPointF(side / 2 / scale, side / 2 / scale), half, shape)
    return stamp


def _draw_shape(painter: QPainter, at: QPointF, half: float, shape: int) -> None:
    if corners := _SHAPES[shape]:
        painter.drawPolygon(QPolygonF([at + QPointF(x * half, y * half) for x, y in corners]))
    else:
        painter.drawEllipse(at, half, half)


def _draw_point(painter: QPainter, plan: Plan, point: Point, look: Look, shape: int, spot: Spot) -> None:
    """Draw a result: filled, hollow if not final, a triangle if censored, a cross if replaced."""
    ink, at = plan.ink, spot(point.x, point.y)
    colour = ink.muted if point.muted else look.colour
    _draw_whisker(painter, plan, point, (spot(point.x_low, point.y), at, spot(point.x_high, point.y)), colour)
    half = plan.sizes.dot / 2
    if point.muted:
        painter.setPen(pen(colour, ink.px(1.2)))
        painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half))
        painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half))
        return
    hollow = bool(point.bound) or point.draft or point.preliminary
    painter.setPen(pen(colour, ink.px(1.4), _TYPED if point.draft else ()))
    painter.setBrush(QColor(ink.ground if hollow else colour))
    if point.bound:
        painter.drawPolygon(_triangle(at, half * 1.5, down=point.bound == "<"))
    else:
        _draw_shape(painter, at, half * (1.15 if point.draft else 1.0), shape)


def _draw_whisker(
    painter: QPainter, plan: Plan, point: Point, places: tuple[QPointF, QPointF, QPointF], colour: str
) -> None:
    low, at, high = places
    size = plan.sizes.dot
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, 1))
    for end, is_open, away in ((low, point.open_low, -1), (high, point.open_high, 1)):
        if is_open:
            tip = end + QPointF(away * 2.4 * size, 0)
            back = QPointF(-away * size / 2, 0)
            painter.drawLine(at, tip)
            side = QPointF(0, size / 2.5)
            painter.drawPolyline([tip + back - side, tip, tip + back + side])
        elif abs(end.x() - at.x()) > size / 2:
            cap = QPointF(0, size / 2.5)
            painter.drawLines([QLineF(at, end), QLineF(end - cap, end + cap)])


def _triangle(at: QPointF, half: float, *, down: bool) -> QPolygonF:
    tip = half if down else -half
    return QPolygonF([at + QPointF(-half, -tip), at + QPointF(half, -tip), at + QPointF(0, tip)])
