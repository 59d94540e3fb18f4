"""Settings page: all that can be set, in one page made from the declarations; a change works at once."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button
from tumorboard.ui.editors import Context
from tumorboard.ui.setting_rows import AnyRow, row_for
from tumorboard.ui.settings import GROUPS, Settings

WIDE_GROUPS = ("limits",)
"""The groups that stand beside the others, where there is room."""
ROOM = 780
"""The width from which on there is, at 100 %."""


class SettingsPage(QWidget):
    """Shows the settings by group."""

    left = Signal()

    def __init__(self, settings: Settings, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Settings"))
        context = Context(today, lambda: settings.date_order, lambda: None)
        self._card = QFrame(self)
        self._card.setObjectName("card")
        self.rows: dict[str, AnyRow] = {
            setting.name: row_for(setting, settings, context, self._card)
            for setting in Settings.declared()
            if setting.label
        }
        title = QLabel(_("Settings"), self._card)
        title.setProperty("role", "heading")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        narrow = [group for group in GROUPS if group not in WIDE_GROUPS]
        self._both = (self._column(narrow), self._column(WIDE_GROUPS))
        for column in self._both:
            self._columns.addLayout(column, 1)
        self._inside = QVBoxLayout(self._card)
        self._inside.addWidget(title)
        self._inside.addLayout(self._columns)
        self._inside.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._card)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(_("All settings"))
        self.back = Button(_("&Back"), "first", "Esc", self)
        self.back.clicked.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)
        settings.changed.connect(self._follow)
        self._space()

    def go_to_start(self) -> None:
        """Put the keys into the first setting."""
        first = next(iter(self.rows.values()))
        if buddy := first.label.buddy():
            buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _column(self, groups: Iterable[str]) -> QVBoxLayout:
        column = QVBoxLayout()
        for group in groups:
            heading = QLabel(_(GROUPS[group]), self._card)
            heading.setProperty("role", "section")
            heading.setIndent(0)
            column.addWidget(heading)
            for row in self.rows.values():
                if row.setting.group == group:
                    column.addWidget(row)
        column.addStretch(1)
        return column

    def _follow(self, name: str) -> None:
        if row := self.rows.get(name):
            row.follow()

    def _space(self) -> None:
        look = theme.current()
        self._inside.setContentsMargins(look.px(20), look.px(14), look.px(20), look.px(16))
        self._inside.setSpacing(look.px(6))
        self._columns.setSpacing(look.px(36))
        for column in self._both:
            column.setSpacing(look.px(12))
        self._arrange()

    def _arrange(self) -> None:
        """Put the second column below the first where it does not fit beside it."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = beside if self.width() >= theme.current().px(ROOM) else below
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What could not be set when the page was left last is forgotten.
        for row in self.rows.values():
            row.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._space()
