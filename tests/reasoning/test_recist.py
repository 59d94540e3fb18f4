from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import SYNTHETIC, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record
from tumorboard.reasoning.assessment import Assessment
from tumorboard.reasoning.recist import assessments, best
from tumorboard.reasoning.recist_rules import overall_response, target_response
from tumorboard.reasoning.response_words import response_words


@pytest.mark.parametrize(
    ("baseline", "nadir", "now", "was", "expected"),
    [
        pytest.param(100, 100, 69, "", "PR", id="base 100, 69 -> PR"),
        pytest.param(100, 100, 71, "", "SD", id="71 -> SD"),
        pytest.param(100, 100, 70, "", "PR", id="70 -> PR"),
        pytest.param(10, 10, 12, "", "SD", id="nadir 10 -> 12 (+20 %, +2 mm) -> not PD"),
        pytest.param(50, 50, 60, "", "PD", id="nadir 50 -> 60 -> PD"),
        pytest.param(24, 24, 29, "", "PD", id="nadir 24 -> 29 (+20.8 %, +5) -> PD"),
        pytest.param(100, 70, 80, "PR", "PR", id="100 -> 70 -> 80 is still PR"),
        pytest.param(100, 70, 84, "PR", "PD", id="100 -> 70 -> 84 with +14 mm = PD"),
        pytest.param(30, 0, 6, "CR", "PD", id="back after CR"),
    ],
)
def test_the_vectors(baseline: float, nadir: float, now: float, was: str, expected: str) -> None:
    """RECIST 1.1, as worked out by hand."""
    assert target_response(baseline, nadir, now, was=was) == expected


@pytest.mark.parametrize(
    ("target", "non_target", "new", "expected"),
    [
        ("CR", "CR", False, "CR"),
        ("CR", "", False, "CR"),
        ("CR", "non-CR/non-PD", False, "PR"),
        ("CR", "NE", False, "PR"),
        ("PR", "non-CR/non-PD", False, "PR"),
        ("PR", "NE", False, "PR"),
        ("SD", "non-CR/non-PD", False, "SD"),
        ("NE", "non-CR/non-PD", False, "NE"),
        ("PD", "CR", False, "PD"),
        ("CR", "CR", True, "PD"),
        ("SD", "PD", False, "PD"),
        ("", "CR", False, "CR"),
        ("", "non-CR/non-PD", False, "non-CR/non-PD"),
        ("", "", False, ""),
    ],
)
def test_the_table_of_overall_responses(target: str, non_target: str, new: bool, expected: str) -> None:
    """Target and non-target lesions, and new ones."""
    assert overall_response(target, non_target, new) == expected


@given(st.floats(1, 300), st.floats(0, 300), st.floats(0, 400))
def test_progression_needs_a_fifth_and_five_millimetres(baseline: float, nadir: float, now: float) -> None:
    """More than the lowest sum, which the baseline is one of."""
    lowest = min(baseline, nadir)
    is_progression = target_response(baseline, lowest, now) == "PD"
    assert is_progression is (now >= 1.2 * lowest and now - lowest >= 5)


ALONG = line("A", "2020-05-04", "2021-05-03")


def _scan(on: str, *rows: Measurement, **values: Any) -> Imaging:
    found: Imaging = made(Imaging, id=on, **({"on": on} if on else {}), line="A", measurements=rows, **values)
    return found


def _size(
    lesion: str, size: float | None, *, state: str = "", node: bool | None = None, target: bool = True
) -> Measurement:
    return Measurement(lesion=lesion, size_mm=size, state=state, node=node, target=target)


def _told(*records: Record) -> dict[str, Assessment]:
    lesions = (Lesion(id="L", label="Liver"), Lesion(id="N", label="Node"))
    return assessments(case_of(ALONG, *lesions, *records))


def test_sums_are_held_against_the_baseline_and_the_lowest() -> None:
    """The last study before the line is its baseline."""
    told = _told(
        _scan("2020-04-20", _size("L", 40), _size("N", 20, node=True)),
        _scan("2020-08-03", _size("L", 24), _size("N", 12, node=True)),
        _scan("2020-11-02", _size("L", 30), _size("N", 16, node=True)),
    )
    last = told["2020-11-02"]
    assert (last.sum_mm, last.baseline_mm, last.nadir_mm) == (46, 60, 36)
    assert [one.overall for one in told.values()] == ["", "PR", "PD"]
    assert response_words(last, "SD") == (
        "Sum of target lesions 46 mm: −23 % from the baseline (60), +28 % from the lowest (36). "
        "By RECIST 1.1 PD. Stated: SD."
    )
    assert response_words(told["2020-04-20"]) == "Sum of target lesions 60 mm. This is the baseline."


def test_a_node_of_normal_size_and_lesions_that_are_gone_are_a_complete_response() -> None:
    """A node need not vanish."""
    told = _told(
        _scan("2020-04-20", _size("L", 40), _size("N", 20, node=True)),
        _scan("2020-08-03", _size("L", None, state="absent"), _size("N", 9, node=True)),
    )
    assert told["2020-08-03"].overall == "CR"


