import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.figures.cases import TODAY, at, case_of, line, result, scan, surgery
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded
from tumorboard.exchange import case_document
from tumorboard.figures.overview import overview
from tumorboard.figures.shapes import Overview
from tumorboard.ui import theme
from tumorboard.ui.chart_ink import black_on_white, pattern, screen
from tumorboard.ui.chart_plan import Plan, plan
from tumorboard.ui.chart_points import look_of
from tumorboard.ui.chart_targets import Target, reading, targets
from tumorboard.ui.charts import Chart, png, preferred_height, svg
from tumorboard.ui.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
SMALL = case_of(
    result("2024-01-10", "120", high=37),
    result("2024-03-05", "60", high=37),
    result("2024-06-20", "<2", "below", high=37),
    result("2024-09-01", "80", high=37),
    surgery("2024-02-01"),
    scan("2024-06-25", "PR"),
    line("Gemcitabine + cisplatin", "2024-02-20", "2024-08-01"),
    line("S-1"),
)


def _example(name: str) -> Case:
    return case_document.read(resources.data(f"examples/{name}.json"))


CASES = {
    "empty": case_of(),
    "two events": case_of(result("2024-01-10", "120"), surgery("2024-02")),
    "small": SMALL,
    "published": _example("published"),
    "synthetic": _example("synthetic"),
}


def _overview(name: str) -> Overview:
    return overview(CASES[name], today=TODAY)


@pytest.fixture(params=CASES)
def each(request: pytest.FixtureRequest) -> Overview:
    """Give the overview of each case in turn."""
    return _overview(request.param)


@pytest.fixture
def chart(qtbot: QtBot) -> Iterator[Chart]:
    """Give a chart on the screen that shows the small case."""
    theme.apply(LIGHT)
    made = Chart()
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show_overview(_overview("small"))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    theme.apply(LIGHT)


def _texts(drawn: bytes) -> list[str]:
    return ["".join(text.itertext()).strip() for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def _labels(found: Plan) -> Iterator[str]:
    for label in (*found.layout.curve_labels, *found.layout.lane_labels):
        yield from filter(None, label.text.split("\n"))
    for lane in found.overview.lanes:
        yield lane.name
        yield from (mark.letter for mark in lane.marks if mark.letter and mark.shape == "badge")
        yield from (mark.short for mark in lane.marks if mark.shape == "text")
    for axis in (found.overview.time, found.overview.curve.axis):
        yield from (tick.label for tick in axis.ticks if tick.label)
    yield from (item.letter for item in found.overview.undated if item.letter)


def _target(chart: Chart, record_id: str) -> Target:
    return next(target for target in chart.targets() if target.record_id == record_id)


def _view(chart: Chart) -> QWidget:
    return next(child for child in chart.children() if isinstance(child, QWidget) and child.focusProxy())


def _place(chart: Chart, place: QPointF) -> QPoint:
    return _view(chart).mapTo(chart, place.toPoint())


def _colour(chart: Chart, place: QPointF) -> QColor:
    return chart.grab().toImage().pixelColor(_place(chart, place))


def _click(qtbot: QtBot, chart: Chart, place: QPointF) -> None:
    viewport = chart.childAt(_place(chart, place))
    assert viewport is not None
    QTest.mouseMove(viewport, place.toPoint())
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.toPoint())


def _turn(window: QWidget, place: QPoint, steps: int, keys: Qt.KeyboardModifier) -> None:
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, 120 * steps), QPoint(), keys)


@pytest.mark.parametrize("width", [500.0, 680.0, 1400.0])
@pytest.mark.parametrize("paper", [False, True], ids=["colours", "paper"])
def test_the_svg_holds_every_word_as_text_and_no_pixels(
    qtbot: QtBot, each: Overview, paper: bool, width: float
) -> None:
    """Whatever is placed as a word leaves as text in a named font, and nothing leaves as an image."""
    drawn = svg(each, width, paper=paper)
    root = ElementTree.fromstring(drawn)
    assert not list(root.iter(f"{SVG}image"))
    assert all(text.get("font-family") for text in root.iter(f"{SVG}text"))
    ink = black_on_white() if paper else screen(LIGHT)
    if paper:
        assert not set(_labels(plan(each, ink, width))) - set(_texts(drawn))
    else:
        assert {lane.name for lane in each.lanes} <= set(_texts(drawn))


