"""Cells: what a spreadsheet puts on the clipboard, and what stands in one cell of results."""

import csv
import io
import re
from typing import NamedTuple

from tumorboard.domain import quantities
from tumorboard.domain.plain_text import is_text
from tumorboard.domain.quantities import Quantity, same_unit, show_unit
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import analyte, load
from tumorboard.i18n import _

_HEAD = re.compile(r"(?P<name>.+?)\s*(?:[(\[](?P<inside>[^()\[\]]+)[)\]]|[,;]\s*(?P<behind>[^,;]+))\s*")
_VALUE = re.compile(r"[<>=≤≥+-]{0,2}\s*\d[\d.,]*(?:\s|$|[-–]\s*\d)")
_UNIT = re.compile(r"%|\S*/\S{1,3}(?:/\S+)?")


class Said(NamedTuple):
    """What a cell says: a value, or words, or why there is neither (a shade of absence)."""

    value: Quantity | None = None
    words: str = ""
    absence: str = ""


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of a text of cells: parted by tabs, else by semicolons, else by commas in quotes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not lines:
        return []
    separator = "\t" if "\t" in lines else ";" if ";" in lines else ","
    if separator == "," and '"' not in lines:
        # A comma alone may be a decimal one.
        return [[line.strip()] for line in lines.split("\n")]
    try:
        rows = list(csv.reader(io.StringIO(lines), delimiter=separator, strict=True))
    except csv.Error:
        # A quotation mark that is none would swallow all that follows it.
        rows = [line.split(separator) for line in lines.split("\n")]
    return [[cell.strip() for cell in row] for row in rows]


def text_of(rows: list[list[str]]) -> str:
    """Return cells as a spreadsheet takes them, parted by tabs."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def head(text: str) -> tuple[str, str]:
    """Return name and unit of a column's head, such as `CA19-9 (U/mL)`; the unit is empty where none is."""
    said = " ".join(text.split())
    match = _HEAD.fullmatch(said)
    if match is None or analyte(said):
        return said, ""
    unit = (match["inside"] or match["behind"]).strip()
    return (match["name"], unit) if _is_unit(unit) else (said, "")


def analyte_in(name: str, unit: str) -> str:
    """Return what an analyte is called in a unit, as given where it is not known.

    Some have a code, and so a name, for each unit: nothing in µmol/L is `Bilirubin, total (mg/dL)`.
    """
    known = analyte(name)
    if known is None:
        return name.strip()
    label = known.term.label
    bare = label.removesuffix(f" ({show_unit(known.unit)})")
    if bare == label or not unit or same_unit(known.unit, unit):
        return label
    for term in load("analytes").terms:
        if same_unit(term.extra["unit"], unit) and term.label == f"{bare} ({show_unit(term.extra['unit'])})":
            return term.label
    return f"{bare} ({show_unit(unit)})"


def is_analyte(text: str) -> bool:
    """Whether the head of a column names an analyte that is known."""
    return analyte(head(text)[0]) is not None


def is_head(row: list[str]) -> bool:
    """Whether a row of cells names analytes instead of holding results.

    One of them has to be known, and none may be a value; before them stands what the dates are called.
    """
    if not any(map(is_analyte, row)):
        return False
    first, *others = row
    if any(letter.isdigit() for letter in first) and not is_analyte(first):
        return False
    return not any(_VALUE.match(cell) for cell in others if not is_analyte(cell))


def read(text: str, unit: str) -> Said:
    """Return what a cell says: a value in the unit of its column, or words where no number is in them.

    Unreadable with a sentence where it is neither.
    """
    said = " ".join(text.split())
    if not is_text(said):
        raise Unreadable(_("There is a character in this that is none, perhaps from a paste."))
    if not any(letter.isdigit() for letter in said) and any(letter.isalpha() for letter in said):
        return Said(words=said)
    if not unit and re.search(r"\d\s*[A-Za-zµμ%]", said):
        raise Unreadable(
            _("“{typed}”: write the unit below the grid, for the whole column.").format(typed=said[:50])
        )
    return Said(quantities.read(said, unit))


def _is_unit(text: str) -> bool:
    usual = {term.extra["unit"] for term in load("analytes").terms}
    return bool(_UNIT.fullmatch(text)) or any(same_unit(text, unit) for unit in usual if unit)
