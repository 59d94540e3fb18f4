"""Sheets: what the pages have in common that show something as it will stand on paper, and send it there.

Nothing is printed or saved that was not shown; what is shown is made anew each time, as the file may change.
"""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui import handouts, paper, sheet_preview
from tumorboard.ui.buttons import Button, Choice
from tumorboard.ui.files import Files
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings


class SheetsPage(QWidget):
    """A preview of sheets, the paper to choose above, at the left of it what else there is to choose."""

    left = Signal()
    keys = ("", "")
    """The keys that are written on the buttons to save and to print."""

    def __init__(
        self, session: Session, settings: Settings, files: Files, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._files = session, settings, files
        self.page: Page | None = None
        """What is shown now."""
        self.preview: QPrintPreviewWidget | None = None
        # First, as the tab key goes in the order in which they are made.
        self._above, below = QHBoxLayout(), QHBoxLayout()
        for widget, share in self.choices():
            self._above.addWidget(widget, share)
        self.paper = Choice(_("Paper"), "switch", lambda code: self.draw(), self)
        self.paper.offer([(code, name, "") for code, name in handouts.PAPERS])
        self.paper.set_code(handouts.wanted_paper(settings))
        save, print_ = self.keys
        self.back = Button(_("&Back"), key="Esc", parent=self)
        self.save = Button(_("&Save as PDF…"), key=save, parent=self)
        self.print = Button(_("&Print…"), "first", print_, self)
        self._above.addWidget(self.paper)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.save)
        below.addWidget(self.print)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(10)
        self._layout.addLayout(self._above)
        self._layout.addLayout(below)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.save_pdf)
        self.print.clicked.connect(self.print_it)
        session.changed.connect(lambda kinds: self.draw() if self.isVisible() else None)

    def choices(self) -> tuple[tuple[QWidget, int], ...]:
        """Make what stands above the sheets beside the paper; return each with its share of the room."""
        raise NotImplementedError

    def made(self) -> Page | None:
        """Return the page as it is now; None where there is nothing to show."""
        raise NotImplementedError

    def file_name(self, page: Page) -> str:
        """Return what the file of a page is called unless somebody says otherwise."""
        raise NotImplementedError

    def draw(self) -> None:
        """Show the sheets as they are now."""
        page = self.made()
        if page is None:
            return
        self.page = page
        shown = sheet_preview.preview(page, self)
        if self.preview is None:
            self._layout.insertWidget(1, shown, 1)
        else:
            self._layout.replaceWidget(self.preview, shown)
            self.preview.deleteLater()
        self.preview = shown

    def save_pdf(self) -> None:
        """Ask where the sheets are to be written as a PDF."""
        self.draw()
        if self.page:
            name = self.file_name(self.page)
            if path := self._files.ask_save(_("Save as PDF"), name, _("PDF (*.pdf)")):
                self._tell(paper.write_pdf(self.page, path))

    def print_it(self) -> None:
        """Ask for the printer and print the sheets."""
        self.draw()
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
        # It comes before the page is built, too.
        if event.type() is QEvent.Type.FontChange and (preview := getattr(self, "preview", None)):
            preview.fitToWidth()
