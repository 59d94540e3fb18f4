from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.cases import TODAY, at, case_of, line, result, scan, seen, surgery, undated
from tests.strategies import cases
from tumorboard import resources
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.record import Record
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.exchange import case_document
from tumorboard.figures.analytes import analyte_name, analytes
from tumorboard.figures.overview import overview
from tumorboard.figures.shapes import Band, Bar, Flag, Mark, Overview, Point, Undated


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


def test_a_new_line_leaves_the_others_their_colours() -> None:
    """While it is typed, wherever it stands; what is typed over keeps its own."""
    case = case_of(line("B", "2019-03-01", "2019-06-01"), line("C", "2020-03-01", "2020-06-01"))
    drafts = (line("A", "2018-01-01", "2018-02-01"), line("C", "2020-03-01", "2020-07-01"))
    before, after = (overview(case, today=TODAY, drafts=some).bands for some in ((), drafts))
    hues = {band.record_id: band.hue for band in after}
    assert {band.record_id: band.hue for band in before}.items() <= hues.items()
    assert len(set(hues.values())) == 3


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


BILIRUBIN = Coded("14631-6", "LOINC")


def _of_two() -> Case:
    return case_of(
        *(result("2019-01-01", "120", high=37), result("2019-03-01", "44", high=37)),
        *(
            result(day, value, f"b {day}", unit="µmol/L", high=21, analyte=BILIRUBIN)
            for day, value in (("2019-02-01", "12"), ("2019-12-01", "<5"), ("", "9"))
        ),
    )


def test_a_second_analyte_has_an_axis_of_its_own() -> None:
    """Values, units and limits of the two are never mixed, and the time on show holds both."""
    found = overview(_of_two(), second=BILIRUBIN.code, today=TODAY)
    assert found.second
    assert {point.unit for point in found.curve.points} == {"U/mL"}
    assert {point.unit for point in found.second.points} == {"µmol/L"}
    assert {limit.y for limit in found.curve.limits} == {37.0}
    assert {limit.y for limit in found.second.limits} == {21.0}
    assert found.curve.axis.label == "CA19-9, U/mL"
    assert found.second.axis.label.startswith("Bilirubin")
    assert found.second.axis.high < found.curve.axis.high
    assert found.time.high > at("2019-12-01")
    assert [curve.analyte for curve in found.curves] == [found.curve.analyte, found.second.analyte]


def test_the_words_tell_both_analytes() -> None:
    """Each in its unit, and what of the second has no date is listed too."""
    found = overview(_of_two(), second=BILIRUBIN.code, today=TODAY)
    assert "CA19-9 U/mL: 2 results drawn" in found.words
    assert "2 results drawn; first 12 (1 Feb 2019), last <5 (1 Dec 2019)." in found.words
    assert "1 result without a date that can be drawn is listed below." in found.words
    assert found.title.startswith("CA19-9, Bilirubin")
    assert undated(found, "b ").label.startswith("Bilirubin")


def test_the_first_analyte_is_not_its_own_second() -> None:
    """Nor is there a second one where none is named."""
    assert overview(_of_two(), second="CA 19-9", today=TODAY).second is None
    assert overview(_of_two(), today=TODAY).second is None


def test_a_draft_of_the_second_analyte_is_on_its_curve() -> None:
    """While it is typed the first curve stays as it is."""
    before = overview(_of_two(), second=BILIRUBIN.code, today=TODAY)
    typed = result("2019-05-01", "300", "typed", unit="µmol/L", analyte=BILIRUBIN)
    found = overview(_of_two(), second=BILIRUBIN.code, today=TODAY, drafts=(typed,))
    assert found.second
    assert [point.record_id for point in found.second.points if point.draft] == ["typed"]
    assert found.curve == before.curve


EVERY_KIND = case_document.read(resources.data("examples/synthetic.json"))


@pytest.mark.parametrize("kind", sorted({one.record_kind for one in EVERY_KIND.records} - {"dismissal"}))
def test_a_record_of_any_kind_is_drawn_as_a_draft_while_it_is_typed(kind: str) -> None:
    """All of its shapes are marked, those of nothing else, and none once it is kept."""
    draft = next(one for one in EVERY_KIND.records if one.record_kind == kind and _is_drawn(one))
    found = overview(EVERY_KIND, today=TODAY, drafts=(draft,))
    marked = _drafts(found)
    assert marked == {draft.id}
    assert all(one.draft for one in _shapes(found) if one.record_id == draft.id)
    assert not _drafts(overview(EVERY_KIND, today=TODAY))


def _is_drawn(record: Record) -> bool:
    if isinstance(record, Laboratory):
        return bool(record.analyte and record.analyte.text == "CA19-9")
    return not isinstance(record, Dismissal)


def _shapes(found: Overview) -> list[Point | Bar | Mark | Band | Flag | Undated]:
    bars = [bar for lane in found.lanes for bar in lane.bars]
    marks = [mark for lane in found.lanes for mark in lane.marks]
    return [*found.curve.points, *bars, *marks, *found.bands, *found.flags, *found.undated]


def _drafts(found: Overview) -> set[str]:
    return {shape.record_id for shape in _shapes(found) if shape.draft}


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
    """Every record of the disease is drawn or listed, but for results that are told to be left out."""
    for analyte in analytes(case) or ("CA19-9",):
        for log in (True, False):
            found = overview(case, analyte=analyte, log=log, today=TODAY)
            expected = {one.id for one in case.records if not isinstance(one, Laboratory | Dismissal)}
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


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ((), "Usual upper limit 37."),
        ((ClinicLimits("CA19-9", "U/mL", None, 34),), "Usual upper limit (this clinic) 34."),
        ((ClinicLimits("CA19-9", "U/mL", 5, 34),), "Usual limits (this clinic) 5 to 34."),
    ],
)
def test_whose_limit_stands_in_is_said(own: tuple[ClinicLimits, ...], said: str) -> None:
    """The words of the figure tell a clinic's own limit from the vocabulary's."""
    found = overview(case_of(result("2019-01-01", "5")), today=TODAY, clinic=own)
    assert found.summary.endswith(said)
    assert said in found.words


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_a_board_is_a_mark_and_prolongs_no_treatment(name: str) -> None:
    """What goes on reaches as far as anything is known of it, which is not to the next board."""
    read = case_document.read(resources.data(f"examples/{name}.json"))
    case = replace(read, records=tuple(one for one in read.records if not isinstance(one, AgendaItem)))
    case = case.with_record(line("Z", "2025-02-01", "", ongoing=True))
    boards = [
        AgendaItem(id="past", board="Liver board", on=Day("2025-03-06"), outcome="discussed"),
        AgendaItem(id="next", board="Liver board", on=Day("2025-05-08")),
    ]
    with_boards = case
    for board in boards:
        with_boards = with_boards.with_record(board)
    before, after = (overview(one, today=TODAY) for one in (case, with_boards))
    (lane,) = (one for one in after.lanes if one.kind == "board")
    marks = {mark.record_id: (mark.x_low, mark.x_high) for mark in lane.marks}
    assert marks["past"] == (at("2025-03-06"), at("2025-03-06"))
    assert marks["next"] == (at("2025-05-08"), at("2025-05-08"))
    assert after.time.high >= at("2025-05-08")
    assert (after.bands, after.flags, after.curve.points) == (before.bands, before.flags, before.curve.points)
    bars = [[one.bars for one in found.lanes if one.bars] for found in (before, after)]
    assert bars[0] == bars[1]
