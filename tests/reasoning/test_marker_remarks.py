"""What may make a marker mean something else than it seems to."""

import pytest

from tests.reasoning.results import case, result
from tumorboard.domain import vocabulary
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.reasoning.given import NO_TREATMENT
from tumorboard.reasoning.marker_remarks import BILIRUBIN, MARKERS
from tumorboard.reasoning.markers import remarks
from tumorboard.reasoning.remarks import Finding


def _rules(*records: Record) -> list[str]:
    return [one.rule for one in remarks(case(*records))]


def _bilirubin(value: str, unit: str, day: str = "2025-01-10") -> Laboratory:
    return result(day, value, unit=unit, name="Bilirubin")


@pytest.mark.parametrize(
    ("value", "unit", "is_it"),
    [
        ("2", "mg/dL", True),
        ("1.9", "mg/dL", False),
        (">2", "mg/dL", True),
        ("<2.5", "mg/dL", False),
        ("34.2", "umol/L", True),
        ("34.1", "umol/L", False),
        ("34.2", "µmol/l", True),
        ("119", "", False),
        ("3.0", "mg/L", False),
    ],
)
def test_a_marker_beside_a_high_bilirubin(value: str, unit: str, is_it: bool) -> None:
    """From 2 mg/dL or 34.2 µmol/L on, each by its own unit and none converted."""
    found = _rules(result("2025-01-05", "400"), _bilirubin(value, unit))
    assert found == (["marker-cholestasis"] if is_it else [])


@pytest.mark.parametrize(("day", "is_it"), [("2025-01-19", True), ("2025-01-20", False)])
def test_a_bilirubin_counts_within_a_fortnight(day: str, is_it: bool) -> None:
    """Fourteen days before or after."""
    assert bool(_rules(result("2025-01-05", "400"), _bilirubin("50", "umol/L", day))) is is_it
    assert bool(_rules(result(day, "400"), _bilirubin("50", "umol/L", "2025-01-05"))) is is_it


@pytest.mark.parametrize(
    "drainage",
    [
        Event(on=Day("2025-01-20"), title="Endoscopic biliary stent"),
        Event(on=Day("2024-10-01"), end=Day("2024-12-20"), title="PTBD"),
        Event(on=Day("2025-01-20"), title="胆道支架置入术"),
        Surgery(on=Day("2025-01-20"), procedures=(Coded(text="Percutaneous biliary drainage"),)),
    ],
    ids=["stent", "drain until then", "Chinese", "procedure"],
)
def test_a_marker_near_a_drainage(drainage: Record) -> None:
    """A stent or drain that is told as an event or a procedure."""
    (found,) = remarks(case(result("2025-01-05", "400"), drainage))
    assert found.rule == "marker-cholestasis"
    assert drainage.id in {place.record_id for place in found.rests_on}


def test_what_is_normal_needs_no_excuse() -> None:
    """A result within its limit, or the usual one, is not said to be that of cholestasis."""
    assert _rules(result("2025-01-05", "30"), _bilirubin("50", "umol/L")) == []
    assert _rules(result("2025-01-05", "40", high=60), _bilirubin("50", "umol/L")) == []
    assert _rules(result("2025-01-05", "400", name="CEA"), _bilirubin("50", "umol/L")) == []
    other = Event(on=Day("2025-01-20"), title="Dressing of the wound; consistent with children")
    assert _rules(result("2025-01-05", "400"), other) == []


def test_results_in_a_row_are_one_finding_that_is_known_again() -> None:
    """A later result of the same jaundice joins it and leaves its key as it was."""
    first, second = result("2025-01-05", "400"), result("2025-01-15", "500")
    bilirubin = _bilirubin("119", "umol/L")
    (before,) = remarks(case(first, bilirubin))
    (after,) = remarks(case(first, second, bilirubin))
    assert before.key == after.key
    assert after.sentence == (
        "CA19-9 400 U/mL (5 Jan 2025), 500 U/mL (15 Jan 2025) may be that of cholestasis:"
        " bilirubin was 119 µmol/L on 10 Jan 2025."
    )
    assert [place.record_id for place in after.rests_on] == [first.id, second.id, bilirubin.id]


def test_a_change_of_assay_is_told_once() -> None:
    """However often assays follow each other; an assay that is not named changes nothing."""
    results = [
        result("2025-01-01", "90", method="ECLIA"),
        result("2025-02-01", "80"),
        result("2025-03-01", "60", method="CLIA"),
    ]
    (found,) = remarks(case(*results))
    assert found.rule == "marker-assay-changed"
    assert found.sentence == "CA19-9 was measured by ECLIA until 1 Jan 2025, and by CLIA from 1 Mar 2025 on."
    (again,) = remarks(case(*results, result("2025-04-01", "70", method="ECLIA")))
    assert again.key == found.key
    assert again.sentence == (
        "CA19-9 was measured by ECLIA; CLIA; the assay changed 2 times, first on 1 Mar 2025."
    )
    assert _rules(result("2025-01-01", "90", method="ECLIA"), result("2025-02-01", "9", method="eclia")) == []


@pytest.mark.parametrize(
    ("values", "is_it"),
    [
        (("1.5", "<2.0", "2"), True),
        (("1.5",), False),
        (("1.5", "2.1"), False),
        (("<2.0", "<5.0"), False),
        (("1.5", ">1"), False),
    ],
)
def test_a_marker_that_is_always_very_low(values: tuple[str, ...], is_it: bool) -> None:
    """At least two results, all of them surely 2 U/mL or less: a hint at Lewis-negative, unverified."""
    found: tuple[Finding, ...] = remarks(
        case(*(result(f"2025-0{at}-01", value) for at, value in enumerate(values, 1)))
    )
    assert [one.rule for one in found] == (["marker-very-low"] if is_it else [])
    assert not any(one.verified for one in found)


def test_the_names_are_those_of_the_vocabularies() -> None:
    """A name that is spelled otherwise there would find nothing."""
    labels = {term.label for term in vocabulary.load("analytes").terms}
    assert labels >= {*MARKERS, *BILIRUBIN}
    assert {term.label for term in vocabulary.load("procedures").terms} >= {*NO_TREATMENT}
