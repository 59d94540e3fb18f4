"""Head: whose case everybody looks at, where on the agenda it stands, and which page of it is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QTabBar, QWidget

from tumorboard.domain import dates
from tumorboard.i18n import N_, _
from tumorboard.ui.banner_facts import person
from tumorboard.ui.meeting.agenda import Seen
from tumorboard.ui.meeting.gallery import pictures_of
from tumorboard.ui.meeting.letters import letter, smallest

PAGES = {
    "summary": (N_("Summary"), "F2"),
    "course": (N_("Course"), "F3"),
    "pictures": (N_("Pictures"), "F4"),
    "question": (N_("Question"), "F5"),
    "outcome": (N_("Outcome"), "F6"),
}
"""The pages of a case and their keys, in their order."""
NAME = 1.3
"""How much larger a name is than the words beside it."""


class Head(QFrame):
    """Stands above every page, always in the same places."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(_("Case on show"))
        self.name, self.about, self.position, self.board = (QLabel(self) for _place in range(4))
        for label in (self.name, self.about, self.position, self.board):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.name, self.about):
            label.setWordWrap(True)
        for label in (self.about, self.board):
            label.setProperty("role", "muted")
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("Pages of the case"))
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for title, key in PAGES.values():
            self.tabs.addTab(f"{key} {_(title)}")
        self.tabs.tabBarClicked.connect(lambda place: self.page_wanted.emit(tuple(PAGES)[place]))
        self._whose: tuple[object, ...] = ()
        self._grid = grid = QGridLayout(self)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.position, 0, 1, right)
        grid.addWidget(self.about, 1, 0)
        grid.addWidget(self.board, 1, 1, right)
        grid.addWidget(self.tabs, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_seen(self, seen: Seen, page: str) -> None:
        """Show whose case is on show, without a name where names are hidden, and the page of it."""
        self.show_page(page)
        if seen.whose == self._whose:
            return
        self._whose = seen.whose
        patient = seen.case.patient
        self.name.setText(seen.title)
        about = [person(seen.case, seen.today)]
        if not seen.names_hidden:
            born = (
                _("born {day}").format(day=dates.show(patient.birth_date))
                if patient.birth_date
                else _("birth date not recorded")
            )
            mrn = _("MRN {mrn}").format(mrn=patient.mrn) if patient.mrn else _("MRN not recorded")
            about += [born, mrn.replace(" ", "\N{NO-BREAK SPACE}") if patient.mrn else mrn]
        self.about.setText(" · ".join(about))
        self.position.setText(seen.position)
        on = seen.meeting.on if seen.meeting else seen.item.on
        self.board.setText(dates.show(on) if on else "")
        count = len(pictures_of(seen.case))
        title, key = PAGES["pictures"]
        words = f"{_(title)} ({count})" if count else _(title)
        self.tabs.setTabText(tuple(PAGES).index("pictures"), f"{key} {words}")

    def show_page(self, page: str) -> None:
        """Mark the page that is shown; none where it is no page of the case."""
        self.tabs.setVisible(page in PAGES)
        margins = self._grid.contentsMargins()
        margins.setBottom(0 if page in PAGES else margins.top())
        self._grid.setContentsMargins(margins)
        if page in PAGES:
            self.tabs.setCurrentIndex(tuple(PAGES).index(page))

    def set_letters(self, height: int) -> None:
        """Take letters for a window so many pixels high."""
        size = smallest(height)
        for label in (self.name, self.position):
            letter(label, round(size * NAME), strong=True)
        for widget in (self.about, self.board, self.tabs):
            letter(widget, size)
        self._grid.setContentsMargins(size, size // 3, size, self._grid.contentsMargins().bottom())
        self._grid.setHorizontalSpacing(size)
        self._grid.setVerticalSpacing(0)
