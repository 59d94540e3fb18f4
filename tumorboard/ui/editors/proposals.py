"""Proposals: the list below a line that is typed in, from which one is taken without leaving the keys.

It is a part of the window and takes no keys of its own: they stay with the line, which moves the choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme

MOST = 8
"""Proposals seen at once; more are scrolled."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text that can be taken; `begins` where what was typed is the beginning of one of its names."""

    text: str
    detail: str = ""
    begins: bool = True

    @property
    def words(self) -> str:
        """The text with what tells it apart."""
        return f"{self.text}   {self.detail}".rstrip()


class Proposals(QListView):
    """Shows what can be taken below (or above) a line."""

    taken = Signal(str)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line.window())
        self.setObjectName("completion")
        self.setAccessibleName(_("Proposals"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._take)
        self._line = line
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self._offered: tuple[Proposal, ...] = ()
        self.hide()

    def offer(self, proposals: Sequence[Proposal], *, asked: bool = False) -> None:
        """Show proposals; none hides the list.

        The first one is chosen if it begins with what was typed, or if the list was `asked` for by key.
        """
        self._offered = tuple(proposals)
        if not proposals:
            self.hide()
            return
        self._model.setStringList([one.words for one in proposals])
        self._place()
        self.show()
        self.raise_()
        first = self._model.index(0)
        self.setCurrentIndex(first if asked or proposals[0].begins else QModelIndex())
        self.scrollTo(first)

    @property
    def chosen(self) -> str:
        """The text that would be taken; empty where none is chosen."""
        place = self.currentIndex().row()
        return self._offered[place].text if self.isVisible() and 0 <= place < len(self._offered) else ""

    def move_by(self, steps: int) -> None:
        """Choose another proposal."""
        place = self.currentIndex().row() + steps
        place = min(max(place, 0), len(self._offered) - 1)
        self.setCurrentIndex(self._model.index(place))
        self.scrollTo(self.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.taken.emit(self.chosen)

    def _place(self) -> None:
        window = self._line.window()
        if self.parent() is not window:
            self.setParent(window)
        look = theme.current()
        row = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing() + look.px(6))
        height = min(len(self._offered), MOST) * row + 2 * self.frameWidth() + look.px(4)
        width = max(self._line.width(), min(look.px(320), window.width() // 2))
        below = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        left = min(below.x(), window.width() - width - look.px(4))
        top = below.y()
        if top + height > window.height() and below.y() - self._line.height() - height > 0:
            top = below.y() - self._line.height() - height - 4
        self.setGeometry(QRect(left, top, width, min(height, window.height() - top)))
