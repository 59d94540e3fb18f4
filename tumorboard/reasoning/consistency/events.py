"""Events: adverse events, visits and tests that contradict themselves or came before their causes."""

from collections.abc import Iterator

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, when
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Finding, Place, found

LAST_DOSE = 92
"""Days that may lie between the last dose, which is often given as the end of a line, and the death."""


def findings(case: Case) -> Iterator[Finding]:
    """Give what cannot be so of adverse events, visits, tests and assessments."""
    yield from _before_its_drug(case)
    yield from _fatal(case)
    for visit in case.of(FollowUp):
        if (visit.alive and visit.ecog == "5") or (visit.alive is False and visit.ecog not in ("", "5")):
            words = _("ECOG {ecog} of a patient who is {state}.")
            yield found(
                "ecog-and-alive",
                words.format(ecog=visit.ecog, state=_("alive") if visit.alive else _("dead")),
                _("ECOG 5 is death, and nothing else is."),
                Place(visit.id, "ecog"),
                Place(visit.id, "alive"),
            )
    for test in case.of(Biomarker):
        specimen = case.find(test.specimen) if test.specimen else None
        if isinstance(specimen, Specimen):
            words = _("{one} is dated {day}, before its specimen was taken ({first}).")
            yield from _too_early("test-before-specimen", words, test, specimen, specimen.on)
    for study in case.of(Imaging):
        line = case.find(study.line) if study.stated_response in ("CR", "PR", "SD") else None
        if isinstance(line, SystemicLine):
            words = _("{one} of {day} is called a response to {other}, which began later ({first}).")
            yield from _too_early("response-before-line", words, study, line, dates_of(line).start)


def _too_early(rule: str, words: str, one: Record, other: Record, first: Day | None) -> Iterator[Finding]:
    day = when(one)
    if day is not None and first is not None and surely_after(first, day):
        yield found(
            rule,
            words.format(one=headline(one), day=show(day), other=headline(other), first=show(first)),
            _("One of the dates or the link between them must be wrong."),
            Place(one.id, one.begins),
            Place(other.id, other.begins),
        )


def _before_its_drug(case: Case) -> Iterator[Finding]:
    """Give adverse events that began before all the drugs they are ascribed to."""
    lines = {drug.id: line for line in case.of(SystemicLine) for drug in line.drugs}
    for event in case.of(AdverseEvent):
        suspected = [lines[id_] for id_ in event.drugs if id_ in lines]
        begun = [
            drug.start or dates_of(line).start
            for line in suspected
            for drug in line.drugs
            if drug.id in event.drugs
        ]
        if event.start and begun and all(day and surely_after(day, event.start) for day in begun):
            words = _("{event} began on {day}, before the drug it is ascribed to ({line}).")
            yield found(
                "event-before-drug",
                words.format(event=headline(event), day=show(event.start), line=headline(suspected[0])),
                _("A drug may be withheld because of it."),
                Place(event.id, "start"),
                Place(event.id, "drugs"),
                *(Place(id_) for id_ in dict.fromkeys(line.id for line in suspected)),
            )


def _fatal(case: Case) -> Iterator[Finding]:
    for event in case.of(AdverseEvent):
        told = event.grade is not None and event.outcome not in ("", "unknown")
        if told and (event.grade == 5) != (event.outcome == "fatal"):
            words = _("{event}: the outcome “{outcome}” is none of grade {grade:g}.")
            yield found(
                "grade-and-outcome",
                words.format(event=headline(event), outcome=_(event.outcome), grade=event.grade),
                _("Grade 5 is death, and only death is."),
                Place(event.id, "grade"),
                Place(event.id, "outcome"),
                source="CTCAE 5",
            )
    last = next((one for one in reversed(case.of(FollowUp)) if one.alive and one.on), None)
    if last is None or last.on is None:
        return
    ended: list[tuple[Record, str, Day | None, int]] = [
        (one, "outcome", one.end, 0) for one in case.of(AdverseEvent) if one.outcome == "fatal"
    ]
    ended += [
        (line, "end_reason", line.end, LAST_DOSE)
        for line in case.of(SystemicLine)
        if line.end_reason == "death"
    ]
    for record, name, day, granted in ended:
        least = (last.on - day).min_days if day is not None else None
        if least is not None and least > granted:
            words = _("{record} is said to have ended in death, but the patient was seen alive on {day}.")
            yield found(
                "alive-after-fatal",
                words.format(record=headline(record), day=show(last.on)),
                _("Survival is counted to the death."),
                Place(record.id, name),
                Place(last.id, "alive"),
            )
