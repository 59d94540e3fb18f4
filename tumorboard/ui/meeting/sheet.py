"""Sheet: words on the meeting's window, as large as they fit and never smaller than can be read from afar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.meeting.letters import steps
from tumorboard.ui.page_breaks import lines_of
from tumorboard.ui.reading import Reading, Write


class Sheet(Reading):
    """Takes the largest letters in which everything is seen; a page that is still longer is turned by key.

    What is being typed is kept in sight.
    """

    overflowed = Signal()
    """There may be more or less than is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about: tuple[object, ...] = ()
        self._at = 0
        self._is_new = True
        self._lines: list[tuple[float, float]] = []

    def begin(self) -> None:
        """Show what comes next from its beginning."""
        self._is_new = True

    def show_about(self, about: tuple[object, ...], writer: Callable[[], Write]) -> None:
        """Show what is written about something, anew only where that is not as it was."""
        if self._is_new or about != self._about:
            self._about = about
            self.show_written(writer())

    def draw(self) -> None:
        sizes = steps(self.window().height())
        before = self.toPlainText()
        # While somebody types, letters get smaller where they must, but do not come and go with each word.
        self._at = 0 if self._is_new else self._at
        self._put(sizes[self._at])
        while self.is_longer and self._at < len(sizes) - 1:
            self._at += 1
            self._put(sizes[self._at])
        self._lines = list(lines_of(self.document())) if self.is_longer else []
        if self._is_new:
            self.verticalScrollBar().setValue(0)
        else:
            self._follow(before, self.toPlainText())
        self._is_new = False
        self.overflowed.emit()

    def _put(self, size: int) -> None:
        font = self.document().defaultFont()
        if font.pixelSize() != size:
            font = QFont(self.font())
            font.setPixelSize(size)
            self.document().setDefaultFont(font)
        self.put(self._write(size))

    @property
    def is_longer(self) -> bool:
        """Whether there is more than is seen at once."""
        return self.document().size().height() > self.viewport().height()

    @property
    def words(self) -> str:
        """What is to be seen, for somebody who hears it."""
        return self.toPlainText()

    @property
    def more(self) -> str:
        """What up and down lead to."""
        return _("more") if self.is_longer else ""

    def move_by(self, by: int) -> None:
        """Turn to the next part of a page that is longer than the window, or back."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if by > 0:
            bar.setValue(round(whole_above(self._lines, bar.value() + high)))
        else:
            bar.setValue(round(whole_below(self._lines, bar.value() - high)))

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what acts there are on this page only."""
        return {}

    def _follow(self, before: str, after: str) -> None:
        """Have what was changed in sight."""
        if before == after or not self.is_longer:
            return
        letters = enumerate(zip(before, after, strict=False))
        same = next((at for at, (one, other) in letters if one != other), -1)
        cursor = QTextCursor(self.document())
        cursor.setPosition(same if same >= 0 else min(len(before), len(after) - 1))
        bar, place, high = self.verticalScrollBar(), self.cursorRect(cursor), self.viewport().height()
        if place.top() < 0 or bar.value() + place.bottom() > whole_above(self._lines, bar.value() + high):
            bar.setValue(bar.value() + place.center().y() - high // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_longer:
            return
        # A line that is cut is read wrongly: only whole ones are seen.
        top, wide, high = self.verticalScrollBar().value(), self.viewport().width(), self.viewport().height()
        first, last = whole_below(self._lines, top) - top, whole_above(self._lines, top + high) - top
        ground = QColor(theme.current().ground)
        painter = QPainter(self.viewport())
        painter.fillRect(QRectF(0, 0, wide, first), ground)
        painter.fillRect(QRectF(0, last, wide, high - last), ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._at = 0
        self.draw()

    def changeEvent(self, event: QEvent) -> None:
        # The font of the widget is not that of the words.
        if event.type() is not QEvent.Type.FontChange:
            super().changeEvent(event)


def whole_above(lines: list[tuple[float, float]], place: float) -> float:
    """Return the lowest place above another at which no line is cut."""
    while cut := [top for top, bottom in lines if top < place < bottom]:
        place = min(cut)
    return place


def whole_below(lines: list[tuple[float, float]], place: float) -> float:
    """Return the highest place below another at which no line is cut."""
    while cut := [bottom for top, bottom in lines if top < place < bottom]:
        place = max(cut)
    return place
