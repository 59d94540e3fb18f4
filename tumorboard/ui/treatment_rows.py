"""Treatment rows: what each treatment did, as the cells of a table."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tumorboard.domain import dates
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import N_, _, capital
from tumorboard.reasoning.treatment_table import Row

COLUMNS = (
    N_("Line"),
    N_("Treatment"),
    N_("When"),
    N_("How long"),
    N_("Best response"),
    N_("CA19-9"),
    N_("Ended"),
    N_("Adverse events"),
)
CELL = Qt.ItemDataRole.UserRole
"""The role under which a cell is asked for whole."""
_TOP = QModelIndex()


class Cell(NamedTuple):
    """What is known, and what is said to be missing."""

    text: str = ""
    gap: str = ""

    @property
    def words(self) -> str:
        """Both, each on its own line."""
        return "\n".join(part for part in self if part)


def cells(row: Row) -> tuple[Cell, ...]:
    """Return a treatment in words, one cell a column; what a line should have and has not is said."""
    stated = "" if row.stated_months is None else _("stated {months:g} mo").format(months=row.stated_months)
    return (
        Cell(row.label),
        Cell(headline(row.record)),
        _when(row),
        Cell("\n".join(part for part in (row.lasted, stated) if part)),
        _best(row),
        Cell(row.marker_words),
        Cell(capital(row.ended)) if row.ended else Cell(gap=_missing(row, "end_reason")),
        Cell(row.event_words),
    )


def _missing(row: Row, name: str) -> str:
    """Return how it is said that a line has not got something; nothing is missing from other treatments."""
    return shown(row.record, name) if isinstance(row.record, SystemicLine) else ""


def _best(row: Row) -> Cell:
    computed = row.best_computed.response if row.best_computed else ""
    if computed in ("", row.best_stated):
        return Cell(row.best_stated) if row.best_stated else Cell(gap=_missing(row, "best_response"))
    measured = _("measured {response}").format(response=computed)
    return Cell("\n".join(part for part in (row.best_stated, measured) if part))


def _when(row: Row) -> Cell:
    begun = dates.show(row.start) if row.start else ""
    end = dates.show(row.end) if row.end else _("ongoing") if row.ongoing else ""
    if not begun and not end:
        return Cell(gap=_("not recorded"))
    if not begun:
        return Cell(capital(end) if row.ongoing else f"– {end}", _("start not recorded"))
    if not end:
        return Cell(capital(begun), _("end not recorded") if isinstance(row.record, SystemicLine) else "")
    return Cell(capital(begun if row.end == row.start else f"{begun} – {end}"))


class TreatmentRows(QAbstractTableModel):
    """The treatments in order of time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._cells: list[tuple[Cell, ...]] = []

    def show_rows(self, rows: Iterable[Row]) -> bool:
        """Show other treatments; return whether any cell is another."""
        before, self.rows = [row.record.id for row in self.rows], tuple(rows)
        made = [cells(row) for row in self.rows]
        if made == self._cells and before == [row.record.id for row in self.rows]:
            return False
        if made and before == [row.record.id for row in self.rows]:
            # What is typed into one of them leaves the keys, what is selected and the scroll bar alone.
            self._cells = made
            self.dataChanged.emit(self.index(0, 0), self.index(len(made) - 1, len(COLUMNS) - 1))
            return True
        self.beginResetModel()
        self._cells = made
        self.endResetModel()
        return True

    def column(self, place: int) -> list[Cell]:
        """Return the cells of a column."""
        return [row[place] for row in self._cells]

    def text(self, place: int) -> str:
        """Return a row as a spreadsheet takes it."""
        return "\t".join(cell.words.replace("\n", "; ") for cell in self._cells[place])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        cell = self._cells[index.row()][index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(COLUMNS[index.column()])}: {cell.words or _('nothing')}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return super().headerData(section, orientation, role)
