import contextlib
import copy
import pickle
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tumorboard.domain.dates import Day, Span, calendar_months, shift, show, show_long, years_between
from tumorboard.domain.points import Point

DAYS = st.from_type(Day)
FAR = timedelta(days=400)


def within(day: Day) -> st.SearchStrategy[date]:
    """Return the true dates a day may stand for; an open side goes on for a good year."""
    earliest = day.earliest or (day.latest or date.max) - FAR
    latest = day.latest or (day.earliest or date.min) + FAR
    return st.dates(max(earliest, date(1800, 1, 1)), min(latest, date(2200, 12, 31)))


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("2017", "2017", "2017-01-01", "2017-12-31"),
        ("2017-09", "Sep 2017", "2017-09-01", "2017-09-30"),
        ("2020-02", "Feb 2020", "2020-02-01", "2020-02-29"),
        ("2017-09-14", "14 Sep 2017", "2017-09-14", "2017-09-14"),
        ("2017-09-14T08:30", "14 Sep 2017 08:30", "2017-09-14", "2017-09-14"),
        ("2017~", "about 2017", "2016-01-01", "2018-12-31"),
        ("2017-12~", "about Dec 2017", "2017-11-01", "2018-01-31"),
        ("2017-09-14~", "about 14 Sep 2017", "2017-09-07", "2017-09-21"),
        ("../2021-02", "in or before Feb 2021", None, "2021-02-28"),
        ("2021-08/..", "in or after Aug 2021", "2021-08-01", None),
        ("2021-08/2022-01", "between Aug 2021 and Jan 2022", "2021-08-01", "2022-01-31"),
        ("2017/2018-03-02", "between 2017 and 2 Mar 2018", "2017-01-01", "2018-03-02"),
        ("2017-09-14/2017-09", "between 14 Sep 2017 and Sep 2017", "2017-09-14", "2017-09-30"),
    ],
)
def test_a_day_says_what_is_known(text: str, words: str, earliest: str | None, latest: str | None) -> None:
    """Each shape of the text has its words, its earliest and its latest day."""
    day = Day.parse(text)
    assert str(day) == text
    assert show(day) == words
    assert day.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert day.latest == (date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "17",
            "2017-9",
            "2017-09-1",
            "2017/",
            "/2017",
            "..",
            "../..",
            "..2017",
            "2017..",
            "2017-09 ",
        ),
        *(
            " 2017",
            "2017\n",
            "2017?",
            "2017%",
            "2017~~",
            "~2017",
            "../2017~",
            "2017~/..",
            "2017~/2018",
            "-2017",
        ),
        *("2017T08:30", "2017-09T08:30", "2017-09-14T8:30", "2017-09-14T24:00", "2017-09-14T08:60"),
        *("2017-09-14T08:30~", "2017-09-14T08:30Z", "2017-09-14T08:30/..", "2017-09-14 08:30", "20170914"),
        *(
            "2017/2017",
            "2018/2017",
            "2017-09-14/2017-09-14",
            "2017-09-30/2017-09",
            "2017/2018/2019",
            "２０１７",
        ),
        *(
            "2017-00",
            "2017-13",
            "2017-02-29",
            "2017-09-31",
            "2017-09-00",
            "1066",
            "1799-12-31",
            "2201",
            "0000",
        ),
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    """What is not the one text of a day is refused with a sentence."""
    with pytest.raises(ValueError, match=r"\.$"):
        Day.parse(text)


def test_a_day_that_does_not_exist_is_named() -> None:
    """The sentence says which month is how long, or which years there are."""
    with pytest.raises(ValueError, match=r"^31 Feb 2020 does not exist: February 2020 has 29 days\.$"):
        Day.parse("2020-02-31")
    with pytest.raises(ValueError, match=r"^1066 is outside the years 1800 to 2200\.$"):
        Day.parse("1066")
    with pytest.raises(ValueError, match=r"^Aug 2021 is not after Jan 2022\.$"):
        Day.parse("2022-01/2021-08")


@given(DAYS)
def test_a_day_is_its_text(day: Day) -> None:
    """Reading the text back gives an equal day, and so do copying and pickling."""
    again = Day.parse(str(day))
    assert again == day
    assert hash(again) == hash(day)
    assert copy.deepcopy(day) == day
    assert pickle.loads(pickle.dumps(day)) == day
    assert (again.earliest, again.latest, again.anchor) == (day.earliest, day.latest, day.anchor)


