"""Scene: a figure as pyqtgraph shows, moves and prints it.

One `pg.ViewBox` spans curve and lanes: it holds the time on show and turns wheel and drag into it. What is
seen is drawn by layers in pixels, anew for each time and size, so that labels never overlap.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QGraphicsWidget,
    QStyleOptionGraphicsItem,
    QWidget,
)

from tumorboard.figures.shapes import Overview
from tumorboard.ui.chart_axes import draw_axes
from tumorboard.ui.chart_curve import draw_curve, draw_flags
from tumorboard.ui.chart_ground import draw_ground
from tumorboard.ui.chart_ink import Ink, pen
from tumorboard.ui.chart_lanes import draw_lane, draw_lanes, draw_rules
from tumorboard.ui.chart_plan import Plan, plan
from tumorboard.ui.chart_points import draw_typed

# The handler takes 60 ms at exit to guard views that outlive the application; ours go with their window.
# And no move of the mouse is to be left out: the last one says where it stands.
pg.setConfigOptions(exitCleanup=False, mouseRateLimit=0)

Draw = Callable[[QPainter, Plan], None]

_BELOW = 5.0
"""How far a dot on the lowest value reaches below the curve."""
SHORTEST = 14.0
"""The fewest days to show."""


class Layer(QGraphicsItem):
    """A part of the figure, drawn in pixels from the figure's top left."""

    def __init__(self, parent: QGraphicsItem, *draw: Draw) -> None:
        super().__init__(parent)
        self._draw = draw
        self._area = QRectF()
        self._plan: Plan | None = None

    def show_plan(self, plan: Plan, area: QRectF) -> None:
        """Draw a plan from now on, in an area of the figure."""
        self._plan = plan
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._plan is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for draw in self._draw:
                draw(painter, self._plan)


class Picture(Layer):
    """A layer that mostly stays as it is from key to key: it is drawn once, and then copied."""

    def __init__(self, parent: QGraphicsItem, *draw: Draw) -> None:
        super().__init__(parent, *draw)
        self._picture: QPixmap | None = None

    def show_plan(self, plan: Plan, area: QRectF) -> None:
        # Its fonts may be others where the ink is another, for all that looks alike.
        if plan != self._plan or plan.ink is not self._plan.ink:
            self._picture = None
            super().show_plan(plan, area)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._plan is not None:
            ground = QColor(self._plan.ink.ground)
            draw = partial(super().paint, option=option, widget=widget)
            self._picture = _copied(painter, self._area, self._picture, ground, draw)


