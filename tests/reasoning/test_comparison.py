import csv
import dataclasses
import io
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY, case_of, line, made
from tests.strategies import cases
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vocabulary import load
from tumorboard.reasoning.comparison import CAUTION, Compared, comparison
from tumorboard.reasoning.outcomes import outcomes
from tumorboard.reasoning.trials import described, like, trials

SITE = Coded("C23", "ICD-10", "Gallbladder")
FIRST = line("A", "2023-01-09", "2023-07-10", "gemcitabine", "cisplatin", setting="palliative")
SEEN = made(FollowUp, id="seen", on="2025-01-06", alive=True)


def _of(case: Case, label: str = "B") -> Compared:
    return next(one for one in comparison(case, TODAY) if one.line_id == label)


def _case(*records: Record, site: Coded | None = SITE) -> Case:
    return case_of(*records, site=site)


def _later(*drugs: str, **values: Any) -> SystemicLine:
    values = {"setting": "palliative", "end_reason": "progression", **values}
    return line("B", "2023-08-07", "2024-02-05", *drugs, **values)


def _same(found: Compared) -> list[str]:
    return [one.trial.name for one in found.trials if one.likeness == "same drugs"]


def test_the_table_of_trials_is_sound() -> None:
    """Each has a source; what was not verified has no number; each drug or class is one that is known."""
    rows = list(csv.DictReader(io.StringIO(resources.text("trials.csv")), strict=True))
    agents = load("agents")
    classes = {name for term in agents.terms for name in term.several("drug_class")}
    assert len({(row["trial"], row["cohort"], row["drugs"]) for row in rows}) == len(rows) == len(trials())
    for row, trial in zip(rows, trials(), strict=True):
        assert row["trial"]
        assert row["cohort"]
        assert row["source"]
        assert row["design"] in ("one arm", "randomised", "retrospective")
        assert row["line"] in ("", "first", "later")
        assert trial.kind in ("", *classes)
        for drug in trial.drugs:
            term = agents.find(drug)
            assert drug in classes or (term is not None and term.label == drug), drug
        columns = {"PFS": "pfs_months", "OS": "os_months"}
        assert set(trial.not_verified) <= set(columns)
        assert not any(row[columns[measure]] for measure in trial.not_verified)
        assert trial.response_percent is None or 0 < trial.response_percent < 100
        if trial.pfs_months and trial.os_months:
            assert trial.pfs_months < trial.os_months


@pytest.mark.parametrize(
    ("drugs", "names"),
    [
        (["trastuzumab", "pertuzumab"], ["MyPathway"]),
        (["Phesgo"], ["MyPathway"]),
        (["Enhertu"], ["HERB", "DESTINY-PanTumor02"]),
        (["zanidatamab"], ["HERIZON-BTC-01", "HERIZON-BTC-01"]),
        (["trastuzumab", "oxaliplatin", "leucovorin", "5-FU"], ["KCSG-HB19-14"]),
        (["gemcitabine", "cisplatin", "durvalumab"], ["TOPAZ-1"]),
        (["gemcitabine", "cisplatin"], ["TOPAZ-1", "KEYNOTE-966"]),
        (["lenvatinib", "sintilimab"], ["Lenvatinib with PD-1 blockade", "Lenvatinib with anti-PD-1"]),
        (["lenvatinib", "atezolizumab"], []),
        (["gemcitabine"], []),
        (["gemcitabine", "cisplatin", "nab-paclitaxel"], []),
        ([], []),
    ],
    ids=lambda value: "+".join(value) or "none",
)
def test_trials_of_the_same_drugs_are_found(drugs: list[str], names: list[str]) -> None:
    """By whatever name the drugs are written, and no other drug given with them."""
    found = like(line("B", "", "", *drugs))
    assert [trial.name for trial, likeness in found if likeness == "same drugs"] == names


def test_other_drugs_of_the_same_kind_are_said_to_be_others() -> None:
    """Trastuzumab with pyrotinib has no trial of its own here: it stands beside the other anti-HER2 drugs."""
    found = _of(_case(FIRST, _later("trastuzumab", "pyrotinib"), SEEN))
    assert {one.likeness for one in found.trials} == {"same kind"}
    assert {one.trial.line for one in found.trials} == {"later"}
    assert all(one.differs[0] == "Other drugs of the same kind" for one in found.trials)


def test_the_side_of_a_median_is_told_only_where_the_dates_are_sure() -> None:
    """An interval that holds the median, or a censored time below it, tells nothing."""
    drugs = ("trastuzumab", "pertuzumab")
    (one,) = (b for b in _of(_case(FIRST, _later(*drugs), SEEN)).trials if b.likeness == "same drugs")
    assert (one.pfs, one.os) == ("longer", "longer")
    assert one.lies == "PFS longer than its median, OS longer than its median"
    short = dataclasses.replace(_later(*drugs), end=made(FollowUp, on="2023-10-02").on)
    (one,) = (b for b in _of(_case(FIRST, short, SEEN)).trials if b.likeness == "same drugs")
    assert one.pfs == "shorter"
    vague = dataclasses.replace(_later(*drugs), end=made(FollowUp, on="2023-11/2024-02").on)
    (one,) = (b for b in _of(_case(FIRST, vague, SEEN)).trials if b.likeness == "same drugs")
    assert one.pfs == ""
    early = dataclasses.replace(SEEN, on=made(FollowUp, on="2024-03-04").on)
    (one,) = (b for b in _of(_case(FIRST, _later(*drugs), early)).trials if b.likeness == "same drugs")
    assert one.os == ""


