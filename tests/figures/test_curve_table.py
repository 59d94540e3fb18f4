import csv
import io

import pytest
from hypothesis import given

from tests.figures.cases import TODAY, case_of, result
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.figures.analytes import analytes
from tumorboard.figures.curve_table import HEADER, csv_text, read_csv
from tumorboard.figures.marker_curve import marker_curve
from tumorboard.figures.overview import overview

RESULTS = (
    result("../2017-09", "1200", high=37.0, method="ECLIA"),
    result("2018-06", "<2.0", unit="kU/L"),
    result("2019-01-01T08:30", "35"),
    result("", "5.0"),
)


def test_a_table_has_every_result_as_it_was_recorded() -> None:
    """Dates as far as they are known, comparators and digits as typed, the undated too."""
    rows = list(csv.DictReader(io.StringIO(csv_text(marker_curve(case_of(*RESULTS))))))
    assert [row["date"] for row in rows] == ["../2017-09", "2018-06", "2019-01-01T08:30", ""]
    assert [row["comparator"] + row["value"] for row in rows] == ["1200", "<2.0", "35", "5.0"]
    assert [row["unit"] for row in rows] == ["U/mL", "kU/L", "U/mL", "U/mL"]
    assert rows[0]["upper limit"] == "37.0"
    assert rows[0]["record"] == "../2017-09"


def test_a_table_is_read_back() -> None:
    """Even from a program that begins the file with a mark of its own."""
    text = csv_text(marker_curve(case_of(*RESULTS)))
    assert read_csv(text) == RESULTS
    assert read_csv("\ufeff" + text) == RESULTS


@given(cases())
def test_any_results_come_back_from_their_table(case: Case) -> None:
    """Whatever was typed, but for the shades of absence, which a table does not have."""
    for name in analytes(case):
        kept = marker_curve(case, name).results
        back = read_csv(csv_text(marker_curve(case, name)))
        assert [told(one) for one in back] == [told(one) for one in kept]


def told(one: Laboratory) -> tuple[object, ...]:
    """Return what a table says of a result."""
    return (one.id, one.on, one.value, one.text_value, one.low, one.high, one.method, one.note, one.source)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "first row"),
        ("date,value\n2019,5\n", "first row"),
        (",".join(HEADER) + "\n2019,5\n", "Row 2"),
        (",".join(["2019-13", *[""] * (len(HEADER) - 1)]), "first row"),
        (",".join(HEADER) + "\n" + ",".join(["2019-13", *[""] * (len(HEADER) - 1)]), "Row 2"),
    ],
)
def test_what_is_no_table_is_refused_with_its_row(text: str, part: str) -> None:
    """The sentence says where to look."""
    with pytest.raises(Problem, match=part):
        read_csv(text)


def test_a_second_analyte_follows_the_first() -> None:
    """The results of both are in the table, each in its unit, and come back from it."""
    second = tuple(
        result(day, "12", f"b {day}", unit="µmol/L", analyte=Coded("14631-6", "LOINC"))
        for day in ("2019-02-01", "2018-02-01")
    )
    first = result("2019-01-01", "120")
    found = overview(case_of(first, *second), second="14631-6", today=TODAY)
    assert read_csv(csv_text(*found.curves)) == (first, *reversed(second))
