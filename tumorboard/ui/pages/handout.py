"""Handout: the page that shows the open case as it will stand on paper, and sends it there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui import handouts, paper, sheet_preview
from tumorboard.ui.board_papers import coming_item
from tumorboard.ui.buttons import Button, Choice
from tumorboard.ui.files import Files
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

NAMED, ANONYMOUS = "named", "anonymous"
FULL, SHORT = "full", "short"
PAUSE = 300
"""Milliseconds without a key after which the sheets follow the question."""


class HandoutPage(QWidget):
    """A preview of the sheets, with what can be chosen about them above."""

    left = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        files: Files,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Handout"))
        self._session, self._settings, self._files, self._today = session, settings, files, today
        self._shift = Anonymous()
        self.page: Page | None = None
        """What is shown now."""
        self.preview: QPrintPreviewWidget | None = None

        self.question = QLineEdit(self)
        self.question.setPlaceholderText(_("Question to the board, printed first"))
        self.question.setAccessibleName(_("Question to the board"))
        self.question.setMaxLength(500)
        self.identity = Choice(_("Identity"), "switch", lambda code: self.show_case(), self)
        self.identity.offer(
            (
                (NAMED, _("Named"), _("With name, number and dates")),
                (ANONYMOUS, _("Anonymised"), _("Without name, number and places, all dates shifted")),
            )
        )
        self.extent = Choice(_("Extent"), "switch", lambda code: self.show_case(), self)
        self.extent.offer(
            (
                (FULL, _("Full"), _("All there is, on as many sheets as that takes")),
                (SHORT, _("One page"), _("Smaller letters and the latest rows; what is left out is said")),
            )
        )
        self.paper = Choice(_("Paper"), "switch", lambda code: self.show_case(), self)
        self.paper.offer([(code, name, "") for code, name in handouts.PAPERS])
        self.paper.set_code(handouts.wanted_paper(settings))
        self.back = Button(_("&Back"), key="Esc", parent=self)
        self.save = Button(_("&Save as PDF…"), key="Ctrl+Shift+P", parent=self)
        self.print = Button(_("&Print…"), "first", "Ctrl+P", self)
        above = QHBoxLayout()
        above.addWidget(self.question, 1)
        above.addWidget(self.identity)
        above.addWidget(self.extent)
        above.addWidget(self.paper)
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.save)
        below.addWidget(self.print)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(10)
        self._layout.addLayout(above)
        self._layout.addLayout(below)

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.show_case)
        self.second = ""
        """The laboratory value to draw beside CA19-9, as on the screen."""
        self.question.textChanged.connect(lambda text: self._pause.start())
        self.question.returnPressed.connect(self.print.setFocus)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.save_pdf)
        self.print.clicked.connect(self.print_it)
        session.changed.connect(lambda kinds: self.show_case() if self.isVisible() else None)
        session.case_opened.connect(self._begin_anew)
        settings.changed.connect(self._follow_settings)

    def show_case(self) -> None:
        """Show the sheets of the open case as it stands now."""
        self._pause.stop()
        if self._session.case is None:
            return
        self.page = handouts.page_of(
            self._session,
            self._settings,
            self._today(),
            anonymous=self._shift if self.identity.code == ANONYMOUS else None,
            paper=self.paper.code,
            question=self.question.text().strip(),
            second=self.second,
            variant="short" if self.extent.code == SHORT else "full",
        )
        shown = sheet_preview.preview(self.page, self)
        if self.preview is None:
            self._layout.insertWidget(1, shown, 1)
        else:
            self._layout.replaceWidget(self.preview, shown)
            self.preview.deleteLater()
        self.preview = shown

    def _follow_settings(self, name: str) -> None:
        if name == "paper":
            self.paper.set_code(handouts.wanted_paper(self._settings))

    def take_question(self) -> None:
        """Take over what is asked of the board to come, unless something else is typed."""
        case = self._session.case
        item = coming_item(case, self._today()) if case else None
        if item and not self.question.text().strip():
            self.question.setText(" ".join(item.question.split()))

    def _begin_anew(self) -> None:
        # Two cases moved by the same number of days would tell that they were printed together.
        self._shift = Anonymous()
        self.question.clear()
        self._pause.stop()
        self.identity.set_code(NAMED)

    def save_pdf(self) -> None:
        """Ask where the sheets are to be written as a PDF."""
        self.show_case()
        case = self._session.case
        if self.page and case:
            name = handouts.file_name(case, anonymous=self.page.anonymous)
            if path := self._files.ask_save(_("Save as PDF"), name, _("PDF (*.pdf)")):
                self._tell(paper.write_pdf(self.page, path))

    def print_it(self) -> None:
        """Ask for the printer and print the sheets."""
        self.show_case()
        if self.page:
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            paper.lay_paper(printer, self.page.paper)
            dialog = QPrintDialog(printer, self)
            if dialog.exec() == QPrintDialog.DialogCode.Accepted:
                self._tell(paper.print_page(self.page, printer))

    def _tell(self, remarks: tuple[str, ...]) -> None:
        if remarks:
            self._session.troubled.emit("\n".join(remarks))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.preview:
            self.preview.fitToWidth()
