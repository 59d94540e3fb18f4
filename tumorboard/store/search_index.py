"""Search index: what of a case's records is kept for the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from tumorboard.domain.fields import RowsField, fields_of
from tumorboard.store import search
from tumorboard.store.connection import Connection
from tumorboard.store.rows import Image
from tumorboard.store.schema import TABLES

_HEAD = ("mrn", "family_name", "given_name", "label", "histology", "site")
"""What is found first: fields of the patient and the tumour."""


def index(connection: Connection, number: int, images: Iterable[tuple[str, Image]]) -> None:
    """Index a case anew from the images of all its records, each with its kind."""
    head: dict[str, None] = {}
    rest: dict[str, None] = {}
    for kind, image in images:
        for name, text in _texts(kind, image):
            (head if name in _HEAD and kind in ("patient", "tumour") else rest)[text] = None
    drop(connection, number)
    folded, others = search.key("\n".join(head)), search.key("\n".join(rest))
    connection.run("INSERT INTO search_head (rowid, words) VALUES (?, ?)", (number, folded))
    connection.run("INSERT INTO search_all (rowid, words) VALUES (?, ?)", (number, f"{folded} {others}"))


def drop(connection: Connection, number: int) -> None:
    """Forget a case."""
    connection.run("DELETE FROM search_head WHERE rowid = ?", (number,))
    connection.run("DELETE FROM search_all WHERE rowid = ?", (number,))


def matches(text: str, images: Iterable[tuple[str, Image]]) -> bool:
    """Return whether a case that is not indexed yet has every word of a text."""
    together = search.key("\n".join(text for kind, image in images for _name, text in _texts(kind, image)))
    return all(f" {phrase}" in f" {together}" for phrase in search.sought(text))


def _texts(kind: str, image: Image) -> Iterator[tuple[str, str]]:
    """Return what was typed or chosen in a record, by field; numbers and dates are nobody's search."""
    yield from _texts_of(TABLES[kind].record_class, image)


def _texts_of(record_class: type[Any], image: Image) -> Iterator[tuple[str, str]]:
    for field in fields_of(record_class):
        value = image.get(field.name)
        if value is None:
            continue
        if isinstance(field, RowsField):
            for row in value:
                yield from _texts_of(field.of, row)
        elif field.kind in ("text", "note", "choice"):
            yield field.name, value
        elif field.kind in ("coded", "coded_list"):
            for item in value if isinstance(value, list) else [value]:
                parts = (item,) if isinstance(item, str) else (item.get("text"), item.get("code"))
                yield from ((field.name, part) for part in parts if part)
