"""Handout: the page that shows the open case as it will stand on paper, and sends it there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui import handouts
from tumorboard.ui.board_papers import coming_item
from tumorboard.ui.buttons import Choice
from tumorboard.ui.files import Files
from tumorboard.ui.pages.sheets import SheetsPage
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

NAMED, ANONYMOUS = "named", "anonymous"
FULL, SHORT = "full", "short"
PAUSE = 300
"""Milliseconds without a key after which the sheets follow the question."""


class HandoutPage(SheetsPage):
    """The sheets of the open case, with what can be chosen about them above."""

    keys = ("Ctrl+Shift+P", "Ctrl+P")

    def __init__(
        self,
        session: Session,
        settings: Settings,
        files: Files,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, settings, files, parent)
        self.setAccessibleName(_("Handout"))
        self._today = today
        self._shift = Anonymous()

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.show_case)
        self.second = ""
        """The laboratory value to draw beside CA19-9, as on the screen."""
        self.question.textChanged.connect(lambda text: self._pause.start())
        self.question.returnPressed.connect(self.print.setFocus)
        session.case_opened.connect(self._begin_anew)
        settings.changed.connect(self._follow_settings)

    def choices(self) -> tuple[tuple[QWidget, int], ...]:
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
        return (self.question, 1), (self.identity, 0), (self.extent, 0)

    def show_case(self) -> None:
        """Show the sheets of the open case as it stands now."""
        self.draw()

    def made(self) -> Page | None:
        self._pause.stop()
        if self._session.case is None:
            return None
        return handouts.page_of(
            self._session,
            self._settings,
            self._today(),
            anonymous=self._shift if self.identity.code == ANONYMOUS else None,
            paper=self.paper.code,
            question=self.question.text().strip(),
            second=self.second,
            variant="short" if self.extent.code == SHORT else "full",
        )

    def file_name(self, page: Page) -> str:
        case = self._session.case
        return handouts.file_name(case, anonymous=page.anonymous) if case else ""

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
