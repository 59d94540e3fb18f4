import dataclasses
from datetime import date
from typing import Any

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
from tumorboard.domain.systemic import Drug, SystemicLine
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
    assert person(empty, TODAY) == "sex not recorded · age not recorded"


@pytest.mark.parametrize(
    ("patient", "said"),
    [
        (Patient(birth_date=Day("1958-05-04"), sex="male"), "male · 66 y"),
        (Patient(birth_date=Day("1958"), sex="female"), "female · 66–67 y"),
        (Patient(age_at_presentation=59, sex="male"), "male · 59 y at presentation"),
        (
            Patient(birth_date=Day("1958-05-04"), died_on=Day("2020-01-02"), sex="male"),
            "male · 61 y at death · died 2 Jan 2020",
        ),
    ],
    ids=["born on a day", "born in a year", "age alone", "dead"],
)
def test_the_age_is_said_as_it_is_known(patient: Patient, said: str) -> None:
    """The age is today's, or that at death, no more precise than the birth date allows."""
    assert person(Case(patient, Tumour()), TODAY) == said


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
    assert _fact(3, tmb, her2).words == "HER2 IHC 3+ not dated · TMB high"


def test_the_current_line_is_one_said_to_go_on() -> None:
    """A line is current if it is said to go on; one without an end, or that ended, is told as such."""
    line = SystemicLine(label="GP", start=Day("2019-04"))
    assert _fact(4, dataclasses.replace(line, ongoing=True)).words == "GP begun Apr 2019"
    assert _fact(4, line).words == "not recorded last GP, begun Apr 2019, end not recorded"
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


def _drug(agent: str, **more: object) -> Drug:
    return Drug(agent=Coded(text=agent), **more)  # type: ignore[arg-type]


def test_what_is_given_now_is_without_the_drugs_that_were_stopped() -> None:
    """A line that goes on with one of its drugs is not told as if all were given."""
    stopped = _drug("pembrolizumab", ongoing=False)
    line = SystemicLine(
        label="Lenvatinib + pembrolizumab",
        start=Day("2023-03"),
        ongoing=True,
        drugs=(_drug("lenvatinib", ongoing=True), stopped),
    )
    assert _fact(4, line).text == "Lenvatinib of Lenvatinib + pembrolizumab"
    nothing = dataclasses.replace(line, drugs=(stopped,))
    assert _fact(4, nothing).text == "Lenvatinib + pembrolizumab, all drugs stopped"


def test_two_lines_that_go_on_are_both_told() -> None:
    """Each with its beginning, in the same order."""
    lines = [
        SystemicLine(label=name, start=Day(day), ongoing=True) for name, day in (("A", "2020"), ("B", "2021"))
    ]
    assert _fact(4, *lines).words == "A · B begun 2020 · begun 2021"


def test_a_line_with_an_end_does_not_go_on() -> None:
    """Nor does any line of somebody who has died."""
    ended = SystemicLine(label="GP", start=Day("2019-04"), end=Day("2019-08"), ongoing=True)
    assert _fact(4, ended).words == "none last GP, to Aug 2019"
    going = dataclasses.replace(ended, end=None)
    dead = FollowUp(on=Day("2020-01"), alive=False)
    assert _fact(4, going, dead).words == "none died · last GP, begun Apr 2019, end not recorded"


def test_the_age_stops_with_a_death_whose_day_is_not_known() -> None:
    """Nobody is said to be as old as today after a visit that tells of the death."""
    case = Case(Patient(birth_date=Day("1958-05-04")), Tumour(), (FollowUp(alive=False),))
    assert person(case, TODAY) == "sex not recorded · age not recorded · died, day not recorded"


