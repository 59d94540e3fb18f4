"""Edits: what a step changes, record by record, and how that comes into the tables."""

from dataclasses import dataclass
from itertools import groupby

from tumorboard.store.connection import Connection
from tumorboard.store.rows import Image, text_of, values_of
from tumorboard.store.schema import TABLES, children, upsert

_ORDER = {kind: place for place, kind in enumerate(TABLES)}


@dataclass(frozen=True, slots=True)
class Edit:
    """One record before and after; None where it was not there, or is no more."""

    case_id: str
    kind: str
    record_id: str
    before: Image | None
    after: Image | None
    before_text: str | None
    after_text: str | None

    @classmethod
    def of(cls, case_id: str, kind: str, record_id: str, before: Image | None, after: Image | None) -> "Edit":
        """Make an edit of images, of which the texts are made here."""
        return cls(case_id, kind, record_id, before, after, _text(before), _text(after))

    @property
    def changes(self) -> bool:
        """Whether anything is different afterwards."""
        return self.before_text != self.after_text

    def undone(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(
            self.case_id,
            self.kind,
            self.record_id,
            self.after,
            self.before,
            self.after_text,
            self.before_text,
        )


def in_order(edits: list[Edit]) -> list[Edit]:
    """Return edits with parents before what belongs to them."""
    return sorted(edits, key=lambda edit: _ORDER[edit.kind])


def write(connection: Connection, edits: list[Edit]) -> None:
    """Bring edits, in order, into the tables of the records."""
    for kind, group in groupby(reversed(edits), key=lambda edit: edit.kind):
        gone = [(edit.record_id,) for edit in group if edit.after is None]
        if gone:
            connection.run_many(f"DELETE FROM {kind} WHERE id = ?", gone)
    for kind, group in groupby(edits, key=lambda edit: edit.kind):
        kept = [edit for edit in group if edit.after is not None]
        if kept:
            _keep(connection, kind, kept)


def note(connection: Connection, step: int, edits: list[Edit]) -> None:
    """Write edits into the journal as the changes of a step."""
    connection.run_many(
        "INSERT INTO change (step, position, case_id, record_kind, record_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (step, position, edit.case_id, edit.kind, edit.record_id, edit.before_text, edit.after_text)
            for position, edit in enumerate(edits)
        ],
    )


def _keep(connection: Connection, kind: str, edits: list[Edit]) -> None:
    table = TABLES[kind]
    images = [(edit.case_id, edit.after) for edit in edits if edit.after is not None]
    connection.run_many(
        upsert(table),
        [
            values_of(table, image, image["patient"] if kind == "tumour" else case_id)
            for case_id, image in images
        ],
    )
    for name, child in children(table):
        changed = [(edit.record_id,) for edit in edits if edit.before and edit.before.get(name)]
        if changed:
            connection.run_many(f"DELETE FROM {child.name} WHERE parent = ?", changed)
        rows = [
            values_of(child, row, image["id"], position)
            for _case_id, image in images
            for position, row in enumerate(image.get(name, ()))
        ]
        if rows:
            connection.run_many(upsert(child), rows)


def _text(image: Image | None) -> str | None:
    return None if image is None else text_of(image)
