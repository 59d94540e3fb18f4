"""Laboratories: in which unit and between which limits a laboratory gave an analyte last."""

import json
from dataclasses import dataclass

from tumorboard.store.connection import Connection

_LOOKED_AT = 20_000
"""So many of the latest results are looked at; who has more asks for what is rare."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How an analyte was given last: unit, limits as numbers or none, assay and laboratory."""

    unit: str
    low: float | None
    high: float | None
    method: str
    laboratory: str


class Laboratories:
    """Reads what the results in the file say of the laboratories that gave them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def habit(self, names: tuple[str, ...], code: str, laboratory: str = "") -> Habit | None:
        """Return how an analyte of any of these names, or this code, was given last.

        By the laboratory that is named, else by any; None where there is no such result with a value.
        """
        marks = ", ".join("?" * len(names))
        where = (
            f"(lower(json_extract(analyte, '$.text')) IN ({marks}) OR json_extract(analyte, '$.code') = ?)"
        )
        lab = "AND laboratory = ?" if laboratory else ""
        sql = f"""SELECT value, low, high, method, laboratory
            FROM (SELECT * FROM laboratory ORDER BY rowid DESC LIMIT {_LOOKED_AT})
            WHERE value IS NOT NULL AND {where} {lab} LIMIT 1"""
        given = (*(name.lower() for name in names), code, *([laboratory] if laboratory else []))
        row = self._connection.row(sql, given)
        if row is None:
            return None
        value, low, high, method, by = row
        return Habit(json.loads(value).get("unit", ""), low, high, method or "", by or "")
