from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import PUBLISHED, TODAY, case_of, line, made, one
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.reasoning.durations import is_impossible, months
from tumorboard.reasoning.outcomes import Outcome, outcomes, survival
from tumorboard.reasoning.remarks import Place


def _of(case: Case, measure: str, record_id: str) -> Outcome:
    found = [told for told in outcomes(case, TODAY) if (told.measure, told.record_id) == (measure, record_id)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("begun", "ended", "expected"),
    [
        pytest.param("2017-09", "2025-03", (89.0, 90.9), id="Sep 2017 -> Mar 2025 (follow-up)"),
        pytest.param("2017-09", "2019-03", (17.0, 18.9), id="Sep 2017 -> Mar 2019 (recurrence-free)"),
        pytest.param("2020-05", "2021-08", (14.0, 16.0), id="May 2020 -> Aug 2021 (trastuzumab+pyrotinib)"),
        pytest.param("2020-03", "2021-08", (16.0, 18.0), id="Mar 2020 -> Aug 2021 (adrenal met found -> PD)"),
        pytest.param("2021-08", "2022-01", (4.0, 6.0), id="Aug 2021 -> Jan 2022 (contains DP303c)"),
        pytest.param("2022-01", "2023-03", (12.9, 14.9), id="Jan 2022 -> Mar 2023 (SBRT -> seeds)"),
        pytest.param("2020-03", "2025-03", (59, 61), id="Mar 2020 -> Mar 2025 (adrenal disease duration)"),
    ],
)
def test_intervals_of_months(begun: str, ended: str, expected: tuple[float, float]) -> None:
    """Months of 30.4375 days between the days that are possible."""
    low, high = (Day.parse(ended) - Day.parse(begun)).months
    assert low is not None
    assert high is not None
    digits = 0 if isinstance(expected[0], int) else 1
    assert (round(low, digits), round(high, digits)) == expected


def test_survival_of_the_published_case_is_censored() -> None:
    """The patient lives: 90 months are the time he was followed, not the time he lived."""
    told = survival(PUBLISHED, TODAY)
    assert (told.words, told.is_event, told.what) == ("at least 89.0–90.9 mo", False, "alive when last seen")


@pytest.mark.parametrize(
    ("measure", "of", "name", "words", "is_event"),
    [
        ("TTF", SystemicLine, "Trastuzumab + pyrotinib", "14.0–16.0 mo", True),
        ("PFS", SystemicLine, "Trastuzumab + pyrotinib", "14.0–16.0 mo", True),
        ("TTNT", SystemicLine, "Trastuzumab + pyrotinib", "14.0–21.0 mo", True),
        ("PFS", SystemicLine, "DP303c", "", False),
        ("TTF", SystemicLine, "DP303c", "≤ 6.0 mo", True),
    ],
)
def test_lines_of_the_published_case(
    measure: str, of: type[Record], name: str, words: str, is_event: bool
) -> None:
    """As far as its dates go."""
    told = _of(PUBLISHED, measure, one(PUBLISHED, of, label=name).id)
    assert (told.words, told.is_event) == (words, is_event)


def test_operations_and_local_therapies_of_the_published_case() -> None:
    """Recurrence after each resection, and what followed SBRT."""
    first, second = PUBLISHED.of(Surgery)
    assert _of(PUBLISHED, "DFS", first.id).words == "17.0–18.9 mo"
    assert _of(PUBLISHED, "DFS", second.id).words == "11.0–13.0 mo"
    sbrt = one(PUBLISHED, LocalTherapy, modality="SBRT")
    assert _of(PUBLISHED, "TTNT", sbrt.id).words == "12.9–14.9 mo"


def test_what_is_not_known_is_refused_with_its_reason() -> None:
    """No date is made up for what has none."""
    said = {
        (told.measure, PUBLISHED.get(told.record_id).label): told.refused  # type: ignore[attr-defined]
        for told in outcomes(PUBLISHED, TODAY)
        if told.refused and isinstance(PUBLISHED.get(told.record_id), SystemicLine)
    }
    assert said["TTF", "GP"] == "The end is not recorded."
    assert said["PFS", "GP"] == "Whether it progressed before other treatment began, the dates do not tell."
    assert said["DDC", "AS"] == "The best response is PD."
    assert said["DDC", "Trastuzumab + pyrotinib"] == "The best response is not recorded."
    assert said["PFS", "DP303c"] == said["PFS", "GP"]
    assert survival(case_of(), TODAY).refused == "The day of the diagnosis is not recorded."


def test_progression_after_other_treatment_began_is_not_of_the_line() -> None:
    """It is censored at its end."""
    treated = line("A", "2020-01-06", "2020-04-06")
    ablation = made(LocalTherapy, on="2020-05-01", modality="microwave")
    seen = made(Imaging, on="2020-07-01", stated_response="PD")
    told = _of(case_of(treated, ablation, seen), "PFS", "A")
    assert (told.is_event, told.words) == (False, "at least 3.0 mo")
    told = _of(case_of(treated, seen), "PFS", "A")
    assert (told.is_event, told.words) == (True, "5.8 mo")


