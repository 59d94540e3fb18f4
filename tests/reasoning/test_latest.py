from dataclasses import replace
from typing import Any

import pytest

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.reasoning.latest import recorded, words


def _result(day: str, value: str, unit: str = "U/mL", name: str = "CA19-9", **more: Any) -> Laboratory:
    sign = value[0] if value[0] in "<>" else ""
    quantity = Quantity(sign, value.removeprefix(sign), unit)
    return Laboratory(on=Day(day), analyte=Coded(text=name), value=quantity, **more)


def _case(*records: Record) -> Case:
    return Case(Patient(mrn="1"), Tumour(), records)


def test_a_result_is_put_beside_the_last_the_limit_and_the_lowest() -> None:
    """All three are said where all three are known."""
    case = _case(
        SystemicLine(label="GP", start=Day("2024-12"), ongoing=True),
        _result("2024-06-01", "10"),
        _result("2025-01-01", "44"),
        _result("2025-02-01", "50"),
    )
    said = words(case, _result("2025-03-01", "71", high=37))
    assert said == (
        "71 U/mL is 1.4 × the last (50) and 1.9 × this laboratory's limit (37). "
        "+61 % from the lowest of this line (44)."
    )


@pytest.mark.parametrize(
    "other",
    [
        _result("2025-01-01", "<2.0"),
        _result("2025-01-01", "50", unit="kU/mL"),
        _result("2025-01-01", "50", name="CEA"),
        _result("2025-01-01", "50", method="ECLIA"),
        _result("2025-04", "50"),
        _result("../2025-06", "50"),
        _result("2025", "50"),
    ],
    ids=["bound", "unit", "analyte", "assay", "later", "perhaps later", "this year"],
)
def test_what_cannot_be_compared_is_not(other: Laboratory) -> None:
    """A bound, another unit, analyte or assay, and what may be later are nothing to be measured by."""
    assert words(_case(other), _result("2025-03-01", "71", method="CLIA")) == ""


def test_a_corrected_result_is_not_the_last() -> None:
    """What was replaced is no value any more."""
    wrong = _result("2025-02-01", "440")
    case = _case(_result("2025-01-01", "40"), wrong, _result("2025-02-01", "44", replaces=wrong.id))
    assert words(case, _result("2025-03-01", "88")).startswith("88 U/mL is 2.0 × the last (44).")


@pytest.mark.parametrize(
    "one", [_result("2025-03-01", "<2.0"), Laboratory(text_value="high"), _result("2025-03-01", "0")]
)
def test_of_what_is_no_number_nothing_is_said(one: Laboratory) -> None:
    """A bound, words and zero are no multiple of anything."""
    assert words(_case(_result("2025-01-01", "44")), one) == ""


def test_the_same_result_is_known_again_under_any_name() -> None:
    """Day, analyte and value make a result; its own id is not a second one."""
    here = _result("2025-01-01", "44", name="CA199")
    assert recorded(_case(here), _result("2025-01-01", "44"))
    assert not recorded(_case(here), here)
    assert not recorded(_case(here), _result("2025-01-02", "44"))
    assert recorded(_case(here), _result("2025-01-01", "44.0", unit="kU/L"))
    assert not recorded(_case(here), _result("2025-01-01", "<44"))


def test_words_are_the_same_result_only_where_they_are_the_same_words() -> None:
    """A result in words is known again; one without value or words is nothing to know."""
    here = Laboratory(on=Day("2025-01-01"), analyte=Coded(text="CEA"), text_value="normal")
    assert recorded(_case(here), replace(here, id="other"))
    assert not recorded(_case(here), replace(here, id="other", text_value="high"))
    empty = replace(here, text_value="")
    assert not recorded(_case(empty), replace(empty, id="other"))


def test_a_case_that_was_changed_is_read_anew() -> None:
    """What is kept of a case for the next letter typed is of that very case."""
    result = _result("2025-03-01", "88")
    case = _case(_result("2025-01-01", "40"))
    assert words(case, result) == "88 U/mL is 2.2 × the last (40)."
    assert words(case.with_record(_result("2025-02-01", "44")), result) == "88 U/mL is 2.0 × the last (44)."
    assert words(case, result) == "88 U/mL is 2.2 × the last (40)."


def test_the_code_says_which_analyte_it_is() -> None:
    """However the laboratory calls it, a result with the code of CA19-9 is one."""
    named = replace(_result("2025-01-01", "44"), analyte=Coded("24108-3", "LOINC", "Carbohydrate antigen"))
    assert words(_case(named), _result("2025-03-01", "88")).startswith("88 U/mL is 2.0 × the last (44).")


def test_large_numbers_are_written_out() -> None:
    """A limit of more than a million keeps its digits."""
    assert words(_case(), _result("2025-03-01", "2500000", unit="/uL", name="X", high=1_250_000)).endswith(
        "2.0 × this laboratory's limit (1,250,000)."
    )
