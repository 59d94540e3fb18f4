from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.cases import TODAY, at, case_of, day, line, result, scan, seen, surgery
from tests.strategies import cases
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record
from tumorboard.figures.analytes import analytes
from tumorboard.figures.axes import rough
from tumorboard.figures.curve_labels import heights, two_lines
from tumorboard.figures.labels import Box
from tumorboard.figures.layout import layout
from tumorboard.figures.overview import overview
from tumorboard.figures.shapes import Layout, Placed, Sizes

SIZES = Sizes(width=660, curve_height=380)


def laid_out(case: Case, sizes: Sizes = SIZES, second: str = "") -> Layout:
    """Return the layout of a case's overview."""
    return layout(overview(case, second=second, today=TODAY), sizes, rough)


def many(count: int) -> Case:
    """Return a case of that many records of many kinds, over ten years."""
    kinds: list[Callable[[str, int], Record]] = [
        lambda on, n: result(on, str(3 + n * 7 % 2000), f"r{n}"),
        lambda on, n: scan(on, ("PD", "SD", "PR", "")[n % 4], f"i{n}"),
        lambda on, n: AdverseEvent(
            id=f"a{n}", term=Coded(text="Nausea"), grade=1 + n % 5, start=day(on), outcome="ongoing"
        ),
        lambda on, n: FollowUp(id=f"f{n}", on=day(on), ecog="1"),
        lambda on, n: LocalTherapy(id=f"l{n}", on=day(on), modality="SBRT", target="right adrenal"),
        lambda on, n: line(f"Gemcitabine + cisplatin {n}", on, on[:7]),
        lambda on, n: surgery(f"{on[:7]}"),
    ]
    records: dict[str, Record] = {}
    for n in range(count):
        on = (date(2014, 1, 1) + timedelta(days=n * 1597 % 3650)).isoformat()
        record = kinds[n % len(kinds)](on, n)
        records[record.id] = record
    return case_of(*records.values())


def box(label: Placed) -> Box:
    """Return the box of a label."""
    return Box(label.left, label.top, label.width, label.height)


def assert_nothing_overlaps(found: Layout) -> None:
    """Check labels against labels, areas, marks and the points of the curve."""
    sizes, lanes = found.sizes, found.overview.lanes
    height = sizes.row_height * sum(lane.rows for lane in lanes)
    areas = [(found.curve_labels, sizes.curve_height), (found.lane_labels, height)]
    for labels, high in areas:
        boxes = [box(label) for label in labels]
        assert all(one.within(Box(0, 0, sizes.width, high)) for one in boxes)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    badges = []
    first = 0
    for lane in lanes:
        rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for mark in lane.marks:
            assert 0 <= mark.row < lane.rows
            half = (rough(mark.short)[0] if mark.shape == "text" else sizes.badge) / 2
            left, right = found.px(mark.x) - half, found.px(mark.x) + half
            if mark.shape == "text":
                # A word stays within the figure.
                left = min(max(left, 0.0), sizes.width - 2 * half)
                right = left + 2 * half
            rows[mark.row].append((left, right))
            badges.append(Box(left, (first + mark.row) * sizes.row_height, right - left, sizes.row_height))
        for bar in lane.bars:
            assert 0 <= bar.row < lane.rows
        for spans in rows.values():
            assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))
        first += lane.rows
    assert not any(box(label).meets(badge) for label in found.lane_labels for badge in badges)
    dot = sizes.dot
    for curve in found.overview.curves:
        up = heights(curve.axis, sizes.curve_height)
        for point in curve.points:
            x, y = found.px(point.x), up(point.y)
            covered = Box(x - dot / 2, y - dot / 2, dot, dot)
            assert not any(box(label).meets(covered) for label in found.curve_labels)


@pytest.mark.parametrize("count", [0, 1, 2, 7, 50, 200])
@pytest.mark.parametrize("width", [220, 660, 1500])
def test_two_events_and_two_hundred_stand_beside_each_other(count: int, width: float) -> None:
    """Nothing covers another, nothing leaves its area, nothing is dropped."""
    case = many(count)
    found = laid_out(case, Sizes(width, 300))
    assert_nothing_overlaps(found)
    assert seen(found.overview) == {record.id for record in case.records}


@given(cases(most=15), st.floats(150, 1600), st.floats(100, 800))
def test_no_case_in_any_size_overlaps_or_loses_a_mark(case: Case, width: float, height: float) -> None:
    """Whatever is recorded."""
    second = "".join(analytes(case)[1:2])
    whole = overview(case, second=second, today=TODAY)
    found = layout(whole, Sizes(width, height), rough)
    assert_nothing_overlaps(found)
    assert seen(found.overview) == seen(whole)


