"""Stated: what a source says against what follows from the records: stage, durations, survival, responses."""

from collections.abc import Iterable, Iterator
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span, show, years_between
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import when
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.domain.vital_status import vital_status
from tumorboard.i18n import _
from tumorboard.reasoning.durations import is_impossible, months
from tumorboard.reasoning.outcomes import SOURCE as ENDPOINTS
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Finding, Place, found
from tumorboard.reasoning.staging import differs, group

_COUNTING = ("gallbladder", "perihilar", "distal")
"""Schemes in which N1 is one to three positive nodes and N2 four or more."""
_COUNTS = {"0": (0, 0), "1": (1, 3), "2": (4, 999)}


def findings(case: Case, today: date) -> Iterator[Finding]:
    """Give what was stated and what follows from the records, where they exclude each other."""
    for entry in case.of(Staging):
        yield from _stage(case, entry)
    for line in case.of(SystemicLine):
        told = dates_of(line)
        end = told.end or (Day.of(today) if told.ongoing and (line.stated_months or 0) > 0 else None)
        span = end - told.start if told.start and end else None
        if span and told.ongoing:
            span = Span(None, span.max_days)
        if span and is_impossible(line.stated_months, span):
            words = _("{line}: {stated} stated, the dates allow {computed}.")
            computed = months(span) or _("none")
            stated = shown(line, "stated_months")
            yield found(
                "duration-impossible",
                words.format(line=headline(line), stated=stated, computed=computed),
                _("The duration of a line is what its benefit is judged by."),
                Place(line.id, "stated_months"),
                Place(line.id, "start"),
                Place(line.id, "ongoing" if told.ongoing else "end"),
            )
    yield from _survival(case)
    yield from _age(case)


def _stage(case: Case, entry: Staging) -> Iterator[Finding]:
    told = group(entry)
    if differs(entry):
        words = _("{tnm}: stated {stated}, the table gives {group}.")
        yield found(
            "stage-differs",
            words.format(
                tnm=tnm(entry), stated=entry.stated_group, group=told.group or _(" or ").join(told.possible)
            ),
            _("Trials, guidelines and prognosis go by the stage group."),
            Place(entry.id, "stated_group"),
            Place(entry.id, "t"),
            Place(entry.id, "n"),
            Place(entry.id, "m"),
            source=f"{entry.edition}: {told.source}",
            verified=told.verified,
        )
    if entry.m.strip().upper().endswith("M0") or entry.m.strip() == "0":
        treated: tuple[Surgery | LocalTherapy, ...] = (*case.of(Surgery), *case.of(LocalTherapy))
        gone = {
            id_
            for one in treated
            if one.on is None or entry.on is None or not surely_after(one.on, entry.on)
            for id_ in one.lesions
            if entry.kind in ("yc", "yp", "r") or one.on != entry.on
        }
        for lesion in case.of(Lesion):
            if lesion.role == "metastasis" and lesion.id not in gone and _seen_by(lesion, entry):
                words = _("{tnm} on {day}, but the metastasis “{lesion}” was seen by then.")
                yield found(
                    "m0-with-metastasis",
                    words.format(tnm=tnm(entry), day=show(entry.on) if entry.on else "", lesion=lesion.label),
                    _("Distant spread alone is the last stage."),
                    Place(entry.id, "m"),
                    Place(lesion.id, "first_seen"),
                )
    yield from _nodes(case, entry)


def _seen_by(lesion: Lesion, entry: Staging) -> bool:
    seen, on = lesion.first_seen, entry.on
    if seen is None or on is None:
        return False
    return (seen == on and seen.is_single) or bool(seen.latest and on.earliest and seen.latest <= on.earliest)


def _nodes(case: Case, entry: Staging) -> Iterator[Finding]:
    """Give where the nodes an operation found are not those of the pathological N of the same day."""
    n = entry.n.strip().upper().lstrip("YP").removeprefix("N")[:1]
    if entry.kind not in ("p", "yp") or entry.on is None or n not in ("0", "1", "2"):
        return
    operations = [one for one in case.of(Surgery) if one.on == entry.on]
    counted = [one for one in operations if one.nodes_positive is not None]
    if not counted or len(counted) < len(operations):
        return
    positive = sum(one.nodes_positive or 0 for one in counted)
    by_number = entry.kind == "p" and entry.scheme in _COUNTING and entry.edition in ("AJCC 8", "UICC 8")
    few, many = _COUNTS[n] if by_number or n == "0" else (1, positive)
    if not few <= positive <= many:
        words = _("{n} stated, but {positive:g} positive nodes were found at the operation.")
        yield found(
            "nodes-differ",
            words.format(n=tnm(entry), positive=positive),
            _("The stage group goes by the nodes."),
            Place(entry.id, "n"),
            *(Place(one.id, "nodes_positive") for one in counted),
            source=f"{entry.edition}: {group(entry).source}" if by_number else "",
        )


def _survival(case: Case) -> Iterator[Finding]:
    begun, vital = case.tumour.diagnosed_on, vital_status(case)
    others = [
        day
        for one in case.records
        if isinstance(one, Surgery | SystemicLine | LocalTherapy | Staging | Lesion) and (day := when(one))
    ]
    for visit in case.of(FollowUp):
        if visit.stated_survival_months is None:
            continue
        stated = shown(visit, "stated_survival_months")
        here = (Place(visit.id, "stated_survival_months"), Place(case.tumour.id, "diagnosed_on"))
        until = (vital.died or visit.on) if vital.is_dead and not visit.alive else visit.on
        dead_before = vital.is_dead and not vital.died
        if begun and until and _survived_not(visit, (begun, *others), until, dead_before=dead_before):
            words = _("Survival of {stated} stated, the dates allow {computed}.")
            computed = months(until - begun) or _("none")
            yield found(
                "survival-impossible",
                words.format(stated=stated, computed=computed),
                _("Survival is compared with that of others."),
                *here,
                Place(case.patient.id, "died_on") if until is not visit.on else Place(visit.id, "on"),
            )
        if not vital.is_dead and vital.is_recorded:
            words = _(
                "Survival of {stated} stated, but the patient lives: it is the time followed, censored."
            )
            yield found(
                "survival-censored",
                words.format(stated=stated),
                _("A censored time is the least survival, not how long the patient lived."),
                here[0],
                Place(visit.id, "alive"),
                source=ENDPOINTS,
            )


def _survived_not(visit: FollowUp, origins: Iterable[Day], until: Day, *, dead_before: bool) -> bool:
    """Whether a stated survival is none from any day it may have been counted from.

    `dead_before`: the patient died some time before that day.
    """
    spans = (until - day for day in origins)
    return all(
        is_impossible(visit.stated_survival_months, Span(None, span.max_days) if dead_before else span)
        for span in spans
    )


def _age(case: Case) -> Iterator[Finding]:
    """Give an age at presentation that the birth date and the day of diagnosis do not allow."""
    born, age, known = case.patient.birth_date, case.patient.age_at_presentation, case.tumour.diagnosed_on
    if born is None or age is None or known is None:
        return
    low, high = years_between(born, known)
    if (low is not None and age < low - 1) or (high is not None and age > high + 1):
        words = _("Aged {age:g} at presentation, born {born}, diagnosed {known}: these do not fit together.")
        yield found(
            "age-differs",
            words.format(age=age, born=show(born), known=show(known)),
            _("The age bears on what is offered, and a wrong one may be another patient's."),
            Place(case.patient.id, "age_at_presentation"),
            Place(case.patient.id, "birth_date"),
            Place(case.tumour.id, "diagnosed_on"),
        )
