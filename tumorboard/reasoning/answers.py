"""Answers: what came of a recommendation or a task, written into its item; all else of it stays."""

from dataclasses import replace
from datetime import date

from tumorboard.domain.board import DONE, LOST, NOT_FULFILLED, PARTLY, AgendaItem
from tumorboard.domain.dates import Day

WITH_REASON = (PARTLY, NOT_FULFILLED, LOST)
"""What a recommendation comes to for a reason."""


def with_answer(
    item: AgendaItem, row_id: str, fulfilment: str, *, reason: str = "", followed_by: str = ""
) -> AgendaItem:
    """Return the item with what came of one of its recommendations; KeyError where it has none of that id.

    A link to what came of it stays where no other is given, and goes where it was not followed.
    """
    if all(row.id != row_id for row in item.recommendations):
        raise KeyError(row_id)
    rows = tuple(
        row
        if row.id != row_id
        else replace(
            row,
            fulfilment=fulfilment,
            reason=reason if fulfilment in WITH_REASON else "",
            followed_by=(followed_by or row.followed_by) if fulfilment in (DONE, PARTLY) else "",
        )
        for row in item.recommendations
    )
    return replace(item, recommendations=rows)


def with_task(item: AgendaItem, task_id: str, state: str, today: date) -> AgendaItem:
    """Return the item with a task of it done, dropped or open again; one that is done was done today."""
    if all(task.id != task_id for task in item.actions):
        raise KeyError(task_id)
    rows = tuple(
        task
        if task.id != task_id
        else replace(task, state=state, done_on=Day.of(today) if state == "done" else None)
        for task in item.actions
    )
    return replace(item, actions=rows)
