"""Calendar file: meetings and due tasks as iCalendar (RFC 5545), for whatever calendar a clinic uses.

Times are floating, as the clinic's clock shows them; a meeting without an hour takes the whole day. A date
that is not known to the day is left out and counted. A calendar is seen by many: of a patient it has nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Todo

from tumorboard.domain.board import Task
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.i18n import _

LASTS = timedelta(hours=1)
"""How long a meeting is shown to last; how long it does nobody says."""


@dataclass(frozen=True, slots=True)
class Due:
    """A task and how many other words it may have in a calendar: the board it comes from."""

    task: Task
    board: str


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
        todo = Todo()
        todo.add("uid", f"{due.task.id}@tumorboard")
        todo.add("dtstamp", now)
        todo.add(
            "summary", _("Task of the {board}: {who}").format(board=due.board, who=due.task.owner or "–")
        )
        todo.add("due", day.date() if isinstance(day, datetime) else day)
        calendar.add_component(todo)
    return calendar.to_ical(), left_out


def _start(day: Day | None) -> date | datetime | None:
    """Return a day or an hour as a calendar takes it; None where it is not known to the day."""
    if day is None or not day.is_exact or day.earliest is None:
        return None
    hour = str(day).partition("T")[2]
    return datetime.combine(day.earliest, datetime.strptime(hour, "%H:%M").time()) if hour else day.earliest
