"""Form desk: what menus, keys and pages ask of the column for forms, and where the keys go from it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from tumorboard.i18n import _, plural
from tumorboard.ui import actions
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.domain.meeting import Meeting
    from tumorboard.ui.pages.case import CasePage
    from tumorboard.ui.panel import Panel


class FormDesk(QObject):
    """Has the panel made when it is first needed, and joins it with the window."""

    begun = Signal()
    """A form has come."""
    changed = Signal()
    """A form has come or gone."""

    def __init__(
        self, window: MainWindow, session: Session, settings: Settings, today: Callable[[], date]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings, self._today = window, session, settings, today
        self._panel: Panel | None = None
        self._back: QWidget | None = None
        self._page: CasePage | None = None

    def fill(self, page: "CasePage") -> None:
        """Join the column with the page of the case; it is built when it is first needed."""
        self._page = page
        page.edit_wanted.connect(self._from_here(lambda panel, id_: panel.edit(id_)))
        page.copy_wanted.connect(self._from_here(lambda panel, id_: panel.copy(id_)))
        page.begin_wanted.connect(lambda record: self._on_panel(lambda panel: panel.begin(record))())
        page.add_wanted.connect(self._from_here(lambda panel, kind: panel.add(kind)))
        page.agenda_wanted.connect(self._on_panel(self._put_on_agenda))
        page.fill_wanted.connect(self.fill_in)
        page.choose_wanted.connect(self._on_panel(lambda panel: panel.choose()))
        self._session.case_opened.connect(lambda case: self._follow_case())

    @property
    def panel(self) -> "Panel | None":
        """The column for forms; None as long as there is no page it could stand beside."""
        if self._panel is None and self._page is not None:
            from tumorboard.ui.entries import Entries
            from tumorboard.ui.panel import Panel

            self._panel = Panel(self._session, Entries(self._session, self._settings, self._today))
            self._window.furnish_right(self._panel)
            self._panel.shown.connect(self._come)
            self._panel.gone.connect(self._go)
        return self._panel

    def _follow_case(self) -> None:
        """Have the column built where something waits in the case that is opened."""
        from tumorboard.ui import unfinished

        book, case = self._session.book, self._session.case
        if self._panel is None and book and case and unfinished.of_case(book, case.id):
            assert self.panel
            self.panel.follow_case()

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on forms does."""
        return {
            "choose": self._on_panel(lambda panel: panel.choose()),
            "keep": self._on_panel(lambda panel: panel.keep()),
            "keep_and_next": self._on_panel(lambda panel: panel.keep_and_next()),
            "bring_back": self._on_panel(lambda panel: panel.bring_back()),
            "to_form": self.to_form,
            "put_on_agenda": self._on_panel(self._put_on_agenda),
            "history": self._on_panel(self._show_history),
            "new_case": self._on_panel(lambda panel: panel.add_case()),
            "new_tumour": self._on_panel(self._add_tumour),
            "edit_patient": self._on_panel(lambda panel: self._edit(panel, "patient")),
            "edit_tumour": self._on_panel(lambda panel: self._edit(panel, "tumour")),
            **{f"add_{kind}": self._on_panel(partial(self._add, kind=kind)) for kind in actions.ADDED},
        }

    def enable(self, made: dict[str, QAction]) -> None:
        """Let those acts be chosen that can be done now."""
        open_ = self._panel is not None and self._panel.is_open
        for act in actions.every():
            if act.needs_form:
                made[act.name].setEnabled(open_)
        made["bring_back"].setEnabled(self._panel is not None and self._panel.can_bring_back)

    def leave(self) -> bool:
        """Leave the form if the keys are in it; return whether they were."""
        panel, focus = self._panel, QApplication.focusWidget()
        if panel is None or not panel.is_open or focus is None or not panel.isAncestorOf(focus):
            return False
        panel.leave()
        return True

    def to_form(self) -> None:
        """Put the keys into the form, or back where they came from."""
        panel, focus = self._panel, QApplication.focusWidget()
        if panel is None or not panel.is_open:
            return
        if focus is not None and panel.isAncestorOf(focus):
            self._give_keys_back()
        else:
            self._back = focus
            panel.go_to_start()

    def close(self) -> None:
        """Put what is typed into the file."""
        if self._panel:
            self._panel.flush()

    def unfinished_case(self) -> str:
        """Return the id of the case in which something was typed last and not kept; empty for none."""
        from tumorboard.ui import unfinished

        book = self._session.book
        every = unfinished.every(book) if book else []
        return next((one.case_id for one in every if one.kind != unfinished.NEW_CASE), "")

    def tell_of_others(self) -> str:
        """Return a sentence on unfinished texts of other cases than the open one, if there are any."""
        from tumorboard.ui import unfinished

        book, case = self._session.book, self._session.case
        if book is None:
            return ""
        every = unfinished.every(book)
        if any(one.kind == unfinished.NEW_CASE for one in every):
            return _("A new case was begun and is not kept: Ctrl+Shift+N goes on with it.")
        others = {one.case_id for one in every if book.shelf.has(one.case_id)} - {case.id if case else ""}
        return (
            ""
            if not others
            else plural(
                "There is an unfinished text in {count} other case; it comes back when that is opened.",
                "There are unfinished texts in {count} other cases; they come back when those are opened.",
                len(others),
            )
        )

    def _show_history(self, panel: "Panel") -> None:
        """Show the history of the record in the form, or of the one the keys are at in the table."""
        if not panel.is_open and self._page is not None and (record_id := self._page.current_record()):
            panel.edit(record_id)
        panel.toggle_history()

    def _add(self, panel: "Panel", kind: str) -> None:
        panel.add(kind)

    def meeting(self, meeting: "Meeting", *, is_new: bool) -> None:
        """Have a meeting of the file be typed in."""
        self._on_panel(lambda panel: panel.meeting(meeting, is_new=is_new))()

    def fill_in(self, kind: str, field: str, record_id: str) -> None:
        """Open the form that fills a field, the keys in it."""

        def do(panel: "Panel") -> None:
            if record_id:
                panel.edit(record_id)
            else:
                panel.add(kind)
            panel.go_to_field(field)

        self._on_panel(do)()

    def _put_on_agenda(self, panel: "Panel") -> None:
        """Begin the item of the open case for the next meeting, or go on with the one that is there."""
        from tumorboard.domain.board import AgendaItem

        book, case = self._session.book, self._session.case
        if book is None or case is None:
            return
        meeting = book.boards.next(self._today())
        known = [one for one in case.of(AgendaItem) if meeting and one.meeting == meeting.id]
        if known:
            panel.edit(known[0].id)
        else:
            panel.begin(AgendaItem(meeting=meeting.id if meeting else ""))

    def _edit(self, panel: "Panel", what: str) -> None:
        if case := self._session.case:
            panel.edit(case.patient.id if what == "patient" else case.tumour.id)

    def _add_tumour(self, panel: "Panel") -> None:
        if case := self._session.case:
            panel.add_case(case.patient)

    def _on_panel(self, doing: "Callable[[Panel], object]") -> Callable[[], None]:
        def do() -> None:
            if (panel := self.panel) is not None:
                self._remember()
                doing(panel)
                self.changed.emit()

        return do

    def _from_here(self, doing: "Callable[[Panel, str], object]") -> Callable[[str], None]:
        def do(given: str) -> None:
            self._on_panel(lambda panel: doing(panel, given))()

        return do

    def _remember(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not self._window:
            return
        if self._panel is not None and not self._panel.isAncestorOf(focus):
            self._back = focus

    def _come(self) -> None:
        self._chart_waits()
        self._window.make_room()
        self.begun.emit()
        self.changed.emit()

    def _chart_waits(self) -> None:
        """Let the form be painted first: the chart takes its new width a moment later."""
        if self._page is not None:
            overview = self._page.overview
            overview.setUpdatesEnabled(False)
            QTimer.singleShot(0, overview, lambda: overview.setUpdatesEnabled(True))

    def _go(self) -> None:
        self._window.take_room_back()
        self._give_keys_back()
        self.changed.emit()

    def _give_keys_back(self) -> None:
        back = self._back
        if back is not None and back.isVisible():
            back.setFocus()
        elif self._panel is not None:
            self._window.focusNextChild()