@pytest.mark.parametrize("paper", [False, True], ids=["colours", "paper"])
def test_the_axis_of_a_second_curve_is_in_the_picture(qtbot: QtBot, paper: bool) -> None:
    """Its name, its ticks, and its name at the line, as text, to the right of the plot."""
    found = overview(CASES["synthetic"], second="Bilirubin, total (µmol/L)", today=TODAY)
    drawn = _texts(svg(found, 680, paper=paper))
    assert found.second
    laid = plan(found, black_on_white() if paper else screen(LIGHT), 680)
    assert laid.overview.second
    assert drawn.count("Bilirubin, total (µmol/L)") == 1
    assert sum(text.startswith("Bilirubin, total") for text in drawn) == 2
    assert {tick.label for tick in laid.overview.second.axis.ticks} - {""} <= set(drawn)
    assert laid.curve.right() + laid.ink.measure("1,000")[0] < laid.size[0]


def test_two_curves_differ_without_colours(qtbot: QtBot) -> None:
    """By the dashes of their lines and the shapes of their dots, whichever the assay."""
    found = overview(CASES["synthetic"], second="CEA", today=TODAY)
    assert found.second
    laid = plan(found, black_on_white(), 680)
    first, second = (look_of(curve, laid) for curve in laid.overview.curves)
    assert {first.dashes, first.broken}.isdisjoint({second.dashes, second.broken})
    assert {first.shape + at for at in range(4)}.isdisjoint(second.shape + at for at in range(4))


def test_paper_needs_no_colours(qtbot: QtBot, each: Overview) -> None:
    """On paper everything is black, white or grey."""
    image = QImage.fromData(png(each, 680, scale=1, paper=True))
    for y in range(0, image.height(), 3):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            assert colour.red() == colour.green() == colour.blue()


def test_the_printed_page_keeps_text_and_lines(qtbot: QtBot) -> None:
    """Scaled into a PDF of 1,200 dots to the inch the SVG is still text and lines, not pixels."""
    drawing = QSvgRenderer(QByteArray(svg(_overview("synthetic"), 680, paper=True)))
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    painter = QPainter(writer)
    size = drawing.viewBoxF().size() * (writer.width() / drawing.viewBoxF().width())
    drawing.render(painter, QRectF(QPointF(), size))
    painter.end()
    page = PdfReader(BytesIO(held.data().data())).pages[0]
    assert not page.images
    assert "Pemigatinib" in page.extract_text()


def test_hues_differ_in_black_and_white(qtbot: QtBot) -> None:
    """Each hue has a pattern of its own, and its strokes stay within the band."""
    area = QRectF(10, 20, 61, 83)
    drawn = [pattern(hue, area) for hue in range(8)]
    assert len({str(path) for path in drawn}) == 8
    for path in drawn:
        assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(path.boundingRect())


def test_a_png_has_the_size_asked_for(qtbot: QtBot) -> None:
    """The image has so many pixels to each pixel of the figure, and says how large it is meant to be."""
    image = QImage.fromData(png(_overview("small"), 800, 500, scale=2.0))
    assert (image.width(), image.height()) == (1600, 1000)
    assert image.dotsPerMeterX() == pytest.approx(2 * 96 / 0.0254, rel=1e-3)


def test_a_figure_is_never_lower_than_it_can_be_read(qtbot: QtBot) -> None:
    """A height that leaves no room for the lanes is exceeded; what a case prefers grows with its lanes."""
    assert QImage.fromData(png(_overview("synthetic"), 740, 100, scale=1)).height() > 400
    assert preferred_height(_overview("synthetic"), 740) > preferred_height(_overview("small"), 740)


def test_curve_and_lanes_share_one_width_and_nothing_leaves_the_figure(qtbot: QtBot, each: Overview) -> None:
    """Curve, lanes and years stand exactly below one another, and what can be hit is within the figure."""
    found = plan(each, screen(LIGHT), 740, 560)
    whole = QRectF(0, 0, *found.size)
    areas = [found.curve, found.years_above, found.lanes, found.years, found.strip]
    assert len({(area.left(), area.width()) for area in areas}) == 1
    assert all(whole.contains(area) for area in areas if not area.isEmpty())
    assert all(whole.contains(target.box) for target in targets(found))


