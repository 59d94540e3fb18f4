import pytest

from tumorboard.domain.cells import Said, analyte_in, cells_of, head, is_head, read, text_of
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
        ("1.2.2024;50,5\n2.2.2024;60", [["1.2.2024", "50,5"], ["2.2.2024", "60"]]),
        ('"12 Feb 2024","1,200"', [["12 Feb 2024", "1,200"]]),
        ("50,5\n60", [["50,5"], ["60"]]),
        ('a\t"two\nlines"', [["a", "two\nlines"]]),
        ('a\t"b\nc\td', [["a", '"b'], ["c", "d"]]),
        ("", []),
    ],
)
def test_cells_of_the_clipboard(text: str, cells: list[list[str]]) -> None:
    """Tabs part cells, else semicolons, else commas in quotes; a comma alone may be a decimal one."""
    assert cells_of(text) == cells


def test_what_is_copied_can_be_pasted() -> None:
    """Cells survive the way to the clipboard and back."""
    rows = [["1 Feb 2024", "<2.0"], ["", 'a "word"']]
    assert cells_of(text_of(rows)) == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CA19-9 (U/mL)", ("CA19-9", "U/mL")),
        ("CEA [ng/mL]", ("CEA", "ng/mL")),
        ("CA199, kU/L", ("CA199", "kU/L")),
        ("ALT", ("ALT", "")),
        ("Bilirubin (µmol/L)", ("Bilirubin", "µmol/L")),
        ("PLT (×10⁹/L)", ("PLT", "×10⁹/L")),
        ("Hb (venous)", ("Hb (venous)", "")),
        ("Marker (serum/plasma)", ("Marker (serum/plasma)", "")),
        ("eGFR (CKD-EPI 2021)", ("eGFR (CKD-EPI 2021)", "")),
    ],
)
def test_the_head_of_a_column_is_a_name_and_perhaps_a_unit(text: str, said: tuple[str, str]) -> None:
    """The unit stands in brackets or behind a comma."""
    assert head(text) == said


def test_a_first_row_is_a_head_where_it_names_analytes() -> None:
    """One that is known is enough; a row with a value or a date in it holds results."""
    assert is_head(["Date", "CA19-9", "CEA"])
    assert is_head(["Date", "CA19-9", "5-HIAA", "", "Marker X"])
    assert is_head(["CEA", "CA19-9"])
    assert not is_head(["1.2.2024", "50", "2"])
    assert not is_head(["1.2.2024", "CEA"])
    assert not is_head(["Date", "CEA", "<2.0"])
    assert not is_head(["Date", "Marker X"])
    assert not is_head(["Date"])


def test_a_cell_is_a_value_or_words() -> None:
    """What holds no figure is said in words; a figure has to be a value."""
    assert read("< 2.0", "U/mL") == Said(Quantity("<", "2.0", "U/mL"))
    assert read("no abnormal  change", "U/mL") == Said(words="no abnormal change")
    for text in ("see letter 7", "4-7", "12 ng/mL", "hi\x00gh"):
        with pytest.raises(Unreadable):
            read(text, "U/mL")


def test_a_unit_belongs_to_the_column() -> None:
    """Where a column has no unit yet, one behind a value is asked for in its place."""
    with pytest.raises(Unreadable, match="below the grid"):
        read("12 ng/mL", "")


@pytest.mark.parametrize(
    ("name", "unit", "called"),
    [
        ("bilirubin", "µmol/L", "Bilirubin, total (µmol/L)"),
        ("bilirubin", "mg/dL", "Bilirubin, total (mg/dL)"),
        ("bilirubin", "", "Bilirubin, total (mg/dL)"),
        ("Creatinine (µmol/L)", "mg/dL", "Creatinine (mg/dL)"),
        ("creatinine", "mmol/L", "Creatinine (mmol/L)"),
        ("CA199", "kU/L", "CA19-9"),
        ("Marker X", "g/L", "Marker X"),
    ],
)
def test_an_analyte_is_called_by_its_unit_where_its_name_says_one(name: str, unit: str, called: str) -> None:
    """No value stands under the name, and so the code, of another unit."""
    assert analyte_in(name, unit) == called
