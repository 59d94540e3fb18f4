"""Followed: the lesions of a baseline, targets and others, as a later study finds them."""

from dataclasses import dataclass

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.imaging import Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.i18n import _
from tumorboard.reasoning.measured import Measured
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.recist_rules import is_gone, size_of, sum_of


@dataclass(frozen=True, slots=True)
class Followed:
    """Targets and other lesions by their ids, as they were at the baseline."""

    case: Case
    targets: dict[str, Measurement]
    others: dict[str, Measurement]
    since: Day | None

    def sum_in(self, study: Measured) -> float | None:
        """Return the sum of the targets in mm; None where one was not measured, or there is none."""
        seen = [study.rows[id_] for id_ in self.targets if id_ in study.rows]
        return sum_of(seen) if len(seen) == len(self.targets) else None

    def partial_sum(self, study: Measured) -> float:
        """Return the sum in mm of those targets that were measured."""
        sizes = [size_of(study.rows[id_]) for id_ in self.targets if id_ in study.rows]
        return sum(size for size in sizes if size is not None)

    def targets_gone(self, study: Measured) -> bool:
        """Return whether no target is left in a study that has them all."""
        return all(self._is_gone(study, id_) for id_ in self.targets)

    def non_target(self, study: Measured) -> str:
        """Return the response of the other lesions; empty where there are none."""
        if not self.others:
            return ""
        seen = [study.rows[id_] for id_ in self.others if id_ in study.rows]
        if len(seen) < len(self.others) or any(row.state == "not evaluable" for row in seen):
            return "NE"
        return "CR" if all(self._is_gone(study, id_) for id_ in self.others) else "non-CR/non-PD"

    def new_in(self, study: Measured) -> tuple[str, ...]:
        """Return the lesions measured in a study that were first seen after the baseline."""
        found = []
        for id_, row in study.rows.items():
            lesion = self.case.find(id_)
            if id_ in self.targets or id_ in self.others or not isinstance(lesion, Lesion):
                continue
            seen = lesion.first_seen
            if seen and self.since and surely_after(seen, self.since) and size_of(row) not in (None, 0):
                found.append(id_)
        return tuple(found)

    def any_left(self, study: Measured) -> bool:
        """Return whether a lesion is surely seen; a node only where it is not of normal size."""
        return any(
            bool(size_of(study.rows[id_])) and not self._is_gone(study, id_)
            for id_ in (*self.targets, *self.others)
            if id_ in study.rows
        )

    def too_small(self, study: Measured) -> bool:
        """Return whether a target was too small to measure."""
        return any(id_ in study.rows and study.rows[id_].state == "too small" for id_ in self.targets)

    def treated_words(self, ids: tuple[str, ...]) -> str:
        """Say which targets were treated locally."""
        if not ids:
            return ""
        labels = (lesion.label for id_ in ids if isinstance(lesion := self.case.find(id_), Lesion))
        words = _("Treated locally, and not measurable until it has progressed: {lesions}.")
        return words.format(lesions=", ".join(filter(None, labels)) or _("a target lesion"))

    def _is_gone(self, study: Measured, id_: str) -> bool:
        """Whether a lesion has vanished; what was a node at the baseline is one."""
        first = self.targets.get(id_) or self.others.get(id_)
        return is_gone(study.rows[id_], node=bool(first and first.node))
