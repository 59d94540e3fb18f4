import pytest

from tests.figures.cases import at, case_of, result
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.figures.analytes import analyte_name, analytes, chosen
from tumorboard.figures.marker_curve import marker_curve
from tumorboard.figures.shapes import Break, Limit, MarkerCurve, Point, Stroke

BILIRUBIN = Coded("14631-6", "LOINC", "bilirubin")


def curve(*results: Laboratory, log: bool = True, drafts: frozenset[str] = frozenset()) -> MarkerCurve:
    """Return the CA19-9 curve of these results."""
    return marker_curve(case_of(*results), log=log, drafts=drafts)


def point(drawn: MarkerCurve, id_: str) -> Point:
    """Return the point of a result."""
    return next(one for one in drawn.points if one.record_id == id_)


def solid(*corners: tuple[str, float], dashed: bool = False) -> Stroke:
    """Return the piece of the line through these days and values."""
    return Stroke(tuple((at(on), value) for on, value in corners), dashed)


def test_one_analyte_is_found_under_all_its_names() -> None:
    """The laboratory, the letter and the code say it differently."""
    names = [Coded(text="CA199"), Coded(text="CA 19.9"), Coded("24108-3", "LOINC", ""), Coded(text="CA19-9")]
    case = case_of(*(result("2019-01-01", "5", str(n), analyte=name) for n, name in enumerate(names)))
    assert analytes(case) == ("CA19-9",)
    assert len(marker_curve(case, "ca 199").points) == 4


def test_an_analyte_unknown_to_the_vocabulary_is_known_by_its_own_name() -> None:
    """Free text is a name, however it is spaced."""
    case = case_of(result("2019-01-01", "5", analyte=Coded(text="Marker X")))
    assert analytes(case) == ("Marker X",)
    assert len(marker_curve(case, "marker x").points) == 1
    assert analyte_name("", "Marker X") == "Marker X"


def test_analytes_begin_with_ca199() -> None:
    """Then the vocabulary's order, then names it does not know."""
    others = [Coded(text="Zeta"), BILIRUBIN, Coded(text="CEA"), Coded(text="CA19-9")]
    units = ["", "umol/L", "ng/mL", "U/mL"]
    named = enumerate(zip(others, units, strict=True))
    case = case_of(*(result("2019-01-01", "5", str(n), analyte=name, unit=unit) for n, (name, unit) in named))
    found = analytes(case)
    assert found[0] == "CA19-9"
    assert found[-1] == "Zeta"
    assert set(found[1:3]) == {analyte_name("CEA"), analyte_name("14631-6")}


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("mg/dL", "Bilirubin, total (mg/dL)"),
        ("umol/L", "Bilirubin, total (µmol/L)"),
        ("", "Bilirubin, total (mg/dL)"),
    ],
)
def test_the_unit_says_which_of_two_names_an_analyte_has(unit: str, name: str) -> None:
    """A plain bilirubin in µmol/L is not called one in mg/dL, and is drawn under its name."""
    case = case_of(result("2019-01-01", "14", unit=unit, analyte=Coded(text="Bilirubin")))
    assert analytes(case) == (name,)
    assert chosen(case, "Bilirubin") == name
    assert len(marker_curve(case, name).points) == 1


def test_results_are_joined_in_order_of_time() -> None:
    """A line through all of them."""
    drawn = curve(result("2020-02-01", "20"), result("2019-01-01", "5"), result("2021-03-01", "10"))
    assert drawn.strokes == (solid(("2019-01-01", 5), ("2020-02-01", 20), ("2021-03-01", 10)),)


def test_one_result_has_no_line() -> None:
    """A point stands alone."""
    drawn = curve(result("2019-01-01", "5"))
    assert len(drawn.points) == 1
    assert drawn.strokes == ()


def test_no_results_are_an_empty_curve() -> None:
    """With an axis to be drawn, and no limit that nothing is held against."""
    drawn = curve()
    assert (drawn.points, drawn.strokes, drawn.limits, drawn.left_out) == ((), (), (), ())
    assert drawn.axis.ticks


def test_a_month_has_a_whisker() -> None:
    """The result of June 2018 lies somewhere in June."""
    found = point(curve(result("2018-06", "5")), "2018-06")
    assert (found.x_low, found.x_high) == (at("2018-06-01"), at("2018-06-30"))
    assert found.x_low < found.x < found.x_high


def test_a_result_known_on_one_side_is_drawn_with_an_arrow_and_not_joined() -> None:
    """The only value of the published case is drawn; a line from it would give it a day."""
    drawn = curve(result("../2017-09", "1200"), result("2018-01-01", "60"), result("2019-01-01", "50"))
    first = point(drawn, "../2017-09")
    assert (first.x, first.y, first.open_low, first.open_high) == (at("2017-09-30"), 1200, True, False)
    assert drawn.strokes == (solid(("2018-01-01", 60), ("2019-01-01", 50)),)


