"""Overview: the page that answers a board at a glance, the marker curve over the course of the disease."""

import functools
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tumorboard.figures.analytes import analytes
from tumorboard.i18n import N_, _
from tumorboard.ui import icons, theme
from tumorboard.ui.buttons import Choice
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.figures.shapes import Overview
    from tumorboard.ui.charts import Chart

CHIPS, FEWER_CHIPS = 5, 3
WIDE = 1.4
"""The size of text above which fewer chips stand in a row."""
WHOLE, YEAR = "whole", "year"
LOG, LINEAR = "log", "linear"
EXPORTS = (
    (".svg", N_("Drawing as &SVG…")),
    (".png", N_("Drawing as &PNG…")),
    (".csv", N_("Results of this curve as &CSV…")),
)


class OverviewPage(QWidget):
    """Shows the open case of a session; the chart joins when its library is loaded."""

    export_wanted = Signal(str)
    """The ending of the file to write: `.svg`, `.png` or `.csv`."""
    edit_wanted = Signal(str)
    """The id of the record somebody chose in the chart."""

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
        self._analyte = ""

        self._card = QFrame(self)
        self._card.setObjectName("card")
        self.chips = Choice(_("Laboratory value"), "chip", self.show_analyte, self._card)
        self.more = QToolButton(self._card)
        self.more.setText("+")
        self.more.setAccessibleName(_("More laboratory values"))
        self.more.setToolTip(_("More laboratory values"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.nothing = QLabel(_("No laboratory results with a value are recorded yet."), self._card)
        self.nothing.setProperty("role", "muted")
        self.axis = Choice(_("Value axis"), "switch", self._choose_axis, self._card)
        self.axis.offer(
            ((LOG, _("Log"), _("Logarithmic (L)")), (LINEAR, _("Linear"), _("Linear (L)"))),
        )
        self.axis.set_code(LOG if settings.log else LINEAR)
        self.range = Choice(_("Time shown"), "switch", self.show_range, self._card)
        self.range.offer(
            (
                (WHOLE, _("Whole course"), _("From the first record to today (W)")),
                (YEAR, _("Last 12 months"), _("The last 12 months (Y)")),
            )
        )
        self.export = QToolButton(self._card)
        self.export.setAccessibleName(_("Export the chart"))
        self.export.setToolTip(_("Export the chart"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        for code, text in EXPORTS:
            menu.addAction(_(text)).triggered.connect(functools.partial(self.export_wanted.emit, code))
        self.export.setMenu(menu)
        for button in (self.more, self.export):
            button.setProperty("role", "small")
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        for widget in (self.chips, self.more, self.nothing):
            self._left.addWidget(widget)
        self._left.addStretch(1)
        for widget in (self.axis, self.range, self.export):
            self._right.addWidget(widget)
        self._controls = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._controls.setSpacing(8)
        self._controls.addLayout(self._left, 1)
        self._controls.addLayout(self._right)
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(12, 10, 12, 8)
        self._inside.addLayout(self._controls)
        self._waiting = QWidget(self._card)
        self._waiting.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._inside.addWidget(self._waiting, 1)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.addWidget(self._card, 1)
        session.case_opened.connect(self._open)
        session.changed.connect(lambda kinds: self._refresh())
        session.drafted.connect(self._draw_soon)

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
        size = theme.current().px(16)
        self.export.setIconSize(QSize(size, size))
        self.export.setIcon(icons.icon("export"))

    def show_analyte(self, name: str) -> None:
        """Draw another laboratory value."""
        self.chips.set_code(name)
        self._analyte = name
        self.draw()

    def next_analyte(self) -> None:
        """Draw the next laboratory value of those offered."""
        if self.chips.codes:
            place = (self.chips.codes.index(self.chips.code) + 1) % len(self.chips.codes)
            self.show_analyte(self.chips.codes[place])

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

    def _choose_axis(self, code: str) -> None:
        self.axis.set_code(code)
        self._settings.log = code == LOG
        self.draw()

    def _open(self) -> None:
        if self._session.case is None:
            return
        self.range.set_code(WHOLE)
        self._offer_analytes("")
        self.draw()

    def _refresh(self) -> None:
        if self._session.case is None:
            return
        self._offer_analytes(self.chips.code)
        if self.isVisible():
            self.draw()
        else:
            self._stale = True

    def _offer_analytes(self, chosen: str) -> None:
        assert self._session.case is not None
        names = analytes(self._session.case)
        count = CHIPS if theme.current().scale <= WIDE else FEWER_CHIPS
        first = names[:count]
        if chosen in names and chosen not in first:
            first = (*first[:-1], chosen)
        self._analyte = chosen if chosen in names else next(iter(first), "")
        self.chips.offer([(name, name, "") for name in first])
        self.chips.set_code(self._analyte)
        self.nothing.setVisible(not names)
        self.axis.setEnabled(bool(names))
        self.more.setVisible(len(names) > len(first))
        self.more.menu().clear()
        for name in names:
            if name not in first:
                self.more.menu().addAction(name).triggered.connect(functools.partial(self._bring, name))
        self._arrange()

    def _bring(self, name: str, _checked: bool = False) -> None:
        self._offer_analytes(name)
        self.draw()

    def _arrange(self) -> None:
        """Put the switches below the chips where they do not fit beside them."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = sum(part.sizeHint().width() for part in (self._left, self._right))
        room = self.width() - theme.current().px(80)
        self._controls.setDirection(beside if wanted <= room else below)

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
        if self._chart is None or case is None:
            return
        from tumorboard.figures.overview import overview

        self._overview = overview(
            case,
            analyte=self._analyte,
            log=self.axis.code == LOG,
            today=self._today(),
            drafts=self._session.drafts,
        )
        # What is above takes its new height first: the chart would be laid out for a room it does not keep.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._chart.show_overview(self._overview)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._chart:
            self.show_icons()
        if event.type() is QEvent.Type.FontChange:
            self._refresh()
