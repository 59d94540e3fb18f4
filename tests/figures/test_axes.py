from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.figures.cases import TODAY, at
from tumorboard.figures.axes import rough, time_axis, time_range, value_axis, value_ticks
from tumorboard.figures.curve_labels import heights
from tumorboard.figures.shapes import Axis


def labels(axis: Axis) -> list[str]:
    """Return the labels of an axis."""
    return [tick.label for tick in axis.ticks if tick.label]


def test_years_are_named_over_a_course_of_years() -> None:
    """A year stands at its first of January."""
    axis = time_axis(at("2017-06-01"), at("2021-08-01"), 300)
    years = range(2018, 2022)
    assert labels(axis) == [str(year) for year in years]
    assert [tick.at for tick in axis.ticks if tick.label] == [at(f"{year}-01-01") for year in years]
    assert any(tick.at == at("2018-04-01") and not tick.major for tick in axis.ticks)


def test_quarters_are_named_over_a_year_or_two() -> None:
    """The first month carries its year, January is its year."""
    assert labels(time_axis(at("2019-02-01"), at("2020-08-01"), 600)) == [
        *("Apr 2019", "Jul", "Oct", "2020", "Apr", "Jul")
    ]


def test_days_are_named_over_weeks() -> None:
    """The first day is written in full."""
    found = labels(time_axis(at("2019-03-01"), at("2019-03-20"), 600))
    assert found[0].endswith("Mar 2019")
    assert all(label.endswith("Mar") for label in found[1:])


@given(
    st.integers(date(1801, 1, 1).toordinal(), date(2199, 1, 1).toordinal()),
    st.floats(20, 80_000),
    st.floats(60, 3000),
)
def test_labels_of_time_stand_apart_at_any_width(low: int, span: float, width: float) -> None:
    """No two meet, none leaves the axis, and each stands at its day."""
    axis = time_axis(low, low + span, width)
    scale = width / span
    spans = [((tick.at - low) * scale, rough(tick.label)[0] / 2) for tick in axis.ticks if tick.label]
    assert all(middle - half >= 0 and middle + half <= width for middle, half in spans)
    assert all(left + half < right - other for (left, half), (right, other) in pairwise(spans))
    assert [tick.at for tick in axis.ticks] == sorted({tick.at for tick in axis.ticks})


def test_a_single_day_has_room_around_it() -> None:
    """One event does not stretch over the whole axis."""
    low, high = time_range([at("2019-03-14")], TODAY)
    assert high - low == 90
    assert (low + high) / 2 == at("2019-03-14")


def test_room_may_reach_beyond_the_years_that_can_be_typed() -> None:
    """A record of the last day there is has room after it as any other."""
    axis = time_axis(*time_range([at("2200-12-31")], TODAY), 600)
    assert any("2201" in label for label in labels(axis))


def test_nothing_gives_the_year_up_to_today() -> None:
    """An empty figure is a figure."""
    assert time_range([], TODAY) == (TODAY.toordinal() - 365, TODAY.toordinal())


def test_a_log_axis_names_decades_and_the_limit() -> None:
    """10, 37, 100 and 1,000 are read at a glance, and the limit is known as one."""
    axis = value_axis([5, 1450], [37.0, 37.0], log=True, label="CA19-9, U/mL")
    assert labels(axis) == ["10", "37", "100", "1,000"]
    assert [tick.at for tick in axis.ticks if tick.limit] == [37]


def test_a_log_axis_of_few_decades_names_their_parts() -> None:
    """1-2-5 where decades alone would leave one label or two."""
    assert labels(value_axis([30, 60], [], log=True, label="")) == ["20", "50", "100"]


def test_limits_that_differ_have_no_tick() -> None:
    """One number would be true of some results only."""
    assert not any(tick.limit for tick in value_axis([5, 1450], [37, 35], log=True, label="").ticks)


def test_a_linear_axis_begins_at_zero() -> None:
    """Heights can be compared."""
    axis = value_axis([12, 31], [21], log=False, label="")
    assert axis.low == 0
    assert axis.high > 31
    assert labels(axis)[0] == "0"


def test_a_linear_axis_goes_below_zero_where_values_do() -> None:
    """A base excess is no mistake."""
    assert value_axis([-8, 3], [], log=False, label="").low < -8


def test_an_axis_without_values_is_one() -> None:
    """Nothing recorded yet, or only what a log axis cannot hold."""
    assert labels(value_axis([0, -3], [], log=True, label=""))
    assert labels(value_axis([], [], log=False, label=""))


@given(
    st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=5),
    st.none() | st.floats(1e-6, 1e9),
    st.booleans(),
    st.floats(80, 1500),
)
def test_labels_of_values_stand_apart_at_any_height(
    values: list[float], limit: float | None, log: bool, height: float
) -> None:
    """All values and the limit are on the axis, and no two labels meet."""
    axis = value_axis(values, [] if limit is None else [limit], log=log, label="")
    assert all(axis.low <= value <= axis.high for value in [*values, *([limit] if limit else [])])
    ticks = value_ticks(axis.low, axis.high, log=log, limit=limit, height=height)
    places = [heights(axis, height)(tick.at) for tick in ticks if tick.label]
    assert all(lower - upper >= 15 for lower, upper in pairwise(places))
    assert any(tick.label for tick in ticks)
