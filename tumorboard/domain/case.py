"""Case: one tumour of one patient and all that is recorded about it, in order of time."""

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from tumorboard.domain.dates import Day
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import FieldProblem, Record, filed_on, problems, when, with_rows
from tumorboard.domain.tumour import Tumour

R = TypeVar("R", bound=Record)


def in_order(record: Record) -> Any:
    """Return the sorting key of a record: dated before undated, then by day, then by id."""
    day = filed_on(record)
    return (day is None, day, record.id)


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one tumour of one patient; `records` are kept in order of time, then id."""

    patient: Patient
    tumour: Tumour
    records: tuple[Record, ...] = ()
    _by_id: dict[str, Record] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_class: dict[type[Record], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "records", tuple(sorted(self.records, key=in_order)))

    @classmethod
    def as_ordered(cls, patient: Patient, tumour: Tumour, records: tuple[Record, ...]) -> "Case":
        """Return a case whose records stay as they stand, because their order is known better than by day."""
        case = cls(patient, tumour)
        object.__setattr__(case, "records", records)
        return case

    @property
    def id(self) -> str:
        """The id of the tumour."""
        return self.tumour.id

    def everything(self) -> tuple[Record, ...]:
        """Return patient, tumour and all records, in this order."""
        return (self.patient, self.tumour, *self.records)

    def of(self, record_class: type[R]) -> tuple[R, ...]:
        """Return the records of one class, in order of time."""
        # Kept, as what follows from a case asks for each class many times.
        if record_class not in self._by_class:
            found = tuple(record for record in self.records if isinstance(record, record_class))
            self._by_class[record_class] = found
        kept: tuple[R, ...] = self._by_class[record_class]
        return kept

    def find(self, id_: str) -> Record | None:
        """Return the record or row with that id, or None."""
        if not self._by_id:
            # Kept, as a page follows hundreds of links.
            self._by_id.update({one.id: one for record in self.everything() for one in with_rows(record)})
        return self._by_id.get(id_)

    def get(self, id_: str) -> Record:
        """Return the record or row with that id; KeyError where there is none."""
        record = self.find(id_)
        if record is None:
            raise KeyError(id_)
        return record

    def with_record(self, record: Record) -> "Case":
        """Return the case with a record added, or put in the place of the one with its id."""
        if isinstance(record, Patient):
            return dataclasses.replace(self, patient=record)
        if isinstance(record, Tumour):
            return dataclasses.replace(self, tumour=record)
        others = tuple(other for other in self.records if other.id != record.id)
        return dataclasses.replace(self, records=(*others, record))

    def problems(self, today: date | None = None) -> dict[str, list[FieldProblem]]:
        """Return what is wrong with each record that has problems, by id."""
        found = {record.id: problems(record, today) for record in self.everything()}
        return {id_: listed for id_, listed in found.items() if listed}

    def last_day(self) -> Day | None:
        """Return the latest day anything is recorded for, as far as it is known."""
        days = [day for record in self.records if (day := when(record)) is not None]
        return max(days, default=None)
