"""Laboratory rows: what is typed into the grid of results, without the grid: dates, columns, cells, readings.

A cell keeps its id from its first letter on, so that what is drawn while it is typed and what is kept are one
record. What was read of a text is remembered until the text or its unit changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tumorboard.domain import cells, date_reading
from tumorboard.domain.coded import Coded
from tumorboard.domain.date_reading import DateOrder, Reading
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import UNKNOWN
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import new_id
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import analyte
from tumorboard.i18n import _

ASKED = "?"
"""Typed for a date that was asked for and is unknown."""


@dataclass(slots=True)
class Column:
    """One analyte, with the unit and limits of all its cells; `by_hand` once somebody typed one of these."""

    name: str
    unit: str = ""
    low: str = ""
    high: str = ""
    by_hand: bool = False

    def limit(self, text: str) -> float | None:
        """Return a limit as a number; None where there is none or it cannot be read."""
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return None


@dataclass(slots=True)
class Row:
    """A date and its cells, as they were typed."""

    day: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not self.day.strip() and not any(text.strip() for text in self.texts.values())


class Rows:
    """All that is typed into the grid; cells are known by their row's place and their column's name."""

    def __init__(self, order: Callable[[], DateOrder], today: Callable[[], date]) -> None:
        self._order, self._today = order, today
        self.columns: list[Column] = []
        self.rows: list[Row] = [Row()]
        self._read: dict[tuple[str, str], tuple[Quantity | None, str] | str] = {}
        self._days: dict[str, Reading | str] = {}

    def text(self, place: int, column: int) -> str:
        """Return what stands in a cell; column 0 is the date."""
        row = self.rows[place]
        return row.day if column == 0 else row.texts.get(self.columns[column - 1].name, "")

    def set_text(self, place: int, column: int, text: str) -> None:
        """Put a text into a cell; there is always an empty row at the end."""
        row = self.rows[place]
        if column == 0:
            row.day = text
        else:
            name = self.columns[column - 1].name
            row.texts[name] = text
            row.ids.setdefault(name, new_id())
        if not self.rows[-1].is_empty:
            self.rows.append(Row())

    def reading(self, place: int) -> Reading | str | None:
        """Return how a row's date is read, or why it is not; None where none is typed."""
        text = self.rows[place].day.strip()
        if not text or text == ASKED:
            return None
        if text not in self._days:
            try:
                self._days[text] = date_reading.read(text, self._order(), self._today())
            except Unreadable as unreadable:
                self._days[text] = str(unreadable)
        return self._days[text]

    def value(self, place: int, column: int) -> tuple[Quantity | None, str] | str | None:
        """Return what a cell says, or why it cannot be read; None where it is empty."""
        text = self.text(place, column).strip()
        if not text:
            return None
        key = (text, self.columns[column - 1].unit)
        if key not in self._read:
            try:
                self._read[key] = cells.read(*key)
            except Unreadable as unreadable:
                self._read[key] = str(unreadable)
        return self._read[key]

    def fault(self, place: int, column: int) -> str:
        """Return why a cell cannot be kept as it stands; empty where it can."""
        if column == 0:
            read = self.reading(place)
            return read if isinstance(read, str) else ""
        said = self.value(place, column)
        return said if isinstance(said, str) else ""

    def filled(self) -> Iterator[tuple[int, int]]:
        """Give the cells with results in them, row by row."""
        for place, row in enumerate(self.rows):
            for column, one in enumerate(self.columns, start=1):
                if row.texts.get(one.name, "").strip():
                    yield place, column

    def unread(self) -> list[tuple[int, int, str]]:
        """Return the cells that cannot be kept as they stand, each with a sentence that names it."""
        found = []
        undated: set[int] = set()
        for place, column in self.filled():
            row = place + 1
            if fault := self.fault(place, column):
                name = self.columns[column - 1].name
                found.append(
                    (
                        place,
                        column,
                        _("Row {row}, {column}: {fault}").format(row=row, column=name, fault=fault),
                    )
                )
            if place in undated:
                continue
            undated.add(place)
            if fault := self.fault(place, 0):
                found.append((place, 0, _("Row {row}, date: {fault}").format(row=row, fault=fault)))
            elif not self.rows[place].day.strip():
                found.append((place, 0, _("Row {row}: no date is typed.").format(row=row)))
        return found

    def record(self, place: int, column: int, common: dict[str, Any], *, undated: bool) -> Laboratory | None:
        """Return the record of a cell; None where it cannot be read, or has no date and must have one."""
        said, read, row = self.value(place, column), self.reading(place), self.rows[place]
        if said is None or isinstance(said, str) or isinstance(read, str):
            return None
        asked = row.day.strip() == ASKED
        if read is None and not asked and not undated:
            return None
        day: Day | None = read.day if read else None
        one = self.columns[column - 1]
        known = analyte(one.name)
        value, words = said
        return Laboratory(
            id=row.ids[one.name],
            on=day,
            analyte=Coded(known.term.code, known.term.system if known.term.code else "", known.term.label)
            if known
            else Coded(text=one.name),
            value=value,
            text_value=words,
            low=one.limit(one.low) if value else None,
            high=one.limit(one.high) if value else None,
            absent=(("on", UNKNOWN),) if asked else (),
            **common,
        )

    def take_out(self, kept: set[str]) -> bool:
        """Take the cells of these ids out; return whether anything is left."""
        for row in self.rows:
            for name, id_ in list(row.ids.items()):
                if id_ in kept:
                    row.texts.pop(name, None)
                    row.ids.pop(name)
        self.rows = [row for row in self.rows if any(text.strip() for text in row.texts.values())]
        left = bool(self.rows)
        self.rows.append(Row())
        return left

    def paste(self, text: str, place: int, column: int, unit_of: Callable[[str], Column]) -> tuple[int, int]:
        """Put cells into the grid from a cell on, rows and columns added as needed; return the last place.

        A first row that names analytes makes the columns; `unit_of` makes one for a name.
        """
        given = cells.cells_of(text)
        if given and cells.is_head(given[0]):
            names = [cells.head(cell) for cell in given[0][1:]]
            order = [self._column(name, unit, unit_of) for name, unit in names]
            targets = [0, *order]
            given, column = given[1:], 0
        else:
            targets = list(range(column, len(self.columns) + 1))
        last = (place, column)
        for down, line in enumerate(given):
            while len(self.rows) <= place + down:
                self.rows.append(Row())
            for across, cell in enumerate(line[: len(targets)]):
                last = (place + down, targets[across])
                row = self.rows[last[0]]
                if last[1] == 0:
                    row.day = cell
                else:
                    name = self.columns[last[1] - 1].name
                    row.texts[name] = cell
                    row.ids.setdefault(name, new_id())
        if not self.rows[-1].is_empty:
            self.rows.append(Row())
        return last

    def _column(self, name: str, unit: str, unit_of: Callable[[str], Column]) -> int:
        known = analyte(name)
        label = known.term.label if known else name
        names = [one.name for one in self.columns]
        if label not in names:
            self.columns.append(unit_of(label))
            names.append(label)
        place = names.index(label) + 1
        if unit:
            self.columns[place - 1].unit, self.columns[place - 1].by_hand = unit, True
        return place

    def typed(self) -> dict[str, Any]:
        """Return all of it as JSON holds it."""
        return {
            "columns": [
                {"name": one.name, "unit": one.unit, "low": one.low, "high": one.high, "by_hand": one.by_hand}
                for one in self.columns
            ],
            "rows": [
                {"day": row.day, "texts": row.texts, "ids": row.ids} for row in self.rows if not row.is_empty
            ],
        }

    def take_up(self, typed: dict[str, Any]) -> None:
        """Go on with what `typed` returned."""
        if columns := typed.get("columns"):
            self.columns = [Column(**one) for one in columns]
        self.rows = [Row(**one) for one in typed.get("rows", ())]
        self.rows.append(Row())