def test_what_is_too_small_counts_five_millimetres() -> None:
    """And is no complete response."""
    told = _told(
        _scan("2020-04-20", _size("L", 40)), _scan("2020-08-03", _size("L", None, state="too small"))
    )
    assert (told["2020-08-03"].sum_mm, told["2020-08-03"].overall) == (5, "PR")


def test_a_target_that_was_not_measured_leaves_nothing_to_evaluate_but_progression() -> None:
    """What is there may be more than enough for that."""
    first = _scan("2020-04-20", _size("L", 20), _size("N", 20, node=True))
    assert _told(first, _scan("2020-08-03", _size("L", 10)))["2020-08-03"].overall == "NE"
    assert _told(first, _scan("2020-08-03", _size("L", 60)))["2020-08-03"].overall == "PD"


def test_new_lesions_are_progression() -> None:
    """Said to be new, or first seen since."""
    first, small = _scan("2020-04-20", _size("L", 20)), _size("L", 10)
    assert _told(first, _scan("2020-08-03", small, new_lesions=True))["2020-08-03"].overall == "PD"
    new = made(Lesion, id="M", label="Lung", first_seen="2020-08-03")
    other = _size("M", 8, target=False)
    assert _told(first, new, _scan("2020-08-03", small, other))["2020-08-03"].overall == "PD"


def test_a_target_treated_locally_is_flagged_until_it_has_progressed() -> None:
    """And one treated before the line began is no target of it."""
    ablation = made(LocalTherapy, on="2020-06-01", modality="microwave", lesions=("L",))
    first, later = _scan("2020-04-20", _size("L", 20)), _scan("2020-08-03", _size("L", 10))
    grown = _scan("2020-11-02", _size("L", 30), stated_response="PD")
    last = _scan("2021-02-01", _size("L", 30))
    told = _told(ablation, first, later, grown, last)
    assert told["2020-08-03"].not_measurable == ("L",)
    assert told["2021-02-01"].not_measurable == ()
    early = made(LocalTherapy, on="2020-04-27", modality="microwave", lesions=("L",))
    both = _scan("2020-04-20", _size("L", 20), _size("N", 20, node=True))
    assert _told(early, both, _scan("2020-08-03", _size("N", 13, node=True)))["2020-08-03"].overall == "PR"


def test_studies_whose_order_is_not_known_are_not_compared() -> None:
    """Nothing is computed where the dates do not tell which was first."""
    told = _told(_scan("2020-08", _size("L", 20)), _scan("2020-08-03", _size("L", 40)))
    assert any(
        one.reason == "The order of the studies is not known from their dates." for one in told.values()
    )
    told = _told(_scan("2020-08", _size("L", 20)), _scan("", _size("L", 40)))
    assert {one.reason for one in told.values()} == {
        "A study has no day: the order of the studies is not known."
    }


def test_the_best_response_is_the_best_until_progression() -> None:
    """A response is confirmed by a study at least four weeks later."""
    studies = [
        _scan("2020-04-20", _size("L", 40)),
        _scan("2020-07-06", _size("L", 26)),
        _scan("2020-07-20", _size("L", 25)),
        _scan("2020-10-05", _size("L", 40)),
        _scan("2021-01-04", _size("L", 5)),
    ]
    told = best(case_of(ALONG, *studies))["A"]
    assert (told.response, told.confirmed) == ("PR", False)
    studies.insert(3, _scan("2020-08-10", _size("L", 25)))
    assert best(case_of(ALONG, *studies))["A"].confirmed is True


def test_immune_progression_has_to_be_confirmed() -> None:
    """Grown further four weeks later it is; smaller than at the start it is reset."""
    given = {"criteria": "iRECIST"}
    first = _scan("2020-04-20", _size("L", 20))
    grown = _scan("2020-07-06", _size("L", 30), **given)
    assert _told(first, grown)["2020-07-06"].immune == "iUPD"
    further = _scan("2020-08-17", _size("L", 36), **given)
    assert _told(first, grown, further)["2020-08-17"].immune == "iCPD"
    soon = _scan("2020-07-20", _size("L", 36), **given)
    assert _told(first, grown, soon)["2020-07-20"].immune == "iUPD"
    smaller = _scan("2020-08-17", _size("L", 12), **given)
    assert _told(first, grown, smaller)["2020-08-17"].immune == "iPR"


def test_a_study_that_ends_one_line_and_begins_the_next_is_told_of_its_own() -> None:
    """The synthetic case has its progressions, and every response that was stated but two."""
    told = assessments(SYNTHETIC)
    pairs = [
        (study.stated_response, told[study.id].overall)
        for study in SYNTHETIC.of(Imaging)
        if study.id in told and told[study.id].overall
    ]
    assert len(pairs) >= 12
    assert [pair for pair in pairs if pair[0] != pair[1]] == [("SD", "PD"), ("SD", "PR")]


@given(cases(most=10))
def test_any_case_is_assessed(case: Case) -> None:
    """Every assessment has a response, a reason, or is a baseline."""
    told = assessments(case)
    for id_, one in told.items():
        assert isinstance(case.find(id_), Imaging)
        assert one.overall or one.reason or id_ == one.baseline_id or not one.target
        response_words(one)
    best(case, told)
