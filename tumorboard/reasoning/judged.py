"""Judged: which remarks stand, and which were put aside and by whom.

What was put aside was a remark as it read then. When it reads otherwise now, because the case has changed, it
stands again, with what was said of it before.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tumorboard.domain.case import Case
from tumorboard.domain.dismissal import Dismissal
from tumorboard.reasoning.remarks import Finding, Remark, key_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A remark and, where somebody put it or an earlier wording of it aside, that dismissal."""

    remark: Remark
    dismissal: Dismissal | None = None

    @property
    def is_dismissed(self) -> bool:
        """Whether it was put aside as it reads now."""
        return self.dismissal is not None and self.dismissal.said == self.remark.sentence

    @property
    def group(self) -> str:
        """Where it is listed: `finding`, `due`, `not evaluated`, `not due` or `dismissed`."""
        if self.is_dismissed:
            return "dismissed"
        return "finding" if isinstance(self.remark, Finding) else self.remark.state


def judged(case: Case, remarks: Iterable[Remark]) -> tuple[Judged, ...]:
    """Return each remark with what was decided about it; a dismissal without a reason does not count."""
    known: dict[str, Dismissal] = {}
    for one in case.of(Dismissal):
        if one.reason.strip():
            before = known.get(key_of(one.rule, one.about))
            if before is None or _later(one, before):
                known[key_of(one.rule, one.about)] = one
    return tuple(Judged(remark, known.get(remark.key)) for remark in remarks)


def dismissal(remark: Remark) -> Dismissal:
    """Return the record that puts a remark aside, but for the reason, the day and who does it."""
    return Dismissal(said=remark.sentence, rule=remark.rule, about=tuple(sorted(set(remark.about))))


def _later(one: Dismissal, other: Dismissal) -> bool:
    if one.on is None or other.on is None:
        return other.on is None and one.on is not None
    return one.on > other.on
