"""Note: the editor of many lines, as high as what is written needs."""

from typing import Any

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.fields import Field
from tumorboard.domain.plain_text import is_text
from tumorboard.i18n import _
from tumorboard.ui.editors.editor import MARKS, Context, Echo, Editor, absence_echo, mark_of

LEAST, MOST = 2, 8
"""Lines that are seen at once."""


class _Text(QPlainTextEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = min(max(LEAST, round(self.document().size().height())), MOST)
        margins = 2 * self.document().documentMargin() + self.height() - self.viewport().height()
        # A pixel or two less, and the text could be scrolled by them.
        return QSize(100, round(lines * self.fontMetrics().lineSpacing() + margins) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        # As a line does: where there is nothing to take back here, the key is the case's.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys, written = QKeySequence.StandardKey, self.document()
            if (event.matches(keys.Undo) and not written.isUndoAvailable()) or (
                event.matches(keys.Redo) and not written.isRedoAvailable()
            ):
                event.ignore()
                return False
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()


class NoteEditor(Editor):
    """Edits a text of many lines; the tab key goes on to the next field."""

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.text = _Text(self)
        self.text.setPlaceholderText(_(field.help))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self.setFocusProxy(self.text)
        self._quiet = False
        self._shown = ("", "")
        self.text.textChanged.connect(self._tell)

    def value(self) -> Any:
        text = self.text.toPlainText()
        if text == self._shown[0]:
            return self._shown[1]
        return "" if text.strip() in MARKS or not is_text(text) else text.rstrip()

    def absence(self) -> str:
        return MARKS.get(self.text.toPlainText().strip(), "") if not self.value() else ""

    def fault(self) -> str:
        text = self.text.toPlainText()
        if text == self._shown[0] or is_text(text):
            return ""
        return _("There is a character in this that is none, perhaps from a paste.")

    def echo(self) -> Echo:
        return absence_echo(self.absence())

    def set_value(self, value: Any, absence: str = "") -> None:
        self.take_up(value or mark_of(absence))
        self._shown = (self.text.toPlainText(), value)

    def typed(self) -> str:
        return self.text.toPlainText()

    def take_up(self, typed: Any) -> None:
        self._quiet = True
        self.text.setPlainText(typed if isinstance(typed, str) else "")
        self._quiet = False

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.text.setAccessibleName(name)

    def go_to(self) -> None:
        self.text.setFocus()
        self.text.selectAll()

    def deselect(self) -> None:
        """Let go what is chosen, the keys being elsewhere."""
        cursor = self.text.textCursor()
        cursor.clearSelection()
        self.text.setTextCursor(cursor)

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()
