"""Course: the chart over the course of the disease, drawn for somebody who sits far from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tumorboard.figures.analytes import analytes
from tumorboard.figures.overview import overview
from tumorboard.i18n import _
from tumorboard.ui.chart_ink import LETTERS, Ink
from tumorboard.ui.chart_plan import LOW_ROW
from tumorboard.ui.charts import Chart
from tumorboard.ui.meeting.agenda import Seen
from tumorboard.ui.meeting.lanes import fitting
from tumorboard.ui.meeting.letters import letter, smallest
from tumorboard.ui.settings import Settings

MOVE = 0.6
"""How far one key goes down a chart that is higher than the window, of what is seen."""
LOWEST_CURVE = 140.0
"""The least height of the curve, against rows of lanes of 18."""
_FASTER = 1.5
_FRAME = 8
"""Pixels the chart takes around what it draws."""


class LargeChart(Chart):
    """A chart with large letters and without the line for what is read off at the crosshair."""

    pixels = LETTERS

    def set_letters(self, pixels: int) -> None:
        """Draw with letters of so many pixels."""
        if pixels != self.pixels:
            self.pixels = pixels
            self.ink_anew()

    def inked(self) -> Ink:
        ink = replace(super().inked(), scale=1.0, letters=self.pixels)
        # Rows are as low as their letters allow, so that there is room for many of them.
        scale = (ink.measure("M")[1] + 1) / LOW_ROW
        return replace(ink, scale=scale, letters=self.pixels / scale, lowest_curve=LOWEST_CURVE)

    def show_words(self) -> None:
        self._line.hide()
        self._hint.hide()


class CoursePage(QWidget):
    """Shows the marker curve and the lanes of the case on show, as many as have room or all."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.chart = LargeChart(self)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = QScrollArea(self)
        self._area.setAccessibleName(_("Chart and course"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.chart)
        self.left_out = QLabel(self)
        self.left_out.setProperty("role", "muted")
        self.left_out.setTextFormat(Qt.TextFormat.PlainText)
        self.left_out.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.left_out)
        self._log = settings.log
        self._analyte = ""
        self._draws_all = False
        self._seen: Seen | None = None
        self._drawn: Any = None

    @property
    def words(self) -> str:
        """What is to be seen, for somebody who hears it."""
        return self.chart.accessibleDescription()

    @property
    def more(self) -> str:
        """What up and down lead to."""
        return _("more") if self.chart.minimumHeight() > self._area.height() else ""

    def show_seen(self, seen: Seen) -> None:
        """Show the course of a case."""
        before, self._seen = self._seen, seen
        if before is None or before.case.id != seen.case.id:
            self._analyte, self._draws_all = "", False
            self._area.verticalScrollBar().setValue(0)
        self.draw()

    def draw(self) -> None:
        """Draw the case on show, where anything of what is drawn is another."""
        seen = self._seen
        if seen is None or not self.isVisible():
            return
        size = smallest(self.window().height())
        self.chart.set_letters(size)
        letter(self.left_out, size)
        names = analytes(seen.case)
        drawn = overview(
            seen.case,
            analyte=self._analyte if self._analyte in names else next(iter(names), ""),
            log=self._log,
            today=seen.today,
            drafts=seen.drafts,
            clinic=self._settings.limits,
        )
        room = self.size()
        if (drawn, room, size, self._draws_all) == self._drawn:
            return
        self._drawn = (drawn, room, size, self._draws_all)
        words = ""
        if not self._draws_all:
            wide, high = room.width() - _FRAME, room.height() - _FRAME
            drawn, words = fitting(seen.case, drawn, self.chart.inked(), wide, high)
        self.left_out.setText(words)
        self.left_out.setVisible(bool(words))
        self.chart.show_overview(drawn)

    def move_by(self, by: int) -> None:
        """Go down or up a chart that is higher than the window."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(by * MOVE * self._area.viewport().height()))

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on the chart does."""
        return {
            "larger": lambda: self._zoom(1 / _FASTER),
            "smaller": lambda: self._zoom(_FASTER),
            "whole": self.chart.whole_course,
            "last_year": self.chart.last_year,
            "toggle_log": self._toggle_log,
            "next_analyte": self._next_analyte,
            "draw_all": self._toggle_all,
        }

    def _zoom(self, factor: float) -> None:
        low, high = self.chart.time_shown()
        # What happened last is of the most interest.
        self.chart.show_time(high - (high - low) * factor, high)

    def _toggle_log(self) -> None:
        self._log = not self._log
        self.draw()

    def _toggle_all(self) -> None:
        self._draws_all = not self._draws_all
        self._area.verticalScrollBar().setValue(0)
        self.draw()

    def _next_analyte(self) -> None:
        if self._seen is not None and (names := analytes(self._seen.case)):
            place = names.index(self._analyte) if self._analyte in names else 0
            self._analyte = names[(place + 1) % len(names)]
            self.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw()