def test_of_two_curves_each_is_named_at_its_line() -> None:
    """By its analyte, near one of its results, and its notes are known to be its own."""
    days = [f"20{year}-{month:02}-10" for year in (19, 20, 21) for month in (1, 5, 9)]
    bilirubin = [
        result(day, str(10 + at % 3), f"b {day}", unit="µmol/L", analyte=Coded("14631-6", "LOINC"))
        for at, day in enumerate(days)
    ]
    marker = (result(day, str(900 - 90 * at)) for at, day in enumerate(days))
    cases_ = case_of(*marker, *bilirubin, surgery("2023-01-01"))
    found = laid_out(cases_, Sizes(800, 300), second="14631-6")
    assert found.overview.second
    for curve in found.overview.curves:
        (named,) = [label for label in found.curve_labels if label.text.startswith(curve.name)]
        assert named.analyte == curve.analyte
        up = heights(curve.axis, 300)
        assert any(
            named.left - 12 <= found.px(point.x) <= named.right + 12
            and named.top - 20 <= up(point.y) <= named.bottom + 20
            for point in curve.points
        )
    assert "CA19-9 last 180" in {label.text for label in found.curve_labels}


def test_a_dense_curve_is_as_free_of_words_as_a_thin_one() -> None:
    """With a thousand results too no word stands over one of them."""
    begin = date(2015, 1, 1)
    results = [
        result((begin + timedelta(days=3 * at)).isoformat(), str(20 + at * 37 % 900), f"{at:04}")
        for at in range(1000)
    ]
    found = laid_out(case_of(*results, line("GP", "2018-01-01", "2018-03-01")), Sizes(760, 300))
    assert_nothing_overlaps(found)


def test_lines_of_one_time_have_rows_of_their_own() -> None:
    """One that follows in the month the other ended shares its row."""
    case = case_of(
        line("one", "2019-01", "2019-06"),
        line("two", "2019-03", "2019-09"),
        line("three", "2019-06", "2019-12"),
    )
    (lane,) = laid_out(case).overview.lanes
    assert {bar.label: bar.row for bar in lane.bars} == {"one": 0, "two": 1, "three": 0}
    assert lane.rows == 2


def test_a_name_stands_on_its_bar_or_beside_it() -> None:
    """In full where it fits, in short where it does not."""
    case = case_of(
        line("Gemcitabine + cisplatin", "2019-01-01", "2019-03-01"),
        line("Capecitabine", "2020-01-01", "2022-01-01"),
        scan("2024-01-01"),
    )
    found = {label.record_id: label for label in laid_out(case).lane_labels}
    assert (found["Capecitabine"].text, found["Capecitabine"].inside) == ("Capecitabine", True)
    assert not found["Gemcitabine + cisplatin"].inside
    narrow = {label.record_id: label for label in laid_out(case, Sizes(400, 380)).lane_labels}
    assert narrow["Gemcitabine + cisplatin"].text == "GP"


def test_at_the_right_edge_a_label_stands_on_the_left() -> None:
    """It has no other way."""
    case = case_of(surgery("2012-01-01", "Hepatectomy"), surgery("2024-01-01", "Second hepatectomy"))
    found = {label.record_id: label for label in laid_out(case).lane_labels}
    last = found["surgery 2024-01-01"]
    assert last.text == "Second hepatectomy"
    assert last.right < SIZES.width - SIZES.badge


def test_a_band_is_named_inside_it() -> None:
    """On two lines where one is too long."""
    case = case_of(line("Trastuzumab + pyrotinib", "2020-05", "2021-08"), result("2014-01-01", "5"))
    label = next(one for one in laid_out(case).curve_labels if one.record_id.startswith("Tras"))
    assert label.text == "Trastuzumab\n+ pyrotinib"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("S-1", "S-1"),
        ("Lenvatinib ± pembrolizumab", "Lenvatinib\n± pembrolizumab"),
        ("A + B + C", "A + B\n+ C"),
        ("", ""),
    ],
)
def test_a_name_is_broken_before_a_sign(text: str, broken: str) -> None:
    """Never after it, and nearest the middle."""
    assert two_lines(text) == broken


def test_ticks_follow_the_size() -> None:
    """A wider figure names more of time, a higher one more values."""
    case = case_of(result("2017-01-01", "5"), result("2021-01-01", "1500"))
    small, large = laid_out(case, Sizes(200, 60)), laid_out(case, Sizes(1500, 900))

    def named(found: Layout) -> tuple[int, int]:
        time, values = found.overview.time, found.overview.curve.axis
        return sum(bool(tick.label) for tick in time.ticks), sum(bool(tick.label) for tick in values.ticks)

    assert all(few < more for few, more in zip(named(small), named(large), strict=True))


def test_a_bar_between_two_fading_into_it_is_named_where_it_is_certain() -> None:
    """A neighbour that crosses its fading edge does not take a bar's name away."""
    case = case_of(
        line("AS", "2023-01-10", "2023-06"),
        line("Trastuzumab", "2023-06", "2024-05"),
        line("DP303c", "2024-05", "2024-12-01"),
    )
    found = laid_out(case)
    label = next(label for label in found.lane_labels if label.record_id == "Trastuzumab")
    assert label.inside
    assert label.left >= found.px(at("2023-06-30"))
