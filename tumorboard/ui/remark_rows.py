"""Remark rows: what stands out in a case as lines to be read, in groups under their titles."""

from collections.abc import Iterable
from dataclasses import dataclass

from tumorboard.domain import dates
from tumorboard.domain.dismissal import Dismissal
from tumorboard.i18n import N_, _, capital
from tumorboard.reasoning.judged import Judged
from tumorboard.reasoning.remarks import Reminder

GROUPS = {
    "finding": N_("Does not fit together"),
    "due": N_("Reminders that are due"),
    "not evaluated": N_("Reminders that cannot be evaluated: data are missing"),
    "dismissed": N_("Put aside"),
    "not due": N_("Looked at, and not due"),
}
"""The groups in their order, by their codes."""
SIGNS = {"finding": "!", "due": "•", "not evaluated": "?", "dismissed": "–", "not due": "✓"}
"""What stands before a line, so that its group is not told by colour alone."""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A line of the list; a title where `judged` is None."""

    group: str
    title: str
    judged: Judged | None = None
    why: str = ""
    small: str = ""
    decided: str = ""
    is_verified: bool = True

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        said = (self.title, self.why, self.decided, self.small)
        return " ".join(part if part.endswith(".") else f"{part}." for part in said if part)


def rows(found: Iterable[Judged]) -> list[RemarkRow]:
    """Return the lines of all groups that hold something, each after its title."""
    by_group: dict[str, list[Judged]] = {}
    for one in found:
        by_group.setdefault(one.group, []).append(one)
    lines = []
    for group, title in GROUPS.items():
        if listed := by_group.get(group):
            lines.append(RemarkRow(group, f"{_(title)} ({len(listed)})"))
            lines += [_row(group, one) for one in listed]
    return lines


def _row(group: str, one: Judged) -> RemarkRow:
    remark = one.remark
    title = f"{remark.title}: {remark.sentence}" if isinstance(remark, Reminder) else remark.sentence
    return RemarkRow(
        group=group,
        title=capital(title),
        judged=one,
        why=remark.why,
        small=" · ".join(part for part in (_("Rule {rule}").format(rule=remark.rule), remark.source) if part),
        decided=_decided(one.dismissal, one.is_dismissed) if one.dismissal else "",
        is_verified=remark.verified,
    )


def _decided(dismissal: Dismissal, stands: bool) -> str:
    who = ", ".join(part for part in (dates.show(dismissal.on) if dismissal.on else "", dismissal.by) if part)
    whose = f" ({who})" if who else ""
    if stands:
        return _("Put aside{whose}: {reason}").format(whose=whose, reason=dismissal.reason)
    words = _("Put aside{whose} when it read “{said}”: {reason}")
    return words.format(whose=whose, said=dismissal.said, reason=dismissal.reason)
