"""A program of its own that changes a file, for the tests that end it.

`hold FILE` opens the file and says so; `change FILE SEED` makes steps and imports without end, each told by
its id once it is kept.
"""

import dataclasses
import random
import sys

from tests.store.books import a_case, filled, put
from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.event import Event
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book


def _tell(text: object) -> None:
    print(text, flush=True)


def _import(book: Book) -> None:
    case = a_case()
    results = tuple(filled(Laboratory, place) for place in range(100))
    patient = dataclasses.replace(case.patient, mrn=new_id())
    book.shelf.add(Case(patient, case.tumour, (*case.records, *results)), "Import case")


def _change(book: Book, dice: random.Random) -> None:
    if book.shelf.count() < 2 or dice.random() < 0.2:
        _import(book)
        return
    case = book.shelf.open(dice.choice(book.shelf.cases()).id)
    chance = dice.random()
    if chance < 0.15:
        if book.journal.undo() is None:
            _import(book)
    elif chance < 0.25:
        if book.journal.redo() is None:
            put(book, case, Event(title=new_id()))
    elif chance < 0.35 and len(case.records) > 5:
        # A finalised outcome goes only with its case.
        removable = [one for one in case.records if not (isinstance(one, AgendaItem) and is_final(one))]
        with book.journal.step("Remove") as step:
            step.drop(case.id, dice.choice(removable).id)
    elif chance < 0.4:
        with book.journal.step("Remove case") as step:
            step.drop(case.id, case.id)
    else:
        kept = [dataclasses.replace(case.patient, note=new_id()), Event(title=new_id()), Laboratory()]
        put(book, case, dice.choice(kept))
        book.drafts.keep("form", f"{book.journal.steps(limit=1)[0].id}")


def _work(what: str, path: str, seed: int) -> None:
    with Book.open(path, author="anna") as book:
        _tell(f"read-only {book.held_by}" if book.read_only else "open")
        if what == "hold":
            book.shelf.add(Case(Patient(mrn="held"), Tumour()))
            _tell("added")
            sys.stdin.read()
            return
        dice = random.Random(seed)
        while True:
            _change(book, dice)
            _tell(book.journal.steps(limit=1)[0].id)


if __name__ == "__main__":
    _work(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
