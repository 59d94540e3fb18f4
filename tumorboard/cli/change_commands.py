"""Change commands: what a case came to since a board saw it, or since a day."""

import argparse
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from tumorboard.cli import typed
from tumorboard.cli.commands import DONE, named_case, opened
from tumorboard.cli.terminal import complain, say, say_json
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book
    from tumorboard.store.journal import Change


def changes_(options: argparse.Namespace) -> int:
    """Tell what changed in a case, one change a record, however many steps it took."""
    from tumorboard.handout.changes import Changed, groups, lines

    with opened(options) as book:
        case = named_case(book, options)
        since, changes = _since_day(book, case, options.since) if options.since else _since_board(book, case)
        if options.json:
            say_json({"since": since, "changes": [_plain(book, case, change) for change in changes]})
            return DONE
    listed = [Changed(one.record_kind, one.before, one.after) for one in changes]
    told = lines(groups(case, listed))
    say("\n".join([since["words"], *told]))
    if not told:
        complain(_("Nothing has changed."))
    return DONE


def _since_board(book: "Book", case: "Case") -> "tuple[dict[str, Any], list[Change]]":
    from tumorboard.domain import dates
    from tumorboard.domain.board import last_board
    from tumorboard.domain.headline import headline

    item = last_board(book.boards.of_case(case.id))
    if item is None:
        raise Problem(_("This case was at no board yet; say with --since from which day on."))
    words = _("Since {board}").format(board=headline(item))
    if item.finalised_on:
        words = _("{since}, finalised {date}").format(since=words, date=dates.show(item.finalised_on))
    since = {
        "board": item.board,
        "on": str(item.on) if item.on else None,
        "item_id": item.id,
        "finalised_on": str(item.finalised_on) if item.finalised_on else None,
        "words": words,
    }
    return since, book.boards.changes_since(case.id, item)


def _since_day(book: "Book", case: "Case", text: str) -> "tuple[dict[str, Any], list[Change]]":
    from tumorboard.domain import dates

    day = typed.full_day(text, "--since")
    assert day.earliest
    # From midnight here, as whoever types a day means it.
    begin = datetime.combine(day.earliest, time()).astimezone()
    words = _("Since {date}").format(date=dates.show(day))
    return {"on": str(day), "words": words}, book.journal.changes_since(case.id, begin)


def _plain(book: "Book", case: "Case", change: "Change") -> dict[str, Any]:
    """Return a change as JSON: which record, what it is called, and each field before and after in words."""
    from tumorboard.domain.differences import differences
    from tumorboard.domain.records import record_class
    from tumorboard.store.naming import name_of, name_of_image

    image = change.after or change.before
    assert image is not None
    found = differences(
        record_class(change.record_kind),
        change.before,
        change.after,
        lambda id_: name_of(book.journal, case, id_),
    )
    state = "new" if change.before is None else "removed" if change.after is None else "changed"
    return {
        "kind": change.record_kind,
        "id": change.record_id,
        "state": state,
        "record": name_of_image(change.record_kind, image),
        "at": change.step.at,
        "author": change.step.author,
        "differences": [{"label": one.label, "before": one.before, "after": one.after} for one in found],
    }
