"""Laboratory grid: the sheet for new results, days down and analytes across, as they stand in a letter.

Unit and limits of a column are those the laboratory gave last; they stand below the grid and can be changed.
"""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.date_reading import Reading
from tumorboard.domain.fields import TextField, field_of
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.record import Record
from tumorboard.figures.analytes import FIRST, analyte_name, results_of
from tumorboard.i18n import N_, _
from tumorboard.reasoning import latest
from tumorboard.ui import theme
from tumorboard.ui.editors import Context, Editor, editor_for
from tumorboard.ui.editors.coded import TermEditor
from tumorboard.ui.laboratory_cells import Cells, CellView
from tumorboard.ui.laboratory_columns import ColumnFields, analytes_looked_at, column_of
from tumorboard.ui.laboratory_rows import Column, Rows
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings
from tumorboard.ui.sheet import Sheet

OFFERED = 3
"""Columns at first: the analytes the case has."""
LEAST, MOST = 4, 14
"""Rows that are seen at once."""
COMMON = ("laboratory", "method", "source", "note")
STEPS_BACK = 30


class LaboratoryGrid(Sheet):
    """Takes results in; one that is kept already is changed in a form."""

    kind: ClassVar[str] = "laboratory"

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Laboratory results"))
        self._session = session
        context = Context(today, lambda: settings.date_order, lambda: session.case)
        self.rows = Rows(context.order, today)
        self._given: set[str] = set()
        self._past: list[Any] = []
        look = theme.current()
        self.add = TermEditor(
            TextField(label=N_("Another analyte"), help=N_("Another analyte: CEA")), context, "analytes"
        )
        self.add.set_name(_("Another analyte"))
        self.add.line.returnPressed.connect(self._add_typed)
        self.cells = Cells(self.rows, self)
        self.view = CellView(self.cells, self)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._saying = QFrame(self)
        self._saying.setObjectName("saying")
        self._words = QLabel(self._saying)
        self._words.setWordWrap(True)
        inside = QVBoxLayout(self._saying)
        inside.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        inside.addWidget(self._words)
        self.of_column = ColumnFields(self)
        self.of_column.changed.connect(self._follow_column)
        self.common: dict[str, Editor] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        for widget in (self.add, self.view, self.said, self._saying, self.of_column):
            box.addWidget(widget)
        for name in COMMON:
            editor = editor_for(field_of(Laboratory, name), context, self)
            editor.set_name(_(editor.field.label))
            editor.changed.connect(self._follow)
            self.common[name] = editor
            box.addWidget(self._label(_(editor.field.label), editor))
            box.addWidget(editor)
        box.addStretch(1)
        laboratory = self.common["laboratory"]
        laboratory.changed.connect(self._remember)
        self._join()
        self._begin()

    @property
    def title(self) -> str:
        return _("Laboratory results")

    @property
    def words(self) -> str:
        """What is said about the value the keys are at."""
        return self._words.text()

    def records(self, *, whole: bool = False) -> tuple[Record, ...]:
        common = {name: editor.value() for name, editor in self.common.items()}
        found = [self.rows.record(*cell, common, undated=whole) for cell in self.rows.filled()]
        kept = tuple(record for record in found if record)
        self._given = {record.id for record in kept}
        return kept

    def unread(self) -> tuple[str, ...]:
        return tuple(sentence for _row, _column, sentence in self.rows.unread())

    def is_touched(self) -> bool:
        return any(not row.is_empty for row in self.rows.rows)

    def typed(self) -> dict[str, Any]:
        common = {name: typed for name, editor in self.common.items() if (typed := editor.typed())}
        return {**self.rows.typed(), "common": common}

    def take_up(self, typed: dict[str, Any]) -> None:
        self.rows.take_up(typed)
        for name, editor in self.common.items():
            editor.take_up(typed.get("common", {}).get(name, ""))
        self._show_anew(0, 0)

    def kept(self) -> bool:
        left = self.rows.take_out(self._given)
        self._past.clear()
        self._show_anew(0, 0)
        return not left

    def go_to_start(self) -> None:
        self.view.setFocus()
        last = self.cells.index(self.cells.rowCount() - 1, 0)
        self.view.setCurrentIndex(last)
        self.view.scrollTo(last)

    def go_to_unread(self) -> None:
        for place, column, _sentence in self.rows.unread()[:1]:
            self.view.setFocus()
            self.view.setCurrentIndex(self.cells.index(place, column))

    def add_column(self, name: str) -> None:
        """Add the column of an analyte, if there is none, and go into it."""
        label = analyte_name(name)
        names = [one.name for one in self.rows.columns]
        if label not in names:
            self.rows.columns.append(self._column(label))
        row = max(self.view.currentIndex().row(), 0)
        self._show_anew(row, [one.name for one in self.rows.columns].index(label) + 1)
        self.view.setFocus()
        self.changed.emit()

    def paste(self, text: str) -> None:
        """Put cells of a spreadsheet into the grid from the cell the keys are at."""
        self._remember_step()
        here = self.view.currentIndex()
        place, column = self.rows.paste(text, max(here.row(), 0), max(here.column(), 0), self._column)
        self._show_anew(place, column)
        self._follow()

    def _join(self) -> None:
        self.cells.typed_in.connect(lambda row, column: self._follow())
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
        self.rows.columns = [self._column(name) for name in names or (FIRST,)]
        self._show_anew(0, 0)

    def _column(self, name: str) -> Column:
        return column_of(self._session.book, name, str(self.common["laboratory"].value()))

    def _remember(self) -> None:
        """Take the units and limits of the laboratory that is named now, but for what was typed by hand."""
        self.rows.columns = [one if one.by_hand else self._column(one.name) for one in self.rows.columns]
        self.cells.headerDataChanged.emit(
            self.view.horizontalHeader().orientation(), 0, len(self.rows.columns)
        )
        self._follow_current()

    def _add_typed(self) -> None:
        if name := self.add.line.text().strip():
            self.add.line.clear()
            self.add_column(name)

    def _follow_column(self) -> None:
        place = self.view.currentIndex().column()
        self.cells.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)
        self.view.viewport().update()
        self._follow()

    def _show_anew(self, row: int, column: int) -> None:
        self.cells.anew()
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.current().px(72))
        self.view.setCurrentIndex(self.cells.index(min(row, self.cells.rowCount() - 1), column))
        self._fit()
        self._follow_current()

    def _fit(self) -> None:
        look = theme.current()
        row = self.fontMetrics().lineSpacing() + look.px(10)
        self.view.verticalHeader().setDefaultSectionSize(row)
        shown = min(max(self.cells.rowCount(), LEAST), MOST)
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(head + shown * row + look.px(4))

    def _follow(self) -> None:
        self._fit()
        self._say()
        self.changed.emit()

    def _follow_current(self) -> None:
        place = self.view.currentIndex().column()
        known = 0 < place <= len(self.rows.columns)
        self.of_column.show_column(self.rows.columns[place - 1] if known else None)
        self._say()

    def _say(self) -> None:
        """Say what was understood in the cell the keys are at, or is wrong, and what its value comes to."""
        here = self.view.currentIndex()
        if not here.isValid():
            return
        place, column = here.row(), here.column()
        fault = self.rows.fault(place, column)
        read = self.rows.reading(place)
        words, role = fault, "echo-danger"
        if not fault and isinstance(read, Reading):
            words = read.words
            role = "echo-look" if read.ambiguous else "echo"
        if self.said.property("role") != role:
            self.said.setProperty("role", role)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self.said.setText(words)
        told = ""
        case = self._session.case
        if (
            case
            and column
            and (
                record := self.rows.record(
                    place, column, {"method": self.common["method"].value()}, undated=True
                )
            )
        ):
            told = latest.words(case, record)
            if latest.recorded(case, record):
                told = " ".join(filter(None, (_("This result is recorded already."), told)))
        self._words.setText(told)
        self._saying.setVisible(bool(told))

    def _empty(self) -> None:
        self._remember_step()
        for index in self.view.selectedIndexes():
            self.rows.set_text(index.row(), index.column(), "")
        here = self.view.currentIndex()
        self._show_anew(here.row(), here.column())
        self._follow()

    def _remember_step(self) -> None:
        here = self.view.currentIndex()
        self._past.append(copy.deepcopy((self.rows.columns, self.rows.rows, here.row(), here.column())))
        del self._past[:-STEPS_BACK]
        self.view.can_undo = True

    def _undo(self) -> None:
        self.rows.columns, self.rows.rows, row, column = self._past.pop()
        self.view.can_undo = bool(self._past)
        self._show_anew(max(row, 0), max(column, 0))
        self._follow()

    def _pass(self, forward: bool) -> None:
        unit = self.of_column.lines["unit"]
        if not forward:
            self.add.go_to()
        elif unit.isEnabled():
            unit.setFocus()
        else:
            self.common["laboratory"].go_to()

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "field")
        label.setBuddy(buddy)
        return label
