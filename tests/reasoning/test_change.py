"""Changes in per cent, exact and between bounds."""

from math import inf

import pytest

from tests.reasoning.results import result
from tumorboard.reasoning.change import Change, percent
from tumorboard.reasoning.markers import change_between

_VECTORS = [
    pytest.param("1200", "300", -75, -75, "−75 %", "−75 %", id="1200 to 300 is −75 %"),
    pytest.param("80", "120", 50, 50, "+50 %", "+50 %", id="80 to 120 is +50 %"),
    pytest.param("100", "120", 20, 20, "+20 %", "+20 %", id="100 to 120 is 20 % and no less"),
    pytest.param(
        "45", "<2.0", -100, -95.555555556, "≤ −95.6 %", "a fall of at least 95.6 %", id="<2.0 after 45"
    ),
    pytest.param(">12000", "3000", -100, -75, "≤ −75 %", "a fall of at least 75 %", id="3000 after >12000"),
    pytest.param("3000", ">12000", 300, inf, "≥ +300 %", "a rise of at least 300 %", id=">12000 after 3000"),
    pytest.param("<2.0", "45", 2150, inf, "≥ +2,150 %", "a rise of at least 2,150 %", id="45 after <2.0"),
    pytest.param("<2.0", "1.0", -50, inf, "≥ −50 %", "≥ −50 %", id="1.0 after <2.0"),
    pytest.param("45", "0", -100, -100, "−100 %", "−100 %", id="0 after 45"),
]


@pytest.mark.parametrize(("earlier", "later", "low", "high", "words", "spoken"), _VECTORS)
def test_a_change(earlier: str, later: str, low: float, high: float, words: str, spoken: str) -> None:
    """Each vector has its interval and its words; a bound cannot be read the wrong way round."""
    change = change_between(result("2025-01-01", earlier), result("2025-02-01", later))
    assert (change.low, change.high) == (low, high)
    assert (change.words, change.spoken) == (words, spoken)


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        (result("2025-01-01", "<2.0"), result("2025-02-01", ">12000"), "bounds"),
        (result("2025-01-01", "<5.0"), result("2025-02-01", "<2.0"), "bounds"),
        (result("2025-01-01", "0"), result("2025-02-01", "45"), "zero"),
        (result("2025-01-01", "10", unit="ng/mL"), result("2025-02-01", "45"), "units"),
        (result("2025-01-01", "10", method="ECLIA"), result("2025-02-01", "45", method="CLIA"), "assays"),
        (result("", "10"), result("2025-02-01", "45"), "no date"),
    ],
    ids=["bounds", "bounds of one side", "zero", "units", "assays", "undated"],
)
def test_what_cannot_be_computed_says_why(earlier: object, later: object, reason: str) -> None:
    """Between two bounds, from zero, and across units or assays there is no change."""
    change = change_between(earlier, later)  # type: ignore[arg-type]
    assert reason in change.refused
    assert change.words == change.spoken == ""


def test_an_assay_that_is_not_named_is_compared() -> None:
    """Nothing says that it was another."""
    later = result("2025-02-01", "90", method="ECLIA")
    assert change_between(result("2025-01-01", "45"), later).words == "+100 %"


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (-99.97, 1, "−99.97"),
        (-99.97, 0, "−99.97"),
        (-99.6, 0, "−99.6"),
        (-100, 0, "−100"),
        (-0.04, 1, "0"),
        (-97.38, 0, "−97"),
        (1234.5, 1, "+1,234"),
        (100, 1, "+100"),
        (inf, 1, "∞"),
    ],
)
def test_a_fall_to_a_little_never_reads_as_one_to_nothing(value: float, digits: int, words: str) -> None:
    """Rounding takes digits, but no value."""
    assert percent(value, digits) == words


def test_an_interval_names_both_ends() -> None:
    """Where they are written alike there is one number."""
    assert Change(-97.4, -95.6).words == "−97.4 to −95.6 %"
    assert Change(-97.4, -96.8).rounded(0) == "−97 %"
