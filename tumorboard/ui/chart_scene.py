"""Scene: a figure as pyqtgraph shows, moves and prints it.

One `pg.ViewBox` spans curve and lanes: it holds the time on show and turns wheel and drag into it. What is
seen is drawn by layers in pixels, anew for each time and size, so that labels never overlap.
"""

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QGraphicsWidget,
    QStyleOptionGraphicsItem,
    QWidget,
)

from tumorboard.figures.shapes import Overview
from tumorboard.ui.chart_axes import draw_axes
from tumorboard.ui.chart_curve import draw_curve
from tumorboard.ui.chart_ground import draw_ground
from tumorboard.ui.chart_ink import Ink, pen
from tumorboard.ui.chart_lanes import draw_lanes
from tumorboard.ui.chart_plan import Plan, plan

# The handler takes 60 ms at exit to guard views that outlive the application; ours go with their window.
# And no move of the mouse is to be left out: the last one says where it stands.
pg.setConfigOptions(exitCleanup=False, mouseRateLimit=0)

Draw = Callable[[QPainter, Plan], None]

SHORTEST = 14.0
"""The fewest days to show."""


class Layer(QGraphicsItem):
    """A part of the figure, drawn in pixels from the figure's top left."""

    def __init__(self, parent: QGraphicsItem, *draw: Draw) -> None:
        super().__init__(parent)
        self._draw = draw
        self._area = QRectF()
        self.plan: Plan | None = None

    def cover(self, area: QRectF) -> None:
        """Take up an area of the figure."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.plan is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for draw in self._draw:
                draw(painter, self.plan)


class Figure(QGraphicsWidget):
    """One overview with its axes, as an item for a scene of pyqtgraph."""

    def __init__(self) -> None:
        super().__init__()
        self.time: Any = pg.ViewBox(parent=self, enableMenu=False, defaultPadding=0.0)
        self.time.setMouseEnabled(x=True, y=False)
        self.time.disableAutoRange()
        # A frame without a pen still leaves a hairline in the printed page.
        self.time.border = None
        self.time.borderRect.hide()
        self._layers = (
            Layer(self.time, draw_ground, draw_curve, draw_lanes),
            Layer(self, draw_axes),
        )
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
        inner, outer = self._layers
        inner.setPos(-plot.topLeft())
        inner.cover(plot)
        outer.cover(QRectF(QPointF(0, 0), self.size()))
        for layer in self._layers:
            layer.plan = self.plan
        return self.plan

    def settle(self) -> None:
        """Bring pixels and time on show together now; pyqtgraph waits with it until it paints."""
        self.time.updateMatrix()

    def repaint(self) -> None:
        """Have everything drawn again."""
        for layer in self._layers:
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
