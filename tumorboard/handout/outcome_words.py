"""Outcome words: all that was decided of a case at a board, part by part, as it is read back and printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tumorboard.domain import dates
from tumorboard.domain.board import (
    Addendum,
    AgendaItem,
    Recommendation,
    Task,
    is_answered,
    is_final,
)
from tumorboard.domain.case import Case
from tumorboard.domain.fields import field_of, shown
from tumorboard.domain.headline import headline
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.record import Record, filed_on
from tumorboard.domain.reference import shown_reference
from tumorboard.handout.runs import Run, Text, field, gap, joined, labelled, one_line, phrase, said, strong
from tumorboard.i18n import _, capital, plural
from tumorboard.reasoning.readiness import absent as absent_of
from tumorboard.reasoning.readiness import profile


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said, with what belongs to it; `number` stands before it where there are several."""

    text: Text
    details: tuple[Text, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading."""

    heading: str
    entries: tuple[Entry, ...]


def outcome(
    case: Case, item: AgendaItem, meeting: Meeting | None = None, absent: Sequence[str] = ()
) -> tuple[Part, ...]:
    """Return the whole outcome of an agenda item in the order it is read back.

    `absent` are the required specialties of which nobody is there.
    """
    parts = (
        Part(_("Question"), (Entry(field(item, "question")),)),
        Part(_("Present"), attendance(meeting, absent)),
        Part(_("Outcome"), decided(item)),
        Part(_("Minutes"), (Entry(field(item, "minutes")),)),
        Part(_("Recommendations"), recommendations(case, item)),
        Part(_("Tasks"), tasks(item)),
        Part(_("Wish and dissent"), voices(item)),
        Part(_("Addenda"), addenda(item)),
    )
    return tuple(part for part in parts if part.entries)


def in_priority(rows: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """Return recommendations by priority, those without one at the end as they were typed."""
    return tuple(sorted(rows, key=lambda row: (row.priority is None, row.priority or 0)))


def attendance(meeting: Meeting | None, absent: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Return who is there by specialty, who is not, and which required specialty nobody speaks for."""
    seats = meeting.attendance if meeting else ()
    there = [seat for seat in seats if seat.present]
    by_specialty: dict[str, list[Attendance]] = {}
    for seat in there:
        by_specialty.setdefault(seat.specialty, []).append(seat)
    words = "; ".join(_seated(specialty, listed) for specialty, listed in by_specialty.items())
    first = said(words) if words else said(gap())
    excused = [headline(seat) for seat in seats if seat.present is False]
    open_ = sum(seat.present is None for seat in seats)
    details = [
        labelled(_("Not present"), said(", ".join(excused))) if excused else (),
        said(Run(plural("{count} seat not ticked", "{count} seats not ticked", open_), "gap"))
        if open_
        else (),
    ]
    if absent:
        details.append(labelled(_("Required and not present"), said(Run(", ".join(absent), "gap"))))
    return (Entry(first, tuple(text for text in details if text)),)


def lacking(meeting: Meeting | None) -> tuple[str, ...]:
    """Return the required specialties of which nobody is ticked, once somebody is."""
    if meeting is None or not any(seat.present for seat in meeting.attendance):
        return ()
    return absent_of(profile(meeting.profile), meeting.attendance)


def dated(record: Record) -> str:
    """Return a record in a few words with its day."""
    day = filed_on(record)
    return f"{headline(record)}, {dates.show(day)}" if day else headline(record)


def _seated(specialty: str, seats: Sequence[Attendance]) -> str:
    names = ", ".join(seat.name for seat in seats if seat.name)
    return f"{specialty}: {names}" if specialty and names else specialty or names or _("not named")


def decided(item: AgendaItem) -> tuple[Entry, ...]:
    """Return the outcome with what the plan is meant for, and by whom and when it was finalised."""
    intent = field_of(AgendaItem, "plan_intent")
    is_asked = bool(item.outcome) and intent.applies(item)
    details = [
        joined(
            (
                labelled(_(intent.label), field(item, "plan_intent")) if is_asked else (),
                labelled(_("to be seen again"), field(item, "review_on")) if item.review_on else (),
            )
        ),
        joined(
            (
                said(shown(item, "discussion")) if item.discussion else (),
                labelled(_("presented by"), said(item.presenter)) if item.presenter else (),
            )
        ),
    ]
    if is_final(item):
        words = _("Finalised {day} by {person}") if item.finalised_by else _("Finalised {day}")
        details.append(phrase(words, day=said(shown(item, "finalised_on")), person=said(item.finalised_by)))
    text = said(strong(capital(shown(item, "outcome")))) if item.outcome else field(item, "outcome")
    return (Entry(text, tuple(one for one in details if one)),)


def recommendations(case: Case, item: AgendaItem) -> tuple[Entry, ...]:
    """Return what is recommended, the most important first, or why nothing is."""
    if item.recommendations:
        rows = in_priority(item.recommendations)
        return tuple(recommendation(case, row, place) for place, row in enumerate(rows, 1))
    reason = field_of(AgendaItem, "none_because")
    if not reason.applies(item):
        return ()
    if item.none_because.strip():
        return (Entry(labelled(_("None, because"), said(item.none_because))),)
    return (Entry(said(gap())),)


def recommendation(case: Case, row: Recommendation, place: int) -> Entry:
    """Return one recommendation with what it rests on and what came of it."""
    kind = said(strong(capital(shown(row, "kind")))) if row.kind else labelled(_("Kind"), field(row, "kind"))
    words = joined((said(", ".join(map(str, row.agents))), said(one_line(row.text))), "; ")
    is_told = row.priority in (None, place)
    priority = "" if is_told else _("priority {number}").format(number=shown(row, "priority"))
    references = ", ".join(shown_reference(str(one)) for one in row.references)
    status = shown(row, "label_status") if row.label_status else ""
    rests = [dated(found) for id_ in row.because if (found := case.find(id_))]
    trial = _("trial {number}").format(number=row.trial_id) if row.trial_id else ""
    details = (
        joined((said(priority), said(status), said(trial))),
        joined(
            (
                labelled(_("Evidence"), said(row.evidence)) if row.evidence else (),
                labelled(_("References"), said(references)) if references else (),
            )
        ),
        labelled(_("Rests on"), said("; ".join(rests))) if rests else (),
        said(one_line(row.note)),
        came_of(case, row),
    )
    return Entry(joined((kind, words), ": "), tuple(one for one in details if one), str(place))


def came_of(case: Case, row: Recommendation) -> Text:
    """Return what came of a recommendation, where something is recorded."""
    if not is_answered(row):
        return ()
    followed = case.find(row.followed_by) if row.followed_by else None
    parts = (
        said(shown(row, "fulfilment")) if row.fulfilment else (),
        said(shown(row, "reason")) if row.reason else (),
        said(dated(followed)) if followed else (),
    )
    return labelled(_("Came to pass"), joined(parts, ", "))


def tasks(item: AgendaItem) -> tuple[Entry, ...]:
    """Return who is to do what by when."""
    return tuple(_task(task, place) for place, task in enumerate(item.actions, 1))


def _task(task: Task, place: int) -> Entry:
    what = said(strong(one_line(task.what))) if task.what else field(task, "what")
    done = shown(task, "done_on") if task.done_on else ""
    state = f"{shown(task, 'state')} {done}".strip() if task.state not in ("", "open") or done else ""
    due = field(task, "due")
    by = phrase(_("by {day}"), day=due) if task.due else labelled(_("due"), due)
    details = joined((labelled(_("who"), field(task, "owner")), by, said(state)))
    return Entry(what, (details,), str(place))


def voices(item: AgendaItem) -> tuple[Entry, ...]:
    """Return what the patient wants, whether the plan differs because of it, and who thought otherwise."""
    found = []
    if item.wish:
        found.append(labelled(_("Patient's wish"), said(item.wish)))
    if item.wish_deviation:
        label = _(field_of(AgendaItem, "wish_deviation").label)
        found.append(labelled(label, said(shown(item, "wish_deviation"))))
    if item.dissent.strip():
        found.append(labelled(_("Dissent"), said(one_line(item.dissent))))
    return tuple(map(Entry, found))


def addenda(item: AgendaItem) -> tuple[Entry, ...]:
    """Return what was added after the outcome was finalised, each with author and time."""
    return tuple(map(_addendum, item.addenda))


def _addendum(row: Addendum) -> Entry:
    words = joined((field(row, "by"), field(row, "on")), ", ")
    return Entry(field(row, "text"), (words,))
