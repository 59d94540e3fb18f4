from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.entering import TODAY
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity
from tumorboard.store.laboratories import Habit
from tumorboard.ui.laboratory_columns import Column, column_from
from tumorboard.ui.laboratory_paste import paste
from tumorboard.ui.laboratory_rows import Rows

CITY = Habit("U/mL", 0, 37, "ECLIA", "City")
OTHER_ASSAY = Habit("U/mL", 0, 35, "CLIA", "City")
LAKESIDE = Habit("U/mL", None, 34, "", "Lakeside")
HABITS = (CITY, OTHER_ASSAY, LAKESIDE)
Made = Callable[..., Rows]


@pytest.fixture
def made() -> Made:
    """Give what makes rows with columns of some names, in their usual units."""

    def make(*names: str, **more: Any) -> Rows:
        rows = Rows(lambda: "dmy", lambda: TODAY, **more)
        for name in names:
            _name(rows.add_column(), name)
        return rows

    return make


def _name(column: Column, name: str) -> None:
    column.name = name
    column.remember((), "", "", {"CA19-9": "U/mL", "CEA": "ng/mL"}.get(name, ""))


def _said(column: Column) -> tuple[str, str, str]:
    return column.unit, column.low, column.high


def test_limits_are_those_of_the_laboratory_and_its_assay() -> None:
    """Of another laboratory or assay only the unit is taken; an assay that is not named counts as any."""
    column = Column("1", "CA19-9")
    for laboratory, method, said in (
        ("city", "eclia", ("U/mL", "0", "37")),
        ("City", "CLIA", ("U/mL", "0", "35")),
        ("City", "", ("U/mL", "0", "37")),
        ("City", "RIA", ("U/mL", "", "")),
        ("Lakeside", "RIA", ("U/mL", "", "34")),
        ("Nowhere", "", ("kU/L", "", "")),
        ("", "", ("kU/L", "", "")),
    ):
        column.remember(HABITS, laboratory, method, "kU/L")
        assert _said(column) == said, (laboratory, method)


def test_limits_belong_to_a_unit() -> None:
    """They go while another unit is typed, and come back with one that is the same; typed ones stay."""
    column = Column("1", "CA19-9")
    column.remember(HABITS, "City", "ECLIA", "")
    column.put("unit", "U/L")
    assert _said(column) == ("U/L", "", "")
    column.put("unit", "kU/L")
    assert _said(column) == ("kU/L", "0", "37")
    column.put("high", "39")
    column.put("unit", "U/L")
    assert _said(column) == ("U/L", "", "39")
    column.remember(HABITS, "Lakeside", "", "")
    assert _said(column) == ("U/L", "", "39")


@pytest.mark.parametrize(
    ("text", "limit", "fault"),
    [
        ("37", 37, ""),
        ("2,5", 2.5, ""),
        ("1250000", 1_250_000, ""),
        ("37 U/mL", 37, ""),
        ("1,200", None, "two ways"),
        ("<37", None, "not a bound"),
        ("normal", None, "not a number"),
        ("37 ng/mL", None, "units are not converted"),
    ],
)
def test_a_limit_is_read_as_a_value_is(text: str, limit: float | None, fault: str) -> None:
    """What could be two numbers, a bound or no number is no limit, and says so."""
    column = Column("1", "CA19-9", "U/mL", high=text)
    assert column.limit("high") == limit
    assert fault in column.fault()
    assert bool(fault) == bool(column.fault())


def test_a_name_goes_with_the_unit() -> None:
    """Bilirubin in µmol/L is not recorded under the code it has in mg/dL."""
    column = Column("1", "Bilirubin, total (mg/dL)", "mg/dL")
    assert (column.coded, column.title) == (
        Coded("1975-2", "LOINC", "Bilirubin, total (mg/dL)"),
        "Bilirubin, total\nmg/dL",
    )
    column.put("unit", "umol/L")
    assert (column.coded, column.title) == (
        Coded("14631-6", "LOINC", "Bilirubin, total (µmol/L)"),
        "Bilirubin, total\nµmol/L",
    )
    column.put("unit", "g/L")
    assert column.coded == Coded(text="Bilirubin, total (g/L)")