@pytest.mark.parametrize(
    ("value", "bound"), [("<2.0", "<"), ("<=2.0", "<"), (">1200", ">"), (">=1200", ">"), ("2.0", "")]
)
def test_a_censored_result_stands_at_its_bound(value: str, bound: str) -> None:
    """It is a triangle there, neither zero nor left out."""
    found = point(curve(result("2019-01-01", value)), "2019-01-01")
    assert found.bound == bound
    assert found.y == float(value.lstrip("<>="))


def test_a_censored_result_is_no_corner_of_the_line() -> None:
    """What it lies between is joined with dashes."""
    drawn = curve(
        *(result("2019-01-01", "5"), result("2019-02-01", "4"), result("2019-03-01", "<2.0")),
        *(result("2019-04-01", "6"), result("2019-05-01", "7")),
    )
    assert drawn.strokes == (
        solid(("2019-01-01", 5), ("2019-02-01", 4)),
        solid(("2019-02-01", 4), ("2019-04-01", 6), dashed=True),
        solid(("2019-04-01", 6), ("2019-05-01", 7)),
    )


def test_censored_results_at_an_end_change_nothing() -> None:
    """There is nothing to join them to."""
    drawn = curve(
        *(result("2019-01-01", "<2"), result("2019-02-01", "4")),
        *(result("2019-03-01", "5"), result("2019-04-01", ">12000")),
    )
    assert drawn.strokes == (solid(("2019-02-01", 4), ("2019-03-01", 5)),)


def test_two_results_of_one_day_are_both_drawn() -> None:
    """Neither is averaged nor dropped, and their ids do not change the line."""
    days = [result("2019-01-01", "5"), result("2019-03-01", "7")]
    one = curve(*days, result("2019-02-01", "30", "a"), result("2019-02-01", "20", "b"))
    other = curve(*days, result("2019-02-01", "20", "a"), result("2019-02-01", "30", "b"))
    assert [drawn.y for drawn in one.points] == [5, 20, 30, 7]
    assert one.strokes == other.strokes


def test_times_of_one_day_give_the_order() -> None:
    """A time of day is a fraction of it."""
    drawn = curve(result("2019-02-01T18:00", "20"), result("2019-02-01T06:00", "30"))
    assert [(drawn.x - at("2019-02-01"), drawn.y) for drawn in drawn.points] == [(0.25, 30), (0.75, 20)]


def test_the_line_breaks_where_the_assay_changes() -> None:
    """Results of two assays are not comparable; how a name is spelled is no change."""
    drawn = curve(
        *(result("2019-01-01", "5", method="ECLIA"), result("2019-02-01", "6", method="eclia")),
        *(result("2019-03-01", "7", method="CMIA"), result("2019-05-01", "8", method="CMIA")),
    )
    assert drawn.strokes == (
        solid(("2019-01-01", 5), ("2019-02-01", 6)),
        solid(("2019-03-01", 7), ("2019-05-01", 8)),
    )
    middle = (at("2019-02-01") + at("2019-03-01")) / 2
    assert drawn.breaks == (Break(middle, "from here CMIA"),)


def test_an_assay_not_named_is_no_change() -> None:
    """Nothing says that it was another; but a change across it is one."""
    assert not curve(result("2019-01-01", "5", method="ECLIA"), result("2019-02-01", "6")).breaks
    later = result("2019-03-01", "7", method="CMIA")
    assert len(curve(result("2019-01-01", "5", method="ECLIA"), result("2019-02-01", "6"), later).breaks) == 1


def test_units_that_are_the_same_share_the_axis_with_a_break() -> None:
    """U/mL and kU/L are one by definition; that the laboratory writes another one is worth a mark."""
    drawn = curve(
        result("2019-01-01", "5"), result("2019-02-01", "6"), result("2019-03-01", "7", unit="kU/L")
    )
    assert drawn.unit == "U/mL"
    assert len(drawn.points) == 3
    assert len(drawn.breaks) == 1
    assert drawn.left_out == ()


def test_units_are_never_mixed() -> None:
    """The axis has the unit of the most results; the others are told."""
    drawn = curve(
        *(result("2019-01-01", "5"), result("2019-02-01", "6"), result("2019-03-01", "7", unit="U/L")),
        result("2019-04-01", "8", unit=""),
    )
    assert (drawn.unit, drawn.axis.label) == ("U/mL", "CA19-9, U/mL")
    assert len(drawn.points) == 2
    assert drawn.left_out == (
        "1 result without a unit is not drawn on this axis.",
        "1 result in U/L is not drawn on this axis.",
    )


