"""Opened: from choosing a large case in the list to its chart being painted."""

import sqlite3
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsView

from tests.bench import floors
from tests.bench.painting import until_painted
from tests.bench.patients import fill, large_case, result
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.figures.overview import overview
from tumorboard.store.book import Book
from tumorboard.store.schema import COURSE
from tumorboard.ui import theme
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.opening import application
from tumorboard.ui.settings import Settings


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure opening two cases by turns over reading the same rows raw and painting a bare plot of them."""
    application()
    file = folder / "opened.tumorboard"
    cases = [large_case(number, scale.records) for number in (1, 2)]
    with Book.open(file) as book:
        fill(book, cases)
    ids = [cases[run % 2].id for run in range(scale.runs + 2)]
    curve = overview(cases[0], today=date.today()).curve
    floor = _floor(file, ids, [point.x for point in curve.points], [point.y for point in curve.points])
    ours, saved = _ours(file, folder, ids)
    yield Row(what=f"open a {scale.records}-record case to painted chart", floor=floor, ours=ours)
    yield Row(what="save a result to its being painted", floor=floor, ours=saved)


def _ours(file: Path, folder: Path, ids: list[str]) -> tuple[float, float]:
    settings = Settings(folder / "settings.ini")
    theme.apply(theme.LIGHT)
    desk = Desk(MainWindow(settings), settings, folder / "tumorboard.log")
    desk.session.take(Book.open(file))
    desk.fill()
    assert desk.overview is not None
    chart = Chart()
    desk.overview.place_chart(chart)
    view = chart.findChild(QGraphicsView)
    assert isinstance(view, QGraphicsView)
    surface = view.viewport()
    desk.window.show()
    desk.case_desk.open(ids[1])
    opened = [timed(until_painted, surface, desk.case_desk.open, id_) for id_ in ids]
    results = [result(number) for number in range(len(ids))]
    saved = [timed(until_painted, surface, desk.session.save, one) for one in results]
    desk.window.close()
    desk.close()
    return statistics.median(opened[2:]), statistics.median(saved[2:])


def _floor(file: Path, ids: list[str], x: list[float], y: list[float]) -> float:
    raw = floors.connect(file)
    plot: Any = pg.PlotWidget()
    plot.resize(1000, 520)
    line = plot.plot(x, y)
    until_painted(plot.viewport(), plot.show)
    times = [timed(until_painted, plot.viewport(), _bare, raw, line, id_, x, y) for id_ in ids]
    plot.close()
    raw.close()
    return statistics.median(times[2:])


def _bare(raw: sqlite3.Connection, line: Any, id_: str, x: list[float], y: list[float]) -> None:
    for table in COURSE:
        raw.execute(f"SELECT * FROM {table.name} WHERE tumour = ?", (id_,)).fetchall()
    line.setData(x, y)
