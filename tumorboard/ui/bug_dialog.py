"""Bug dialog: what is said when the program itself made a mistake."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button

_WIDTH, _HEIGHT = 540, 400
"""The size at 100 %, as far as the screen has room for it."""
_LINES = 5
"""So many lines of the details are seen at least."""


class BugDialog(QDialog):
    """Says what happened, what is safe, and what can be handed on."""

    def __init__(self, text: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A mistake in the program"))
        self._text = text
        heading = self._label(_("Something went wrong, and it is not your doing"), "heading")
        safe = self._label(
            _(
                "TumorBoard made a mistake. Everything that was kept is safe in your file, and so is what "
                "was typed up to a moment ago. You can go on; if the window looks odd, close and open the "
                "program."
            )
        )
        title = self._label(_("Details, which name places in the program and no patient"), "field")
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Details of the mistake"))
        self.details.setMinimumHeight(_LINES * self.details.fontMetrics().lineSpacing())
        title.setBuddy(self.details)
        where = self._label(_("Also kept in {file}").format(file=log_file), "echo")
        self.copy = Button(_("&Copy details"), parent=self)
        self.copy.clicked.connect(self._copy)
        self.go_on = Button(_("&Go on"), "first", "Esc", self)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        look = theme.current()
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        layout.setSpacing(look.px(4))
        layout.addWidget(heading)
        layout.addSpacing(look.px(4))
        layout.addWidget(safe)
        layout.addSpacing(look.px(8))
        layout.addWidget(title)
        layout.addWidget(self.details, 1)
        layout.addWidget(where)
        layout.addSpacing(look.px(8))
        layout.addLayout(buttons)
        room = self.screen().availableGeometry().size()
        width = min(look.px(_WIDTH), room.width() - look.px(16))
        # Words that wrap ask for their height only where they are told their width.
        height = max(look.px(_HEIGHT), layout.totalHeightForWidth(width))
        self.resize(width, min(height, room.height() - look.px(16)))
        self.go_on.setFocus()

    def _label(self, words: str, role: str = "") -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy.setText(_("Copied"))
