"""Meeting: one sitting of a board, which belongs to the file and not to a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import ChoiceField, DayField, FlagField, RowsField, TextField, choices, declare
from tumorboard.domain.record import Record
from tumorboard.i18n import N_

PLANNED, HELD, CLOSED = "planned", "held", "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance(Record):
    """One seat at the table; `present` empty says that nobody has ticked it yet."""

    record_kind: ClassVar[str] = "meeting_attendance"
    record_title: ClassVar[str] = N_("Seat")

    name: str = declare(TextField(label=N_("Name")))
    specialty: str = declare(TextField(label=N_("Specialty")))
    present: bool | None = declare(FlagField(label=N_("Present")))


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting(Record):
    """One sitting; `profile` is the code of the readiness profile its cases are held against."""

    record_kind: ClassVar[str] = "meeting"
    record_title: ClassVar[str] = N_("Meeting")

    name: str = declare(TextField(label=N_("Board"), required=True))
    on: Day | None = declare(
        DayField(
            label=N_("Date and time"),
            help=N_("With a time: 20 Mar 2025 14:00"),
            required=True,
            timed=True,
            future=True,
        )
    )
    place: str = declare(TextField(label=N_("Place")))
    chair: str = declare(TextField(label=N_("Chair")))
    state: str = declare(
        ChoiceField(label=N_("State"), choices=choices(N_("planned"), N_("held"), N_("closed")))
    )
    profile: str = declare(TextField(label=N_("Readiness profile")))
    attendance: tuple[Attendance, ...] = declare(RowsField(label=N_("Attendance"), of=Attendance))


def weekly(first: date, weeks: int, until: date) -> Iterator[date]:
    """Give the days of a series from its first day to `until`, every so many weeks; ValueError below one."""
    if weeks < 1:
        raise ValueError("a series needs at least a week between two meetings")
    day = first
    while day <= until:
        yield day
        day += timedelta(weeks=weeks)


def in_time(meetings: "Iterator[Meeting] | tuple[Meeting, ...] | list[Meeting]") -> list[Meeting]:
    """Return meetings in order of time, the undated last."""
    return sorted(meetings, key=lambda one: (one.on is None, one.on, one.name.casefold(), one.id))
