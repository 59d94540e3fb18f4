"""Lines: what is said across the page, calmly and without taking the keys from anybody."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from tumorboard.i18n import _
from tumorboard.ui import icons, theme


class Line(QFrame):
    """A sentence across the page; hidden while there is none to say."""

    def __init__(self, name: str, title: str, *, closable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = title
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self._label, 1)
        self._close = QToolButton(self)
        self._close.setProperty("role", "small")
        self._close.setAccessibleName(_("Close this message"))
        self._close.setToolTip(_("Close this message"))
        self._close.clicked.connect(lambda: self.say(""))
        self._close.setVisible(closable)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._label.text()

    def say(self, sentence: str) -> None:
        """Say a sentence, also to a screen reader; an empty one hides the line."""
        self._label.setText(sentence)
        self._label.setAccessibleName(f"{self._title}: {sentence}" if sentence else self._title)
        self.setVisible(bool(sentence))
        if sentence:
            self._paint_cross()
            QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))

    def _paint_cross(self) -> None:
        if not self._close.isHidden():
            look = theme.current()
            self._close.setIcon(
                icons.icon("close", look.danger if self.objectName() == "trouble" else look.muted)
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.sentence:
            self._paint_cross()
