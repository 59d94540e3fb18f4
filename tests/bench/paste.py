"""Paste: a thousand cells of a spreadsheet into the grid of results, and a digit typed among them."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QTableView, QWidget

from tests.bench.painting import until_painted
from tests.bench.patients import fill, large_case, results
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.laboratory_grid import LaboratoryGrid
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.opening import application
from tumorboard.ui.settings import Settings

HEAD = ("Date", "CA19-9", "CEA", "ALT", "AST", "Albumin", "Hb")
LINES = 143
"""With the head a thousand cells."""
KEPT = 1_000
"""Results the case has before."""
DIGITS = "71234"


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure by turns with the same texts put into a plain table."""
    application()
    theme.apply(theme.LIGHT)
    desk = _desk(folder, KEPT if scale.runs > 1 else 20)
    runs = max(1, scale.runs // 2)
    one, drawn = _typed(desk, _opened(desk), runs)
    said = "a digit typed into the grid to its point painted"
    yield Row(what=f"{said}, {KEPT:,} results", ours=one, floor=drawn)
    ours, floor = [], []
    for _run in range(runs + 1):
        grid = _opened(desk)
        ours.append(timed(until_painted, grid.view.viewport(), grid.paste, _text()))
        floor.append(_bare_table(desk.window, _text()))
    cells = LINES * len(HEAD)
    middle, least = statistics.median(ours[1:] or ours), statistics.median(floor[1:] or floor)
    yield Row(what=f"paste of {cells:,} cells", ours=middle, floor=least, most=100)
    grid = _opened(desk)
    grid.paste(_text())
    many, drawn = _typed(desk, grid, runs)
    yield Row(what=f"the same among {cells:,} cells", ours=many, floor=drawn)
    desk.window.close()
    desk.close()


def _desk(folder: Path, count: int) -> Desk:
    file = folder / "paste.tumorboard"
    case = large_case(1, 150)
    others = tuple(record for record in case.records if not isinstance(record, Laboratory))
    with Book.open(file) as book:
        fill(book, [Case(case.patient, case.tumour, (*others, *results(count)))])
    settings = Settings(folder / "settings.ini")
    desk = Desk(MainWindow(settings), settings, folder / "tumorboard.log")
    desk.session.take(Book.open(file))
    desk.fill()
    assert desk.overview is not None
    desk.overview.place_chart(Chart())
    desk.window.resize(1366, 768)
    desk.window.show()
    desk.case_desk.open(case.id)
    return desk


def _opened(desk: Desk) -> LaboratoryGrid:
    """Return the grid with nothing in it."""
    panel = desk.forms.panel
    assert panel is not None
    panel.leave()
    until_painted(panel, panel.add, "laboratory")
    assert isinstance(panel.sheet, LaboratoryGrid)
    return panel.sheet


def _typed(desk: Desk, grid: LaboratoryGrid, runs: int) -> tuple[float, float]:
    """Return what a digit takes, of a value typed into the last row, until the chart is painted.

    And what that takes where the value is handed to the chart without a grid.
    """
    assert desk.overview is not None
    assert desk.overview.chart is not None
    view = desk.overview.chart.findChild(QGraphicsView)
    assert isinstance(view, QGraphicsView)
    surface, last = view.viewport(), grid.cells.rowCount() - 1
    grid.view.setFocus()
    ours: list[float] = []
    drawn: list[float] = []
    record = None
    for _run in range(runs + 1):
        # Escape, which ends a run, takes back all that was typed since the cell was come to.
        grid.cells.setData(grid.cells.index(last, 0), "1.3.2025")
        grid.view.setCurrentIndex(grid.cells.index(last, 1))
        for digits in accumulate(DIGITS):
            ours.append(timed(until_painted, surface, QTest.keyClicks, _focus(grid), digits[-1]))
            record = next(one for one in grid.records() if one.id == grid.rows.rows[last].ids["1"])
        for digits in accumulate(DIGITS):
            assert isinstance(record, Laboratory)
            assert record.value
            value = replace(record, value=replace(record.value, value=digits))
            drawn.append(timed(until_painted, surface, desk.session.draft, value))
        QTest.keyClick(_focus(grid), Qt.Key.Key_Escape)
        grid.cells.setData(grid.cells.index(last, 1), "")
    return statistics.median(ours[len(DIGITS) :]), statistics.median(drawn[len(DIGITS) :])


def _focus(grid: LaboratoryGrid) -> QWidget:
    return QApplication.focusWidget() or grid.view


def _text() -> str:
    lines = [
        "\t".join(
            [f"{1 + row % 28}.{1 + row % 12}.{2010 + row // 12}", *(f"{row}.{cell}" for cell in range(1, 7))]
        )
        for row in range(LINES - 1)
    ]
    return "\n".join(["\t".join(HEAD), *lines])


def _bare_table(window: QWidget, text: str) -> float:
    """Return what the same texts take in a plain table."""
    view = QTableView(window)
    view.setGeometry(window.width() - 372, 100, 340, 300)
    model = QStandardItemModel(view)
    view.setModel(model)
    until_painted(view.viewport(), view.show)

    def put() -> None:
        for line in text.split("\n"):
            model.appendRow([QStandardItem(cell) for cell in line.split("\t")])

    took = timed(until_painted, view.viewport(), put)
    view.hide()
    view.deleteLater()
    return took
