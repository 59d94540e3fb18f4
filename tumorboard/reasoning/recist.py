"""RECIST: what the measured lesions of each study come to, and the best response of each line.

By RECIST 1.1 and iRECIST (PMC5648544). What is computed stands beside the stated response and replaces
nothing. Targets are those measured at the baseline; one treated locally before the line began is none.
Studies whose order the dates do not tell are not compared.
"""

from dataclasses import replace
from datetime import timedelta

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.assessment import Assessment, Best
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.recist_rules import (
    ABSOLUTE,
    CONFIRMED,
    PROGRESS,
    RANK,
    immune_state,
    is_gone,
    overall_response,
    size_of,
    sum_of,
    target_response,
)

BEFORE, AFTER = 84, 14
"""Days before and after the start of a line in which its baseline is looked for."""
STABLE = 42
"""Days until which nothing is called stable."""


def assessments(case: Case) -> dict[str, Assessment]:
    """Return the assessment of each study with measurements, or with new lesions, that belongs to a line."""
    found: dict[str, Assessment] = {}
    measured = [one for one in case.of(Imaging) if any(row.lesion for row in one.measurements)]
    for line in case.of(SystemicLine):
        for id_, one in _of_line(case, line, measured).items():
            study = case.find(id_)
            own = isinstance(study, Imaging) and study.line == line.id
            # What ends one line is often the baseline of the next: it is told as what it is to its own.
            if own or id_ not in found:
                found[id_] = one
    return found


def best(case: Case, told: dict[str, Assessment] | None = None) -> dict[str, Best]:
    """Return the best computed response of each line that has one, until its progression."""
    by_line: dict[str, list[tuple[Imaging, Assessment]]] = {}
    for id_, one in (assessments(case) if told is None else told).items():
        study = case.find(id_)
        if isinstance(study, Imaging) and one.overall and id_ != one.baseline_id:
            by_line.setdefault(one.line_id, []).append((study, one))
    return {line_id: _best(case, line_id, listed) for line_id, listed in by_line.items()}


def _of_line(case: Case, line: SystemicLine, measured: list[Imaging]) -> dict[str, Assessment]:
    own = [one for one in measured if one.line == line.id or (not one.line and _inside(one, line))]
    if not own:
        return {}
    if any(one.on is None for one in own):
        words = _("A study has no day: the order of the studies is not known.")
        return {one.id: Assessment(one.id, line.id, reason=words) for one in own}
    baseline = _baseline(line, measured, own)
    later = [one for one in own if one.id != baseline.id]
    targets = {
        row.lesion: row
        for row in _targets(baseline)
        if not _treated_between(case, row.lesion, baseline.on, dates_of(line).start)
    }
    first = Assessment(baseline.id, line.id, baseline.id, sum_mm=sum_of(list(targets.values())))
    found = {baseline.id: replace(first, baseline_mm=first.sum_mm, nadir_mm=first.sum_mm)}
    if not targets:
        found[baseline.id] = replace(first, reason=_("No target lesion is marked in the first study."))
    before, nadir = baseline, first.sum_mm
    was, progressed = "", ""
    for study in later:
        if study.on and before.on and not (surely_after(study.on, before.on) or study.on == before.on):
            words = _("The order of the studies is not known from their dates.")
            found[study.id] = Assessment(study.id, line.id, baseline.id, reason=words)
            continue
        one = _assess(case, line, baseline, study, targets, first.sum_mm, nadir, was)
        if study.criteria == "iRECIST":
            one = replace(one, immune=_immune(case, one, found.get(progressed), study))
        found[study.id] = one
        progressed = progressed or (study.id if one.overall == "PD" else "")
        if one.sum_mm is not None:
            nadir = one.sum_mm if nadir is None else min(nadir, one.sum_mm)
        was, before = one.target or was, study
    return found


def _assess(
    case: Case,
    line: SystemicLine,
    baseline: Imaging,
    study: Imaging,
    targets: dict[str, Measurement],
    baseline_mm: float | None,
    nadir: float | None,
    was: str,
) -> Assessment:
    rows = {row.lesion: row for row in study.measurements if row.lesion}
    seen = [rows[id_] for id_ in targets if id_ in rows]
    total = sum_of(seen) if len(seen) == len(targets) else None
    target, reason = "", ""
    if targets and baseline_mm is not None and nadir is not None:
        partial = sum(size for row in seen if (size := size_of(row)) is not None)
        if total is not None:
            target = target_response(baseline_mm, nadir, total, gone=all(map(is_gone, seen)), was=was)
        elif partial - nadir >= ABSOLUTE and partial >= PROGRESS * nadir:
            target = "PD"
        else:
            target, reason = "NE", _("Not all target lesions were measured.")
    elif targets:
        target, reason = "NE", _("The target lesions were not all measured at the start.")
    others = {row.lesion: row for row in baseline.measurements if row.lesion and row.lesion not in targets}
    new = bool(study.new_lesions) or _has_new(case, baseline, rows)
    non_target = _non_target(others, rows)
    treated = tuple(id_ for id_ in targets if _treated_before(case, id_, study))
    return Assessment(
        imaging_id=study.id,
        line_id=line.id,
        baseline_id=baseline.id,
        sum_mm=total,
        baseline_mm=baseline_mm,
        nadir_mm=nadir,
        target=target,
        non_target=non_target,
        new_lesions=new,
        overall=overall_response(target, non_target, new),
        not_measurable=treated,
        reason=reason,
    )