@given(st.text(alphabet="0123456789-/.~T: ", max_size=22))
@example("2017-09-14/2018")
def test_there_is_one_text_for_each_day(text: str) -> None:
    """Whatever text is taken at all is kept to the letter."""
    with contextlib.suppress(ValueError):
        assert str(Day.parse(text)) == text


@given(DAYS)
def test_what_is_possible_holds_together(day: Day) -> None:
    """A day has at least one limit, in order, and is exact only where both are the same day."""
    assert day.earliest or day.latest
    if day.earliest and day.latest:
        assert day.earliest <= day.anchor <= day.latest
        assert day.is_exact == (day.earliest == day.latest)
    else:
        assert not day.is_exact


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        *(("2017", "year"), ("2017-09~", "month"), ("2017-09-14T08:30", "day"), ("../2021-02", "month")),
        *(("2017-09-14/..", "day"), ("2017-09/2018", "year"), ("2017-09-14/2018-01", "month")),
    ],
)
def test_precision_is_the_coarsest_written(text: str, precision: str) -> None:
    """A day is as precise as the coarsest date written in it."""
    assert Day.parse(text).precision == precision


def test_a_full_date_comes_from_a_date() -> None:
    """A date becomes a full day; the time of day is added only where it is given."""
    assert str(Day.of(date(2017, 9, 14))) == "2017-09-14"
    assert str(Day.of(datetime(2017, 9, 14, 8, 30))) == "2017-09-14"
    assert str(Day.of(date(2017, 9, 14), "08:30")) == "2017-09-14T08:30"


def test_a_month_in_full_confirms_what_was_typed() -> None:
    """The long words spell the month out."""
    assert show_long(Day("2020-04-03")) == "3 April 2020"
    assert show_long(Day("../2021-02")) == "in or before February 2021"


@pytest.mark.parametrize(
    "texts",
    [
        ("../2017-09", "2017-09", "2017-09/.."),
        ("2019-03", "2019-03/.."),
        ("../2017", "../2017-09", "../2017-09-14", "2017-09-14", "2017-09-14/.."),
        ("2017-09-14", "2017-09-14T08:30", "2017-09-14T14:00", "2017-09-15"),
        ("2020-03", "2020-05", "../2021-02", "2021-02", "2021-08", "2021-08/2022-01", "2022-01"),
    ],
)
def test_days_come_in_the_order_of_events(texts: tuple[str, ...]) -> None:
    """What was before or in a month sorts ahead of it, what was in or after it behind."""
    days = [Day.parse(text) for text in texts]
    shuffled = days[::-1]
    assert sorted(shuffled) == days


@given(DAYS, DAYS, DAYS)
def test_the_order_is_total(a: Day, b: Day, c: Day) -> None:
    """Of two days exactly one of less, equal and greater holds, and less carries on to a third."""
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (a < b or a == b)
    first, second, third = sorted((a, b, c))
    assert first <= second <= third
    assert first <= third


@given(st.lists(DAYS, max_size=8), st.randoms())
def test_the_order_is_stable(days: list[Day], random: Random) -> None:
    """However the days come, they are sorted the same."""
    shuffled = list(days)
    random.shuffle(shuffled)
    assert sorted(shuffled) == sorted(days)


def test_a_day_is_not_ordered_with_anything_else() -> None:
    """A day compares with days only."""
    with pytest.raises(TypeError):
        _ = Day("2017") < date(2017, 1, 1)


@given(st.data(), DAYS, DAYS)
def test_a_span_holds_every_true_difference(data: st.DataObject, earlier: Day, later: Day) -> None:
    """Whatever the two dates truly were, the days and months between them lie in what was computed."""
    start, end = data.draw(within(earlier)), data.draw(within(later))
    span = later - earlier
    true = (end - start).days
    assert span.min_days is None or span.min_days <= true
    assert span.max_days is None or span.max_days >= true
    exact = calendar_months(Day.of(start), Day.of(end))
    low, high = calendar_months(earlier, later)
    assert exact[0] is not None
    assert exact[0] == exact[1]
    assert low is None or low <= exact[0]
    assert high is None or high >= exact[0]


@given(DAYS, DAYS)
def test_a_span_is_no_wider_than_need_be(earlier: Day, later: Day) -> None:
    """The least and the most are each reached by possible dates, and missing only where a side is open."""
    span = later - earlier
    assert (span.min_days is None) == (later.earliest is None or earlier.latest is None)
    assert (span.max_days is None) == (later.latest is None or earlier.earliest is None)
    assert earlier - later == Span(
        None if span.max_days is None else -span.max_days, None if span.min_days is None else -span.min_days
    )


