"""Outcomes: how long the patient lived, and how long each treatment held, to an event or a censoring.

By the FDA's guidance on end points: OS from diagnosis to death of any cause, DFS from resection to recurrence
or death, PFS from the start of a line to progression or death, TTF to its end for any reason, DoR from the
first response on. TTNT, to the next treatment, and DDC, the PFS of those whose disease was controlled, are
common usage. PFS is censored where another treatment began first; what is censored lasted at least so long.
"""

from dataclasses import dataclass, replace
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import when
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import VitalStatus, vital_status
from tumorboard.i18n import _
from tumorboard.reasoning.given import together
from tumorboard.reasoning.lines import LineNumber, in_order, line_numbers
from tumorboard.reasoning.outcome import SOURCE, Measure, Outcome, until_first
from tumorboard.reasoning.progressions import (
    Progression,
    between,
    forward,
    of_others,
    possibly_after,
    progressions,
    surely_after,
    treatments_of,
)
from tumorboard.reasoning.remarks import Place

__all__ = ["SOURCE", "Measure", "Outcome", "disease_free", "known_until", "lasted", "outcomes", "survival"]

CONTROLLED = ("CR", "PR", "SD", "non-CR/non-PD")
_RESPONDING = ("CR", "PR")


@dataclass(frozen=True, slots=True)
class _Known:
    """What all measures of a case are taken from."""

    case: Case
    vital: VitalStatus
    last: Day | None
    events: tuple[Progression, ...]
    together: dict[str, frozenset[str]]

    def with_it(self, line: SystemicLine) -> frozenset[str]:
        """Return the ids of what was given with a line, and with the lines among that."""
        direct = self.together.get(line.id, frozenset())
        lines = [id_ for id_ in direct if isinstance(self.case.find(id_), SystemicLine)]
        return direct.union(*(self.together[id_] for id_ in lines)) - {line.id}


def survival(case: Case, today: date) -> Outcome:
    """Return overall survival since the diagnosis; of the living it is censored when last seen alive."""
    begun, vital = case.tumour.diagnosed_on, vital_status(case)
    origin = Place(case.tumour.id, "diagnosed_on")
    if begun is None:
        return Outcome("OS", case.tumour.id, refused=_("The day of the diagnosis is not recorded."))
    if not vital.is_recorded:
        return Outcome("OS", case.tumour.id, origin, refused=_("Whether the patient lives is not recorded."))
    span = vital.since(begun)
    if span is None or (span.min_days is None and not vital.is_dead):
        return Outcome("OS", case.tumour.id, origin, refused=_("No day of a visit or of death is recorded."))
    what = _("death") if vital.is_dead else _("alive when last seen")
    until = Place(case.patient.id, "died_on") if vital.died else None
    return Outcome("OS", case.tumour.id, origin, until, span, vital.is_dead, what)


def outcomes(case: Case, today: date) -> tuple[Outcome, ...]:
    """Return survival and the measures of each operation, line and local therapy, in order of time."""
    known = _known(case, today)
    found = [survival(case, today)]
    lines, numbers = in_order(case), line_numbers(case)
    for place, line in enumerate(lines):
        # What goes on with a line is no next one.
        others = [one for one in lines[place + 1 :] if not _is_same(numbers[line.id], numbers[one.id])]
        found += _of_line(known, line, lines[place + 1 :], others)
    found += [_disease_free(known, surgery) for surgery in case.of(Surgery) if is_resection(surgery)]
    found += [_next_after_local(known, local) for local in case.of(LocalTherapy)]
    return tuple(map(_settled, found))


def disease_free(case: Case, today: date) -> dict[str, Outcome]:
    """Return the disease-free survival after each resection, by its id."""
    known = _known(case, today)
    return {one.id: _settled(_disease_free(known, one)) for one in case.of(Surgery) if is_resection(one)}


def _known(case: Case, today: date) -> _Known:
    with_each = together([*case.of(SystemicLine), *case.of(LocalTherapy)])
    return _Known(case, vital_status(case), known_until(case, today), progressions(case), with_each)


def _settled(one: Outcome) -> Outcome:
    """Return an outcome, refused where its dates say nothing of how long."""
    if one.refused or one.words:
        return one
    return replace(one, span=None, refused=_("The dates do not tell how long."))


