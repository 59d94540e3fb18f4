"""RECIST: what the measured lesions of each study come to, and the best response of each line.

By RECIST 1.1 (PMC2755245, recist.eortc.org) and iRECIST (PMC5648544). What is computed stands beside the
stated response and replaces nothing. Targets are those marked at the baseline; one treated locally between
that and the start of the line is none. Where the dates do not tell which study was first, a response is
told only if it is the same either way.
"""

from dataclasses import replace

from tumorboard.domain.case import Case
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.assessment import Assessment, Best
from tumorboard.reasoning.best_response import best_of
from tumorboard.reasoning.earlier import Earlier
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
    has_grown,
    is_gone,
    overall_response,
    size_of,
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


def _is_exact(study: Measured) -> bool:
    return study.on is not None and study.on.is_exact


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
        self._targets: dict[str, Measurement] = {}
        self._others: dict[str, Measurement] = {}
        self._words = ""
        if first := self._baseline:
            start = dates_of(line).start
            self._targets = {
                id_: row for id_, row in first.targets.items() if not local.between(id_, first.on, start)
            }
            self._others = {id_: row for id_, row in first.rows.items() if id_ not in self._targets}
            self._words = baseline_words(first, line)
        self._baseline_mm = sum_of(self._targets.values())
        self._sums = {one.id: self._sum(one) for one in own}
        self._unsure = [one for one in own if not _is_exact(one)]

    def assessed(self) -> dict[str, Assessment]:
        """Return the assessment of the baseline and of each study."""
        if self._baseline is None:
            return {one.id: self._without_baseline(one) for one in self._own}
        found = {self._baseline.id: self._first(self._baseline)}
        immune = Immune()
        passed = Earlier(self._baseline_mm)
        of_day: list[Assessment] = []
        day = None
        for study in self._own:
            if study.id == self._baseline.id:
                continue
            if _is_exact(study) and study.on != day:
                # What is of one day was not before itself.
                sums = (told.sum_mm for told in of_day)
                passed = passed.joined(Earlier.of(self._baseline_mm, sums, of_day, bool(of_day)))
                of_day, day = [], study.on
            found[study.id] = one = self._compare(study, passed, found)
            if _is_exact(study):
                of_day.append(one)
            if study.on and one.overall:
                state = immune.follow(one, study.on)
                if study.study.criteria == "iRECIST":
                    found[study.id] = replace(one, immune=state)
        return found

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
            by_convention=self._has_too_small(study),
            reason=" ".join(
                filter(None, (self._treated_words(local), target_remarks(self._case, self._targets)))
            ),
        )

    def _without_baseline(self, study: Measured) -> Assessment:
        new = bool(study.new_lesions)
        reason = _("No target lesion is marked and measured at the start or in an earlier study.")
        return Assessment(
            study.id, self._line.id, new_lesions=new, overall="PD" if new else "", reason=reason
        )

    def _compare(self, study: Measured, passed: Earlier, found: dict[str, Assessment]) -> Assessment:
        assert self._baseline is not None
        first = self._baseline.on
        told = Assessment(
            study.id, self._line.id, self._baseline.id, self._words, sum_mm=self._sums[study.id]
        )
        if study.on is None or first is None:
            return replace(told, reason=_("The study has no day, so that nothing is compared."))
        if study.on == first and first.is_exact:
            return self._first(study)
        if surely_after(first, study.on):
            return replace(told, reason=_("It is before the baseline, and is not compared."))
        if not surely_after(study.on, first):
            return replace(told, reason=_("The order of the studies is not known from their dates."))
        sure, perhaps = self._not_exact(study, found)
        if _is_exact(study):
            sure = sure.joined(passed)
        one = self._against(study, sure)
        if perhaps.is_any and self._against(study, sure.joined(perhaps)).overall != one.overall:
            words = _("Whether another study was before it is not known, and it makes a difference.")
            return replace(told, baseline_mm=one.baseline_mm, reason=words)
        return one

    def _not_exact(self, study: Measured, found: dict[str, Assessment]) -> tuple[Earlier, Earlier]:
        """Return what was surely before a study, and what perhaps was, of those not told to the day.

        Of a study that is itself not told to the day all the others are asked.
        """
        sure: list[str] = []
        perhaps: list[str] = []
        asked = self._unsure if _is_exact(study) else self._own
        for other in asked:
            if other is study or other is self._baseline:
                continue
            if other.on is None or study.on is None:
                perhaps.append(other.id)
            elif surely_after(study.on, other.on):
                sure.append(other.id)
            elif not surely_after(other.on, study.on):
                perhaps.append(other.id)
        return self._added_up(sure, found), self._added_up(perhaps, found)

    def _added_up(self, ids: list[str], found: dict[str, Assessment]) -> Earlier:
        told = [found[id_] for id_ in ids if id_ in found]
        return Earlier.of(self._baseline_mm, (self._sums[id_] for id_ in ids), told, bool(ids))

    def _against(self, study: Measured, earlier: Earlier) -> Assessment:
        assert self._baseline is not None
        nadir = earlier.lowest if self._baseline_mm is not None else None
        target, reason = self._target(study, nadir, earlier)
        non_target = self._non_target(study)
        new, local = self._new(study), self._treated(study)
        is_new = study.new_lesions or bool(new)
        overall = overall_response(target, non_target, is_new)
        if overall != "PD" and earlier.complete and self._is_there(study):
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
            by_convention=self._has_too_small(study),
            reason=" ".join(filter(None, (self._treated_words(local), reason))),
        )

    def _target(self, study: Measured, nadir: float | None, earlier: Earlier) -> tuple[str, str]:
        if not self._targets:
            return "", ""
        if self._baseline_mm is None or nadir is None:
            return "NE", _("The target lesions were not all measured at the start.")
        total = self._sums[study.id]
        if total is None:
            seen = [size_of(study.rows[id_]) for id_ in self._targets if id_ in study.rows]
            partial = sum(size for size in seen if size is not None)
            # What was measured is more than enough, whatever the others are.
            if has_grown(partial, nadir):
                return "PD", _("Not all target lesions were measured, but these are enough.")
            return "NE", _("Not all target lesions were measured.")
        responded = earlier.responded and not earlier.progressed
        gone = all(self._is_gone(study, id_) for id_ in self._targets)
        return (
            target_response(self._baseline_mm, nadir, total, gone=gone, was="PR" if responded else ""),
            "",
        )

    def _non_target(self, study: Measured) -> str:
        if not self._others:
            return ""
        seen = [study.rows[id_] for id_ in self._others if id_ in study.rows]
        if len(seen) < len(self._others) or any(row.state == "not evaluable" for row in seen):
            return "NE"
        gone = all(self._is_gone(study, id_) for id_ in self._others)
        return "CR" if gone else "non-CR/non-PD"

    def _new(self, study: Measured) -> tuple[str, ...]:
        """Return the lesions measured in a study that were first seen after the baseline."""
        found = []
        first = self._baseline.on if self._baseline else None
        for id_, row in study.rows.items():
            lesion = self._case.find(id_)
            if id_ in self._targets or id_ in self._others or not isinstance(lesion, Lesion):
                continue
            seen = lesion.first_seen
            if seen and first and surely_after(seen, first) and size_of(row) not in (None, 0):
                found.append(id_)
        return tuple(found)

    def _sum(self, study: Measured) -> float | None:
        seen = [study.rows[id_] for id_ in self._targets if id_ in study.rows]
        return sum_of(seen) if len(seen) == len(self._targets) else None

    def _is_gone(self, study: Measured, id_: str) -> bool:
        """Whether a lesion of the baseline has vanished; what was a node there is one."""
        first = self._targets.get(id_) or self._others.get(id_)
        return is_gone(study.rows[id_], node=bool(first and first.node))

    def _is_there(self, study: Measured) -> bool:
        """Whether a lesion of the baseline is surely seen; a node only where it is not of normal size."""
        return any(
            bool(size_of(study.rows[id_])) and not self._is_gone(study, id_)
            for id_ in (*self._targets, *self._others)
            if id_ in study.rows
        )

    def _treated(self, study: Measured) -> tuple[str, ...]:
        return tuple(id_ for id_ in self._targets if self._local.before(id_, study.on))

    def _treated_words(self, ids: tuple[str, ...]) -> str:
        if not ids:
            return ""
        labels = (lesion.label for id_ in ids if isinstance(lesion := self._case.find(id_), Lesion))
        words = _("Treated locally, and not measurable until it has progressed: {lesions}.")
        return words.format(lesions=", ".join(filter(None, labels)) or _("a target lesion"))

    def _has_too_small(self, study: Measured) -> bool:
        return any(id_ in study.rows and study.rows[id_].state == "too small" for id_ in self._targets)
