"""Laboratory columns: unit and limits of an analyte, as its laboratory gave them last, and their fields."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import analyte
from tumorboard.figures.analytes import FIRST, analytes, results_of
from tumorboard.i18n import N_, _
from tumorboard.ui import theme
from tumorboard.ui.laboratory_rows import Column
from tumorboard.ui.text_line import TextLine

if TYPE_CHECKING:
    from tumorboard.store.book import Book

PARTS = (("unit", N_("Unit")), ("low", N_("Lower limit")), ("high", N_("Upper limit")))


def column_of(book: "Book | None", name: str, laboratory: str) -> Column:
    """Return a column with the unit and limits its laboratory gave last.

    Of a laboratory that never gave the analyte only the unit is taken from others: limits are its own.
    """
    known = analyte(name)
    names = (known.term.label, *known.term.synonyms, name) if known else (name,)
    code = known.term.code if known else ""
    if book and (habit := book.laboratories.habit(names, code, laboratory)):
        return Column(name, habit.unit, _limit(habit.low), _limit(habit.high))
    other = book.laboratories.habit(names, code) if book and laboratory else None
    return Column(name, other.unit if other else known.unit if known else "")


def analytes_looked_at(case: Case) -> tuple[str, ...]:
    """Return the analytes a case has results of: CA19-9 first, then those that were measured last."""

    def last(name: str) -> int:
        return max((one.on.anchor.toordinal() for one in results_of(case, name) if one.on), default=0)

    return tuple(sorted(analytes(case), key=lambda name: (name != FIRST, -last(name))))


class ColumnFields(QWidget):
    """Unit and limits of the column the keys are at."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self._column: Column | None = None
        self._name = QLabel(self)
        self.lines: dict[str, TextLine] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(2))
        for place, (part, title) in enumerate(PARTS):
            line = TextLine(self)
            line.textEdited.connect(lambda text, part=part: self._set(part, text))
            line.returnPressed.connect(lambda: self.window().focusNextChild())
            label = QLabel(_(title), self)
            label.setProperty("role", "field")
            label.setBuddy(line)
            grid.addWidget(label, 0, place)
            grid.addWidget(line, 1, place)
            self.lines[part] = line
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._name)
        box.addLayout(grid)

    def show_column(self, column: Column | None) -> None:
        """Show a column's unit and limits; those of none cannot be typed."""
        self._column = column
        self._name.setText(column.name if column else _("In a column stand its unit and limits here."))
        self._name.setProperty("role", "section" if column else "echo")
        self._name.style().unpolish(self._name)
        self._name.style().polish(self._name)
        for part, title in PARTS:
            line = self.lines[part]
            line.setEnabled(column is not None)
            text = getattr(column, part) if column else ""
            if line.text() != text:
                line.setText(text)
            line.setAccessibleName(f"{column.name}: {_(title)}" if column else _(title))

    def _set(self, part: str, text: str) -> None:
        if self._column is not None:
            setattr(self._column, part, text.strip())
            self._column.by_hand = True
            self.changed.emit()


def _limit(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"
