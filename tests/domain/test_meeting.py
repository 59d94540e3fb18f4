"""Meetings are in order of time, and a series of them is every so many weeks."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting, in_time, weekly
from tumorboard.domain.record import problems

TODAY = date(2025, 3, 14)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.integers(-30, 800))
def test_a_series_goes_on_in_equal_steps_until_its_end(first: date, weeks: int, days: int) -> None:
    """All on one weekday, none after the end, and not one too few."""
    until = first + timedelta(days=days)
    found = list(weekly(first, weeks, until))
    assert found == [first + timedelta(weeks=weeks) * place for place in range(len(found))]
    assert len(found) == max(0, days // (7 * weeks) + 1)
    assert all(day <= until for day in found)


@pytest.mark.parametrize("weeks", [0, -1])
def test_a_series_that_stands_still_is_refused(weeks: int) -> None:
    """It would have no end."""
    with pytest.raises(ValueError, match="at least a week"):
        list(weekly(TODAY, weeks, TODAY))


def test_meetings_are_in_order_of_time() -> None:
    """By day and hour, those of one time by name whatever its case, and the undated last."""
    listed = [
        Meeting(name="b", on=Day("2025-03-13T16:00")),
        Meeting(name="Beta", on=Day("2025-03-20T08:00")),
        Meeting(name="alpha", on=Day("2025-03-20T14:00")),
        Meeting(name="BETA 2", on=Day("2025-03-20T14:00")),
        Meeting(name="a", on=None),
        Meeting(name="Z", on=None),
    ]
    mixed = random.Random(1).sample(listed, len(listed))
    assert in_time(mixed) == listed


def test_a_meeting_may_lie_ahead_and_has_an_hour() -> None:
    """Neither is a problem; without a name or a day it is not complete."""
    assert problems(Meeting(name="Liver board", on=Day("2025-04-03T14:00")), TODAY) == []
    assert [one.path for one in problems(Meeting(), TODAY)] == ["name", "on"]
