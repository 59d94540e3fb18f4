"""Agenda rows: the cases on the agenda of a meeting, and the meetings themselves, as lines of a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.fields import shown
from tumorboard.i18n import _

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()
_MIME = "application/x-tumorboard-agenda-row"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what is written large, at its right, below, and a chip that may ask to be looked at."""

    id: str
    case_id: str
    head: str
    number: str
    below: str
    chip: str = ""
    look: bool = False
    right: str = ""
    quiet: bool = False
    is_decided: bool = False

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.number, self.head, self.right, self.below, self.chip) if part)


def agenda_row(case_id: str, item: AgendaItem, name: str, mrn: str, diagnosis: str) -> Row:
    """Return the line of a case on an agenda; its chip is what was decided of it, if anything was."""
    asked = " ".join(item.question.split()) or _("Question missing")
    outcome = shown(item, "outcome") if item.outcome else ""
    chip = _("finalised") if is_final(item) else outcome
    number = f"{item.position:g}" if item.position is not None else "–"
    right = " · ".join(part for part in (mrn, diagnosis) if part)
    return Row(
        item.id,
        case_id,
        name or mrn or _("name not recorded"),
        number,
        asked,
        chip,
        right=right,
        is_decided=bool(chip),
    )


class Rows(QAbstractListModel):
    """Lines that can be moved to another place by dragging."""

    moved = Signal(int, int)
    """The line at the first place is to stand at the second."""

    def __init__(self, parent: QObject, *, can_move: bool = False) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._can_move = can_move

    def show_rows(self, rows: Sequence[Row]) -> bool:
        """Show other lines; return whether they are others."""
        if list(rows) == self.rows:
            return False
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        return True

    def set_chip(self, id_: str, chip: str, *, look: bool) -> None:
        """Change what the chip of a line says."""
        for place, row in enumerate(self.rows):
            if row.id == id_ and (row.chip, row.look) != (chip, look):
                self.rows[place] = replace(row, chip=chip, look=look)
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.head
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.head, row.right, row.below, row.chip) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self._can_move else Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self._can_move else usual

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if data.hasFormat(_MIME):
            place = int(bytes(data.data(_MIME).data()))
            to = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
            self.moved.emit(place, to - 1 if to > place else to)
        # The lines come anew from the file: the view has nothing to take away.
        return False