def test_of_as_many_units_the_latest_counts() -> None:
    """The present is what a board looks at."""
    assert curve(result("2019-01-01", "5", unit="U/L"), result("2019-02-01", "6")).unit == "U/mL"
    assert curve(result("2019-01-01", "5"), result("2019-02-01", "6", unit="U/L")).unit == "U/L"


def test_a_draft_does_not_choose_the_unit() -> None:
    """What is being typed changes nothing that is kept."""
    drawn = curve(
        result("2019-01-01", "5"), result("2019-02-01", "6", unit="U/L"), drafts=frozenset({"2019-02-01"})
    )
    assert drawn.unit == "U/mL"
    assert drawn.left_out == ()


def test_words_have_no_place_on_the_axis() -> None:
    """They are told, as is a result without a value."""
    words = Laboratory(id="1", on=Day.parse("2019-01-01"), analyte=Coded(text="CA19-9"), text_value="normal")
    empty = Laboratory(id="2", on=Day.parse("2019-01-01"), analyte=Coded(text="CA19-9"))
    assert set(curve(words, empty).left_out) == {"1 result in words is not drawn.", "1 result has no value."}


def test_zero_is_not_on_a_log_axis_and_is_told() -> None:
    """It is on a linear one."""
    results = [result("2019-01-01", "0"), result("2019-02-01", "-1"), result("2019-03-01", "5")]
    log, linear = curve(*results), curve(*results, log=False)
    assert [drawn.y for drawn in log.points] == [5]
    assert log.left_out == ("2 results of zero or less cannot be drawn on a log axis.",)
    assert [drawn.y for drawn in linear.points] == [0, -1, 5]
    assert linear.left_out == ()


def test_an_undated_result_is_told() -> None:
    """It is listed below the figure."""
    drawn = curve(result("", "5"), result("2019", "6"), result("2019-03-01", "7"))
    assert [drawn.y for drawn in drawn.points] == [7]
    assert drawn.left_out == ("2 results without a date that can be drawn are listed below.",)


def test_a_replaced_result_is_muted_and_not_joined() -> None:
    """The corrected one takes its place in the line; both are seen."""
    drawn = curve(
        *(result("2019-01-01", "5"), result("2019-02-01", "600", "wrong")),
        *(
            result("2019-02-01", "60", "right", status="corrected", replaces="wrong"),
            result("2019-03-01", "7"),
        ),
    )
    assert point(drawn, "wrong").muted
    assert not point(drawn, "right").muted
    assert drawn.strokes == (solid(("2019-01-01", 5), ("2019-02-01", 60), ("2019-03-01", 7)),)
    assert "replaced" in point(drawn, "wrong").text


def test_a_preliminary_result_says_so() -> None:
    """It is joined as any other."""
    drawn = curve(result("2019-01-01", "5"), result("2019-02-01", "6", status="preliminary"))
    assert [drawn.preliminary for drawn in drawn.points] == [False, True]
    assert len(drawn.strokes) == 1


def test_a_draft_is_drawn_and_not_joined() -> None:
    """It is hollow until it is kept."""
    drawn = curve(result("2019-01-01", "5"), result("2019-02-01", "6"), drafts=frozenset({"2019-02-01"}))
    assert [drawn.draft for drawn in drawn.points] == [False, True]
    assert drawn.strokes == ()
    assert [kept.id for kept in drawn.results] == ["2019-01-01"]


def test_each_result_has_its_own_limit() -> None:
    """A step half-way between two that differ; equal ones are one step."""
    drawn = curve(
        *(result("2019-01-01", "5", high=37.0), result("2019-01-11", "5", high=37.0)),
        *(result("2019-01-21", "5", high=35.0), result("2019-01-31", "5")),
    )
    assert drawn.limits == (
        Limit(at("2019-01-01"), at("2019-01-16"), 37),
        Limit(at("2019-01-16"), at("2019-01-26"), 35),
        Limit(at("2019-01-26"), at("2019-01-31"), 37, usual=True),
    )


def test_an_analyte_without_a_usual_limit_has_only_those_given() -> None:
    """Nothing is held against a limit that nobody gave."""
    other = Coded(text="Marker X")
    results = [
        result("2019-01-01", "5", analyte=other),
        result("2019-01-11", "5", high=10.0, analyte=other),
        result("2019-01-21", "5", analyte=other),
    ]
    drawn = marker_curve(case_of(*results), "Marker X")
    assert drawn.limits == (Limit(at("2019-01-06"), at("2019-01-16"), 10),)


def test_the_usual_limit_is_of_its_own_unit_only() -> None:
    """37 U/mL says nothing about results in U/L."""
    assert curve(result("2019-01-01", "5", unit="U/L")).limits == ()


