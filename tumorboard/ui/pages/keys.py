"""Keys: the page that lists what can be done by key, read from the same table as the menus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tumorboard.i18n import N_, _
from tumorboard.ui.actions import MENUS, Act, plain
from tumorboard.ui.buttons import Button
from tumorboard.ui.meeting.keys import ACTS

PLACES = (
    (
        N_("Cases"),
        (
            (N_("Move among the cases found"), ("Up", "Down")),
            (N_("Open the case"), ("Return",)),
            (N_("Empty the search, leave this page"), ("Esc",)),
        ),
    ),
    (
        N_("Form"),
        (
            (N_("Next field"), ("Tab", "Return")),
            (N_("List of what can be chosen, and in it"), ("Down", "Up")),
            (N_("Asked for, and unknown"), ("?",)),
            (N_("Not done"), ("/",)),
            (N_("Unfold a row, at its arrow"), ("Space",)),
            (N_("Leave without keeping"), ("Esc",)),
        ),
    ),
    (
        N_("Grid of results"),
        (
            (N_("Next cell"), ("Tab", "Return")),
            (N_("Copy, cut and paste cells"), ("Ctrl+C", "Ctrl+X", "Ctrl+V")),
            (N_("Empty what is chosen"), ("Del",)),
            (N_("Take back what was pasted or emptied"), ("Ctrl+Z",)),
        ),
    ),
    (
        N_("Chart"),
        (
            (N_("Previous or next result or entry"), ("Left", "Right")),
            (N_("To the lanes and back"), ("Up", "Down")),
            (N_("First or last of them"), ("Home", "End")),
            (N_("See less or more time"), ("+", "-")),
        ),
    ),
    (
        N_("Record"),
        (
            (N_("Change the cell"), ("F2", "Return")),
            (N_("Open the record in its form"), ("Ctrl+Return",)),
            (N_("A new record like this one"), ("Ctrl+D",)),
            (N_("Remove the records selected"), ("Del",)),
            (N_("Copy the rows for a spreadsheet"), ("Ctrl+C",)),
            (N_("Filter by words"), ("/",)),
            (N_("Choose a kind of record"), ("K",)),
            (N_("Previous or next kind"), ("Ctrl+Left", "Ctrl+Right")),
        ),
    ),
    (
        N_("Actions of all boards"),
        (
            (N_("Open the case at its board"), ("Return",)),
            (N_("Done"), ("D",)),
            (N_("Followed only partly, and why"), ("P",)),
            (N_("Not followed, and why"), ("N",)),
            (N_("Lost to follow-up, and why"), ("L",)),
            (N_("Drop the task"), ("X",)),
        ),
    ),
    (
        N_("Documents"),
        (
            (N_("Show large"), ("Return", "Space")),
            (N_("Add files"), ("Ins",)),
            (N_("Add what is on the clipboard"), ("Ctrl+V",)),
            (N_("Change in its form"), ("F2", "Ctrl+Return")),
            (N_("Print it in the handout, or no longer"), ("P",)),
            (N_("Remove"), ("Del",)),
        ),
    ),
    (
        N_("Pictures large"),
        (
            (N_("Previous or next in time; move what is enlarged"), ("Left", "Right")),
            (N_("Previous or next in time, enlarged or not"), ("PgUp", "PgDown")),
            (N_("Enlarge or reduce"), ("+", "-")),
            (N_("All of it, or point for point"), ("0", "1")),
            (N_("Side by side, or one alone"), ("S",)),
            (N_("Two, three or four side by side"), ("2", "3", "4")),
            (N_("Enlarge all together or each alone"), ("Z",)),
            (N_("Open with the system's own program"), ("O",)),
        ),
    ),
)
"""Keys that work where the keyboard is, besides those of the menus."""

Keys = tuple[tuple[str, tuple[str, ...]], ...]


def _menus() -> list[tuple[str, Keys]]:
    return [
        (
            plain(_(section.title)),
            tuple(
                (plain(_(act.text)), act.keys) for act in section.acts if isinstance(act, Act) and act.keys
            ),
        )
        for section in MENUS
    ]


def _places() -> list[tuple[str, Keys]]:
    places = [(_(title), tuple((_(words), keys) for words, keys in listed)) for title, listed in PLACES]
    return [*places, (_("Meeting on the screen"), tuple((_(act.words), act.keys) for act in ACTS))]


class KeysPage(QWidget):
    """All keys in two columns, under the menu or the place they belong to."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Keys"))
        card = QFrame(self)
        card.setObjectName("card")
        columns = QHBoxLayout(card)
        columns.setContentsMargins(20, 12, 20, 16)
        columns.setSpacing(28)
        every = [*_menus(), *_places()]
        half = len(every) // 2
        for sections in (every[:half], every[half:]):
            columns.addLayout(self._column(sections), 1)
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

    def _column(self, sections: Sequence[tuple[str, Keys]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        row = 0
        for title, listed in sections:
            heading = QLabel(title, self)
            heading.setProperty("role", "section")
            grid.addWidget(heading, row, 0, 1, 2)
            for words, keys in listed:
                row += 1
                self._write(grid, row, words, keys)
            row += 1
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(row, 1)
        return grid

    def _write(self, grid: QGridLayout, row: int, words: str, keys: tuple[str, ...]) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        shown = _(" or ").join(QKeySequence(key).toString(native) for key in keys)
        key = QLabel(shown, self)
        key.setProperty("role", "key")
        said = QLabel(words, self)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(said, row, 1)
        key.setBuddy(said)
