"""Line dates: from when to when a line was given, and whether a drug of it has stopped."""

from dataclasses import dataclass

from tumorboard.domain.dates import Day
from tumorboard.domain.systemic import Drug, SystemicLine


@dataclass(frozen=True, slots=True)
class Dates:
    """From when to when a line was given, told by itself or by its drugs where it does not say."""

    start: Day | None
    end: Day | None
    ongoing: bool


def dates_of(line: SystemicLine) -> Dates:
    """Return the dates of a line; those of its drugs stand in where it has none of its own."""
    start, end, ongoing = line.start, line.end, bool(line.ongoing)
    if start is None:
        start = min((drug.start for drug in line.drugs if drug.start), default=None)
    if end is None and not ongoing and line.drugs:
        ongoing = line.ongoing is None and any(drug.ongoing for drug in line.drugs)
        ends = [drug.end for drug in line.drugs if drug.end]
        if not ongoing and len(ends) == len(line.drugs):
            end = max(ends)
    return Dates(start, end, ongoing and end is None)


def has_stopped(drug: Drug) -> bool:
    """Return whether a drug is said to have been stopped, with or without a date."""
    if drug.ongoing:
        return False
    return drug.ongoing is False or bool(drug.end or drug.stop_reason or drug.stop_note)
