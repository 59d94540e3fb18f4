"""Course: everything that happened, in lanes under the axis of time, and what has no place on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.fields import shown
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, filed_on, until, when
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import vital_status
from tumorboard.figures.captions import Caption, caption, result_label
from tumorboard.figures.moments import Extent, Moment, extent, moment, reading
from tumorboard.figures.shapes import (
    HUES,
    Band,
    Bar,
    Flag,
    FlagKind,
    Lane,
    LaneKind,
    Mark,
    Undated,
)
from tumorboard.figures.systemic_bars import drug_bars, line_extents
from tumorboard.i18n import N_, _, plural

LANES: tuple[tuple[LaneKind, str], ...] = (
    ("surgery", N_("Surgery")),
    ("local", N_("Local")),
    ("systemic", N_("Systemic")),
    ("response", N_("Imaging")),
    ("lesion", N_("Lesions")),
    ("pathology", N_("Pathology")),
    ("adverse", N_("Adverse")),
    ("status", N_("ECOG, status")),
    ("other", N_("Other")),
    ("board", N_("Boards")),
)
"""The lanes from top to bottom; one with nothing in it is left away."""

_PLACES = {kind: place for place, (kind, _name) in enumerate(LANES)}
_LETTER_HUES = "CRMELUPKXIBTHYO"


@dataclass
class Course:
    """What happened besides the results, as shapes."""

    bands: list[Band] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    bars: dict[LaneKind, list[Bar]] = field(default_factory=dict)
    marks: dict[LaneKind, list[Mark]] = field(default_factory=dict)
    undated: list[Undated] = field(default_factory=list)
    known_until: float = 0.0
    is_dead: bool = False

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that hold something, from top to bottom."""
        return tuple(
            Lane(
                _(name),
                kind,
                bars=tuple(self.bars.get(kind, ())),
                marks=tuple(self.marks.get(kind, ())),
            )
            for kind, name in LANES
            if kind in self.bars or kind in self.marks
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    day: Day | None
    caption: Caption
    record: Record | None = None


def course(
    case: Case,
    results: tuple[Laboratory, ...],
    drafts: frozenset[str],
    known_until: float,
    new: frozenset[str] = frozenset(),
) -> Course:
    """Return the course of a case; what goes on reaches to `known_until`, the last day anything is known of.

    Tests done on one day are told by one mark. `results` are those of the curve; of them only what has no
    place on it is told here, among the undated. Of the `drafts` some are `new`: they leave every other line
    its hue.
    """
    found = Course(known_until=known_until, is_dead=vital_status(case).is_dead)
    extents = line_extents(case, found.known_until)
    lines = sorted(case.of(SystemicLine), key=lambda line: line.id in new)
    hues = {line.id: place % HUES for place, line in enumerate(lines)}
    after = ""
    for entry in sorted(_entries(case, results), key=_in_order):
        record = entry.record
        draft = entry.id in drafts
        if isinstance(record, SystemicLine):
            placed = _add_line(found, record, entry, extents[record.id], hues[record.id], draft)
        else:
            placed = not isinstance(record, Laboratory) and (
                _joins(found, entry, draft) or _add_mark(found, entry, draft)
            )
        if placed:
            after = entry.id
        else:
            told = show(entry.day) if entry.day else _("not dated")
            before = after if entry.day else ""
            named = entry.caption
            found.undated.append(Undated(entry.id, named.letter, named.label, before, told, draft))
    return found


def _entries(case: Case, results: tuple[Laboratory, ...]) -> Iterator[_Entry]:
    specimens = {specimen.id: specimen.on for specimen in case.of(Specimen)}
    if day := case.tumour.diagnosed_on:
        yield _Entry(case.tumour.id, day, Caption("status", "D", _("Diagnosis"), _("Diagnosis")))
    if day := case.patient.died_on:
        yield _Entry(case.patient.id, day, Caption("status", "†", _("Died"), _("Died"), "danger"))
    for result in results:
        if (result.value or result.text_value) and reading(result.on) is None:
            label = result_label(result)
            yield _Entry(result.id, result.on, Caption("other", "", label, label), result)
    for record in case.records:
        if (named := caption(record, case)) is None:
            continue
        day = filed_on(record)
        if isinstance(record, SystemicLine):
            day = day or dates_of(record).start
        elif isinstance(record, Biomarker) and day is None and specimens.get(record.specimen):
            # A test that has no date of its own stands at the day its specimen was taken.
            day = specimens[record.specimen]
            named = replace(named, details=f"{named.details} · {_('day of the specimen')}".lstrip(" ·"))
        yield _Entry(record.id, day, named, record)


def _in_order(entry: _Entry) -> Any:
    # Of one day, treatments come last: what is undated is named as after them.
    return (entry.day is None, entry.day, -_PLACES[entry.caption.kind], entry.caption.letter, entry.id)


def _add_line(
    found: Course, line: SystemicLine, entry: _Entry, whole: Extent | None, hue: int, draft: bool
) -> bool:
    if whole is None:
        return False
    named = entry.caption
    told = dates_of(line)
    end = _("ongoing") if whole.ongoing else show(told.end) if told.end else _end(line)
    start = show(told.start) if told.start else _("start {absence}").format(absence=shown(line, "start"))
    period = start if start == end else f"{start} – {end}"
    found.bars.setdefault("systemic", []).append(
        Bar(
            record_id=line.id,
            x_low=whole.low,
            x_high=whole.high,
            fuzzy_start=whole.fuzzy_start,
            fuzzy_end=whole.fuzzy_end,
            ongoing=whole.ongoing,
            label=named.label,
            short=named.short,
            hue=hue,
            parts=drug_bars(line, whole, found.known_until),
            fuzzy=whole.fuzzy,
            end_unknown=whole.end_unknown,
            text=" · ".join(part for part in (named.label, period, named.details) if part),
            draft=draft,
        )
    )
    found.bands.append(
        Band(
            record_id=line.id,
            x_low=whole.low,
            x_high=whole.high,
            fuzzy_start=whole.fuzzy_start,
            fuzzy_end=whole.fuzzy_end,
            ongoing=whole.ongoing,
            label=named.label,
            short=named.short,
            hue=hue,
            level=_level(found.bands, whole),
            draft=draft,
        )
    )
    return True


def _end(line: SystemicLine) -> str:
    # Of what was said to go on until the patient died, no end is recorded.
    return _("end {absence}").format(absence=shown(line, "end"))


def _level(bands: list[Band], whole: Extent) -> int:
    # The lowest level on which nothing overlaps; fading edges may cross, as of lines that follow each other.
    taken = {
        band.level
        for band in bands
        if whole.low < band.x_high - band.fuzzy_end and band.x_low + band.fuzzy_start < whole.high
    }
    return next(level for level in range(len(taken) + 1) if level not in taken)


def _add_mark(found: Course, entry: _Entry, draft: bool) -> bool:
    place = moment(entry.day)
    if place is None or entry.day is None:
        return False
    named = entry.caption
    parts = (named.label, show(entry.day), named.details)
    mark = Mark(
        record_id=entry.id,
        x=place.x,
        x_low=place.low,
        x_high=place.high,
        letter=named.letter,
        label=named.label,
        short=named.short,
        tone=named.tone,
        shape=named.shape,
        text=" · ".join(part for part in parts if part),
        draft=draft,
    )
    found.marks.setdefault(named.kind, []).append(mark)
    if named.kind in ("surgery", "local"):
        kind: FlagKind = "surgery" if named.kind == "surgery" else "local"
        hue = _LETTER_HUES.find(named.letter) % HUES if kind == "local" else 0
        found.flags.append(
            Flag(entry.id, place.x, place.low, place.high, named.letter, named.label, kind, hue, draft)
        )
    if entry.record is not None:
        _add_duration(found, entry.record, mark, place, named)
    return True


def _joins(found: Course, entry: _Entry, draft: bool) -> bool:
    """Whether a test was told by the mark of another one done on the same day, and so is drawn."""
    place = moment(entry.day)
    marks = found.marks.get(entry.caption.kind)
    if not isinstance(entry.record, Biomarker) or place is None or not marks or entry.day is None:
        return False
    last = marks[-1]
    if (last.letter, last.draft, last.x, last.x_low) != (entry.caption.letter, draft, place.x, place.low):
        return False
    named = entry.caption
    count = plural("{count} test", "{count} tests", len(last.also) + 2)
    told = " · ".join(part for part in (named.label, show(entry.day), named.details) if part)
    marks[-1] = replace(
        last,
        label=f"{last.label}, {named.short}",
        short=count,
        tone=last.tone if last.tone == named.tone else "plain",
        text=f"{last.text}\n{told}",
        also=(*last.also, entry.id),
    )
    return True


def _add_duration(found: Course, record: Record, mark: Mark, place: Moment, named: Caption) -> None:
    end = until(record)
    ongoing = (
        end is None and isinstance(record, AdverseEvent) and record.outcome == "ongoing" and not found.is_dead
    )
    if (end is None and not ongoing) or end == when(record):
        return
    whole = extent(when(record), end, ongoing=ongoing, known_until=found.known_until)
    if whole is None or whole.high <= place.x:
        return
    found.bars.setdefault(named.kind, []).append(
        Bar(
            record_id=mark.record_id,
            x_low=whole.low,
            x_high=whole.high,
            fuzzy_start=whole.fuzzy_start,
            fuzzy_end=whole.fuzzy_end,
            ongoing=whole.ongoing,
            label="",
            short="",
            hue=0,
            tone=mark.tone,
            fuzzy=whole.fuzzy,
            end_unknown=whole.end_unknown,
            text=mark.text,
            draft=mark.draft,
        )
    )
