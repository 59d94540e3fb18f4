"""Overview: the page that answers a board at a glance, the marker curve over the course of the disease."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.figures.analytes import analytes
from tumorboard.i18n import _
from tumorboard.ui.chart_bar import LINEAR, LOG, WHOLE, YEAR, ChartBar
from tumorboard.ui.last_place import Place
from tumorboard.ui.nothing_yet import NothingYet
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.figures.shapes import Overview
    from tumorboard.ui.charts import Chart


class OverviewPage(QWidget):
    """Shows the open case of a session; the chart joins when its library is loaded."""

    export_wanted = Signal(str)
    """The ending of the file to write: `.svg`, `.png` or `.csv`."""
    copy_wanted = Signal()
    """What is drawn is to be put on the clipboard."""
    edit_wanted = Signal(str)
    """The id of the record somebody chose in the chart."""
    choose_wanted = Signal()
    """Something is to be added, and what is not said yet."""

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Overview"))
        self._session, self._settings, self._today = session, settings, today
        self._chart: Chart | None = None
        self._overview: Overview | None = None
        # Keys may come faster than pictures: what several of them changed is drawn once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.draw)
        self._stale = False
        self._analyte = self._second = ""
        self._wanted: Place | None = None

        self._card = QFrame(self)
        self._card.setObjectName("card")
        self.bar = ChartBar(self._card)
        self.chips, self.more, self.nothing = self.bar.chips, self.bar.more, self.bar.nothing
        self.axis, self.range, self.export = self.bar.axis, self.bar.range, self.bar.export
        self.axis.set_code(LOG if settings.log else LINEAR)
        self.bar.analyte_wanted.connect(self.show_analyte)
        self.bar.second_wanted.connect(self.show_second)
        self.bar.axis_wanted.connect(self._choose_axis)
        self.bar.range_wanted.connect(self.show_range)
        self.bar.export_wanted.connect(self.export_wanted)
        self.bar.copy_wanted.connect(self.copy_wanted)
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(12, 10, 12, 8)
        self._inside.addWidget(self.bar)
        self._waiting = QWidget(self._card)
        self._waiting.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._inside.addWidget(self._waiting, 1)
        self.nothing_yet = NothingYet(self._card)
        self.nothing_yet.add.clicked.connect(self.choose_wanted)
        self._inside.addWidget(self.nothing_yet, 1)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.addWidget(self._card, 1)
        session.case_opened.connect(self._open)
        session.changed.connect(lambda kinds: self._refresh())
        session.drafted.connect(self._draw_soon)
        settings.changed.connect(lambda name: self._draw_soon() if name == "limits" else None)

    @property
    def overview(self) -> "Overview | None":
        """What is drawn, as the open case and its drafts stand now."""
        if self._soon.isActive() or self._stale:
            self.draw()
        return self._overview

    @property
    def chart(self) -> "Chart | None":
        """The chart, once it was placed."""
        return self._chart

    def place_chart(self, chart: "Chart") -> None:
        """Put the chart into its place; `draw` fills it."""
        self._chart = chart
        self._inside.replaceWidget(self._waiting, chart)
        self._inside.setStretchFactor(chart, 1)
        self._waiting.deleteLater()
        chart.picked.connect(self.edit_wanted)

    def show_icons(self) -> None:
        """Draw what the first sight of the window can do without."""
        self.bar.show_icons()

    def show_analyte(self, name: str) -> None:
        """Draw another laboratory value; the one it takes the place of is not drawn twice."""
        self._offer_analytes(name, "" if name == self._second else self._second)
        self.draw()

    def show_second(self, name: str) -> None:
        """Draw a laboratory value beside the first, on an axis of its own; none for an empty name."""
        self._offer_analytes(self._analyte, name)
        self.draw()

    def second_shown(self) -> str:
        """Return the laboratory value that is drawn beside the first; empty where none is."""
        return self._second

    def next_analyte(self) -> None:
        """Draw the next laboratory value of those offered."""
        if self.chips.codes:
            place = (self.chips.codes.index(self.chips.code) + 1) % len(self.chips.codes)
            self.show_analyte(self.chips.codes[place])

    def next_second(self) -> None:
        """Draw the next laboratory value beside the first, and after the last of them none."""
        if self._session.case is not None:
            names = [name for name in analytes(self._session.case) if name != self._analyte]
            others = ["", *names]
            self.show_second(others[(others.index(self._second) + 1) % len(others)])

    def toggle_log(self) -> None:
        """Draw the value over the other kind of axis."""
        self._choose_axis(LINEAR if self.axis.code == LOG else LOG)

    def show_range(self, code: str) -> None:
        """Draw the whole course or the last 12 months."""
        self.range.set_code(code)
        if self._chart:
            if code == YEAR:
                self._chart.last_year()
            else:
                self._chart.whole_course()

    def place(self, place: Place) -> Place:
        """Return a place with what is drawn written into it."""
        low, high = self._share_shown()
        return replace(
            place, analyte=self._analyte, second=self._second, range=self.range.code, low=low, high=high
        )

    def come_back(self, place: Place) -> None:
        """Draw what was drawn when a place was left, as soon as there is a chart."""
        self._offer_analytes(place.analyte, place.second)
        if place.range in self.range.codes:
            self.range.set_code(place.range)
        self._wanted = place
        self.draw()

    def _share_shown(self) -> tuple[float, float]:
        """Return the time on show as shares of the whole course."""
        if self._wanted is not None:
            return self._wanted.low, self._wanted.high
        if self._chart is None or self._overview is None:
            return 0.0, 1.0
        axis, shown = self._overview.time, self._chart.time_shown()
        low, high = ((day - axis.low) / (axis.high - axis.low) for day in shown)
        return min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)

    def _show_wanted(self) -> None:
        place, self._wanted = self._wanted, None
        if place is None or self._chart is None or self._overview is None:
            return
        axis = self._overview.time
        if 0.0 < place.high - place.low < 1.0:
            length = axis.high - axis.low
            self._chart.show_time(axis.low + place.low * length, axis.low + place.high * length)

    def _choose_axis(self, code: str) -> None:
        self.axis.set_code(code)
        self._settings.log = code == LOG
        self.draw()

    def _open(self) -> None:
        if self._session.case is None:
            return
        self._wanted = None
        self.range.set_code(WHOLE)
        self._offer_analytes("", "")
        self.draw()

    def _refresh(self) -> None:
        if self._session.case is None:
            return
        self._offer_analytes(self._analyte, self._second)
        if self.isVisible():
            self.draw()
        else:
            self._stale = True

    def _offer_analytes(self, first: str, second: str) -> None:
        assert self._session.case is not None
        names = analytes(self._session.case)
        self._analyte = first if first in names else next(iter(names), "")
        self._second = second if second in names and second != self._analyte else ""
        self.bar.offer(names, self._analyte, self._second)

    def _draw_soon(self) -> None:
        """Draw with the next picture of the screen, and while the page is hidden once it is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._soon.start()

    def draw(self) -> None:
        """Draw the open case as it stands, with its drafts."""
        self._soon.stop()
        self._stale = False
        case = self._session.case
        bare = case is not None and not case.records and not self._session.drafts
        for widget in (self.bar, self._chart or self._waiting):
            widget.setVisible(not bare)
        self.nothing_yet.setVisible(bare)
        if self._chart is None or case is None:
            return
        from tumorboard.figures.overview import overview

        self._overview = overview(
            case,
            analyte=self._analyte,
            second=self._second,
            log=self.axis.code == LOG,
            today=self._today(),
            drafts=self._session.drafts,
            clinic=self._settings.limits,
        )
        # What is above takes its new height first: the chart would be laid out for a room it does not keep.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._chart.show_overview(self._overview)
        self._show_wanted()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw_soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._chart:
            self.show_icons()
        if event.type() is QEvent.Type.FontChange:
            self._refresh()
