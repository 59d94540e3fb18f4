"""Action rows: what is still to come of the boards of a file, as lines to be read in groups."""

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

OVERDUE, TASK, UNANSWERED, NOT_SEEN = "overdue", "task", "unanswered", "not seen"
TITLES = {
    OVERDUE: N_("Overdue tasks"),
    TASK: N_("Open tasks"),
    UNANSWERED: N_("Recommendations without an answer"),
    NOT_SEEN: N_("Cases not seen since"),
}
"""The groups in their order, by their codes."""
_MOST = 220
"""Letters of a recommendation that are shown; the whole of it is in its form."""


def rows(whole: Whole) -> list[RemarkRow]:
    """Return the lines of all groups, each under its title; `ids` are of case, item and row.

    What lies before the period is counted in the title, so that it is not taken for done.
    """
    grouped: dict[str, list[RemarkRow]] = {group: [] for group in TITLES}
    earlier = dict.fromkeys(TITLES, 0)
    for task in open_tasks(whole.placed, whole.today):
        group = TASK if task.days_over is None else OVERDUE
        if within(task.item, whole.since):
            grouped[group].append(_task(task, group, whole))
        else:
            earlier[group] += 1
    for open_ in unanswered(whole.placed, whole.today):
        if within(open_.item, whole.since):
            grouped[UNANSWERED].append(_unanswered(open_, whole))
        else:
            earlier[UNANSWERED] += 1
    for one in not_seen(whole.placed, whole.today, whole.since, whole.dead):
        grouped[NOT_SEEN].append(_not_seen(one, whole))
    return [
        row
        for group, title in TITLES.items()
        for row in (
            RemarkRow(group, _counted(_(title), len(grouped[group]), earlier[group])),
            *grouped[group],
        )
    ]


def _counted(title: str, count: int, earlier: int) -> str:
    said = _("{title} ({count})") if count else _("{title}: none")
    said = said.format(title=title, count=count)
    if not earlier:
        return said
    more = plural("{count} more of earlier boards", "{count} more of earlier boards", earlier)
    return f"{said} · {more}"


def _task(one: OpenTask, group: str, whole: Whole) -> RemarkRow:
    said = f"{follow_words.whose(one.case_id, whole)}: {_short(one.task.what) or _('Task')}"
    parts = (follow_words.owner(one), follow_words.due(one), follow_words.board(one.item))
    return RemarkRow(group, said, (one.case_id, one.item.id, one.task.id), why=" · ".join(parts))


def _unanswered(one: Unanswered, whole: Whole) -> RemarkRow:
    said = f"{follow_words.whose(one.case_id, whole)}: {_short(headline(one.recommendation))}"
    why = f"{follow_words.open_for(one)} · {follow_words.board(one.item)}"
    return RemarkRow(UNANSWERED, said, (one.case_id, one.item.id, one.recommendation.id), why=why)


def _not_seen(one: NotSeen, whole: Whole) -> RemarkRow:
    why = follow_words.why_not_seen(one, whole.today)
    return RemarkRow(
        NOT_SEEN, follow_words.whose(one.case_id, whole), (one.case_id, one.item.id, one.item.id), why=why
    )


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _MOST else f"{said[: _MOST - 1].rstrip()}…"
