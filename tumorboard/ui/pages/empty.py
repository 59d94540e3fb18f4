"""Empty: what the middle of the window says while no case is open, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui.buttons import Button


class EmptyPage(QWidget):
    """Says how to begin."""

    case_wanted = Signal()
    """A new case is to be typed in."""
    example_wanted = Signal()
    import_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("No case is open"))
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.sentence = QLabel(self)
        self.sentence.setProperty("role", "muted")
        self.sentence.setWordWrap(True)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.case = Button(_("&New case"), "first", "Ctrl+Shift+N", self)
        self.example = Button(_("Add the published &example"), parent=self)
        self.document = Button(_("Open a case &document…"), key="Ctrl+I", parent=self)
        self.file = Button(_("Open &file…"), "first", "Ctrl+O", self)
        self.case.clicked.connect(self.case_wanted)
        self.file.clicked.connect(self.file_wanted)
        self.example.clicked.connect(self.example_wanted)
        self.document.clicked.connect(self.import_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.file, self.case, self.example, self.document):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        layout.addLayout(buttons)
        layout.addStretch(3)
        self.wait()

    def wait(self) -> None:
        """Say nothing yet, as the file is being opened."""
        self._say("", "")

    def show_count(self, count: int, *, read_only: bool) -> None:
        """Say what to do in a file of so many cases."""
        if count:
            words = _("Type a name or number at the left (Ctrl+F) and press Enter.")
            self._say(_("No case is open"), words, new=not read_only)
        elif read_only:
            self._say(_("This file holds no cases yet"), _("It cannot be written to now."))
        else:
            words = _(
                "Begin with a case of your own, with one that was published, "
                "or with a case document from another file."
            )
            self._say(_("This file holds no cases yet"), words, new=True, begin=True)

    def show_no_file(self) -> None:
        """Say that there is no file to work on."""
        words = _("Open a file, or make a new one from the menu: File, New file.")
        self._say(_("No file is open"), words)
        self.file.show()

    def _say(self, title: str, sentence: str, *, new: bool = False, begin: bool = False) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.file.hide()
        self.case.setVisible(new)
        self.example.setVisible(begin)
        self.document.setVisible(begin)
