"""Form row: one field in a form, its label above the editor and below it what was understood, or is wrong."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.fields import Field
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.editors import Editor
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.editors.rows import RowsEditor

CALM, LOOK, WRONG = "echo", "echo-look", "echo-danger"


class FormRow(QWidget):
    """Shows one field; `changed` says that something was typed in it."""

    changed = Signal()

    def __init__(self, field: Field, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.editor = field, editor
        editor.setParent(self)
        title = _(field.label)
        self.label = QLabel(f"{title} · {_('required')}" if field.required else title, self)
        self.label.setProperty("role", "field")
        self.label.setBuddy(editor)
        self.label.setToolTip(_(field.help))
        editor.set_name(title)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setProperty("role", CALM)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(2))
        layout.addWidget(self.label)
        layout.addWidget(editor)
        layout.addWidget(self.said)
        layout.addStretch(1)
        self._problem, self._asked = "", False
        editor.changed.connect(self._follow)
        editor.changed.connect(self.changed)
        if isinstance(editor, LineEditor):
            editor.line.returnPressed.connect(self._go_on)
            editor.line.installEventFilter(self)

    def say_problem(self, sentence: str, *, asked: bool) -> None:
        """Say what is wrong with the field; what is only missing is said once it was `asked` for."""
        self._problem, self._asked = sentence, asked
        self._follow()

    @property
    def sentence(self) -> str:
        """What is said below the field."""
        return self.said.text()

    def _follow(self) -> None:
        fault, echo = self.editor.fault(), self.editor.echo()
        rows = self.editor.missing() if isinstance(self.editor, RowsEditor) else ""
        empty = not self.editor.typed()
        if fault:
            # While it is being typed, a date is no date yet, which is nobody's fault.
            typing = isinstance(self.editor, LineEditor) and self.editor.line.hasFocus()
            self._say(fault, CALM if typing and not self._asked else WRONG)
        elif self._problem and (self._asked or not empty):
            self._say(self._problem, WRONG)
        elif rows:
            self._say(rows, WRONG)
        else:
            self._say(echo.words, LOOK if echo.look else CALM)
        if isinstance(self.editor, LineEditor):
            wrong = self.said.property("role") == WRONG and bool(self.sentence)
            theme.restyle(self.editor.line, faulty=wrong)

    def _say(self, words: str, role: str) -> None:
        theme.restyle(self.said, role=role)
        if self.said.text() != words:
            self.said.setText(words)
            self.said.setVisible(bool(words))
            self.editor.setAccessibleDescription(words)
            if isinstance(self.editor, LineEditor):
                self.editor.line.setAccessibleDescription(words)

    def _go_on(self) -> None:
        self.window().focusNextChild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._follow()
        return super().eventFilter(watched, event)
