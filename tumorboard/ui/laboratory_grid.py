"""Laboratory grid: the sheet for results, days down and analytes across, as they stand in a letter.

Unit and limits of a column are those the laboratory gave last; they stand below the grid and can be changed.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tumorboard.domain.fields import TextField
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.record import Record
from tumorboard.figures.analytes import FIRST, analyte_name, results_of
from tumorboard.i18n import N_, _
from tumorboard.ui import theme
from tumorboard.ui.editors import Context
from tumorboard.ui.editors.coded import TermEditor
from tumorboard.ui.laboratory_cells import Cells, CellView
from tumorboard.ui.laboratory_columns import Column, Memory, analytes_looked_at
from tumorboard.ui.laboratory_fields import ColumnFields, CommonFields
from tumorboard.ui.laboratory_paste import paste
from tumorboard.ui.laboratory_result import column_and_row
from tumorboard.ui.laboratory_rows import Rows, Step
from tumorboard.ui.laboratory_words import CellWords
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings
from tumorboard.ui.sheet import Sheet

OFFERED = 3
"""Columns at first: the analytes the case has."""
STEPS_BACK = 30


class LaboratoryGrid(Sheet):
    """Takes results in, new ones or one that is kept already."""

    kind: ClassVar[str] = "laboratory"

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Laboratory results"))
        self._session = session
        context = Context(today, lambda: settings.date_order, lambda: session.case)
        self._context = context
        self.rows = Rows(context.order, today, self._find)
        self._given: set[str] = set()
        self._past: list[tuple[Step, int, int]] = []
        self._memory = Memory(session)
        self._in_use = 1
        self._shown: dict[str, Any] | None = None
        another = TextField(label=N_("Another analyte"), help=N_("Another analyte: CEA"))
        self.add = TermEditor(another, context, "analytes", self)
        self.add.set_name(_("Another analyte"))
        self.add.line.returnPressed.connect(self._add_typed)
        self.cells = Cells(self.rows, self)
        self.view = CellView(self.cells, self)
        self.told = CellWords(self)
        self.of_column = ColumnFields(context, self)
        self.of_column.changed.connect(self._follow_column)
        self.of_column.renamed.connect(self._rename)
        fields = CommonFields(context, lambda field: self._memory.names(field), self)
        # What is remembered follows first: what is drawn and kept has it.
        fields.named.connect(self._remember)
        fields.changed.connect(self._follow)
        self.common = fields.editors
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(8))
        for widget in (self.add, self.view, self.told, self.of_column, fields):
            box.addWidget(widget)
        box.addStretch(1)
        self._join()
        self._begin()

    @property
    def title(self) -> str:
        return _("Laboratory results")

    @property
    def words(self) -> str:
        """What is said about the value the keys are at."""
        return self.told.told.text()

    def records(self, *, whole: bool = False) -> tuple[Record, ...]:
        common = {name: editor.value() for name, editor in self.common.items()}
        kept = self.rows.records(common, whole=whole)
        self._given = {record.id for record in kept}
        return kept

    def unread(self) -> tuple[str, ...]:
        return tuple(sentence for _row, _column, sentence in self.rows.unread())

    def is_touched(self) -> bool:
        if self._shown is not None:
            return self.typed() != self._shown
        return any(not row.is_empty for row in self.rows.rows)

    def typed(self) -> dict[str, Any]:
        common = {name: typed for name, editor in self.common.items() if (typed := editor.typed())}
        return {**self.rows.typed(), "common": common}

    def take_up(self, typed: dict[str, Any]) -> None:
        self.rows.take_up(typed)
        common = typed.get("common")
        for name, editor in self.common.items():
            editor.take_up(common.get(name, "") if isinstance(common, dict) else "")
        self._remember()
        self._show_anew(0, 0)

    def kept(self) -> bool:
        left = self.rows.take_out(self._given)
        self._memory = Memory(self._session)
        self._past.clear()
        self.view.can_undo = False
        self._show_anew(0, 0)
        return not left

    def show_result(self, record_id: str) -> None:
        """Show one result of the open case as it is kept, for changing."""
        result = self._find(record_id)
        if not isinstance(result, Laboratory):
            raise KeyError(record_id)
        for name, editor in self.common.items():
            editor.set_value(getattr(result, name))
        column, row = column_and_row(result, self._context.order(), self._context.today())
        self._memory.fill(column, result.laboratory, result.method)
        self.rows.columns, self.rows.rows = [column], [row]
        self.rows.end_empty()
        self._show_anew(0, 1)
        self._shown = self.typed()

    def go_to_start(self) -> None:
        self.view.setFocus()
        if self._shown is not None:
            return
        self.view.setCurrentIndex(self.cells.index(self.cells.rowCount() - 1, 0))

    def go_to_unread(self) -> None:
        for place, column, _sentence in self.rows.unread()[:1]:
            self.view.setFocus()
            self.view.setCurrentIndex(self.cells.index(place, column))

    def add_column(self, name: str) -> None:
        """Add the column of an analyte, if there is none, and go into it; one without a name gets it."""
        label = analyte_name(name)
        names = [one.name for one in self.rows.columns]
        if label not in names:
            self._remember_step()
            unnamed = names.index("") if "" in names else -1
            self._name(self.rows.columns[unnamed] if "" in names else self.rows.add_column(), label)
        row = max(self.view.currentIndex().row(), 0)
        self._show_anew(row, [one.name for one in self.rows.columns].index(label) + 1)
        self.view.setFocus()
        self.changed.emit()

    def paste(self, text: str) -> None:
        """Put cells of a spreadsheet into the grid from the cell the keys are at."""
        self._remember_step()
        here = self.view.currentIndex()
        place, column = paste(self.rows, text, max(here.row(), 0), max(here.column(), 0), self._name)
        self._show_anew(place, column)
        self._follow()
        if case := self._session.case:
            self.told.tell_of_all(case, self.rows.records({}))

    def _join(self) -> None:
        self.cells.begun.connect(self._remember_step)
        self.cells.typed_in.connect(self._follow)
        self.view.pasted.connect(self.paste)
        self.view.emptied.connect(self._empty)
        self.view.undone.connect(self._undo)
        self.view.passed.connect(self._pass)
        self.view.selectionModel().currentChanged.connect(lambda now, before: self._follow_current())

    def _begin(self) -> None:
        case = self._session.case
        names = analytes_looked_at(case)[:OFFERED] if case else ()
        if case and names:
            last = results_of(case, names[0])[-1]
            for name in ("laboratory", "method"):
                self.common[name].set_value(getattr(last, name))
        self.rows.columns = []
        for name in names or (FIRST,):
            self._name(self.rows.add_column(), name)
        self._show_anew(0, 0)

    def _find(self, record_id: str) -> Record | None:
        return self._session.case.find(record_id) if self._session.case else None

    def _name(self, column: Column, name: str) -> None:
        """Give a column its name, and what is known of it."""
        column.name = name
        self._fill(column)

    def _fill(self, column: Column) -> None:
        laboratory, method = (str(self.common[name].value()) for name in ("laboratory", "method"))
        self._memory.fill(column, laboratory, method)

    def _remember(self) -> None:
        """Take the units and limits of the laboratory that is named now, but for what was typed by hand."""
        for column in self.rows.columns:
            self._fill(column)
        self.cells.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.rows.columns))
        self._follow_current()

    def _rename(self, name: str) -> None:
        column = self.rows.columns[self._in_use - 1]
        self._name(column, analyte_name(name) if name else "")
        self.of_column.show_rest()
        self._follow_column()

    def _add_typed(self) -> None:
        if name := self.add.line.text().strip():
            self.add.line.clear()
            self.add_column(name)

    def _follow_column(self) -> None:
        self.cells.headerDataChanged.emit(Qt.Orientation.Horizontal, self._in_use, self._in_use)
        self.view.viewport().update()
        self._follow()

    def _show_anew(self, row: int, column: int) -> None:
        self.cells.anew()
        self.view.setCurrentIndex(self.cells.index(min(row, self.cells.rowCount() - 1), column))
        self.view.fit()
        self._follow_current()

    def _follow(self) -> None:
        self.view.fit()
        self._say()
        self.changed.emit()

    def _follow_current(self) -> None:
        place = self.view.currentIndex().column()
        self._in_use = min(max(place or self._in_use, 1), len(self.rows.columns))
        self.of_column.show_column(self.rows.columns[self._in_use - 1])
        self._say()

    def _say(self) -> None:
        """Say what was understood in the cell the keys are at, or is wrong, and what its value comes to."""
        here = self.view.currentIndex()
        if here.isValid():
            place, column = here.row(), here.column()
            self.told.say(self.rows.fault(place, column), self.rows.reading(place))
            method = {"method": self.common["method"].value()}
            self.told.tell(self._session.case, self.rows.record(place, column, method) if column else None)

    def _empty(self) -> None:
        self._remember_step()
        for index in self.view.selectedIndexes():
            self.rows.set_text(index.row(), index.column(), "")
        here = self.view.currentIndex()
        self._show_anew(here.row(), here.column())
        self._follow()

    def _remember_step(self) -> None:
        here = self.view.currentIndex()
        self._past.append((self.rows.step(), here.row(), here.column()))
        del self._past[:-STEPS_BACK]
        self.view.can_undo = True

    def _undo(self) -> None:
        step, row, column = self._past.pop()
        self.rows.go_back(step)
        self.view.can_undo = bool(self._past)
        self._show_anew(max(row, 0), min(max(column, 0), len(self.rows.columns)))
        self._follow()

    def _pass(self, forward: bool) -> None:
        if not forward:
            self.add.go_to()
        elif not self.rows.columns[self._in_use - 1].name:
            self.of_column.name.go_to()
        else:
            self.of_column.lines["unit"].setFocus()
