"""Picture bar: whose picture is seen, and the buttons for what can be done with it, each with its key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tumorboard.domain.patient import Patient, name_of
from tumorboard.i18n import _
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button


class PictureBar(Beside):
    """The name at the left, the buttons at the right or below; a button says what pressing it does."""

    def __init__(self, parent: QWidget) -> None:
        self.who = QLabel(parent)
        self.who.setProperty("role", "section")
        self.who.setTextFormat(Qt.TextFormat.PlainText)
        self.who.setWordWrap(True)
        self.side = Button(_("Side by side"), "", "S", parent)
        self.together = Button(_("Zoom together"), "", "Z", parent)
        self.whole = Button(_("Fit"), "", "0", parent)
        self.original = Button(_("Original"), "", "1", parent)
        self.outside = Button(_("Open outside"), "", "O", parent)
        self.back = Button(_("Back"), "", "Esc", parent)
        buttons = (self.side, self.together, self.whole, self.original, self.outside, self.back)
        super().__init__(self.who, in_row(parent, *buttons), parent)

    def name(self, person: Patient) -> None:
        """Say whose the pictures are."""
        name = name_of(person) or _("name not recorded")
        self.who.setText(f"{name} · {_('MRN {mrn}').format(mrn=person.mrn or _('not recorded'))}")

    def offer(self, *, picture: bool, several: bool, more: bool, together: bool) -> None:
        """Offer what can be done with a `picture` or something else, one of `several` shown or of `more`."""
        self.side.setEnabled(more or several)
        _call(self.side, _("One alone") if several else _("Side by side"))
        self.together.setVisible(several)
        _call(self.together, _("Zoom each alone") if together else _("Zoom together"))
        self.whole.setVisible(picture)
        self.original.setVisible(picture)
        self.outside.setVisible(not picture)


def _call(button: Button, text: str) -> None:
    if button.text() != text:
        button.setText(text)
        button.setAccessibleName(text)
        button.updateGeometry()
