"""Foot: the keys that work in the meeting's window, or what could not be done."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.meeting.letters import letter, smallest


class Foot(QLabel):
    """One line of keys; where a page is longer than the window, that is said first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAccessibleName(_("Keys of this window"))

    def set_letters(self, height: int) -> None:
        """Take letters for a window so many pixels high."""
        letter(self, smallest(height))

    def show_keys(self, more: str, *, hidden: bool) -> None:
        """Tell the keys; `more` is what up and down lead to if anything, `hidden` whether names are."""
        look = theme.current()
        keys = [
            ("← →", _("case")),
            ("F8", _("show names") if hidden else _("hide names")),
            ("F9", _("other window")),
            ("F1", _("keys")),
            ("Esc", _("end")),
        ]
        parts = [f"<b style='color:{look.look}'>↑ ↓ {escape(more)}</b>"] if more else []
        parts += [f"<span style='color:{look.text}'>{key}</span> {escape(words)}" for key, words in keys]
        apart = "&nbsp;&nbsp; "
        self.setText(f"<div style='color:{look.muted}'>{apart.join(parts)}</div>")
