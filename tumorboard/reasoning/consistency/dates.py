"""Dates: an end before its start, and what is recorded before the birth or after the death.

Only what the dates make sure is said: a month that may lie on either side says nothing.
"""

from collections.abc import Iterator

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.record import Record, until, when, with_rows
from tumorboard.domain.tumour import Tumour
from tumorboard.domain.vital_status import vital_status
from tumorboard.i18n import _, plural
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Finding, Place, found

NAMED = 3
_MAY_FOLLOW = (Document, Event)
"""What may well be dated after a death, such as a letter."""


def findings(case: Case) -> Iterator[Finding]:
    """Give what the dates of the records, of the birth and of the death exclude."""
    for record in case.everything():
        for one in with_rows(record):
            if one.begins and one.ends and (finding := _upside_down(one)):
                yield finding
    if born := case.patient.birth_date:
        early = [one for one in case.everything() if (day := when(one)) and surely_after(born, day)]
        yield from _outside(case, "before-birth", early, "birth_date", _("before the birth"), born)
    yield from _after_death(case)


def _upside_down(record: Record) -> Finding | None:
    begun: Day | None = getattr(record, record.begins)
    ended = until(record)
    if begun is None or ended is None or not surely_after(begun, ended):
        return None
    words = _("{record}: the end ({end}) lies before the start ({start}).")
    return found(
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
        place = Place(case.patient.id, "died_on") if vital.died else Place(visit.id, "alive")
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
            if not isinstance(one, (*_MAY_FOLLOW, FollowUp))
            and (day := _begun(one))
            and surely_after(day, died)
        ]
        yield from _outside(case, "after-death", late, "died_on", _("after the death"), died)


def _begun(record: Record) -> Day | None:
    if isinstance(record, AdverseEvent):
        return record.start
    return when(record)


def _outside(
    case: Case, rule: str, records: list[Record], name: str, words: str, day: Day
) -> Iterator[Finding]:
    listed = [one for one in records if not isinstance(one, Tumour) or rule == "before-birth"]
    if not listed:
        return
    named = ", ".join(f"{headline(one)} ({show(on)})" for one in listed[:NAMED] if (on := when(one)))
    more = (
        plural(" and {count} more", " and {count} more", len(listed) - NAMED) if len(listed) > NAMED else ""
    )
    sentence = _("Dated {words} ({day}): {records}.")
    yield found(
        rule,
        sentence.format(words=words, day=show(day), records=f"{named}{more}"),
        _("One of the dates must be wrong, or the record belongs to another patient."),
        *(Place(one.id, one.begins) for one in listed),
        Place(case.patient.id, name),
        about=(case.patient.id,),
    )
