"""Empty: what the middle of the window says while no case is open, and what to do next."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui.buttons import Button

MARGIN = 16


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
        self._buttons = (self.file, self.case, self.example, self.document)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10)
        for button in self._buttons:
            self._row.addWidget(button)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addLayout(self._row)
        around.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        layout.addLayout(around)
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
        self._arrange()

    def _arrange(self) -> None:
        """Put the buttons into a row, or below each other where large text leaves that no room."""
        shown = [button.sizeHint().width() for button in self._buttons if not button.isHidden()]
        wide = sum(shown) + self._row.spacing() * max(0, len(shown) - 1)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(beside if wide <= self.contentsRect().width() - 2 * MARGIN else below)

    def minimumSizeHint(self) -> QSize:
        # One button wide: a row of them would make the window scroll sideways instead.
        wide = max(button.sizeHint().width() for button in self._buttons)
        return QSize(wide + 2 * MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()
