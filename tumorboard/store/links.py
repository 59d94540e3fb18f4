"""Links: who in a case names a record, and how a record reads without those it named."""

import functools
import json
from collections.abc import Iterable
from typing import Any

from tumorboard.domain.fields import LinkField, RowsField, fields_of
from tumorboard.store.connection import Connection
from tumorboard.store.rows import Image
from tumorboard.store.schema import COURSE, TABLES, Table, children, columns, quoted


def kind_of(connection: Connection, record_id: str) -> str | None:
    """Return the kind of a record in the file, or None."""
    found: str | None = connection.value(_kinds(), (record_id,))
    return found


def taken(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Return those of the ids that a record or a row in the file has, of whatever kind."""
    return [row[0] for row in connection.rows(_taken(), (json.dumps(list(ids)),))]


def ids_in(kind: str, image: Image) -> set[str]:
    """Return the ids of a record and its rows."""
    ids = {image["id"]}
    for name, _child in children(TABLES[kind]):
        ids |= {row["id"] for row in image.get(name, ())}
    return ids


def linking(connection: Connection, case_id: str, ids: set[str]) -> list[tuple[str, str]]:
    """Return kind and id of the records of a case, in the file, that may name any of these ids."""
    found: dict[tuple[str, str], None] = {}
    for id_ in sorted(ids):
        for kind, record_id in connection.rows(_linking(), (case_id, id_)):
            found[(kind, record_id)] = None
    return list(found)


def without(kind: str, image: Image, ids: set[str]) -> Image:
    """Return an image that names none of these ids; the same one where it named none."""
    return _without(TABLES[kind].record_class, image, ids)


def _without(record_class: type[Any], image: Image, ids: set[str]) -> Image:
    changed: Image = {}
    for field in fields_of(record_class):
        value = image.get(field.name)
        if not value:
            continue
        left: Any = value
        if field.kind == "link" and value in ids:
            left = None
        elif field.kind == "links":
            left = [id_ for id_ in value if id_ not in ids]
        elif isinstance(field, RowsField):
            left = [_without(field.of, row, ids) for row in value]
        if left != value:
            changed[field.name] = left
    return {name: value for name, value in {**image, **changed}.items() if value or name not in changed}


@functools.cache
def _kinds() -> str:
    return " UNION ALL ".join(f"SELECT '{kind}' FROM {kind} WHERE id = ?1" for kind in TABLES)


@functools.cache
def _taken() -> str:
    tables = [one for table in TABLES.values() for one in (table, *(child for _, child in children(table)))]
    found = " UNION ALL ".join(f"SELECT id FROM {table.name} WHERE id IN wanted" for table in tables)
    return f"WITH wanted(id) AS MATERIALIZED (SELECT value FROM json_each(?1)) {found}"


@functools.cache
def _linking() -> str:
    parts = []
    for table in COURSE:
        if names := _named(table):
            parts.append(f"SELECT '{table.name}', id FROM {table.name} WHERE tumour = ?1 AND ({names})")
        for _name, child in children(table):
            if names := _named(child):
                parents = f"SELECT id FROM {table.name} WHERE tumour = ?1"
                where = f"parent IN ({parents}) AND ({names})"
                parts.append(f"SELECT '{table.name}', parent FROM {child.name} WHERE {where}")
    return " UNION ALL ".join(parts)


def _named(table: Table) -> str:
    """Return the condition that a row names the id ?2; a list of links is JSON text that holds it."""
    names = [
        field.name
        for field in columns(table)
        if field.kind == "links" or (isinstance(field, LinkField) and not field.outside)
    ]
    return " OR ".join(f"instr({quoted(name)}, ?2)" for name in names)
