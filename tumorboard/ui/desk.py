"""Desk: what the menus and keys do, and the window, the pages and the session joined together.

The frame is to be painted at once: what it does not show is imported where it is used, here and in what this
module imports.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from tumorboard.i18n import _
from tumorboard.ui import actions
from tumorboard.ui.aside import Aside
from tumorboard.ui.board_desk import BoardDesk
from tumorboard.ui.case_desk import CaseDesk
from tumorboard.ui.errors import Hook
from tumorboard.ui.files import Files
from tumorboard.ui.follow_desk import FollowDesk
from tumorboard.ui.form_desk import FormDesk
from tumorboard.ui.lines import Line
from tumorboard.ui.look import Look
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.middle import Middle
from tumorboard.ui.pages.empty import EmptyPage
from tumorboard.ui.printing import Printing
from tumorboard.ui.session import Session
from tumorboard.ui.settings import APPEARANCES, Settings
from tumorboard.ui.viewing import Viewing

if TYPE_CHECKING:
    from tumorboard.ui.pages.case import CasePage
    from tumorboard.ui.pages.overview import OverviewPage


class Desk(QObject):
    """The program's window with everything in it."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        log_file: Path,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(window)
        self.window, self.settings, self.today = window, settings, today
        self.look = Look(settings, self)
        self.session = Session(self)
        self.standing = Line("standing", _("State of the file"), closable=False)
        self.middle = Middle()
        self.forms = FormDesk(window, self.session, settings, today)
        self.case_desk = CaseDesk(self.session, settings, self.middle, self.forms)
        self.cases = self.case_desk.list
        window.furnish(self.standing, self.cases, self.middle)
        self.hook = Hook(self.window, log_file)
        self.files = Files(self.window, self.session, settings)
        self.printing = Printing(self.session, settings, self.files, self.middle, today)
        self.boards = BoardDesk(
            self.session, settings, self.files, self.middle, self.case_desk, self.forms, today
        )
        self.follow = FollowDesk(self.session, settings, self.files, self.middle, self.case_desk, today)
        self.cases.add_foot(self.follow.foot)
        self.aside = Aside(settings, self.middle, today)
        self.viewing = Viewing(self.session, self.middle)
        self.empty = EmptyPage()
        self.case_page: CasePage | None = None
        self.middle.show_page(self.empty)
        self.recent = QMenu(_("Open &recent"), self.window)
        self.actions = actions.build(self.window, self._doings(), self.recent)
        self._join()
        self._follow_session()
        self.cases.search.setFocus()

    def fill(self) -> None:
        """Build the page of the open case, which the first sight of the window can do without."""
        from tumorboard.ui.pages.case import CasePage

        self.case_page = CasePage(self.session, self.settings, self.today)
        self.case_page.print_wanted.connect(self.printing.show_handout)
        self.case_page.csv_wanted.connect(self.printing.export_treatments)
        self.case_page.overview.export_wanted.connect(self.export_chart)
        self.case_page.overview.copy_wanted.connect(self.copy_chart)
        self.printing.second = self.case_page.overview.second_shown
        self.case_page.show_icons()
        self.forms.fill(self.case_page)
        self.viewing.fill(self.case_page)
        self.boards.fill(self.case_page)
        self.case_desk.fill(self.case_page)
        self.cases.show_icons()
        self.follow.foot.fill()
        self._show_case()

    @property
    def overview(self) -> "OverviewPage | None":
        """The page with the chart, once there is one."""
        return self.case_page.overview if self.case_page else None

    def _doings(self) -> dict[str, Callable[[], object]]:
        return {
            "open_file": self.files.pick,
            "new_file": self.files.pick_new,
            "import_case": self.files.pick_documents,
            "add_example": self.files.add_example,
            "export_case": self.files.export_document,
            "print_handout": self.printing.show_handout,
            "save_pdf": self.printing.save_pdf,
            "save_anonymous_pdf": self.printing.save_anonymous_pdf,
            "quit": self.window.close,
            "search": self.search,
            "larger_text": self.look.larger,
            "smaller_text": self.look.smaller,
            "normal_text": lambda: self.look.set_scale(1),
            "settings": self.aside.show_settings,
            "keys": self.aside.show_keys,
            "about": self.aside.show_about,
            "show_overview": partial(self.show_tab, "overview"),
            "show_record": partial(self.show_tab, "record"),
            "show_treatments": partial(self.show_tab, "treatments"),
            "show_remarks": partial(self.show_tab, "remarks"),
            "show_documents": partial(self.show_tab, "documents"),
            "show_case_boards": partial(self.show_tab, "boards"),
            "show_large": self.viewing.toggle,
            "toggle_log": self._on_overview(lambda page: page.toggle_log()),
            "whole_course": self._on_overview(lambda page: page.show_range("whole")),
            "last_year": self._on_overview(lambda page: page.show_range("year")),
            "next_analyte": self._on_overview(lambda page: page.next_analyte()),
            "next_second": self._on_overview(lambda page: page.next_second()),
            "copy_chart": self.copy_chart,
            **{name: partial(self.look.set_appearance, name) for name in APPEARANCES},
            **self.boards.doings(),
            **self.case_desk.doings(),
            **self.follow.doings(),
            **self.forms.doings(),
        }

    def _on_overview(self, doing: "Callable[[OverviewPage], None]") -> Callable[[], None]:
        def do() -> None:
            if self.overview and self.overview.isVisible():
                doing(self.overview)

        return do

    def _join(self) -> None:
        for source in (self.cases.new_case_wanted, self.empty.case_wanted):
            source.connect(self.actions["new_case"].trigger)
        self.empty.example_wanted.connect(self.files.add_example)
        self.empty.import_wanted.connect(self.files.pick_documents)
        self.empty.file_wanted.connect(self.files.pick)
        self.printing.left.connect(self._show_case)
        self.boards.item_wanted.connect(self._show_item)
        self.boards.left.connect(self.show_tab)
        self.follow.item_wanted.connect(self._show_item)
        self.follow.foot.boards_wanted.connect(self.boards.show_boards)
        for page in (self.aside, self.follow, self.viewing):
            page.left.connect(self._show_case)
        self.session.troubled.connect(self.middle.trouble.say)
        self.session.noticed.connect(self.middle.notice.say)
        self.forms.changed.connect(lambda: self.forms.enable(self.actions))
        self.forms.begun.connect(lambda: self.middle.notice.say(""))
        self.hook.troubled.connect(self.middle.trouble.say)
        self.files.failed.connect(self.hook.report)
        self.files.begun.connect(self.middle.progress.follow)
        self.files.refused.connect(self._say_no_file)
        self.files.opening.connect(lambda path: self._make_ready())
        self.window.documents_dropped.connect(self.files.import_documents)
        self.session.book_opened.connect(self._follow_session)
        self.session.lent.connect(self._follow_session)
        self.session.case_opened.connect(lambda case: self._show_case())
        self.session.changed.connect(lambda kinds: self._follow_session())
        self.window.closed.connect(self.close)
        self.recent.aboutToShow.connect(self._list_recent)
        self.settings.changed.connect(self._follow_settings)
        self._follow_settings("appearance")
        leave = QShortcut(QKeySequence("Esc"), self.window)
        leave.activated.connect(self._leave)

    def search(self) -> None:
        """Go to the search field."""
        self.cases.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.cases.search.selectAll()

    def export_chart(self, kind: str) -> None:
        """Ask where what the chart shows is to be written: `.svg`, `.png` or `.csv`."""
        if self.overview and self.overview.overview:
            self.printing.export_chart(self.overview.overview, kind)

    def show_tab(self, code: str = "") -> None:
        """Show one of the pages of the open case, the one that is on unless named; put the keys into it."""
        if self.case_page and self.session.case:
            self.middle.show_page(self.case_page)
            self.case_page.show_tab(code or self.case_page.tab)
            self.case_page.page.setFocus()
            # Once the page has its size.
            QTimer.singleShot(0, self, self._bring_keys_into_sight)

    def _show_item(self, item_id: str) -> None:
        """Show an agenda item of the open case."""
        self.show_tab("boards")
        if self.case_page and (go_to := getattr(self.case_page.page, "go_to", None)):
            go_to(item_id)

    def _bring_keys_into_sight(self) -> None:
        if focus := self.window.focusWidget():
            self.middle.ensureWidgetVisible(focus)

    def copy_chart(self) -> None:
        """Put what the chart shows on the clipboard, as a picture."""
        if self.overview and self.overview.overview:
            self.printing.copy_chart(self.overview.overview)

    def close(self) -> None:
        """Put everything away."""
        self.files.close()
        self.forms.close()
        self.viewing.close()
        self.case_desk.keep_place()
        self.session.close()
        self.settings.flush()

    def _make_ready(self) -> None:
        """Let the file that is open be left for another."""
        self.middle.trouble.say("")
        self.case_desk.keep_place()

    def _say_no_file(self) -> None:
        if self.session.book is None:
            self.empty.show_no_file()

    def _leave(self) -> None:
        if self.case_desk.leave() or self.follow.leave() or self.boards.leave() or self.forms.leave():
            return
        if self.middle.page not in (self.case_page, self.empty):
            self._show_case()
            self.cases.list.setFocus()
        elif self.middle.trouble.sentence or self.middle.notice.sentence:
            self.middle.trouble.say("")
            self.middle.notice.say("")
        else:
            self.search()

    def _follow_session(self) -> None:
        book = self.session.book
        words = ""
        if book and book.held_by:
            words = _("Read only: another program has this file open ({who}).").format(who=book.held_by)
        elif book and book.read_only:
            words = _("Read only: this file or its folder cannot be written to.")
        self.standing.say(words)
        for name, verb, step in (
            ("undo", _("&Undo"), self.session.undo_title),
            ("redo", _("&Redo"), self.session.redo_title),
        ):
            self.actions[name].setText(f"{verb} {step.replace('&', '&&')}".strip())
            self.actions[name].setEnabled(bool(step))
        self._enable()
        if book:
            self.empty.show_count(book.shelf.count(), read_only=self.session.read_only)
        if self.session.case is None and not getattr(self.middle.page, "of_file", False):
            self._show_case()

    def _show_case(self) -> None:
        case = self.session.case
        self.middle.show_page(self.case_page if case and self.case_page else self.empty)
        name = ""
        if case:
            from tumorboard.domain.patient import name_of

            name = name_of(case.patient) or case.patient.mrn
        path = self.session.book.path if self.session.book else None
        file = path.name if path else ""
        self.window.setWindowTitle(" – ".join(part for part in (name, file, "TumorBoard") if part))
        self._enable()

    def _enable(self) -> None:
        """Let those acts be chosen that can be done now."""
        for act in actions.every():
            if act.needs_case or act.writes:
                has = self.session.case is not None or not act.needs_case
                self.actions[act.name].setEnabled(has and not (act.writes and self.session.read_only))
        self.cases.new.setEnabled(self.actions["new_case"].isEnabled())
        self.forms.enable(self.actions)

    def _follow_settings(self, name: str) -> None:
        if name == "appearance":
            self.actions[self.settings.appearance].setChecked(True)

    def _list_recent(self) -> None:
        self.recent.clear()
        for path in self.settings.recent_files:
            action = self.recent.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: self.files.open(path, picked=True))
        if self.recent.isEmpty():
            self.recent.addAction(_("No other file yet")).setEnabled(False)
