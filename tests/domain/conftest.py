"""Days and quantities of every shape, as hypothesis makes them: `st.from_type(Day)`."""

from datetime import date

from hypothesis import strategies as st

from tumorboard.domain.dates import Day
from tumorboard.domain.points import Point
from tumorboard.domain.quantities import COMPARATORS, Quantity


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Return a date written to the year, the month or the day."""
    # Most of them close together, so that orders and overlaps are tried in earnest.
    close = st.dates(date(2016, 11, 1), date(2018, 2, 28))
    day = draw(st.one_of(close, st.dates(date(1800, 1, 1), date(2200, 12, 31))))
    return Point(*(day.year, day.month, day.day)[: draw(st.integers(1, 3))])


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Return a day: single, about, with a time, bounded on one side or both."""
    point = draw(points())
    shapes = [f"{point}", f"{point}~", f"../{point}", f"{point}/.."]
    other = draw(points())
    if other.first > point.first and other.last > point.last:
        shapes += [f"{point}/{other}"] * 2
    if point.day:
        shapes.append(f"{point}T{draw(st.times()):%H:%M}")
    return Day(draw(st.sampled_from(shapes)))


st.register_type_strategy(Point, points())
st.register_type_strategy(Day, days())
st.register_type_strategy(
    Quantity,
    st.builds(
        Quantity,
        st.sampled_from(COMPARATORS),
        st.from_regex(r"-?[0-9]{1,7}(\.[0-9]{1,4})?", fullmatch=True),
        st.sampled_from(["U/mL", "ug/L", "10*9/L", "%", "{copies}/mL", ""]),
    ),
)
