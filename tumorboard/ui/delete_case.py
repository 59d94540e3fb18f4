"""Delete case: the line in the page in which the open case is deleted by typing whose it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.patient import name_of
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _, plural
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button


def answers(case: Case) -> tuple[str, ...]:
    """Return what may be typed to delete a case, the first of it to be asked for."""
    patient = case.patient
    named = [patient.family_name, patient.mrn, name_of(patient)]
    found = tuple(dict.fromkeys(said.strip() for said in named if said.strip()))
    # Nobody is named: then at least nothing goes by a slip of one key.
    return found or (_("delete"),)


def question(case: Case, others: int) -> str:
    """Return what is asked, with what goes and what stays; `others` are further cases of the patient."""
    patient = case.patient
    if patient.family_name.strip() and patient.mrn.strip():
        asked = _("To delete this case, type the family name ({name}) or the MRN ({mrn}).")
    elif patient.family_name.strip() or patient.mrn.strip():
        asked = _("To delete this case, type {word}.")
    else:
        asked = _("This case has neither a family name nor an MRN; to delete it, type {word}.")
    asked = asked.format(name=patient.family_name.strip(), mrn=patient.mrn.strip(), word=answers(case)[0])
    count = len(case.records) + (1 if others else 2)
    gone = plural("Its {count:,} record goes with it.", "All its {count:,} records go with it.", count)
    stays = plural(
        "The patient and {count} other case stay.", "The patient and {count} other cases stay.", others
    )
    return " ".join([asked, gone, *([stays] if others else []), _("Ctrl+Z brings it back.")])


class DeleteCase(QFrame):
    """Asks whose case is to be deleted; hidden while nobody wants to."""

    wanted = Signal()
    """The case was named: it is to be deleted."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("delete")
        self.setAccessibleName(_("Delete case"))
        self._answers: tuple[str, ...] = ()
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.said = QLabel(self)
        self.said.setProperty("role", "danger")
        self.said.setWordWrap(True)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(_("Family name or MRN of the case to delete"))
        self.line.setMaxLength(200)
        self.delete = Button(_("Delete"), "", "Enter", self)
        self.leave = Button(_("Leave"), "", "Esc", self)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.delete)
        row.addWidget(self.leave)
        row.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.words)
        self._box.addLayout(row)
        self._box.addWidget(self.said)
        self.line.textEdited.connect(self._follow_typing)
        self.line.returnPressed.connect(self._answer)
        self.delete.clicked.connect(self._answer)
        self.leave.clicked.connect(self.left)
        self.hide()

    def ask(self, case: Case, others: int) -> None:
        """Ask for a case of a patient who has so many other ones."""
        look = theme.current()
        self._box.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        self._box.setSpacing(look.px(8))
        self.line.setMaximumWidth(look.px(320))
        for button in (self.delete, self.leave):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.line.clear()
        self.put(case, others)
        self.show()
        self.line.setFocus()

    def put(self, case: Case, others: int) -> None:
        """Word what is asked as the case stands now; what is typed stays."""
        self._answers = answers(case)
        words = question(case, others)
        self.words.setText(words)
        self.line.setAccessibleDescription(words)
        self._follow_typing(self.line.text())

    @property
    def is_named(self) -> bool:
        """Whether what is typed names the case; capitals, accents and blanks do not matter."""
        typed = self.line.text().strip()
        words = fold(typed)
        return typed in self._answers or (bool(words) and words in map(fold, self._answers))

    def _follow_typing(self, text: str) -> None:
        self.said.hide()
        self.delete.setEnabled(self.is_named)

    def _answer(self) -> None:
        if self.is_named:
            self.wanted.emit()
            return
        words = _("“{text}” is not what was asked for; nothing is deleted.").format(text=self.line.text())
        self.said.setText(words if self.line.text().strip() else _("Nothing is typed; nothing is deleted."))
        self.said.show()
