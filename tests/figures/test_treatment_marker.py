"""What a marker did in the lines behind its curve."""

from dataclasses import replace

import pytest

from tests.figures.cases import TODAY, case_of, line, result
from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded
from tumorboard.domain.record import Record
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.figures.overview import overview
from tumorboard.figures.shapes import MarkerCurve
from tumorboard.figures.treatment_marker import told

_RESULTS = (
    result("2019-12-01", "20", high=37),
    result("2020-05-01", "1450", high=37),
    result("2020-12-01", "38", high=37),
    result("2021-08-01", "290", high=37),
    result("2021-09-10", "500", high=37),
)


def _case(*more: Record) -> Case:
    return case_of(line("Trastuzumab + pyrotinib", "2020-05-04", "2021-08-30"), *_RESULTS, *more)


def _labels(curve: MarkerCurve) -> list[str]:
    return [note.label for note in curve.notes]


def test_the_lowest_of_a_line_is_noted_with_its_fall() -> None:
    """It stands in the place of the lowest of all results, before the last."""
    drawn = overview(_case(), today=TODAY)
    assert _labels(drawn.curve) == ["lowest 38 (−97 %)", "last 500"]
    assert drawn.curve.notes[0].record_id == "2020-12-01"


def test_without_a_fall_the_lowest_of_all_is_noted() -> None:
    """A line in which the marker only rose has nothing to note."""
    rising = case_of(line("A", "2021-07-15", "2021-12-01"), *_RESULTS)
    assert _labels(overview(rising, today=TODAY).curve) == ["lowest 20", "last 500"]


def test_a_fall_within_the_normal_is_not_noted() -> None:
    """Below its limit, the clinic's or the usual one a marker is no measure of a treatment."""
    results = [result("2020-05-01", "30"), result("2020-08-01", "10"), result("2020-12-01", "12")]
    normal = case_of(line("A", "2020-05-04", "2021-08-30"), *results)
    assert "lowest 10" in _labels(overview(normal, today=TODAY).curve)
    clinic = (ClinicLimits("CA19-9", "U/mL", None, 25),)
    assert "lowest 10 (−67 %)" in _labels(overview(normal, clinic=clinic, today=TODAY).curve)


def test_a_result_two_lines_share_is_noted_once() -> None:
    """With the deeper of the two falls; of several lines the deepest comes first."""
    second = replace(line("B", "2020-11-20", "2021-08-30"), id="second")
    near = result("2020-11-20", "60", high=37)
    last = replace(line("C", "2021-09-01", "2021-12-30"), id="third")
    end = result("2021-12-01", "300", high=37)
    assert _labels(overview(_case(second, near, last, end), today=TODAY).curve) == [
        "lowest 38 (−97 %)",
        "last 300",
    ]


def test_what_is_no_tumour_marker_is_left_as_it_is() -> None:
    """A fall of platelets is no answer to a treatment."""
    platelets = Coded("26515-7", "LOINC", "Platelets")
    results = [
        result(day, value, unit="10*3/uL", analyte=platelets)
        for day, value in (("2020-05-01", "900"), ("2020-08-01", "90"), ("2020-12-01", "120"))
    ]
    curve = overview(
        case_of(line("A", "2020-05-04", "2021-08-30"), *results), analyte="Platelets", today=TODAY
    ).curve
    assert curve.lines == ()
    assert _labels(curve) == ["lowest 90", "last 120"]


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("2020-05-01", "baseline 1,450, lowest 38 (−97 %)"),
        ("2020-12-01", "baseline 1,450, lowest 38 (−97 %), here −97 %"),
        ("2021-08-01", "baseline 1,450, lowest 38 (−97 %), here −80 %"),
    ],
)
def test_a_result_is_told_with_its_change(id_: str, words: str) -> None:
    """The baseline is not told as a change from itself."""
    curve = overview(_case(), today=TODAY).curve
    point = next(point for point in curve.points if point.record_id == id_)
    assert told(curve.lines[0], point) == words


def test_a_result_being_typed_is_told_too() -> None:
    """It moves neither baseline nor lowest until it is kept; of another assay it has no change."""
    typed = result("2021-06-01", "12", "typed")
    curve = overview(_case(), drafts=(typed,), today=TODAY).curve
    point = next(point for point in curve.points if point.draft)
    assert told(curve.lines[0], point) == "baseline 1,450, lowest 38 (−97 %), here −99 %"
    named = [replace(one, method="ECLIA") for one in _RESULTS]
    other = case_of(line("A", "2020-05-04", "2021-08-30"), *named)
    curve = overview(other, drafts=(replace(typed, method="CLIA"),), today=TODAY).curve
    point = next(point for point in curve.points if point.draft)
    assert told(curve.lines[0], point) == "baseline 1,450, lowest 38 (−97 %)"


def test_bounds_and_uncertain_baselines_are_told_as_such() -> None:
    """A start known to the month leaves two baselines, a result below detection a bound."""
    results = [result("2020-04-20", "900"), result("2020-05-10", "1450"), result("2020-12-01", "<2.0")]
    curve = overview(case_of(line("A", "2020-05", "2021-08-30"), *results), today=TODAY).curve
    assert told(curve.lines[0]) == "baseline 900 or 1,450, lowest <2.0 (≤ −99.8 %)"


def test_a_line_in_which_the_marker_only_rose_has_no_lowest_of_its_own() -> None:
    """That it never was below the baseline says more than a change of 0 %."""
    drawn = overview(case_of(line("A", "2020-12-02", "2021-08-30"), *_RESULTS), today=TODAY)
    assert "A: baseline 38, never below it, last 290 (+663 %)." in drawn.words


def test_a_line_without_a_baseline_is_told_of_in_nothing() -> None:
    """Nor does the figure in words say anything of it."""
    drawn = overview(case_of(line("A", "2021-12-01", "2022-08-30"), *_RESULTS), today=TODAY)
    assert told(drawn.curve.lines[0]) == ""
    assert "A: " not in drawn.words


def test_the_words_of_the_figure_tell_each_line() -> None:
    """Whoever cannot see the curve is told baseline, lowest and last."""
    words = "Trastuzumab + pyrotinib: baseline 1,450, lowest 38 (−97 %), last 290 (−80 %)."
    assert words in overview(_case(), today=TODAY).words
