"""Calendar file: meetings and due tasks as iCalendar (RFC 5545), for whatever calendar a clinic uses.

Times are floating, as the clinic's clock shows them; a meeting without an hour takes the whole day. A date
that is not known to the day is left out and counted. A calendar is seen by many: of a patient it has nothing,
neither name nor number nor what is to be done; the page of actions tells that. A task takes its whole day as
an event that leaves one free: many calendars pass over a VTODO.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from tumorboard.domain import dates
from tumorboard.domain.board import Task
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.i18n import _

LASTS = timedelta(hours=1)
"""How long a meeting is shown to last; how long it does nobody says."""


@dataclass(frozen=True, slots=True)
class Due:
    """A task and all that a calendar says of it: the board it comes from and that board's day."""

    task: Task
    board: str
    on: Day | None = None


def write(meetings: Iterable[Meeting], tasks: Iterable[Due], *, now: datetime) -> tuple[bytes, int]:
    """Return a calendar of meetings and open tasks, and how many of them have no date a calendar could take.

    `now` is an aware time; the ids of the entries are those of the records, so that a file read again
    replaces what came of the one before.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//TumorBoard//EN")
    calendar.add("version", "2.0")
    left_out = 0
    for meeting in meetings:
        start = _start(meeting.on)
        if start is None:
            left_out += 1
            continue
        event = Event()
        event.add("uid", f"{meeting.id}@tumorboard")
        event.add("dtstamp", now)
        event.add("summary", meeting.name or _("Board"))
        event.add("dtstart", start)
        if isinstance(start, datetime):
            event.add("dtend", start + LASTS)
        if meeting.place:
            event.add("location", meeting.place)
        calendar.add_component(event)
    for due in tasks:
        if due.task.state in ("done", "dropped"):
            continue
        day = _start(due.task.due)
        if day is None:
            left_out += 1
            continue
        event = Event()
        event.add("uid", f"{due.task.id}@tumorboard")
        event.add("dtstamp", now)
        event.add("summary", _task(due))
        event.add("dtstart", day.date() if isinstance(day, datetime) else day)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical(), left_out


def _task(due: Due) -> str:
    who = due.task.owner or _("nobody named")
    if due.on is None:
        return _("Due for the {board}: {who}").format(board=due.board, who=who)
    day = Day.parse(str(due.on).partition("T")[0])
    return _("Due for the {board} of {date}: {who}").format(board=due.board, date=dates.show(day), who=who)


def _start(day: Day | None) -> date | datetime | None:
    """Return a day or an hour as a calendar takes it; None where it is not known to the day."""
    if day is None or not day.is_exact or day.earliest is None:
        return None
    hour = str(day).partition("T")[2]
    return datetime.combine(day.earliest, datetime.strptime(hour, "%H:%M").time()) if hour else day.earliest
