import dataclasses
from datetime import date

import pytest

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, Tumour
from tumorboard.ui.banner_facts import Fact, facts, person

TODAY = date(2025, 3, 18)


def _case(*records: Record) -> Case:
    return Case(Patient(mrn="1"), Tumour(site=Coded(text="Gallbladder")), records)


def _fact(place: int, *records: Record) -> Fact:
    return facts(_case(*records))[place]


def _result(day: str | None, value: str, comparator: str = "", **more: object) -> Laboratory:
    result = Laboratory(
        on=Day.parse(day) if day else None,
        analyte=Coded(text="CA 19-9"),
        value=Quantity(comparator, value, "U/mL"),
    )
    return dataclasses.replace(result, **more)  # type: ignore[arg-type]


def test_what_is_not_known_is_not_recorded() -> None:
    """An empty case says "not recorded" six times and invents nothing."""
    empty = Case(Patient(mrn="1"), Tumour())
    assert [fact.words for fact in facts(empty)] == ["not recorded"] * 6
    assert person(empty.patient, TODAY) == "sex not recorded · age not recorded"


@pytest.mark.parametrize(
    ("patient", "said"),
    [
        (Patient(birth_date=Day("1958-05-04"), sex="male"), "male · 66 y"),
        (Patient(birth_date=Day("1958"), sex="female"), "female · 66–67 y"),
        (Patient(age_at_presentation=59, sex="male"), "male · 59 y at presentation"),
        (
            Patient(birth_date=Day("1958-05-04"), died_on=Day("2020-01-02"), sex="male"),
            "male · 61 y · died 2 Jan 2020",
        ),
    ],
    ids=["born on a day", "born in a year", "age alone", "dead"],
)
def test_the_age_is_said_as_it_is_known(patient: Patient, said: str) -> None:
    """The age is today's, or that at death, no more precise than the birth date allows."""
    assert person(patient, TODAY) == said


def test_the_last_stage_stands_as_it_was_stated() -> None:
    """The latest dated staging is shown in its source's words."""
    first = Staging(
        on=Day("2017-09"), kind="p", t="T3", n="N1", m="M0", stated_group="IIIA", edition="AJCC 8"
    )
    later = dataclasses.replace(first, id="later", on=Day("2019-03"), kind="r", stated_group="IVB")
    undated = dataclasses.replace(first, id="undated", on=None, t="T1")
    assert _fact(1, later, first, undated).words == "rT3 N1 M0 · stage IVB AJCC 8 · Mar 2019"


def test_the_last_ecog_has_its_date() -> None:
    """The performance status is that of the latest visit that has one."""
    visits = (FollowUp(on=Day("2025-02"), ecog="1"), FollowUp(on=Day("2025-03")), FollowUp(ecog="2"))
    assert _fact(2, *visits).words == "1 Feb 2025"


def test_her2_is_asked_for_even_where_others_were_tested() -> None:
    """Where other markers are recorded and HER2 is not, that is said."""
    tmb = Biomarker(name=Coded(text="TMB"), interpretation="high")
    her2 = Biomarker(name=Coded(text="HER2"), method="IHC", score="3+")
    assert _fact(3, tmb).words == "HER2 not recorded TMB high"
    assert _fact(3, tmb, her2).words == "HER2 IHC 3+ TMB high"


def test_the_current_line_is_one_said_to_go_on() -> None:
    """A line is current if it is said to go on; one without an end, or that ended, is told as such."""
    line = SystemicLine(label="GP", start=Day("2019-04"))
    assert _fact(4, dataclasses.replace(line, ongoing=True)).words == "GP begun Apr 2019"
    assert _fact(4, line).words == "GP begun Apr 2019, end not recorded"
    assert _fact(4, dataclasses.replace(line, end=Day("2019-08"))).words == "none last GP, to Aug 2019"


def test_the_last_marker_is_held_against_the_one_before() -> None:
    """The last CA19-9 comes with its date, its mark and the change in per cent."""
    fact = _fact(5, _result("2024-10-09", "49"), _result("2025-02-12", "44", high=37))
    assert (fact.text, fact.mark, fact.detail) == ("44 U/mL", "H", "12 Feb 2025 · −10 % from 49 U/mL")


def test_a_bound_gives_no_per_cent() -> None:
    """A result below detection is shown as such and nothing is worked out from it."""
    assert _fact(5, _result("2024-10", "49"), _result("2025-02", "2.0", "<")).words == (
        "<2.0 U/mL Feb 2025 · from 49 U/mL"
    )


def test_two_assays_are_not_compared() -> None:
    """A change of assay is told in place of a change in per cent."""
    fact = _fact(5, _result("2024-10", "49", method="ECLIA"), _result("2025-02", "44", method="CLIA"))
    assert fact.detail == "Feb 2025 · before 49 U/mL, another assay or unit"


def test_a_corrected_result_stands_in_the_place_of_the_first() -> None:
    """A result that was replaced is neither the last one nor the one before."""
    wrong = _result("2025-02-12", "440")
    right = _result("2025-02-12", "44", replaces=wrong.id)
    assert _fact(5, _result("2024-10-09", "44"), wrong, right).detail == "12 Feb 2025 · ±0 % from 44 U/mL"
