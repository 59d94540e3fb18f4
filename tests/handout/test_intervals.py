from dataclasses import replace
from datetime import date

import pytest

from tests.handout.cases import TODAY, bare
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout.intervals import intervals, months


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(427, 486), "14.0–16.0 mo"),
        (Span(365, 365), "12.0 mo"),
        (Span(23, 23), "23 d"),
        (Span(600, None), "≥ 19.7 mo"),
        (Span(None, 60), "≤ 2.0 mo"),
        (Span(-30, 60), "≤ 2.0 mo"),
        (Span(-30, None), ""),
        (Span(None, None), ""),
        (Span(-60, -30), ""),
    ],
)
def test_a_span_is_said_as_far_as_it_is_known(span: Span, expected: str) -> None:
    """Bounds stay bounds, exact short spans are days, and nothing lasts less than nothing."""
    assert months(span) == expected


def lasted(**line: object) -> str:
    """Return how long a line is said to have lasted, in a case last heard of in March 2025."""
    made = SystemicLine(**line)  # type: ignore[arg-type]
    case = replace(bare(), records=(made, FollowUp(on=Day.parse("2025-03"), alive=True)))
    return intervals(case, TODAY).lasted[made.id]


def test_a_line_lasts_between_its_dates() -> None:
    """The duration of a line is what its dates allow."""
    assert lasted(start=Day.parse("2020-05"), end=Day.parse("2021-08")) == "14.0–16.0 mo"


def test_a_line_that_goes_on_lasted_at_least_until_the_last_record() -> None:
    """Of an ongoing line the least is known."""
    assert lasted(start=Day.parse("2023-06-01"), ongoing=True) == "≥ 21.0 mo"


@pytest.mark.parametrize("line", [{}, {"start": Day.parse("2020")}, {"end": Day.parse("2020")}])
def test_a_line_without_an_end_or_a_start_lasted_unknown(line: dict[str, Day]) -> None:
    """Where a date is not recorded no duration is made up."""
    assert lasted(**line) == ""


@pytest.mark.parametrize(
    ("stated", "impossible"), [(18, True), (13, True), (14, False), (15, False), (16.4, False)]
)
def test_a_stated_duration_the_dates_do_not_allow_is_found(stated: float, impossible: bool) -> None:
    """A statement is compared with the interval, with half a month for its rounding."""
    line = SystemicLine(start=Day.parse("2020-05"), end=Day.parse("2021-08"), stated_months=stated)
    assert (line.id in intervals(replace(bare(), records=(line,)), TODAY).impossible) == impossible


@pytest.mark.parametrize(
    ("birth", "expected"), [("1958-05-04", "66"), ("1958-03", "66–67"), ("1958", "66–67"), ("../1950", "")]
)
def test_an_age_is_as_sure_as_the_birth_date(birth: str, expected: str) -> None:
    """From a year or a month of birth follow two ages, from a bound none."""
    case = bare(birth_date=Day.parse(birth))
    assert intervals(case, TODAY).age == expected


def test_survival_ends_with_death_and_is_censored_before() -> None:
    """Of the living the time until they were last seen is known, of the dead the time until death."""
    tumour = replace(bare().tumour, diagnosed_on=Day.parse("2017-09"))
    seen = FollowUp(on=Day.parse("2025-03"), alive=True)
    alive = intervals(Case(Patient(), tumour, (seen,)), TODAY)
    assert (alive.survival, alive.is_censored) == ("89.0–90.9 mo", True)
    dead = intervals(Case(Patient(died_on=Day.of(date(2020, 1, 1))), tumour, (seen,)), TODAY)
    told = intervals(Case(Patient(), tumour, (seen, FollowUp(alive=False))), TODAY)
    assert (told.survival, told.is_censored) == ("", False)
    assert (dead.survival, dead.is_censored) == ("27.0–28.0 mo", False)
