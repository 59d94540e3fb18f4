"""Laboratory fields: analyte, unit and limits of the column in use, typed below the grid."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tumorboard.domain.fields import TextField
from tumorboard.i18n import N_, _
from tumorboard.ui import theme
from tumorboard.ui.editors import Context
from tumorboard.ui.editors.coded import TermEditor
from tumorboard.ui.laboratory_columns import TYPED, Column
from tumorboard.ui.text_line import TextLine


class ColumnFields(QWidget):
    """Analyte, unit and limits of one column."""

    changed = Signal()
    """The unit or a limit was typed."""
    renamed = Signal(str)
    """This was typed as the analyte."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self._column: Column | None = None
        self._names: dict[str, QLabel] = {}
        self.name = TermEditor(TextField(label=N_("Analyte")), context, "analytes", self)
        self.name.changed.connect(lambda: self.renamed.emit(self.name.line.text().strip()))
        self.lines: dict[str, TextLine] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(2))
        self._put(grid, 0, "name", _("Analyte"), self.name)
        self.name.line.returnPressed.connect(lambda: self.window().focusNextChild())
        for place, (part, title) in enumerate(TYPED, start=1):
            line = TextLine(self)
            line.textEdited.connect(lambda text, part=part: self._type(part, text))
            line.returnPressed.connect(lambda: self.window().focusNextChild())
            self._put(grid, place, part, _(title), line)
            self.lines[part] = line
        self.fault = QLabel(self)
        self.fault.setProperty("role", "echo-danger")
        self.fault.setWordWrap(True)
        grid.addWidget(self.fault, 4, 0, 1, 2)
        self.show_column(None)

    def show_column(self, column: Column | None) -> None:
        """Show what is typed or remembered of a column; of the dates there is nothing to type."""
        self._column = column
        for part, title in (("name", N_("Analyte")), *TYPED):
            line = self.name.line if part == "name" else self.lines[part]
            line.setEnabled(column is not None)
            text = getattr(column, part) if column else ""
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
            line.setAccessibleName(f"{column.name}: {_(title)}" if column and column.name else _(title))
        self.show_fault()

    def show_rest(self) -> None:
        """Show unit and limits anew; a line that says the same already stays as it is."""
        for part, line in self.lines.items():
            if self._column and line.text() != getattr(self._column, part):
                line.setText(getattr(self._column, part))
        self.show_fault()

    def show_fault(self) -> None:
        """Say what is wrong with what is typed for the column."""
        fault = self._column.fault() if self._column else ""
        self.fault.setText(fault[:1].upper() + fault[1:])
        self.fault.setVisible(bool(fault))
        for line in (self.name.line, *self.lines.values()):
            line.setAccessibleDescription(fault)

    def _type(self, part: str, text: str) -> None:
        if self._column is not None:
            self._column.put(part, text)
            self.show_rest()
            self.changed.emit()

    def _put(self, grid: QGridLayout, place: int, part: str, title: str, widget: QWidget) -> None:
        label = QLabel(title, self)
        label.setProperty("role", "field")
        label.setBuddy(widget)
        label.setContentsMargins(0, theme.current().px(5), 0, 0)
        self._names[part] = label
        row, column = divmod(place, 2)
        grid.addWidget(label, 2 * row, column)
        grid.addWidget(widget, 2 * row + 1, column)
