"""Case tabs: the pages of a case by name, some with a number beside it."""

from PySide6.QtWidgets import QTabBar, QWidget

from tumorboard.i18n import N_, _, plural
from tumorboard.ui.count import Count

OVERVIEW, RECORD, TREATMENTS = "overview", "record", "treatments"
REMARKS, DOCUMENTS, BOARDS = "remarks", "documents", "boards"
TABS = (
    (OVERVIEW, N_("Overview")),
    (RECORD, N_("Record")),
    (TREATMENTS, N_("Treatments")),
    (REMARKS, N_("What stands out")),
    (DOCUMENTS, N_("Documents")),
    (BOARDS, N_("Boards")),
)
"""The pages of a case in their order: code and title."""
CODES = [code for code, _text in TABS]
_RECORDS = (N_("{count:,} record"), N_("{count:,} records"))
_COUNTED = {RECORD: _RECORDS, DOCUMENTS: _RECORDS, REMARKS: (N_("{count:,} remark"), N_("{count:,} remarks"))}


class CaseTabs(QTabBar):
    """The row of tabs; in a narrow window only those numbers stay that ask to be looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages of the case"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for place, (_code, text) in enumerate(TABS):
            self.addTab(_(text))
            self.setTabToolTip(place, f"{_(text)} (Alt+{place + 1})")
        self._counts = {code: Count(self) for code in _COUNTED}
        self.is_wide = True

    @property
    def code(self) -> str:
        """The code of the tab that is on."""
        return CODES[self.currentIndex()]

    def go_to(self, code: str) -> None:
        """Put a tab on; ValueError where there is none of that code."""
        self.setCurrentIndex(CODES.index(code))

    def show_count(self, code: str, number: int, *, look: bool = False) -> None:
        """Write a number beside the title of a page; `look` where it asks to be looked at."""
        place = CODES.index(code)
        title, side = self.tabText(place), QTabBar.ButtonPosition.RightSide
        self._counts[code].show_number(number, look=look and number > 0)
        shown = self._counts[code] if self.is_wide or look else None
        if self.tabButton(place, side) is not shown:
            self.setTabButton(place, side, shown)
        self._counts[code].setVisible(shown is not None)
        # Has the tab take its width anew.
        self.setTabText(place, title)
        self.setAccessibleTabName(place, f"{title}, {plural(*_COUNTED[code], number)}")
