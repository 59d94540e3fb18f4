"""Record table: the records of a case as Qt wants them, their texts made when they come into sight."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.fields import ABSENCES, Field
from tumorboard.domain.headline import headline
from tumorboard.domain.record import FieldProblem, Record, filed_on, problems
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.ui import record_cells
from tumorboard.ui.record_cells import Cell

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


class RecordRows(QAbstractTableModel):
    """Patient, tumour and all records in order of time, those of one kind, or those that hold some words."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.case: Case | None = None
        self.kind = ""
        self._records: list[Record] = []
        self._columns: tuple[str, ...] = record_cells.ALL
        self._cells: dict[tuple[int, int], Cell] = {}
        self._problems: dict[int, list[FieldProblem]] = {}
        self._words: dict[str, str] = {}

    def show(self, case: Case | None, kind: str, text: str, brought: Collection[str] = ()) -> None:
        """Show the records of a case that are of a kind, if one is given, and hold every word of a text."""
        if case is not self.case:
            self._words = {}
        found = self._found(case, kind, text)
        columns = record_cells.columns(case, kind, brought) if case else record_cells.ALL
        stay = [one.id for one in found] == [one.id for one in self._records] and columns == self._columns
        if not stay:
            self.beginResetModel()
        self.case, self.kind, self._records, self._columns = case, kind, found, columns
        self._cells, self._problems = {}, {}
        if not stay:
            self.endResetModel()
        elif found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, len(columns) - 1))

    @property
    def records(self) -> tuple[Record, ...]:
        """The records shown, row by row."""
        return tuple(self._records)

    def warm_up(self) -> None:
        """Read all that is recorded, so that the first letter of a filter finds it at once."""
        for record in self.case.everything() if self.case else ():
            self._words_of(self.case, record)

    def record(self, row: int) -> Record | None:
        """Return the record of a row; None beyond the rows."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def place(self, record_id: str) -> int:
        """Return the row of a record, or -1."""
        return next((row for row, record in enumerate(self._records) if record.id == record_id), -1)

    def last_place(self) -> int:
        """Return the row of the latest record that has a date, the first row where none has."""
        dated = [row for row, record in enumerate(self._records) if filed_on(record) is not None]
        return max(dated, default=0)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns by their codes."""
        return self._columns

    def field(self, row: int, column: int) -> Field | None:
        """Return the field a cell shows, or None."""
        record = self.record(row)
        if record is None or not 0 <= column < len(self._columns):
            return None
        return record_cells.field_in(record, self._columns[column])

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        place = row, column
        if place not in self._cells:
            assert self.case is not None
            record = self._records[row]
            self._cells[place] = record_cells.cell(
                self.case, record, self._columns[column], self.problems(row)
            )
        return self._cells[place]

    def problems(self, row: int) -> list[FieldProblem]:
        """Return what is missing or implausible in the record of a row."""
        if row not in self._problems:
            self._problems[row] = problems(self._records[row], self._today())
        return self._problems[row]

    def text(self, row: int) -> str:
        """Return a row as a spreadsheet takes it: its cells with a tab between."""
        cells = (self.cell(row, column) for column in range(len(self._columns)))
        return "\t".join(" ".join(one.words.split()) for one in cells)

    def _found(self, case: Case | None, kind: str, text: str) -> list[Record]:
        if case is None:
            return []
        wanted = [one for one in case.everything() if not kind or one.record_kind == kind]
        words = fold(text).split()
        if not words:
            return wanted
        return [one for one in wanted if all(f" {word}" in self._words_of(case, one) for word in words)]

    def _words_of(self, case: Case | None, record: Record) -> str:
        if record.id not in self._words:
            assert case is not None
            self._words[record.id] = f" {fold(record_cells.everything_in(case, record))}"
        return self._words[record.id]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._records):
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).words[: record_cells.LONGEST]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(index.row(), index.column()).words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        return None

    def _spoken(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        if not cell.applies:
            return _("does not apply")
        marks = [one.sentence for one in self.problems(row)] if column == 0 else []
        title = self.headerData(column, Qt.Orientation.Horizontal)
        return ". ".join([f"{title}: {cell.words or _(ABSENCES[''])}", *marks])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            if section >= len(self._columns):
                return None
            return record_cells.title_of(self._columns[section], self.kind)
        record = self.record(section)
        return headline(record) if record else None
