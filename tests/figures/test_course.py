from dataclasses import replace

import pytest

from tests.figures.cases import TODAY, at, case_of, day, line, result, scan, surgery
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.figures.course import Course, course
from tumorboard.figures.overview import last_known, overview
from tumorboard.figures.shapes import HUES, Bar, DrugBar, Lane, LaneKind, Mark

LAST = at("2025-03-18")


def lane(found: Course, kind: LaneKind) -> Lane:
    """Return the lane of a kind."""
    return next(one for one in found.lanes if one.kind == kind)


def laid_out(case: Case) -> Course:
    """Return the course of a case without drafts."""
    known = last_known(case.records)
    return course(case, (), frozenset(), LAST if known is None else min(known, LAST))


def bars(*lines: SystemicLine, **others: object) -> dict[str, Bar]:
    """Return the bars of these lines by the lines' ids."""
    found = laid_out(case_of(*lines))
    return {bar.record_id: bar for bar in lane(found, "systemic").bars}


def marks(*records: Record) -> list[Mark]:
    """Return all marks of the course of these records."""
    return [mark for one in laid_out(case_of(*records)).lanes for mark in one.marks]


def test_lanes_without_anything_are_left_away() -> None:
    """Two events have two lanes, none has none."""
    found = laid_out(case_of(surgery("2017-09"), scan("2019-03-01", "PD")))
    assert [one.kind for one in found.lanes] == ["surgery", "response"]
    assert laid_out(case_of()).lanes == ()


def test_treatments_stand_as_flags_over_the_curve() -> None:
    """Surgery and local therapy, each with its letter; systemic lines as bands."""
    cryo = LocalTherapy(id="cryo", on=day("2021-02"), modality="cryoablation")
    found = laid_out(case_of(surgery("2017-09"), cryo, line("GP", "2019-04-01", "2019-08-01")))
    assert [(flag.letter, flag.kind) for flag in found.flags] == [("S", "surgery"), ("C", "local")]
    assert found.flags[1].x_low == at("2021-02-01")
    assert [band.record_id for band in found.bands] == ["GP"]


def test_each_line_has_a_hue_in_its_order() -> None:
    """After the last hue the first comes again."""
    lines = [line(f"line {n}", f"20{n + 10}-01-01", f"20{n + 10}-02-01") for n in range(HUES + 2)]
    assert [bar.hue for bar in bars(*lines).values()] == [*range(HUES), 0, 1]


def test_lines_at_the_same_time_have_names_on_levels_of_their_own() -> None:
    """One that follows the other does not."""
    found = laid_out(
        case_of(
            line("one", "2019-01", "2019-06"),
            line("two", "2019-03", "2019-09"),
            line("three", "2019-09", "2019-12"),
        )
    )
    assert [(band.label, band.level) for band in found.bands] == [("one", 0), ("two", 1), ("three", 0)]


def test_a_line_that_goes_on_ends_in_an_arrow_at_the_last_known_day() -> None:
    """Here the day of a scan."""
    found = laid_out(case_of(line("now", "2023-06-01", ongoing=True), scan("2025-02-12")))
    (bar,) = lane(found, "systemic").bars
    assert bar.ongoing
    assert bar.x_high == at("2025-02-12")
    assert bar.text == "now · 1 Jun 2023 – ongoing"


def test_nothing_is_known_after_today() -> None:
    """An appointment is not a course."""
    found = laid_out(case_of(line("now", "2023-06-01", ongoing=True), scan("2026-02-12")))
    assert lane(found, "systemic").bars[0].x_high == LAST


def test_nobody_is_treated_after_death() -> None:
    """The last known day is that of death."""
    patient = Patient(id="patient", died_on=day("2024-06-01"))
    found = laid_out(case_of(line("now", "2023-06-01", ongoing=True), patient=patient))
    assert lane(found, "systemic").bars[0].x_high == at("2024-06-01")
    assert [(mark.letter, mark.tone) for mark in lane(found, "status").marks] == [("†", "danger")]


def test_a_line_without_an_end_fades_until_the_next() -> None:
    """And says that the end is not recorded."""
    found = bars(line("one", "2019-04-01"), line("two", "2019-05-01", "2019-09-01"))
    assert found["one"].end_unknown
    assert found["one"].x_high == at("2019-05-01")
    assert "end not recorded" in found["one"].text


def test_a_line_some_time_in_between_is_fuzzy() -> None:
    """It is told once when, not twice."""
    found = bars(line("DP303c", "2021-08/2022-01", "2021-08/2022-01"))["DP303c"]
    assert found.fuzzy
    assert found.text.count("Aug 2021") == 1


