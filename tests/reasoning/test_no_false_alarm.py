from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import TODAY, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.reasoning.consistency import (
    course,
    dates,
    events,
    lesions,
    molecular,
    responses,
    results,
    stated,
    treatment,
    wording,
)
from tumorboard.reasoning.consistency.findings import findings

PARTS = (course, dates, events, lesions, molecular, responses, results, treatment, wording)


def _rules(case: Case) -> list[str]:
    return [one.rule for one in findings(case, TODAY)]


def _dead(case: Case, died: str) -> Case:
    return replace(case, patient=Patient(id="patient", mrn="17", died_on=Day.parse(died)))


def _found(text: str, **staging: Any) -> Case:
    given = {"on": "2020-01", "scheme": "gallbladder", "edition": "AJCC 8", "m": "M0"}
    return case_of(
        made(Staging, **{**given, **staging}),
        made(Specimen, on="2020-01", result="Adenocarcinoma with liver invasion"),
        made(Imaging, on="2020-01", findings=text),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hepatic node metastasis",
        "Hepatic artery metastasis",
        "Hepatic metastases: none",
        "Liver metastases were excluded",
        "Liver metastases not seen",
        "Metastasis in the hepatic hilum",
        "No liver or lung metastasis",
        "Metastases in the lung",
    ],
)
def test_a_vessel_a_node_and_a_no_are_no_metastasis_of_the_organ(text: str) -> None:
    """Though the name of the organ stands beside the word; said plainly, it is found."""
    assert "invasion-or-metastasis" not in _rules(_found(text))
    assert "invasion-or-metastasis" in _rules(_found("Two liver metastases"))


def test_invasion_and_metastasis_may_both_be_there_once_spread_is_stated() -> None:
    """At M1 two texts do not exclude each other, nor do two of one study without a stage."""
    assert "invasion-or-metastasis" not in _rules(_found("Two liver metastases", m="M1"))
    both = made(Imaging, on="2020-01", findings="Liver invasion in S5; liver metastasis in S8")
    assert _rules(case_of(both)) == []


@pytest.mark.parametrize(
    "before",
    [
        made(LocalTherapy, on="2020-01-10", modality="microwave", intent="curative"),
        made(Surgery, on="2020-05-04", intent="curative"),
        made(Surgery),
    ],
)
def test_an_adjuvant_may_follow_an_ablation_and_begin_at_the_operation(before: Any) -> None:
    """And an operation of which nothing more is recorded may have been the resection."""
    adjuvant = line("A", "2020-05-04", "2020-11-03", setting="adjuvant")
    assert _rules(case_of(adjuvant, before)) == []
    assert _rules(case_of(adjuvant)) == ["adjuvant-without-resection"]


@pytest.mark.parametrize(
    ("site", "lesion", "is_strange"),
    [
        ("Hepatic", "Liver metastasis", False),
        ("Lymph nodes", "Retroperitoneal node", False),
        ("Retroperitoneum", "Retroperitoneal node", False),
        ("Vertebra", "Bone", False),
        ("Local recurrence", "Liver", False),
        ("Gallbladder bed", "Liver", False),
        ("肺", "Lung", False),
        ("Lung metastasis", "Liver metastasis", True),
        ("Right lung", "Right adrenal", True),
        ("Peritoneum", "Liver", True),
    ],
)
def test_one_place_may_have_two_names(site: str, lesion: str, is_strange: bool) -> None:
    """What both have beside the place, such as the side, makes them no one place."""
    given = line("A", "2020", "2021", progression_sites=(Coded(text=site),))
    case = case_of(given, Lesion(label="1", site=Coded(text=lesion)), site=Coded(text="Gallbladder"))
    assert _rules(case) == ["progression-site-is-no-lesion"] * is_strange
    assert _rules(case_of(given, Lesion(label="1"))) == []


def test_a_survival_may_be_counted_from_another_day_or_until_the_death() -> None:
    """Only one that no day allows is asked about."""
    visit = made(FollowUp, on="2021-06-01", alive=False, stated_survival_months=36)
    case = _dead(case_of(visit, diagnosed_on="2018-03-01"), "2021-03-01")
    assert _rules(case) == []
    later = made(FollowUp, on="2021-06-01", stated_survival_months=24)
    first = line("A", "2019-06-01", "2019-12-01")
    assert _rules(case_of(later, diagnosed_on="2018-03-01")) == ["survival-impossible"]
    assert _rules(case_of(later, first, diagnosed_on="2018-03-01")) == []


def test_tissue_may_be_tested_after_the_death_but_nothing_given() -> None:
    """Not even where the treatment began before."""
    tested = (made(Biomarker, on="2021-02"), made(Specimen, on="2021-02"), made(Staging, on="2021-02"))
    assert _rules(_dead(case_of(*tested), "2021-01")) == []
    assert _rules(_dead(case_of(line("A", "2020", "2021-02")), "2021-01")) == ["after-death"]
    assert _rules(_dead(case_of(made(FollowUp, on="2021-02", ecog="2")), "2021-01")) == ["after-death"]
    assert _rules(_dead(case_of(made(FollowUp, on="2021-02")), "2021-01")) == []


ADRENAL = Lesion(id="L", label="Right adrenal")
LIVER = Lesion(id="M", label="Liver")
ALONG = line("A", "2020-05-04", "2021-05-03")
ABLATED = made(LocalTherapy, id="C", on="2020-06-01", modality="cryoablation", lesions=("L",))


