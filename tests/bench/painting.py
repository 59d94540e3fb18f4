"""Painting: to hear when a widget has been painted."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

PAINTS = (QEvent.Type.Paint, QEvent.Type.UpdateRequest)
"""What a widget hears when it is to be painted, and its window when any widget in it is."""


class Painted(QObject):
    """Calls back once, after the next painting of a widget has reached the screen."""

    def __init__(self, surface: QWidget, then: Callable[[], object]) -> None:
        super().__init__(surface)
        self._surface, self._then = surface, then
        surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._surface and event.type() in PAINTS:
            self._surface.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
            self.deleteLater()
        return False


def until_painted(surface: QWidget, doing: Callable[..., object], *given: object) -> None:
    """Do something that has a widget painted, and return when it is."""
    loop = QEventLoop()
    Painted(surface, loop.quit)
    doing(*given)
    loop.exec()