def lasted(line: SystemicLine, vital: VitalStatus, known_until: Day | None) -> Outcome:
    """Return time to treatment failure: from the start of a line until its end, whatever the reason."""
    told, origin = dates_of(line), Place(line.id, "start")
    if told.start is None:
        return Outcome("TTF", line.id, refused=_("The start is not recorded."))
    if told.ongoing and not vital.is_dead:
        if known_until is None or known_until <= told.start:
            return Outcome("TTF", line.id, origin, refused=_("Nothing is recorded since its start."))
        span = Span((known_until - told.start).min_days, None)
        return Outcome("TTF", line.id, origin, None, span, False, _("goes on"))
    if told.end is None:
        return Outcome("TTF", line.id, origin, refused=_("The end is not recorded."))
    span = forward(told.end - told.start)
    return Outcome("TTF", line.id, origin, Place(line.id, "end"), span, True, _("end of the line"))


def _is_same(one: LineNumber, other: LineNumber) -> bool:
    return one.number is not None and (one.kind, one.number) == (other.kind, other.number)


def _of_line(
    known: _Known, line: SystemicLine, after: list[SystemicLine], others: list[SystemicLine]
) -> list[Outcome]:
    pfs = _progression_free(known, line, after)
    return [
        lasted(line, known.vital, known.last),
        pfs,
        _controlled(line, pfs),
        _response_lasted(known, line, pfs),
        _next_line(known, line, others),
    ]


def _progression_free(known: _Known, line: SystemicLine, after: list[SystemicLine]) -> Outcome:
    told, origin = dates_of(line), Place(line.id, "start")
    if told.start is None:
        return Outcome("PFS", line.id, refused=_("The start is not recorded."))
    ended = [one for one in known.events if one.line == line.id]
    if told.end is None and line.end_reason == "progression":
        return Outcome("PFS", line.id, origin, refused=_("It ended with progression, on a day not recorded."))
    following = None
    if not ended:
        following = _next_treatment(known, line, told.start, after)
        sure, possible = between(of_others(known.events, line, known.with_it(line)), told.start, following)
        if possible and not sure:
            words = _("Whether it progressed before other treatment began, the dates do not tell.")
            return Outcome("PFS", line.id, origin, refused=words)
        ended = [*sure, *possible]
    if ended:
        return until_first("PFS", line.id, origin, told.start, ended)
    if known.vital.is_dead and not after:
        span = known.vital.since(told.start)
        return Outcome("PFS", line.id, origin, None, span and forward(span), True, _("death"))
    until = told.end or (known.last if told.ongoing else None)
    if following and (until is None or surely_after(until, following)):
        span = Span(forward(following - told.start).min_days, None)
        return Outcome("PFS", line.id, origin, None, span, False, _("other treatment began"))
    if until is None:
        return Outcome("PFS", line.id, origin, refused=_("Neither progression nor an end is recorded."))
    least = forward(until - told.start)
    span = Span(least.min_days, None if told.ongoing else least.max_days)
    return Outcome("PFS", line.id, origin, None, span, False, _("no progression recorded in it"))


def _controlled(line: SystemicLine, pfs: Outcome) -> Outcome:
    if not line.best_response:
        return Outcome("DDC", line.id, pfs.origin, refused=_("The best response is not recorded."))
    if line.best_response not in CONTROLLED:
        words = _("The best response is {response}.").format(response=line.best_response)
        return Outcome("DDC", line.id, pfs.origin, refused=words)
    return Outcome("DDC", line.id, pfs.origin, pfs.until, pfs.span, pfs.is_event, pfs.what, pfs.refused)


def _response_lasted(known: _Known, line: SystemicLine, pfs: Outcome) -> Outcome:
    studies = [
        one
        for one in known.case.of(Imaging)
        if one.line == line.id and one.stated_response in _RESPONDING and one.on
    ]
    if not studies:
        return Outcome("DoR", line.id, refused=_("No imaging of this line states a response."))
    first = studies[0]
    origin = Place(first.id, "on")
    if pfs.span is None or pfs.until is None or not pfs.is_event:
        if known.last is None or first.on is None or pfs.is_event:
            return Outcome("DoR", line.id, origin, refused=_("No day of progression is recorded."))
        end = dates_of(line).end or known.last
        span = Span(forward(end - first.on).min_days, None)
        return Outcome("DoR", line.id, origin, None, span, False, pfs.what)
    end_day = _day_at(known.case, pfs.until)
    if end_day is None or first.on is None:
        return Outcome("DoR", line.id, origin, refused=_("No day of progression is recorded."))
    return Outcome("DoR", line.id, origin, pfs.until, forward(end_day - first.on), True, pfs.what)


