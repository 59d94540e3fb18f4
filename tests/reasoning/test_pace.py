"""Doubling times and half-lives, with how sure they are."""

from math import log

import pytest

from tests.reasoning.results import result
from tumorboard.domain.laboratory import Laboratory
from tumorboard.reasoning.markers import doubling_time
from tumorboard.reasoning.pace import student

_DAYS = {0: "2025-01-01", 5: "2025-01-06", 30: "2025-01-31", 60: "2025-03-02"}


@pytest.mark.parametrize(
    ("first", "second", "apart", "days", "halves"),
    [
        pytest.param("100", "200", 30, 30.0, False, id="100 to 200 in 30 d: Td 30.0 d"),
        pytest.param("100", "250", 60, 45.39, False, id="100 to 250 in 60 d: Td 45.39 d"),
        pytest.param("1200", "300", 60, 30.0, True, id="1200 to 300 in 60 d: half-life 30.0 d"),
    ],
)
def test_two_results(first: str, second: str, apart: int, days: float, halves: bool) -> None:
    """Two results of exact days have an exact pace, whatever their order."""
    for results in (
        (result(_DAYS[0], first), result(_DAYS[apart], second)),
        (result(_DAYS[apart], second), result(_DAYS[0], first)),
    ):
        found = doubling_time(*results)
        assert found.days == pytest.approx(days, abs=0.005)
        assert found.low == found.high == found.days
        assert (found.halves, found.points, found.apart) == (halves, 2, (apart, apart))


def test_the_words_say_what_it_rests_on() -> None:
    """Points and days apart stand beside it; results very close together are said to be."""
    assert doubling_time(result(_DAYS[0], "100"), result(_DAYS[30], "200")).words == (
        "doubling time 30.0 d, 2 results over 30 d"
    )
    assert doubling_time(result(_DAYS[0], "200"), result(_DAYS[5], "100")).words == (
        "half-life 5.0 d, 2 results over 5 d, closer than 10 d"
    )


def test_more_results_have_an_interval() -> None:
    """It is that of the slope of the logarithms, here worked out by hand for three results."""
    found = doubling_time(
        result("2025-01-01", "100"), result("2025-01-31", "210"), result("2025-03-02", "400")
    )
    slope = (log(400) - log(100)) / 60
    rest = log(210) - (log(100) + log(210) + log(400)) / 3
    error = (1.5 * rest**2 / 1800) ** 0.5
    assert found.days == pytest.approx(log(2) / slope)
    assert found.low == pytest.approx(log(2) / (slope + 12.706 * error))
    assert found.high == pytest.approx(log(2) / (slope - 12.706 * error))
    assert found.words.startswith("doubling time 30.0 d (95 %: ")


def test_a_slope_that_may_be_none_has_no_upper_end() -> None:
    """Three results that hardly lie on a line tell a least time only."""
    found = doubling_time(
        result("2025-01-01", "100"), result("2025-01-31", "50"), result("2025-03-02", "120")
    )
    assert "(95 % from " in found.words


def test_months_give_an_interval_where_they_are_far_apart() -> None:
    """What is known to the month holds the doubling time of every day in it, or tells none."""
    found = doubling_time(result("2024-01", "100"), result("2024-12", "200"))
    assert found.days is None
    assert (found.low, found.high) == (305, 365)
    assert found.words == "doubling time 305–365 d, 2 results over 305–365 d"
    assert (
        "not known closely enough"
        in doubling_time(result("2024-01", "100"), result("2024-03", "200")).refused
    )
    assert "came first" in doubling_time(result("2024-01", "100"), result("2024-01", "200")).refused


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([result("2025-01-01", "100")], "fewer than two"),
        ([result("2025-01-01", "<2"), result("2025-02-01", "20")], "bound"),
        ([result("2025-01-01", "0"), result("2025-02-01", "20")], "zero"),
        ([result("2025-01-01", "20"), result("2025-02-01", "20")], "did not change"),
        ([result("2025-01-01", "20"), result("2025-01-01", "40")], "one day"),
        ([result("2025-01-01", "20"), result("2025-02-01", "40", unit="ng/mL")], "units"),
        ([result("2025-01-01", "20", method="A"), result("2025-02-01", "40", method="B")], "assays"),
        ([result("2025-01-01", "20"), result("", "40")], "no date"),
        ([result("2025-01-01", "20"), result("2025-02", "40"), result("2025-03-01", "50")], "closely"),
    ],
    ids=["one", "bound", "zero", "same", "one day", "units", "assays", "undated", "month among three"],
)
def test_what_has_no_pace_says_why(results: list[Laboratory], reason: str) -> None:
    """A refusal is a reason in words."""
    found = doubling_time(*results)
    assert reason in found.refused
    assert found.words == ""


def test_the_points_of_student_go_on_where_the_table_ends() -> None:
    """Known values: 2.228 for 10, 2.201 for 11, 2.042 for 30 and 1.984 for 100 degrees of freedom."""
    known = {10: 2.228, 11: 2.201, 30: 2.042, 100: 1.984}
    assert {freedom: round(student(freedom), 3) for freedom in known} == known
