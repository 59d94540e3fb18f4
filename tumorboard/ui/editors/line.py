"""Line: editors of one line of text, each with its way to read what is typed."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tumorboard.domain import date_reading, quantities
from tumorboard.domain.date_reading import DateOrder
from tumorboard.domain.dates import Day, show, show_long
from tumorboard.domain.fields import DayField, Field, NumberField
from tumorboard.domain.plain_text import is_text
from tumorboard.domain.unreadable import Unreadable
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.editors.editor import MARKS, Context, Echo, Editor, absence_echo, mark_of
from tumorboard.ui.text_line import TextLine


class LineEditor(Editor):
    """Edits a text; the kinds below read it as something else."""

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line = TextLine(self)
        self.line.setPlaceholderText(_(field.help))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.current().px(6))
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self._shown: tuple[str, Any] = ("", field.empty)
        self._read: tuple[str, Any, str, Echo] | None = None
        self.line.textEdited.connect(lambda text: self.changed.emit())

    def read(self, text: str) -> tuple[Any, Echo]:
        """Return what a text says and its echo; Unreadable with a sentence where it cannot be read."""
        if not is_text(text):
            raise Unreadable(_("There is a character in this that is none, perhaps from a paste."))
        return text, Echo()

    def write(self, value: Any) -> str:
        """Return the text for a value."""
        return str(value)

    def value(self) -> Any:
        return self._reading()[1]

    def absence(self) -> str:
        return MARKS.get(self.line.text().strip(), "") if self.value() == self.field.empty else ""

    def fault(self) -> str:
        return self._reading()[2]

    def echo(self) -> Echo:
        return absence_echo(self.absence()) if self.absence() else self._reading()[3]

    def set_value(self, value: Any, absence: str = "") -> None:
        text = mark_of(absence) if value == self.field.empty else self.write(value)
        self.line.setText(text)
        # As the line shows it: line breaks, which a document may bring, are none in a line.
        self._shown, self._read = (self.line.text(), value), None
        # A long text is read from its beginning.
        self.line.setCursorPosition(0)

    def typed(self) -> str:
        return self.line.text()

    def take_up(self, typed: Any) -> None:
        self._read = None
        self.line.setText(typed if isinstance(typed, str) else "")

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.line.setAccessibleName(name)

    def go_to(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def _reading(self) -> tuple[str, Any, str, Echo]:
        text = self.line.text()
        if self._read is None or self._read[0] != text:
            self._read = (text, *self._read_anew(text))
        return self._read

    def _read_anew(self, text: str) -> tuple[Any, str, Echo]:
        if text == self._shown[0]:
            # What was shown and not touched stays what it was, to the last digit.
            return self._shown[1], "", Echo()
        said = text.strip()
        if not said or said in MARKS:
            return self.field.empty, "", Echo()
        try:
            value, echo = self.read(said)
        except Unreadable as unreadable:
            return self.field.empty, str(unreadable), Echo()
        return value, "", echo


class DayEditor(LineEditor):
    """Edits a date in any of the ways people write one, and says back what was understood."""

    def __init__(self, field: DayField, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._future = field.future
        self.line.setPlaceholderText(_(field.help) or _("Sep 2017"))

    def read(self, text: str) -> tuple[Any, Echo]:
        found = date_reading.read(text, self.context.order(), self.context.today(), self._future)
        words = _("{day}: is that meant?").format(day=found.words) if found.ambiguous else found.words
        return found.day, Echo("" if words == text else words, found.ambiguous)

    def write(self, value: Any) -> str:
        return day_text(value, self.context.order(), self.context.today())


def day_text(day: Day, order: DateOrder, today: date) -> str:
    """Return a day as it can be typed: in words where these are read as the same day, else as EDTF."""
    for words in (show(day), show_long(day)):
        try:
            if date_reading.read(words, order, today, future=True).day == day:
                return words
        except Unreadable:
            continue
    return str(day)


class NumberEditor(LineEditor):
    """Edits a plain number, its unit beside it."""

    def __init__(self, field: NumberField, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        if field.unit:
            unit = QLabel(field.unit_for(2), self)
            unit.setProperty("role", "muted")
            self.row.addWidget(unit)

    def read(self, text: str) -> tuple[Any, Echo]:
        unit = self.field.unit if isinstance(self.field, NumberField) else ""
        quantity = quantities.read(text, unit)
        if quantity.comparator:
            raise Unreadable(_("“{text}”: one number is expected here, not a bound.").format(text=text))
        number = float(quantity.number)
        return int(number) if number == int(number) else number, Echo()

    def write(self, value: Any) -> str:
        return f"{value:.15g}" if isinstance(value, float) else str(value)
