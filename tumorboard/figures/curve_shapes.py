"""Curve shapes: axes, results and what joins and parts them; its measures are those told in `shapes`."""

from dataclasses import dataclass
from typing import Literal

from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import show_unit
from tumorboard.reasoning.markers import Kinetics

Bound = Literal["", "<", ">"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis; without a label (empty) it is a line or a stroke only."""

    at: float
    label: str
    major: bool = True
    limit: bool = False
    """Whether it is the upper limit of normal, to be written in the tone of the limit."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A range with its ticks in rising order; of a log axis, all of this is in units, not in decades."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    label: str = ""
    log: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One result at `x`, `y`; where `bound` is "<" an open triangle pointing down, where it is ">" one up.

    A horizontal whisker runs from `x_low` to `x_high` where they differ. `open_low` or `open_high`: the date
    is known on one side only ("in or before Sep 2017"), the point stands at the known side, and its whisker
    is an arrow to the side that has no end. `muted`: replaced by a corrected result, seen but not joined.
    """

    record_id: str
    x: float
    x_low: float
    x_high: float
    y: float
    bound: Bound
    method: str
    unit: str
    text: str
    """The result and its day in words, for the tooltip: `<2.0 U/mL · 14 Sep 2017 · ECLIA`."""
    when: str = ""
    """Its day in words."""
    value: str = ""
    """The value as it was measured, without its unit: `<2.0`, `1,200`."""
    draft: bool = False
    muted: bool = False
    preliminary: bool = False
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of the connecting line, `(x, y)` in order of time.

    `dashed` joins two results that have a censored one between them. Pieces end at a change of unit or assay.
    A censored, muted or draft result, or one at an open side, is never a corner.
    """

    points: tuple[tuple[float, float], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A step of the upper limit of normal; `usual` where no result gave one and the usual one stands in.

    `clinic` where that is the clinic's own, with its lower limit, which is said but not drawn.
    """

    x_low: float
    x_high: float
    y: float
    usual: bool = False
    clinic: bool = False
    low: float | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """Where unit or assay changes: a vertical mark across the curve; what follows is not comparable."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """A few words at a point of the curve, such as `lowest 38 (−97 %)`."""

    record_id: str
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class MarkerCurve:
    """The results of one analyte in one unit; `left_out` says in sentences what is not drawn, and why."""

    analyte: str
    unit: str
    axis: Axis
    points: tuple[Point, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    limits: tuple[Limit, ...] = ()
    breaks: tuple[Break, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[str, ...] = ()
    results: tuple[Laboratory, ...] = ()
    """All results of the analyte that are kept, drawn or not, in order of time: the table of the curve."""
    lines: tuple[Kinetics, ...] = ()
    """What the marker did in each systemic line."""

    @property
    def name(self) -> str:
        """The analyte without the unit in brackets that its name may end with."""
        return self.analyte.removesuffix(f"({show_unit(self.unit)})").rstrip()
