"""Paper: the page that shows any page as it will stand on paper, and sends it there."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui import handouts
from tumorboard.ui.files import Files
from tumorboard.ui.pages.sheets import SheetsPage
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

Make = Callable[[str], Page]
"""Makes a page for a paper, `a4` or `letter`."""


class PaperPage(SheetsPage):
    """Sheets with their title above."""

    def __init__(
        self, session: Session, settings: Settings, files: Files, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, settings, files, parent)
        self.setAccessibleName(_("Preview"))
        self.of_file = False
        """Whether what is shown is about the whole file, and stays where no case is open."""
        self._make: Make | None = None
        self._name = ""
        self.setFocusProxy(self.print)

    def choices(self) -> tuple[tuple[QWidget, int], ...]:
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        return ((self.title, 1),)

    def show_page(self, make: Make, name: str, *, of_file: bool = False) -> None:
        """Show what `make` makes; `name` is what its file is called unless somebody says otherwise."""
        self._make, self._name, self.of_file = make, name, of_file
        self.paper.set_code(handouts.wanted_paper(self._settings))
        self.draw()

    def made(self) -> Page | None:
        if self._make is None or self._session.book is None:
            return None
        page = self._make(self.paper.code)
        self.title.setText(page.title)
        return page

    def file_name(self, page: Page) -> str:
        return self._name
