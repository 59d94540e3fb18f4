"""Boards: the meetings of the file, who is on their agendas, and what changed since a case was last seen."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _
from tumorboard.store.connection import Connection
from tumorboard.store.journal import Journal

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem
    from tumorboard.domain.dates import Day
    from tumorboard.domain.meeting import Meeting
    from tumorboard.store.trail import Change

_MANY = 100
"""So many cases are sooner read all at once."""
OF_FILE = ""
"""What stands for the case where something is of the file."""

# What `vital_status` takes for a death, of all cases at once.
_DEAD = """
    SELECT tumour.id FROM tumour JOIN patient ON patient.id = tumour.patient WHERE patient.died_on <> ''
    UNION SELECT tumour FROM follow_up WHERE alive = 0 OR (alive IS NULL AND ecog = '5')
    UNION SELECT tumour FROM adverse_event WHERE grade = 5 OR outcome = 'fatal'
    UNION SELECT tumour FROM systemic_line WHERE end_reason = 'death'
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """An agenda item and the case it is of."""

    case_id: str
    item: "AgendaItem"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a finalised item: the SHA-256 under which snapshot and page lie, and their bytes."""

    case_id: str
    item_id: str
    snapshot_hash: str
    page_hash: str | None
    snapshot: bytes
    page: bytes | None


class Boards:
    """What meetings there are and what is on their agendas; whatever changes one goes through the journal."""

    def __init__(self, connection: Connection, journal: Journal, *, writable: bool) -> None:
        self._connection = connection
        self._journal = journal
        # Who may not write has another beside it who does, and of whose changes nothing is told here.
        self._remembers = writable
        self._all: list[Placed] | None = None
        self._changed: set[str] = set()
        journal.watch(lambda changes: self._changed.update(changes.case_ids))

    def meetings(self) -> "list[Meeting]":
        """Return all meetings in order of time, the undated last."""
        from tumorboard.domain.meeting import in_time

        return in_time(self._meetings("", []))

    def meeting(self, meeting_id: str) -> "Meeting":
        """Return the meeting with that id; KeyError where there is none."""
        found = self._meetings("WHERE meeting.id = ?", [meeting_id])
        if not found:
            raise KeyError(meeting_id)
        return found[0]

    def next(self, today: date) -> "Meeting | None":
        """Return the first meeting from a day on that is not closed, or None."""
        coming = (one for one in self.meetings() if one.state != "closed" and _is_from(one, today))
        return next(coming, None)

    def find(self, text: str) -> "Meeting":
        """Return the one meeting a text names: its id, its name or a part of it, its day; Problem otherwise.

        What it names as a whole goes before what it names in part. Of several with one name the day has to be
        told: `Thursday 2025-03-20`.
        """
        wanted = text.strip().casefold()
        meetings = self.meetings() if wanted else []
        found = [one for one in meetings if wanted in (one.id, one.name.casefold())]
        words = set(wanted.split())
        found = found or [one for one in meetings if words <= set(_told(one).split())]
        found = found or [one for one in meetings if all(word in _told(one) for word in words)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise Problem(_("No meeting is found for “{text}”.").format(text=text.strip()))
        from tumorboard.domain.headline import headline

        listed = "; ".join(headline(one) for one in found[:10])
        sentence = _("Several meetings are found for “{text}”; add the day: {meetings}.")
        raise Problem(sentence.format(text=text.strip(), meetings=listed))

    def put(self, meetings: "Iterable[Meeting]", title: str = "") -> None:
        """Keep meetings as one step; the items on their agendas that are not finalised tell the new day."""
        kept = list(meetings)
        with self._journal.step(title or N_("Change meeting")) as step:
            for meeting in kept:
                step.put(OF_FILE, meeting)
                for placed in self.items(meeting.id, whole=True):
                    item = replace(placed.item, board=meeting.name, on=meeting.on)
                    if placed.item.finalised_on is None and item != placed.item:
                        step.put(placed.case_id, item)

    def drop(self, meeting_id: str) -> None:
        """Take a meeting out as one step; the items on its agenda stay with their cases.

        Those that are not finalised name it no longer, so that board and day can be told by themselves.
        """
        with self._journal.step(N_("Remove meeting")) as step:
            step.drop(OF_FILE, meeting_id)
            for placed in self.items(meeting_id, whole=True):
                if placed.item.finalised_on is None:
                    step.put(placed.case_id, replace(placed.item, meeting=""))

    def items(self, meeting_id: str, *, whole: bool = False) -> list[Placed]:
        """Return what is on the agenda of a meeting, in its order; `whole` with snapshots and pages.

        What is not whole must not be put back.
        """
        return self._items("WHERE agenda_item.meeting = ?", [meeting_id], whole=whole)

    def all_items(self) -> list[Placed]:
        """Return all agenda items of the file by day, without snapshots and pages.

        They are read once, and after that those of the cases that were changed.
        """
        if self._all is None or not self._remembers or len(self._changed) > _MANY:
            found = self._items("", [], whole=False)
        else:
            changed = list(self._changed)
            marks = ", ".join("?" * len(changed))
            found = [one for one in self._all if one.case_id not in self._changed]
            if changed:
                found += self._items(f"WHERE agenda_item.tumour IN ({marks})", changed, whole=False)
        self._all = sorted(found, key=lambda one: (one.item.on is None, one.item.on, one.item.id))
        self._changed.clear()
        return list(self._all)

    def open_tasks(self) -> "list[tuple[Day | None, int]]":
        """Return the days that tasks neither done nor dropped are due, and how many are on each."""
        from tumorboard.domain.dates import Day

        sql = """SELECT due, count(*) FROM agenda_item_actions
            WHERE state IS NULL OR state IN ('', 'open') GROUP BY due"""
        return [(Day(due) if due else None, count) for due, count in self._connection.rows(sql, ())]

    def of_case(self, case_id: str) -> "list[AgendaItem]":
        """Return the agenda items of a case by day, without snapshots and pages."""
        found = [one.item for one in self._items("WHERE agenda_item.tumour = ?", [case_id], whole=False)]
        return sorted(found, key=lambda one: (one.on is None, one.on, one.id))

    def reorder(self, meeting_id: str, item_ids: Sequence[str]) -> None:
        """Give the items of a meeting their positions in this order, as one step.

        One that is finalised keeps its own, and the others are counted around it; those that are not told
        follow as they were.
        """
        by_id = {one.item.id: one for one in self.items(meeting_id, whole=True)}
        taken = {one.item.position for one in by_id.values() if one.item.finalised_on is not None}
        free = (float(place) for place in itertools.count(1) if place not in taken)
        with self._journal.step(N_("Reorder the agenda")) as step:
            for id_ in dict.fromkeys((*item_ids, *by_id)):
                placed = by_id[id_]
                if placed.item.finalised_on is None:
                    step.put(placed.case_id, replace(placed.item, position=next(free)))

    def put_on(self, meeting: "Meeting", deferred: Iterable[Placed]) -> None:
        """Put deferred cases on the agenda of a meeting as one step, with what was asked of them."""
        from tumorboard.domain.board import AgendaItem

        place = self.next_position(meeting.id)
        with self._journal.step(N_("Put deferred cases on the agenda")) as step:
            for number, one in enumerate(deferred):
                item = AgendaItem(
                    meeting=meeting.id,
                    board=meeting.name,
                    on=meeting.on,
                    position=place + number,
                    discussion=one.item.discussion,
                    question=one.item.question,
                    review=one.item.review,
                    presenter=one.item.presenter,
                )
                step.put(one.case_id, item)

    def take_off(self, case_id: str, item_id: str) -> None:
        """Take a case off an agenda as one step; Problem where its outcome was finalised."""
        with self._journal.step(N_("Take a case off the agenda")) as step:
            step.drop(case_id, item_id)

    def next_position(self, meeting_id: str) -> float:
        """Return the position a new item of a meeting takes, behind all others."""
        return max((one.item.position or 0 for one in self.items(meeting_id)), default=0) + 1

    def deferred(self) -> list[Placed]:
        """Return the items that were deferred and whose case is on no later agenda."""
        last: dict[str, Placed] = {}
        # Of two on one day, the deferred is the earlier: it is the other that came of it.
        for placed in sorted(self.all_items(), key=_by_day):
            if placed.item.outcome != "withdrawn":
                last[placed.case_id] = placed
        return [one for one in last.values() if one.item.outcome == "deferred"]

    def changes_since(self, case_id: str, item: "AgendaItem") -> "list[Change]":
        """Return what a case came to since a board, one change a record.

        Since it was finalised; of one that was not, since the end of its day.
        """
        day = item.on.latest if item.on else None
        if item.finalised_on is not None or day is None:
            return self._journal.changes_since_board(case_id, item.id)
        midnight = datetime.combine(day + timedelta(days=1), time()).astimezone()
        return self._journal.changes_since(case_id, midnight)

    def kept(self, hash_: str) -> "list[Kept]":
        """Return what was kept of boards under a SHA-256 or its beginning, of the snapshot or of the page."""
        sql = """SELECT agenda_item.tumour, agenda_item.id, snapshot, page, one.bytes, other.bytes
            FROM agenda_item JOIN content one ON one.sha256 = snapshot
            LEFT JOIN content other ON other.sha256 = page
            WHERE substr(snapshot, 1, ?2) = ?1 OR substr(page, 1, ?2) = ?1"""
        return [Kept(*row) for row in self._connection.rows(sql, (hash_.lower(), len(hash_)))]

    def of_the_dead(self) -> frozenset[str]:
        """Return the ids of the cases whose patient is recorded to have died."""
        return frozenset(row[0] for row in self._connection.rows(_DEAD, ()))

    def _meetings(self, where: str, values: list[str]) -> "list[Meeting]":
        from tumorboard.domain.meeting import Meeting
        from tumorboard.store.rows import records
        from tumorboard.store.schema import TABLES

        found = records(self._connection, TABLES["meeting"], where, values)
        return [one for one in found if isinstance(one, Meeting)]

    def _items(self, where: str, values: list[str], *, whole: bool) -> list[Placed]:
        from tumorboard.domain.board import AgendaItem
        from tumorboard.store.rows import records
        from tumorboard.store.schema import TABLES

        with self._connection.snapshot():
            owners: dict[str, Any] = dict(
                self._connection.rows(f"SELECT id, tumour FROM agenda_item {where}", values)
            )
            found = records(self._connection, TABLES["agenda_item"], where, values, bare=not whole)
        placed = [Placed(owners[one.id], one) for one in found if isinstance(one, AgendaItem)]
        return sorted(placed, key=lambda one: (one.item.position is None, one.item.position, one.item.id))


def _by_day(placed: Placed) -> Any:
    item = placed.item
    return (item.on is None, item.on, item.outcome != "deferred")


def _is_from(meeting: "Meeting", today: date) -> bool:
    latest = meeting.on and meeting.on.latest
    return latest is None or latest >= today


def _told(meeting: "Meeting") -> str:
    """Return what a meeting may be named by: its name, and its day as it is shown and as it is written."""
    from tumorboard.domain.headline import headline

    on = str(meeting.on or "")
    return f"{headline(meeting)} {on} {on.partition('T')[0]}".replace(",", " ").casefold()