def test_what_was_not_verified_is_said_and_compared_with_nothing() -> None:
    """The survival in KEYNOTE-966 was not read, so nobody lies on any side of it."""
    case = _case(dataclasses.replace(FIRST, id="B", end_reason="progression"), SEEN)
    one = next(one for one in _of(case).trials if one.trial.name == "KEYNOTE-966")
    assert (one.pfs, one.os, one.lies) == ("", "", "")
    assert described(one.trial).endswith("PFS and OS not verified")


def test_what_stands_in_the_way_is_told() -> None:
    """Local treatment within the line, an anti-HER2 drug before it, and an IHC score that is not recorded."""
    cryo = made(LocalTherapy, id="cryo", on="2023-11-06", modality="cryoablation")
    case = _case(line("A", "2023-01-09", "2023-07-10", "trastuzumab"), _later("zanidatamab"), cryo, SEEN)
    found = _of(case).hindrances
    assert [
        words for one in found for words in ("given within it", "given before", "IHC score") if words in one
    ] == ["given within it", "given before", "IHC score"]
    scored = made(Biomarker, id="her2", name=Coded(text="HER2"), score="3+")
    assert _of(_case(FIRST, _later("zanidatamab"), scored, SEEN)).hindrances == ()


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (_case(FIRST, _later("zanidatamab"), site=None), "not recorded"),
        (_case(FIRST, _later("zanidatamab"), site=Coded("C25.0")), "biliary"),
        (_case(FIRST, SystemicLine(id="B", setting="palliative")), "drugs of this line"),
        (_case(FIRST, _later("S-1")), "No trial"),
        (_case(FIRST, _later("capecitabine", setting="adjuvant")), "cure"),
    ],
    ids=["no site", "pancreas", "no drugs", "no trial", "adjuvant"],
)
def test_a_line_without_trials_says_why(case: Case, words: str) -> None:
    """A refusal is a reason in words."""
    found = _of(case)
    assert found.trials == ()
    assert words in found.refused


def test_another_line_and_another_site_are_said_to_be() -> None:
    """A trial of the same drugs is shown wherever they are given, with what sets its patients apart."""
    one = _of(_case(dataclasses.replace(_later("zanidatamab"), id="B"), SEEN)).trials[0]
    assert one.differs == ("Its patients had been treated before, this is a first line",)
    bile_duct = _of(_case(FIRST, _later("lenvatinib", "pembrolizumab"), site=Coded("C24.0")))
    assert bile_duct.trials[-1].differs == ("Its patients had a tumour of another site",)


def test_the_published_case() -> None:
    """Anti-HER2 trials beside trastuzumab with pyrotinib, whose 14 to 16 months held a cryoablation."""
    found = {one.number: one for one in comparison(PUBLISHED, TODAY)}
    held = found["Line 2"]
    assert held.pfs.words == "14.0–16.0 mo"
    assert held.os.words.startswith("at least 57.0")
    assert any("Cryoablation" in words for words in held.hindrances)
    names = [one.trial.name for one in held.trials if one.pfs == "longer"]
    assert names == [
        "MyPathway",
        "HERB",
        "HERIZON-BTC-01",
        "KCSG-HB19-14",
        "DESTINY-PanTumor02",
        "SGNTUC-019",
    ]
    assert [one.trial.site for one in found["Line 4"].trials] == ["", "C23"]
    assert found["Line 4"].pfs.refused
    assert found["Line 1"].refused.startswith("No trial")


def test_the_synthetic_case() -> None:
    """Each line has its trials of the same drugs, or says that there are none."""
    assert [(one.number, _same(one)) for one in comparison(SYNTHETIC, TODAY) if one.trials] == [
        ("Line 1", ["TOPAZ-1", "KEYNOTE-966"]),
        ("Line 2", ["FIGHT-202"]),
        ("Line 4", ["Lenvatinib with PD-1 blockade", "Lenvatinib with anti-PD-1"]),
    ]


def test_outcomes_at_hand_are_not_worked_out_again() -> None:
    """They give the same comparison."""
    assert comparison(PUBLISHED, TODAY, outcomes(PUBLISHED, TODAY)) == comparison(PUBLISHED, TODAY)


def test_the_caution_says_that_it_is_no_comparison() -> None:
    """It goes wherever a trial stands beside a patient."""
    assert "is no comparison" in CAUTION


@given(cases(most=10), st.randoms())
def test_comparison_does_not_depend_on_the_order_of_records(case: Case, dice: random.Random) -> None:
    """And has something to say of each line, whatever is recorded."""
    found = comparison(case, TODAY)
    shuffled = list(case.records)
    dice.shuffle(shuffled)
    assert found == comparison(Case(case.patient, case.tumour, tuple(shuffled)), TODAY)
    assert [one.line_id for one in found] == list({one.line_id: one for one in found})
    assert {one.line_id for one in found} == {one.id for one in case.of(SystemicLine)}
    for one in found:
        assert bool(one.trials) is not bool(one.refused)
        assert one.words
        assert all(beside.words for beside in one.trials)
