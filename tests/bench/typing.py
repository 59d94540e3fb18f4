"""Typing: from a value typed into a form to its hollow point being painted, in cases of any length."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsView, QWidget

from tests.bench.painting import until_painted
from tests.bench.patients import fill, large_case, results
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.systemic import SystemicLine
from tumorboard.figures.overview import overview
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.opening import application
from tumorboard.ui.settings import Settings

AIMED, FRAME = 1_000, 16
"""The results of a long course, and the time a screen shows one picture."""
TYPED = "71234"
COURSE = 150
"""Records of the synthetic course the results stand over."""


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure by turns with setting as many points in a bare plot and painting that."""
    application()
    for count in scale.points:
        said = f"a value typed to its point painted, {count:,} results"
        floor, ours = _measure(_long_case(count), folder / f"typing-{count}", scale.runs)
        yield Row(what=said, floor=floor, ours=ours["value"], most=FRAME if count == AIMED else None)
    mixed = large_case(1, scale.records)
    floor, ours = _measure(mixed, folder / "typing-mixed", scale.runs)
    yield Row(what=f"the same, {scale.records} mixed records", floor=floor, ours=ours["value"], most=FRAME)
    yield Row(what="a name of a line typed to its bar painted, the same", floor=floor, ours=ours["line"])


def _long_case(count: int) -> Case:
    """Return a course with so many results of one marker, and no others."""
    case = large_case(1, COURSE)
    others = tuple(record for record in case.records if not isinstance(record, Laboratory))
    return Case(case.patient, case.tumour, (*others, *results(count)))


def _measure(case: Case, folder: Path, runs: int) -> tuple[float, dict[str, float]]:
    """Return the medians of the floor and of a draft of each kind, in milliseconds."""
    folder.mkdir()
    desk, surface = _window(case, folder)
    plot, line = _bare()
    points = overview(case, today=date.today()).curve.points
    x, y = [point.x for point in points], [point.y for point in points]
    written = next(one for one in case.of(Laboratory) if one.value and one.on)
    unit = written.value.unit if written.value else ""
    given = next(one for one in case.of(SystemicLine) if one.start)
    floors: list[float] = []
    ours: dict[str, list[float]] = {"value": [], "line": []}
    for run in range(runs + 2):
        floors.append(timed(until_painted, plot.viewport(), line.setData, x, [*y[:-1], 50.0 + run]))
        # Digit after digit, past the highest of the results, so that the axis has to move, and back.
        value = replace(written, value=Quantity("", TYPED[: 1 + run % len(TYPED)], unit))
        ours["value"].append(timed(until_painted, surface, desk.session.draft, value))
    until_painted(surface, desk.session.redraft, [], [written.id])
    for run in range(runs + 2):
        named = replace(given, label=f"{given.label} {run}")
        ours["line"].append(timed(until_painted, surface, desk.session.draft, named))
    plot.close()
    desk.window.close()
    desk.close()
    # The first ones lay out what the others find.
    return statistics.median(floors[2:]), {kind: statistics.median(times[2:]) for kind, times in ours.items()}


def _window(case: Case, folder: Path) -> tuple[Desk, QWidget]:
    settings = Settings(folder / "settings.ini")
    theme.apply(theme.LIGHT)
    desk = Desk(MainWindow(settings), settings, folder / "tumorboard.log")
    book = Book.open(folder / "typing.tumorboard")
    fill(book, [case])
    desk.session.take(book)
    desk.fill()
    assert desk.overview is not None
    chart = Chart()
    desk.overview.place_chart(chart)
    view = chart.findChild(QGraphicsView)
    assert isinstance(view, QGraphicsView)
    desk.window.show()
    until_painted(view.viewport(), desk.case_desk.open, case.id)
    return desk, view.viewport()


def _bare() -> tuple[Any, Any]:
    plot: Any = pg.PlotWidget()
    plot.resize(1000, 520)
    line = plot.plot([0, 1], [0, 1])
    until_painted(plot.viewport(), plot.show)
    return plot, line