def test_lowest_and_last_are_noted() -> None:
    """The lowest may be a bound."""
    drawn = curve(
        *(result("2019-01-01", "500"), result("2019-02-01", "<2.0")),
        *(result("2019-03-01", "2"), result("2019-04-01", "44")),
    )
    assert [note.label for note in drawn.notes] == ["lowest <2.0", "last 44"]


def test_a_single_result_is_neither_lowest_nor_last() -> None:
    """It is told as it is."""
    assert [note.label for note in curve(result("../2017-09", "1200")).notes] == ["1,200"]


def test_nothing_is_called_lowest_across_assays() -> None:
    """Only results of one assay can be compared."""
    drawn = curve(
        result("2019-01-01", "500", method="A"),
        result("2019-02-01", "5", method="A"),
        result("2019-03-01", "9", method="B"),
    )
    assert [note.label for note in drawn.notes] == ["last 9"]


def test_another_analyte_has_a_curve_of_its_own() -> None:
    """Bilirubin can stand beside the marker, on its own axis."""
    case = case_of(
        result("2019-01-01", "14", unit="umol/L", analyte=BILIRUBIN), result("2019-01-01", "5", "x")
    )
    drawn = marker_curve(case, BILIRUBIN.code, log=False)
    assert drawn.unit == "umol/L"
    assert len(drawn.points) == 1
    assert drawn.axis.label == "Bilirubin, total (µmol/L)"


def test_a_bound_above_the_lowest_leaves_the_lowest_open() -> None:
    """What is below 5 may be below 3 too."""
    drawn = curve(result("2019-01-01", "500"), result("2019-02-01", "<5.0"), result("2019-03-01", "3"))
    assert [note.label for note in drawn.notes] == ["last 3"]
    drawn = curve(*(result(f"2019-0{month}-01", value) for month, value in enumerate(("9", "3", "7"), 1)))
    assert [note.label for note in drawn.notes] == ["lowest 3", "last 7"]


@pytest.mark.parametrize("value", ["2.0", "<=2.0", "12000", "0.10"])
def test_the_digits_of_a_result_are_kept(value: str) -> None:
    """A note has the digits and the comparator that were recorded."""
    shown = {"<=2.0": "≤2.0", "12000": "12,000"}.get(value, value)
    assert [note.label for note in curve(result("2019-01-01", value)).notes] == [shown]


@pytest.mark.parametrize(
    "later",
    [
        result("2019-03-01", "7", "other", unit="U/L"),
        Laboratory(id="words", on=Day.parse("2019-03-01"), analyte=Coded(text="CA19-9"), text_value="high"),
        result("", "7", "undated"),
        result("2019-02-01", "8", "same day"),
    ],
)
def test_what_may_not_be_the_last_result_is_not_called_so(later: Laboratory) -> None:
    """A result in another unit, in words, undated or of the same day may have come later."""
    drawn = curve(result("2019-01-01", "5"), result("2019-02-01", "6"), later)
    assert "last" not in " ".join(note.label for note in drawn.notes)


def test_results_of_units_that_differ_share_no_axis_and_no_limit() -> None:
    """Nothing measured in ng/mL is held against the limit of U/mL."""
    drawn = curve(
        *(
            result("2019-01-01", "5"),
            result("2019-02-01", "6"),
            result("2019-03-01", "7", unit="ng/mL", high=3),
        ),
    )
    assert [limit.y for limit in drawn.limits] == [37]
    assert [found.unit for found in drawn.points] == ["U/mL", "U/mL"]


OWN = (ClinicLimits("ca 199", "kU/L", 5.0, 34.0),)


def test_a_clinics_own_limit_goes_before_the_usual_one_and_after_the_laboratorys() -> None:
    """It stands in where a result brings none, under any name and spelling of the unit, and is marked so."""
    case = case_of(result("2019-01-01", "5", high=35.0), result("2019-01-11", "5"), result("2019-01-21", "5"))
    assert marker_curve(case, clinic=OWN).limits == (
        Limit(at("2019-01-01"), at("2019-01-06"), 35),
        Limit(at("2019-01-06"), at("2019-01-21"), 34, usual=True, clinic=True, low=5),
    )


def test_a_result_being_typed_is_held_against_the_clinics_limit_too() -> None:
    """A draft and a kept result have the one limit."""
    case = case_of(result("2019-01-01", "5", "kept"), result("2019-01-11", "5", "typed"))
    drawn = marker_curve(case, drafts=frozenset({"typed"}), clinic=OWN)
    assert [(limit.y, limit.clinic) for limit in drawn.limits] == [(34, True)]


def test_a_clinics_limit_is_of_its_own_unit_only() -> None:
    """34 kU/L says nothing about results in U/L, and takes no other limit's place there."""
    assert marker_curve(case_of(result("2019-01-01", "5", unit="U/L")), clinic=OWN).limits == ()
