"""Remark rows: what stands out in a case as lines to be read, in groups under their titles."""

from collections.abc import Iterable
from dataclasses import dataclass

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.headline import headline
from tumorboard.i18n import N_, _, capital
from tumorboard.reasoning.comparison import CAUTION, Compared
from tumorboard.reasoning.judged import Judged
from tumorboard.reasoning.remarks import Reminder

GROUPS = {
    "finding": N_("What does not fit together, or is to be known"),
    "due": N_("Reminders that are due"),
    "not evaluated": N_("Reminders that cannot be evaluated: data are missing"),
    "dismissed": N_("Put aside"),
    "beside": N_("Beside published trials"),
    "not due": N_("Looked at, and not due"),
}
"""The groups in their order, by their codes."""
SIGNS = {
    "finding": "!",
    "due": "•",
    "not evaluated": "?",
    "dismissed": "–",
    "beside": "≈",
    "not due": "✓",
    "overdue": "!",
    "task": "•",
    "unanswered": "?",
    "not seen": "…",
}
"""What stands before a line, so that its group is not told by colour alone."""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A line of the list; a title where it is about no record. `ids` are those it rests on."""

    group: str
    title: str
    ids: tuple[str, ...] = ()
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


def rows(found: Iterable[Judged], compared: Iterable[RemarkRow] = ()) -> list[RemarkRow]:
    """Return the lines of all groups that hold something, each after its title."""
    by_group: dict[str, list[RemarkRow]] = {"beside": list(compared)}
    for one in found:
        by_group.setdefault(one.group, []).append(_row(one.group, one))
    lines = []
    for group, title in GROUPS.items():
        if listed := by_group.get(group):
            lines.append(RemarkRow(group, f"{_(title)} ({len(listed)})"))
            lines += listed
    return lines


def _row(group: str, one: Judged) -> RemarkRow:
    remark = one.remark
    title = f"{remark.title}: {remark.sentence}" if isinstance(remark, Reminder) else remark.sentence
    return RemarkRow(
        group=group,
        title=capital(title),
        ids=tuple(dict.fromkeys(place.record_id for place in remark.rests_on)),
        judged=one,
        why=remark.why,
        small=" · ".join(part for part in (_("Rule {rule}").format(rule=remark.rule), remark.source) if part),
        decided=_decided(one.dismissal, one.is_dismissed) if one.dismissal else "",
        is_verified=remark.verified,
    )


def compared_rows(case: Case, found: Iterable[Compared]) -> list[RemarkRow]:
    """Return a line for each treatment line that has trials beside it."""
    lines = []
    for one in found:
        if one.trials:
            record = case.find(one.line_id)
            named = f"{one.number}, {headline(record)}" if record else one.number
            lines.append(
                RemarkRow(
                    group="beside",
                    title=f"{named}: {one.words}.",
                    ids=(one.line_id,),
                    decided=" ".join([*(f"{beside.words}." for beside in one.trials), *one.hindrances]),
                    why=_(CAUTION),
                    small="; ".join(beside.trial.ids for beside in one.trials if beside.trial.ids),
                )
            )
    return lines


def _decided(dismissal: Dismissal, stands: bool) -> str:
    who = ", ".join(part for part in (dates.show(dismissal.on) if dismissal.on else "", dismissal.by) if part)
    whose = f" ({who})" if who else ""
    if stands:
        return _("Put aside{whose}: {reason}").format(whose=whose, reason=dismissal.reason)
    words = _("Put aside{whose} when it read “{said}”: {reason}")
    return words.format(whose=whose, said=dismissal.said, reason=dismissal.reason)
