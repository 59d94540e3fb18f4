"""Setting rows: those for what is chosen, typed or measured, and which row a setting has."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tumorboard.domain.date_reading import read
from tumorboard.domain.fields import NumberField, TextField
from tumorboard.i18n import _
from tumorboard.ui.buttons import Choice
from tumorboard.ui.clinic_rows import FolderRow, LogoRow
from tumorboard.ui.editors import Context
from tumorboard.ui.editors.line import LineEditor, NumberEditor
from tumorboard.ui.handouts import paper_name, usual_paper
from tumorboard.ui.limits_table import LimitsTable
from tumorboard.ui.setting import Chosen, Folder, Limits, Logo, Share, Words
from tumorboard.ui.setting_row import AnySetting, SettingRow, TypedRow
from tumorboard.ui.settings import Settings

STEP = 10
"""Per cent that Up and Down change a size by."""
_EXAMPLE = "03-04-05"


class ChosenRow(SettingRow[Chosen[str]]):
    """One of a few, all in sight."""

    def control(self) -> QWidget:
        self.choice = Choice(self.title, "switch", self.set, self)
        self.choice.offer(
            [(code, _(text), _(tip) if tip else "") for code, text, tip in self.setting.options]
        )
        self.choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_value()
        return self.choice

    def show_value(self) -> None:
        self.choice.set_code(self.value())
        self.label.setBuddy(self.choice.button)

    def set(self, value: Any) -> None:
        super().set(value)
        self.label.setBuddy(self.choice.button)

    def is_shown(self) -> bool:
        return bool(self.choice.code == self.value())

    def consequence(self) -> str:
        says = CONSEQUENCES.get(self.setting.name)
        return says(self._settings, self._context.today()) if says else ""


class ShareRow(TypedRow[Share]):
    """A size in per cent; Up and Down change it by a step."""

    wide = 110

    def make(self) -> LineEditor:
        field = NumberField(label=self.setting.label, unit="%")
        return NumberEditor(field, self._context, self)

    def take(self) -> None:
        if not self.editor.typed().strip():
            self.say(_("Type a size; until then it stays {size} %.").format(size=f"{self._percent():g}"))
        elif fault := self.editor.fault():
            self.say(fault)
        else:
            self.set(self.editor.value() / 100)

    def show_value(self) -> None:
        self.editor.set_value(self._percent())

    def is_shown(self) -> bool:
        return bool(self.editor.value() == self._percent())

    def _percent(self) -> float:
        return round(100 * float(self.value()), 6)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: STEP, Qt.Key.Key_Down: -STEP}
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in steps:
            wanted = (self._percent() + steps[Qt.Key(event.key())]) / 100
            self.set(round(min(max(wanted, self.setting.low), self.setting.high), 6))
            self.show_value()
            return True
        return super().eventFilter(watched, event)


class WordsRow(TypedRow[Words]):
    """A line of text."""

    def make(self) -> LineEditor:
        return LineEditor(TextField(label=self.setting.label), self._context, self)

    def take(self) -> None:
        self.set(self.editor.typed().strip())

    def show_value(self) -> None:
        self.editor.set_value(self.value())

    def is_shown(self) -> bool:
        return bool(self.editor.typed().strip() == self.value())


class LimitsRow(SettingRow[Limits]):
    """A table of limits."""

    def control(self) -> QWidget:
        self.table = LimitsTable(self.title, self._context, self)
        self.table.changed.connect(lambda: self.set(self.table.limits()))
        self.label.setBuddy(self.table)
        self.show_value()
        return self.table

    def show_value(self) -> None:
        self.table.show_limits(self.value())

    def is_shown(self) -> bool:
        return bool(self.table.limits() == self.value())


AnyRow = SettingRow[Any]


def row_for(setting: AnySetting, settings: Settings, context: Context, parent: QWidget) -> AnyRow:
    """Return a new row for a setting."""
    match setting:
        case Chosen():
            made: type[AnyRow] = ChosenRow
        case Share():
            made = ShareRow
        case Folder():
            made = FolderRow
        case Words():
            made = WordsRow
        case Logo():
            made = LogoRow
        case Limits():
            made = LimitsRow
        case _:
            raise LookupError(f"There is no row for a setting of the kind {type(setting).__name__}.")
    row = made(setting, settings, context, parent)
    row.say("")
    return row


def _date_consequence(settings: Settings, today: date) -> str:
    # Three figures of which each could be the day, the month or the year.
    found = read(_EXAMPLE, settings.date_order, today)
    return _("{typed} is read as {day}.").format(typed=_EXAMPLE, day=found.words)


def _paper_consequence(settings: Settings, today: date) -> str:
    if settings.paper != "country":
        return ""
    return _("Here that is {paper}.").format(paper=paper_name(usual_paper()))


CONSEQUENCES: dict[str, Callable[[Settings, date], str]] = {
    "date_order": _date_consequence,
    "paper": _paper_consequence,
}
"""What follows from a choice, in words, for whoever chooses."""
