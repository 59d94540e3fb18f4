"""Snapshot: a case as a board saw it when its outcome was finalised, named by the SHA-256 of its bytes.

It is a case document in an envelope with the item it is of and the meeting. Pictures and letters, and what
earlier boards kept, stand in it by their own SHA-256: so it stays small, and their bytes are vouched for too.
"""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import Any

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import BytesField, LinkField, RowsField, fields_of
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.plain import to_plain
from tumorboard.domain.record import Record, with_rows
from tumorboard.i18n import _

FORMAT = "tumorboard-snapshot"
VERSION = 1
SHORT = 12
"""Digits of the hash that are printed to be read by people."""
MARK = "TUMORBOARD:"
"""What stands before the hash in the 2-D code."""
_HASH = re.compile(r"(?:tumorboard:)?([0-9a-f]{8,64})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a snapshot holds: the records by id, each with its kind, and the item it is of."""

    item_id: str
    records: dict[str, tuple[str, dict[str, Any]]]


def write(case: Case, item: AgendaItem, meeting: Meeting | None) -> bytes:
    """Return the snapshot of a case with the finalised item in it; one state, one text."""
    bare = replace(item, snapshot=None, page=None)
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, "item": item.id}
    if meeting is not None:
        document["meeting"] = to_plain(meeting)
    document["case"] = [
        {"record": record.record_kind, **_plain(record)} for record in case.with_record(bare).everything()
    ]
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(data: bytes) -> Seen:
    """Return what a snapshot holds; Problem where it is none of ours."""
    try:
        document = json.loads(data)
        if document["format"] != FORMAT or document["version"] > VERSION:
            raise ValueError("another format")
        records = {one["id"]: (one.pop("record"), one) for one in document["case"]}
        return Seen(document["item"], records)
    except (ValueError, KeyError, TypeError):
        raise Problem(_("What is kept of this board cannot be read by this program.")) from None


def changed_since(seen: Seen, case: Case) -> list[tuple[str, str]]:
    """Return kind and id of each record that is not as the board saw it: new, changed or gone.

    What goes on after a board, such as what came of a recommendation, is no change of what it saw; nor is
    that a link went with what it led to, for that is told by itself.
    """
    now = {one.id: one for one in case.everything()}
    there = {one.id for record in now.values() for one in with_rows(record)}
    found = []
    for id_, record in now.items():
        of = type(record)
        before = _lasting(of, seen.records[id_][1], there) if id_ in seen.records else None
        if before != _lasting(of, _plain(record), there):
            found.append((record.record_kind, id_))
    return found + [(kind, id_) for id_, (kind, _one) in seen.records.items() if id_ not in now]


def hash_in(text: str) -> str:
    """Return the hash that a text names, as it stands on a page or in its 2-D code; Problem where none."""
    found = _HASH.fullmatch("".join(text.split()))
    if found is None:
        raise Problem(
            _("“{text}” is not a hash: at least 8 digits and letters a-f.").format(text=text.strip())
        )
    return found[1].lower()


def _plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON holds it, contents by their SHA-256."""
    contents = {
        field.name: f"sha256:{digest(value)}"
        for field in fields_of(type(record))
        if isinstance(field, BytesField) and (value := getattr(record, field.name)) is not None
    }
    nothing: dict[str, Any] = dict.fromkeys(contents)
    bare = replace(record, **nothing) if contents else record
    return {**to_plain(bare), **contents}


def _lasting(record_class: type[Any], plain: dict[str, Any], there: set[str]) -> dict[str, Any]:
    """Return what stays of a record once a board is over, without links to what is not `there`."""
    absent = plain.get("absent", {})
    kept: dict[str, Any] = {"id": plain["id"]}
    for field in fields_of(record_class):
        value = plain.get(field.name)
        if field.afterwards or (record_class is AgendaItem and field.kind == "bytes"):
            continue
        if isinstance(field, RowsField):
            value = [_lasting(field.of, row, there) for row in value or ()]
        elif field.kind == "links":
            value = [id_ for id_ in value or () if id_ in there]
        elif isinstance(field, LinkField) and not field.outside and value not in there:
            value = None
        kept[field.name] = value, absent.get(field.name)
    return kept
