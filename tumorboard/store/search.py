"""Search: cases by what is typed, a name, an MRN, a diagnosis, or anything in their records.

What is sought and what is kept are folded alike: case, accents and punctuation do not count. Each Chinese
character is a word of its own, so that a name of two characters is a phrase of two words. A case is indexed
once when it is added and, after a change, not until the next search: a save does not wait for it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tumorboard.domain.fields import RowsField, fields_of
from tumorboard.domain.vocabulary import fold
from tumorboard.store.connection import Connection
from tumorboard.store.rows import Image
from tumorboard.store.schema import TABLES

_HEAD = ("mrn", "family_name", "given_name", "label", "histology", "site")
"""What is found first: fields of the patient and the tumour."""
_MOST_WORDS = 12
_CHARACTER = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
)
"""Letters that are not an accent on another to Unicode, but are to those who type them."""


def words(text: str) -> list[str]:
    """Return the words of a text, folded; each Chinese or Japanese character is one."""
    return _CHARACTER.sub(r" \1 ", fold(text.translate(_LETTERS))).split()


def key(text: str) -> str:
    """Return a text as names are compared and sorted."""
    return " ".join(words(text))


def squeezed(text: str) -> str:
    """Return an MRN as it is compared: however its groups are set apart."""
    return "".join(words(text))


def index(connection: Connection, number: int, images: Iterable[tuple[str, Image]]) -> None:
    """Index a case anew from the images of all its records, each with its kind."""
    head: dict[str, None] = {}
    rest: dict[str, None] = {}
    for kind, image in images:
        for name, text in _texts(kind, image):
            (head if name in _HEAD and kind in ("patient", "tumour") else rest)[text] = None
    drop(connection, number)
    folded = key("\n".join(head))
    connection.run("INSERT INTO search_head (rowid, words) VALUES (?, ?)", (number, folded))
    connection.run(
        "INSERT INTO search_all (rowid, words) VALUES (?, ?)", (number, f"{folded} {key(chr(10).join(rest))}")
    )


def drop(connection: Connection, number: int) -> None:
    """Forget a case."""
    connection.run("DELETE FROM search_head WHERE rowid = ?", (number,))
    connection.run("DELETE FROM search_all WHERE rowid = ?", (number,))


def find(connection: Connection, text: str, most: int) -> list[int]:
    """Return the numbers of the cases every word of a text begins a word of, at most so many.

    Names and MRNs that begin with the text come first, then names, MRNs and diagnoses with all its words,
    then whatever else has them.
    """
    phrases = _phrases(text)
    if not phrases:
        return []
    found = dict.fromkeys(_beginning(connection, text, most))
    query = " AND ".join(f'"{phrase}"*' for phrase in phrases)
    for table in ("search_head", "search_all"):
        if len(found) >= most:
            break
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ?"
        found.update(dict.fromkeys(row[0] for row in connection.rows(sql, (query, most))))
    return list(found)[:most]


def matches(text: str, images: Iterable[tuple[str, Image]]) -> bool:
    """Return whether a case that is not indexed yet has every word of a text."""
    together = key("\n".join(text for kind, image in images for _name, text in _texts(kind, image)))
    return all(f" {phrase}" in f" {together}" for phrase in _phrases(text))


def _phrases(text: str) -> list[str]:
    typed = (key(word) for word in text.split())
    return [phrase for phrase in typed if phrase][:_MOST_WORDS]


def _beginning(connection: Connection, text: str, most: int) -> list[int]:
    found = []
    for column, start in (("mrn_key", squeezed(text)), ("name_key", key(text))):
        sql = f"SELECT number FROM case_list WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?"
        found += [row[0] for row in connection.rows(sql, (start, start + "\U0010ffff", most))]
    return found


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
