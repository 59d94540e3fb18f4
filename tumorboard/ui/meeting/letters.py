"""Letters: how large they have to be for somebody who sits five metres from the screen.

A letter is read without effort where it is at least 1/36 of the height of the picture: a screen of 1.5 m then
has letters of 42 mm, which from five metres are half a degree high.
"""

import math

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

SMALLEST = 36
"""No letter is lower than the height of the window through this."""
STEPS = (25, 28, 32, SMALLEST)
"""The sizes that are tried, the largest first, as parts of the height of the window."""


def smallest(height: int) -> int:
    """Return the least size of letters in pixels for a window so many pixels high."""
    return math.ceil(height / SMALLEST)


def steps(height: int) -> tuple[int, ...]:
    """Return the sizes in pixels to try for a window so many pixels high, the largest first."""
    return tuple(math.ceil(height / part) for part in STEPS)


def letter(widget: QWidget, size: int, *, strong: bool = False) -> None:
    """Give a widget letters of so many pixels; a style sheet keeps them from being inherited."""
    font = QFont(widget.font())
    font.setPixelSize(size)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    if font != widget.font() or widget.fontInfo().pixelSize() != size:
        widget.setFont(font)
