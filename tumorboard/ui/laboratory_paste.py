"""Laboratory paste: cells of a spreadsheet put into the grid; nothing of them is left out or overwritten."""

from collections.abc import Callable

from tumorboard.domain import cells
from tumorboard.domain.quantities import same_unit
from tumorboard.ui.laboratory_columns import Column
from tumorboard.ui.laboratory_rows import Row, Rows

DATE = -1
"""Stands for the column of dates among those that cells are put into."""


def paste(
    rows: Rows, text: str, place: int, column: int, name: Callable[[Column, str], None]
) -> tuple[int, int]:
    """Put cells into the grid from a cell on, rows and columns added as needed; return the last place.

    A first row that names analytes makes the columns; cells beyond the last column come into new ones, which
    are still to be named. `name` gives a column its name, with the unit and limits that belong to it.
    """
    given = cells.cells_of(text)
    if given and cells.is_head(given[0]):
        targets = _named(rows, given[0], name)
        given = given[1:]
    else:
        targets = list(range(column - 1, len(rows.columns)))
    wide = max((_width(line) for line in given), default=0)
    while len(targets) < wide:
        rows.add_column()
        targets.append(len(rows.columns) - 1)
    while len(rows.rows) < place + len(given):
        rows.rows.append(Row())
    keys = [rows.columns[target].key if target != DATE else "" for target in targets]
    last = (place, column)
    for row, line in zip(rows.rows[place:], given, strict=False):
        for key, cell in zip(keys, line, strict=False):
            if key:
                row.put(key, cell)
            else:
                row.day = cell
    if given and wide:
        last = (place + len(given) - 1, targets[wide - 1] + 1)
    rows.end_empty()
    return last


def _named(rows: Rows, head: list[str], name: Callable[[Column, str], None]) -> list[int]:
    """Return where the cells below a head belong, columns added for analytes there are none of."""
    targets: list[int] = []
    has_days = not cells.is_analyte(head[0])
    for place, cell in enumerate(head):
        if place == 0 and has_days:
            targets.append(DATE)
            continue
        said, unit = cells.head(cell)
        called = cells.analyte_in(said, unit)
        target = next(
            (
                n
                for n, one in enumerate(rows.columns)
                if called and n not in targets and one.name == called and _fits(rows, one, unit)
            ),
            None,
        )
        if target is None:
            column = rows.add_column()
            target = len(rows.columns) - 1
            if called:
                name(column, called)
        if unit:
            rows.columns[target].put("unit", unit)
        targets.append(target)
    return targets


def _fits(rows: Rows, column: Column, unit: str) -> bool:
    """Whether values in a unit may stand in a column: what is typed there already keeps its unit."""
    return not unit or same_unit(column.unit, unit) or not (column.by_hand or rows.is_filled(column))


def _width(line: list[str]) -> int:
    """Return how many cells a line has up to the last that is filled."""
    return max((place for place, cell in enumerate(line, start=1) if cell), default=0)
