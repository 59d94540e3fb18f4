"""Setting row: one setting on the page, its label above the control and below it what follows, or is wrong.

What makes sense is set at once. Of anything else a sentence says why it is not, and the setting stays.
"""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.actions import plain
from tumorboard.ui.editors import Context
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.setting import Setting
from tumorboard.ui.settings import Settings

AnySetting = Setting[Any]
S = TypeVar("S", bound=AnySetting)


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
