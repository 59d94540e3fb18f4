"""Follow words: what is to come of the boards of a file, in the words of the screen and of paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.exchange.follow_table import Whose
from tumorboard.i18n import _, plural
from tumorboard.reasoning.durations import months
from tumorboard.reasoning.follow_through import OpenTask, Placement, Unanswered
from tumorboard.reasoning.not_seen import REVIEW_PASSED, WAS_DEFERRED, NotSeen


@dataclass(frozen=True, slots=True)
class Whole:
    """What page and sheet are made from: all items, whose they are, the cases of the dead, and a period."""

    placed: Sequence[Placement]
    whose: Mapping[str, Whose]
    dead: frozenset[str]
    today: date
    since: date | None


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


def owner(one: OpenTask) -> str:
    """Return who is to do a task."""
    return one.task.owner or _("nobody named")


def due(one: OpenTask) -> str:
    """Return when a task is due, and for how long it is overdue."""
    due = one.task.due
    said = _("due {date}").format(date=dates.show(due)) if due else _("due date not recorded")
    if one.days_over is None:
        return said
    return f"{said}, {plural('{count} day over', '{count} days over', one.days_over)}"


def open_for(one: Unanswered) -> str:
    """Return for how long a recommendation is open, as far as its day is known."""
    lasted = months(one.open_for) if one.open_for else ""
    return _("open for {time}").format(time=lasted) if lasted else _("open")


def why_not_seen(one: NotSeen, today: date) -> str:
    """Return why a case should have been seen again, with its last board."""
    item = one.item
    if one.why == WAS_DEFERRED:
        return _("deferred, and on no agenda since: {board}").format(board=board(item))
    last = _("last board: {board}").format(board=board(item))
    if one.why == REVIEW_PASSED and item.review_on:
        again = _("to be seen again {date}").format(date=dates.show(item.review_on))
        return f"{again} · {last}"
    lasted = months(Day.of(today) - item.on) if item.on else ""
    return f"{last} · {_('{time} ago').format(time=lasted)}" if lasted else last
