"""Cells: what a spreadsheet puts on the clipboard, and what stands in one cell of results."""

import csv
import io
import re

from tumorboard.domain import quantities
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import analyte
from tumorboard.i18n import _

_HEAD = re.compile(r"(?P<name>.+?)\s*(?:[(\[](?P<inside>[^()\[\]]+)[)\]]|[,;]\s*(?P<behind>[^,;]+))?\s*")


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of a text of cells: parted by tabs, else by semicolons, else by commas in quotes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not lines:
        return []
    separator = "\t" if "\t" in lines else ";" if ";" in lines else ","
    if separator == "," and '"' not in lines:
        # A comma alone may be a decimal one.
        return [[line.strip()] for line in lines.split("\n")]
    rows = csv.reader(io.StringIO(lines), delimiter=separator)
    return [[cell.strip() for cell in row] for row in rows]


def text_of(rows: list[list[str]]) -> str:
    """Return cells as a spreadsheet takes them, parted by tabs."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def head(text: str) -> tuple[str, str]:
    """Return name and unit of a column's head, such as `CA19-9 (U/mL)`; the unit is empty where none is."""
    match = _HEAD.fullmatch(text.strip())
    if match is None or analyte(text.strip()):
        return text.strip(), ""
    return match["name"], (match["inside"] or match["behind"] or "").strip()


def is_head(row: list[str]) -> bool:
    """Whether a row of cells names analytes instead of holding results."""
    named = [analyte(head(cell)[0]) for cell in row[1:] if cell]
    return bool(named) and all(named)


def read(text: str, unit: str) -> tuple[Quantity | None, str]:
    """Return what a cell says: a value in the unit of its column, or words where no number is in them.

    Unreadable with a sentence where it is neither.
    """
    said = " ".join(text.split())
    if not any(letter.isdigit() for letter in said) and any(letter.isalpha() for letter in said):
        return None, said
    if not unit and re.search(r"\d\s*[A-Za-zµμ%]", said):
        raise Unreadable(
            _("“{typed}”: write the unit below the grid, for the whole column.").format(typed=said)
        )
    return quantities.read(said, unit), ""
