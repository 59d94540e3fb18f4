"""Case: the open case, its banner always in sight, and below it one of its pages."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tumorboard.domain.document import Document
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.banner import Banner
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button
from tumorboard.ui.case_tabs import BOARDS, CODES, DOCUMENTS, OVERVIEW, RECORD, REMARKS, TREATMENTS, CaseTabs
from tumorboard.ui.last_place import Place
from tumorboard.ui.outstanding import Outstanding
from tumorboard.ui.pages.overview import OverviewPage
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

WIDE = 840
"""The width from which each tab has its number and each button its key."""


class CasePage(QWidget):
    """The banner, the tabs of the case, what can be done with it, and the page of the tab that is on."""

    print_wanted = Signal()
    choose_wanted = Signal()
    """Something is to be added, and what is not said yet."""
    add_wanted = Signal(str)
    """A record of this kind is to be added."""
    edit_wanted = Signal(str)
    """The record of this id is to be changed."""
    copy_wanted = Signal(str)
    """A new record that says what the one of this id does is to be added."""
    csv_wanted = Signal(str)
    """The table of treatments is to be written to a file."""
    begin_wanted = Signal(object)
    """This new record is to be gone on with in its form."""
    fill_wanted = Signal(str, str, str)
    """A field is to be filled: kind of record, field, and the id of the record or none for a new one."""
    agenda_wanted = Signal()
    """The case is to be put on an agenda."""
    paper_wanted = Signal(str, str)
    """Of the agenda item of this id this paper is wanted: `page`, `letter`, `text`."""
    finalise_wanted = Signal(str)
    """The outcome of the agenda item of this id is to be closed for good."""
    large_wanted = Signal(str)
    """The document of this id is to be shown large."""

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Open case"))
        # What is dropped anywhere on a case is a document of it.
        self.setAcceptDrops(True)
        self._session, self._settings, self._today = session, settings, today
        self.outstanding = Outstanding(session, today, self)
        self.banner = Banner(today, self)
        self.banner.asked.connect(self.show_remarks)
        self.tabs = CaseTabs(self)
        self.add = Button(_("Add"), "", "Ctrl+N", self)
        self.add.clicked.connect(self.choose_wanted)
        self.print = Button(_("Print handout"), "first", "Ctrl+P", self)
        self.print.clicked.connect(self.print_wanted)
        above = Beside(self.tabs, in_row(self, self.add, self.print), self)
        above.row.setContentsMargins(20, 0, 16, 0)

        self.overview = OverviewPage(session, settings, today)
        self.overview.edit_wanted.connect(self.edit_wanted)
        self.overview.choose_wanted.connect(self.choose_wanted)
        # Dense lanes are scrolled below the banner, which stays.
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(_("Overview"))
        self._area.setWidget(self.overview)
        self._scrolled: float | None = None
        self._area.verticalScrollBar().rangeChanged.connect(lambda low, high: self._scroll())
        self._area.verticalScrollBar().actionTriggered.connect(lambda action: self._stay())
        self._pages: dict[str, QWidget] = {OVERVIEW: self._area}

        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 0)
        self._layout.setSpacing(10)
        banner = QHBoxLayout()
        banner.setContentsMargins(16, 0, 16, 0)
        banner.addWidget(self.banner)
        self._layout.addLayout(banner)
        self._layout.addWidget(above)
        self._layout.addWidget(self._area, 1)
        self.tabs.currentChanged.connect(lambda place: self.show_tab(CODES[place]))
        session.case_opened.connect(lambda case: self._stay())
        session.case_opened.connect(self._show_case)
        session.changed.connect(lambda kinds: self._show_case())
        self.outstanding.changed.connect(self._show_remarks)

    @property
    def tab(self) -> str:
        """The code of the tab that is on."""
        return self.tabs.code

    @property
    def page(self) -> QWidget:
        """The page of the tab that is on."""
        page = self._pages[self.tab]
        return self.overview if page is self._area else page

    def current_record(self) -> str:
        """Return the id of the record the keys are at in the page that is shown; empty for none."""
        current = getattr(self.page, "current_record", None)
        return current() if current else ""

    def place(self) -> Place:
        """Return what of the open case is on show."""
        case, bar = self._session.case, self._area.verticalScrollBar()
        scrolled = bar.value() / max(1, bar.maximum()) if self._scrolled is None else self._scrolled
        place = Place(case.id if case else "", self.tab, scrolled=scrolled, record_id=self.current_record())
        return self.overview.place(place)

    def come_back(self, place: Place) -> None:
        """Show what was on show when a place of the open case was left."""
        self.overview.come_back(place)
        if place.tab in CODES:
            self.show_tab(place.tab)
        if go_to := getattr(self.page, "go_to", None):
            go_to(place.record_id)
        self._scrolled = place.scrolled
        self._scroll()

    def _scroll(self) -> None:
        """Scroll to where a place was left, each time there is more to scroll, until somebody else does."""
        bar = self._area.verticalScrollBar()
        if self._scrolled is not None and bar.maximum():
            bar.setValue(round(self._scrolled * bar.maximum()))

    def _stay(self) -> None:
        self._scrolled = None

    def show_tab(self, code: str) -> None:
        """Show another page of the case; it is built when it is first asked for."""
        self.tabs.go_to(code)
        if code not in self._pages:
            self._pages[code] = self._build(code)
            self._layout.addWidget(self._pages[code], 1)
        for other, page in self._pages.items():
            page.setVisible(other == code)

    def _build(self, code: str) -> QWidget:
        if code == RECORD:
            return self._record_page()
        if code == TREATMENTS:
            return self._treatments_page()
        if code == REMARKS:
            return self._remarks_page()
        if code == DOCUMENTS:
            return self._documents_page()
        if code == BOARDS:
            return self._boards_page()
        raise LookupError(f"a case has no page {code}")

    def _record_page(self) -> QWidget:
        from tumorboard.ui.pages.record import RecordPage

        page = RecordPage(self._session, self._settings, self._today)
        page.edit_wanted.connect(self.edit_wanted)
        page.copy_wanted.connect(self.copy_wanted)
        page.add_wanted.connect(self.add_wanted)
        return page

    def _treatments_page(self) -> QWidget:
        from tumorboard.ui.pages.treatments import TreatmentsPage

        page = TreatmentsPage(self._session, self._today)
        page.edit_wanted.connect(self.edit_wanted)
        page.csv_wanted.connect(self.csv_wanted)
        return page

    def _remarks_page(self) -> QWidget:
        from tumorboard.ui.pages.remarks import RemarksPage

        page = RemarksPage(self._session, self.outstanding, self._today)
        page.edit_wanted.connect(self.edit_wanted)
        page.begin_wanted.connect(self.begin_wanted)
        return page

    def show_remarks(self, group: str) -> None:
        """Show what stands out, from a group on."""
        from tumorboard.ui.pages.remarks import RemarksPage

        self.show_tab(REMARKS)
        if isinstance(self.page, RemarksPage):
            self.page.go_to_group(group)
            self.page.setFocus()

    def _documents_page(self) -> QWidget:
        from tumorboard.ui.pages.documents import DocumentsPage

        page = DocumentsPage(self._session, self._settings, self._today)
        page.edit_wanted.connect(self.edit_wanted)
        page.add_wanted.connect(self.add_wanted)
        page.large_wanted.connect(self.large_wanted)
        return page

    def _boards_page(self) -> QWidget:
        from tumorboard.ui.pages.case_boards import CaseBoardsPage

        page = CaseBoardsPage(self._session, self._today)
        page.edit_wanted.connect(self.edit_wanted)
        page.fill_wanted.connect(self.fill_wanted)
        page.agenda_wanted.connect(self.agenda_wanted)
        page.paper_wanted.connect(self.paper_wanted)
        page.finalise_wanted.connect(self.finalise_wanted)
        return page

    def _show_case(self) -> None:
        case = self._session.case
        if case is not None:
            self.banner.show_case(case)
            self.tabs.show_count(RECORD, len(case.everything()))
            self.tabs.show_count(DOCUMENTS, len(case.of(Document)))

    def _show_remarks(self) -> None:
        counts = self.outstanding.counts()
        self.banner.show_remarks(counts)
        self.tabs.show_count(REMARKS, counts.get("finding", 0) + counts.get("due", 0), look=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Beside a form the tabs and what is done with a case are to stay in one row.
        wide = event.size().width() >= theme.current().px(WIDE)
        if wide is not self.tabs.is_wide:
            self.tabs.is_wide = wide
            self.add.show_key(wide)
            self.print.show_key(wide)
            self._show_case()
            self._show_remarks()

    def show_icons(self) -> None:
        """Draw what the first sight of the window can do without."""
        size = theme.current().px(14)
        self.add.setIconSize(QSize(size, size))
        self.overview.show_icons()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from tumorboard.ui import incoming

        if incoming.is_for_us(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from tumorboard.ui.pages.documents import DocumentsPage

        event.acceptProposedAction()
        self.show_tab(DOCUMENTS)
        if isinstance(self.page, DocumentsPage):
            self.page.take(event.mimeData())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._show_case()
