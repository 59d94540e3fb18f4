"""Charts: the overview of a case on the screen, as SVG and as PNG, all from one drawing."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from tumorboard.figures.shapes import Overview
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.chart_files import png, preferred_height, svg
from tumorboard.ui.chart_ink import Ink, pen, screen
from tumorboard.ui.chart_plan import needed_height
from tumorboard.ui.chart_scene import Figure
from tumorboard.ui.chart_targets import Target, across, along, hit, reading, targets

__all__ = ["Chart", "png", "preferred_height", "svg"]

DAYS_OF_A_YEAR = 365.25
_AFTER = 7.0
"""Days to see after the last, so that its mark is whole."""
_FRAME = 2
_NARROWEST = 320


class Chart(QWidget):
    """Marker curve and course of a case, to be looked at, moved along and picked from.

    The wheel and dragging move time; where the page has to be scrolled, the wheel with Ctrl does. Left and
    right go through the results, up and down to the lanes and back, Home and End to the first and last, plus
    and minus zoom, Enter picks.
    """

    picked = Signal(str)
    """The id of the record clicked or chosen by key."""
    hovered = Signal(str)
    """What is read off at the crosshair, in words; empty when it is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_NARROWEST)
        self._line = QLabel(self)
        self._line.setObjectName("reading")
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setProperty("role", "muted")
        self._line.setContentsMargins(8, 2, 8, 0)
        # A long reading must not make the window wider.
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint = QLabel(_("← → results   ↑ ↓ lanes   + − zoom"), self)
        self._hint.setProperty("role", "muted")
        self._hint.setContentsMargins(8, 2, 8, 0)
        self._above = QHBoxLayout()
        self._above.addWidget(self._line, 1)
        self._above.addWidget(self._hint)
        self._view: Any = pg.GraphicsView(self)
        self._view.setFocusProxy(self)
        self._view.setCentralItem(None)
        self._figure = Figure(live=True)
        self._view.addItem(self._figure)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        box.setSpacing(_FRAME)
        box.addLayout(self._above)
        box.addWidget(self._view, 1)
        self._overview: Overview | None = None
        self._targets: tuple[Target, ...] | None = ()
        """What can be pointed at; None until somebody points."""
        self._target: Target | None = None
        self._stale = True
        self.ink_anew()
        self._figure.time.sigXRangeChanged.connect(self._redraw)
        self._view.sigDeviceRangeChanged.connect(self._redraw)
        self._view.scene().sigPrepareForPaint.connect(self._lay_out)
        self._view.scene().sigMouseMoved.connect(self._point)
        self._view.scene().sigMouseClicked.connect(self._pick_at)
        self._view.viewport().installEventFilter(self)
        self._words = ""
        self.clear()

    def show_overview(self, overview: Overview) -> None:
        """Show an overview: another case from end to end, the same one in the time it is shown in."""
        before, self._overview = self._overview, overview
        axis = overview.time
        window = (axis.low, axis.high)
        if before is not None and before.case_id == overview.case_id:
            low, high = self._figure.time_shown()
            if low > before.time.low or high < before.time.high:
                window = (min(max(low, axis.low), axis.high), max(min(high, axis.high), axis.low))
        self._figure.show()
        self._figure.show_overview(overview, window)
        self._describe(overview.title, overview.words)
        self.show_words()
        self._redraw()
        self._lay_out()

    def clear(self) -> None:
        """Show nothing."""
        self._overview = None
        self._targets = ()
        self._figure.hide()
        self._describe("", "")
        self.setMinimumHeight(0)
        self._say(None, None)

    def whole_course(self) -> None:
        """Show the course from its first to its last day."""
        if self._overview is not None:
            self.show_time(self._overview.time.low, self._overview.time.high)

    def last_year(self) -> None:
        """Show the last twelve months of the course."""
        if self._overview is not None:
            high = min(self._overview.last + _AFTER, self._overview.time.high)
            self.show_time(max(self._overview.time.low, high - DAYS_OF_A_YEAR), high)

    def time_shown(self) -> tuple[float, float]:
        """Return the first and last day on show."""
        return self._figure.time_shown()

    def show_time(self, low: float, high: float) -> None:
        """Show the course from one day to another."""
        self._figure.time.setXRange(low, high, padding=0)

    def targets(self) -> tuple[Target, ...]:
        """Return what can be pointed at, in pixels of the drawing."""
        self._lay_out()
        if self._targets is None:
            self._targets = targets(self._figure.plan) if self._figure.plan else ()
        return self._targets

    def inked(self) -> Ink:
        """Return what to draw with now."""
        return screen(theme.current())

    def ink_anew(self) -> None:
        """Draw with another ink, as the theme or the size of the letters is another."""
        self._ink = self.inked()
        self._view.setBackground(self._ink.ground)
        self._redraw()

    def _belongs_to_the_page(self, event: QWheelEvent) -> bool:
        """Whether the wheel moves the page the chart is on: when that shows only a part of the chart."""
        zooms = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return not zooms and self.visibleRegion().boundingRect().height() < self.height()

    def _describe(self, title: str, words: str) -> None:
        for widget in (self, self._view):
            widget.setAccessibleName(title or _("Chart"))
            widget.setAccessibleDescription(words)

    def _zoom(self, factor: float) -> None:
        low, high = self._figure.time_shown()
        place = self._target.x if self._target else None
        middle = place if place is not None and low <= place <= high else (low + high) / 2
        self.show_time(middle - (middle - low) * factor, middle + (high - middle) * factor)

    def _redraw(self) -> None:
        self._stale = True
        self._figure.repaint()

    def _lay_out(self) -> None:
        # pyqtgraph asks right before it paints: one layout for each frame, however often time has moved.
        if not self._stale or self._overview is None:
            return
        self._stale = False
        self._box.activate()
        found = self._figure.lay_out(
            self._overview, self._ink, float(self._view.width()), float(self._view.height())
        )
        self._targets = None
        self._find_again()
        least = round(needed_height(found)) + self._above.sizeHint().height() + 3 * _FRAME
        if least != self.minimumHeight():
            self.setMinimumHeight(least)

    def _find_again(self) -> None:
        if self._target is not None:
            wanted = (self._target.record_id, self._target.strip)
            same = (other for other in self.targets() if (other.record_id, other.strip) == wanted)
            self._say(None, next(same, None))

    def _point(self, at: QPointF) -> None:
        if self._overview is None or self._figure.plan is None:
            return
        plot = self._figure.plan.plot
        target = hit(self.targets(), at, plot)
        low, high = self._figure.time_shown()
        day = low + (at.x() - plot.left()) / plot.width() * (high - low)
        self._say(day if plot.contains(at) else None, target)
        shape = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(shape)

    def _pick_at(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._figure.plan is None:
            return
        if target := hit(self.targets(), event.scenePos(), self._figure.plan.plot):
            self._say(None, target)
            self.picked.emit(target.record_id)

    def _say(self, day: float | None, target: Target | None) -> None:
        """Put the crosshair on what is pointed at, or on a day, and say what is read there."""
        self._target = target
        place = target.x if target and target.x is not None else day
        self._figure.point_at(place, target.box if target else None)
        words = target.text if target else ""
        if place is not None and self._figure.plan is not None:
            words = reading(self._figure.plan, place, target)
        if words != self._words:
            self._words = words
            self.hovered.emit(words)
        self.show_words()

    def show_words(self) -> None:
        """Write what is read, and while nothing is, the results in short and the keys."""
        metrics, room = self._line.fontMetrics(), self.width() - theme.current().px(40)
        if self._words or self._overview is None:
            self._hint.setVisible(False)
            self._line.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))
            return
        words = self._overview.summary
        wide = metrics.horizontalAdvance(words) + self._hint.sizeHint().width()
        self._hint.setVisible(bool(words) and wide < room)
        self._line.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def _go(self, target: Target) -> None:
        """Go to what is chosen by key, moving time where it is not on show."""
        low, high = self._figure.time_shown()
        if target.x is not None and not low <= target.x <= high:
            self.show_time(target.x - (high - low) / 2, target.x + (high - low) / 2)
        self._say(None, target)
        self._lay_out()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words))

    def _reached(self, key: int) -> Target | None:
        keys = Qt.Key
        if key in (keys.Key_Left, keys.Key_Right):
            return along(self.targets(), self._target, 1 if key == keys.Key_Right else -1)
        if key in (keys.Key_Home, keys.Key_End):
            every = self.targets()
            here = self._target or along(every, None, 1)
            return along(every, here, len(every) if key == keys.Key_End else -len(every))
        if key in (keys.Key_Up, keys.Key_Down):
            return across(self.targets(), self._target, 1 if key == keys.Key_Down else -1)
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if key in (keys.Key_Return, keys.Key_Enter) and self._target is not None:
            self.picked.emit(self._target.record_id)
        elif key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self._zoom(2.0 if key == keys.Key_Minus else 0.5)
        elif (target := self._reached(key)) is not None:
            self._go(target)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._figure.plan is not None:
            target = hit(self.targets(), QPointF(event.pos()), self._figure.plan.plot)
            QToolTip.showText(event.globalPos(), target.text if target else "", self)
            return True
        if isinstance(event, QWheelEvent):
            self._figure.settle()
            if self._belongs_to_the_page(event):
                event.ignore()
                return True
        if event.type() is QEvent.Type.Leave:
            self._say(None, None)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ink.ground))
        if self.hasFocus():
            painter.setPen(pen(self._ink.curve, _FRAME))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_stale"):
            self.ink_anew()
