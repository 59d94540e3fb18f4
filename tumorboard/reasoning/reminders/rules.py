"""Rules: the texts of the reminders, and how one is made of what was found."""

import csv
import io
from functools import cache
from typing import NamedTuple

from tumorboard import resources
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Place, Reminder, State

About = str | tuple[str, ...]


class Rule(NamedTuple):
    """One line of `resources/reminders.csv`."""

    title: str
    why: str
    source: str
    verified: bool


@cache
def rules() -> dict[str, Rule]:
    """Return the rules by their numbers."""
    rows = csv.DictReader(io.StringIO(resources.text("reminders.csv")), strict=True)
    return {
        row["rule"]: Rule(row["title"], row["why"], row["source"], row["verified"] == "yes") for row in rows
    }


def due(rule: str, about: About, sentence: str, *rests_on: Place) -> Reminder:
    """Return a reminder that is due."""
    return _made(rule, about, "due", sentence, rests_on)


def not_due(rule: str, about: About, sentence: str, *rests_on: Place) -> Reminder:
    """Return a reminder that is not due, because of what is recorded."""
    return _made(rule, about, "not due", sentence, rests_on)


def not_evaluated(
    rule: str, about: About, sentence: str, *rests_on: Place, missing: tuple[str, ...]
) -> Reminder:
    """Return a reminder that cannot be evaluated, because something is missing."""
    return _made(rule, about, "not evaluated", sentence, rests_on, missing)


def _made(
    rule: str,
    about: About,
    state: State,
    sentence: str,
    rests_on: tuple[Place, ...],
    missing: tuple[str, ...] = (),
) -> Reminder:
    told = rules()[rule]
    ids = (about,) if isinstance(about, str) else about
    return Reminder(
        rule=rule,
        about=ids,
        title=_(told.title),
        state=state,
        sentence=sentence,
        why=_(told.why),
        rests_on=rests_on or tuple(Place(id_) for id_ in ids),
        source=told.source,
        verified=told.verified,
        missing=missing,
    )
