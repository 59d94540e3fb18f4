"""Shapes: what a figure is made of, in days and units, for whoever draws it.

A place in time (`x`) is a proleptic day number, `date.toordinal()`, with the time of day as its fraction.
Where a date is uncertain, `x_low` and `x_high` are its earliest and latest day and `x` its middle. `x` is for
drawing alone: it is never stored, printed or read back as a date.

An `Overview` holds for every size. `Layout` is the same figure for one width in pixels, with its rows, ticks
and labels placed; only a layout promises that nothing overlaps.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tumorboard.figures.curve_shapes import Axis, Bound, Break, Limit, MarkerCurve, Note, Point, Stroke, Tick
from tumorboard.figures.lane_shapes import Bar, DrugBar, Lane, LaneKind, Mark, Tone

__all__ = [
    "HUES",
    "Axis",
    "Band",
    "Bar",
    "Bound",
    "Break",
    "DrugBar",
    "Flag",
    "FlagKind",
    "Lane",
    "LaneKind",
    "Layout",
    "Limit",
    "Mark",
    "MarkerCurve",
    "Measure",
    "Note",
    "Overview",
    "Placed",
    "Point",
    "Sizes",
    "Stroke",
    "Tick",
    "Tone",
    "Undated",
]

Measure = Callable[[str], tuple[float, float]]
"""Width and height in pixels of a text in the font of the figure's labels."""

FlagKind = Literal["surgery", "local"]

HUES = 8
"""How many hues and patterns there are; `hue` is a number below it, for colour and pattern alike."""


@dataclass(frozen=True, slots=True)
class Band:
    """A systemic line behind the curve.

    `fuzzy_start` and `fuzzy_end` are the days over which an edge fades: the band is certain from
    `x_low + fuzzy_start` to `x_high - fuzzy_end`, and where the two meet, nothing of it is. `level` counts up
    where bands overlap, so that their names stand below one another.
    """

    record_id: str
    x_low: float
    x_high: float
    fuzzy_start: float
    fuzzy_end: float
    ongoing: bool
    label: str
    short: str
    hue: int
    level: int = 0
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A surgery or local therapy over the curve: a vertical line at `x`, with a letter."""

    record_id: str
    x: float
    x_low: float
    x_high: float
    letter: str
    label: str
    kind: FlagKind
    hue: int
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Undated:
    """What cannot be put on the axis; `after` is the id of the nearest record before it that is on the axis.

    `after` is empty where nothing is before it, or where its date is wholly unknown and so its place, too.
    `when` says in words what is known of its date: `in or before Feb 2021`, or `not dated`.
    """

    record_id: str
    letter: str
    label: str
    after: str
    when: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """Marker curve and course over one time axis; `words` says in sentences what a viewer sees.

    `second` is a curve of another analyte over the same time, on an axis of its own at the right.
    """

    time: Axis
    curve: MarkerCurve
    second: MarkerCurve | None = None
    bands: tuple[Band, ...] = ()
    flags: tuple[Flag, ...] = ()
    lanes: tuple[Lane, ...] = ()
    undated: tuple[Undated, ...] = ()
    words: str = ""
    summary: str = ""
    """The sentence of `words` that tells the results, short enough to stand above the figure."""
    title: str = ""
    case_id: str = ""
    last: float = 0.0
    """The last day of anything that is drawn; the axis goes on a little."""

    @property
    def curves(self) -> "tuple[MarkerCurve, ...]":
        """The one or two curves."""
        return (self.curve, self.second) if self.second else (self.curve,)


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: the box of its text in pixels from the top left of its area."""

    record_id: str
    text: str
    left: float
    top: float
    width: float
    height: float
    tone: Tone = "plain"
    analyte: str = ""
    """The curve it belongs to, where there are two."""
    inside: bool = False
    """Whether it stands on a bar of its own, in the colour that reads on it."""

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the drawing takes up, in pixels."""

    width: float
    """Of the plot, without the axis at its left."""
    curve_height: float
    row_height: float = 22.0
    badge: float = 16.0
    """The side of a mark's badge; it is centred on `x` and on its row."""
    dot: float = 8.0
    gap: float = 4.0


@dataclass(frozen=True, slots=True)
class Layout:
    """An overview for one size: time and value axis with the ticks that fit, rows so that nothing overlaps.

    `curve_labels` (names of bands, notes, breaks) are in pixels from the top left of the curve's area,
    `lane_labels` from that of the lanes' area, in which each row of each lane is `sizes.row_height` high and
    lanes follow without space between. A label that fits nowhere is left away; its mark stays.
    """

    overview: Overview
    sizes: Sizes
    curve_labels: tuple[Placed, ...] = ()
    lane_labels: tuple[Placed, ...] = ()

    def px(self, x: float) -> float:
        """Return the distance in pixels of a place in time from the left edge."""
        axis = self.overview.time
        return (x - axis.low) / (axis.high - axis.low) * self.sizes.width
