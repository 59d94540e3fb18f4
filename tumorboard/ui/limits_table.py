"""Limits table: the limits of normal a clinic has for its results, typed as a small table.

There is always one empty line at the end to type the next ones into; a line in which nothing stands is none.
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tumorboard.domain import usual_limits, vocabulary
from tumorboard.domain.fields import CodedField, Field, NumberField, TextField
from tumorboard.domain.quantities import show_unit
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.i18n import N_, _
from tumorboard.ui import icons, theme
from tumorboard.ui.editors import Context
from tumorboard.ui.editors.coded import CodedEditor
from tumorboard.ui.editors.line import LineEditor, NumberEditor

ANALYTE, UNIT, LOW, HIGH = "analyte", "unit", "low", "high"
COLUMNS: dict[str, tuple[Field, int]] = {
    ANALYTE: (CodedField(label=N_("Analyte"), vocabulary="analytes"), 5),
    UNIT: (TextField(label=N_("Unit")), 2),
    LOW: (NumberField(label=N_("Lower limit")), 2),
    HIGH: (NumberField(label=N_("Upper limit")), 2),
}
"""The fields of a line, and their share of its width."""
_WIDEST = 640
"""How wide the table gets, at 100 %."""


class LimitsLine:
    """The widgets of one line of the table."""

    def __init__(self, table: "LimitsTable", context: Context) -> None:
        analyte, unit, low, high = (field for field, _share in COLUMNS.values())
        assert isinstance(analyte, CodedField)
        assert isinstance(low, NumberField)
        assert isinstance(high, NumberField)
        self.analyte = CodedEditor(analyte, context, table)
        self.unit = LineEditor(unit, context, table)
        self.low = NumberEditor(low, context, table)
        self.high = NumberEditor(high, context, table)
        self.remove = QToolButton(table)
        self.remove.setProperty("role", "small")
        self.said = QLabel(table)
        self.said.setWordWrap(True)
        self.said.setProperty("role", "echo-danger")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.said.hide()
        self._named = ""

    @property
    def editors(self) -> dict[str, LineEditor]:
        """The editors by the name of their column."""
        return {ANALYTE: self.analyte, UNIT: self.unit, LOW: self.low, HIGH: self.high}

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All there is of the line."""
        return (*self.editors.values(), self.remove, self.said)

    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(editor.typed().strip() for editor in self.editors.values())

    def has_focus(self) -> bool:
        """Whether the keys are in it."""
        return any(editor.line.hasFocus() for editor in self.editors.values())

    def show_limits(self, limits: ClinicLimits) -> None:
        """Show limits that are kept."""
        self.analyte.take_up(limits.analyte)
        self._named = limits.analyte
        self.unit.set_value(show_unit(limits.unit))
        self.low.set_value(limits.low)
        self.high.set_value(limits.high)

    def read(self, before: Sequence[ClinicLimits]) -> tuple[ClinicLimits | None, str]:
        """Return the limits where they are whole and can be used, otherwise why they are not."""
        for editor in (self.analyte, self.unit, self.low, self.high):
            if fault := editor.fault():
                return None, fault
        high, low = self.high.value(), self.low.value()
        if not self.analyte.typed().strip():
            return None, _("Name the analyte these limits belong to.")
        if high is None:
            return None, _("The upper limit is missing.")
        made = ClinicLimits(self.analyte.typed().strip(), self.unit.typed().strip(), low, high)
        fault = usual_limits.problem(made, before)
        return (None, fault) if fault else (made, "")

    def propose_unit(self) -> None:
        """Write the unit in which an analyte is usually measured, once it is named, unless one was typed."""
        known = vocabulary.analyte(self.analyte.typed())
        name = known.term.label if known else ""
        if known and name != self._named:
            self.unit.set_value(show_unit(known.unit))
            usual = known.usual_low, known.usual_high
            for editor, number in zip((self.low, self.high), usual, strict=True):
                editor.line.setPlaceholderText("" if number is None else f"{number}")
        self._named = name

    def set_number(self, number: int) -> None:
        """Tell a screen reader which line this is."""
        for name, editor in self.editors.items():
            words = _("{column}, line {number}")
            editor.set_name(words.format(column=_(COLUMNS[name][0].label), number=number))
        self.remove.setAccessibleName(_("Remove line {number}").format(number=number))
        self.remove.setToolTip(_("Remove this line"))


