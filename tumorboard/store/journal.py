"""Journal: every change is a step in it, and nothing else writes to the tables of the records.

A step is one transaction, one thing to undo and one entry that says who, when, what, before and after. Undo
is itself a step, so that the trail is never rewritten, and it works across restarts, because what comes next
is read from the journal: each step that does something names the one `below` it, each undo and redo its
`target`. What a change needs is imported with the first: the list of cases can do without.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _
from tumorboard.store import trail
from tumorboard.store.connection import Connection
from tumorboard.store.trail import Change, Step

if TYPE_CHECKING:
    from tumorboard.store.edits import Edit
    from tumorboard.store.step import OpenStep

__all__ = ["Change", "Changed", "Journal", "Step"]

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a step touched, told once it is kept."""

    case_ids: frozenset[str]
    kinds: frozenset[str]


class Journal:
    """The one way to change what is in the file."""

    def __init__(self, connection: Connection, author: str, clock: Clock, why_not: str = "") -> None:
        self._connection = connection
        self.author = author
        self._clock = clock
        self._why_not = why_not
        self._watchers: list[Callable[[Changed], None]] = []
        self._together: list[Changed] | None = None
        self._in_step = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all steps made inside, or none if anything is raised; it is told once, when all are kept."""
        self.check()
        if self._together is not None:
            raise RuntimeError("steps are being kept together already")
        made: list[Changed] = []
        self._together = made
        try:
            with self._connection.transaction():
                yield
        finally:
            self._together = None
        if made:
            cases = frozenset().union(*(one.case_ids for one in made))
            self._announce(Changed(cases, frozenset().union(*(one.kinds for one in made))))

    @contextmanager
    def step(self, title: str) -> Iterator["OpenStep"]:
        """Keep all that is put and dropped inside as one step, or nothing if anything is raised."""
        from tumorboard.store.step import OpenStep

        with self._opened():
            step = OpenStep(self._connection)
            yield step
            edits = step.edits()
            if edits:
                below, _redo = trail.next_steps(self._connection)
                self._connection.run_many(
                    "INSERT OR IGNORE INTO content (sha256, bytes) VALUES (?, ?)", step.contents.items()
                )
                changed = self._write(title, "do", edits, below=below)
        if edits:
            self._announce(changed)

    def undo(self) -> Step | None:
        """Take back the last step that is not taken back yet, or return None where there is none."""
        return self._repeat("undo")

    def redo(self) -> Step | None:
        """Do again the step taken back last, or return None; a new step leaves nothing to do again."""
        return self._repeat("redo")

    @property
    def undo_title(self) -> str:
        """The title of the step that `undo` would take back; empty where there is none."""
        return trail.title_of(self._connection, trail.next_steps(self._connection)[0])

    @property
    def redo_title(self) -> str:
        """The title of the step that `redo` would do again; empty where there is none."""
        return trail.title_of(self._connection, trail.next_steps(self._connection)[1])

    def steps(self, case_id: str | None = None, limit: int = -1) -> list[Step]:
        """Return the steps, or those that touched a case or its patient, the latest first."""
        return trail.steps(self._connection, case_id, limit)

    def history(self, record_id: str) -> list[Change]:
        """Return all that happened to one record, the earliest first."""
        return trail.history(self._connection, record_id)

    def changes_since_board(self, case_id: str, item_id: str) -> list[Change]:
        """Return what an agenda item's case came to since it was finalised, one change a record."""
        step = trail.finalised_at(self._connection, item_id)
        return [] if step is None else trail.changes_since(self._connection, case_id, step)

    def changes_since(self, case_id: str, at: datetime) -> list[Change]:
        """Return what a case came to since a moment, one change a record."""
        moment = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return trail.changes_since(self._connection, case_id, trail.step_at(self._connection, moment))

    def watch(self, callback: Callable[[Changed], None]) -> Callable[[], None]:
        """Call back after each step that was kept; return what ends it."""
        self._watchers.append(callback)

        def unwatch() -> None:
            if callback in self._watchers:
                self._watchers.remove(callback)

        return unwatch

    def check(self) -> None:
        """Raise a Problem where nothing can be changed."""
        if self._why_not:
            raise Problem(self._why_not)
        if self._in_step or self._connection.in_transaction != (self._together is not None):
            raise RuntimeError("a step is open already, or those kept together were given up")

    @contextmanager
    def _opened(self) -> Iterator[None]:
        self.check()
        self._in_step = True
        try:
            with self._connection.transaction() if self._together is None else self._connection.part():
                yield
        finally:
            self._in_step = False

    def _repeat(self, kind: str) -> Step | None:
        from tumorboard.store import frozen

        with self._opened():
            undo, redo = trail.next_steps(self._connection)
            target = undo if kind == "undo" else redo
            if target is None:
                return None
            edits = trail.edits_of(self._connection, target)
            if kind == "undo":
                edits = [edit.undone() for edit in edits]
            frozen.check(edits, repeated=True)
            title = trail.bare_title(self._connection, target)
            changed = self._write(title, kind, edits, target=target)
            step = trail.steps(self._connection, None, 1)[0]
        self._announce(changed)
        return step

    def _write(
        self,
        title: str,
        kind: str,
        edits: "list[Edit]",
        *,
        target: int | None = None,
        below: int | None = None,
    ) -> Changed:
        from tumorboard.store import edits as edits_
        from tumorboard.store import listing

        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        step = self._connection.run(
            "INSERT INTO step (uuid, title, kind, target, below, author, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (str(uuid.uuid4()), title, kind, target, below, self.author, at),
        )
        edits_.note(self._connection, step, edits)
        patients = {edit.record_id for edit in edits if edit.kind == "patient"}
        cases = {edit.case_id for edit in edits}
        for patient_id in patients:
            cases.update(listing.cases_of(self._connection, patient_id))
        edits_.write(self._connection, edits)
        listing.follow(self._connection, edits)
        return Changed(frozenset(cases - {""}), frozenset(edit.kind for edit in edits))

    def _announce(self, changed: Changed) -> None:
        if self._together is not None:
            self._together.append(changed)
            return
        for callback in tuple(self._watchers):
            callback(changed)


READ_ONLY = N_("This file is open for reading only; nothing can be changed in it.")


def why_read_only(holder: str) -> str:
    """Return the sentence that says why nothing can be changed."""
    if holder:
        return _("This file is being changed by {holder}; here it can only be read.").format(holder=holder)
    return _(READ_ONLY)
