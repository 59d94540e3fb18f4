"""Measured: the studies in which lesions were measured, which of them a line is held against, and from which.

Studies of one day are one: the chest and the liver are often two. A baseline is the last study with targets
before the line, else the first within it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import possibly_after, surely_after
from tumorboard.reasoning.recist_rules import has_grown, size_of

BEFORE = timedelta(days=84)
"""How long before the start of a line its baseline may be; RECIST asks for 4 weeks, which is only told."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A study with all that was measured on its day, and whether new lesions were said to be there."""

    study: Imaging
    rows: dict[str, Measurement]
    new_lesions: bool

    @property
    def id(self) -> str:
        """The id of the study."""
        return self.study.id

    @property
    def on(self) -> Day | None:
        """The day of the study."""
        return self.study.on

    @property
    def targets(self) -> dict[str, Measurement]:
        """What is marked as a target lesion, and is not said to be gone or beyond evaluation."""
        out = ("not evaluable", "absent")
        return {id_: row for id_, row in self.rows.items() if row.target and row.state not in out}

    @property
    def has_sizes(self) -> bool:
        """Whether a target lesion was measured."""
        return any(row.target and size_of(row) for row in self.rows.values())


def measured(case: Case) -> tuple[Measured, ...]:
    """Return the studies with measurements or new lesions, in order of time."""
    studies = [
        one for one in case.of(Imaging) if one.new_lesions or any(row.lesion for row in one.measurements)
    ]
    by_day: dict[date, list[Imaging]] = {}
    for one in studies:
        if one.on and one.on.is_exact and one.on.earliest:
            by_day.setdefault(one.on.earliest, []).append(one)
    return tuple(_measured(one, by_day) for one in studies)


def of_line(line: SystemicLine, all_: Iterable[Measured]) -> list[Measured]:
    """Return the studies that say they assess a line, or say of none and lie within its dates."""
    return [
        one for one in all_ if one.study.line == line.id or (not one.study.line and _inside(one.on, line))
    ]


def baseline_of(line: SystemicLine, all_: Iterable[Measured], own: list[Measured]) -> Measured | None:
    """Return the study a line is compared with; None where no targets were measured in time."""
    start = dates_of(line).start
    near = [one for one in all_ if start and one.has_sizes and _is_near(one.on, start)]
    if near:
        before = [one for one in near if start and one.on and not possibly_after(one.on, start)]
        return (before or near)[-1]
    sized = [one for one in own if one.on and one.has_sizes]
    within = [one for one in sized if start and one.on and not surely_after(start, one.on)]
    return next(iter(within or sized), None)


def baseline_words(baseline: Measured, line: SystemicLine) -> str:
    """Say which study the baseline is, and how it lies to the start of the line."""
    start, on = dates_of(line).start, baseline.on
    if on is None:
        return ""
    if start is None:
        return _("{day}, the first of the line").format(day=show(on))
    if surely_after(on, start):
        return _("{day}, the first within the line").format(day=show(on))
    if possibly_after(on, start):
        return _("{day}, about the start of the line").format(day=show(on))
    if (days := (start - on).min_days) and days > 28:
        return _("{day}, more than 4 weeks before the line").format(day=show(on))
    return _("{day}, before the line").format(day=show(on))


@dataclass(frozen=True, slots=True)
class Treated:
    """When lesions were treated locally, and how large they were at which time."""

    days: dict[str, list[Day]]
    sizes: dict[str, list[tuple[Day, float]]]

    def before(self, lesion_id: str, day: Day | None) -> bool:
        """Return whether a lesion was, or may have been, treated before a day and has not grown since."""
        if day is None or lesion_id not in self.days:
            return False
        treated = [one for one in self.days[lesion_id] if possibly_after(day, one)]
        return bool(treated) and not self._has_grown(lesion_id, max(treated), day)

    def between(self, lesion_id: str, low: Day | None, high: Day | None) -> bool:
        """Return whether a lesion was treated between two days, or may have been."""
        return any(
            low and high and not surely_after(low, one) and not surely_after(one, high)
            for one in self.days.get(lesion_id, ())
        )

    def _has_grown(self, lesion_id: str, treated: Day, until: Day) -> bool:
        lowest: float | None = None
        for on, size in self.sizes.get(lesion_id, ()):
            if surely_after(on, until):
                break
            if not surely_after(on, treated):
                lowest = size
            elif lowest is not None and has_grown(size, lowest):
                return True
            else:
                lowest = size if lowest is None else min(size, lowest)
        return False


def treated(case: Case, all_: Iterable[Measured]) -> Treated:
    """Return the local treatment of each lesion."""
    days: dict[str, list[Day]] = {}
    for one in case.of(LocalTherapy):
        if one.on:
            for id_ in one.lesions:
                days.setdefault(id_, []).append(one.on)
    sizes: dict[str, list[tuple[Day, float]]] = {}
    for study in all_:
        for id_, row in study.rows.items():
            if id_ in days and study.on and (size := size_of(row)) is not None:
                sizes.setdefault(id_, []).append((study.on, size))
    return Treated(days, sizes)


def _measured(study: Imaging, by_day: dict[date, list[Imaging]]) -> Measured:
    rows = {row.lesion: row for row in study.measurements if row.lesion}
    new = bool(study.new_lesions)
    for other in _same_day(study, by_day):
        new = new or bool(other.new_lesions)
        for row in other.measurements:
            if row.lesion and (row.lesion not in rows or size_of(rows[row.lesion]) is None):
                rows[row.lesion] = row
    return Measured(study, rows, new)


def _same_day(study: Imaging, by_day: dict[date, list[Imaging]]) -> Iterator[Imaging]:
    if study.on and study.on.is_exact and study.on.earliest:
        for other in by_day[study.on.earliest]:
            if other is not study and (study.line == other.line or not (study.line and other.line)):
                yield other


def _is_near(on: Day | None, start: Day) -> bool:
    if on is None or on.earliest is None or start.earliest is None or surely_after(on, start):
        return False
    return start.earliest - BEFORE <= on.earliest


def _inside(on: Day | None, line: SystemicLine) -> bool:
    told = dates_of(line)
    if on is None or told.start is None or not surely_after(on, told.start):
        return False
    return told.ongoing or bool(told.end and not possibly_after(on, told.end))
