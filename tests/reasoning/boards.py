"""Boards: agenda items for the tests of what follows from them."""

from dataclasses import dataclass
from typing import Any

from tests.reasoning.cases import made
from tumorboard.domain.board import AgendaItem, Recommendation, Task
from tumorboard.domain.fields import Coded


@dataclass(frozen=True, slots=True)
class Placed:
    """An agenda item and the case it is of."""

    case_id: str
    item: AgendaItem


def item(on: str = "", *rows: Any, **values: Any) -> AgendaItem:
    """Return an item of a day with its recommendations and tasks; it was discussed unless said otherwise."""
    values = {"outcome": "discussed", "board": "Liver board", "question": "?"} | values
    if on:
        values["on"] = on
    found: AgendaItem = made(
        AgendaItem,
        recommendations=tuple(row for row in rows if isinstance(row, Recommendation)),
        actions=tuple(row for row in rows if isinstance(row, Task)),
        **values,
    )
    return found


def advice(kind: str, *agents: str, **values: Any) -> Recommendation:
    """Return a recommendation."""
    return Recommendation(kind=kind, agents=tuple(Coded(text=agent) for agent in agents), **values)


def task(what: str, due: str = "", **values: Any) -> Task:
    """Return a task."""
    found: Task = made(Task, what=what, **({"due": due} if due else {}), **values)
    return found
