"""Not seen: the cases that should have come before a board again, or have not for long."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain.board import DEFERRED, WITHDRAWN, AgendaItem
from tumorboard.reasoning.follow_through import Placement, has_passed, is_decided

REVIEW_PASSED, WAS_DEFERRED, LONG_AGO = "review passed", "deferred", "long ago"


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A case that is on no agenda to come, its last item, and why it is told of."""

    case_id: str
    item: AgendaItem
    why: str


def not_seen(
    placed: Iterable[Placement], today: date, since: date | None, closed: Container[str] = ()
) -> list[NotSeen]:
    """Return the cases to be seen again that were not: by the day set, after a deferral, or since a day.

    Without `since` no case is told of merely because its last board was long ago. `closed` are the ids of
    cases that are not expected any more, as their patient has died.
    """
    of_case: dict[str, list[AgendaItem]] = {}
    for one in placed:
        if one.item.outcome != WITHDRAWN and one.case_id not in closed:
            of_case.setdefault(one.case_id, []).append(one.item)
    found = []
    for case_id, items in of_case.items():
        if any(item.outcome != DEFERRED and not is_decided(item, today) for item in items):
            # It is on an agenda to come.
            continue
        last = max(items, key=_by_day)
        if why := _why(last, today, since):
            found.append(NotSeen(case_id, last, why))
    return sorted(found, key=lambda one: (*_by_day(one.item), one.case_id))


def _why(last: AgendaItem, today: date, since: date | None) -> str:
    if last.outcome == DEFERRED:
        return WAS_DEFERRED
    if has_passed(last.review_on, today):
        return REVIEW_PASSED
    if since and last.review_on is None and has_passed(last.on, since):
        return LONG_AGO
    return ""


def _by_day(item: AgendaItem) -> Any:
    # An undated item says least about when a case was seen last.
    return item.on is not None, item.on, item.id
