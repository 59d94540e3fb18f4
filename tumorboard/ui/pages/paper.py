"""Paper: the page that shows any page as it will stand on paper, and sends it there.

Nothing is printed or saved that was not shown; what is shown is made anew each time, as the file may change.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui import handouts, paper, sheet_preview
from tumorboard.ui.buttons import Button, Choice
from tumorboard.ui.files import Files
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

Make = Callable[[str], Page]
"""Makes a page for a paper, `a4` or `letter`."""


class PaperPage(QWidget):
    """A preview of sheets, with the paper to choose above and what can be done with them."""

    left = Signal()

    def __init__(
        self, session: Session, settings: Settings, files: Files, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Preview"))
        self._session, self._settings, self._files = session, settings, files
        self.of_file = False
        """Whether what is shown is about the whole file, and stays where no case is open."""
        self._make: Make | None = None
        self._name = ""
        self.page: Page | None = None
        """What is shown now."""
        self.preview: QPrintPreviewWidget | None = None
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.paper = Choice(_("Paper"), "switch", lambda code: self.draw(), self)
        self.paper.offer([(code, name, "") for code, name in handouts.PAPERS])
        self.back = Button(_("&Back"), key="Esc", parent=self)
        self.save = Button(_("&Save as PDF…"), parent=self)
        self.print = Button(_("&Print…"), "first", "", self)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.title, 1)
        above.addWidget(self.paper)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.save)
        below.addWidget(self.print)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(10)
        self._layout.addLayout(above)
        self._layout.addLayout(below)
        self.setFocusProxy(self.print)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.save_pdf)
        self.print.clicked.connect(self.print_it)
        session.changed.connect(lambda kinds: self.draw() if self.isVisible() else None)

    def show_page(self, make: Make, name: str, *, of_file: bool = False) -> None:
        """Show what `make` makes; `name` is what its file is called unless somebody says otherwise."""
        self._make, self._name, self.of_file = make, name, of_file
        self.paper.set_code(handouts.wanted_paper(self._settings))
        self.draw()

    def draw(self) -> None:
        """Show the sheets as they are now."""
        if self._make is None or self._session.book is None:
            return
        self.page = self._make(self.paper.code)
        self.title.setText(self.page.title)
        shown = sheet_preview.preview(self.page, self)
        if self.preview is None:
            self._layout.insertWidget(1, shown, 1)
        else:
            self._layout.replaceWidget(self.preview, shown)
            self.preview.deleteLater()
        self.preview = shown

    def save_pdf(self) -> None:
        """Ask where the sheets are to be written as a PDF."""
        self.draw()
        if self.page and (path := self._files.ask_save(_("Save as PDF"), self._name, _("PDF (*.pdf)"))):
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
        if event.type() is QEvent.Type.FontChange and self.preview:
            self.preview.fitToWidth()