def test_results_of_a_column_with_a_faulty_limit_are_not_kept(made: Made) -> None:
    """They are drawn, but stay in the grid when the rest is kept, for the limit would be lost with them."""
    rows = made("CA19-9", "CEA")
    for column, text in enumerate(("1.2.2025", "50", "2")):
        rows.set_text(0, column, text)
    rows.columns[0].put("high", "<37")
    assert [str(one.analyte) for one in rows.records({})] == ["CA19-9", "CEA"]
    (kept,) = rows.records({}, whole=True)
    assert str(kept.analyte) == "CEA"
    ((place, column, sentence),) = rows.unread()
    assert (place, column) == (0, 1)
    assert sentence == "CA19-9: Upper limit: “<37”: one number is expected here, not a bound."
    assert rows.take_out({kept.id})
    assert rows.text(0, 1) == "50"


def test_why_there_is_no_result_is_kept(made: Made) -> None:
    """A question mark is asked for and unknown, a stroke is not done, as in every form."""
    rows = made("CA19-9", "CEA")
    for column, text in enumerate(("1.2.2025", "?", "/")):
        rows.set_text(0, column, text)
    assert rows.unread() == []
    unknown, not_done = rows.records({})
    assert (unknown.value, unknown.absent) == (None, (("value", "unknown"),))
    assert (not_done.value, not_done.absent) == (None, (("value", "not done"),))


def test_a_letter_makes_one_record_anew(made: Made) -> None:
    """All other records are the very ones they were; a date is of all results of its row."""
    rows = made("CA19-9", "CEA")
    paste(rows, "1.2.2025\t50\t2\n2.2.2025\t60\t3", 0, 0, _name)
    before = rows.records({"method": ""})
    rows.set_text(0, 1, "501")
    after = rows.records({"method": ""})
    assert [one is other for one, other in zip(before, after, strict=True)] == [False, True, True, True]
    assert [one.id for one in before] == [one.id for one in after]
    rows.set_text(1, 0, "3.2.2025")
    assert [one.on for one in rows.records({"method": ""})][2:] == [Day("2025-02-03")] * 2
    assert {one.method for one in rows.records({"method": "ECLIA"})} == {"ECLIA"}
    rows.columns[1].put("high", "5")
    assert [one.high for one in rows.records({"method": ""})] == [None, 5, None, 5]


def test_a_date_that_cannot_be_read_is_told_even_alone(made: Made) -> None:
    """What was typed is not passed over because no result stands beside it yet, and it stays."""
    rows = made("CA19-9")
    rows.set_text(0, 0, "31 Feb 2024")
    ((place, column, sentence),) = rows.unread()
    assert (place, column) == (0, 0)
    assert sentence.startswith("Row 1, date: ")
    assert rows.take_out(set())
    assert rows.text(0, 0) == "31 Feb 2024"


def test_of_a_wide_paste_nothing_is_lost(made: Made) -> None:
    """Cells beyond the last column come into columns that ask for a name, and are kept once they have it."""
    rows = made("CA19-9")
    assert paste(rows, "1.2.2025\t50\t2\t\n2.2.2025\t60\t3\t", 0, 0, _name) == (1, 2)
    assert [column.name for column in rows.columns] == ["CA19-9", ""]
    assert len(rows.records({})) == 2
    ((place, column, sentence),) = rows.unread()
    assert (place, column) == (0, 2)
    assert sentence == "Column 3: the analyte of this column is not named: type it below the grid."
    _name(rows.columns[1], "CEA")
    assert rows.unread() == []
    assert [str(one.value) for one in rows.records({})] == ["50 U/mL", "2 ng/mL", "60 U/mL", "3 ng/mL"]


