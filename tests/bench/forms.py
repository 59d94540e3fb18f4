"""Forms: opening one beside the chart, and going from case to case."""

import gc
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import (
    QFrame,
    QGraphicsView,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.bench.painting import until_painted
from tests.bench.patients import fill, large_case
from tests.bench.ratios import Row, timed
from tests.bench.scale import Scale
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.opening import application
from tumorboard.ui.panel import Panel
from tumorboard.ui.settings import Settings

KINDS = ("systemic_line", "local_therapy", "imaging", "follow_up")
"""The longest forms and a short one."""
OPENED = 100
SETTLED = 20
"""Cases opened before memory is looked at for the first time."""


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure in a window on a case of many records, by turns with bare widgets that hold as much."""
    application()
    theme.apply(theme.LIGHT)
    desk = _desk(folder, scale)
    panel = desk.forms.panel
    assert panel
    runs = max(1, scale.runs // 2)
    for kind in KINDS:
        ours, floor = _form(panel, kind, runs)
        yield Row(what=f"form opened: {kind.replace('_', ' ')}", ours=ours, floor=floor, most=50)
    switched, grown = _switch(desk, OPENED if scale.runs > 1 else 4)
    yield Row(what=f"case of {scale.records} records switched to painted chart", ours=switched, most=100)
    yield Row(what=f"memory grown over {OPENED - SETTLED} more cases opened", ours=grown, unit="MB", most=5)
    desk.window.close()
    desk.close()


def _desk(folder: Path, scale: Scale) -> Desk:
    file = folder / "forms.tumorboard"
    with Book.open(file) as book:
        fill(book, [large_case(number, scale.records) for number in (1, 2, 3)])
    settings = Settings(folder / "settings.ini")
    desk = Desk(MainWindow(settings), settings, folder / "tumorboard.log")
    desk.session.take(Book.open(file))
    desk.fill()
    assert desk.overview is not None
    desk.overview.place_chart(Chart())
    desk.window.resize(1366, 768)
    desk.window.show()
    assert desk.session.book
    desk.case_desk.open(desk.session.book.shelf.cases()[0].id)
    return desk


def _form(panel: Panel, kind: str, runs: int) -> tuple[float, float]:
    """Return what a form takes until it is painted, and as many bare lines with their labels."""
    ours, floor = [], []
    for _run in range(runs + 1):
        ours.append(timed(until_painted, panel, panel.add, kind))
        count = len(panel.sheet.findChildren(QLineEdit)) if panel.sheet else 0
        panel.leave()
        floor.append(timed(_bare_form, panel.window(), count))
    return statistics.median(ours[1:]), statistics.median(floor[1:])


def _bare_form(window: QWidget, count: int) -> None:
    frame = QFrame(window)
    frame.setGeometry(window.width() - 372, 0, 372, window.height())
    area = QScrollArea(frame)
    area.setGeometry(0, 0, 372, window.height())
    area.setWidgetResizable(True)
    inside = QWidget()
    grid = QGridLayout(inside)
    for place in range(count):
        grid.addWidget(QLabel("Label", inside), 2 * (place // 2), place % 2)
        grid.addWidget(QLineEdit(inside), 2 * (place // 2) + 1, place % 2)
    area.setWidget(inside)
    until_painted(frame, frame.show)
    frame.hide()
    frame.deleteLater()


def _switch(desk: Desk, count: int) -> tuple[float, float]:
    """Return what going to another case takes until its chart is painted, and the memory it leaves behind."""
    assert desk.session.book
    assert desk.overview
    assert desk.overview.chart
    ids = [row.id for row in desk.session.book.shelf.cases()]
    view = desk.overview.chart.findChild(QGraphicsView)
    assert isinstance(view, QGraphicsView)
    took, before = [], 0.0
    for number in range(count):
        if number == min(SETTLED, count // 2):
            before = _held()
        go: Callable[[str], object] = desk.case_desk.open
        took.append(timed(until_painted, view.viewport(), go, ids[(number + 1) % len(ids)]))
    return statistics.median(took[1:]), _held() - before


def _held() -> float:
    """Return how many MB the process holds now (Linux; 0 elsewhere)."""
    gc.collect()
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0.0)
