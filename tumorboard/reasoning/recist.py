"""RECIST: what the measured lesions of each study come to, and the best response of each line.

By RECIST 1.1 (PMC2755245, recist.eortc.org) and iRECIST (PMC5648544). What is computed stands beside the
stated response and replaces nothing. Targets are those marked at the baseline; one treated locally between
that and the start of the line is none. Where the dates do not tell which study was first, a response is
told only if it is the same either way.
"""

from dataclasses import replace
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.assessment import Assessment, Best
from tumorboard.reasoning.best_response import best_of
from tumorboard.reasoning.earlier import NO, OPEN, YES, Earlier, Known
from tumorboard.reasoning.followed import Followed
from tumorboard.reasoning.immune import Immune
from tumorboard.reasoning.measured import (
    Measured,
    Treated,
    baseline_of,
    baseline_words,
    measured,
    of_line,
    treated,
)
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.recist_rules import (
    PARTIAL,
    has_grown,
    overall_response,
    sum_of,
    target_response,
)
from tumorboard.reasoning.remembered import depending_on
from tumorboard.reasoning.target_remarks import target_remarks


@depending_on(Imaging, Lesion, SystemicLine, LocalTherapy)
def assessments(case: Case) -> dict[str, Assessment]:
    """Return the assessment of each study with measurements, or with new lesions."""
    all_ = measured(case)
    local = treated(case, all_)
    found: dict[str, Assessment] = {}
    for line in case.of(SystemicLine):
        own = of_line(line, all_)
        if not own:
            continue
        for id_, one in _Line(case, line, all_, own, local).assessed().items():
            # What ends one line is often the baseline of the next: it is told as what it is to its own.
            if id_ not in found or any(id_ == study.id for study in own):
                found[id_] = one
    words = _("It assesses no line, so that nothing is compared.")
    for study in all_:
        if study.id not in found and study.rows:
            found[study.id] = Assessment(study.id, sum_mm=sum_of(study.targets.values()), reason=words)
    return found


def best(case: Case, told: dict[str, Assessment] | None = None) -> dict[str, Best]:
    """Return the best computed response of each line that has one, until its progression."""
    return best_of(case, assessments(case) if told is None else told)


def _exact(on: Day | None) -> date | None:
    """Return the date of a day that is told exactly, whatever its time."""
    return on.earliest if on and on.is_exact else None