def test_a_head_makes_the_columns(made: Made) -> None:
    """Analytes that are not known are taken as they are named, and a column without a name asks for it."""
    rows = made("CEA")
    head = "Date\tCA199 (kU/L)\tMarker X\t\tCEA"
    paste(rows, f"{head}\n1.2.2025\t50\t7\t8\t2", 0, 1, _name)
    assert [(one.name, one.unit) for one in rows.columns] == [
        ("CEA", "ng/mL"),
        ("CA19-9", "kU/L"),
        ("Marker X", ""),
        ("", ""),
    ]
    assert [rows.text(0, column) for column in range(5)] == ["1.2.2025", "2", "50", "7", "8"]


def test_a_head_without_dates_holds_analytes_alone(made: Made) -> None:
    """Its first column is one of results."""
    rows = made("CA19-9")
    paste(rows, "CEA\tCA19-9\n2\t50", 0, 0, _name)
    assert [rows.text(0, column) for column in range(3)] == ["", "50", "2"]


def test_a_head_changes_no_unit_of_what_is_typed(made: Made) -> None:
    """The same analyte in another unit has a column of its own, and so has one that is named twice."""
    rows = made("CEA")
    rows.set_text(0, 1, "2")
    paste(rows, "Date\tCEA (mg/L)\tCEA (mg/L)\n1.2.2025\t5\t6", 1, 0, _name)
    assert [(one.name, one.unit) for one in rows.columns] == [
        ("CEA", "ng/mL"),
        ("CEA", "mg/L"),
        ("CEA", "mg/L"),
    ]
    assert [str(one.value) for one in rows.records({}, whole=True)] == ["2 ng/mL", "5 mg/L", "6 mg/L"]


def test_what_is_kept_already_keeps_what_is_not_typed_here(made: Made) -> None:
    """A result that is changed in the grid keeps its state, what it replaces, and the code of its analyte."""
    kept = Laboratory(
        id="kept",
        on=Day("2025-01-01"),
        analyte=Coded("24108-3", "LOINC", "Carbohydrate antigen"),
        value=Quantity("", "44", "U/mL"),
        status="corrected",
        replaces="other",
        absent=(("on", "unknown"), ("method", "unknown")),
    )
    rows = made("CA19-9", kept={"kept": kept}.get)
    rows.set_text(0, 0, "1.2.2025")
    rows.set_text(0, 1, "45")
    rows.rows[0].ids[rows.columns[0].key] = "kept"
    (record,) = rows.records({})
    assert (record.id, record.status, record.replaces) == ("kept", "corrected", "other")
    assert (record.analyte, record.absent) == (kept.analyte, (("method", "unknown"),))
    assert (record.on, str(record.value)) == (Day("2025-02-01"), "45 U/mL")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"columns": None, "rows": "none"},
        {"columns": [{"unit": "g/L"}, 7], "rows": [None, {"day": 5, "texts": [], "ids": {"1": 2}}]},
        {"rows": [{"texts": {"of no column": "5"}}]},
    ],
)
def test_what_does_not_fit_is_passed_over(made: Made, typed: dict[str, Any]) -> None:
    """A draft of another version or a damaged one leaves an empty grid, and no error."""
    rows = made("CA19-9")
    rows.take_up(typed)
    assert [column.name for column in rows.columns] == ["CA19-9"]
    assert list(rows.filled()) == []
    assert rows.rows[-1].is_empty


def test_a_column_comes_back_with_what_was_typed_by_hand() -> None:
    """What was not typed by hand follows the laboratory again."""
    column = Column("1", "CA19-9")
    column.remember(HABITS, "City", "ECLIA", "")
    column.put("high", "39")
    again = column_from(column.typed())
    assert again is not None
    assert _said(again) == _said(column)
    again.remember(HABITS, "Lakeside", "", "")
    assert _said(again) == ("U/mL", "", "39")
