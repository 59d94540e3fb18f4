"""Record foot: what is said below the table of records, and the buttons for what can be done with one."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.domain.record import FieldProblem, Record, links_of, when, with_rows
from tumorboard.i18n import _, plural
from tumorboard.ui import theme
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button

ECHO, LOOK, DANGER = "echo", "echo-look", "echo-danger"
"""How a sentence is written: as a remark, as something to look at, as something that went wrong."""


class RecordFoot(Beside):
    """A sentence, and the buttons beside it or below."""

    def __init__(self, parent: QWidget) -> None:
        self.said = QLabel(parent)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.open = Button(_("Open"), "", "Ctrl+Enter", parent)
        self.copy = Button(_("Copy as new"), "", "Ctrl+D", parent)
        self.remove = Button(_("Remove"), "", "Del", parent)
        buttons = in_row(parent, self.open, self.copy, self.remove)
        super().__init__(self.said, buttons, parent, least=theme.current().px(260))
        self._scale()

    def say(self, sentence: str, role: str) -> None:
        """Show a sentence; what is more than a remark is told to a screen reader too."""
        theme.restyle(self.said, role=role)
        if self.said.text() != sentence:
            self.said.setText(sentence)
            if role != ECHO and sentence:
                QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))

    def enable(self, on: bool) -> None:
        """Let the buttons be pressed, or not."""
        for button in (self.open, self.copy, self.remove):
            button.setEnabled(on)

    def _scale(self) -> None:
        self.row.setSpacing(theme.current().px(8))
        # Two lines, so that the table does not jump from row to row.
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._scale()


def problem_words(found: list[FieldProblem]) -> str:
    """Return the first problems of a record, and how many more there are."""
    more = len(found) - 2
    words = " ".join(problem.sentence for problem in found[:2])
    rest = plural("{count} more.", "{count} more.", more) if more > 0 else ""
    return f"! {words} {rest}".strip()


def removed_words(case: Case, gone: list[Record]) -> str:
    """Return what was removed, which records named it, and how it comes back."""
    if len(gone) == 1:
        record, day = gone[0], when(gone[0])
        said = f"{_(record.record_title)}: {headline(record)}"
        words = _("Removed “{record}”").format(record=f"{said}, {dates.show(day)}" if day else said)
    else:
        words = plural("Removed {count} record", "Removed {count} records", len(gone))
    ids = {one.id for record in gone for one in with_rows(record)}
    left = [one for one in case.records if one not in gone]
    naming = [one for one in left if any(target in ids for _path, target, _to in links_of(one))]
    if naming:
        named = ", ".join(headline(one) for one in naming[:3])
        rest = f", … ({len(naming)})" if len(naming) > 3 else ""
        words = _("{removed}, and with it the links to it in {records}").format(
            removed=words, records=f"{named}{rest}"
        )
    return _("{removed}. Ctrl+Z brings it back.").format(removed=words)
