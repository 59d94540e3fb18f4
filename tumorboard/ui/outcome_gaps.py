"""Outcome gaps: what an outcome lacks before it can be closed with a good conscience."""

from collections.abc import Iterator, Sequence

from tumorboard.domain.board import DISCUSSED, AgendaItem, Task
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.record import Record
from tumorboard.handout.outcome_words import in_priority
from tumorboard.i18n import _


def missing(item: AgendaItem, meeting: Meeting | None = None, absent: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a sentence for all that an outcome lacks before it can be closed with a good conscience."""
    found = []
    if not item.question.strip():
        found.append(_("No question to the board."))
    if not item.outcome:
        found.append(_("No outcome: discussed, deferred or withdrawn."))
    if meeting is not None and not any(seat.present for seat in meeting.attendance):
        found.append(_("Nobody is ticked as present."))
    elif absent:
        found.append(_("Required and not present: {specialties}.").format(specialties=", ".join(absent)))
    if item.outcome == DISCUSSED:
        if not item.plan_intent and not _is_stated(item, "plan_intent"):
            found.append(_("No plan intent."))
        if not item.recommendations and not item.none_because.strip():
            found.append(_("No recommendation, and no reason why there is none."))
        elif item.recommendations and not item.actions:
            found.append(_("No task: nobody is named who sees to it."))
    for place, row in enumerate(in_priority(item.recommendations), 1):
        if not row.kind:
            found.append(_("Recommendation {place}: no kind.").format(place=place))
    for place, task in enumerate(item.actions, 1):
        lacks = ", ".join(_lacking(task))
        if lacks:
            found.append(_("Task {place}: {lacks}.").format(place=place, lacks=lacks))
    return tuple(found)


def _lacking(task: Task) -> Iterator[str]:
    if not task.what.strip():
        yield _("not told what is to be done")
    if not task.owner.strip():
        yield _("nobody who does it")
    if task.due is None and not _is_stated(task, "due"):
        yield _("no due date")


def _is_stated(record: Record, name: str) -> bool:
    """Whether somebody asked for it, and it is unknown or was not done."""
    return name in dict(record.absent)
