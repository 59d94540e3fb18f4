"""Dates: an end before its start, and what is recorded before the birth or after the death.

Only what the dates make sure is said: a month that may lie on either side says nothing.
"""

from collections.abc import Iterator, Sequence

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record, until, when
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import vital_status
from tumorboard.i18n import _, plural
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Finding, Place, found

NAMED = 3
_NEEDS_THE_LIVING = (Surgery, SystemicLine, LocalTherapy, Laboratory, Imaging, AdverseEvent, FollowUp)
"""What may not be dated after a death; a letter, and what was found in tissue, may."""


def findings(case: Case) -> Iterator[Finding]:
    """Give what the dates of the records, of the birth and of the death exclude."""
    for record in case.everything():
        if record.ends:
            yield from _upside_down(record)
        if isinstance(record, SystemicLine):
            for drug in record.drugs:
                yield from _upside_down(drug)
    if born := case.patient.birth_date:
        early = [one for one in case.everything() if (day := when(one)) and surely_after(born, day)]
        yield from _outside(case, "before-birth", early, "birth_date", _("before the birth"), born)
    yield from _after_death(case)


def _upside_down(record: Record) -> Iterator[Finding]:
    begun: Day | None = getattr(record, record.begins)
    ended = until(record)
    if begun is None or ended is None or not surely_after(begun, ended):
        return
    words = _("{record}: the end ({end}) lies before the start ({start}).")
    yield found(
        "end-before-start",
        words.format(record=headline(record), end=show(ended), start=show(begun)),
        _("Durations and the order of treatments are taken from these dates."),
        Place(record.id, record.ends),
        Place(record.id, record.begins),
    )


def _after_death(case: Case) -> Iterator[Finding]:
    vital = vital_status(case)
    if vital.is_contradictory and vital.seen:
        visit = next(one for one in reversed(case.of(FollowUp)) if one.alive and one.on == vital.seen)
        dead = next(
            (one for one in case.of(FollowUp) if one.on and one.on == vital.found_dead and not one.alive),
            visit,
        )
        place = Place(case.patient.id, "died_on") if vital.died else Place(dead.id, "alive")
        words = _("Seen alive on {day}, after the recorded death.")
        yield found(
            "alive-after-death",
            words.format(day=show(vital.seen)),
            _("Survival is counted to the death."),
            Place(visit.id, "on"),
            place,
        )
    if died := vital.died:
        late = [
            one
            for one in case.records
            if isinstance(one, _NEEDS_THE_LIVING) and (day := _living_on(one)) and surely_after(day, died)
        ]
        yield from _outside(case, "after-death", late, "died_on", _("after the death"), died)


def _living_on(record: Record) -> Day | None:
    """Return the last day on which a record finds the patient alive, other than by saying so."""
    match record:
        case AdverseEvent():
            return record.start
        case FollowUp():
            seen = record.alive is None and (record.ecog not in ("", "5") or record.weight_kg is not None)
            return record.on if seen else None
        case SystemicLine() | LocalTherapy():
            return until(record) or when(record)
    return when(record)


def _dated(record: Record, *, before: bool) -> tuple[str, Day | None]:
    """Return the field and the day by which a record lies before the birth or after the death."""
    begun: Day | None = getattr(record, record.begins) if record.begins else None
    if begun is None or (not before and isinstance(record, SystemicLine | LocalTherapy) and until(record)):
        return record.ends, until(record)
    return record.begins, begun


def _outside(
    case: Case, rule: str, records: Sequence[Record], name: str, words: str, day: Day
) -> Iterator[Finding]:
    if not records:
        return
    placed = [(one, *_dated(one, before=rule == "before-birth")) for one in records]
    named = ", ".join(f"{headline(one)} ({show(on)})" for one, _name, on in placed[:NAMED] if on)
    rest = len(records) - NAMED
    more = plural(" and {count} more", " and {count} more", rest) if rest > 0 else ""
    sentence = _("Dated {words} ({day}): {records}.")
    yield found(
        rule,
        sentence.format(words=words, day=show(day), records=f"{named}{more}"),
        _("One of the dates must be wrong, or the record belongs to another patient."),
        *(Place(one.id, field) for one, field, _on in placed),
        Place(case.patient.id, name),
        about=(case.patient.id,),
    )
