"""Course: what is said to go on although it ended, and records that contradict themselves."""

from collections.abc import Iterator

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.domain.line_dates import dates_of, has_stopped
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import vital_status
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Finding, Place, found


def findings(case: Case) -> Iterator[Finding]:
    """Give what is said to be so and cannot be, of one record by itself or with the death."""
    why = _("What is given now is the first thing a board asks.")
    is_dead = vital_status(case).is_dead
    for line in case.of(SystemicLine):
        for rule, sentence, *names in _going_on(line, is_dead):
            words = f"{headline(line)}: {sentence}"
            yield found(rule, words, why, *(Place(line.id, name) for name in names))
        for drug in line.drugs:
            if drug.ongoing and (line.end or line.ongoing is False):
                words = _("{line}: {drug} is said to be ongoing, but the line has ended.")
                yield found(
                    "drug-ongoing-after-line",
                    words.format(line=headline(line), drug=headline(drug)),
                    why,
                    Place(line.id, "end" if line.end else "ongoing"),
                    Place(drug.id, "ongoing"),
                )
        if any(drug.cycles and line.cycles and drug.cycles > line.cycles for drug in line.drugs):
            words = _("{line}: more cycles of a drug are recorded than of the line.")
            yield found(
                "more-cycles-than-the-line",
                words.format(line=headline(line)),
                _("One of the counts is wrong, or they count different things."),
                Place(line.id, "cycles"),
            )
    for event in case.of(AdverseEvent):
        if event.outcome == "ongoing" and event.end:
            words = _("{event}: said to be ongoing, and has an end.")
            yield found(
                "adverse-event-ended",
                words.format(event=headline(event)),
                _("What has not resolved bears on the next treatment."),
                Place(event.id, "outcome"),
                Place(event.id, "end"),
            )
    for surgery in case.of(Surgery):
        examined, positive = surgery.nodes_examined, surgery.nodes_positive
        if examined is not None and positive is not None and positive > examined:
            words = _("{surgery}: {positive:g} positive nodes of {examined:g} examined.")
            yield found(
                "more-positive-than-examined",
                words.format(surgery=headline(surgery), positive=positive, examined=examined),
                _("The stage group goes by the nodes."),
                Place(surgery.id, "nodes_positive"),
                Place(surgery.id, "nodes_examined"),
            )


def _going_on(line: SystemicLine, is_dead: bool) -> Iterator[tuple[str, ...]]:
    if line.ongoing and line.end:
        yield "ongoing-with-end", _("said to be ongoing, and has an end."), "ongoing", "end"
    elif dates_of(line).ongoing:
        if is_dead:
            yield "ongoing-after-death", _("said to be ongoing, but the patient has died."), "ongoing"
        if line.drugs and all(has_stopped(drug) for drug in line.drugs):
            yield (
                "ongoing-without-drugs",
                _("said to be ongoing, but all its drugs were stopped."),
                "ongoing",
                "drugs",
            )
        if line.end_reason not in ("", "unknown"):
            said = _("said to be ongoing, and why it ended is told.")
            yield "ongoing-with-end-reason", said, "ongoing", "end_reason"