def test_a_line_without_dates_has_those_of_its_drugs() -> None:
    """From the first start to the last end."""
    drugs = (
        Drug(agent=Coded(text="a"), start=day("2020-02-01"), end=day("2020-06-01")),
        Drug(agent=Coded(text="b"), start=day("2020-01-01"), end=day("2020-05-01")),
    )
    found = bars(SystemicLine(id="1", drugs=drugs))["1"]
    assert (found.x_low, found.x_high) == (at("2020-01-01"), at("2020-06-01"))


def test_a_line_goes_on_while_one_of_its_drugs_does() -> None:
    """Unless it says that it does not."""
    drugs = (
        Drug(agent=Coded(text="a"), ongoing=True),
        Drug(agent=Coded(text="b"), end=day("2023-08-01")),
    )
    assert bars(SystemicLine(id="1", start=day("2023-06-01"), drugs=drugs))["1"].ongoing
    assert not bars(SystemicLine(id="1", start=day("2023-06-01"), ongoing=False, drugs=drugs))["1"].ongoing


def parts(*drugs: Drug, **told: object) -> tuple[DrugBar, ...]:
    """Return the bars of the drugs in a line from January to December 2020, or going on since then."""
    end = None if told.get("ongoing") else day("2020-12-01")
    record = SystemicLine(
        id="1",
        start=day("2020-01-01"),
        end=end,
        ongoing=bool(told.get("ongoing")) or None,
        end_reason=str(told.get("end_reason", "")),
        drugs=drugs,
    )
    found = laid_out(case_of(record, scan("2021-06-01")))
    return lane(found, "systemic").bars[0].parts


def test_a_drug_that_says_nothing_is_given_with_its_line() -> None:
    """One below the other, in their order; a drug without a name is none yet."""
    found = parts(Drug(agent=Coded(text="a")), Drug(), Drug(agent=Coded(text="b")))
    assert [(one.label, one.row, one.x_low, one.x_high) for one in found] == [
        ("a", 0, at("2020-01-01"), at("2020-12-01")),
        ("b", 1, at("2020-01-01"), at("2020-12-01")),
    ]


def test_a_drug_may_stop_while_its_line_goes_on() -> None:
    """The other one has the arrow."""
    stopped, goes_on = parts(
        Drug(agent=Coded(text="a"), end=day("2020-03-01")), Drug(agent=Coded(text="b")), ongoing=True
    )
    assert (stopped.x_high, stopped.ongoing) == (at("2020-03-01"), False)
    assert (goes_on.x_high, goes_on.ongoing) == (at("2021-06-01"), True)


@pytest.mark.parametrize("drug", [{"stop_reason": "toxicity"}, {"ongoing": False}])
def test_a_drug_that_stopped_some_time_before_its_line_fades(drug: dict[str, object]) -> None:
    """It was not given to the end, and nobody said until when."""
    values = {"agent": Coded(text="a"), **drug}
    (found,) = parts(Drug(**values), ongoing=True)  # type: ignore[arg-type]
    assert not found.ongoing
    assert found.fuzzy_end == found.x_high - found.x_low


def test_a_drug_that_stopped_for_the_reason_its_line_did_was_given_to_its_end() -> None:
    """Another reason is another time."""
    (same,) = parts(Drug(agent=Coded(text="a"), stop_reason="progression"), end_reason="progression")
    (other,) = parts(Drug(agent=Coded(text="a"), stop_reason="toxicity"), end_reason="progression")
    assert same.fuzzy_end == 0
    assert other.fuzzy_end > 0


def test_what_lasted_has_a_bar_with_its_mark() -> None:
    """Radiotherapy over weeks; an adverse event that goes on."""
    radiotherapy = LocalTherapy(
        id="rt", on=day("2018-01-08"), end=day("2018-02-16"), modality="external-beam radiotherapy"
    )
    rash = AdverseEvent(id="rash", term=Coded(text="Rash"), start=day("2018-03-01"), outcome="ongoing")
    found = laid_out(case_of(radiotherapy, rash, scan("2018-06-01")))
    (bar,) = lane(found, "local").bars
    assert (bar.record_id, bar.x_low, bar.x_high) == ("rt", at("2018-01-08"), at("2018-02-16"))
    assert [mark.record_id for mark in lane(found, "local").marks] == ["rt"]
    (bar,) = lane(found, "adverse").bars
    assert (bar.ongoing, bar.x_high) == (True, at("2018-06-01"))


def test_a_test_without_a_date_is_of_the_day_of_its_specimen() -> None:
    """That is when the tumour was so."""
    specimen = Specimen(id="1", on=day("2019-03-14"), procedure="core biopsy")
    found = laid_out(case_of(specimen, Biomarker(id="2", specimen="1", name=Coded(text="HER2"))))
    assert {mark.record_id: mark.x for mark in lane(found, "pathology").marks} == {
        "1": at("2019-03-14"),
        "2": at("2019-03-14"),
    }