class _Line:
    """The studies of one line, compared with its baseline."""

    def __init__(
        self,
        case: Case,
        line: SystemicLine,
        all_: tuple[Measured, ...],
        own: list[Measured],
        local: Treated,
    ) -> None:
        self._case, self._line, self._own, self._local = case, line, own, local
        self._baseline = baseline_of(line, all_, own)
        targets: dict[str, Measurement] = {}
        others: dict[str, Measurement] = {}
        self._words = ""
        if first := self._baseline:
            start = dates_of(line).start
            targets = {
                id_: row for id_, row in first.targets.items() if not local.between(id_, first.on, start)
            }
            others = {id_: row for id_, row in first.rows.items() if id_ not in targets}
            self._words = baseline_words(first, line)
        self._lesions = Followed(case, targets, others, self._baseline.on if self._baseline else None)
        self._baseline_mm = sum_of(targets.values())
        self._sums = {one.id: self._lesions.sum_in(one) for one in own}
        # What was before the baseline is none of its line.
        self._later = [one for one in own if not self._is_before(one)]
        self._is_later = {one.id for one in self._later}
        self._unsure = [one for one in self._later if not _exact(one.on)]

    def assessed(self) -> dict[str, Assessment]:
        """Return the assessment of the baseline and of each study."""
        if self._baseline is None:
            return {one.id: self._without_baseline(one) for one in self._own}
        found = {self._baseline.id: self._first(self._baseline)}
        counts: dict[str, Earlier] = {}
        immune = Immune()
        passed = Earlier(frozenset({self._baseline_mm}))
        of_day: list[Earlier] = []
        day = None
        for study in self._own:
            if study.id == self._baseline.id:
                continue
            if (its := _exact(study.on)) and its != day:
                # What is of one day was not before itself.
                passed = passed.also(Earlier.of(of_day))
                of_day, day = [], its
            found[study.id] = one = self._compare(study, passed, counts)
            if study.id in self._is_later:
                counts[study.id] = self._counts(study, one)
                if its:
                    of_day.append(counts[study.id])
            if study.on and one.overall:
                state = immune.follow(one, study.on)
                if study.study.criteria == "iRECIST":
                    found[study.id] = replace(one, immune=state)
        return found

    def _is_before(self, study: Measured) -> bool:
        """Whether a study is the baseline, of its day, or surely before it."""
        on = self._baseline.on if self._baseline else None
        if on is None or study.on is None:
            return study is self._baseline
        same = _exact(on) is not None and _exact(on) == _exact(study.on)
        return study is self._baseline or same or surely_after(on, study.on)

    def _first(self, study: Measured) -> Assessment:
        total, local = self._baseline_mm, self._treated(study)
        return Assessment(
            imaging_id=study.id,
            line_id=self._line.id,
            baseline_id=study.id,
            baseline_words=self._words,
            sum_mm=total,
            baseline_mm=total,
            nadir_mm=total,
            not_measurable=local,
            by_convention=self._lesions.too_small(study),
            reason=" ".join(
                filter(
                    None,
                    (self._lesions.treated_words(local), target_remarks(self._case, self._lesions.targets)),
                )
            ),
        )

    def _without_baseline(self, study: Measured) -> Assessment:
        new = bool(study.new_lesions)
        reason = _("No target lesion is marked and measured at the start or in an earlier study.")
        return Assessment(
            study.id, self._line.id, new_lesions=new, overall="PD" if new else "", reason=reason
        )

    def _compare(self, study: Measured, passed: Earlier, counts: dict[str, Earlier]) -> Assessment:
        assert self._baseline is not None
        first = self._baseline.on
        told = Assessment(
            study.id, self._line.id, self._baseline.id, self._words, sum_mm=self._sums[study.id]
        )
        if study.on is None or first is None:
            return replace(told, reason=_("The study has no day, so that nothing is compared."))
        if _exact(study.on) and _exact(study.on) == _exact(first):
            return self._first(study)
        if surely_after(first, study.on):
            return replace(told, reason=_("It is before the baseline, and is not compared."))
        if not surely_after(study.on, first):
            return replace(told, reason=_("The order of the studies is not known from their dates."))
        sure, perhaps = self._not_exact(study, counts)
        earlier = (sure.also(passed) if _exact(study.on) else sure).perhaps(perhaps)
        one, *others = [self._against(study, known) for known in earlier.each()]
        if any(other.overall != one.overall for other in others):
            words = _("Whether another study was before it is not known, and it makes a difference.")
            return replace(told, baseline_mm=one.baseline_mm, reason=words)
        # One of them is told; of what differs between them nothing is.
        if any(other.nadir_mm != one.nadir_mm for other in others):
            one = replace(one, nadir_mm=None)
        if any(other.target != one.target for other in others):
            one = replace(one, target="")
        return one

    def _not_exact(self, study: Measured, counts: dict[str, Earlier]) -> tuple[Earlier, Earlier]:
        """Return what was surely before a study, and what perhaps was, of those not told to the day.

        Of a study that is itself not told to the day all the others are asked.
        """
        sure: list[Earlier] = [Earlier(frozenset({self._baseline_mm}))]
        perhaps: list[Earlier] = []
        asked = self._unsure if _exact(study.on) else self._later
        for other in asked:
            if other is study:
                continue
            told = counts.get(other.id) or self._counts(other, None)
            if other.on is None or study.on is None:
                perhaps.append(told)
            elif surely_after(study.on, other.on):
                sure.append(told)
            elif not surely_after(other.on, study.on):
                perhaps.append(told)
        return Earlier.of(sure), Earlier.of(perhaps)

    def _counts(self, study: Measured, told: Assessment | None) -> Earlier:
        """Return what a study counts for those after it; where it has no response, what it may have had."""
        total = self._sums[study.id]
        lowest = frozenset({total})
        if told and told.overall:
            return Earlier(
                lowest,
                YES if told.target in ("PR", "CR") else NO,
                YES if told.overall == "CR" else NO,
                YES if told.overall == "PD" else NO,
            )
        small = total is not None and bool(self._baseline_mm) and total <= PARTIAL * (self._baseline_mm or 0)
        return Earlier(lowest, OPEN if small else NO, NO if self._lesions.any_left(study) else OPEN, OPEN)

    def _against(self, study: Measured, earlier: Known) -> Assessment:
        assert self._baseline is not None
        nadir = earlier.lowest if self._baseline_mm is not None else None
        target, reason = self._target(study, nadir, earlier)
        non_target = self._lesions.non_target(study)
        new, local = self._lesions.new_in(study), self._treated(study)
        is_new = study.new_lesions or bool(new)
        overall = overall_response(target, non_target, is_new)
        if overall != "PD" and earlier.complete and self._lesions.any_left(study):
            overall, reason = "PD", _("A lesion is there again after a complete response.")
        return Assessment(
            imaging_id=study.id,
            line_id=self._line.id,
            baseline_id=self._baseline.id,
            baseline_words=self._words,
            sum_mm=self._sums[study.id],
            baseline_mm=self._baseline_mm,
            nadir_mm=nadir,
            target=target,
            non_target=non_target,
            new_lesions=is_new,
            new=new,
            new_mm=sum_of(study.rows[id_] for id_ in new if id_ in study.rows),
            overall=overall,
            not_measurable=local,
            by_convention=self._lesions.too_small(study),
            reason=" ".join(filter(None, (self._lesions.treated_words(local), reason))),
        )

    def _target(self, study: Measured, nadir: float | None, earlier: Known) -> tuple[str, str]:
        if not self._lesions.targets:
            return "", ""
        if self._baseline_mm is None or nadir is None:
            return "NE", _("The target lesions were not all measured at the start.")
        total = self._sums[study.id]
        if total is None:
            # What was measured may be more than enough, whatever the others are.
            if has_grown(self._lesions.partial_sum(study), nadir):
                return "PD", _("Not all target lesions were measured, but these are enough.")
            return "NE", _("Not all target lesions were measured.")
        responded = earlier.responded and not earlier.progressed
        gone = self._lesions.targets_gone(study)
        return (
            target_response(self._baseline_mm, nadir, total, gone=gone, was="PR" if responded else ""),
            "",
        )

    def _treated(self, study: Measured) -> tuple[str, ...]:
        return tuple(id_ for id_ in self._lesions.targets if self._local.before(id_, study.on))
