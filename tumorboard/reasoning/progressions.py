"""Progressions: every progression that is recorded in a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Place


@dataclass(frozen=True, slots=True)
class Progression:
    """When the disease came back or went on, where that was read, and the line and lesions it is told of."""

    day: Day | None
    place: Place
    what: str
    line: str = ""
    lesions: frozenset[str] = frozenset()


def progressions(case: Case) -> tuple[Progression, ...]:
    """Return every progression that is recorded, in whatever form."""
    found = [
        Progression(dates_of(line).end, Place(line.id, "end_reason"), _("progression"), line.id)
        for line in case.of(SystemicLine)
        if line.end_reason == "progression"
    ]
    found += [
        Progression(
            one.on,
            Place(one.id, "stated_response" if one.stated_response == "PD" else "new_lesions"),
            _("progression"),
            one.line,
            frozenset(row.lesion for row in one.measurements if row.lesion),
        )
        for one in case.of(Imaging)
        if one.stated_response == "PD" or one.new_lesions
    ]
    found += [
        Progression(one.first_seen, Place(one.id, "first_seen"), _("new lesion"), "", frozenset({one.id}))
        for one in case.of(Lesion)
        if one.role in ("metastasis", "recurrence") and one.first_seen
    ]
    return tuple(found)


def surely_after(one: Day, other: Day) -> bool:
    """Return whether one day is surely after another."""
    return bool(one.earliest and other.latest and one.earliest > other.latest)


def possibly_after(one: Day, other: Day) -> bool:
    """Return whether one day may be after another."""
    return one.latest is None or other.earliest is None or one.latest > other.earliest


def between(
    events: Iterable[Progression], begun: Day, end: Day | None
) -> tuple[list[Progression], list[Progression]]:
    """Return what surely came after one day and before another, and what perhaps did; of no line's own."""
    sure: list[Progression] = []
    possible: list[Progression] = []
    for one in events:
        day = one.day
        if one.line or day is None or not possibly_after(day, begun):
            continue
        if end is not None and surely_after(day, end):
            continue
        before = end is None or surely_after(end, day) or (end == day and day.is_exact)
        (sure if before and surely_after(day, begun) else possible).append(one)
    return sure, possible


def of_others(
    events: Iterable[Progression], line: SystemicLine, together: frozenset[str]
) -> Iterator[Progression]:
    """Give the progressions told of no line, and those of other lines that were given at the same time."""
    told = dates_of(line)
    for one in events:
        if not one.line:
            yield one
        elif one.line in together or (
            told.start
            and told.end
            and one.day
            and surely_after(one.day, told.start)
            and surely_after(told.end, one.day)
        ):
            yield replace(one, line="")


def treatments_of(case: Case) -> tuple[SystemicLine | LocalTherapy | Surgery, ...]:
    """Return all lines, local therapies and operations of a case."""
    return (*case.of(SystemicLine), *case.of(LocalTherapy), *case.of(Surgery))


def forward(span: Span) -> Span:
    """Return a span that is not negative, as the later day is known to be the later one."""
    low = span.min_days
    return Span(max(low, 0) if low is not None and (span.max_days or 0) >= 0 else low, span.max_days)
