import pytest

from tests.figures.cases import at, day
from tumorboard.figures.moments import OPEN, Extent, Moment, extent, moment, reading

NOW = at("2025-03-01")


def test_a_full_date_is_one_place() -> None:
    """There is no whisker where the day is known."""
    assert moment(day("2019-03-14")) == Moment(at("2019-03-14"), at("2019-03-14"), at("2019-03-14"))


def test_a_time_of_day_is_a_fraction_of_its_day() -> None:
    """Two results of one day stand apart if their times are known."""
    found = moment(day("2019-03-14T18:00"))
    assert found is not None
    assert found.x == at("2019-03-14") + 0.75


@pytest.mark.parametrize("text", ["2019-03", "2019-03~", "2019-03-14~", "2019-03/2019-05"])
def test_a_day_known_within_a_few_months_stands_in_its_middle(text: str) -> None:
    """The whisker reaches from the earliest day to the latest."""
    found, known = moment(day(text)), day(text)
    assert found is not None
    assert known is not None
    assert known.earliest is not None
    assert known.latest is not None
    assert (found.low, found.high) == (known.earliest.toordinal(), known.latest.toordinal())
    assert abs(found.x - (found.low + found.high) / 2) <= 0.5


@pytest.mark.parametrize("text", ["", "2019", "2019~", "../2019-03", "2019-03/..", "2019-03/2019-08"])
def test_a_day_known_less_well_has_no_place(text: str) -> None:
    """No date is invented for it."""
    assert moment(day(text)) is None


def test_a_result_known_on_one_side_stands_there_and_points_to_the_other() -> None:
    """In or before September 2017: at its last day, open to the left."""
    before, after = reading(day("../2017-09")), reading(day("2017-09/.."))
    assert before == Moment(at("2017-09-30"), at("2017-09-30"), at("2017-09-30"), open_low=True)
    assert after == Moment(at("2017-09-01"), at("2017-09-01"), at("2017-09-01"), open_high=True)


def test_a_result_of_an_unknown_time_within_a_year_has_no_place() -> None:
    """The arrow is for one side only."""
    assert reading(day("2017")) is None
    assert reading(None) is None


def span(start: str, end: str = "", *, ongoing: bool = False, following: str = "") -> Extent | None:
    """Return the extent between two dates."""
    then = at(following) if following else None
    return extent(day(start), day(end), ongoing=ongoing, known_until=NOW, following=then)


def test_full_dates_give_sharp_edges() -> None:
    """What is known does not fade."""
    assert span("2020-05-04", "2021-08-02") == Extent(at("2020-05-04"), at("2021-08-02"))


def test_months_fade_over_their_days() -> None:
    """From May 2020 to August 2021: certain from the last of May to the first of August."""
    assert span("2020-05", "2021-08") == Extent(at("2020-05-01"), at("2021-08-31"), 30, 30)


def test_what_goes_on_reaches_to_the_last_known_day() -> None:
    """Nobody has said that it goes on longer."""
    assert span("2023-06-01", ongoing=True) == Extent(at("2023-06-01"), NOW, ongoing=True)


def test_what_goes_on_since_a_bound_may_have_begun_at_any_time_after() -> None:
    """All of it fades in."""
    assert span("2023-03/..", ongoing=True) == Extent(
        at("2023-03-01"), NOW, NOW - at("2023-03-01"), ongoing=True
    )


def test_what_goes_on_and_has_no_start_fades_in_before_the_last_known_day() -> None:
    """It was going on then; since when is not known."""
    assert span("", ongoing=True) == Extent(NOW - OPEN, NOW, OPEN, ongoing=True)


def test_an_end_stands_against_going_on() -> None:
    """A line that ended does not go on, whatever the flag says."""
    assert span("2020-05-04", "2021-08-02", ongoing=True) == span("2020-05-04", "2021-08-02")


def test_what_has_no_end_fades_out() -> None:
    """It begins sharply and says that its end is unknown."""
    assert span("2019-04-01") == Extent(
        at("2019-04-01"), at("2019-04-01") + OPEN, fuzzy_end=OPEN, end_unknown=True
    )


def test_what_has_no_end_fades_out_until_the_next_begins() -> None:
    """The next line says that this one was over."""
    found = span("2019-04-01", following="2019-05-01")
    assert found == Extent(at("2019-04-01"), at("2019-05-01"), fuzzy_end=30, end_unknown=True)


def test_what_has_no_start_fades_in() -> None:
    """It ends sharply."""
    assert span("", "2020-05-04") == Extent(at("2020-05-04") - OPEN, at("2020-05-04"), OPEN)


def test_an_end_in_or_before_a_month_leaves_only_the_start_certain() -> None:
    """All after the start fades."""
    found = span("2020-05-04", "../2021-02")
    assert found == Extent(at("2020-05-04"), at("2021-02-28"), 0, at("2021-02-28") - at("2020-05-04"))


def test_an_end_in_or_after_a_month_is_certain_until_then() -> None:
    """It fades out from there."""
    found = span("2020-05-04", "2021-08/..")
    first = at("2021-08-01")
    assert found == Extent(at("2020-05-04"), first + OPEN, fuzzy_end=OPEN, end_unknown=True)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2021-08/2022-01", ""), ("2021-08/2022-01", "2021-08/2022-01"), ("2021-08/..", "../2022-01")],
)
def test_what_was_some_time_within_months_is_fuzzy_over_them(start: str, end: str) -> None:
    """No day of it is certain."""
    found = span(start, end)
    assert found is not None
    assert found.fuzzy
    assert (found.low, found.high) == (at("2021-08-01"), at("2022-01-31"))
    assert found.fuzzy_start + found.fuzzy_end == found.high - found.low


@pytest.mark.parametrize(
    ("start", "end"), [("", ""), ("2021-08/..", ""), ("../2017-09", ""), ("", "../2020-05"), ("", "2020/..")]
)
def test_what_is_known_on_one_side_only_has_no_extent(start: str, end: str) -> None:
    """It is listed instead, but for what ended in or after a day, which was going on then."""
    found = span(start, end)
    assert (found is None) == (end != "2020/..")


def test_an_end_before_its_start_is_fuzzy_between_the_two() -> None:
    """A mistake in the dates is shown, not hidden."""
    found = span("2021-08-02", "2020-05-04")
    assert found is not None
    assert found.fuzzy
    assert (found.low, found.high) == (at("2020-05-04"), at("2021-08-02"))
