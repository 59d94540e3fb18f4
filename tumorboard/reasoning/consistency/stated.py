"""Stated: what a source says against what follows from the records: stage, durations, survival, responses."""

from collections.abc import Iterator
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.domain.vital_status import vital_status
from tumorboard.i18n import _
from tumorboard.reasoning.durations import is_impossible, months
from tumorboard.reasoning.outcomes import SOURCE as ENDPOINTS
from tumorboard.reasoning.remarks import Finding, Place, found
from tumorboard.reasoning.staging import differs, group


def findings(case: Case, today: date) -> Iterator[Finding]:
    """Give what was stated and what follows from the records, where they exclude each other."""
    for entry in case.of(Staging):
        yield from _stage(case, entry)
    for line in case.of(SystemicLine):
        told = dates_of(line)
        if told.start and told.end and is_impossible(line.stated_months, told.end - told.start):
            words = _("{line}: {stated} stated, the dates allow {computed}.")
            computed = months(told.end - told.start) or _("none")
            stated = shown(line, "stated_months")
            yield found(
                "duration-impossible",
                words.format(line=headline(line), stated=stated, computed=computed),
                _("The duration of a line is what its benefit is judged by."),
                Place(line.id, "stated_months"),
                Place(line.id, "start"),
                Place(line.id, "end"),
            )
    yield from _survival(case)


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
        for lesion in case.of(Lesion):
            if lesion.role == "metastasis" and _seen_by(lesion, entry):
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
    n = entry.n.strip().upper().lstrip("YP")
    if entry.kind not in ("p", "yp") or entry.on is None or not n:
        return
    for surgery in case.of(Surgery):
        if surgery.on != entry.on or surgery.nodes_positive is None:
            continue
        positive = surgery.nodes_positive
        if (positive > 0 and n.startswith(("N0", "0"))) or (
            positive == 0 and n.startswith(("N1", "N2", "1", "2"))
        ):
            words = _("{n} stated, but {positive:g} positive nodes were found at the operation.")
            yield found(
                "nodes-differ",
                words.format(n=tnm(entry), positive=positive),
                _("The stage group goes by the nodes."),
                Place(entry.id, "n"),
                Place(surgery.id, "nodes_positive"),
            )


def _survival(case: Case) -> Iterator[Finding]:
    begun, vital = case.tumour.diagnosed_on, vital_status(case)
    for visit in case.of(FollowUp):
        if visit.stated_survival_months is None:
            continue
        stated = shown(visit, "stated_survival_months")
        here = (Place(visit.id, "stated_survival_months"), Place(case.tumour.id, "diagnosed_on"))
        if begun and visit.on and is_impossible(visit.stated_survival_months, visit.on - begun):
            words = _("Survival of {stated} stated, the dates allow {computed}.")
            computed = months(visit.on - begun) or _("none")
            yield found(
                "survival-impossible",
                words.format(stated=stated, computed=computed),
                _("Survival is compared with that of others."),
                *here,
                Place(visit.id, "on"),
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
