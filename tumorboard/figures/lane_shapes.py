"""Lane shapes: what stands in the lanes below the curve; its measures are those told in `shapes`."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "danger", "good", "look", "muted"]
LaneKind = Literal[
    "surgery", "local", "systemic", "response", "lesion", "pathology", "adverse", "status", "other", "board"
]


@dataclass(frozen=True, slots=True)
class DrugBar:
    """One drug inside a line's bar, `row` from 0 at its top; edges as of a `Band`."""

    record_id: str
    x_low: float
    x_high: float
    fuzzy_start: float
    fuzzy_end: float
    ongoing: bool
    label: str
    row: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What lasts: a systemic line with its drugs, or a treatment, an event over some time.

    Edges as of a `Band`. `fuzzy`: no day of it is certain, drawn dashed and hollow over the time it may have
    been. `ongoing` ends in an open arrow. `end_unknown`: begun, not known to be going on, end not recorded.
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
    tone: Tone = "plain"
    row: int = 0
    parts: tuple[DrugBar, ...] = ()
    fuzzy: bool = False
    end_unknown: bool = False
    text: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened once, at `x`.

    A "badge" holds `letter`, a "diamond" nothing, and the label stands beside it; of a "text", `short` itself
    stands at `x` in its tone, and there is no label.
    """

    record_id: str
    x: float
    x_low: float
    x_high: float
    letter: str
    label: str
    short: str
    tone: Tone = "plain"
    shape: Literal["badge", "text", "diamond"] = "badge"
    row: int = 0
    text: str = ""
    """All of it in words, for the tooltip."""
    draft: bool = False
    also: tuple[str, ...] = ()
    """The other records told by this mark: tests done on one day are one mark."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One strip below the curve.

    In a layout everything in one of its `rows` stands beside, never over, the rest; only the fading edges of
    two bars may cross. In an overview all are in row 0. A record may have a bar and a mark: it lasted from
    the mark on.
    """

    name: str
    kind: LaneKind
    rows: int = 1
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