def test_undated_items_stand_in_their_order_beside_one_another(qtbot: QtBot) -> None:
    """No two items of the strip overlap, and they read in their order from line to line."""
    found = plan(_overview("published"), screen(LIGHT), 740)
    assert [chip.item for chip in found.chips] == list(found.overview.undated)
    places = [(chip.box.top(), chip.box.left()) for chip in found.chips]
    assert places == sorted(places)
    assert not any(
        one.box.intersects(other.box) for one in found.chips for other in found.chips if one is not other
    )


def test_a_result_is_drawn_where_the_figure_says(chart: Chart) -> None:
    """At the pixel of a result stands its dot; a censored one is hollow and does not pass for a value."""
    dot, hollow = _target(chart, "2024-01-10"), _target(chart, "below")
    assert _colour(chart, dot.box.center()) == QColor(LIGHT.accent)
    assert _colour(chart, hollow.box.center()).lightness() > 230


def test_what_is_clicked_is_picked(qtbot: QtBot, chart: Chart) -> None:
    """A click on a result, a badge, a bar or an undated item picks its record."""
    for record_id in ("2024-03-05", "surgery 2024-02-01", "Gemcitabine + cisplatin", "S-1"):
        with qtbot.waitSignal(chart.picked) as picked:
            _click(qtbot, chart, _target(chart, record_id).box.center())
        assert picked.args == [record_id]


def test_a_click_beside_everything_picks_nothing(qtbot: QtBot, chart: Chart) -> None:
    """An empty place of the curve is nobody's record."""
    with qtbot.assertNotEmitted(chart.picked):
        _click(qtbot, chart, _target(chart, "2024-03-05").box.center() + QPointF(40, -80))


def test_the_crosshair_reads_value_and_day_of_the_line(qtbot: QtBot, chart: Chart) -> None:
    """Beside the drawing stands what is pointed at, with the line in force and its day."""
    line = chart.findChild(QLabel, "reading")
    assert line is not None
    target = _target(chart, "2024-03-05")
    viewport = chart.childAt(_place(chart, target.box.center()))
    assert viewport is not None
    said: list[str] = []
    chart.hovered.connect(said.append)
    for away in (QPoint(50, 30), QPoint()):
        QTest.mouseMove(viewport, target.box.center().toPoint() + away)
    qtbot.waitUntil(lambda: "60 U/mL" in line.text())
    assert said[-1] == line.text()
    assert line.text() == (
        "60 U/mL · 5 Mar 2024 · Gemcitabine + cisplatin, day 15: baseline 60, lowest <2 (≤ −97 %)"
    )


def test_the_crosshair_is_seen_over_curve_and_lanes(qtbot: QtBot, chart: Chart) -> None:
    """A line stands at the day that is pointed at, from the top of the curve to the last lane."""
    place = _target(chart, "2024-03-05").box.center() + QPointF(40, 30)
    lane = QPointF(place.x(), _target(chart, "Gemcitabine + cisplatin").box.center().y())
    before = [_colour(chart, at) for at in (place, lane)]
    viewport = chart.childAt(_place(chart, place))
    assert viewport is not None
    QTest.mouseMove(viewport, place.toPoint() + QPoint(0, -20))
    after = [_colour(chart, at) for at in (place, lane)]
    assert after[0] != before[0]
    assert after[1] != before[1]


def test_beside_a_day_stands_the_last_result_there_was(qtbot: QtBot, chart: Chart) -> None:
    """With its own date, as nothing is known of the days between; before the first there is none."""
    said: list[str] = []
    chart.hovered.connect(said.append)
    place = _target(chart, "2024-03-05").box.center()
    viewport = chart.childAt(_place(chart, place))
    assert viewport is not None
    QTest.mouseMove(viewport, place.toPoint() + QPoint(40, 60))
    qtbot.waitUntil(lambda: bool(said))
    assert "CA19-9 60 U/mL (5 Mar 2024)" in said[-1].split(" · ")
    laid = plan(_overview("small"), screen(LIGHT), 800)
    assert "CA19-9" not in reading(laid, at("2024-01-01"), None)


