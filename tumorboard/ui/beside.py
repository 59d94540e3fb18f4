"""Beside: two parts in one row as long as there is room for both, one below the other where there is not."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget


class Beside(QWidget):
    """A part at the left that takes the room, and one at the right; neither makes a page scroll sideways."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget, *, least: int = 0) -> None:
        """Join two parts; the left one wants `least` pixels beside the other, or what it wants by itself."""
        super().__init__(parent)
        self._left, self._right, self._least = left, right, least
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(left, 1)
        self.row.addWidget(right)

    def arrange(self) -> None:
        """Put the parts as the room is now."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        left = self._least or self._left.sizeHint().width()
        wanted = left + self.row.spacing() + self._right.sizeHint().width()
        direction = beside if wanted <= self.width() else below
        if direction != self.row.direction():
            self.row.setDirection(direction)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        wide = max(part.minimumSizeHint().width() for part in (self._left, self._right))
        return QSize(wide, super().minimumSizeHint().height())


def in_row(parent: QWidget, *widgets: QWidget, left: bool = False) -> QWidget:
    """Return a part that holds widgets at its right end, or at its left."""
    part = QWidget(parent)
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    if not left:
        row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    if left:
        row.addStretch(1)
    return part
