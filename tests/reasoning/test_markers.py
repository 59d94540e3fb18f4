"""What a marker did in each treatment."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.results import case, line, result
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.reasoning.markers import Kinetics, Thresholds, kinetics, remarks


def _of_line(*records: Record, **more: Any) -> Kinetics:
    return kinetics(case(*records), **more)["line"]


def _value(one: Laboratory | None) -> str:
    return str(one.value.value) if one and one.value else ""


def _told(found: Kinetics) -> tuple[str, str, str]:
    return _value(found.baseline), _value(found.lowest), _value(found.last)


def test_a_line_has_baseline_lowest_and_last() -> None:
    """All three with their changes, the rise from the lowest and the class, which only describes."""
    found = _of_line(
        line("2020-05-04", "2021-08-30"),
        result("2020-03-01", "900"),
        result("2020-05-01", "1450"),
        result("2020-12-01", "38"),
        result("2021-08-01", "290"),
        result("2021-09-15", "500"),
    )
    assert _told(found) == ("1450", "38", "290")
    assert found.change_to_lowest.words == "−97.4 %"
    assert found.change_to_last.words == "−80 %"
    assert found.rise_from_nadir.words == "+663.2 %"
    assert found.response == "fall"
    assert found.response_words == "descriptive: fell by 30 % or more from the baseline"
    assert found.half_life.words == "half-life 40.7 d, 2 results over 214 d"
    assert found.doubling.words == "doubling time 82.9 d, 2 results over 243 d"
    assert (found.points, found.unit, found.remarks, found.refused) == (2, "U/mL", (), "")


def test_80_to_120_is_a_rise_of_50_percent_from_nadir() -> None:
    """The vector, within a line."""
    found = _of_line(
        line("2025-01-01"),
        result("2025-01-01", "100"),
        result("2025-02-01", "80"),
        result("2025-03-01", "120"),
    )
    assert found.rise_from_nadir.words == "+50 %"


@pytest.mark.parametrize(
    ("day", "is_it"),
    [
        ("2024-12-21", True),
        ("2024-12-20", False),
        ("2025-02-01", True),
        ("2025-02-02", True),
        ("2025-02-15", True),
        ("2025-02-16", False),
    ],
)
def test_the_window_of_the_baseline(day: str, is_it: bool) -> None:
    """From 42 days before the start to 14 days after it."""
    found = _of_line(line("2025-02-01"), result(day, "100"), result("2025-06-01", "50"))
    assert (found.baseline is not None) is is_it
    if not is_it:
        assert found.refused == "there is no result from 42 days before its start to 14 days after it"
        assert found.change_to_last.refused == found.half_life.refused == found.refused
        assert _value(found.last) == "50"


def test_a_result_before_the_start_goes_before_one_after_it() -> None:
    """What was taken at or before the start is the baseline, and the nearest of it."""
    found = _of_line(
        line("2025-02-01"),
        result("2025-01-10", "90"),
        result("2025-01-20", "100"),
        result("2025-02-03", "80"),
    )
    assert _told(found) == ("100", "80", "80")


def test_a_result_before_another_treatment_is_no_baseline_of_the_next() -> None:
    """What an ablation did is not told as done by the line after it; the one after its start stands in."""
    ablation = LocalTherapy(on=Day("2025-01-20"), modality="microwave")
    records = [line("2025-02-01"), ablation, result("2025-01-10", "900"), result("2025-04-01", "80")]
    found = _of_line(*records)
    assert found.refused == "after the last result before it another treatment began: Microwave"
    assert _told(_of_line(*records, result("2025-02-08", "300"))) == ("300", "80", "80")
    together = replace(ablation, concurrent_with=("line",))
    assert _told(_of_line(*records[:1], together, *records[2:])) == ("900", "80", "80")


def test_a_baseline_is_never_after_another_treatment_began() -> None:
    """A second line within the fortnight ends the time in which a baseline may still be taken."""
    second = line("2025-02-05", id="second", label="AS")
    found = _of_line(line("2025-02-01"), second, result("2025-02-08", "300"), result("2025-04-01", "80"))
    assert found.baseline is None
    assert found.remarks == ("Meanwhile another treatment began: AS.",)


def test_a_stent_or_a_port_is_no_treatment_of_the_tumour() -> None:
    """They neither have kinetics nor part a line from what was before it."""
    port = Surgery(id="port", on=Day("2025-01-28"), procedures=(Coded(text="PICC"),))
    found = kinetics(case(port, line("2025-02-01"), result("2025-01-25", "90"), result("2025-04-01", "45")))
    assert list(found) == ["line"]
    assert found["line"].change_to_last.words == "−50 %"


def test_a_local_therapy_is_followed_until_the_next_treatment() -> None:
    """What came after that is told of the next one."""
    seeds = LocalTherapy(id="seeds", on=Day("2024-12-01"), modality="iodine-125 seeds")
    results = [result("2024-11-20", "500"), result("2025-01-10", "400"), result("2025-03-01", "100")]
    found = kinetics(case(seeds, line("2025-02-01"), *results))
    assert _told(found["seeds"]) == ("500", "400", "400")
    assert _told(found["line"]) == ("400", "100", "100")


def test_a_line_whose_end_is_not_recorded_is_followed_until_the_next_treatment() -> None:
    """Nothing says that it went on beyond that."""
    first = replace(line("2025-01-01"), ongoing=None)
    second = line("2025-03-01", id="second")
    results = [result("2025-01-01", "500"), result("2025-02-10", "400"), result("2025-04-01", "100")]
    assert _told(_of_line(first, second, *results)) == ("500", "400", "400")


def test_assays_are_never_compared_with_each_other() -> None:
    """The assay with the most results is told of, and how many of others there are."""
    found = _of_line(
        line("2025-01-01"),
        result("2025-01-01", "500", method="ECLIA"),
        result("2025-02-01", "400", method="eclia"),
        result("2025-03-01", "100", method="CLIA"),
        result("2025-04-01", "90"),
    )
    assert _told(found) == ("500", "90", "90")
    assert found.method == "ECLIA"
    assert found.remarks == (
        "Results whose assay is not named are compared with those of ECLIA.",
        "1 result of another assay or unit is not compared.",
    )


def test_a_change_of_assay_at_the_start_is_the_reason() -> None:
    """Where one assay has the baseline and another all the rest, nothing is computed."""
    found = _of_line(
        line("2025-02-01"), result("2025-01-30", "500", method="A"), result("2025-03-01", "90", method="B")
    )
    assert found.refused == "the results before and since its start are of different assays"


def test_units_are_never_compared_unless_they_are_the_same() -> None:
    """kU/L is U/mL by definition; ng/mL is not."""
    start, before = line("2025-02-01"), result("2025-01-30", "500")
    assert _of_line(start, before, result("2025-03-01", "250", unit="kU/L")).change_to_last.words == "−50 %"
    assert _of_line(start, before, result("2025-03-01", "250", unit="ng/mL")).refused


def test_bounds_stay_bounds() -> None:
    """The lowest below detection is a fall of at least so much; a line that began above range likewise."""
    found = _of_line(
        line("2025-02-01"),
        result("2025-01-30", "45"),
        result("2025-03-01", "<2.0"),
        result("2025-04-01", "9"),
    )
    assert found.change_to_lowest.words == "≤ −95.6 %"
    assert found.rise_from_nadir.words == "≥ +350 %"
    assert found.response == "fall"
    assert found.half_life.refused
    above = _of_line(line("2025-02-01"), result("2025-01-30", ">12000"), result("2025-03-01", "3000"))
    assert above.change_to_last.spoken == "a fall of at least 75 %"
    both = _of_line(line("2025-02-01"), result("2025-01-30", "<2.0"), result("2025-03-01", "<5.0"))
    assert both.change_to_last.refused == "both values are only bounds"


def test_a_rise_from_a_bound_that_stayed_the_lowest() -> None:
    """Of a marker that only rose, the baseline is the lowest, and there is no fall to it."""
    found = _of_line(line("2025-02-01"), result("2025-01-30", "<2.0"), result("2025-03-01", "45"))
    assert found.change_to_lowest.words == "0 %"
    assert found.response == "rise"


@pytest.mark.parametrize(
    ("last", "response"),
    [("70", "fall"), ("71", "stable"), ("119", "stable"), ("120", "rise"), ("<80", ""), (">110", "")],
)
def test_the_classes_and_their_thresholds(last: str, response: str) -> None:
    """A fall of 30 %, a rise of 20 %; no class where a bound leaves it open."""
    records = (line("2025-02-01"), result("2025-01-30", "100"), result("2025-03-01", last))
    assert _of_line(*records).response == response
    if last == "70":
        assert _of_line(*records, thresholds=Thresholds(fall=50)).response == "stable"


def test_a_start_known_to_the_month_gives_an_interval() -> None:
    """Either result may be the baseline; the change holds both."""
    found = _of_line(
        line("2020-05", "2021-08"),
        result("2020-04-20", "900"),
        result("2020-05-10", "1450"),
        result("2020-12-01", "38"),
    )
    assert [_value(one) for one in found.baselines] == ["900", "1450"]
    assert _value(found.baseline) == "900"
    assert found.change_to_lowest.words == "−97.4 to −95.8 %"
    assert "Which result was the baseline is not certain, as the dates are not exact." in found.remarks
    assert found.half_life.refused == "the dates of the treatment are not known closely enough"


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("2025", "its start is not known closely enough (2025)"),
        ("2025-01/..", "its start is not known closely enough (in or after Jan 2025)"),
    ],
)
def test_dates_too_coarse_are_refused(start: str, reason: str) -> None:
    """The reason names the date."""
    assert _of_line(line(start), result("2025-01-30", "1"), result("2025-03-01", "2")).refused == reason


def test_other_refusals_are_reasons() -> None:
    """No start, an end before it, no result, or none with a date."""
    results = (result("2025-01-30", "1"), result("2025-03-01", "2"))
    undated = replace(line("2025-01-01"), start=None)
    assert _of_line(undated, *results).refused == "its start is not recorded"
    assert _of_line(line("2025-02-01", "2024-02-01"), *results).refused == "its end is before its start"
    assert _of_line(line("2025-02-01")).refused == "there is no result"
    bare = result("", "5")
    assert _of_line(line("2025-02-01"), bare).refused == "no result has a date that is known closely enough"
    assert "1 result without a date that is known closely enough is left out." in (
        _of_line(line("2025-02-01"), bare, *results).remarks
    )
    assert _of_line(line("2025-02-01"), results[0]).refused == "there is no result after the baseline"


def test_a_corrected_result_counts_once() -> None:
    """What was replaced is no lowest value any more."""
    wrong = result("2025-03-01", "1")
    found = _of_line(
        line("2025-02-01"),
        result("2025-01-30", "100"),
        wrong,
        result("2025-03-01", "90", replaces=wrong.id),
    )
    assert _told(found) == ("100", "90", "90")


def test_another_analyte_is_told_by_its_name() -> None:
    """CEA has kinetics of its own."""
    cea = [result("2025-01-30", "10", unit="ng/mL", name="carcinoembryonic antigen")]
    cea.append(result("2025-03-01", "5", unit="ng/mL", name="CEA"))
    assert _of_line(line("2025-02-01"), *cea, analyte="CEA").change_to_last.words == "−50 %"
    assert _of_line(line("2025-02-01"), *cea).refused == "there is no result"


_DAYS = st.integers(-60, 200).map(lambda days: date(2025, 1, 1) + timedelta(days=days))
_VALUES = st.sampled_from(["<2.0", "2", "10", "37", "38.5", "100", "150", "1450", ">1200"])


@st.composite
def _blurred(draw: st.DrawFn) -> tuple[Case, Case]:
    """Draw a case with exact dates, and the same one with some known to the month or about."""
    exact: list[Record] = []
    blurred: list[Record] = []

    def day(of: date) -> tuple[Day, Day]:
        known = str(of)
        shapes = [known, known, f"{known}~", known[:7], f"{known[:7]}~"]
        return Day(known), Day(draw(st.sampled_from(shapes)))

    def put(record: Any, **days: tuple[Day, Day]) -> None:
        exact.append(replace(record, **{name: both[0] for name, both in days.items()}))
        blurred.append(replace(record, **{name: both[1] for name, both in days.items()}))

    for at in range(draw(st.integers(2, 7))):
        put(result("2025-01-01", draw(_VALUES), id=f"r{at}"), on=day(draw(_DAYS)))
    for at in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(_DAYS), draw(_DAYS)))
        given_to = {"end": day(end)} if draw(st.booleans()) else {}
        ongoing = not given_to and draw(st.booleans())
        put(replace(line("2025-01-01", id=f"l{at}"), ongoing=ongoing or None), start=day(start), **given_to)
    if draw(st.booleans()):
        put(LocalTherapy(id="local", modality="SBRT"), on=day(draw(_DAYS)))
    return case(*exact), case(*blurred)


@given(_blurred())
def test_no_interval_excludes_what_exact_dates_give(pair: tuple[Case, Case]) -> None:
    """Whatever the days turn out to be, each measure lies within what was told before."""
    exact, blurred = (kinetics(one) for one in pair)
    for id_, told in blurred.items():
        for name in ("change_to_lowest", "change_to_last", "rise_from_nadir"):
            wide, narrow = getattr(told, name), getattr(exact[id_], name)
            if not wide.refused and not narrow.refused:
                assert wide.low <= narrow.low + 1e-9, (id_, name)
                assert wide.high >= narrow.high - 1e-9, (id_, name)
        for name in ("half_life", "doubling"):
            pace, known = getattr(told, name), getattr(exact[id_], name)
            if not pace.refused and not known.refused and pace.points == known.points == 2:
                assert pace.low - 1e-9 <= known.low <= known.high <= pace.high + 1e-9
        if told.response:
            assert exact[id_].response in (told.response, "") or exact[id_].refused


@given(_blurred(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(pair: tuple[Case, Case], chance: random.Random) -> None:
    """Only time does."""
    records = list(pair[1].records)
    chance.shuffle(records)
    assert kinetics(case(*records)) == kinetics(pair[1])


@given(cases())
def test_whatever_is_recorded_has_an_answer(any_case: Case) -> None:
    """Half-filled and absurd records are refused with a reason and never fail."""
    for analyte in ("CA19-9", ""):
        for found in kinetics(any_case, analyte).values():
            assert found.refused or (found.baseline and found.lowest and found.last)
    remarks(any_case)


def test_a_case_that_was_changed_is_worked_out_anew() -> None:
    """An answer that is kept is that of the very case."""
    first = case(line("2025-02-01"), result("2025-01-30", "100"), result("2025-03-01", "90"))
    assert kinetics(first) is kinetics(first)
    assert kinetics(first)["line"].change_to_last.words == "−10 %"
    changed = first.with_record(result("2025-04-01", "50"))
    assert kinetics(changed)["line"].change_to_last.words == "−50 %"


def test_an_event_is_no_treatment() -> None:
    """What happened besides parts nothing."""
    holiday = Event(on=Day("2025-01-31"), title="Treatment holiday")
    found = _of_line(holiday, line("2025-02-01"), result("2025-01-30", "100"), result("2025-03-01", "90"))
    assert found.change_to_last.words == "−10 %"
