"""Follow desk: what menus, keys and pages ask of the follow-through of the boards."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tumorboard.i18n import _
from tumorboard.ui import files
from tumorboard.ui.board_foot import BoardFoot
from tumorboard.ui.case_desk import CaseDesk
from tumorboard.ui.files import Files
from tumorboard.ui.middle import Middle
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tumorboard.domain.record import Record
    from tumorboard.handout.page import Page
    from tumorboard.ui.link_offer import LinkOffer
    from tumorboard.ui.pages.actions import ActionsPage
    from tumorboard.ui.pages.paper import PaperPage


class FollowDesk(QObject):
    """Shows the page of actions, and offers to link what was kept; each is built when it is first needed."""

    item_wanted = Signal(str)
    """The agenda item of this id, of the case that is open now, is to be shown."""
    left = Signal()
    """The page of actions was left; the case is to be shown."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        files: Files,
        middle: Middle,
        cases: CaseDesk,
        today: Callable[[], date],
    ) -> None:
        super().__init__(middle)
        self._session, self._settings, self._files = session, settings, files
        self._middle, self._today = middle, today
        self._cases = cases
        self.foot = BoardFoot(session, today)
        self.page: ActionsPage | None = None
        self.paper: PaperPage | None = None
        self.offer: LinkOffer | None = None
        self.foot.actions_wanted.connect(self.show_actions)
        session.kept.connect(self._look)

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on the follow-through does."""
        return {"show_actions": self.show_actions, "link_recommendation": self.link}

    def show_actions(self) -> None:
        """Show what is to come of the boards of the file."""
        from tumorboard.ui.pages.actions import ActionsPage

        if self.page is None:
            self.page = ActionsPage(self._session, self._today)
            self.page.open_wanted.connect(self.open_item)
            self.page.csv_wanted.connect(self._save_csv)
            self.page.print_wanted.connect(self.show_paper)
            self.page.left.connect(self.left)
        self._middle.show_page(self.page)
        self.page.list.setFocus()

    def show_paper(self) -> None:
        """Show what the page of actions shows as it will stand on paper."""
        from tumorboard.ui.pages.paper import PaperPage

        if self.paper is None:
            self.paper = PaperPage(self._session, self._settings, self._files)
            self.paper.left.connect(self.show_actions)
        self.paper.show_page(self._sheet, f"{_('actions')}.pdf", of_file=True)
        self._middle.show_page(self.paper)
        self.paper.setFocus()

    def _sheet(self, paper: str) -> "Page":
        from tumorboard.handout.follow_through import page

        whole = self.page.whole if self.page else None
        if whole is None:
            raise LookupError("There is no file to print from.")
        return page(
            whole,
            printed_at=datetime.now(),
            paper=paper,
            clinic=self._settings.clinic,
            text_size=self._settings.print_scale,
        )

    def open_item(self, case_id: str, item_id: str) -> None:
        """Open a case at one of its agenda items."""
        self._cases.open(case_id)
        self.item_wanted.emit(item_id)

    def link(self) -> None:
        """Keep that what was just kept answers the recommendation offered."""
        if self.offer:
            self.offer.accept()

    def leave(self) -> bool:
        """Leave the offer to link, or the sheets for the page of actions; return whether there was either."""
        if self.offer is not None and not self.offer.isHidden():
            self.offer.decline()
            return True
        if self.paper is not None and self._middle.page is self.paper:
            self.show_actions()
            return True
        return False

    def _look(self, records: "Sequence[Record]") -> None:
        from tumorboard.ui.link_offer import ANSWERS, LinkOffer

        if self.offer is None and any(one.record_kind in ANSWERS for one in records):
            self.offer = LinkOffer(self._session, self._today)
            self._middle.add_line(self.offer)
            self.offer.look(records)

    def _save_csv(self, table: str) -> None:
        if path := self._files.ask_save(_("Save the actions"), f"{_('actions')}.csv", "CSV (*.csv)"):
            files.written(path, table.encode())
