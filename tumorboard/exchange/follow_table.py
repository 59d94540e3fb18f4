"""Follow table: what the boards recommended and whom they asked for what, as CSV for a spreadsheet.

One row a recommendation of a case that was discussed, one a task; dates are EDTF, an empty cell is nothing.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from tumorboard.domain.board import AgendaItem, Recommendation, Task
from tumorboard.domain.dates import Day
from tumorboard.reasoning.follow_through import Placement, has_passed, is_decided, state_of, within

HEADER = (
    "row",
    "case",
    "MRN",
    "name",
    "board",
    "board date",
    "finalised on",
    "kind",
    "text",
    "agents",
    "priority",
    "trial number",
    "state",
    "reason",
    "followed by",
    "open at least days",
    "open at most days",
    "who",
    "due",
    "overdue",
    "done on",
    "record",
)
"""The names of the columns; not translated, so that a table reads the same wherever it comes from."""
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Whose(Protocol):
    """Whose case it is."""

    @property
    def name(self) -> str:
        """The patient's name."""

    @property
    def mrn(self) -> str:
        """The patient's number in the hospital."""


def csv_text(
    placed: Iterable[Placement], whose: Mapping[str, Whose], today: date, since: date | None = None
) -> str:
    """Return recommendations and tasks of the items within a period as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    for one in placed:
        if within(one.item, since):
            known = _known(one, whose)
            for cells in _rows(one.item, today):
                writer.writerow({name: safe(text) for name, text in (known | cells).items()})
    return out.getvalue()


def safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; an apostrophe is put before one."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _known(one: Placement, whose: Mapping[str, Whose]) -> dict[str, str]:
    item, line = one.item, whose.get(one.case_id)
    return {
        "case": one.case_id,
        "MRN": line.mrn if line else "",
        "name": line.name if line else "",
        "board": item.board,
        "board date": str(item.on or ""),
        "finalised on": str(item.finalised_on or ""),
    }


def _rows(item: AgendaItem, today: date) -> Iterator[dict[str, str]]:
    if is_decided(item, today):
        for row in item.recommendations:
            yield _recommendation(item, row, today)
    for task in item.actions:
        yield _task(task, today)


def _recommendation(item: AgendaItem, row: Recommendation, today: date) -> dict[str, str]:
    state = state_of(row)
    span = Day.of(today) - item.on if state == "open" and item.on else None
    return {
        "row": "recommendation",
        "kind": row.kind,
        "text": row.text,
        "agents": "; ".join(map(str, row.agents)),
        "priority": "" if row.priority is None else f"{row.priority:g}",
        "trial number": row.trial_id,
        "state": state,
        "reason": row.reason,
        "followed by": row.followed_by,
        # A number that a spreadsheet is to count with; it may be less than nothing where a date is vague.
        "open at least days": _days(span.min_days if span else None),
        "open at most days": _days(span.max_days if span else None),
        "record": row.id,
    }


def _task(task: Task, today: date) -> dict[str, str]:
    state = task.state or "open"
    return {
        "row": "task",
        "text": task.what,
        "state": state,
        "who": task.owner,
        "due": str(task.due or ""),
        "overdue": "true" if state == "open" and has_passed(task.due, today) else "",
        "done on": str(task.done_on or ""),
        "record": task.id,
    }


def _days(days: int | None) -> str:
    return "" if days is None else str(max(0, days))
