"""Given: from when to when results tell of a treatment, and which treatments began in between.

A systemic line is followed from its start to its end; one whose end is not recorded, a local therapy and an
operation until the next treatment begins. Treatments said to be given together never part each other. What
is done without treating the tumour (a stent, a port, a staging) is no treatment here. A treatment whose
start is not known within `WIDEST` days parts nothing, as nobody knows what.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import inf

from tumorboard.domain import vocabulary
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _

WIDEST = 92
"""The days within which a date has to be known, so that something can be measured from it: "about May"."""
NO_TREATMENT = (
    "Lymph node sampling",
    "Staging laparoscopy",
    "Exploratory laparotomy",
    "Gastrojejunostomy",
    "Biliary bypass",
    "Percutaneous biliary drainage",
    "Endoscopic biliary stenting",
    "Portal vein embolisation",
    "Central venous port insertion",
)
"""Procedures, as the vocabulary calls them, that do not treat the tumour."""

Treatment = SystemicLine | LocalTherapy | Surgery


@dataclass(frozen=True, slots=True)
class Other:
    """Another treatment that began between two days, given as ordinals."""

    first: int
    last: int
    record: Treatment


@dataclass(frozen=True, slots=True)
class Given:
    """A treatment that began between two days and was followed until between two others, as ordinals.

    `others` are those not given together with it, in order of time, that began not long before it or since;
    `together` are those said to be.
    `refused` says why its start or end is of no use, where it is not.
    """

    record: Treatment
    first: float = 0
    last: float = 0
    end_first: float = 0
    end_last: float = 0
    others: tuple[Other, ...] = ()
    together: tuple[Treatment, ...] = ()
    refused: str = ""

    @property
    def within(self) -> tuple[Treatment, ...]:
        """The other treatments that began, or may have begun, while it was followed."""
        return tuple(one.record for one in self.others if one.last > self.first and one.first < self.end_last)


def is_treatment(record: Record) -> bool:
    """Return whether a record is of a treatment of the tumour."""
    if isinstance(record, Surgery):
        if record.intent in ("diagnostic", "staging"):
            return False
        return not record.procedures or not all(_treats_nothing(str(one)) for one in record.procedures)
    return isinstance(record, (SystemicLine, LocalTherapy))


def given(case: Case, before: int, after: int) -> dict[str, Given]:
    """Return the treatments of a case by id, in order of time.

    Of the others, those are told that began up to `before` days earlier; `after` is how long after its start
    a treatment may still be parted from what was before it.
    """
    treatments: list[Treatment] = [
        record
        for record in case.records
        if isinstance(record, (SystemicLine, LocalTherapy, Surgery)) and is_treatment(record)
    ]
    starts = {record.id: _start(record) for record in treatments}
    refused = {id_: _refusal(day) for id_, day in starts.items()}
    begun = sorted(
        (
            Other(day.earliest.toordinal(), day.latest.toordinal(), record)
            for record in treatments
            if (day := starts[record.id]) and not refused[record.id] and day.earliest and day.latest
        ),
        key=lambda one: (one.first, one.last, one.record.id),
    )
    with_each = together(treatments)
    found = {one.id: Given(one, refused=reason) for one in treatments if (reason := refused[one.id])}
    by_id = {one.id: one for one in treatments}
    firsts = [one.first for one in begun]
    for own in begun:
        mine = with_each.get(own.record.id, frozenset())
        end_first, end_last = _end(own, begun, bisect_right(firsts, own.first - WIDEST - 1), mine)
        low = bisect_left(firsts, own.first - before - 2 * WIDEST)
        high = bisect_right(firsts, max(own.last + after + WIDEST, end_last))
        others = tuple(one for one in begun[low:high] if one is not own and one.record.id not in mine)
        with_it = tuple(by_id[id_] for id_ in sorted(mine) if id_ in by_id and id_ != own.record.id)
        wrong = _("its end is before its start") if end_last < own.first else ""
        found[own.record.id] = Given(
            own.record, own.first, own.last, end_first, end_last, others, with_it, wrong
        )
    return {record.id: found[record.id] for record in treatments}


def _end(own: Other, begun: list[Other], at: int, together: frozenset[str]) -> tuple[float, float]:
    """Return the days between which a treatment was followed to; those from `at` on may have begun later."""
    if isinstance(own.record, SystemicLine):
        told = dates_of(own.record)
        if told.ongoing:
            return inf, inf
        if told.end is not None:
            first = told.end.earliest.toordinal() if told.end.earliest else -inf
            return max(first, own.first), told.end.latest.toordinal() if told.end.latest else inf
    # The next one that surely is later ends it at the latest, one that may be later perhaps.
    first = last = inf
    for one in begun[at:]:
        if one is own or one.record.id in together:
            continue
        if one.first > last:
            break
        if one.last > own.first:
            first = min(first, max(one.first, own.first))
        if one.first > own.last:
            last = min(last, one.last)
    return first, last


def _start(record: Treatment) -> Day | None:
    return dates_of(record).start if isinstance(record, SystemicLine) else record.on


def _refusal(day: Day | None) -> str:
    if day is None:
        return _("its start is not recorded")
    if day.earliest is None or day.latest is None or (day.latest - day.earliest).days > WIDEST:
        return _("its start is not known closely enough ({day})").format(day=show(day))
    return ""


def together(treatments: list[Treatment]) -> dict[str, frozenset[str]]:
    """Return which treatments were given together, said by either of them."""
    found: dict[str, set[str]] = {}
    for record in treatments:
        if not isinstance(record, Surgery):
            for other in record.concurrent_with:
                found.setdefault(record.id, set()).add(other)
                found.setdefault(other, set()).add(record.id)
    return {id_: frozenset(others) for id_, others in found.items()}


def _treats_nothing(procedure: str) -> bool:
    term = vocabulary.load("procedures").find(procedure)
    return term is not None and term.label in NO_TREATMENT
