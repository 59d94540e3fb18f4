from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import SYNTHETIC, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
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
        "Sum of target lesions 46 mm: −23 % from 60 mm at the baseline (20 Apr 2020, before the line), "
        "+28 % from the lowest, 36 mm. By RECIST 1.1 PD. Stated: SD."
    )
    assert (
        response_words(told["2020-04-20"])
        == "Sum of target lesions 60 mm. This is the baseline: 20 Apr 2020, before the line."
    )


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
    assert told["2020-08-03"].reason == "Treated locally, and not measurable until it has progressed: Liver."
    assert told["2020-11-02"].not_measurable == ()
    assert told["2021-02-01"].not_measurable == ()
    stable = _scan("2020-11-02", _size("L", 10), new_lesions=True, stated_response="PD")
    assert _told(ablation, first, later, stable)["2020-11-02"].not_measurable == ("L",)
    before = made(LocalTherapy, on="2020-03", modality="microwave", lesions=("L",))
    assert _told(before, first)["2020-04-20"].not_measurable == ("L",)
    early = made(LocalTherapy, on="2020-04-27", modality="microwave", lesions=("L",))
    both = _scan("2020-04-20", _size("L", 20), _size("N", 20, node=True))
    assert _told(early, both, _scan("2020-08-03", _size("N", 13, node=True)))["2020-08-03"].overall == "PR"


def test_studies_whose_order_is_not_known_are_not_compared() -> None:
    """Nothing is computed where the dates do not tell which was first."""
    told = _told(_scan("2020-08", _size("L", 20)), _scan("2020-08-03", _size("L", 40)))
    assert any(
        one.reason == "The order of the studies is not known from their dates." for one in told.values()
    )
    told = _told(_scan("2020-04-20", _size("L", 20)), _scan("", _size("L", 40)))
    assert told[""].reason == "The study has no day, so that nothing is compared."
    assert (told[""].overall, told["2020-04-20"].overall) == ("", "")


@pytest.mark.parametrize(
    ("unsure", "size", "expected"),
    [
        pytest.param("2020-08", 28, "", id="the lowest, if it was before: 28 to 34 is a fifth"),
        pytest.param("", 28, "", id="without a day it may have been the lowest, too"),
        pytest.param("2020-08", 33, "SD", id="33 to 34 is stable, and so is 40 to 34"),
        pytest.param("2020-06", 28, "PD", id="June was before August"),
        pytest.param("2020-10", 28, "SD", id="October was after it"),
    ],
)
def test_a_response_is_told_only_where_it_does_not_depend_on_an_unknown_order(
    unsure: str, size: float, expected: str
) -> None:
    """A study that was perhaps before may be the lowest."""
    told = _told(
        _scan("2020-04-20", _size("L", 40)),
        _scan(unsure, _size("L", size)),
        _scan("2020-08-10", _size("L", 34)),
    )
    one = told["2020-08-10"]
    assert one.overall == expected
    assert bool(one.reason) is not bool(expected)


def test_what_was_before_the_baseline_is_not_the_lowest() -> None:
    """A smaller sum before it is of another time."""
    told = _told(
        _scan("2020-03-02", _size("L", 20)),
        _scan("2020-04-20", _size("L", 40)),
        _scan("2020-08-03", _size("L", 41)),
    )
    assert (told["2020-08-03"].nadir_mm, told["2020-08-03"].overall) == (40, "SD")
    assert told["2020-03-02"].reason == "It is before the baseline, and is not compared."


@given(
    st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=5),
    st.lists(st.integers(1, 50), min_size=5, max_size=5, unique=True),
)
def test_less_of_the_dates_never_gives_another_response(
    studies: list[tuple[int, bool]], gaps: list[int]
) -> None:
    """With the month alone it is the same response as with the day, or none."""
    first = _scan("2020-04-20", _size("L", 30))
    exact, coarse = [], []
    on = date(2020, 5, 10)
    for place, ((size, is_coarse), gap) in enumerate(zip(studies, gaps, strict=False)):
        on += timedelta(days=gap)
        made_ = _scan(str(on), _size("L", size, state="" if size else "absent"))
        exact.append(replace(made_, id=str(place)))
        coarse.append(replace(exact[-1], on=Day(str(on)[:7])) if is_coarse else exact[-1])
    told, unsure = _told(first, *exact), _told(first, *coarse)
    for id_, one in unsure.items():
        assert one.overall in ("", told[id_].overall)
        assert one.nadir_mm in (None, told[id_].nadir_mm)


