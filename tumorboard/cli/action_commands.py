"""Action commands: what is to be done after the boards, and which recommendations wait for an answer."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from tumorboard.cli.board_words import board, case_rows, line, person, said
from tumorboard.cli.commands import DONE, opened
from tumorboard.cli.terminal import complain, say, say_json
from tumorboard.i18n import _, plural

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem
    from tumorboard.store.shelf import CaseRow


def actions_(options: argparse.Namespace) -> int:
    """List what is to be done, and the recommendations of which nothing is known to have come."""
    from tumorboard.reasoning.follow_through import open_tasks, unanswered

    today = date.today()
    with opened(options) as book:
        placed = book.boards.all_items()
        rows = case_rows(book, placed)
    tasks = [one for one in open_tasks(placed, today) if not options.overdue or one.days_over is not None]
    waiting = [] if options.overdue else unanswered(placed, today)
    if options.json:
        found = [
            {
                "kind": "task",
                **said(one.task, "what", "owner", "due"),
                "days_over": one.days_over,
                **_of(rows[one.case_id], one.item),
            }
            for one in tasks
        ]
        found += [
            {
                "kind": "recommendation",
                "recommendation": one.recommendation.kind,
                **said(one.recommendation, "text"),
                "agents": [str(agent) for agent in one.recommendation.agents],
                **_of(rows[one.case_id], one.item),
            }
            for one in waiting
        ]
        say_json(found)
        return DONE
    lines = [_task_line(one.task, one.days_over, rows[one.case_id], one.item) for one in tasks]
    lines += [_waiting_line(one.recommendation, rows[one.case_id], one.item) for one in waiting]
    if lines:
        say("\n".join(lines))
    else:
        complain(_("Nothing is overdue.") if options.overdue else _("Nothing is to be done."))
    return DONE


def _task_line(task: Any, days_over: int | None, row: "CaseRow", item: "AgendaItem") -> str:
    from tumorboard.domain import dates

    due = _("due {date}").format(date=dates.show(task.due)) if task.due else _("no day set")
    if days_over is not None:
        due = f"{due}, {plural('{count} day over', '{count} days over', days_over)}"
    owner = task.owner or _("nobody named")
    return line(due, task.what, owner, person(row), board(item))


def _waiting_line(recommendation: Any, row: "CaseRow", item: "AgendaItem") -> str:
    from tumorboard.domain.headline import headline

    return line(_("no answer"), headline(recommendation), person(row), board(item))


def _of(row: "CaseRow", item: "AgendaItem") -> dict[str, Any]:
    on = str(item.on) if item.on else None
    return {"board": item.board, "on": on, "item_id": item.id, "case_id": row.id, "mrn": row.mrn}
