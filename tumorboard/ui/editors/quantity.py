"""Quantity: the editor of a measured value, its comparator and digits as typed, and its unit beside it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from tumorboard.domain import quantities
from tumorboard.domain.fields import Field
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.unreadable import Unreadable
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.editors.editor import MARKS, Context, Echo
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.text_line import TextLine


class QuantityEditor(LineEditor):
    """Edits a value in one line and its unit in a second, shorter one."""

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line.setPlaceholderText(_(field.help) or "<2.0")
        self.unit = TextLine(self)
        self.unit.setPlaceholderText(_("unit"))
        self.unit.setMaximumWidth(theme.current().px(90))
        self.unit.textEdited.connect(self._follow_unit)
        self.row.addWidget(self.unit)

    def read(self, text: str) -> tuple[Any, Echo]:
        found = quantities.read(text, self.unit.text().strip())
        return found, Echo("" if found.unit or not self.unit.text() else quantities.show(found))

    def write(self, value: Any) -> str:
        assert isinstance(value, Quantity)
        return f"{value.comparator}{value.value}"

    def fault(self) -> str:
        text = self.line.text().strip()
        if self.unit.text().strip() and not text:
            # A unit alone says nothing yet, and is proposed by the form.
            return ""
        return super().fault()

    def set_value(self, value: Any, absence: str = "") -> None:
        self.unit.setText(value.unit if value else "")
        super().set_value(value, absence)

    def set_unit(self, unit: str) -> None:
        """Propose a unit where none is given."""
        if not self.unit.text().strip():
            self.unit.setText(unit)
            self._read = None

    def typed(self) -> Any:
        text = self.line.text()
        return {"value": text, "unit": self.unit.text()} if text.strip() else ""

    def take_up(self, typed: Any) -> None:
        given = typed if isinstance(typed, dict) else {}
        self.unit.setText(str(given.get("unit", "")))
        super().take_up(given.get("value", ""))

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.unit.setAccessibleName(_("{field}, unit").format(field=name))

    def stops(self) -> list[QWidget]:
        return [self.line, self.unit]

    def _read_anew(self, text: str) -> tuple[Any, str, Echo]:
        said = text.strip()
        if said and said not in MARKS and text == self._shown[0]:
            shown = self._shown[1]
            if shown is not None and shown.unit == self.unit.text().strip():
                return shown, "", Echo()
            try:
                return *self.read(said)[:1], "", Echo()
            except Unreadable as unreadable:
                return None, str(unreadable), Echo()
        return super()._read_anew(text)

    def _follow_unit(self) -> None:
        self._read = None
        self.changed.emit()