def test_studies_of_one_day_are_one() -> None:
    """The chest and the liver are measured in two."""
    first = _scan("2020-04-20", _size("L", 20), _size("N", 20, node=True))
    liver = _scan("2020-08-03", _size("L", 10))
    chest = replace(_scan("2020-08-03", _size("N", 12, node=True)), id="chest")
    told = _told(first, liver, chest)
    assert [(told[id_].sum_mm, told[id_].overall) for id_ in ("2020-08-03", "chest")] == [(22, "PR")] * 2
    timed = replace(chest, on=Day("2020-08-03T08:30"))
    assert [one.overall for one in _told(first, liver, timed).values()] == ["", "PR", "PR"]
    grown = _scan("2020-08-03", _size("L", 40)), replace(timed, measurements=(_size("N", 30, node=True),))
    assert [one.overall for one in _told(first, *grown).values()] == ["", "PD", "PD"]
    other = replace(chest, line="another")
    assert _told(first, liver, other)["2020-08-03"].overall == "NE"


def test_what_is_a_node_at_the_baseline_is_one_later() -> None:
    """It need not be said again."""
    told = _told(
        _scan("2020-04-20", _size("N", 20, node=True)),
        _scan("2020-08-03", _size("N", 8)),
        _scan("2020-11-02", _size("N", 9)),
        _scan("2021-02-01", _size("N", 11)),
    )
    assert [one.overall for one in told.values()] == ["", "CR", "CR", "PD"]
    assert told["2021-02-01"].reason == "A lesion is there again after a complete response."


def test_a_target_that_was_not_measured_at_the_start_is_no_other_lesion() -> None:
    """Nothing can be compared with it; one that was said to be beyond evaluation was no target."""
    later = _scan("2020-08-03", _size("L", 10), _size("N", 12, node=True))
    told = _told(_scan("2020-04-20", _size("L", 20), _size("N", None, node=True)), later)
    assert (told["2020-08-03"].target, told["2020-08-03"].non_target) == ("NE", "")
    assert told["2020-04-20"].reason == "Not all target lesions were measured."
    told = _told(_scan("2020-04-20", _size("L", 20), _size("N", None, state="not evaluable")), later)
    assert (told["2020-08-03"].target, told["2020-08-03"].overall) == ("PR", "PR")


@pytest.mark.parametrize(
    ("studies", "baseline", "words"),
    [
        (("2020-03-02", "2020-04-20", "2020-08-03"), "2020-04-20", "20 Apr 2020, before the line"),
        (("2020-05-04", "2020-08-03"), "2020-05-04", "4 May 2020, before the line"),
        (("2020-04-20", "2020-05-08", "2020-08-03"), "2020-04-20", "20 Apr 2020, before the line"),
        (("2020-05", "2020-08-03"), "2020-05", "May 2020, about the start of the line"),
        (("2020-03-02", "2020-08-03"), "2020-03-02", "2 Mar 2020, more than 4 weeks before the line"),
        (("2019-01-02", "2020-06-01", "2020-08-03"), "2020-06-01", "1 Jun 2020, the first within the line"),
    ],
)
def test_the_baseline_is_the_last_before_the_line_else_the_first_within(
    studies: tuple[str, ...], baseline: str, words: str
) -> None:
    """And it is said which."""
    told = _told(*(_scan(on, _size("L", 20)) for on in studies))["2020-08-03"]
    assert (told.baseline_id, told.baseline_words) == (baseline, words)


