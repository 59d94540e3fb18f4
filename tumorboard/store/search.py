"""Search: cases by what is typed, a name, an MRN, a diagnosis, or anything in their records.

What is sought and what is kept are folded alike: case, accents and punctuation do not count. Each Chinese
character is a word of its own, so that a name of two characters is a phrase of two words. A case is indexed
once when it is added and, after a change, not until the next search: a save does not wait for it.
"""

import re

from tumorboard.domain.vocabulary import fold
from tumorboard.store.connection import Connection

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


def find(connection: Connection, text: str, most: int) -> list[int]:
    """Return the numbers of the cases every word of a text begins a word of, at most so many.

    Names and MRNs that begin with the text come first, then names, MRNs and diagnoses with all its words,
    then whatever else has them.
    """
    phrases = sought(text)
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


def sought(text: str) -> list[str]:
    """Return the words of a text as they are sought; what is typed without a space is one."""
    typed = (key(word) for word in text.split())
    return [phrase for phrase in typed if phrase][:_MOST_WORDS]


def _beginning(connection: Connection, text: str, most: int) -> list[int]:
    found = []
    for column, start in (("mrn_key", squeezed(text)), ("name_key", key(text))):
        sql = f"SELECT number FROM case_list WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?"
        found += [row[0] for row in connection.rows(sql, (start, start + "\U0010ffff", most))]
    return found
