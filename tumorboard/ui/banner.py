"""Banner: who the open case is about, and what any board asks first, always in the same places."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.patient import name_of
from tumorboard.i18n import N_, _, capital, plural
from tumorboard.ui import theme
from tumorboard.ui.banner_facts import Fact, facts, person
from tumorboard.ui.beside import in_row
from tumorboard.ui.remark_rows import SIGNS

# Where the facts stand: row and column, beside the name, and below it where little width is left.
PLACES = ((0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3))
STRETCH = (13, 16, 14, 11)
BELOW = ((1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1))

CHIPS = {
    "finding": (N_("{count} finding"), N_("{count} findings")),
    "due": (N_("{count} due"), N_("{count} due")),
    "not evaluated": (N_("{count} not evaluated"), N_("{count} not evaluated")),
}
"""How many remarks of a group there are, by the group."""

NARROW, FEWER = 860, 0
"""The width below which room for the chart comes before markers beside HER2, and how many are named then."""
BRIEF = 640
"""The width below which only the numbers of remarks are told."""
NARROWEST = 520
"""The width below which the facts stand below the name, two in a row, and without what belongs to them."""


class Banner(QFrame):
    """Shows one case; what is not known says so."""

    asked = Signal(str)
    """What stands out is wanted, from this group on."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(_("Open case"))
        self._today = today
        self._case: Case | None = None
        self._width = ""
        self._counts: dict[str, int] = {}
        self._is_brief = False
        self._who = self._label()
        self.chips = {group: self._chip(group) for group in CHIPS}
        # Name and chips stand together, whatever stands beside them.
        self._left = QWidget(self)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._who)
        left.addWidget(in_row(self._left, *self.chips.values(), left=True))
        left.addStretch(1)
        self._facts = [self._label() for place in PLACES]
        self._grid = QGridLayout(self)
        self._place()
        self._space()

    def show_case(self, case: Case) -> None:
        """Show a case as it stands today."""
        self._case = case
        look, patient = theme.current(), case.patient
        name = name_of(patient) or capital(_("name not recorded"))
        born = (
            _("born {day}").format(day=dates.show(patient.birth_date))
            if patient.birth_date
            else _("birth date not recorded")
        )
        large = round(self.fontInfo().pixelSize() * 1.35)
        who, mrn = (
            person(case, self._today()),
            _("MRN {mrn}").format(mrn=patient.mrn).replace(" ", "\N{NO-BREAK SPACE}"),
        )
        self._who.setText(
            f"<div style='font-size:{large}px; font-weight:600'>{html.escape(name)}</div>"
            f"<div>{html.escape(who)}</div>"
            f"<div style='color:{look.muted}'>{html.escape(born)} · {html.escape(mrn)}</div>"
        )
        self._who.setAccessibleName(", ".join((name, who, born, mrn)))
        told = facts(case, FEWER) if self._width else facts(case)
        for label, fact in zip(self._facts, told, strict=True):
            brief = replace(fact, detail="") if self._width == "narrowest" and fact.text else fact
            label.setText(_marked_up(brief, round(self.fontInfo().pixelSize() * 0.87)))
            label.setToolTip(fact.words if brief is not fact else "")
            label.setAccessibleName(f"{fact.label}: {fact.words}")
        self._fit()

    def show_remarks(self, counts: Mapping[str, int]) -> None:
        """Show how much stands out; a chip without anything is not there."""
        self._counts = dict(counts)
        self._is_brief = self.width() < theme.current().px(BRIEF)
        for group, chip in self.chips.items():
            count = counts.get(group, 0)
            words = plural(*CHIPS[group], count) if count else ""
            chip.setText(f"{SIGNS[group]} {count if self._is_brief else words}")
            chip.setAccessibleName(words)
            chip.setVisible(count > 0)
        self._fit()

    def _chip(self, group: str) -> QPushButton:
        chip = QPushButton(self)
        chip.setProperty("role", f"remark-{'look' if group == 'finding' else 'plain'}")
        chip.setToolTip(_("What stands out (Alt+4)"))
        chip.clicked.connect(lambda: self.asked.emit(group))
        chip.hide()
        return chip

    def _place(self) -> None:
        """Put the facts where there is room for them."""
        below = self._width == "narrowest"
        places, whole = (BELOW, (0, 0, 1, 2)) if below else (PLACES, (0, 0, 2, 1))
        for label in (self._left, *self._facts):
            self._grid.removeWidget(label)
        self._grid.addWidget(self._left, *whole)
        for label, (row, column) in zip(self._facts, places, strict=True):
            self._grid.addWidget(label, row, column)
        for column, part in enumerate((1, 1, 0, 0) if below else STRETCH):
            self._grid.setColumnStretch(column, part)

    def _fit(self) -> None:
        # A stack of pages does not ask how high wrapped text gets at its width, so it is settled here.
        height = self._grid.heightForWidth(self.width())
        if height > 0:
            self.setFixedHeight(height + theme.current().px(4))

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _space(self) -> None:
        look = theme.current()
        self._grid.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        narrow = "narrow" if self.width() < look.px(NARROW) else ""
        width = "narrowest" if self.width() < look.px(NARROWEST) else narrow
        if width != self._width:
            self._width = width
            self._place()
            if self._case:
                self.show_case(self._case)
        if self._is_brief is not (self.width() < look.px(BRIEF)):
            self.show_remarks(self._counts)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was written before had other fonts and another width.
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # However long a word is, the page is not to be wider than the window for it.
        return QSize(theme.current().px(200), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._case:
            self._space()
            self.show_case(self._case)


def _marked_up(fact: Fact, size: int) -> str:
    look = theme.current()
    small = f"color:{look.muted}; font-size:{size}px"
    parts = [f"<div style='{small}'>{html.escape(fact.label)}</div>"]
    if not fact.text:
        return f"{parts[0]}<div style='color:{look.muted}'>{html.escape(_('not recorded'))}</div>"
    said = f"<b style='font-weight:600'>{_unbroken(fact.text)}</b>"
    if fact.mark:
        said += f" <b style='color:{look.look}'>{html.escape(fact.mark)}</b>"
    if fact.detail:
        said += f" <span style='color:{look.muted}'>{_unbroken(fact.detail)}</span>"
    return f"{parts[0]}<div>{said}</div>"


def _unbroken(text: str) -> str:
    """Return a text as HTML whose dates and values with their units are not broken over two lines."""
    return html.escape(
        re.sub(r"(?<=\d) (?=[\w%])|(?<=[a-z]) (?=\d{4}\b)|(?<=[A-Z]) (?=\d)", "\N{NO-BREAK SPACE}", text)
    )