class LimitsTable(QWidget):
    """Edits the limits of a clinic; `changed` says that something was typed."""

    changed = Signal()

    def __init__(self, name: str, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        # The access key of the label leads here, and from here into the first line that is empty.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._context = context
        self._grid = QGridLayout()
        look = theme.current()
        self._grid.setHorizontalSpacing(look.px(4))
        self._grid.setVerticalSpacing(look.px(4))
        for column, (field, share) in enumerate(COLUMNS.values()):
            label = QLabel(_(field.label), self)
            label.setProperty("role", "field")
            self._grid.addWidget(label, 0, column)
            self._grid.setColumnStretch(column, share)
        self.lines: list[LimitsLine] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        self._next = 1
        self._grow()
        self._widen()

    def show_limits(self, kept: Sequence[ClinicLimits]) -> None:
        """Show limits that are kept, in place of what is shown."""
        for line in self.lines:
            self._discard(line)
        self.lines = []
        for limits in kept:
            self._grow().show_limits(limits)
        self._grow()
        self._judge()

    def limits(self) -> tuple[ClinicLimits, ...]:
        """Return the limits of all lines that are whole and can be used."""
        found: list[ClinicLimits] = []
        for line in self.lines:
            if not line.is_empty() and (read := line.read(found)[0]):
                found.append(read)
        return tuple(found)

    def show_icons(self) -> None:
        """Draw the pictures of the buttons in the colours of the theme."""
        size = theme.current().px(14)
        for line in self.lines:
            line.remove.setIconSize(QSize(size, size))
            line.remove.setIcon(icons.icon("close", theme.current().muted))

    def _widen(self) -> None:
        self.setMaximumWidth(theme.current().px(_WIDEST))

    def _typed(self, line: LimitsLine, *, analyte: bool = False) -> None:
        if analyte:
            line.propose_unit()
        if line is self.lines[-1] and not line.is_empty():
            self._grow()
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say below each line why it does not count; while it is being typed that is nobody's fault."""
        found: list[ClinicLimits] = []
        for line in self.lines:
            read, fault = (None, "") if line.is_empty() else line.read(found)
            if read:
                found.append(read)
            said = "" if line.has_focus() else fault
            line.said.setText(said)
            line.said.setVisible(bool(said))
            line.remove.setEnabled(not line.is_empty())
            line.analyte.line.setAccessibleDescription(said)

    def _remove(self, line: LimitsLine) -> None:
        place = self.lines.index(line)
        self.lines.remove(line)
        self._discard(line)
        self._number()
        self.lines[place].analyte.go_to()
        self._judge()
        self.changed.emit()

    def _discard(self, line: LimitsLine) -> None:
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _grow(self) -> LimitsLine:
        line = LimitsLine(self, self._context)
        # Lines keep their rows of the grid: what is removed leaves rows without a height.
        row, self._next = self._next, self._next + 2
        for column, (name, editor) in enumerate(line.editors.items()):
            self._grid.addWidget(editor, row, column)
            editor.changed.connect(lambda line=line, name=name: self._typed(line, analyte=name == ANALYTE))
            editor.line.left.connect(self._judge)
            editor.line.returnPressed.connect(lambda: self.window().focusNextChild())
        self._grid.addWidget(line.remove, row, len(COLUMNS))
        self._grid.addWidget(line.said, row + 1, 0, 1, len(COLUMNS))
        line.remove.clicked.connect(lambda _checked=False, line=line: self._remove(line))
        if self.lines:
            order = (self.lines[-1].remove, *line.editors.values(), line.remove)
            for one, after in pairwise(order):
                QWidget.setTabOrder(one, after)
        self.lines.append(line)
        line.remove.setEnabled(False)
        self._number()
        self.show_icons()
        return line

    def _number(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.set_number(number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widen()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.show_icons()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.lines[-1].analyte.go_to()
