"""Plan: where everything of a figure stands, in pixels, for one overview in one size.

At the left the axis of values and the lanes' names; beside it, of one width, the curve, the lanes one below
the other, the years, and the strip of what is not dated. Sentences on what is not drawn end it. Where lanes
are many, so that a screen may not hold curve and years at once, the years stand under the curve too.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from tumorboard.figures.curve_labels import heights
from tumorboard.figures.layout import layout
from tumorboard.figures.shapes import Axis, Lane, Layout, MarkerCurve, Overview, Placed, Sizes, Undated
from tumorboard.i18n import _
from tumorboard.ui.chart_ink import Ink
from tumorboard.ui.chart_window import cut

Spot = Callable[[float, float], QPointF]
Spots = tuple[NDArray[np.float64], NDArray[np.float64]]

_ROOMY_CURVE = 220.0
LOW_ROW, HIGH_ROW = 18.0, 22.0
_RIGHT = 18.0
_TOP = 4.0
# A dot on the lowest value stands clear of the lanes.
_BELOW_CURVE = 6.0
_MANY_ROWS = 14
_FEW_POINTS = 3


@dataclass(frozen=True, slots=True)
class Chip:
    """An undated item in its place in the strip, from the strip's top left.

    `when` stands before the first of those it is said of, and takes up `before` pixels of the box.
    """

    item: Undated
    when: str
    before: float
    box: QRectF


@dataclass(frozen=True)
class Plan:
    """The areas of a figure, in pixels from its top left, and the ways from days and units into them."""

    layout: Layout
    ink: Ink
    size: tuple[float, float]
    curve: QRectF
    lanes: QRectF
    years: QRectF
    years_above: QRectF
    """Under the curve; empty where the lanes are few, and on paper, which is seen at once."""
    strip: QRectF
    chips: tuple[Chip, ...]
    words: tuple[str, ...]

    @property
    def overview(self) -> Overview:
        """What is drawn, with the rows and ticks that fit."""
        return self.layout.overview

    @property
    def sizes(self) -> Sizes:
        """The sizes it is drawn in."""
        return self.layout.sizes

    @property
    def plot(self) -> QRectF:
        """Curve and lanes."""
        return self.curve.united(self.lanes)

    def x(self, day: float) -> float:
        """Return the distance of a day from the left of the plot."""
        return self.layout.px(day)

    def y(self, value: float) -> float:
        """Return the distance of a value of the first curve from the top of the plot."""
        return heights(self.overview.curve.axis, self.curve.height())(value)

    def row(self, lane: int, row: int) -> float:
        """Return the distance of the middle of a row of a lane from the top of the lanes."""
        return (self._rows_before[lane] + row + 0.5) * self.sizes.row_height

    def lane_box(self, lane: int) -> QRectF:
        """Return the area of a lane in the figure."""
        first, end = (at * self.sizes.row_height for at in self._rows_before[lane : lane + 2])
        return QRectF(self.lanes.left(), self.lanes.top() + first, self.lanes.width(), end - first)

    def labels_of(self, lane: int) -> tuple[Placed, ...]:
        """Return the labels of a lane."""
        top, bottom = (at * self.sizes.row_height for at in self._rows_before[lane : lane + 2])
        return tuple(one for one in self.layout.lane_labels if top <= one.top + one.height / 2 < bottom)

    @cached_property
    def _rows_before(self) -> tuple[int, ...]:
        return tuple(accumulate((lane.rows for lane in self.overview.lanes), initial=0))

    def spot(self, curve: MarkerCurve) -> Spot:
        """Return the way from a day and a value of one of the curves to its place in the figure."""
        time, up = self.overview.time, heights(curve.axis, self.curve.height())
        left, top, scale = self.curve.left(), self.curve.top(), self.sizes.width / (time.high - time.low)
        return lambda day, value: QPointF(left + (day - time.low) * scale, top + up(value))

    def spots(self, curve: MarkerCurve, corners: NDArray[np.float64]) -> Spots:
        """Return the places of many days and values of a curve, given and returned as two rows."""
        time, axis = self.overview.time, curve.axis
        low, high, values = axis.low, axis.high, corners[1]
        if axis.log:
            low, high, values = math.log(low), math.log(high), np.log(values)
        xs = self.curve.left() + (corners[0] - time.low) * (self.sizes.width / (time.high - time.low))
        return xs, self.curve.top() + (high - values) * (self.curve.height() / (high - low))

    @cached_property
    def kept(self) -> "Plan":
        """The plan without what is being typed into the curves, which stays the same from key to key."""

        def kept(curve: MarkerCurve) -> MarkerCurve:
            points = tuple(point for point in curve.points if not point.draft)
            return replace(curve, points=points, results=())

        overview = self.overview
        second = overview.second and kept(overview.second)
        shown = replace(overview, curve=kept(overview.curve), second=second, words="", summary="", title="")
        return replace(self, layout=replace(self.layout, overview=shown))

    @cached_property
    def course(self) -> "Plan":
        """The plan without its curves, which stays the same while results are typed."""
        empty = MarkerCurve("", "", Axis(0, 1, ()))
        shown = replace(self.kept.overview, curve=empty, second=None)
        return replace(self, words=(), layout=replace(self.layout, overview=shown, curve_labels=()))


def plan(
    overview: Overview,
    ink: Ink,
    width: float,
    height: float | None = None,
    *,
    window: tuple[float, float] | None = None,
    before: Plan | None = None,
) -> Plan:
    """Lay a figure out; without a height it takes what it needs, with one the curve takes what is left.

    `window` is the first and last day to show, the whole course without it. The plan `before` saves a second
    round where rows are as they were.
    """
    if window is not None:
        overview = cut(overview, *window)
    left = _left(overview, ink)
    wide = max(width - left - _right(overview, ink), 50.0)
    line = ink.measure("M")[1]
    left_out = tuple(words for curve in overview.curves for words in curve.left_out)
    words = _wrapped(left_out, width, ink)
    years, below = line + ink.px(10), len(words) * line + (ink.px(6) if words else 0)
    chips = _chips(overview.undated, _sizes(wide, 0, LOW_ROW, ink), ink)
    strip = chips[-1].box.bottom() + ink.px(2) if chips else 0.0
    left_over = None if height is None else height - ink.px(_TOP + _BELOW_CURVE) - years - strip - below

    def above(rows: int) -> float:
        return 0.0 if ink.paper or rows < _MANY_ROWS else years

    def arranged(rows: int) -> Sizes:
        if left_over is None:
            return _sizes(wide, _own_height(overview, wide, ink), LOW_ROW if ink.paper else HIGH_ROW, ink)
        return _arranged(wide, left_over - above(rows), rows, ink)

    # How many rows there are follows from the width alone.
    rows = _rows(before.overview.lanes) if before else len(overview.lanes)
    found = layout(overview, arranged(rows), ink.measure)
    if left_over is not None and _rows(found.overview.lanes) != rows:
        rows = _rows(found.overview.lanes)
        found = layout(overview, arranged(rows), ink.measure)
    rows = _rows(found.overview.lanes)
    curve = QRectF(left, ink.px(_TOP), wide, found.sizes.curve_height)
    years_above = QRectF(left, curve.bottom() + ink.px(_BELOW_CURVE), wide, above(rows))
    lanes = QRectF(left, years_above.bottom(), wide, rows * found.sizes.row_height)
    return Plan(
        layout=found,
        ink=ink,
        size=(width, math.ceil(lanes.bottom() + years + strip + below)),
        curve=curve,
        lanes=lanes,
        years=QRectF(left, lanes.bottom(), wide, years),
        years_above=years_above,
        strip=QRectF(left, lanes.bottom() + years, wide, strip),
        chips=chips,
        words=words,
    )


def needed_height(found: Plan) -> float:
    """Return the height below which there is no room for a curve and rows that can be read."""
    ink = found.ink
    spare = _rows(found.overview.lanes) * (found.sizes.row_height - ink.px(LOW_ROW))
    return found.size[1] - spare - found.curve.height() + ink.px(ink.lowest_curve)


def _own_height(overview: Overview, width: float, ink: Ink) -> float:
    """Return how high a curve is where it may take what it needs: so few results need little."""
    if len(overview.curve.points) <= _FEW_POINTS:
        return ink.px(130)
    return min(max(0.36 * width, ink.px(180)), ink.px(320))


def _arranged(width: float, height: float, rows: int, ink: Ink) -> Sizes:
    """Share a height between curve and rows: rows give way to the curve until they are at their lowest."""
    low, high = (LOW_ROW, LOW_ROW) if ink.paper else (LOW_ROW, HIGH_ROW)
    row = high if not rows else min(max((height / ink.scale - _ROOMY_CURVE) / rows, low), high)
    return _sizes(width, max(height - rows * ink.px(row), ink.px(ink.lowest_curve)), row, ink)


def _sizes(width: float, curve: float, row: float, ink: Ink) -> Sizes:
    return Sizes(
        width,
        curve,
        row_height=ink.px(row),
        badge=ink.px(16),
        dot=ink.px(7),
        gap=ink.px(4),
    )


def _rows(lanes: tuple[Lane, ...]) -> int:
    return sum(lane.rows for lane in lanes)


def _left(overview: Overview, ink: Ink) -> float:
    names = [lane.name for lane in overview.lanes]
    if overview.undated:
        names.append(_("Date unclear"))
    ticks = max((ink.measure(tick.label)[0] for tick in overview.curve.axis.ticks), default=0.0)
    ticks = max(ticks, ink.measure("1,000")[0])
    names_wide = max((ink.measure(name)[0] for name in names), default=0.0)
    return max(names_wide, ticks + ink.measure("M")[1] + ink.px(8)) + ink.px(12)


def _right(overview: Overview, ink: Ink) -> float:
    """Return the room at the right: that of the axis of a second curve, where there is one."""
    if overview.second is None or not overview.second.points:
        return ink.px(_RIGHT)
    ticks = max(ink.measure(tick.label)[0] for tick in overview.second.axis.ticks)
    return max(ticks, ink.measure("1,000")[0]) + ink.measure("M")[1] + ink.px(18)


def _chips(undated: tuple[Undated, ...], sizes: Sizes, ink: Ink) -> tuple[Chip, ...]:
    """Put the undated beside one another in their order, over as many lines as it takes."""
    start, gap = ink.px(6), sizes.gap
    chips: list[Chip] = []
    end, top, said = start, ink.px(2), None
    for item in undated:
        when = item.when if item.when != said else ""
        before = ink.measure(when)[0] + 2 * gap if when else 0.0
        wide = before + sizes.badge + gap + ink.measure(item.label)[0] + 1
        end += (3 * gap if when else gap) if end > start else 0.0
        if end > start and end + wide > sizes.width - gap:
            end, top = start, top + sizes.row_height
        wide = min(wide, sizes.width - gap - end)
        chips.append(Chip(item, when, before, QRectF(end, top, wide, sizes.row_height)))
        end, said = end + wide, item.when
    return tuple(chips)


def _wrapped(sentences: tuple[str, ...], width: float, ink: Ink) -> tuple[str, ...]:
    lines: list[str] = []
    for sentence in sentences:
        line = ""
        for word in sentence.split():
            longer = f"{line} {word}".strip()
            if line and ink.measure(longer)[0] > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return tuple(lines)
