"""Treatment table: what each treatment did for this patient, one row for each in order of time."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tumorboard.domain import quantities
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span, show
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import vital_status
from tumorboard.i18n import _, capital
from tumorboard.reasoning.assessment import Best
from tumorboard.reasoning.durations import is_impossible, months
from tumorboard.reasoning.lines import LineNumber, line_numbers
from tumorboard.reasoning.markers import Kinetics, kinetics
from tumorboard.reasoning.outcomes import Outcome, disease_free, known_until, lasted
from tumorboard.reasoning.recist import best

ANALYTE = "CA19-9"
"""The marker that is told unless another one is asked for."""
Treatment = Surgery | SystemicLine | LocalTherapy
FROM_GRADE = 2
"""The grade from which an adverse event is told with its treatment; one without a grade is told too."""
COLUMNS = (
    *("record_id", "line", "treatment", "start", "end", "ongoing", "min_months", "max_months"),
    *("stated_months", "best_stated", "best_computed", "marker", "at_start", "lowest", "last", "change"),
    *("ended", "adverse_events", "dfs_min_months", "dfs_max_months", "dfs_event"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One treatment: how long it lasted, what came of it and why it ended; what is not known is empty.

    `best_computed` is what the measurements come to, beside what was stated. `span` is that of its dates.
    `free` is the disease-free survival after a resection.
    """

    record: Treatment
    line: LineNumber | None
    start: Day | None
    end: Day | None
    ongoing: bool
    span: Span | None
    best_computed: Best | None
    marker: Kinetics | None
    events: tuple[AdverseEvent, ...]
    free: Outcome | None = None

    @property
    def label(self) -> str:
        """The number of a line, or which kind of treatment it is."""
        if self.line:
            return self.line.label
        return _("Surgery") if isinstance(self.record, Surgery) else _("Local")

    @property
    def lasted(self) -> str:
        """The duration in words; empty for what took a day, or is not known."""
        return months(self.span) if self.span and self.span != Span(0, 0) else ""

    @property
    def free_words(self) -> str:
        """How long nothing came back after a resection; empty where that is not known."""
        return _("DFS {months}").format(months=self.free.words) if self.free and self.free.words else ""

    @property
    def is_impossible(self) -> bool:
        """Whether the stated months are none that the dates allow."""
        return self.span is not None and is_impossible(self.stated_months, self.span)

    @property
    def stated_months(self) -> float | None:
        """The duration of a line as its source has it."""
        return self.record.stated_months if isinstance(self.record, SystemicLine) else None

    @property
    def best_stated(self) -> str:
        """The best response as stated."""
        if isinstance(self.record, SystemicLine):
            return self.record.best_response
        return self.record.response if isinstance(self.record, LocalTherapy) else ""

    @property
    def marker_words(self) -> str:
        """The marker at the start, its lowest with the change, and at the end: `1,450 → 38 (−97 %) → 55`."""
        told = self.marker
        if told is None or told.baseline is None or told.lowest is None or told.last is None:
            return ""
        change = told.change_to_lowest.rounded(0)
        words = f"{_number(told.baseline)} → {_number(told.lowest)}"
        if told.lowest.id == told.baseline.id:
            change, words = told.change_to_last.rounded(0), f"{_number(told.baseline)} → {_number(told.last)}"
            return f"{words} ({change})" if change and told.last.id != told.baseline.id else ""
        last = f" → {_number(told.last)}" if told.last.id != told.lowest.id else ""
        return f"{words} ({change}){last}" if change else f"{words}{last}"

    @property
    def ended(self) -> str:
        """Why it ended."""
        if isinstance(self.record, SystemicLine) and self.record.end_reason:
            sites = ", ".join(map(str, self.record.progression_sites))
            return ": ".join(part for part in (shown(self.record, "end_reason"), sites) if part)
        return _("ongoing") if self.ongoing else ""

    @property
    def event_words(self) -> str:
        """The adverse events from grade 2 on, and those without a grade."""
        return ", ".join(_event(event) for event in self.events if event.term)


