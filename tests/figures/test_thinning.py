import math
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.figures.cases import TODAY, case_of, result
from tumorboard.figures.overview import overview
from tumorboard.figures.shapes import Overview, Point
from tumorboard.figures.thinning import MANY, lines, seen

WIDTH = 400.0


def _long(count: int, *heights: float) -> Overview:
    begin = date(2015, 1, 1)
    days = [begin + timedelta(days=number * 3000 // count) for number in range(count)]
    values = [heights[number % len(heights)] for number in range(count)]
    records = [
        result(day.isoformat(), f"{value:g}", f"{number:05}")
        for number, (day, value) in enumerate(zip(days, values, strict=True))
    ]
    return overview(case_of(*records), today=TODAY)


def _columns(points: tuple[Point, ...], low: float, high: float) -> dict[int, tuple[float, float]]:
    found: dict[int, list[float]] = {}
    for point in points:
        found.setdefault(math.floor((point.x - low) * WIDTH / (high - low)), []).append(point.y)
    return {column: (min(ys), max(ys)) for column, ys in found.items()}


def test_few_results_are_all_drawn() -> None:
    """However near to one another they are."""
    points = _long(MANY, 5, 9).curve.points
    assert seen(points, 0.0, 1e9, 10.0) == points


@given(st.lists(st.floats(1, 5000), min_size=1, max_size=40))
def test_the_peaks_of_every_column_are_drawn(heights: list[float]) -> None:
    """The lowest and the highest of each column of pixels, of the dots and of the line that joins them."""
    found = _long(2000, *heights)
    low, high = found.time.low, found.time.high
    wanted = _columns(found.curve.points, low, high)
    shown = seen(found.curve.points, low, high, WIDTH)
    assert len(shown) <= 2 * len(wanted)
    assert _columns(shown, low, high) == wanted
    (whole,), (line,) = found.curve.strokes, lines(found.curve.strokes, low, high, WIDTH)
    assert len(line.points) <= 4 * len(wanted)
    assert set(line.points) <= set(whole.points)
    assert (line.points[0], line.points[-1]) == (whole.points[0], whole.points[-1])
    for column, (least, most) in wanted.items():
        ys = [y for x, y in line.points if math.floor((x - low) * WIDTH / (high - low)) == column]
        assert (min(ys), max(ys)) == (least, most)


def test_a_line_comes_in_from_before_the_time_on_show() -> None:
    """Its first corner on show is joined to the one before, and its last to the one after."""
    found = _long(4000, 5, 50, 500)
    first, last = found.curve.points[1000].x + 0.5, found.curve.points[3000].x + 0.5
    (line,) = lines(found.curve.strokes, first, last, WIDTH)
    xs = [x for x, _y in line.points]
    every = [point.x for point in found.curve.points]
    assert max(x for x in xs if x < first) == max(x for x in every if x < first)
    assert min(x for x in xs if x > last) == min(x for x in every if x > last)
    assert all(first <= point.x <= last for point in seen(found.curve.points, first, last, WIDTH))


def test_a_censored_result_is_not_hidden_by_others() -> None:
    """What looks otherwise is kept beside what is lower and higher."""
    many = [result("2019-01-01", str(number), f"{number:05}") for number in range(1, 1001)]
    odd = result("2019-01-01", "<500", "bound")
    points = overview(case_of(*many, odd), today=TODAY).curve.points
    time = overview(case_of(*many, odd), today=TODAY).time
    shown = {point.record_id for point in seen(points, time.low, time.high, WIDTH)}
    assert shown == {"00001", "01000", "bound"}
