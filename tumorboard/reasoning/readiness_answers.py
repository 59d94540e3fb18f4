"""Readiness answers: the ways in which a record, the last of several or each of them answers an item."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.fields import field_of, shown
from tumorboard.domain.headline import headline
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.record import Record, when
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _, plural

State = Literal["there", "missing", "stated absent", "does not apply"]
Ask = Callable[[Case, AgendaItem | None, date], "Answer"]
_UNKNOWN = ("unknown", "not tested")
"""Choices by which a field itself says that something was asked for and is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case says to one item, and which form, field and record fill it (no id: a new record)."""

    state: State
    words: str
    kind: str
    field: str
    record_id: str = ""


def of_field(record: Record, name: str) -> Answer:
    """Answer with one field of a record that every case has."""
    return Answer(_state(record, name), shown(record, name), record.record_kind, name, record.id)


def _state(record: Record, name: str) -> State:
    value = getattr(record, name)
    if value in _UNKNOWN or name in dict(record.absent):
        return "stated absent"
    return "missing" if value == field_of(type(record), name).empty else "there"


def of_latest(
    records: Sequence[Record],
    kind: str,
    says: tuple[str, ...],
    first: str = "",
    wanted: Callable[[Any], bool] = lambda record: True,
) -> Answer:
    """Answer with the last wanted record that says something in one of the fields `says`, and its day.

    A record that is there and says nothing, such as a specimen without a result, is no answer; the form of
    it is opened at the first of the fields, that of a new one at the field `first`.
    """
    told = last(records, lambda one: wanted(one) and any(_state(one, name) == "there" for name in says))
    if told:
        return Answer("there", dated(headline(told), told), kind, says[0], told.id)
    newest = last(records, wanted)
    if newest is None:
        return Answer("missing", _("not recorded"), kind, first or says[0])
    stated = next((name for name in says if _state(newest, name) == "stated absent"), "")
    state: State = "stated absent" if stated else "missing"
    words = _("{record}: {what}").format(
        record=dated(headline(newest), newest), what=shown(newest, stated or says[0])
    )
    return Answer(state, words, kind, stated or says[0], newest.id)


def last(records: Sequence[Record], wanted: Callable[[Any], bool]) -> Record | None:
    """Return the last wanted record that has a day, or else the last wanted; records are in order of time."""
    # From the end, as a case may hold thousands of results and this is asked while somebody types.
    found = None
    for one in reversed(records):
        if wanted(one):
            if when(one):
                return one
            found = found or one
    return found


def of_each(kind: str, field: str, wanted: Callable[[Case], Iterable[Any]]) -> Ask:
    """Answer whether a field is filled in all records that ought to have it."""

    def ask(case: Case, item: AgendaItem | None, today: date) -> Answer:
        listed = list(wanted(case))
        if not listed:
            return Answer("does not apply", _("none is recorded"), kind, field)
        states = [_state_of_each(one, field) for one in listed]
        empty = [one for one, state in zip(listed, states, strict=True) if state == "missing"]
        if empty:
            words = ", ".join(headline(one) for one in empty[:3]) + (" …" if len(empty) > 3 else "")
            return Answer("missing", words, kind, field, empty[0].id)
        words = plural("{count} record", "{count} records", len(listed))
        if stated := states.count("stated absent"):
            words += plural(", {count} unknown or not done", ", {count} unknown or not done", stated)
        state: State = "there" if "there" in states else "stated absent"
        return Answer(state, words, kind, field, listed[-1].id)

    return ask


def _state_of_each(record: Record, name: str) -> State:
    """Return the state of a field; a line begins where its drugs say that it does."""
    if name == "start" and isinstance(record, SystemicLine) and dates_of(record).start:
        return "there"
    return _state(record, name)


def dated(words: str, record: Record) -> str:
    """Return words about a record with its day, which is never filled up."""
    day = when(record)
    return f"{words}, {dates.show(day)}" if day else f"{words}, {_('not dated')}"
