"""Laboratories: in which unit and between which limits laboratories gave an analyte last."""

from dataclasses import dataclass

from tumorboard.store.connection import Connection

_LOOKED_AT = 20_000
"""So many of the latest results are looked at; who has more asks for what is rare."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How an analyte was given last by one laboratory with one assay: unit, and limits as numbers or none."""

    unit: str
    low: float | None
    high: float | None
    method: str
    laboratory: str


class Laboratories:
    """Reads what the results in the file say of the laboratories that gave them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def habits(self, names: tuple[str, ...], code: str) -> tuple[Habit, ...]:
        """Return how an analyte of any of these names, or this code, was given, what was typed last first.

        One for each laboratory, assay and unit there are results with a value of; where no laboratory or
        assay is named, that is one of its own.
        """
        marks = ", ".join("?" * len(names))
        # Beside a single max(), SQLite gives the other columns of the row it was found in.
        sql = f"""SELECT coalesce(json_extract(value, '$.unit'), '') AS unit, low, high, by_method, by_name,
                max(place)
            FROM (SELECT rowid AS place, analyte, value, low, high, coalesce(method, '') AS by_method,
                    coalesce(laboratory, '') AS by_name
                FROM laboratory ORDER BY rowid DESC LIMIT {_LOOKED_AT})
            WHERE value IS NOT NULL
                AND (lower(json_extract(analyte, '$.text')) IN ({marks})
                    OR json_extract(analyte, '$.code') = ?)
            GROUP BY by_name, by_method, unit ORDER BY max(place) DESC"""
        given = (*(name.lower() for name in names), code)
        return tuple(Habit(*row[:5]) for row in self._connection.rows(sql, given))

    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the laboratories and the assays that results name, those typed last first."""
        return self._distinct("laboratory"), self._distinct("method")

    def _distinct(self, column: str) -> tuple[str, ...]:
        sql = f"""SELECT {column} FROM (SELECT rowid AS place, {column} FROM laboratory
                ORDER BY rowid DESC LIMIT {_LOOKED_AT})
            WHERE {column} <> '' GROUP BY {column} ORDER BY max(place) DESC"""
        return tuple(str(name) for (name,) in self._connection.rows(sql))
