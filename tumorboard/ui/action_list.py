"""Action list: what is to come of the boards, moved through and answered by single keys."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tumorboard.i18n import _
from tumorboard.ui.remark_list import RemarkList

OPEN, DONE, PARTLY, NOT_FOLLOWED, LOST, DROP = "open", "done", "partly", "not done", "lost", "dropped"


class ActionList(RemarkList):
    """Shows tasks, recommendations and cases in groups, and says what a key asks to be done with one."""

    asked = Signal(str)
    """What the line the keys are at came to."""
    keys: ClassVar[dict[Qt.Key, str]] = {
        Qt.Key.Key_Return: OPEN,
        Qt.Key.Key_Enter: OPEN,
        Qt.Key.Key_F2: OPEN,
        Qt.Key.Key_D: DONE,
        Qt.Key.Key_P: PARTLY,
        Qt.Key.Key_N: NOT_FOLLOWED,
        Qt.Key.Key_L: LOST,
        Qt.Key.Key_X: DROP,
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is to come of the boards"))

    def do(self, doing: str) -> None:
        if doing == OPEN:
            self.opened.emit()
        else:
            self.asked.emit(doing)
