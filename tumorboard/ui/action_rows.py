"""Action rows: what is still to come of the boards of a file, as lines to be read in groups."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from tumorboard.domain.headline import headline
from tumorboard.handout import follow_words
from tumorboard.handout.follow_words import Whole
from tumorboard.i18n import N_, _, plural
from tumorboard.reasoning.follow_through import (
    OpenTask,
    Unanswered,
    open_tasks,
    unanswered,
    within,
)
from tumorboard.reasoning.not_seen import NotSeen, not_seen
from tumorboard.ui.remark_rows import RemarkRow

R = TypeVar("R", OpenTask, Unanswered, NotSeen)
OVERDUE, TASK, UNANSWERED, NOT_SEEN = "overdue", "task", "unanswered", "not seen"
TITLES = {
    OVERDUE: N_("Overdue tasks"),
    TASK: N_("Open tasks"),
    UNANSWERED: N_("Recommendations without an answer"),
    NOT_SEEN: N_("Cases not seen since"),
}
"""The groups in their order, by their codes."""
LISTED = 200
"""So many lines of a group are shown; more are counted in its title, and are in the table and on paper."""
_MOST = 220
"""Letters of a recommendation that are shown; the whole of it is in its form."""


def rows(whole: Whole) -> list[RemarkRow]:
    """Return the lines of all groups, each under its title; `ids` are of case, item and row.

    What lies before the period is counted in the title, so that it is not taken for done.
    """
    since, today = whole.since, whole.today
    tasks = open_tasks(whole.placed, today)
    late = [one for one in tasks if one.days_over is not None]
    coming = [one for one in tasks if one.days_over is None]
    return [
        *_group(OVERDUE, late, partial(_task, OVERDUE, whole), since),
        *_group(TASK, coming, partial(_task, TASK, whole), since),
        *_group(UNANSWERED, unanswered(whole.placed, today), partial(_unanswered, whole), since),
        *_group(NOT_SEEN, not_seen(whole.placed, today, since, whole.dead), partial(_not_seen, whole), None),
    ]


def _group(
    group: str, found: Sequence[R], row: Callable[[R], RemarkRow], since: date | None
) -> list[RemarkRow]:
    """Return a title and the first lines below it; what lies before a day is only counted."""
    listed: list[R] = [one for one in found if within(one.item, since)]
    words = _("{title} ({count:,})") if listed else _("{title}: none")
    said = [words.format(title=_(TITLES[group]), count=len(listed))]
    if len(listed) > LISTED:
        said.append(_("the first {count} are listed").format(count=LISTED))
    if earlier := len(found) - len(listed):
        said.append(plural("{count:,} more of earlier boards", "{count:,} more of earlier boards", earlier))
    return [RemarkRow(group, " · ".join(said)), *map(row, listed[:LISTED])]


def _task(group: str, whole: Whole, one: OpenTask) -> RemarkRow:
    said = f"{follow_words.whose(one.case_id, whole)}: {_short(one.task.what) or _('Task')}"
    parts = (follow_words.owner(one), follow_words.due(one), follow_words.board(one.item))
    return RemarkRow(group, said, (one.case_id, one.item.id, one.task.id), why=" · ".join(parts))


def _unanswered(whole: Whole, one: Unanswered) -> RemarkRow:
    said = f"{follow_words.whose(one.case_id, whole)}: {_short(headline(one.recommendation))}"
    why = f"{follow_words.open_for(one)} · {follow_words.board(one.item)}"
    return RemarkRow(UNANSWERED, said, (one.case_id, one.item.id, one.recommendation.id), why=why)


def _not_seen(whole: Whole, one: NotSeen) -> RemarkRow:
    why = follow_words.why_not_seen(one, whole.today)
    return RemarkRow(
        NOT_SEEN, follow_words.whose(one.case_id, whole), (one.case_id, one.item.id, one.item.id), why=why
    )


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _MOST else f"{said[: _MOST - 1].rstrip()}…"
