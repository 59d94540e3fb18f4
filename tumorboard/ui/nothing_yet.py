"""Nothing yet: what stands in the place of the chart while nothing is recorded of a case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button


class NothingYet(QWidget):
    """Says how to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Nothing recorded yet"))
        self.title = QLabel(_("Nothing recorded yet"), self)
        self.title.setProperty("role", "heading")
        self.words = QLabel(
            _(
                "Ctrl+N adds a result, a treatment, an imaging or anything else; "
                "Ctrl+1 goes straight to laboratory results. The chart begins with the first of them."
            ),
            self,
        )
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add = Button(_("Add"), "first", "Ctrl+N", self)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.current().px(10))
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.hide()
