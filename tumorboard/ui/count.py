"""Count: the number of what a page shows, beside the title on its tab."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tumorboard.ui import theme


class Count(QWidget):
    """The number of what a page shows, beside the title on its tab."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setProperty("role", "count")
        self._inside = QHBoxLayout(self)
        self._inside.addWidget(self._label)

    def show_number(self, number: int, *, look: bool = False) -> None:
        """Show a number, in the colour of what is to be looked at or plainly."""
        theme.restyle(self._label, role="count-look" if look else "count")
        # A tab counts the room to the next one as its own.
        self._inside.setContentsMargins(0, 0, theme.current().px(16), 0)
        self._label.setText(f"{number:,}")
        self._label.adjustSize()
        self.adjustSize()
