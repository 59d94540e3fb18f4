"""Treatment rows: what each treatment did, as the cells of a table."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from tumorboard.domain import dates
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout.runs import unbroken
from tumorboard.i18n import N_, _, capital
from tumorboard.reasoning.treatment_table import Row
from tumorboard.ui import theme

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
_TOP = QModelIndex()


class Cell(NamedTuple):
    """A text; `gap` where it says that something is not recorded."""

    text: str
    gap: bool = False


def cells(row: Row) -> tuple[Cell, ...]:
    """Return a treatment in words, one cell a column; what a line should have and has not is said."""
    is_line = isinstance(row.record, SystemicLine)
    stated = _("stated {months:g} mo").format(months=row.stated_months) if row.stated_months else ""
    measured = row.best_computed.response if row.best_computed else ""
    measured = "" if measured == row.best_stated else _("measured {response}").format(response=measured)
    measured = measured if row.best_computed else ""
    best = "\n".join(part for part in (row.best_stated, measured) if part)
    return (
        Cell(row.label),
        Cell(headline(row.record)),
        _when(row),
        Cell("\n".join(part for part in (row.lasted, stated) if part)),
        Cell(best) if best or not is_line else Cell(shown(row.record, "best_response"), gap=True),
        Cell(unbroken(row.marker_words)),
        Cell(capital(row.ended))
        if row.ended or not is_line
        else Cell(shown(row.record, "end_reason"), gap=True),
        Cell(row.event_words),
    )


def _when(row: Row) -> Cell:
    begun = dates.show(row.start) if row.start else ""
    end = dates.show(row.end) if row.end else _("ongoing") if row.ongoing else ""
    if not begun and not end:
        return Cell(_("not recorded"), gap=True)
    return Cell(capital(" – ".join(part for part in dict.fromkeys((begun, end)) if part)))


class TreatmentRows(QAbstractTableModel):
    """The treatments in order of time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._cells: list[tuple[Cell, ...]] = []

    def show_rows(self, rows: Iterable[Row]) -> bool:
        """Show other treatments; return whether any cell is another."""
        self.rows = tuple(rows)
        made = [cells(row) for row in self.rows]
        if made == self._cells:
            return False
        self.beginResetModel()
        self._cells = made
        self.endResetModel()
        return True

    def text(self, place: int) -> str:
        """Return a row as a spreadsheet takes it."""
        return "\t".join(cell.text.replace("\n", "; ") for cell in self._cells[place])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        cell = self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(COLUMNS[index.column()])}: {cell.text or _('nothing')}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.ForegroundRole and cell.gap:
            return QColor(theme.current().muted)
        if role == Qt.ItemDataRole.FontRole and (cell.gap or index.column() == 0):
            font = QFont()
            font.setUnderline(cell.gap)
            if index.column() == 0:
                font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return super().headerData(section, orientation, role)