@pytest.mark.parametrize(
    ("earlier", "later", "least", "most"),
    [
        ("2017-09", "2025-03", 89.0, 90.9),
        ("2017-09", "2019-03", 17.0, 18.9),
        ("2020-05", "2021-08", 14.0, 16.0),
        ("2020-03", "2021-08", 16.0, 18.0),
        ("2021-08", "2022-01", 4.0, 6.0),
        ("2022-01", "2023-03", 12.9, 14.9),
        ("2020-03", "2025-03", 59.0, 61.0),
    ],
)
def test_the_published_intervals(earlier: str, later: str, least: float, most: float) -> None:
    """The intervals of the published case come out as computed for it by hand."""
    low, high = (Day(later) - Day(earlier)).months
    assert low is not None
    assert high is not None
    assert (round(low, 1), round(high, 1)) == (least, most)


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2017-09", "2025-03", (89, 90)),
        ("2020-01-31", "2020-02-29", (0, 0)),
        ("2020-01-31", "2020-03-01", (1, 1)),
        ("2020-01-15", "2020-02-14", (0, 0)),
        ("2020-01-15", "2020-02-15", (1, 1)),
        ("2020-03-15", "2020-01-15", (-2, -2)),
        ("../2020-01", "2020-03-15", (1, None)),
        ("2020-01-15", "2020-03/..", (1, None)),
        ("2020-01-15/..", "2020-03-15", (None, 2)),
    ],
)
def test_calendar_months_are_counted_when_complete(
    earlier: str, later: str, months: tuple[int | None, int | None]
) -> None:
    """A month counts once its day is reached, and an open side has no limit."""
    assert calendar_months(Day(earlier), Day(later)) == months


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("1958-05-04", "2025-03-18", (66, 66)),
        ("1958-05-04", "2025-05-04", (67, 67)),
        ("1958", "2017-09", (58, 59)),
        ("1960-02-29", "2017-02-28", (56, 56)),
        ("1960-02-29", "2017-03-01", (57, 57)),
        ("../1958", "2017-09-14", (58, None)),
    ],
)
def test_age_is_counted_in_completed_years(birth: str, on: str, years: tuple[int | None, int | None]) -> None:
    """An age is as wide as the birth date and the day leave it."""
    assert years_between(Day(birth), Day(on)) == years


@pytest.mark.parametrize(
    ("text", "days", "moved"),
    [
        ("2017-09-14T08:30", 20, "2017-10-04T08:30"),
        ("2017-09-14~", -14, "2017-08-31~"),
        ("2017-09", 10, "2017-09"),
        ("2017-09", 20, "2017-10"),
        ("2017~", -200, "2016~"),
        ("../2017-09", 1, "../2017-10"),
        ("2017-09/..", -1, "2017-08/.."),
        ("2017-01/2017-02", -14, "2016-12/2017-02"),
        ("2017-09-14/2017-10", 7, "2017-09-21/2017-11"),
    ],
)
def test_shifted_days_keep_their_precision(text: str, days: int, moved: str) -> None:
    """Full dates move exactly, months and years go where their middle goes, bounds outwards."""
    assert str(shift(Day(text), days)) == moved


@given(DAYS, st.integers(-2000, 2000))
def test_a_shift_invents_nothing(day: Day, days: int) -> None:
    """A shifted day has the shape and precision it had; its bounds still hold what they held."""
    assume(all(1810 < point.year < 2190 for point in (day.start, day.end) if point))
    moved = shift(day, days)
    assert (moved.precision, moved.about, moved.time) == (day.precision, day.about, day.time)
    assert (moved.start is None, moved.end is None) == (day.start is None, day.end is None)
    assert moved.is_single == day.is_single
    if day.is_exact and day.earliest:
        assert moved.earliest == day.earliest + timedelta(days=days)
    if not day.is_single:
        assert not (day.earliest and moved.earliest) or moved.earliest <= day.earliest + timedelta(days=days)
        assert not (day.latest and moved.latest) or moved.latest >= day.latest + timedelta(days=days)


@given(st.from_type(Point))
def test_about_is_wider_on_both_sides(point: Point) -> None:
    """About a date reaches further back and further on than the date itself."""
    about = Day(f"{point}~")
    assert about.earliest is not None
    assert about.latest is not None
    assert about.earliest < point.first <= point.last < about.latest