class Strips(Layer):
    """The lanes, each a picture of its own: what is typed changes one of them."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._ink: Ink | None = None
        self._strips: dict[int, tuple[Any, QPixmap]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        plan, clear = self._plan, QColor(0, 0, 0, 0)
        if plan is None:
            return
        if plan.ink is not self._ink:
            self._ink, self._strips = plan.ink, {}
        time = plan.overview.time
        for at, lane in enumerate(plan.overview.lanes):
            area = plan.lane_box(at)
            looks = (lane, plan.labels_of(at), area, time.low, time.high, plan.sizes)
            known, picture = self._strips.get(at, (None, None))
            draw = partial(draw_lane, plan=plan, at=at)
            kept = picture if known == looks else None
            self._strips[at] = looks, _copied(painter, area, kept, clear, draw)


def _copied(
    painter: QPainter,
    area: QRectF,
    picture: QPixmap | None,
    ground: QColor,
    draw: Callable[[QPainter], object],
) -> QPixmap:
    """Draw a part of the figure from its picture, made anew where there is none of its size."""
    device = painter.deviceTransform()
    place = QRectF(device.mapRect(area).toAlignedRect())
    size = place.size().toSize()
    if picture is None or picture.size() != size:
        picture = QPixmap(size)
        picture.fill(ground)
        with QPainter(picture) as own:
            own.setRenderHint(QPainter.RenderHint.Antialiasing)
            own.setTransform(device * QTransform.fromTranslate(-place.left(), -place.top()))
            draw(own)
        picture.setDevicePixelRatio(device.m11())
    painter.drawPixmap(device.inverted()[0].map(place.topLeft()), picture)
    return picture


class Figure(QGraphicsWidget):
    """One overview with its axes, as an item for a scene of pyqtgraph."""

    def __init__(self, *, live: bool = False) -> None:
        """Make a figure for a screen, where it is `live`; what is handed on is lines and text only."""
        super().__init__()
        self.time: Any = pg.ViewBox(parent=self, enableMenu=False, defaultPadding=0.0)
        self.time.setMouseEnabled(x=True, y=False)
        self.time.disableAutoRange()
        # A frame without a pen still leaves a hairline in the printed page.
        self.time.border = None
        self.time.borderRect.hide()
        self._above: Layer | None = None
        self._below: Layer | None = None
        self._lanes: Layer | None = None
        self._moving = Layer(self.time, draw_ground, draw_flags, draw_curve, draw_lanes, draw_typed)
        if live:
            self._above = Picture(self.time, draw_ground, draw_flags, draw_curve)
            self._below = Picture(self.time, draw_ground, draw_flags, draw_rules)
            self._lanes = Strips(self.time)
            self._moving = Layer(self.time, draw_typed)
            # They cover what is behind them, and the crosshair belongs before them.
            self._above.setZValue(-1)
            self._below.setZValue(-1)
            self._lanes.setZValue(-1)
        self._outer = Layer(self, draw_axes)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.setZValue(10)
        self.time.addItem(self._cursor, ignoreBounds=True)
        self._cursor.hide()
        self._ring = QGraphicsRectItem(self.time)
        self._ring.setZValue(11)
        self._ring.hide()
        self.plan: Plan | None = None

    def show_overview(self, overview: Overview, window: tuple[float, float]) -> None:
        """Let time be moved within the axis of an overview, and show a part of it."""
        low, high = overview.time.low, overview.time.high
        self.time.setLimits(xMin=low, xMax=high, minXRange=min(SHORTEST, high - low), maxXRange=high - low)
        self.time.setRange(xRange=window, padding=0, disableAutoRange=True)

    def time_shown(self) -> tuple[float, float]:
        """Return the first and last day on show."""
        low, high = self.time.viewRange()[0]
        return float(low), float(high)

    def lay_out(
        self, overview: Overview, ink: Ink, width: float, height: float | None, *, whole: bool = False
    ) -> Plan:
        """Give everything its place for a size and the time on show."""
        window = None if whole else self.time_shown()
        self.plan = plan(overview, ink, width, height, window=window, before=self.plan)
        thin = pen(ink.muted)
        thin.setCosmetic(True)
        self._cursor.setPen(thin)
        self._ring.setPen(pen(ink.curve, 1.5))
        self.resize(*self.plan.size)
        plot = self.plan.plot
        if self.time.geometry() != plot:
            self.time.setGeometry(plot)
        split = round(self.plan.curve.bottom() + _BELOW)
        for layer, shown, top, bottom in (
            (self._above, self.plan.kept, plot.top(), split),
            (self._below, self.plan.course, split, plot.bottom()),
            (self._lanes, self.plan, split, plot.bottom()),
            (self._moving, self.plan, plot.top(), plot.bottom()),
        ):
            if layer is not None:
                layer.setPos(-plot.topLeft())
                area = QRectF(QPointF(plot.left(), top), QPointF(plot.right(), bottom))
                layer.show_plan(shown, area)
        self._outer.show_plan(self.plan, QRectF(QPointF(0, 0), self.size()))
        return self.plan

    def settle(self) -> None:
        """Bring pixels and time on show together now; pyqtgraph waits with it until it paints."""
        self.time.updateMatrix()

    def repaint(self) -> None:
        """Have everything drawn again."""
        for layer in (self._above, self._below, self._lanes, self._moving, self._outer):
            if layer is not None:
                layer.update()

    def point_at(self, day: float | None, box: QRectF | None) -> None:
        """Put the crosshair on a day and a frame around what is pointed at, or take them away."""
        self._cursor.setVisible(day is not None)
        if day is not None:
            self._cursor.setPos(day)
        self._ring.setVisible(box is not None)
        if box is not None and self.plan is not None:
            self._ring.setRect(box.translated(-self.plan.plot.topLeft()).adjusted(-2, -2, 2, 2))


def scene(overview: Overview, ink: Ink, width: float, height: float | None) -> Any:
    """Return the scene of a whole overview, in pixels of 96 to the inch, to be painted into any device."""
    made: Any = pg.GraphicsScene()
    figure = Figure()
    made.addItem(figure)
    figure.show_overview(overview, (overview.time.low, overview.time.high))
    found = figure.lay_out(overview, ink, width, height, whole=True)
    made.setBackgroundBrush(QColor(ink.ground))
    made.setSceneRect(QRectF(0, 0, *found.size))
    return made
