from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.figures.cases import TODAY, at, case_of, line, result, scan, seen, surgery, undated
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.figures.analytes import analyte_name, analytes
from tumorboard.figures.overview import overview


def test_nothing_recorded_is_a_figure_too() -> None:
    """It says that there is nothing."""
    found = overview(case_of(), today=TODAY)
    assert (found.lanes, found.undated, found.curve.points) == ((), (), ())
    assert found.time.low < found.time.high
    assert found.words == "No CA19-9 results are drawn. No dated treatments."


def test_two_events_are_a_figure() -> None:
    """With an axis of months around them."""
    found = overview(case_of(surgery("2019-03-14"), result("2019-03-01", "120")), today=TODAY)
    assert seen(found) == {"surgery 2019-03-14", "2019-03-01"}
    assert found.time.high - found.time.low == 90
    assert any(tick.label for tick in found.time.ticks)


def test_limits_reach_from_end_to_end() -> None:
    """The limit holds before the first result and after the last."""
    found = overview(case_of(result("2019-01-01", "5"), result("2020-01-01", "6")), today=TODAY)
    (limit,) = found.curve.limits
    assert (limit.x_low, limit.x_high) == (found.time.low, found.time.high)


def test_limits_do_not_reach_where_results_have_none() -> None:
    """An analyte without a usual limit has one only where a laboratory gave it."""
    first = result("2019-01-01", "5", unit="U/L")
    far = (first, result("2020-01-01", "5", unit="U/L", high=10.0))
    found = overview(case_of(*far), today=TODAY)
    (limit,) = found.curve.limits
    assert at("2019-06-01") < limit.x_low < at("2019-08-01")
    assert limit.x_high == found.time.high


def test_a_draft_takes_the_place_of_its_record() -> None:
    """What is typed is seen at once, and only once."""
    kept = result("2019-01-01", "5", "1")
    typed = result("2019-01-01", "71", "1")
    new = result("2019-02-01", "9", "2")
    found = overview(case_of(kept), today=TODAY, drafts=(typed, new))
    assert [(point.y, point.draft) for point in found.curve.points] == [(71, True), (9, True)]


def test_a_half_typed_draft_disturbs_nothing() -> None:
    """A form just opened is no point and no entry."""
    found = overview(case_of(), today=TODAY, drafts=(Laboratory(id="1"),))
    assert seen(found) == set()
    assert found.curve.left_out == ()


def test_the_words_tell_results_treatments_and_what_is_not_drawn() -> None:
    """In this order, in sentences."""
    found = overview(
        case_of(
            *(result("../2017-09", "1200"), result("2018-03-02", "<2.0"), result("2019-03-01", "44")),
            *(surgery("2017-09"), line("GP", "2019-04-01", "2019-08-01"), line("S-1", "2018-01/..")),
            result("2019-04-01", "7", unit="U/L"),
        ),
        today=TODAY,
    )
    assert found.words == (
        "CA19-9 U/mL: 3 results drawn; first 1,200 (in or before Sep 2017), lowest <2.0 (2 Mar 2018), "
        "highest 1,200 (in or before Sep 2017), last 44 (1 Mar 2019). Usual upper limit 37. "
        "1 result in U/L is not drawn on this axis. "
        "Treatments: Hepatectomy · Sep 2017; GP · 1 Apr 2019 – 1 Aug 2019. "
        "1 entry without a place in time: S-1 (in or after Jan 2018)."
    )


def test_the_undated_results_of_another_analyte_are_not_listed() -> None:
    """They belong to its own curve."""
    case = case_of(result("", "5", "ca"), scan("2019", id_="year"))
    assert undated(overview(case, today=TODAY), "ca").label == "CA19-9 5 U/mL"
    assert seen(overview(case, analyte="CEA", today=TODAY)) == {"year"}


@given(cases(most=12), st.data())
def test_a_draft_changes_nothing_but_itself(case: Case, data: st.DataObject) -> None:
    """A record typed once more as it is stands where it stood, hollow, and everything else is as it was."""
    if not case.records:
        return
    draft = data.draw(st.sampled_from(case.records))
    before = overview(case, today=TODAY)
    typed = overview(case, today=TODAY, drafts=(draft,))
    assert seen(typed) | {draft.id} == seen(before) | {draft.id}
    assert typed.time == before.time
    assert [replace(point, draft=False, text="") for point in typed.curve.points] == [
        replace(point, text="") for point in before.curve.points
    ]
    assert {point.record_id for point in typed.curve.points if point.draft} <= {draft.id}
    assert overview(case, today=TODAY) == before


@given(cases(most=12))
def test_nothing_of_any_case_is_dropped(case: Case) -> None:
    """Every record is drawn or listed, but for results that are told in words to be left out."""
    for analyte in analytes(case) or ("CA19-9",):
        for log in (True, False):
            found = overview(case, analyte=analyte, log=log, today=TODAY)
            expected = {record.id for record in case.records if not isinstance(record, Laboratory)}
            expected |= {case.tumour.id} if case.tumour.diagnosed_on else set()
            expected |= {case.patient.id} if case.patient.died_on else set()
            results = {
                record.id
                for record in case.of(Laboratory)
                if record.analyte and analyte_name(record.analyte.code, record.analyte.text) == analyte
            }
            assert seen(found) - results == expected
            assert results <= seen(found) or found.curve.left_out
            assert found.time.low < found.time.high
            assert all(found.time.low <= point.x <= found.time.high for point in found.curve.points)


@given(cases(), st.booleans())
def test_a_result_of_any_case_that_is_not_drawn_is_told(case: Case, log: bool) -> None:
    """Whatever its value, unit and date are."""
    curve = overview(case, today=TODAY, log=log).curve
    drawn = {point.record_id for point in curve.points}
    assert bool({result.id for result in curve.results} - drawn) == bool(curve.left_out)
