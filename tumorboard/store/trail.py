"""Trail: the journal read: its steps, the history of a record, and what undo and redo come to next."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tumorboard.i18n import N_, _
from tumorboard.store.connection import Connection

if TYPE_CHECKING:
    from tumorboard.store.edits import Edit
    from tumorboard.store.rows import Image

_TITLES = {"undo": N_("Undo: {title}"), "redo": N_("Redo: {title}")}
_STEP = "SELECT step.id, step.title, step.kind, step.author, step.at FROM step"
_CHANGE = "change.case_id, change.record_kind, change.record_id, change.before, change.after"


@dataclass(frozen=True, slots=True)
class Step:
    """One entry: what was done (`do`, `undo`, `redo`), by whom, and when (ISO 8601, UTC)."""

    id: int
    title: str
    kind: str
    author: str
    at: str
    changes: tuple["Change", ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after a step, as images; None where it was not there. Its step has no changes."""

    step: Step
    case_id: str
    record_kind: str
    record_id: str
    before: "Image | None"
    after: "Image | None"


def next_steps(connection: Connection) -> tuple[int | None, int | None]:
    """Return the ids of the steps that undo takes back and redo does again next, None where there is none."""
    last = connection.row("SELECT id, kind, target FROM step ORDER BY id DESC LIMIT 1")
    if last is None:
        return None, None
    id_, kind, target = last
    if kind == "do":
        return id_, None
    if kind == "undo":
        return connection.value("SELECT below FROM step WHERE id = ?", (target,)), target
    # All above a step done again is taken back; the latest of it is what was taken back last before it.
    return target, connection.value("SELECT max(id) FROM step WHERE below = ?", (target,))


def bare_title(connection: Connection, step: int) -> str:
    """Return the title a step was given."""
    return str(connection.value("SELECT title FROM step WHERE id = ?", (step,)))


def title_of(connection: Connection, step: int | None) -> str:
    """Return the title of a step as it is shown, empty for none."""
    return "" if step is None else _said(bare_title(connection, step))


def edits_of(connection: Connection, step: int) -> "list[Edit]":
    """Return what a step changed, parents first."""
    from tumorboard.store.edits import Edit

    sql = f"SELECT {_CHANGE} FROM change WHERE step = ? ORDER BY position"
    return [
        Edit(case_id, kind, id_, _image(before), _image(after), before, after)
        for case_id, kind, id_, before, after in connection.rows(sql, (step,))
    ]


def steps(connection: Connection, case_id: str | None, limit: int) -> list[Step]:
    """Return the latest steps, of all or of one case and its patient, each with its changes."""
    with connection.snapshot():
        if case_id is None:
            rows = connection.rows(f"{_STEP} ORDER BY id DESC LIMIT ?", (limit,))
        else:
            sql = f"{_STEP} WHERE step.id IN ({_OF_CASE}) ORDER BY id DESC LIMIT ?"
            rows = connection.rows(sql, (case_id, limit))
        found = [_step(row) for row in rows]
        changes: dict[int, list[Change]] = defaultdict(list)
        for step in found:
            sql = f"SELECT {_CHANGE} FROM change WHERE step = ? ORDER BY position"
            changes[step.id] = [_change(step, row) for row in connection.rows(sql, (step.id,))]
    return [replace(step, changes=tuple(changes[step.id])) for step in found]


def history(connection: Connection, record_id: str) -> list[Change]:
    """Return the changes of one record, the earliest first."""
    sql = f"""SELECT step.id, step.title, step.kind, step.author, step.at, {_CHANGE}
        FROM change JOIN step ON step.id = change.step WHERE change.record_id = ? ORDER BY step.id"""
    return [_change(_step(row[:5]), row[5:]) for row in connection.rows(sql, (record_id,))]


def version(connection: Connection, case_id: str) -> str:
    """Return a short name for a case as it stands, another after each of its changes; empty for no case."""
    sql = f"SELECT uuid FROM step WHERE id = (SELECT max(step) FROM ({_OF_CASE}))"
    return str(connection.value(sql, (case_id,)) or "")[:8]


# A patient's change is written once, under one of her cases, and counts for all.
_OF_CASE = """SELECT step FROM change WHERE case_id = ?1 UNION ALL SELECT step FROM change
    WHERE record_id = (SELECT patient FROM case_list WHERE id = ?1)"""


def _step(row: tuple[Any, ...]) -> Step:
    id_, title, kind, author, at = row
    shown = _said(title)
    return Step(id_, _(_TITLES[kind]).format(title=shown) if kind in _TITLES else shown, kind, author, at)


def _said(title: str) -> str:
    # Nothing in, nothing out: gettext has a catalogue's preamble under the empty text.
    return _(title) if title else ""


def _change(step: Step, row: tuple[Any, ...]) -> Change:
    case_id, kind, record_id, before, after = row
    return Change(step, case_id, kind, record_id, _image(before), _image(after))


def _image(text: str | None) -> "Image | None":
    image: Image | None = None if text is None else json.loads(text)
    return image


def finalised_at(connection: Connection, item_id: str) -> int | None:
    """Return the id of the step that finalised an agenda item, or None."""
    sql = """SELECT min(step) FROM change WHERE record_id = ?
        AND json_extract(after, '$.finalised_on') IS NOT NULL"""
    found: int | None = connection.value(sql, (item_id,))
    return found


def step_at(connection: Connection, at: str) -> int:
    """Return the id of the last step made before a moment (ISO 8601, UTC); 0 where there is none."""
    return int(connection.value("SELECT coalesce(max(id), 0) FROM step WHERE at < ?", (at,)))


def changes_since(connection: Connection, case_id: str, step: int) -> list[Change]:
    """Return what the steps after one came to in a case, one change a record, in the order they began.

    Before is the record as that step left it and after as it is now; what is the same again is left out.
    The step told is the last that touched the record.
    """
    sql = f"""SELECT step.id, step.title, step.kind, step.author, step.at, {_CHANGE}
        FROM change JOIN step ON step.id = change.step
        WHERE step.id > ?2 AND (change.case_id = ?1 OR change.record_id =
            (SELECT patient FROM case_list WHERE id = ?1)) ORDER BY step.id, change.position"""
    first: dict[str, Change] = {}
    for row in connection.rows(sql, (case_id, step)):
        change = _change(_step(row[:5]), row[5:])
        known = first.get(change.record_id)
        first[change.record_id] = change if known is None else replace(change, before=known.before)
    return [one for one in first.values() if one.before != one.after]