def test_what_is_read_at_a_result_tells_of_the_other_curve(qtbot: QtBot) -> None:
    """The last there was by then, in its own unit."""
    albumin = result("2024-02-01", "40", "albumin", unit="g/L", analyte=Coded("1751-7", "LOINC"))
    found = overview(SMALL.with_record(albumin), second="1751-7", today=TODAY)
    laid = plan(found, screen(LIGHT), 800)
    every = {target.record_id: target for target in targets(laid)}
    assert reading(laid, at("2024-03-05"), every["2024-03-05"]).split(" · ")[:3] == [
        "CA19-9 60 U/mL",
        "5 Mar 2024",
        "Albumin 40 g/L (1 Feb 2024)",
    ]
    assert "CA19-9 120 U/mL (10 Jan 2024)" in reading(laid, at("2024-02-01"), every["albumin"])
    assert "CA19-9" not in reading(laid, at("2024-02-01"), every["surgery 2024-02-01"])


def test_a_day_of_a_line_is_as_sure_as_its_dates(qtbot: QtBot, chart: Chart) -> None:
    """Where only months are known the day of a line is a range, and what may not have begun is "perhaps"."""
    known = overview(
        case_of(line("A", "2024-02", "2024-12-01"), result("2024-04", "5"), result("2024-02-20", "9")),
        today=TODAY,
    )
    chart.show_overview(known)
    said: list[str] = []
    chart.hovered.connect(said.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(chart, key)
    assert [words.split(" · ")[-1] for words in said] == [
        "perhaps A",
        "A, day 33–90: baseline 9, lowest 5 (−44 %), here −44 %",
    ]


def test_the_keys_go_through_the_results_and_to_the_lanes(qtbot: QtBot, chart: Chart) -> None:
    """Arrows, Home and End go from one to the next, and Enter picks what was reached."""
    reached: list[str] = []
    chart.picked.connect(reached.append)
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_Right, keys.Key_End, keys.Key_Home, keys.Key_Down, keys.Key_Up):
        QTest.keyClick(chart, key)
        QTest.keyClick(chart, keys.Key_Return)
    assert reached == [
        *("2024-01-10", "2024-03-05", "2024-09-01", "2024-01-10"),
        *("surgery 2024-02-01", "2024-01-10"),
    ]


def test_time_can_be_zoomed_and_shown_whole_again(qtbot: QtBot, chart: Chart) -> None:
    """Plus and minus, the last year and the whole course change the time on show, within the course."""
    whole = chart.time_shown()
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    zoomed = chart.time_shown()
    assert zoomed[1] - zoomed[0] == pytest.approx((whole[1] - whole[0]) / 2)
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert chart.time_shown() == pytest.approx(whole)
    chart.show_overview(_overview("synthetic"))
    chart.last_year()
    assert chart.time_shown()[1] - chart.time_shown()[0] == pytest.approx(365.25)
    assert 0 < chart.time_shown()[1] - _overview("synthetic").last < 10
    chart.whole_course()
    assert chart.time_shown()[0] == pytest.approx(_overview("synthetic").time.low)


def test_the_wheel_zooms_around_the_mouse(qtbot: QtBot, chart: Chart) -> None:
    """The day under the mouse stays where it is, and results keep to their pixels in the new time."""
    target = _target(chart, "2024-03-05")
    _turn(chart, _place(chart, target.box.center()), 3, Qt.KeyboardModifier.NoModifier)
    assert chart.time_shown()[0] > _overview("small").time.low
    assert _target(chart, "2024-03-05").box.center().x() == pytest.approx(target.box.center().x(), abs=1)


def test_dragging_moves_time(qtbot: QtBot, chart: Chart) -> None:
    """What is taken hold of follows the mouse, and no record is picked by it."""
    chart.show_overview(_overview("synthetic"))
    chart.last_year()
    chart.grab()
    before = chart.time_shown()
    viewport = chart.childAt(400, 100)
    assert viewport is not None
    with qtbot.assertNotEmitted(chart.picked):
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 90))
        for x in range(320, 601, 20):
            QTest.mouseMove(viewport, QPoint(x, 90))
        QTest.mouseRelease(
            viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 90)
        )
    assert chart.time_shown()[0] < before[0]
    assert chart.time_shown()[1] - chart.time_shown()[0] == pytest.approx(before[1] - before[0])


