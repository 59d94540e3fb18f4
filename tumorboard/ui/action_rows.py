"""Action rows: what is still to come of the boards of a file, as lines to be read in groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.domain.headline import headline
from tumorboard.i18n import N_, _, plural
from tumorboard.reasoning.durations import months
from tumorboard.reasoning.follow_through import (
    OpenTask,
    Placement,
    Unanswered,
    open_tasks,
    unanswered,
    within,
)
from tumorboard.reasoning.not_seen import REVIEW_PASSED, WAS_DEFERRED, NotSeen, not_seen
from tumorboard.ui.remark_rows import RemarkRow

if TYPE_CHECKING:
    from tumorboard.store.shelf import CaseRow

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


@dataclass(frozen=True, slots=True)
class Whole:
    """What a page or a sheet is made from: the items of a period, whose they are, and the dead."""

    placed: Sequence[Placement]
    whose: Mapping[str, "CaseRow"]
    dead: frozenset[str]
    today: date
    since: date | None


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


def overdue(placed: Sequence[Placement], today: date) -> int:
    """Return how many tasks are overdue."""
    return sum(one.days_over is not None for one in open_tasks(placed, today))


def _counted(title: str, count: int, earlier: int) -> str:
    said = _("{title} ({count})") if count else _("{title}: none")
    said = said.format(title=title, count=count)
    if not earlier:
        return said
    more = plural("{count} more of earlier boards", "{count} more of earlier boards", earlier)
    return f"{said} · {more}"


def _task(one: OpenTask, group: str, whole: Whole) -> RemarkRow:
    task = one.task
    due = _("due {date}").format(date=dates.show(task.due)) if task.due else _("due date not recorded")
    if one.days_over is not None:
        late = plural("{count} day over", "{count} days over", one.days_over)
        due = f"{due}, {late}"
    parts = (task.owner or _("nobody named"), due, board(one.item))
    return RemarkRow(
        group,
        f"{whose(one.case_id, whole)}: {_short(task.what) or _('Task')}",
        (one.case_id, one.item.id, task.id),
        why=" · ".join(parts),
    )


def _unanswered(one: Unanswered, whole: Whole) -> RemarkRow:
    lasted = months(one.open_for) if one.open_for else ""
    open_ = _("open for {time}").format(time=lasted) if lasted else _("open")
    return RemarkRow(
        UNANSWERED,
        f"{whose(one.case_id, whole)}: {_short(headline(one.recommendation))}",
        (one.case_id, one.item.id, one.recommendation.id),
        why=f"{open_} · {board(one.item)}",
    )


def _not_seen(one: NotSeen, whole: Whole) -> RemarkRow:
    item = one.item
    last = _("last board: {board}").format(board=board(item))
    if one.why == REVIEW_PASSED and item.review_on:
        why = _("to be seen again {date}").format(date=dates.show(item.review_on))
        why = f"{why} · {last}"
    elif one.why == WAS_DEFERRED:
        why = _("deferred, and on no agenda since: {board}").format(board=board(item))
    else:
        span = Day.of(whole.today) - item.on if item.on else None
        ago = _("{time} ago").format(time=months(span)) if span else ""
        why = f"{last} · {ago}" if ago else last
    return RemarkRow(NOT_SEEN, whose(one.case_id, whole), (one.case_id, item.id, item.id), why=why)


def whose(case_id: str, whole: Whole) -> str:
    """Return whose case it is: name and MRN, as far as they are recorded."""
    line = whole.whose.get(case_id)
    if line is None:
        return _("Case not found")
    name = line.name or _("Name not recorded")
    return f"{name} ({line.mrn})" if line.mrn else name


def board(item: AgendaItem) -> str:
    """Return which board an item was before, and when."""
    day = dates.show(item.on) if item.on else _("date not recorded")
    return f"{item.board}, {day}" if item.board else day


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _MOST else f"{said[: _MOST - 1].rstrip()}…"
