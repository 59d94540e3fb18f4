"""Reason bar: why a recommendation was not followed, chosen below the list and kept by one key."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tumorboard.domain.board import REASONS
from tumorboard.i18n import _, capital
from tumorboard.ui.buttons import Button


class ReasonBar(QWidget):
    """Asks for a coded reason; hidden while none is wanted."""

    chosen = Signal(str, str)
    """What it came to, and the code of the reason, which is empty where none is known."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Reason"))
        self._fulfilment = ""
        self.words = QLabel(self)
        self.reasons = QComboBox(self)
        self.reasons.setAccessibleName(_("Reason"))
        self.reasons.addItem(_("Reason not known"), "")
        for reason in REASONS:
            self.reasons.addItem(capital(_(reason.label)), reason.code)
        self.keep = Button(_("Keep"), "first", "Enter", self)
        self.leave = Button(_("Leave"), "", "Esc", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.reasons, 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        self.reasons.installEventFilter(self)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def ask(self, fulfilment: str, words: str) -> None:
        """Ask why a recommendation came to this, in words."""
        self._fulfilment = fulfilment
        self.words.setText(_("{answer}, because").format(answer=capital(words)))
        self.reasons.setCurrentIndex(0)
        self.show()
        self.reasons.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self.hide()
        self.chosen.emit(self._fulfilment, self.reasons.currentData())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = {Qt.Key.Key_Return: self._keep, Qt.Key.Key_Enter: self._keep, Qt.Key.Key_Escape: self._leave}
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            pressed = cast(QKeyEvent, event)
            doing = keys.get(Qt.Key(pressed.key()))
            if event.type() is QEvent.Type.ShortcutOverride:
                # Letters find a reason, Esc leaves the bar and not the page.
                event.accept()
                return True
            if doing and not pressed.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                doing()
                return True
        return super().eventFilter(watched, event)
