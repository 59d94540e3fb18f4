"""Event: anything else with a date."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import DayField, TextField, declare
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Event(Record):
    """Something that has no form of its own."""

    record_kind: ClassVar[str] = "event"
    record_title: ClassVar[str] = N_("Other event")
    begins: ClassVar[str] = "on"
    ends: ClassVar[str] = "end"

    on: Day | None = declare(DayField(label=N_("Date")))
    end: Day | None = declare(DayField(label=N_("End")))
    title: str = declare(TextField(label=N_("Title"), required=True))
