"""Kinds: what can be added to a case, in the order it is asked for, found by a few letters."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.actions import ADDED, KEYED, plain
from tumorboard.ui.text_line import TextLine

_OTHER_WORDS = {
    "laboratory": "CA19-9 CEA bilirubin marker blood",
    "systemic_line": "chemotherapy drug regimen immunotherapy",
    "surgery": "operation resection hepatectomy",
    "local_therapy": "ablation radiotherapy SBRT seeds TACE HAIC",
    "imaging": "CT MRI PET measurement RECIST response scan",
    "specimen": "pathology histology biopsy",
    "biomarker": "molecular gene HER2 NGS IHC MSI",
    "adverse_event": "toxicity CTCAE side effect",
    "follow_up": "visit ECOG status alive weight",
    "staging": "TNM",
    "lesion": "metastasis node target",
    "document": "picture letter PDF photo",
    "event": "stent",
}
"""Other words than their titles by which the kinds are looked for."""


def found(text: str) -> list[tuple[str, str]]:
    """Return the kinds a text finds, by their titles first; all of them for an empty text."""
    words = fold(text).split()
    ranked = []
    for place, (kind, text) in enumerate(ADDED.items()):
        title = plain(_(text))
        name = f" {fold(title)}"
        every = f"{name} {fold(_OTHER_WORDS[kind])} {fold(kind)}"
        if all(f" {word}" in every for word in words):
            begins = name.startswith(f" {' '.join(words)}")
            ranked.append((not begins, place, kind, title))
    return [(kind, title) for _begins, _place, kind, title in sorted(ranked)]


class KindChooser(QWidget):
    """Asks what is to be added: a line to type into and the kinds below it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is to be added"))
        self.line = TextLine(self)
        self.line.setPlaceholderText(_("Type a few letters: “sur”, “ct”, “her2”"))
        self.line.setAccessibleName(_("What is to be added"))
        self.line.textEdited.connect(self._find)
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setObjectName("kinds")
        self.list.setAccessibleName(_("Kinds of record"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(8))
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        self._find("")

    def go_to_start(self) -> None:
        """Ask anew."""
        self.line.clear()
        self._find("")
        self.line.setFocus()

    def _find(self, text: str) -> None:
        self.list.clear()
        for kind, title in found(text):
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            row = self._row(title, list(ADDED).index(kind))
            item.setSizeHint(row.sizeHint())
            self.list.setItemWidget(item, row)
        self.list.setCurrentRow(0)

    def _row(self, title: str, place: int) -> QWidget:
        row, look = QWidget(self.list), theme.current()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(look.px(8), look.px(5), look.px(8), look.px(5))
        inside.addWidget(QLabel(title, row), 1)
        if place < KEYED:
            key = QLabel(_("Ctrl {number}").format(number=place + 1), row)
            key.setProperty("role", "key")
            inside.addWidget(key)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            key = Qt.Key(event.key())
            if key in moves:
                place = self.list.currentRow() + moves[key]
                self.list.setCurrentRow(min(max(place, 0), self.list.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                if item := self.list.currentItem():
                    self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
                return True
        return super().eventFilter(watched, event)
