"""Asked: for which board a case is printed, what it still lacks for it, and what changed since the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.meeting import Meeting
from tumorboard.handout.changes import Changed, Group, groups, since_words
from tumorboard.handout.runs import Text, said, small, strong
from tumorboard.i18n import _, uncapital
from tumorboard.reasoning import readiness


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in a case since a board: its name and day, and the records as the journal has them."""

    board: str
    on: Day | None
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The agenda item a page is printed for; `lacking` are the labels of what is missing by `profile`."""

    item: AgendaItem | None = None
    profile: str = ""
    lacking: tuple[str, ...] = ()
    since: Since | None = None


def lacking(case: Case, item: AgendaItem, meeting: Meeting | None, today: date) -> tuple[str, ...]:
    """Return what a case does not answer of the profile of a meeting, of the usual one without a meeting."""
    wanted = readiness.profile(meeting.profile if meeting else "")
    found = readiness.missing(readiness.readiness(case, item, wanted, today))
    return tuple(uncapital(entry.label) for entry in found)


def where(asked: Asked | None) -> str:
    """Return for which board a page is: its name, day, place on the agenda and the kind of discussion."""
    item = asked.item if asked else None
    if item is None:
        return ""
    position = "" if item.position is None else _("number {position}").format(position=f"{item.position:g}")
    discussion = shown(item, "discussion") if item.discussion else ""
    parts = (item.board, dates.show(item.on) if item.on else "", position, discussion)
    return " · ".join(part for part in parts if part)


def missing(asked: Asked | None) -> Text:
    """Return what the board's profile asks for and nobody recorded, in one text."""
    if asked is None or not asked.lacking:
        return ()
    words = _("Missing for the board ({profile})").format(profile=asked.profile)
    return said(strong(words), ": ", small(f"{'; '.join(asked.lacking)}."))


def news(case: Case, asked: Asked | None) -> tuple[str, Sequence[Group]]:
    """Return since which board changes are told, and the changes by sort; no words where there was none."""
    since = asked.since if asked else None
    if since is None:
        return "", ()
    return since_words(since.on, since.board), groups(case, since.changed)
