"""Rows: a record as the tables hold it, and as its image in the journal.

An image is what `plain` makes of a record, but for two things: the content of a document is named by its
SHA-256, so that no undo copies megabytes, and a tumour names its patient. It is not checked on the way back,
for a half-filled record is a legal one: what was put is what is read.
"""

import functools
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded, Field, RowsField, fields_of
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import record_class
from tumorboard.store.connection import Connection
from tumorboard.store.schema import STRUCTURED, TABLES, Table, children, columns, selection

Image = dict[str, Any]
Convert = Callable[[Any], Any]

text_of = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""An image as the journal keeps it; equal images have equal texts."""
_FEW = 500
"""As many ids as one query asks for."""


def image_of(record: Record) -> Image:
    """Return the image of a record: id, the fields that hold something, stated absences."""
    image: Image = {"id": record.id}
    for name, empty, convert in _out(record.record_kind):
        value = getattr(record, name)
        if value != empty:
            image[name] = convert(value)
    if record.absent:
        image["absent"] = dict(record.absent)
    return image


def contents_of(record: Record) -> list[tuple[str, bytes]]:
    """Return the contents a record holds, each with its SHA-256."""
    fields = [field for field in columns(TABLES[record.record_kind]) if field.kind == "bytes"]
    values = [getattr(record, field.name) for field in fields]
    return [(_sha256(value), value) for value in values if value is not None]


def values_of(table: Table, image: Image, owner: str = "", position: int = 0) -> list[Any]:
    """Return what the statement that keeps a row of that table takes."""
    fixed = [image["id"]]
    if table.owner:
        fixed.append(owner)
    if table.owned_by_row:
        fixed.append(position)
    for name, bind in _bound(table):
        value = image.get(name)
        fixed.append(value if bind is None or value is None else bind(value))
    absent = image.get("absent")
    fixed.append(text_of(absent) if absent else None)
    return fixed


def stored(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, tuple[str | None, Image]]:
    """Return owner and image of those of the records that are in the file, by id."""
    found: dict[str, tuple[str | None, Image]] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), _FEW):
        few = wanted[start : start + _FEW]
        marks = ", ".join("?" * len(few))
        found.update(_images(connection, table, f"WHERE {table.name}.id IN ({marks})", few))
    return found


def stored_of_case(connection: Connection, table: Table, case_id: str) -> dict[str, Image]:
    """Return the images of all records of one kind in a case, by id."""
    found = _images(connection, table, f"WHERE {table.name}.{table.owner} = ?", [case_id])
    return {id_: image for id_, (_owner, image) in found.items()}


def records(
    connection: Connection,
    table: Table,
    where: str,
    values: list[str],
    held: dict[str, bytes] | None = None,
    *,
    bare: bool = False,
) -> list[Record]:
    """Return the records of one table that fulfil a condition on it, with their rows.

    `held` are contents by their SHA-256 that need not be read again; those of these records stand in it
    afterwards. `bare` records are without their contents, and are not to be put back.
    """
    of_parent: dict[str, dict[str, list[Record]]] = defaultdict(dict)
    for name, child in children(table):
        for parent, row in _children(connection, table, child, where, values, whole=True):
            of_parent[parent].setdefault(name, []).append(_record(child, row))
    found = []
    whole = held is None and not bare
    listed_rows = connection.rows(f"{selection(table, whole=whole)} {where}", values)
    if bare:
        listed_rows = [_without_contents(table, row) for row in listed_rows]
    elif held is not None:
        listed_rows = _with_contents(connection, table, listed_rows, held)
    for row in listed_rows:
        rows = {name: tuple(listed) for name, listed in of_parent.get(row[1], {}).items()}
        found.append(_record(table, row, rows))
    return found


def _without_contents(table: Table, row: tuple[Any, ...]) -> tuple[Any, ...]:
    kinds = (None, None, *(field.kind for field in columns(table)), None)
    return tuple(None if kind == "bytes" else cell for kind, cell in zip(kinds, row, strict=True))


def _with_contents(
    connection: Connection, table: Table, rows: list[tuple[Any, ...]], held: dict[str, bytes]
) -> list[tuple[Any, ...]]:
    """Return rows with their contents in the place of the SHA-256, reading those that are not held yet."""
    places = {place for place, field in enumerate(columns(table), start=2) if field.kind == "bytes"}
    wanted = list({row[place] for row in rows for place in places if row[place] not in held} - {None})
    for start in range(0, len(wanted), _FEW):
        few = wanted[start : start + _FEW]
        marks = ", ".join("?" * len(few))
        held |= connection.rows(f"SELECT sha256, bytes FROM content WHERE sha256 IN ({marks})", few)
    return [
        tuple(held.get(cell, cell) if place in places else cell for place, cell in enumerate(row))
        for row in rows
    ]


def _images(
    connection: Connection, table: Table, where: str, values: list[str]
) -> dict[str, tuple[str | None, Image]]:
    of_parent: dict[str, dict[str, list[Image]]] = defaultdict(dict)
    for name, child in children(table):
        for parent, row in _children(connection, table, child, where, values, whole=False):
            of_parent[parent].setdefault(name, []).append(_image(child, row, {}))
    found: dict[str, tuple[str | None, Image]] = {}
    for row in connection.rows(f"{selection(table, whole=False)} {where}", values):
        image = _image(table, row, of_parent.get(row[1], {}))
        if table.owner == "patient":
            image["patient"] = row[0]
        found[row[1]] = (row[0], image)
    return found


def _children(
    connection: Connection, table: Table, child: Table, where: str, values: list[str], *, whole: bool
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    join = f"JOIN {table.name} ON {table.name}.id = {child.name}.parent"
    order = f"ORDER BY {child.name}.parent, {child.name}.position"
    for row in connection.rows(f"{selection(child, whole=whole)} {join} {where} {order}", values):
        yield row[0], row


def _image(table: Table, row: tuple[Any, ...], rows: dict[str, list[Image]]) -> Image:
    image: Image = {"id": row[1]}
    for (name, read), value in zip(_read_images(table), row[2:-1], strict=True):
        if value is not None:
            image[name] = value if read is None else read(value)
    # In the order of the fields, as `image_of` has it; most records have no rows to be put between.
    if rows:
        names = ("id", *(field.name for field in fields_of(table.record_class)))
        together = {**image, **rows}
        image = {name: together[name] for name in names if name in together}
    if row[-1] is not None:
        image["absent"] = json.loads(row[-1])
    return image


def _record(table: Table, row: tuple[Any, ...], rows: dict[str, Any] | None = None) -> Record:
    values = rows or {}
    values["id"] = row[1]
    for (name, read), value in zip(_read_values(table), row[2:-1], strict=True):
        if value is not None:
            values[name] = value if read is None else read(value)
    if row[-1] is not None:
        values["absent"] = tuple(json.loads(row[-1]).items())
    return table.record_class(**values)


@functools.cache
def _out(kind: str) -> tuple[tuple[str, Any, Convert], ...]:
    return tuple((field.name, field.empty, _to_image(field)) for field in fields_of(record_class(kind)))


def _to_image(field: Field) -> Convert:
    if isinstance(field, RowsField):
        return lambda rows: [image_of(row) for row in rows]
    return _sha256 if field.kind == "bytes" else field.to_plain


@functools.cache
def _bound(table: Table) -> tuple[tuple[str, Convert | None], ...]:
    return tuple((field.name, text_of if field.kind in STRUCTURED else None) for field in columns(table))


@functools.cache
def _read_images(table: Table) -> tuple[tuple[str, Convert | None], ...]:
    readers: dict[str, Convert] = {"flag": bool, **dict.fromkeys(STRUCTURED, json.loads)}
    return tuple((field.name, readers.get(field.kind)) for field in columns(table))


@functools.cache
def _read_values(table: Table) -> tuple[tuple[str, Convert | None], ...]:
    readers: dict[str, Convert] = {
        "day": day,
        "flag": bool,
        "quantity": _quantity,
        "coded": _coded,
        "coded_list": _coded_list,
        "links": _links,
    }
    return tuple((field.name, readers.get(field.kind)) for field in columns(table))


# A day costs ten times what a text does, and the same few hundred come back in every case.
@functools.lru_cache(maxsize=1 << 16)
def day(text: str) -> Day:
    """Return the day of an EDTF text."""
    return Day.parse(text)


# Likewise what was measured, and where: one analyte in hundreds of results.
@functools.lru_cache(maxsize=1 << 14)
def _coded(text: str) -> Coded:
    return Coded(**json.loads(text))


def _quantity(text: str) -> Quantity:
    parts = json.loads(text)
    return Quantity(parts.get("comparator", ""), parts["value"], parts.get("unit", ""))


def _coded_list(text: str) -> tuple[Coded, ...]:
    return tuple(Coded(text=item) if isinstance(item, str) else Coded(**item) for item in json.loads(text))


def _links(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