def test_other_treatment_that_began_within_a_line_censors_it() -> None:
    """From then on it cannot be told what held the disease, unless both are said to go together."""
    treated = line("A", "2020-01-06", "2020-10-05")
    ablation = made(LocalTherapy, on="2020-04-06", modality="microwave")
    told = _of(case_of(treated, ablation), "PFS", "A")
    assert (told.is_event, told.words, told.what) == (False, "≥ 3.0 mo", "other treatment began")
    together = replace(ablation, concurrent_with=("A",))
    assert _of(case_of(treated, together), "PFS", "A").words == "at least 9.0 mo"


def test_what_progressed_under_one_of_two_lines_progressed_under_both() -> None:
    """The day is that of the disease, of whichever line it is told."""
    maintained = line("A", "2020-01-06", "2020-08-03", end_reason="progression")
    added = line("B", "2020-03-02", "2020-10-05", concurrent_with=("A",))
    told = _of(case_of(maintained, added), "PFS", "B")
    assert (told.is_event, told.words) == (True, "5.1 mo")
    told = _of(case_of(maintained, replace(added, concurrent_with=())), "PFS", "B")
    assert (told.is_event, told.words) == (True, "5.1 mo")


def test_maintenance_is_no_next_line() -> None:
    """The time to the next treatment ends with the next number."""
    first = line("A", "2020-01-06", "2020-05-04", setting="palliative")
    kept = line("B", "2020-05-18", "2020-09-07", setting="maintenance")
    after = line("C", "2020-10-05", "", setting="palliative")
    told = _of(case_of(first, kept, after), "TTNT", "A")
    assert (told.words, told.until) == ("9.0 mo", Place("C", "start"))


def test_a_response_lasts_until_progression() -> None:
    """From the first study that states it."""
    treated = line("A", "2020-01-06", "2020-10-05", end_reason="progression", best_response="PR")
    seen = made(Imaging, on="2020-03-02", stated_response="PR", line="A")
    told = _of(case_of(treated, seen), "DoR", "A")
    assert (told.is_event, told.words) == (True, "7.1 mo")
    assert _of(case_of(treated, seen), "DDC", "A").words == "9.0 mo"


@pytest.mark.parametrize(("stated", "expected"), [(18, True), (16.4, False), (13.6, False), (13, True)])
def test_a_stated_duration_may_be_rounded(stated: float, expected: bool) -> None:
    """Half a month is granted."""
    assert is_impossible(stated, Day.parse("2021-08") - Day.parse("2020-05")) is expected
    assert months(Day.parse("2021-08") - Day.parse("2020-05")) == "14.0–16.0 mo"


FIRST = date(2018, 1, 1)
full_days = st.integers(0, 2000).map(lambda count: FIRST + timedelta(days=count))


@st.composite
def coarser(draw: st.DrawFn, day: date) -> Day:
    """Draw a day that is no more precise, and holds a full date."""
    before, after = (
        day - timedelta(days=draw(st.integers(1, 90))),
        day + timedelta(days=draw(st.integers(1, 90))),
    )
    return Day.parse(
        draw(
            st.sampled_from(
                [
                    f"{day}",
                    f"{day:%Y-%m}",
                    f"{day:%Y}",
                    f"../{after}",
                    f"{before}/..",
                    f"{before}/{after}",
                    f"{day:%Y-%m}~",
                ]
            )
        )
    )


@given(st.data(), full_days, full_days, st.lists(full_days, max_size=3), st.lists(full_days, max_size=2))
def test_no_interval_excludes_what_full_dates_come_to(
    data: st.DataObject, begun: date, operated: date, seen: list[date], studied: list[date]
) -> None:
    """Whatever is known less precisely, the true value lies inside."""
    ended = begun + timedelta(days=data.draw(st.integers(1, 800)))
    reason = data.draw(st.sampled_from(["", "progression", "toxicity"]))
    visited = FIRST + timedelta(days=3500)

    def case(of: object) -> Case:
        as_known = (lambda day: data.draw(coarser(day))) if of == "coarse" else Day.of
        return case_of(
            SystemicLine(id="A", start=as_known(begun), end=as_known(ended), end_reason=reason),
            Surgery(id="S", on=as_known(operated), intent="curative"),
            FollowUp(id="V", on=as_known(visited), alive=True),
            *(Lesion(id=f"L{i}", role="recurrence", first_seen=as_known(on)) for i, on in enumerate(seen)),
            *(Imaging(id=f"I{i}", on=as_known(on), stated_response="PD") for i, on in enumerate(studied)),
            diagnosed_on=as_known(FIRST).text,
        )

    exact = {(told.measure, told.record_id): told for told in outcomes(case("exact"), TODAY)}
    for told in outcomes(case("coarse"), TODAY):
        true = exact[told.measure, told.record_id]
        if told.span is None or true.span is None or told.is_event is not true.is_event:
            continue
        low, high = told.span.min_days, told.span.max_days
        assert low is None or true.span.min_days is None or low <= true.span.min_days
        assert high is None or true.span.max_days is None or high >= true.span.max_days


@given(cases(most=8))
def test_every_outcome_of_any_case_has_a_span_or_a_reason(case: Case) -> None:
    """Never both, and words for it."""
    for told in outcomes(case, TODAY):
        assert bool(told.words) is not bool(told.refused)
