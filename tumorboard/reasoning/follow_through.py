"""Follow-through: what came of what the boards of a file decided, and what is still to come.

Taken from the agenda items alone. A date counts as passed only once it has passed however it is read, and an
item whose date is not known belongs to every period: nothing open falls out of sight for want of a date.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tumorboard.domain.board import (
    DEFERRED,
    DISCUSSED,
    DONE,
    LOST,
    NOT_FULFILLED,
    OPEN,
    PARTLY,
    WITHDRAWN,
    AgendaItem,
    Recommendation,
    Task,
    is_final,
)
from tumorboard.domain.dates import Day, Span

PERIODS = {"3": 3, "12": 12, "all": None}
"""Periods by their codes, in months until today; None has no beginning."""
STATES = (DONE, PARTLY, NOT_FULFILLED, LOST, OPEN)
"""What a recommendation may have come to, in the order it is told."""


class Placement(Protocol):
    """An agenda item and the case it is of."""

    @property
    def case_id(self) -> str:
        """The id of the case."""

    @property
    def item(self) -> AgendaItem:
        """The item on the agenda."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is neither done nor dropped; `days_over` since it fell due at the latest, None before."""

    case_id: str
    item: AgendaItem
    task: Task
    days_over: int | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A recommendation of which nothing is recorded to have come until `today`."""

    case_id: str
    item: AgendaItem
    recommendation: Recommendation
    today: date

    @property
    def open_for(self) -> Span | None:
        """For how long it is open; None where the day of the board is not known."""
        return Day.of(self.today) - self.item.on if self.item.on else None


def begins(period: str, today: date) -> date | None:
    """Return the first day of a period that ends today; None for all time, KeyError for another code."""
    months = PERIODS[period]
    if months is None:
        return None
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    # Where the month is too short, its last day.
    last = (date(years + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(years, month + 1, min(today.day, last))


def within(item: AgendaItem, since: date | None) -> bool:
    """Whether an item may lie in a period; only one that is surely older does not."""
    latest = item.on.latest if item.on else None
    return since is None or latest is None or latest >= since


def is_decided(item: AgendaItem, today: date) -> bool:
    """Whether the case was discussed: it is said so, or the day has passed and nothing else is said."""
    if item.outcome in (DEFERRED, WITHDRAWN):
        return False
    return is_final(item) or item.outcome == DISCUSSED or has_passed(item.on, today)


def has_passed(day: Day | None, today: date) -> bool:
    """Whether a day lies before today however it is read."""
    return bool(day and day.latest and day.latest < today)


def state_of(row: Recommendation) -> str:
    """Return what a recommendation came to; one that is linked to what came of it was followed."""
    if row.fulfilment in STATES and row.fulfilment != OPEN:
        return row.fulfilment
    return DONE if row.followed_by else OPEN


def open_tasks(placed: Iterable[Placement], today: date) -> list[OpenTask]:
    """Return the tasks that are neither done nor dropped: the longest overdue first, the undated last."""
    found = [
        OpenTask(one.case_id, one.item, task, _days_over(task, today))
        for one in placed
        for task in one.item.actions
        if task.state in ("", OPEN)
    ]
    return sorted(found, key=lambda one: (one.task.due is None, one.task.due, one.case_id, one.task.id))


def unanswered(placed: Iterable[Placement], today: date) -> list[Unanswered]:
    """Return the recommendations of decided items of which nothing came yet, the oldest board first."""
    found = [
        Unanswered(one.case_id, one.item, row, today)
        for one in placed
        if is_decided(one.item, today)
        for row in one.item.recommendations
        if state_of(row) == OPEN
    ]
    return sorted(found, key=lambda one: (one.item.on is None, one.item.on, one.item.id))


def _days_over(task: Task, today: date) -> int | None:
    if not has_passed(task.due, today):
        return None
    assert task.due
    assert task.due.latest
    return (today - task.due.latest).days
