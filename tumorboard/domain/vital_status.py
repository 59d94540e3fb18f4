"""Vital status: whether the patient is known to live or to have died, and how far the days of it are known.

That a visit finds the patient dead says when death was known, not when it came: the day of death is the one
recorded with the patient or none.
"""

from dataclasses import dataclass

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.systemic import SystemicLine

_DEAD = "5"
"""Of the ECOG scale."""


@dataclass(frozen=True, slots=True)
class VitalStatus:
    """What is recorded of life and death; `found_dead` is the first visit after it, `seen` the last before.

    `is_recorded`: whether anything says that the patient lives or died.
    """

    is_dead: bool
    is_recorded: bool
    died: Day | None = None
    found_dead: Day | None = None
    seen: Day | None = None

    @property
    def is_contradictory(self) -> bool:
        """Whether the patient was seen alive after the death."""
        ends = [day.latest for day in (self.died, self.found_dead) if day and day.latest]
        return bool(self.seen and self.seen.earliest and ends and self.seen.earliest > min(ends))

    def since(self, begun: Day) -> Span | None:
        """Return the time from a day to death, or of the living until they were last seen."""
        if not self.is_dead:
            return self.seen - begun if self.seen else None
        if self.died:
            return self.died - begun
        low = (self.seen - begun).min_days if self.seen else None
        return Span(low, (self.found_dead - begun).max_days if self.found_dead else None)


def vital_status(case: Case) -> VitalStatus:
    """Return what a case says of the patient's life and death."""
    visits = case.of(FollowUp)
    dead = [
        visit for visit in visits if visit.alive is False or (visit.alive is None and visit.ecog == _DEAD)
    ]
    living = [visit for visit in visits if visit.alive]
    fatal = any(event.grade == 5 or event.outcome == "fatal" for event in case.of(AdverseEvent)) or any(
        line.end_reason == "death" for line in case.of(SystemicLine)
    )
    died = case.patient.died_on
    return VitalStatus(
        is_dead=bool(died or dead or fatal),
        is_recorded=bool(died or dead or fatal or living),
        died=died,
        found_dead=next((visit.on for visit in dead if visit.on), None),
        seen=next((visit.on for visit in reversed(living) if visit.on), None),
    )