def test_targets_that_recist_does_not_allow_are_said() -> None:
    """Too small, too many, too many of one organ; all nodes are one."""
    sites = {"liver": 3, "lung": 2, "node": 1}
    lesions = [
        Lesion(id=f"{site} {place}", label=f"{site} {place}", site=Coded(text=site))
        for site, count in sites.items()
        for place in range(count)
    ]
    rows = [_size(one.id, 12, node=one.id == "node 0") for one in lesions]
    said = _told(*lesions, _scan("2020-04-20", *rows))["2020-04-20"].reason
    assert said == (
        "There are 6 targets; RECIST 1.1 takes at most 5. "
        "node 0 is 12 mm, too small for a target (at least 15). "
        "There are 3 targets in liver; RECIST 1.1 takes at most 2."
    )


def test_a_study_of_no_line_has_its_sum() -> None:
    """Nothing is compared."""
    told = assessments(
        case_of(Lesion(id="L", label="Liver"), replace(_scan("2020-04-20", _size("L", 20)), line=""))
    )
    assert response_words(told["2020-04-20"]) == (
        "Sum of target lesions 20 mm. It assesses no line, so that nothing is compared."
    )


def test_new_lesions_are_progression_without_any_measurement() -> None:
    """With and without a baseline."""
    new = _scan("2020-08-03", new_lesions=True)
    assert _told(_scan("2020-04-20", _size("L", 20)), new)["2020-08-03"].overall == "PD"
    assert _told(new)["2020-08-03"].overall == "PD"


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
    studies[3] = _scan("2020-08", _size("L", 25))
    assert best(case_of(ALONG, *studies))["A"].confirmed is None


@pytest.mark.parametrize(
    ("sizes", "expected", "rule"),
    [
        ({"2020-06-01": 40}, "SD", "Seen less than 6 weeks after the start, too early for trials."),
        (
            {"2020-06-01": 40, "2020-08-03": 60},
            "SD",
            "Seen less than 6 weeks after the start, too early for trials.",
        ),
        ({"2020-06-01": 40, "2020-06-15": 40}, "SD", "From the start until progression."),
        ({"2020-06": 40}, "SD", "From the start until progression."),
        ({"2020-06-01": None, "2020-08-03": 60}, "PD", "From the start until progression."),
    ],
)
def test_stable_disease_needs_six_weeks(sizes: dict[str, float | None], expected: str, rule: str) -> None:
    """A progression later does not make it longer, and is the best where nothing else was seen."""
    studies = [
        _scan(on, _size("L", size, state="" if size else "not evaluable")) for on, size in sizes.items()
    ]
    told = best(case_of(ALONG, _scan("2020-04-20", _size("L", 40)), *studies))["A"]
    assert (told.response, told.rule) == (expected, rule)


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
    again = _scan("2020-11-02", _size("L", 20), **given)
    after = _scan("2021-02-01", _size("L", 21), **given)
    told = _told(first, grown, smaller, again, after)
    assert [told[on].immune for on in ("2020-11-02", "2021-02-01")] == ["iUPD", "iUPD"]
    assert best(case_of(ALONG, first, grown, smaller, again))["A"].response == "iPR"
    assert best(case_of(ALONG, first, grown, further))["A"].response == "iCPD"


def test_new_lesions_are_confirmed_by_their_own_growth() -> None:
    """They are never added to the sum of the targets."""
    given = {"criteria": "iRECIST"}
    new = made(Lesion, id="M", label="Lung", first_seen="2020-07-06")
    first = _scan("2020-04-20", _size("L", 20))

    def told(then: float | None, more: float) -> str:
        rows = () if then is None else (_size("M", then, target=False),)
        studies = (
            _scan("2020-07-06", _size("L", 20), _size("M", 10, target=False), **given),
            _scan("2020-08-17", _size("L", more), *rows, **given),
        )
        return _told(new, first, *studies)["2020-08-17"].immune

    assert [told(15, 20), told(14, 20), told(None, 20)] == ["iCPD", "iUPD", "iSD"]
    assert told(10, 10) == "iUPD"


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
