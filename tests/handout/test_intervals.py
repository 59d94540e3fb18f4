from dataclasses import replace
from datetime import date

import pytest

from tests.handout.cases import TODAY, bare
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout.intervals import intervals
from tumorboard.reasoning.durations import months


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
        (Span(-5, -5), ""),
        (Span(40, 30), ""),
        (Span(0, 0), "0 d"),
        (Span(0, None), ""),
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
    assert (alive.survival, alive.is_dead) == ("89.0–90.9 mo", False)
    dead = intervals(Case(Patient(died_on=Day.of(date(2020, 1, 1))), tumour, (seen,)), TODAY)
    told = intervals(Case(Patient(), tumour, (seen, FollowUp(alive=False))), TODAY)
    assert (told.survival, told.is_dead) == ("≥ 89.0 mo", True)
    assert (dead.survival, dead.is_dead) == ("27.0–28.0 mo", True)


def survival(*visits: FollowUp, died: str = "") -> str:
    """Return what is said of the survival of somebody diagnosed in September 2017."""
    tumour = replace(bare().tumour, diagnosed_on=Day.parse("2017-09"))
    return intervals(Case(Patient(died_on=Day.parse(died) if died else None), tumour, visits), TODAY).survival


def test_a_visit_that_finds_somebody_dead_is_no_day_of_death() -> None:
    """Death came between the last visit alive and the one that tells of it."""
    alive = FollowUp(on=Day.parse("2020-01-01"), alive=True)
    dead = FollowUp(on=Day.parse("2020-07-01"), alive=False)
    assert survival(alive, dead) == "27.0–34.0 mo"
    assert survival(dead) == "≤ 34.0 mo"
    assert survival(alive, dead, died="2020-03-01") == "29.0–30.0 mo"


def test_of_the_living_only_the_least_is_told() -> None:
    """A follow-up known as "in or before" gives no least time, and so none at all."""
    assert survival(FollowUp(on=Day.parse("../2025-03"), alive=True)) == ""
    assert survival(FollowUp(on=Day.parse("2025-03/.."), alive=True)) == "≥ 89.0 mo"


@pytest.mark.parametrize(
    ("birth", "died", "visit", "expected"),
    [
        ("1958-05-04", "2020-01-01", None, "61"),
        ("1958-05-04", "", FollowUp(alive=False), ""),
        ("2024-06", "", None, "0"),
        ("2030", "", None, ""),
    ],
)
def test_the_age_of_the_dead_is_that_at_death(
    birth: str, died: str, visit: FollowUp | None, expected: str
) -> None:
    """Nobody ages after death, and where its day is not known the age is not either; none is negative."""
    person = Patient(birth_date=Day.parse(birth), died_on=Day.parse(died) if died else None)
    assert intervals(Case(person, bare().tumour, (visit,) if visit else ()), TODAY).age == expected


def test_what_goes_on_does_not_outlast_the_patient() -> None:
    """A line said to be ongoing is given no duration once the patient has died."""
    line = SystemicLine(start=Day.parse("2023-06-01"), ongoing=True)
    visits = (FollowUp(on=Day.parse("2024-06"), alive=True), FollowUp(on=Day.parse("2025-03"), alive=False))
    assert intervals(replace(bare(), records=(line, *visits)), TODAY).lasted[line.id] == ""


def test_a_treatment_of_one_day_has_no_duration() -> None:
    """The same day as start and end is no "0 d"."""
    assert lasted(start=Day.parse("2023-06-01"), end=Day.parse("2023-06-01")) == ""
    assert lasted(start=Day.parse("2023-06"), end=Day.parse("2023-06")) == "≤ 1.0 mo"
