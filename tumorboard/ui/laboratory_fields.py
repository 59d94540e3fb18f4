"""Laboratory fields: what is typed below the grid: of the column in use, and of all results at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tumorboard.domain.fields import Field, TextField, field_of
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import N_, _
from tumorboard.ui import theme
from tumorboard.ui.editors import Context, Editor, editor_for
from tumorboard.ui.editors.coded import TermEditor
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.editors.pick import PickEditor
from tumorboard.ui.editors.proposals import Proposal
from tumorboard.ui.laboratory_columns import TYPED, Column
from tumorboard.ui.text_line import TextLine

COMMON = (("laboratory", "method"), ("source",), ("note",))
"""What is typed for all results at once, line by line."""
Known = Callable[[str], Sequence[str]]
"""Returns the names there are for a field."""


class KnownEditor(PickEditor):
    """Edits a name, and offers those the file knows: what is remembered of one is found under that name."""

    def __init__(self, field: Field, context: Context, known: Known, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._known = known

    def propose(self, text: str) -> Sequence[Proposal]:
        typed, names = fold(text), self._known(self.field.name)
        begun = [name for name in names if fold(name).startswith(typed)]
        within = [name for name in names if name not in begun and typed in fold(name)]
        # Another laboratory may begin as one that is known: what is typed stays, and the list only offers.
        return [Proposal(name, begins=False) for name in (*begun, *within)]


class ColumnFields(QWidget):
    """Analyte, unit and limits of one column."""

    changed = Signal()
    """The unit or a limit was typed."""
    renamed = Signal(str)
    """This was typed as the analyte."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._column: Column | None = None
        self.name = TermEditor(TextField(label=N_("Analyte")), context, "analytes", self)
        self.name.changed.connect(lambda: self.renamed.emit(self.name.line.text().strip()))
        self.lines: dict[str, TextLine] = {}
        grid = _grid(self)
        _add(grid, 0, 0, 1, _("Analyte"), self.name)
        self.name.line.returnPressed.connect(lambda: self.window().focusNextChild())
        for place, (part, title) in enumerate(TYPED, start=1):
            line = TextLine(self)
            line.textEdited.connect(lambda text, part=part: self._type(part, text))
            line.returnPressed.connect(lambda: self.window().focusNextChild())
            _add(grid, *divmod(place, 2), 1, _(title), line)
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


class CommonFields(QWidget):
    """Laboratory and method, source and note of all results in the grid."""

    changed = Signal()
    """Something was typed."""
    named = Signal()
    """The laboratory or the method was typed."""

    def __init__(self, context: Context, known: Known, parent: QWidget) -> None:
        super().__init__(parent)
        self.editors: dict[str, Editor] = {}
        grid = _grid(self)
        for row, names in enumerate(COMMON):
            for column, name in enumerate(names):
                field = field_of(Laboratory, name)
                editor = self._editor(field, context, known)
                editor.set_name(_(field.label))
                if isinstance(editor, LineEditor):
                    editor.line.returnPressed.connect(lambda: self.window().focusNextChild())
                self.editors[name] = editor
                _add(grid, row, column, 2 // len(names), _(field.label), editor)

    def _editor(self, field: Field, context: Context, known: Known) -> Editor:
        if field.name not in COMMON[0]:
            editor = editor_for(field, context, self)
        else:
            editor = KnownEditor(field, context, known, self)
            editor.changed.connect(self.named)
        editor.changed.connect(self.changed)
        return editor


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.current().px(8))
    grid.setVerticalSpacing(theme.current().px(2))
    return grid


def _add(grid: QGridLayout, row: int, column: int, wide: int, title: str, widget: QWidget) -> None:
    label = QLabel(title, grid.parentWidget())
    label.setProperty("role", "field")
    label.setBuddy(widget)
    label.setContentsMargins(0, theme.current().px(5), 0, 0)
    grid.addWidget(label, 2 * row, column, 1, wide)
    grid.addWidget(widget, 2 * row + 1, column, 1, wide)
