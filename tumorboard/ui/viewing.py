"""Viewing: documents of the open case shown large in the middle of the window, and back from there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tumorboard.domain.document import Document, in_time
from tumorboard.i18n import _
from tumorboard.ui.middle import Middle
from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.ui.outside import Outside
    from tumorboard.ui.pages.case import CasePage
    from tumorboard.ui.pages.picture import PicturePage


class Viewing(QObject):
    """Has the page for large pictures made when it is first needed."""

    left = Signal()
    edit_wanted = Signal(str)

    def __init__(self, session: Session, middle: Middle) -> None:
        super().__init__(middle)
        self._session, self._middle = session, middle
        self.page: PicturePage | None = None
        self._outside: Outside | None = None
        self._case_page: CasePage | None = None
        self._back: QWidget | None = None

    def fill(self, page: "CasePage") -> None:
        """Follow what the page of the open case asks to be shown."""
        self._case_page = page
        page.large_wanted.connect(self.show)
        self.edit_wanted.connect(page.edit_wanted)

    def toggle(self) -> None:
        """Show the document the keys are at, or one that is about the record they are at; or go back."""
        if self.page is not None and self._middle.page is self.page:
            self.leave()
        else:
            self.show(self._case_page.current_record() if self._case_page else "")

    def show(self, record_id: str) -> None:
        """Show a document large, or the last one about a record; the last of all where there is none."""
        case = self._session.case
        if case is None:
            return
        documents = in_time(case.of(Document))
        if not documents:
            self._session.noticed.emit(_("There is nothing to show yet: Alt+5, and drop or paste a picture."))
            return
        suiting = [one for one in documents if record_id and record_id in (one.id, one.about)]
        self._make()
        assert self.page
        if self._middle.page is not self.page:
            self._back = QApplication.focusWidget()
        self.page.show_document((suiting or documents)[-1].id)
        self._middle.show_page(self.page)
        self.page.view.setFocus()

    def leave(self) -> None:
        """Go back to where the keys came from."""
        if self.page is None or self._middle.page is not self.page:
            return
        from tumorboard.ui.pages.documents import DocumentsPage

        shown = self.page.current_record()
        self.left.emit()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()
        page = self._case_page.page if self._case_page else None
        if isinstance(page, DocumentsPage):
            page.go_to(shown)

    def close(self) -> None:
        """Leave no copy of a document behind."""
        if self._outside is not None:
            self._outside.clear()

    def _make(self) -> None:
        from tumorboard.ui.outside import Outside
        from tumorboard.ui.pages.picture import PicturePage

        if self.page is None:
            self._outside = Outside()
            self.page = PicturePage(self._session, self._outside)
            self.page.left.connect(self.leave)
            self.page.edit_wanted.connect(self.edit_wanted)
