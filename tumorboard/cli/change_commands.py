"""Change commands: what a case came to since a board saw it, or since a day."""

import argparse
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from tumorboard.cli import typed
from tumorboard.cli.board_words import line
from tumorboard.cli.commands import DONE, named_case, opened
from tumorboard.cli.terminal import complain, say, say_json
from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem
    from tumorboard.domain.case import Case
    from tumorboard.domain.differences import Difference
    from tumorboard.store.book import Book
    from tumorboard.store.journal import Change

STATES = {"new": N_("New"), "changed": N_("Changed"), "removed": N_("Removed")}


def changes_(options: argparse.Namespace) -> int:
    """Tell what changed in a case, one change a record, however many steps it took."""
    with opened(options) as book:
        case = named_case(book, options)
        since, changes = _since_day(book, case, options.since) if options.since else _since_board(book, case)
        told = [(change, *_told(book, case, change)) for change in changes]
    if options.json:
        say_json({"since": since, "changes": [_plain(*one) for one in told]})
        return DONE
    say(since["words"])
    if not told:
        complain(_("Nothing has changed."))
    for state in STATES:
        for change, words, differences in told:
            if _state(change) == state:
                say("\n".join(_lines(change, words, differences)))
    return DONE


def last_board(items: "list[AgendaItem]") -> "AgendaItem | None":
    """Return the item that was finalised last; None where none is."""
    final = [one for one in items if one.finalised_on is not None]
    return max(final, key=lambda one: (one.finalised_on, one.on is not None, one.on, one.id), default=None)


def _since_board(book: "Book", case: "Case") -> "tuple[dict[str, Any], list[Change]]":
    from tumorboard.domain import dates
    from tumorboard.domain.headline import headline

    item = last_board(book.boards.of_case(case.id))
    if item is None:
        raise Problem(
            _("No outcome of a board is finalised for this case; say with --since from which day on.")
        )
    assert item.finalised_on
    words = _("Since {board}, finalised {date}").format(
        board=headline(item), date=dates.show(item.finalised_on)
    )
    since = {
        "board": item.board,
        "on": str(item.on) if item.on else None,
        "item_id": item.id,
        "finalised_on": str(item.finalised_on),
        "words": words,
    }
    return since, book.journal.changes_since_board(case.id, item.id)


def _since_day(book: "Book", case: "Case", text: str) -> "tuple[dict[str, Any], list[Change]]":
    from tumorboard.domain import dates

    day = typed.full_day(text, "--since")
    assert day.earliest
    # From midnight here, as whoever types a day means it.
    begin = datetime.combine(day.earliest, time()).astimezone()
    words = _("Since {date}").format(date=dates.show(day))
    return {"on": str(day), "words": words}, book.journal.changes_since(case.id, begin)


def _told(book: "Book", case: "Case", change: "Change") -> "tuple[str, list[Difference]]":
    """Return what a changed record is called, and what of it changed."""
    from tumorboard.domain import dates
    from tumorboard.domain.differences import differences
    from tumorboard.domain.headline import headline
    from tumorboard.domain.record import filed_on
    from tumorboard.domain.records import record_class
    from tumorboard.store.naming import name_of, record_of

    image = change.after or change.before
    assert image is not None
    found = differences(
        record_class(change.record_kind),
        change.before,
        change.after,
        lambda id_: name_of(book.journal, case, id_),
    )
    record = record_of(change.record_kind, image)
    on = filed_on(record)
    return line(headline(record), dates.show(on) if on else ""), found


def _state(change: "Change") -> str:
    if change.before is None:
        return "new"
    return "removed" if change.after is None else "changed"


def _lines(change: "Change", words: str, differences: "list[Difference]") -> list[str]:
    from tumorboard.domain.records import record_class

    title = _(record_class(change.record_kind).record_title)
    head = line(f"{_(STATES[_state(change)])}: {title if words == title else f'{title}: {words}'}")
    # Of what came or went its name says enough; all of it is in the JSON.
    rest = differences if _state(change) == "changed" else []
    return [head, *(f"  {_difference(one)}" for one in rest)]


def _difference(one: "Difference") -> str:
    sides = [side for side in (one.before, one.after) if side is not None]
    return line(f"{one.label}: {' → '.join(sides)}")


def _plain(change: "Change", words: str, differences: "list[Difference]") -> dict[str, Any]:
    return {
        "kind": change.record_kind,
        "id": change.record_id,
        "state": _state(change),
        "record": words,
        "at": change.step.at,
        "author": change.step.author,
        "differences": [
            {"label": one.label, "before": one.before, "after": one.after} for one in differences
        ],
    }
