"""Systemic bars: the extent of each line of systemic treatment, and of each drug inside it."""

from dataclasses import replace
from itertools import pairwise

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.line_dates import Dates, dates_of, has_stopped
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.vital_status import VitalStatus, vital_status
from tumorboard.figures.moments import Extent, extent
from tumorboard.figures.shapes import DrugBar


def line_extents(case: Case, known_until: float) -> dict[str, Extent | None]:
    """Return the extent of each line by id; None where neither start nor end can be drawn."""
    lines = case.of(SystemicLine)
    dates = {line.id: dates_of(line) for line in lines}
    ordered = sorted(
        (line.id for line in lines if dates[line.id].start), key=lambda id_: (dates[id_].start, id_)
    )
    vital = vital_status(case)
    if vital.is_dead:
        dates = {id_: _until_death(told, vital) for id_, told in dates.items()}
    following: dict[str, float] = {}
    for here, after in pairwise(ordered):
        start = dates[after].start
        if start and start.earliest:
            following[here] = float(start.earliest.toordinal())
    return {
        id_: extent(
            told.start,
            told.end,
            ongoing=told.ongoing,
            known_until=known_until,
            following=following.get(id_),
        )
        for id_, told in dates.items()
    }


def _until_death(told: Dates, vital: VitalStatus) -> Dates:
    # What was said to go on ended with the patient's life at the latest.
    last = vital.died.latest if vital.died else None
    begun = told.start.latest if told.start else None
    if not told.ongoing or last is None or (begun and begun > last):
        return replace(told, ongoing=False)
    return Dates(told.start, Day.parse(f"../{last}"), ongoing=False)


def drug_bars(line: SystemicLine, whole: Extent, known_until: float) -> tuple[DrugBar, ...]:
    """Return a bar for each drug that is named, one below the other.

    What a drug does not say of itself it has from its line: it began and ended with it. Where it is said to
    have stopped before its line, and not when, it fades out until the line's end.
    """
    bars = []
    for row, drug in enumerate(drug for drug in line.drugs if drug.agent):
        own = _drug_extent(drug, line, whole, known_until)
        own = replace(own, ongoing=own.ongoing and (whole.ongoing or not dates_of(line).ongoing))
        bars.append(
            DrugBar(
                record_id=drug.id,
                x_low=own.low,
                x_high=own.high,
                fuzzy_start=own.fuzzy_start,
                fuzzy_end=own.fuzzy_end,
                ongoing=own.ongoing,
                label=str(drug.agent),
                row=row,
            )
        )
    return tuple(bars)


def _drug_extent(drug: Drug, line: SystemicLine, whole: Extent, known_until: float) -> Extent:
    told = dates_of(line)
    own = whole
    if drug.start or drug.end or drug.ongoing:
        ongoing = bool(drug.ongoing) or told.ongoing
        own = (
            extent(
                drug.start or told.start,
                drug.end or (None if drug.ongoing else told.end),
                ongoing=ongoing,
                known_until=known_until,
                following=whole.high,
            )
            or whole
        )
    if drug.end is None and _stopped_before(drug, line, told):
        # Where its start is as little known, the two fade half-way each.
        start = min(own.fuzzy_start, (own.high - own.low) / 2)
        return replace(own, fuzzy_start=start, fuzzy_end=own.high - own.low - start, ongoing=False)
    return own


def _stopped_before(drug: Drug, line: SystemicLine, told: Dates) -> bool:
    if told.ongoing:
        return has_stopped(drug)
    return bool(drug.stop_reason and line.end_reason) and drug.stop_reason != line.end_reason
