"""Setting rows: one setting on the page, its label above the control and below it what follows, or is wrong.

What makes sense is set at once. Of anything else a sentence says why it is not, and the setting stays.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.date_reading import read
from tumorboard.domain.fields import NumberField, TextField
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.actions import plain
from tumorboard.ui.buttons import Choice
from tumorboard.ui.editors import Context
from tumorboard.ui.editors.line import LineEditor, NumberEditor
from tumorboard.ui.handouts import paper_name, usual_paper
from tumorboard.ui.limits_table import LimitsTable
from tumorboard.ui.setting import Chosen, Limits, Setting, Share, Words
from tumorboard.ui.settings import Settings

AnySetting = Setting[Any]
S = TypeVar("S", bound=AnySetting)
STEP = 10
"""Per cent that Up and Down change a size by."""
_EXAMPLE = "03-04-05"


class SettingRow(QWidget, Generic[S]):
    """Shows one setting and changes it."""

    def __init__(self, setting: S, settings: Settings, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setting, self._settings, self._context = setting, settings, context
        self.label = QLabel(_(setting.label), self)
        self.label.setProperty("role", "field")
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setProperty("role", "echo")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(3))
        layout.addWidget(self.label)
        # What reached its widest stands at the left, not in the middle.
        line = QHBoxLayout()
        line.addWidget(self.control(), 1)
        line.addStretch()
        layout.addLayout(line)
        layout.addWidget(self.said)

    @property
    def title(self) -> str:
        """What the setting is called, without the mark of its access key."""
        return plain(_(self.setting.label))

    @property
    def sentence(self) -> str:
        """What is said below the control."""
        return self.said.text()

    def control(self) -> QWidget:
        """Make what the setting is changed with."""
        raise NotImplementedError

    def show_value(self) -> None:
        """Show the setting as it is."""
        raise NotImplementedError

    def is_shown(self) -> bool:
        """Whether what the control says is the setting as it is."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show the setting if it was changed elsewhere, and what follows from it."""
        if not self.is_shown():
            self.show_value()
        self.say("")

    def value(self) -> Any:
        """Return the setting as it is."""
        return getattr(self._settings, self.setting.name)

    def set(self, value: Any) -> None:
        """Change the setting, or say why it stays as it is."""
        fault = self.setting.problem(value)
        self.say(fault)
        if not fault:
            setattr(self._settings, self.setting.name, value)

    def say(self, fault: str) -> None:
        """Say what is wrong; where nothing is, what the setting is for."""
        words = fault or self.consequence() or _(self.setting.help)
        role = "echo-danger" if fault else "echo"
        theme.restyle(self.said, role=role)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def consequence(self) -> str:
        """Return what follows from the setting as it is, where that is worth a word."""
        return ""


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


class TypedRow(SettingRow[S]):
    """A line to type in."""

    editor: LineEditor
    wide = 360
    """How wide the line is, at 100 %."""

    def make(self) -> LineEditor:
        """Make the editor."""
        raise NotImplementedError

    def take(self) -> None:
        """Set what is typed."""
        raise NotImplementedError

    def control(self) -> QWidget:
        self.editor = self.make()
        self.editor.set_name(self.title)
        self._widen()
        self.editor.line.installEventFilter(self)
        self.editor.changed.connect(self.take)
        self.editor.line.returnPressed.connect(lambda: self.window().focusNextChild())
        self.label.setBuddy(self.editor.line)
        self.show_value()
        return self.editor

    def say(self, fault: str) -> None:
        super().say(fault)
        line = self.editor.line
        line.setAccessibleDescription(self.sentence)
        theme.restyle(line, faulty=bool(fault))

    def _widen(self) -> None:
        self.editor.setMaximumWidth(theme.current().px(self.wide))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widen()


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
        case Words():
            made = WordsRow
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
