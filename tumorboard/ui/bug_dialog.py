"""Bug dialog: what is said when the program itself made a mistake."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tumorboard.i18n import _


class BugDialog(QDialog):
    """Says what happened, what is safe, and what can be handed on."""

    def __init__(self, text: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A mistake in the program"))
        said = QLabel(
            _(
                "Something in TumorBoard went wrong; it is not your doing. Everything that was kept is safe "
                "in your file. You can go on; if the window looks odd, close and open the program.\n\n"
                "The details below name places in the program, no patient. They are also kept in {file}."
            ).format(file=log_file)
        )
        said.setWordWrap(True)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Details of the mistake"))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("&Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton(_("&Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on.clicked.connect(self.accept)
        go_on.setProperty("role", "first")
        go_on.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for widget in (said, self.details, buttons):
            layout.addWidget(widget)
        self.resize(560, 360)
        go_on.setFocus()
