"""Short: what of a case summary is left where it has to stand on one sheet.

Rows leave from the end, the oldest of each table first, and the page says how many. Who it is
about, the question, the diagnosis, the figure and what is not recorded stay.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tumorboard.handout.runs import Text, joined, said, strong
from tumorboard.handout.tables import Table
from tumorboard.i18n import _, plural

_LEAST = ((0, 0, 2, 4, 5, 3, 6), (0, 0, 1, 2, 3, 2, 4), (0, 0, 0, 0, 0, 0, 0))
"""How many rows each keeps as long as others can leave, in three rounds: of other events, adverse events,
imaging, pathology, open items, laboratories and treatments."""


@dataclass(frozen=True, slots=True)
class Content:
    """What of a case summary is made of rows; the tables in the order in which they stand on the page."""

    treatments: Table
    laboratories: tuple[Text, ...]
    to_check: tuple[Text, ...]
    tables: tuple[Table, ...]
    missing: tuple[Text, ...] = ()
    """What is not recorded, which no want of room hides."""
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Shorter:
    """How a page can be made shorter: the HTML of its body without so many rows, `rows` at most."""

    rows: int
    without: Callable[[int], str]


def newest_first(content: Content) -> Content:
    """Return a content with the last result of each table first, as the first ones leave first."""
    tables = (replace(one, rows=one.rows[::-1], notes=one.notes[::-1]) for one in content.tables)
    return replace(content, tables=tuple(tables))


def rows(content: Content) -> int:
    """Return how many rows can leave."""
    return sum(count for _title, count in _counted(content))


def shortened(content: Content, count: int) -> tuple[Content, Text]:
    """Return what is left without so many rows and without any remark on a row, and what was left out."""
    counted = _counted(content)
    kept = _kept([there for _title, there in counted], count)
    *of_tables, checks, results, lines = kept
    tables = [
        _cut(table, table.rows[:left]) for table, left in zip(content.tables[::-1], of_tables, strict=True)
    ]
    done = content.treatments.rows
    made = replace(
        content,
        # The treatments stand as they followed one another: the first ones are the oldest.
        treatments=_cut(content.treatments, done[len(done) - lines :]),
        laboratories=content.laboratories[:results],
        to_check=content.to_check[:checks],
        tables=tuple(table for table in tables[::-1] if table.rows or table.otherwise or table.remarks),
    )
    return made, _words(content, [(*one, left) for one, left in zip(counted, kept, strict=True)])


def _counted(content: Content) -> list[tuple[str, int]]:
    """Return what rows there are of and how many, what leaves first before what leaves next."""
    return [
        *((table.title, len(table.rows)) for table in content.tables[::-1]),
        (_("Open items"), len(content.to_check)),
        (_("Last laboratories"), len(content.laboratories)),
        (content.treatments.title, len(content.treatments.rows)),
    ]


def _kept(counts: list[int], count: int) -> list[int]:
    """Return how many rows of each are left: each gives what it can spare before any gives all."""
    kept = list(counts)
    for least in _LEAST:
        for place, few in enumerate(least):
            gone = max(min(kept[place] - few, count), 0)
            kept[place] -= gone
            count -= gone
    return kept


def _cut(table: Table, kept: tuple[tuple[Text, ...], ...]) -> Table:
    if len(kept) == len(table.rows):
        return replace(table, notes=())
    if not kept:
        # What is left out altogether is told with the rest, and is not "not recorded".
        return replace(table, rows=(), notes=(), otherwise=())
    title = _("{title} (the latest {kept} of {all})")
    words = title.format(title=table.title, kept=len(kept), all=len(table.rows))
    return replace(table, title=words, rows=kept, notes=())


def _words(content: Content, counted: list[tuple[str, int, int]]) -> Text:
    of_each = [
        said(_("{title}, {gone} of {all}").format(title=title, gone=there - kept, all=there))
        for title, there, kept in reversed(counted)
        if kept < there
    ]
    notes = sum(bool(note) for table in (content.treatments, *content.tables) for note in table.notes)
    if notes:
        of_each.append(said(plural("{count} remark on a row", "{count} remarks on rows", notes)))
    if content.pictures:
        of_each.append(said(plural("{count} picture", "{count} pictures", content.pictures)))
    told = joined(of_each, "; ")
    return said(strong(_("Only in the full handout")), ": ", told, ".") if told else ()
