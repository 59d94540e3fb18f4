"""Laboratory rows: what is typed into the grid of results, without the grid: dates, columns, cells, readings.

A cell keeps its id from its first letter on: what is drawn while it is typed and what is kept are one record.
What was read, and the records, are remembered until something of them changes: a letter costs its own cell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from tumorboard.domain import cells, date_reading
from tumorboard.domain.cells import Said
from tumorboard.domain.date_reading import DateOrder, Reading
from tumorboard.domain.fields import NOT_DONE, UNKNOWN
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.record import Record, new_id
from tumorboard.domain.unreadable import Unreadable
from tumorboard.figures.analytes import analyte_name
from tumorboard.i18n import _
from tumorboard.ui.laboratory_columns import Column, column_from

ASKED = "?"
MARKS = {ASKED: UNKNOWN, "/": NOT_DONE}
"""Typed for a date that was asked for and is unknown, and for a result there is none of."""
_TYPED = ("on", "value", "text_value")


@dataclass(slots=True)
class Row:
    """A date and its cells, as they were typed; both are known by the key of their column."""

    day: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not self.day.strip() and not any(map(str.strip, self.texts.values()))

    def put(self, key: str, text: str) -> None:
        """Put a text into the cell of a column."""
        self.texts[key] = text
        if key not in self.ids:
            self.ids[key] = new_id()

    def copy(self) -> "Row":
        """Return the row as it is now."""
        return Row(self.day, dict(self.texts), dict(self.ids))


class Step(NamedTuple):
    """All of the grid at one moment."""

    columns: list[Column]
    rows: list[Row]


class Rows:
    """All that is typed into the grid; `kept` finds the record an id is of in the file, if there is one."""

    def __init__(
        self,
        order: Callable[[], DateOrder],
        today: Callable[[], date],
        kept: Callable[[str], Record | None] = lambda id_: None,
    ) -> None:
        self._order, self._today, self._kept = order, today, kept
        self.columns: list[Column] = []
        self.rows: list[Row] = [Row()]
        self._read: dict[tuple[str, str], Said | str] = {}
        self._days: dict[tuple[str, DateOrder], Reading | str] = {}
        self._made: dict[str, tuple[Any, Laboratory | None]] = {}

    def text(self, place: int, column: int) -> str:
        """Return what stands in a cell; column 0 is the date."""
        row = self.rows[place]
        return row.day if column == 0 else row.texts.get(self.columns[column - 1].key, "")

    def name(self, column: int) -> str:
        """Return what a column is called in a sentence."""
        if column == 0:
            return _("Date")
        return self.columns[column - 1].name or _("column {number}").format(number=column + 1)

    def set_text(self, place: int, column: int, text: str) -> None:
        """Put a text into a cell; there is always an empty row at the end."""
        if column == 0:
            self.rows[place].day = text
        else:
            self.rows[place].put(self.columns[column - 1].key, text)
        self.end_empty()

    def end_empty(self) -> None:
        """Let there be an empty row at the end."""
        if not self.rows or not self.rows[-1].is_empty:
            self.rows.append(Row())

    def add_column(self) -> Column:
        """Return a new last column, which has no name yet."""
        used = {column.key for column in self.columns}
        number = next(number for number in range(1, len(used) + 2) if str(number) not in used)
        self.columns.append(Column(str(number)))
        return self.columns[-1]

    def is_filled(self, column: Column) -> bool:
        """Whether anything is typed in a column."""
        return any(row.texts.get(column.key, "").strip() for row in self.rows)

    def reading(self, place: int) -> Reading | str | None:
        """Return how a row's date is read, or why it is not; None where none is typed."""
        text = self.rows[place].day.strip()
        if not text or text == ASKED:
            return None
        key = (text, self._order())
        if key not in self._days:
            try:
                self._days[key] = date_reading.read(*key, self._today())
            except Unreadable as unreadable:
                self._days[key] = str(unreadable)
        return self._days[key]

    def value(self, place: int, column: int) -> Said | str | None:
        """Return what a cell says, or why it cannot be read; None where it is empty."""
        text = self.text(place, column).strip()
        if not text:
            return None
        key = (text, self.columns[column - 1].unit.strip())
        if key not in self._read:
            try:
                self._read[key] = Said(absence=MARKS[text]) if text in MARKS else cells.read(*key)
            except Unreadable as unreadable:
                self._read[key] = str(unreadable)
        return self._read[key]

    def fault(self, place: int, column: int) -> str:
        """Return why a cell cannot be kept as it stands; empty where it can."""
        said = self.value(place, column) if column else self.reading(place)
        return said if isinstance(said, str) else ""

    def filled(self) -> Iterator[tuple[int, int]]:
        """Give the cells with results in them, row by row."""
        keys = [column.key for column in self.columns]
        for place, row in enumerate(self.rows):
            for column, key in enumerate(keys, start=1):
                if row.texts.get(key, "").strip():
                    yield place, column

    def unread(self) -> list[tuple[int, int, str]]:
        """Return the cells that cannot be kept as they stand, each with a sentence that names it.

        Of a column whose name is missing, or whose limits cannot be read, the first cell stands for all.
        """
        faults = [column.fault() for column in self.columns]
        found, told = [], set()
        for place, row in enumerate(self.rows):
            filled = [n for n, one in enumerate(self.columns, start=1) if row.texts.get(one.key, "").strip()]
            if fault := self.fault(place, 0):
                sentence = _("Row {row}, date: {fault}").format(row=place + 1, fault=fault)
                found.append((place, 0, sentence))
            elif filled and not row.day.strip():
                found.append((place, 0, _("Row {row}: no date is typed.").format(row=place + 1)))
            for column in filled:
                name = self.name(column)
                if fault := self.fault(place, column):
                    said = _("Row {row}, {column}: {fault}")
                    found.append((place, column, said.format(row=place + 1, column=name, fault=fault)))
                elif faults[column - 1] and column not in told:
                    told.add(column)
                    said = _("{column}: {fault}").format(column=name, fault=faults[column - 1])
                    found.append((place, column, said[:1].upper() + said[1:]))
        return found

    def records(self, common: dict[str, Any], *, whole: bool = False) -> tuple[Laboratory, ...]:
        """Return the records of all cells that can be read.

        Where somebody wants the `whole` kept, undated ones are among them; but none of a column with a limit
        that cannot be read, which would be lost with them.
        """
        faulty = {n for n, one in enumerate(self.columns, start=1) if not one.name or (whole and one.fault())}
        said = self._said_of_all(common, undated=whole)
        found = (self._record(*cell, said, common) for cell in self.filled() if cell[1] not in faulty)
        return tuple(record for record in found if record)

    def record(self, place: int, column: int, common: dict[str, Any]) -> Laboratory | None:
        """Return the record of one cell, with or without a date; None where it cannot be read."""
        if not self.columns[column - 1].name:
            return None
        return self._record(place, column, self._said_of_all(common, undated=True), common)

    def take_out(self, kept: set[str]) -> bool:
        """Take the cells of these ids out; return whether anything is left that could not be read."""
        for row in self.rows:
            for key, id_ in list(row.ids.items()):
                if id_ in kept:
                    row.texts.pop(key, None)
                    row.ids.pop(key)
        self._made.clear()
        rows = enumerate(self.rows)
        self.rows = [
            row
            for place, row in rows
            if any(map(str.strip, row.texts.values())) or isinstance(self.reading(place), str)
        ]
        left = bool(self.rows)
        self.rows.append(Row())
        return left

    def step(self) -> Step:
        """Return all of it as it is now."""
        return Step([column.copy() for column in self.columns], [row.copy() for row in self.rows])

    def go_back(self, step: Step) -> None:
        """Be again what `step` returned."""
        self.columns, self.rows = step

    def typed(self) -> dict[str, Any]:
        """Return all of it as JSON holds it."""
        return {
            "columns": [column.typed() for column in self.columns],
            "rows": [
                {"day": row.day, "texts": dict(row.texts), "ids": dict(row.ids)}
                for row in self.rows
                if not row.is_empty
            ],
        }

    def take_up(self, typed: dict[str, Any]) -> None:
        """Go on with what `typed` returned; what is none of it is passed over."""
        columns = [column_from(one) for one in _listed(typed.get("columns"))]
        self.columns = [one for one in columns if one] or self.columns
        keys = {column.key for column in self.columns}
        self.rows = []
        for one in _listed(typed.get("rows")):
            if isinstance(one, dict):
                row = Row(one["day"] if isinstance(one.get("day"), str) else "")
                row.ids = {key: id_ for key, id_ in _texts(one.get("ids")) if key in keys}
                for key, text in _texts(one.get("texts")):
                    if key in keys:
                        row.put(key, text)
                self.rows.append(row)
        self.end_empty()

    def _said_of_all(self, common: dict[str, Any], *, undated: bool) -> list[Any]:
        """Return what the records of each column have in common: made of the same, a record is the same."""
        shared = (undated, self._order(), *common.values())
        return [
            (shared, one.name, one.unit, one.limit("low"), one.limit("high"), one.coded)
            for one in self.columns
        ]

    def _record(self, place: int, column: int, said: list[Any], common: dict[str, Any]) -> Laboratory | None:
        row, key = self.rows[place], self.columns[column - 1].key
        if key not in row.ids:
            return None
        asked = (row.day, row.texts[key], said[column - 1])
        known = self._made.get(row.ids[key])
        if known is None or known[0] != asked:
            known = (asked, self._make(place, column, said[column - 1], common))
            self._made[row.ids[key]] = known
        return known[1]

    def _make(
        self, place: int, column: int, said_of_column: tuple[Any, ...], common: dict[str, Any]
    ) -> Laboratory | None:
        said, read, row = self.value(place, column), self.reading(place), self.rows[place]
        if said is None or isinstance(said, str) or isinstance(read, str):
            return None
        asked = row.day.strip() == ASKED
        (undated, *_rest), name, _unit, low, high, coded = said_of_column
        if read is None and not asked and not undated:
            return None
        id_ = row.ids[self.columns[column - 1].key]
        before = self._kept(id_)
        kept = before if isinstance(before, Laboratory) else Laboratory(id=id_)
        if kept.analyte and analyte_name(kept.analyte.code, kept.analyte.text) == name:
            coded = kept.analyte
        absent = {name: why for name, why in kept.absent if name not in _TYPED}
        absent |= ({"on": UNKNOWN} if asked else {}) | ({"value": said.absence} if said.absence else {})
        return replace(
            kept,
            on=read.day if read else None,
            analyte=coded,
            value=said.value,
            text_value=said.words,
            low=low if said.value else None,
            high=high if said.value else None,
            absent=tuple(absent.items()),
            **common,
        )


def _listed(typed: Any) -> list[Any]:
    return typed if isinstance(typed, list) else []


def _texts(typed: Any) -> list[tuple[str, str]]:
    items = typed.items() if isinstance(typed, dict) else ()
    return [(key, text) for key, text in items if isinstance(key, str) and isinstance(text, str)]
