"""Record cells: the columns of the table of records, and what stands in each of its cells.

Nothing recorded is an empty cell in a table as on paper; what was asked for in vain, what is missing and what
does not belong to a record all look different from that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.fields import (
    ABSENCES,
    NOT_DONE,
    UNKNOWN,
    Field,
    RowsField,
    field_of,
    fields_of,
    filled,
)
from tumorboard.domain.headline import headline
from tumorboard.domain.record import FieldProblem, Record, filed_on, until
from tumorboard.domain.records import record_class
from tumorboard.handout.runs import one_line
from tumorboard.i18n import N_, _

DAY, KIND, WHAT = "day", "kind", "what"
_TITLES = {DAY: N_("Date"), KIND: N_("Kind"), WHAT: N_("What")}
_DATES = {UNKNOWN: N_("date unknown"), NOT_DONE: N_("not done")}
ALL = (DAY, KIND, WHAT, "note", "source")
"""The columns over all kinds of record; the last two are fields of every one of them."""
LONGEST = 200
"""Letters of a text that stand in a cell; the rest is in its tip and in the form."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: a text, what is said more quietly behind it, and what is to be looked at."""

    text: str = ""
    quiet: bool = False
    behind: str = ""
    look: str = ""
    applies: bool = True

    @property
    def words(self) -> str:
        """All of it as one text."""
        return " · ".join(part for part in (self.text, self.behind, self.look) if part)


def columns(case: Case, kind: str, brought: Collection[str]) -> tuple[str, ...]:
    """Return the columns for one kind of record: what any of them holds, what is required or brought in."""
    if not kind:
        return ALL
    of_kind = [record for record in case.everything() if record.record_kind == kind]
    held = {field.name for record in of_kind for field, _value in filled(record)}
    held |= {name for record in of_kind for name, _shade in record.absent}
    sort = record_class(kind)
    fields = [one for one in fields_of(sort) if one.required or one.name in held or one.name in brought]
    names = [one.name for one in fields]
    if sort.begins and sort.begins not in names:
        names.append(sort.begins)
    # The day leads, wherever it is declared: it is what the rows are ordered by.
    return tuple(sorted(names, key=lambda name: name != sort.begins))


def title_of(column: str, kind: str) -> str:
    """Return what stands above a column."""
    if column in _TITLES:
        return _(_TITLES[column])
    return _(field_of(record_class(kind) if kind else Record, column).label)


def field_in(record: Record, column: str) -> Field | None:
    """Return the field of a record that a column shows; None where it has none there."""
    name = (record.begins or record.filed) if column == DAY else column
    if not name or column in (KIND, WHAT):
        return None
    field = field_of(type(record), name)
    return field if field.applies(record) else None


def cell(case: Case, record: Record, column: str, problems: Collection[FieldProblem]) -> Cell:
    """Return what stands in a column of a record."""
    if column == KIND:
        return Cell(_(record.record_title), quiet=True)
    if column == WHAT:
        look = " ".join(problem.sentence for problem in problems)
        return Cell(headline(record), behind=_lasting(record), look=look)
    if column == DAY and not (record.begins or record.filed):
        return Cell(applies=False)
    field = field_in(record, column)
    if field is None:
        return Cell(applies=False)
    value = getattr(record, field.name)
    wrong = any(problem.path.partition("[")[0].partition(".")[0] == field.name for problem in problems)
    if value != field.empty:
        text = words(case, field, value)
        return Cell(look=text) if wrong and column != DAY else Cell(text)
    if shade := dict(record.absent).get(field.name, ""):
        return Cell(_((_DATES if column == DAY else ABSENCES)[shade]), quiet=True)
    if field.name == record.begins:
        ended = until(record)
        return Cell(_("until {date}").format(date=dates.show(ended)) if ended else _("not dated"), quiet=True)
    return Cell(look=_("missing")) if field.required else Cell()


def words(case: Case, field: Field, value: Any) -> str:
    """Return a value in one line, with links as what they lead to says."""
    if field.kind in ("link", "links"):
        ids = (value,) if isinstance(value, str) else value
        return ", ".join(_named(case, id_) for id_ in ids)
    if isinstance(field, RowsField):
        return "; ".join(", ".join(words(case, *pair) for pair in filled(row)) for row in value)
    return one_line(field.show(value))


def everything_in(case: Case, record: Record) -> str:
    """Return all words of a record, for the filter."""
    day = filed_on(record)
    parts = [_(record.record_title), headline(record), dates.show(day) if day else _("not dated")]
    return " ".join([*parts, *(words(case, field, value) for field, value in filled(record))])


def _named(case: Case, id_: str) -> str:
    record = case.find(id_)
    return headline(record) if record else _("a record that is gone")


def _lasting(record: Record) -> str:
    ended = until(record)
    if getattr(record, "ongoing", None):
        return _("ongoing")
    begun = getattr(record, record.begins) if record.begins else None
    if ended is None or begun is None or ended == begun:
        return ""
    return _("until {date}").format(date=dates.show(ended))
