from dataclasses import replace

import pytest

from tests.figures.cases import result
from tests.handout.cases import bare, drawn, printed
from tests.handout.test_case_summary import words
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import Drug, SystemicLine

GOING = SystemicLine(label="GP", start=Day.parse("2020-03"), ongoing=True)


def told(*records: Record, **patient: object) -> str:
    """Return the page of a case of these records, as words."""
    person = Patient(**patient)  # type: ignore[arg-type]
    return words(printed(Case(person, bare().tumour, records)).html)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([replace(GOING, end=Day.parse("2021"))], "GP: said to be ongoing, and has an end."),
        ([replace(GOING, end_reason="toxicity")], "GP: said to be ongoing, and why it ended is told."),
        (
            [replace(GOING, drugs=(Drug(agent=Coded(text="cisplatin"), ongoing=False),))],
            "GP: said to be ongoing, but all its drugs were stopped.",
        ),
        ([GOING, FollowUp(alive=False)], "GP: said to be ongoing, but the patient has died."),
        (
            [AdverseEvent(term=Coded(text="Rash"), outcome="ongoing", end=Day.parse("2021"))],
            "Rash: said to be ongoing, and has an end.",
        ),
        (
            [FollowUp(on=Day.parse("2020"), alive=False), FollowUp(on=Day.parse("2021"), alive=True)],
            "Seen alive on 2021, after the recorded death.",
        ),
    ],
)
def test_what_contradicts_itself_is_to_be_checked(records: list[Record], expected: str) -> None:
    """Neither of two statements is dropped, and both are named."""
    assert expected in told(*records)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], "last follow-up not recorded"),
        (
            [FollowUp(on=Day.parse("2025-03"), ecog="1")],
            "last follow-up Mar 2025, whether alive not recorded",
        ),
        ([FollowUp(alive=True)], "alive date not recorded"),
        ([FollowUp(on=Day.parse("2025-03"), alive=False)], "died."),
        ([AdverseEvent(grade=5)], "died."),
        ([GOING, FollowUp(alive=True)], "now GP"),
    ],
)
def test_whether_the_patient_lives_is_said_as_far_as_it_is_known(
    records: list[Record], expected: str
) -> None:
    """A visit that does not say so makes nobody alive, and none makes nobody dead."""
    assert expected in told(*records)


def test_nothing_is_given_now_to_the_dead() -> None:
    """Nor are they said to be ongoing anywhere but among what is to be checked."""
    page = told(GOING, died_on=Day.parse("2024-02-03"))
    assert "died 3 Feb 2024" in page
    assert "now GP" not in page
    assert "Mar 2020, end not recorded" in page


def test_a_drug_that_was_stopped_is_told_with_its_day() -> None:
    """Though its line goes on, and though nobody said why."""
    drugs = (
        Drug(agent=Coded(text="lenvatinib"), ongoing=True, start=Day.parse("2020-04")),
        Drug(agent=Coded(text="pembrolizumab"), end=Day.parse("2020-06")),
    )
    page = told(replace(GOING, drugs=drugs))
    assert "lenvatinib (from Apr 2020) + pembrolizumab (stopped Jun 2020)" in page
    assert "now lenvatinib" in page


def test_the_day_of_a_death_may_be_missing() -> None:
    """It is asked for where the patient is known to have died, and only there."""
    assert "died on" in told(FollowUp(alive=False)).partition("Open items")[2]
    assert "died on" not in told().partition("Open items")[2]


def test_results_that_are_not_drawn_are_told_under_the_figure() -> None:
    """Paper has no other place to say that the curve is not all."""
    other = result("2019-03-01", "7", "other", unit="ng/mL")
    page = told(result("2019-01-01", "5"), result("2019-02-01", "6"), other)
    assert "1 result in ng/mL is not drawn on this axis." in page
    assert "line across: usual upper limit" in page


def test_an_undated_result_is_in_the_strip_of_the_printed_figure() -> None:
    """Where its caption says it is."""
    undated = result("", "5", "undated")
    page = printed(replace(bare(), records=(undated,)))
    assert [one.record_id for one in drawn(page).undated] == ["undated"]
    assert "listed below" in words(page.html)
