from dataclasses import replace
from typing import Any

import pytest

from tests.handout.cases import bare
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.quantities import Quantity
from tumorboard.handout.findings import flag, laboratories, latest, not_tested, result
from tumorboard.handout.runs import plain


def ca19_9(day: str, value: str = "40", **more: Any) -> Laboratory:
    """Return a result of CA19-9."""
    return Laboratory(
        on=Day.parse(day) if day else None,
        analyte=Coded(code="24108-3", text="CA19-9"),
        value=Quantity("", value, "U/mL"),
        **more,
    )


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        *(("", "37", ""), ("", "37.1", "H"), ("", "5", ""), ("", "4.9", "L")),
        *(
            (">", "37", "H"),
            (">=", "37", ""),
            (">", "20", ""),
            ("<", "5", "L"),
            ("<", "37", ""),
            ("<=", "5", ""),
        ),
    ],
)
def test_high_and_low_are_said_where_they_are_sure(comparator: str, value: str, expected: str) -> None:
    """H and L follow from the laboratory's own limits, and from a bound only where it leaves no doubt."""
    assert flag(Laboratory(value=Quantity(comparator, value, "U/mL"), low=5, high=37)) == expected


@pytest.mark.parametrize("value", [Quantity("", "9999", "U/mL"), None])
def test_without_limits_nothing_is_high(value: Quantity | None) -> None:
    """Where the laboratory gave no limit, or no number, nothing is flagged."""
    assert flag(Laboratory(value=value)) == ""


def test_the_latest_result_of_an_analyte_stands_whatever_it_was_called() -> None:
    """Of one code the latest dated result is printed; an undated one only where there is no other."""
    undated, early, late = ca19_9("", "1"), ca19_9("2020"), ca19_9("2024-02-01", "41")
    assert latest(replace(bare(), records=(undated, late, early))) == [late]
    assert latest(replace(bare(), records=(undated,))) == [undated]


def test_a_replaced_result_is_not_the_latest() -> None:
    """A corrected result stands in the place of the one it replaces."""
    wrong = ca19_9("2024-02-02", "999")
    right = ca19_9("2024-02-01", "41", replaces=wrong.id)
    assert latest(replace(bare(), records=(wrong, right))) == [right]


def test_results_of_one_day_stand_together_the_newest_first() -> None:
    """Last laboratories are told by day."""
    other = replace(ca19_9("2023"), analyte=Coded(text="Bilirubin"), id=ca19_9("2023").id)
    said = [plain(text) for text in laboratories(replace(bare(), records=(other, ca19_9("2024-02-01"))))]
    assert said == ["1 Feb 2024: CA19-9 40 U/mL", "2023: Bilirubin 40 U/mL"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("fold", "7.4-fold"),
        ("copies", "7.4 copies"),
        ("ratio", "ratio 7.4"),
        ("VAF %", "VAF 7.4 %"),
        ("mut/Mb", "7.4 mut/Mb"),
        ("", "7.4"),
    ],
)
def test_a_result_keeps_the_kind_of_its_unit(unit: str, expected: str) -> None:
    """A multiple of the normal is never told as a number of copies."""
    assert plain(result(Biomarker(value=7.4, value_unit=unit))) == expected


def test_a_test_without_result_is_not_negative() -> None:
    """A marker of which only the name is recorded has no result recorded."""
    assert plain(result(Biomarker(name=Coded(text="HER2")))) == "not recorded"


@pytest.mark.parametrize("name", ["ERBB2", "HER2", "ERBB2 (HER2)", "erbb2"])
def test_a_marker_is_known_under_the_name_of_its_gene(name: str) -> None:
    """HER2 tested as ERBB2 is not said to be missing."""
    case = replace(bare(), records=(Biomarker(name=Coded(text=name)),))
    assert not_tested(case) == ["TMB", "MSI"]