def test_a_lesion_resected_after_the_line_was_there_during_it() -> None:
    """So the line can be judged by it; one resected before cannot."""
    after = made(Surgery, on="2021-06", intent="curative", lesions=("M",))
    before = made(Surgery, on="2019-06", intent="curative", lesions=("M",))
    assert _rules(case_of(ALONG, ADRENAL, LIVER, ABLATED, after)) == []
    assert _rules(case_of(ALONG, ADRENAL, LIVER, ABLATED, before)) == ["ablated-target-in-line"]


def test_the_only_target_lesion_counts_beside_others_that_are_none() -> None:
    """And a local treatment that belongs to the plan of a line confounds nothing."""
    row = Measurement(lesion="L", target=True)
    study = Imaging(line="A", measurements=(row, Measurement(lesion="M", target=False)))
    assert _rules(case_of(ALONG, ADRENAL, LIVER, ABLATED, study)) == ["ablated-target-in-line"]
    assert _rules(case_of(replace(ALONG, setting="concurrent"), ADRENAL, ABLATED)) == []


def test_a_metastasis_that_was_removed_leaves_m0() -> None:
    """A later stage may say so."""
    spread = made(Lesion, id="L", label="Liver", role="metastasis", first_seen="2019-01")
    stage = made(Staging, on="2021-01", kind="r", scheme="other", m="M0")
    removed = made(Surgery, on="2019-03", lesions=("L",))
    assert _rules(case_of(stage, spread)) == ["m0-with-metastasis"]
    assert _rules(case_of(stage, spread, removed)) == []


@pytest.mark.parametrize(
    ("n", "positive", "scheme", "differs"),
    [
        ("N1", 3, "gallbladder", False),
        ("N1", 4, "gallbladder", True),
        ("N2", 3, "gallbladder", True),
        ("pN2", 4, "distal", False),
        ("N1", 9, "intrahepatic", False),
        ("N1", 0, "intrahepatic", True),
        ("N0", 1, "intrahepatic", True),
        ("NX", 1, "gallbladder", False),
    ],
)
def test_nodes_are_counted_where_the_scheme_counts_them(
    n: str, positive: float, scheme: str, differs: bool
) -> None:
    """One to three are N1 and more N2 in some schemes; in the others any is N1."""
    stage = made(Staging, on="2020-01", kind="p", scheme=scheme, edition="AJCC 8", n=n)
    assert _rules(case_of(stage, made(Surgery, on="2020-01", nodes_positive=positive))) == (
        ["nodes-differ"] * differs
    )


def test_nodes_of_two_operations_of_a_day_are_counted_together() -> None:
    """Where one of them tells no number, nothing is said."""
    stage = made(Staging, on="2020-01", kind="p", scheme="gallbladder", edition="AJCC 8", n="N1")
    none, two = (made(Surgery, on="2020-01", nodes_positive=count) for count in (0, 2))
    assert _rules(case_of(stage, none, two)) == []
    assert _rules(case_of(stage, none, made(Surgery, on="2020-01"))) == []


def test_a_line_that_began_some_time_in_a_year_may_overlap_a_later_one() -> None:
    """Though nobody knows whether it overlaps the one between them."""
    lines = [line("A", "2020", ongoing=True), line("B", "2020-06", "2020-07"), line("C", "2021-03")]
    found = [one for one in findings(case_of(*lines), TODAY) if one.rule == "lines-overlap"]
    assert [set(one.about) for one in found] == [{"A", "C"}]


def test_a_line_that_goes_on_has_not_lasted_longer_than_until_today() -> None:
    """What it will come to nobody knows, so less is no contradiction."""
    going = SystemicLine(id="A", label="A", start=Day.parse("2024-03-18"), ongoing=True)
    assert _rules(case_of(replace(going, stated_months=14))) == ["duration-impossible"]
    assert _rules(case_of(replace(going, stated_months=6))) == []


@pytest.mark.parametrize(("age", "differs"), [(58, False), (60, False), (49, True), (69, True)])
def test_an_age_that_the_birth_date_does_not_allow_is_asked_about(age: float, differs: bool) -> None:
    """A year to either side is granted."""
    person = Patient(id="patient", mrn="17", birth_date=Day.parse("1958"), age_at_presentation=age)
    case = replace(case_of(diagnosed_on="2017-09"), patient=person)
    assert _rules(case) == ["age-differs"] * differs


def test_a_remark_put_aside_is_no_text_of_the_disease() -> None:
    """It quotes the remark, which stays the same one by it."""
    case = _found("Two liver metastases")
    remark = next(one for one in findings(case, TODAY) if one.rule == "invasion-or-metastasis")
    aside = Dismissal(said="Invasion of the liver; liver metastasis", rule=remark.rule, about=remark.about)
    assert remark in findings(case.with_record(aside), TODAY)


@given(cases(most=8), st.data())
def test_what_was_found_before_an_edit_is_not_told_after_it(case: Case, data: st.DataObject) -> None:
    """What is kept from one case to the next is what would be found anew."""
    findings(case, TODAY)
    left = data.draw(st.lists(st.sampled_from(case.records), unique_by=id)) if case.records else []
    edited = Case(case.patient, case.tumour, tuple(left))
    kept = findings(edited, TODAY)
    anew = [
        *(stated.findings(edited, TODAY)),
        *(one for part in PARTS for one in part.findings(edited)),
    ]
    assert sorted(kept, key=repr) == sorted(anew, key=repr)
