"""Ratios: what was measured against its floor, and whether that is what was aimed at."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MET, SHORT = "met", "short"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table; ours and the floor in the same unit, and an aim for their ratio or for ours."""

    what: str
    ours: float
    floor: float | None = None
    unit: str = "ms"
    most_ratio: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the floor, where there is one."""
        return self.ours / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """Whether the aim was met; empty where there is none."""
        if self.most_ratio is not None and self.ratio is not None:
            return MET if self.ratio <= self.most_ratio else SHORT
        if self.most is not None:
            return MET if self.ours <= self.most else SHORT
        return ""

    @property
    def aim(self) -> str:
        """The aim as it stands in the table."""
        if self.most_ratio is not None:
            return f"≤ {self.most_ratio:g} ×"
        return f"≤ {self.most:g} {self.unit}" if self.most is not None else ""


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table of plain text."""
    lines = [("what", "floor", "ours", "ratio", "aim", "")]
    for row in rows:
        floor = "" if row.floor is None else f"{_figure(row.floor)} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        lines.append((row.what, floor, f"{_figure(row.ours)} {row.unit}", ratio, row.aim, row.verdict))
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            part.ljust(width) if place in (0, 4, 5) else part.rjust(width)
            for place, (part, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def timed(work: Callable[..., object], *given: object) -> float:
    """Return how many milliseconds a piece of work takes."""
    begun = time.perf_counter()
    work(*given)
    return (time.perf_counter() - begun) * 1000


def taking_turns(floor: Callable[[], object], ours: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the medians of floor and ours in milliseconds, run by turns after a first pair that warms up."""
    pairs = [(timed(floor), timed(ours)) for _ in range(runs + 1)]
    # Where it only matters that it runs, the first is all there is.
    pairs = pairs[1:] or pairs
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def percentile(values: list[float], percent: int) -> float:
    """Return the value below which so many percent of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
