"""Typed: what is written at the prompt, taken as dates and choices, or refused in a sentence."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tumorboard.domain.errors import Problem
from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.dates import Day
    from tumorboard.domain.record import Record


def day(text: str, option: str) -> "Day":
    """Return the day that was typed for an option; what could be meant in two ways is refused.

    A window shows how a date was taken, a command goes on with it: so it is not to be guessed here.
    """
    from tumorboard.domain.date_reading import DateOrder, read
    from tumorboard.domain.unreadable import Unreadable

    orders: tuple[DateOrder, ...] = ("dmy", "mdy")
    try:
        meant = {read(text, order, date.today(), future=True).day for order in orders}
    except Unreadable as error:
        raise Problem(f"{option}: {error.sentence}") from None
    if len(meant) > 1:
        sentence = _("{option}: “{typed}” can be read in two ways; write it as in 2025-03-20.")
        raise Problem(sentence.format(option=option, typed=text))
    return meant.pop()


def full_day(text: str, option: str) -> "Day":
    """Return the one day that was typed, which must be known exactly."""
    found = day(text, option)
    if not found.is_exact:
        sentence = _("{option}: “{typed}” is not one day; write it as in 2025-03-20.")
        raise Problem(sentence.format(option=option, typed=text))
    return found


def at_time(on: "Day", clock: str) -> "Day":
    """Return a full date with a time of day such as 14:00."""
    from tumorboard.domain.dates import Day

    assert on.earliest
    hour, _colon, minute = clock.strip().partition(":")
    try:
        return Day.of(on.earliest, f"{int(hour):02}:{minute}")
    except ValueError:
        sentence = _("--time: “{typed}” is not a time of day such as 14:00.")
        raise Problem(sentence.format(typed=clock)) from None


def choice(record_class: "type[Record]", name: str, text: str, option: str) -> str:
    """Return the code of a choice of a field that was typed by its code or its words; Problem otherwise."""
    from tumorboard.domain.fields import ChoiceField, field_of

    field: Any = field_of(record_class, name)
    assert isinstance(field, ChoiceField)
    wanted = text.strip().casefold()
    for one in field.choices:
        if wanted in (one.code.casefold(), _(one.label).casefold()):
            return one.code
    sentence = _("{option}: “{typed}” is none of {choices}.")
    listed = ", ".join(_(one.label) for one in field.choices)
    raise Problem(sentence.format(option=option, typed=text, choices=listed))


def refuse_problems(record: "Record") -> None:
    """Raise a Problem where a record lacks what it needs or holds what cannot be."""
    from tumorboard.domain.record import problems

    for problem in problems(record):
        raise Problem(problem.sentence)
