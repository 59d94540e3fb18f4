"""Keys: the page that lists what can be done by key, read from the same table as the menus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui.actions import MENUS, Act, plain
from tumorboard.ui.buttons import Button


class KeysPage(QWidget):
    """All keys in columns, one for each menu."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Keys"))
        card = QFrame(self)
        card.setObjectName("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        row = 0
        for section in MENUS:
            acts = [act for act in section.acts if isinstance(act, Act) and act.keys]
            title = QLabel(plain(_(section.title)), card)
            title.setProperty("role", "label")
            grid.addWidget(title, row, 0, 1, 2)
            for act in acts:
                row += 1
                self._write(grid, row, plain(_(act.text)), act.keys)
            row += 1
        for words, keys in (
            (_("Move among the cases found"), ("Up", "Down")),
            (_("Open the case"), ("Return",)),
            (_("Empty the search, leave this page"), ("Esc",)),
        ):
            self._write(grid, row, words, keys)
            row += 1
        grid.setColumnStretch(1, 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(card)
        area.setAccessibleName(_("All keys"))
        self.back = Button(_("&Back"), "first", "Esc", self)
        self.back.clicked.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(area, 1)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)

    def _write(self, grid: QGridLayout, row: int, words: str, keys: tuple[str, ...]) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        shown = _(" or ").join(QKeySequence(key).toString(native) for key in keys)
        key = QLabel(shown, self)
        key.setProperty("role", "key")
        said = QLabel(words, self)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(said, row, 1)
        key.setBuddy(said)