def test_tests_of_one_day_are_told_by_one_mark() -> None:
    """A panel of thirty genes is one event, and all of it can be read."""
    tests = [
        Biomarker(id=name, on=day("2019-03-14"), name=Coded(text=name), interpretation="negative")
        for name in ("IDH1", "KRAS", "TP53")
    ]
    other = Biomarker(id="MSI", on=day("2019-04-14"), name=Coded(text="MSI"))
    marks = lane(laid_out(case_of(*tests, other)), "pathology").marks
    assert [(mark.record_id, mark.also) for mark in marks] == [("IDH1", ("KRAS", "TP53")), ("MSI", ())]
    assert (marks[0].label, marks[0].short) == ("IDH1 negative, KRAS negative, TP53 negative", "3 tests")
    assert all(name in marks[0].text for name in ("IDH1", "KRAS", "TP53"))


def test_what_has_no_place_is_listed_in_its_order() -> None:
    """After what it came, as far as that is known."""
    found = laid_out(
        case_of(
            surgery("2017-09"),
            line("S-1", "2017-09/.."),
            scan("2019-03-01", id_="scan"),
            LocalTherapy(id="cryo", on=day("../2021-02"), modality="cryoablation"),
            Biomarker(id="NGS", name=Coded(text="TMB")),
        )
    )
    assert [(one.record_id, one.after, one.when) for one in found.undated] == [
        ("S-1", "surgery 2017-09", "in or after Sep 2017"),
        ("cryo", "scan", "in or before Feb 2021"),
        ("NGS", "", "not dated"),
    ]
    assert found.undated[1].letter == "C"


def test_an_undated_result_is_listed_with_its_value() -> None:
    """So is one in words; one on the curve is not, nor one without anything in it."""
    results = (result("2019", "1200", "year"), result("2019-01-01", "5", "drawn"))
    found = course(case_of(*results), results, frozenset(), LAST)
    assert [(one.record_id, one.label) for one in found.undated] == [("year", "CA19-9 1,200 U/mL")]


def test_drafts_are_marked_wherever_they_are() -> None:
    """Bars, bands, marks, flags and the list."""
    case = case_of(surgery("2017-09"), line("GP", "2019-04-01"), scan("2019", id_="year"))
    found = course(case, (), frozenset({"surgery 2017-09", "GP", "year"}), LAST)
    shapes: list[Bar | Mark] = [*lane(found, "systemic").bars, *lane(found, "surgery").marks]
    assert all(shape.draft for shape in shapes)
    assert all(shape.draft for shape in (*found.bands,))
    assert all(shape.draft for shape in (*found.flags,))
    assert all(shape.draft for shape in (*found.undated,))


def test_the_shades_of_absence_are_kept_in_the_words_of_a_bar_and_a_mark() -> None:
    """An end or a grade that is unknown is not one that nobody recorded."""
    shaded = replace(line("GP", "2019-04-01"), absent=(("end", "unknown"),))
    assert "1 Apr 2019 – end unknown" in bars(shaded)["GP"].text
    when = Day.parse("2019-05-01")
    asked, empty = AdverseEvent(start=when, absent=(("grade", "unknown"),)), AdverseEvent(start=when)
    texts = {mark.text.split(" · ")[-1] for mark in marks(asked, empty)}
    assert texts == {"grade unknown", "grade not recorded"}


def test_what_went_on_ends_with_the_life() -> None:
    """No arrow of an ongoing line or event points beyond the day of death, whatever was recorded later."""
    dead = Patient(id="patient", mrn="17", died_on=Day.parse("2020-01-31"))
    event = AdverseEvent(id="event", start=Day.parse("2019-05-01"), outcome="ongoing")
    going = line("GP", "2019-04-01", ongoing=True)
    drawn = overview(case_of(going, event, scan("2021-01-01"), patient=dead), today=TODAY)
    found = {bar.record_id: bar for lane in drawn.lanes for bar in lane.bars}
    assert found.keys() == {"GP"}
    assert not found["GP"].ongoing
    assert found["GP"].x_high == at("2020-01-31")
    assert "end not recorded" in found["GP"].text


def test_a_visit_that_tells_of_a_death_is_not_its_day() -> None:
    """Only the day recorded with the patient is told as that of death."""
    (mark,) = marks(FollowUp(on=Day.parse("2020-03-01"), alive=False))
    assert (mark.letter, mark.label) == ("†", "Known to be dead")


def test_new_lesions_are_told_by_a_study() -> None:
    """Though its response is not stated."""
    (mark,) = marks(replace(scan("2020-03-01"), new_lesions=True))
    assert "new lesions" in mark.text


def test_a_test_at_the_day_of_its_specimen_says_so() -> None:
    """It may have been done later."""
    specimen = Specimen(on=Day.parse("2019-03-01"))
    found = marks(specimen, Biomarker(name=Coded(text="KRAS"), specimen=specimen.id))
    assert any("KRAS · 1 Mar 2019 · day of the specimen" in mark.text for mark in found)
