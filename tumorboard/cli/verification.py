"""Verification: which board a printed page or a hash is of, and whether all is still as it was then."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tumorboard.cli.board_words import board
from tumorboard.cli.commands import DONE, opened
from tumorboard.cli.terminal import complain, say
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _, plural

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem
    from tumorboard.domain.case import Case
    from tumorboard.exchange.snapshot import Seen
    from tumorboard.store.boards import Kept
    from tumorboard.store.book import Book

NOT_INTACT = 1
LARGEST = 200_000_000
"""Bytes of a PDF."""


def verify_(options: argparse.Namespace) -> int:
    """Tell whose page a PDF or a hash is, and what is not as it was; 1 where anything kept is not intact.

    That the case went on since is told and no fault.
    """
    from tumorboard.exchange import snapshot

    with opened(options) as book:
        found, faults = _found(book, options.what)
        case = book.shelf.open(found.case_id)
        item = _item(case, found.item_id)
        faults = [*_damage(found), *faults]
        lines = _head(case, item, found)
        if not _damage(found):
            seen = snapshot.read(found.snapshot)
            different = snapshot.changed_since(seen, case)
            if seen.item_id != item.id or (item.record_kind, item.id) in different:
                faults.insert(0, _("The outcome in the file is not the one that was finalised."))
            lines += _since(book, case, seen, different)
    say("\n".join(lines))
    for fault in faults:
        complain(f"tumorboard: {fault}")
    return NOT_INTACT if faults else DONE


def _found(book: "Book", what: str) -> "tuple[Kept, list[str]]":
    """Return what is kept of the board that a PDF or hash names, and why the PDF is not the page kept."""
    from tumorboard.exchange import snapshot

    path = Path(what)
    if not (path.is_file() or path.suffix.lower() == ".pdf"):
        return _kept(book, snapshot.hash_in(what)), []
    from tumorboard.exchange import pdf, whole_file

    data = whole_file.read(path, LARGEST)
    same = snapshot.digest(data)
    for one in book.boards.kept(same):
        if one.page_hash == same:
            return one, []
    named = pdf.snapshot_in(data)
    if not named:
        sentence = _("{path} is not a page that is kept in this file, and names no board in it.")
        raise Problem(sentence.format(path=path))
    sentence = _("{path} names this board but is not the page that was kept of it, byte for byte.")
    return _kept(book, named), [sentence.format(path=path)]


def _kept(book: "Book", hash_: str) -> "Kept":
    found = book.boards.kept(hash_)
    if not found:
        raise Problem(_("No board is kept in this file under {hash}.").format(hash=hash_))
    if len(found) > 1:
        raise Problem(_("Several boards are kept under {hash}; give more of its digits.").format(hash=hash_))
    return found[0]


def _item(case: "Case", item_id: str) -> "AgendaItem":
    from tumorboard.domain.board import AgendaItem

    item = case.get(item_id)
    assert isinstance(item, AgendaItem)
    return item


def _damage(found: "Kept") -> list[str]:
    """Return what of the bytes kept is not what its hash says."""
    from tumorboard.exchange.snapshot import digest

    faults = []
    if found.snapshot is None or digest(found.snapshot) != found.snapshot_hash:
        faults.append(_("What is kept as the board saw it is not what was kept then."))
    if found.page_hash and (found.page is None or digest(found.page) != found.page_hash):
        faults.append(_("The printed page that is kept is not the one that was kept then."))
    return faults


def _head(case: "Case", item: "AgendaItem", found: "Kept") -> list[str]:
    from tumorboard.domain import dates
    from tumorboard.domain.fields import shown
    from tumorboard.domain.patient import name_of

    name = name_of(case.patient) or _("name not recorded")
    finalised = _("finalised {date} by {who}").format(
        date=dates.show(item.finalised_on) if item.finalised_on else shown(item, "finalised_on"),
        who=shown(item, "finalised_by"),
    )
    return [
        _("{name}, MRN {mrn}").format(name=name, mrn=shown(case.patient, "mrn")),
        f"{board(item)}, {finalised}",
        _("as the board saw it: SHA-256 {hash}").format(hash=found.snapshot_hash),
        _("printed page: SHA-256 {hash}").format(hash=found.page_hash)
        if found.page_hash
        else _("no printed page was kept"),
    ]


def _since(book: "Book", case: "Case", seen: "Seen", different: list[tuple[str, str]]) -> list[str]:
    """Return what of a case is not as its board saw it."""
    from tumorboard.domain.records import record_class
    from tumorboard.store.naming import name_of, name_of_image

    if not different:
        return [_("The case is still as the board saw it.")]
    lines = [
        plural(
            "{count} record is not as the board saw it:",
            "{count} records are not as the board saw them:",
            len(different),
        )
    ]
    for kind, id_ in different:
        if id_ not in seen.records:
            words, name = _("new: {record}"), name_of(book.journal, case, id_)
        elif case.find(id_) is None:
            words, name = _("removed: {record}"), name_of_image(kind, seen.records[id_][1])
        else:
            words, name = _("changed: {record}"), name_of(book.journal, case, id_)
        title = _(record_class(kind).record_title)
        lines.append("  " + words.format(record=" ".join(f"{title}: {name}".split())))
    return lines