def test_an_age_is_never_negative() -> None:
    """A birth date still to come gives no age."""
    assert (
        person(Case(Patient(birth_date=Day("2030")), Tumour()), TODAY)
        == "sex not recorded · age not recorded"
    )


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ([{"interpretation": "not tested"}], "HER2 not tested not dated"),
        ([{}], "HER2, result not recorded not dated"),
        ([{"interpretation": "pending"}], "HER2 pending not dated"),
        (
            [
                {"interpretation": "positive", "method": "IHC", "on": Day("2017-09")},
                {"interpretation": "pending", "method": "ISH", "on": Day("2019-03")},
            ],
            "HER2 IHC positive Sep 2017 · ISH pending",
        ),
        (
            [
                {"score": "2+", "method": "IHC", "on": Day("2017-09")},
                {"interpretation": "positive", "method": "ISH", "on": Day("2017-10")},
                {"alteration": "amplification", "method": "NGS", "value": 7.4, "value_unit": "fold"},
            ],
            "HER2 ISH positive Oct 2017 · IHC 2+, Sep 2017 · amplification NGS 7.4-fold, not dated",
        ),
    ],
    ids=["not tested", "nothing", "pending", "pending again", "three methods"],
)
def test_her2_is_told_by_method_and_no_test_to_come_hides_a_result(
    tests: list[dict[str, Any]], said: str
) -> None:
    """Not tested, not recorded, pending and negative are four things."""
    assert _fact(3, *(Biomarker(name=Coded(text="HER2"), **test) for test in tests)).words == said


def test_a_loss_is_told_as_a_loss() -> None:
    """A positive test for the loss of a protein is not told as a positive protein."""
    pten = Biomarker(name=Coded(text="PTEN"), alteration="loss", interpretation="positive", method="IHC")
    assert "PTEN loss positive" in _fact(3, pten).detail


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([("2025-02-12", "44", {}), ("2025-02-12", "49", {})], "12 Feb 2025 · order not known"),
        (
            [("2025-02-12T08:00", "49", {}), ("2025-02-12T18:00", "44", {})],
            "12 Feb 2025 18:00 · −10 % from 49 U/mL",
        ),
        ([("2025-02-10", "49", {}), ("2025-02", "44", {})], "Feb 2025 · also 49 U/mL, 10 Feb 2025"),
        ([("2025-02-12", "44", {}), (None, "49", {})], "12 Feb 2025"),
        (
            [("2025-01", "49", {}), ("2025-02", "44", {"status": "preliminary"})],
            "Feb 2025 · preliminary · −10 % from 49 U/mL",
        ),
        ([("2025-01", "0", {}), ("2025-02", "44", {})], "Feb 2025 · from 0 U/mL"),
        (
            [("2025-01", "49", {}), ("2025-02", "44", {"value": Quantity("", "44", "kU/L")})],
            "Feb 2025 · −10 % from 49 U/mL",
        ),
        (
            [("2025-01", "49", {}), ("2025-02", "44", {"value": Quantity("", "44", "ng/mL")})],
            "Feb 2025 · before 49 U/mL, another assay or unit",
        ),
        (
            [("2025-01", "49", {"value": None, "text_value": "raised"}), ("2025-02", "44", {})],
            "Feb 2025 · before raised",
        ),
    ],
)
def test_a_change_is_told_only_where_the_order_and_the_measure_are_sure(
    results: list[tuple[str | None, str, dict[str, Any]]], said: str
) -> None:
    """Same day, overlapping dates, other units, zero and words give no per cent; equal units do."""
    made = [dataclasses.replace(_result(day, value), **more) for day, value, more in results]
    assert _fact(5, *made).detail == said
    assert _fact(5, *reversed(made)).detail == said


def test_two_stages_of_one_day_are_both_told() -> None:
    """A clinical and a pathological stage of one day stand side by side."""
    clinical = Staging(id="1", on=Day("2017-09"), kind="c", t="T2")
    pathological = Staging(id="2", on=Day("2017-09"), kind="p", t="T3")
    assert _fact(1, clinical, pathological).text == "cT2; pT3"