def _baseline(line: SystemicLine, measured: list[Imaging], own: list[Imaging]) -> Imaging:
    """Return the last study with targets near the start of a line, else the first of its own."""
    start = dates_of(line).start
    if start and start.earliest and start.latest:
        low, high = start.earliest - timedelta(days=BEFORE), start.latest + timedelta(days=AFTER)
        near = [
            one
            for one in measured
            if one.on
            and one.on.earliest
            and one.on.latest
            and low <= one.on.earliest
            and one.on.latest <= high
            and (one.line in ("", line.id) or not surely_after(one.on, start))
            and _targets(one)
        ]
        if near:
            return near[-1]
    return next((one for one in own if _targets(one)), own[0])


def _inside(study: Imaging, line: SystemicLine) -> bool:
    told, on = dates_of(line), study.on
    if on is None or told.start is None or surely_after(told.start, on):
        return False
    return bool(told.ongoing or (told.end and not surely_after(on, told.end))) and surely_after(
        on, told.start
    )


def _non_target(others: dict[str, Measurement], rows: dict[str, Measurement]) -> str:
    if not others:
        return ""
    seen = [rows[id_] for id_ in others if id_ in rows]
    if len(seen) < len(others) or any(row.state == "not evaluable" for row in seen):
        return "NE"
    return "CR" if all(map(is_gone, seen)) else "non-CR/non-PD"


def _has_new(case: Case, baseline: Imaging, rows: dict[str, Measurement]) -> bool:
    """Whether a lesion is measured that was first seen after the baseline."""
    known = {row.lesion for row in baseline.measurements}
    for id_, row in rows.items():
        lesion = case.find(id_)
        if id_ in known or not isinstance(lesion, Lesion) or size_of(row) in (None, 0):
            continue
        if lesion.first_seen and baseline.on and surely_after(lesion.first_seen, baseline.on):
            return True
    return False


def _treated_before(case: Case, lesion_id: str, study: Imaging) -> bool:
    """Whether a lesion was treated locally before a study, and did not progress in between."""
    treated = [one.on for one in case.of(LocalTherapy) if lesion_id in one.lesions and one.on]
    before = [day for day in treated if study.on and surely_after(study.on, day)]
    if not before:
        return False
    last = max(before)
    return not any(
        one.stated_response == "PD"
        and any(row.lesion == lesion_id for row in one.measurements)
        and _between(one.on, last, study.on)
        for one in case.of(Imaging)
    )


def _targets(study: Imaging) -> list[Measurement]:
    return [row for row in study.measurements if row.target and row.lesion and size_of(row)]


def _treated_between(case: Case, lesion_id: str, low: Day | None, high: Day | None) -> bool:
    return any(
        lesion_id in one.lesions
        and low
        and high
        and one.on
        and not surely_after(low, one.on)
        and not surely_after(one.on, high)
        for one in case.of(LocalTherapy)
    )


def _between(day: Day | None, low: Day, high: Day | None) -> bool:
    return bool(day and high and surely_after(day, low) and surely_after(high, day))


def _immune(case: Case, now: Assessment, first: Assessment | None, study: Imaging) -> str:
    before = case.find(first.imaging_id) if first else None
    days = _days(before.on, study.on) if isinstance(before, Imaging) else None
    grown = None
    if first and first.sum_mm is not None and now.sum_mm is not None:
        grown = now.sum_mm - first.sum_mm
    smaller = (now.from_baseline or 0) <= 0
    return immune_state(now.overall, now.target, bool(study.new_lesions), smaller, grown, days)


def _best(case: Case, line_id: str, listed: list[tuple[Imaging, Assessment]]) -> Best:
    until = next(
        (place for place, (_study, one) in enumerate(listed) if one.overall == "PD"), len(listed) - 1
    )
    counted = listed[: until + 1]
    study, one = min(counted, key=lambda pair: RANK.index(pair[1].overall))
    line = case.find(line_id)
    start = dates_of(line).start if isinstance(line, SystemicLine) else None
    if one.overall in ("CR", "PR"):
        good = RANK[: RANK.index(one.overall) + 1]
        again = any(
            other.overall in good and _days(study.on, later.on) >= CONFIRMED for later, other in counted
        )
        rule = (
            _("Confirmed by a study at least 4 weeks later.")
            if again
            else _("Not confirmed by a study at least 4 weeks later, which trials ask for.")
        )
        return Best(one.overall, study.id, again, rule)
    if one.overall == "SD" and start and max(_days(start, later.on) for later, _one in counted) < STABLE:
        return Best("SD", study.id, None, _("Seen less than 6 weeks after the start, too early for trials."))
    return Best(one.overall, study.id, None, _("From the start until progression."))


def _days(earlier: Day | None, later: Day | None) -> int:
    days = (later - earlier).min_days if earlier and later else None
    return days if days is not None else -1
