import pytest

from tumorboard.domain.cells import cells_of, head, is_head, read, text_of
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
    ],
)
def test_the_head_of_a_column_is_a_name_and_perhaps_a_unit(text: str, said: tuple[str, str]) -> None:
    """The unit stands in brackets or behind a comma."""
    assert head(text) == said


def test_a_first_row_is_a_head_where_it_names_analytes() -> None:
    """Results are none, and neither is a row in which only some are named."""
    assert is_head(["Date", "CA19-9", "CEA"])
    assert not is_head(["1.2.2024", "50", "2"])
    assert not is_head(["Date"])


def test_a_cell_is_a_value_or_words() -> None:
    """What holds no figure is said in words; a figure has to be a value."""
    assert read("< 2.0", "U/mL") == (Quantity("<", "2.0", "U/mL"), "")
    assert read("no abnormal  change", "U/mL") == (None, "no abnormal change")
    for text in ("see letter 7", "4-7", "12 ng/mL"):
        with pytest.raises(Unreadable):
            read(text, "U/mL")


def test_a_unit_belongs_to_the_column() -> None:
    """Where a column has no unit yet, one behind a value is asked for in its place."""
    with pytest.raises(Unreadable, match="below the grid"):
        read("12 ng/mL", "")