def _next_line(known: _Known, line: SystemicLine, after: list[SystemicLine]) -> Outcome:
    start, origin = dates_of(line).start, Place(line.id, "start")
    if start is None:
        return Outcome("TTNT", line.id, refused=_("The start is not recorded."))
    for one in after:
        begun = dates_of(one).start
        if begun is None:
            return Outcome("TTNT", line.id, origin, refused=_("The start of the next line is not recorded."))
        return Outcome(
            "TTNT", line.id, origin, Place(one.id, "start"), forward(begun - start), True, _("next line")
        )
    if known.last is None or known.last <= start:
        return Outcome("TTNT", line.id, origin, refused=_("Nothing is recorded since its start."))
    span = Span((known.last - start).min_days, None)
    return Outcome("TTNT", line.id, origin, None, span, False, _("no next line recorded"))


def _disease_free(known: _Known, surgery: Surgery) -> Outcome:
    origin = Place(surgery.id, "on")
    if surgery.on is None:
        return Outcome("DFS", surgery.id, refused=_("The day of the operation is not recorded."))
    back = [one for one in known.events if one.lesions and not one.lesions <= frozenset(surgery.lesions)]
    if not back:
        back = [one for one in known.events if not one.lesions and not one.line]
    back = [one for one in back if one.day is None or possibly_after(one.day, surgery.on)]
    if any(one.day and surely_after(one.day, surgery.on) for one in back):
        return until_first("DFS", surgery.id, origin, surgery.on, back)
    if back:
        words = _("Whether the disease came back after it, the dates do not tell.")
        return Outcome("DFS", surgery.id, origin, refused=words)
    span = known.vital.since(surgery.on)
    if span is None:
        return Outcome("DFS", surgery.id, origin, refused=_("Neither recurrence nor a visit is recorded."))
    what = _("death") if known.vital.is_dead else _("no recurrence recorded")
    return Outcome("DFS", surgery.id, origin, None, forward(span), known.vital.is_dead, what)


def _next_after_local(known: _Known, local: LocalTherapy) -> Outcome:
    origin, begun = Place(local.id, "on"), local.on
    if begun is None:
        return Outcome("TTNT", local.id, refused=_("The day of the treatment is not recorded."))
    treatments = [
        (day, one)
        for one in treatments_of(known.case)
        if one.id != local.id
        and one.id not in known.together.get(local.id, ())
        and (day := dates_of(one).start if isinstance(one, SystemicLine) else when(one)) is not None
        and surely_after(day, begun)
    ]
    if treatments:
        _day, one = min(treatments, key=lambda found: (found[0], found[1].id))
        spans = [day - begun for day, _one in treatments]
        low = min(span.min_days or 0 for span in spans)
        high = min((span.max_days for span in spans if span.max_days is not None), default=None)
        place = Place(one.id, type(one).begins)
        return Outcome("TTNT", local.id, origin, place, Span(low, high), True, _("next treatment"))
    if known.last is None or known.last <= begun:
        return Outcome("TTNT", local.id, origin, refused=_("Nothing is recorded since then."))
    span = Span((known.last - begun).min_days, None)
    return Outcome("TTNT", local.id, origin, None, span, False, _("no next treatment recorded"))


def _next_treatment(known: _Known, line: SystemicLine, begun: Day, after: list[SystemicLine]) -> Day | None:
    """Return the day on which other treatment than that given together with a line began."""
    mine = known.with_it(line)
    days = [dates_of(one).start for one in after if one.id not in mine]
    days += [one.on for one in known.case.of(LocalTherapy) if one.id not in mine]
    days += [one.on for one in known.case.of(Surgery) if one.id not in mine]
    return min((day for day in days if day and day > begun), default=None)


def known_until(case: Case, today: date) -> Day | None:
    """Return the last day anything is recorded for, at most today."""
    last = case.last_day()
    return min(last, Day.of(today)) if last else None


def _day_at(case: Case, place: Place) -> Day | None:
    record = case.find(place.record_id)
    if isinstance(record, SystemicLine):
        return dates_of(record).end
    return when(record) if record else None