def treatment_table(case: Case, today: date, analyte: str = ANALYTE) -> tuple[Row, ...]:
    """Return a row for each operation, line and local therapy, in order of time."""
    numbers, told, markers = line_numbers(case), best(case), kinetics(case, analyte)
    vital, until = vital_status(case), known_until(case, today)
    events, free = _events(case), disease_free(case, today)
    rows = []
    for record in case.records:
        if isinstance(record, SystemicLine):
            dates = dates_of(record)
            span = lasted(record, vital, until).span
            start, end, ongoing = dates.start, dates.end, dates.ongoing and not vital.is_dead
        elif isinstance(record, Surgery | LocalTherapy):
            start, ongoing = record.on, False
            end = record.end if isinstance(record, LocalTherapy) else None
            span = end - start if start and end and not (start == end and start.is_exact) else None
        else:
            continue
        rows.append(
            Row(
                record=record,
                line=numbers.get(record.id),
                start=start,
                end=end,
                ongoing=ongoing,
                span=span,
                best_computed=told.get(record.id),
                marker=markers.get(record.id),
                events=tuple(events.get(record.id, ())),
                free=free.get(record.id),
            )
        )
    return tuple(rows)


def csv_text(rows: Iterable[Row]) -> str:
    """Return the table as CSV, months with one decimal, dates as EDTF texts."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, rows))
    return file.getvalue()


def _cells(row: Row) -> list[str]:
    low, high = row.span.months if row.span else (None, None)
    told = row.marker
    shown_change = told.change_to_lowest.words if told else ""
    return [
        row.record.id,
        row.label,
        headline(row.record),
        str(row.start or ""),
        str(row.end or ""),
        "true" if row.ongoing else "",
        "" if low is None else f"{low:.1f}",
        "" if high is None else f"{high:.1f}",
        "" if row.stated_months is None else f"{row.stated_months:g}",
        row.best_stated,
        row.best_computed.response if row.best_computed else "",
        told.analyte if told and told.baseline else "",
        *(_with_unit(one) for one in ((told.baseline, told.lowest, told.last) if told else (None,) * 3)),
        shown_change,
        row.ended,
        row.event_words,
        *_free(row),
    ]


def _free(row: Row) -> tuple[str, str, str]:
    if row.free is None or row.free.span is None:
        return "", "", ""
    low, high = row.free.span.months
    # Of what is censored only the least says anything.
    high = high if row.free.is_event else None
    least, most = ("" if one is None else f"{one:.1f}" for one in (low, high))
    return least, most, "true" if row.free.is_event else "false"


def _events(case: Case) -> dict[str, list[AdverseEvent]]:
    """Return the adverse events of each line: of the drugs suspected, else of those changed for them."""
    lines = {drug.id: line.id for line in case.of(SystemicLine) for drug in line.drugs}
    found: dict[str, list[AdverseEvent]] = {}
    for event in case.of(AdverseEvent):
        if event.grade is None or event.grade >= FROM_GRADE:
            changed = tuple(one.drug for one in event.actions if one.action not in ("", "none"))
            for id_ in dict.fromkeys(lines.get(one, one) for one in event.drugs or changed):
                found.setdefault(id_, []).append(event)
    return found


def _event(event: AdverseEvent) -> str:
    if event.grade is None:
        return _("{term} (no grade)").format(term=event.term)
    return f"{event.term} G{event.grade:g}"


def _number(result: Laboratory) -> str:
    value = result.value
    return quantities.show(Quantity(value.comparator, value.value)) if value else ""


def _with_unit(result: Laboratory | None) -> str:
    return str(result.value) if result and result.value else ""


def _period(row: Row) -> str:
    begun = show(row.start) if row.start else _("start not recorded")
    if row.ongoing:
        return _("{start}, ongoing").format(start=begun)
    if row.end is None:
        missing = _("{start}, end not recorded") if isinstance(row.record, SystemicLine) else "{start}"
        return missing.format(start=begun)
    return begun if row.end == row.start else f"{begun} – {show(row.end)}"


def words(row: Row) -> str:
    """Return a row as one line, for a terminal or a note."""
    record: Record = row.record
    stated = _("stated {months:g} mo").format(months=row.stated_months) if row.stated_months else ""
    computed = row.best_computed.response if row.best_computed else ""
    beside = (
        _("measured {response}").format(response=computed) if computed not in ("", row.best_stated) else ""
    )
    parts = (
        f"{row.label}: {headline(record)}",
        _period(row),
        ", ".join(part for part in (row.lasted or row.free_words, stated) if part),
        ", ".join(part for part in (row.best_stated, beside) if part),
        row.marker_words,
        capital(row.ended),
        row.event_words,
    )
    return " · ".join(part for part in parts if part)
