"""Dismissal: that somebody saw a remark of the program and why it is not to be followed."""

from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import DayField, LinksField, NoteField, TextField, declare
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Dismissal(Record):
    """One remark put aside; `rule` and `about` say which one, `said` what it said then.

    It is about the program and not about the patient: it has no day in the course of the disease.
    """

    record_kind: ClassVar[str] = "dismissal"
    record_title: ClassVar[str] = N_("Remark put aside")

    said: str = declare(NoteField(label=N_("Remark")))
    reason: str = declare(TextField(label=N_("Reason"), required=True))
    on: Day | None = declare(DayField(label=N_("Put aside on")))
    by: str = declare(TextField(label=N_("Put aside by")))
    rule: str = declare(TextField(label=N_("Rule")))
    about: tuple[str, ...] = declare(LinksField(label=N_("About")))