def test_what_is_seen_in_part_is_named_once(qtbot: QtBot) -> None:
    """Of what began before the time on show its name stands on the part that is seen, and nowhere else."""
    whole = _overview("synthetic")
    for low in range(int(whole.time.low), int(whole.time.high) - 100, 90):
        found = plan(whole, screen(LIGHT), 900, 600, window=(low, low + 100))
        named = [label.record_id for label in found.layout.lane_labels if label.text]
        assert len(named) == len(set(named))
        assert all(label.left >= 0 and label.right <= found.sizes.width for label in found.layout.lane_labels)


def test_on_a_page_to_scroll_the_wheel_belongs_to_the_page(qtbot: QtBot) -> None:
    """Where the page shows a part of the chart only, the wheel scrolls it, and with Ctrl zooms the chart."""
    page, made = QScrollArea(), Chart()
    page.setWidgetResizable(True)
    page.setWidget(made)
    qtbot.addWidget(page)
    page.resize(800, 300)
    made.show_overview(_overview("synthetic"))
    with qtbot.waitExposed(page):
        page.show()
    whole = made.time_shown()
    _turn(page, QPoint(400, 100), -1, Qt.KeyboardModifier.NoModifier)
    assert page.verticalScrollBar().value() > 0
    assert made.time_shown() == whole
    _turn(page, QPoint(400, 100), 1, Qt.KeyboardModifier.ControlModifier)
    assert made.time_shown() != whole


def test_a_draft_keeps_the_time_on_show_and_another_case_does_not(chart: Chart) -> None:
    """While somebody types, the chart stays where it was moved to; a new case is shown from end to end."""
    chart.last_year()
    chart.show_overview(_overview("synthetic"))
    chart.last_year()
    before = chart.time_shown()
    draft = result("2024-03-20", "40", "draft")
    chart.show_overview(overview(CASES["synthetic"], today=TODAY, drafts=[draft]))
    assert chart.time_shown() == pytest.approx(before)
    assert _target(chart, "draft").x == at("2024-03-20")
    chart.show_overview(_overview("published"))
    assert chart.time_shown()[0] == pytest.approx(_overview("published").time.low)


def test_a_new_theme_is_drawn_at_once(qtbot: QtBot, chart: Chart) -> None:
    """The ground of the drawing follows the theme."""
    corner = QPointF(1, 1)
    assert _colour(chart, corner) == QColor(LIGHT.surface)
    theme.apply(DARK)
    assert _colour(chart, corner) == QColor(DARK.surface)
    assert _colour(chart, _target(chart, "2024-01-10").box.center()) == QColor(DARK.accent)


@pytest.mark.parametrize("scale", [1.25, 2.0, 3.0])
def test_on_a_finer_screen_everything_stands_where_it_did(chart: Chart, scale: float) -> None:
    """The pictures of curve and lanes have the screen's own pixels, and their places."""
    image = QImage(chart.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    chart.render(image)
    for record_id, colour in (
        ("2024-01-10", LIGHT.accent),
        ("2024-09-01", LIGHT.accent),
        ("Gemcitabine + cisplatin", screen(LIGHT).hue(0)),
    ):
        box = _target(chart, record_id).box
        # A bar is named in its middle.
        at = box.center() if box.width() < 20 else QPointF(box.right() - 4, box.center().y())
        seen_ = image.pixelColor((QPointF(_place(chart, at)) * scale).toPoint())
        assert seen_ == QColor(colour)


def test_a_screen_reader_hears_what_is_seen(chart: Chart) -> None:
    """The chart has a name, and its description says in words what it shows."""
    seen = _overview("small")
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.text(QAccessible.Text.Name) == seen.title
    assert spoken.text(QAccessible.Text.Description) == seen.words
    chart.clear()
    assert spoken.text(QAccessible.Text.Name) == "Chart"
    assert spoken.text(QAccessible.Text.Description) == ""


def test_every_case_is_shown_and_cleared(qtbot: QtBot, chart: Chart, each: Overview) -> None:
    """A chart takes any case, moved and resized, and nothing of it is left when it is cleared."""
    chart.show_overview(each)
    steps: list[Callable[[], object]] = [chart.last_year, chart.whole_course, lambda: chart.resize(500, 900)]
    for step in steps:
        step()
        chart.grab()
    assert {target.record_id for target in chart.targets()} >= {
        point.record_id for point in each.curve.points
    }
    chart.clear()
    assert chart.targets() == ()
    assert _colour(chart, QPointF(300, 300)) == QColor(LIGHT.surface)
