"""Work that takes a while can be stopped, and several steps are kept together or not at all."""

import sqlite3
from pathlib import Path

import pytest

from tests.bench.patients import large_case
from tests.store.books import a_case, check, content, put
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem, Stopped
from tumorboard.domain.event import Event
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.i18n import N_
from tumorboard.store.book import Book
from tumorboard.store.journal import Changed


@pytest.fixture(scope="module")
def large() -> Case:
    """Give a case that takes a while to add."""
    return large_case(1, 1000)


def test_steps_kept_together_are_told_once(book: Book, case: Case) -> None:
    """Several cases added together are as many steps to undo, told as one change when all are kept."""
    told: list[Changed] = []
    book.journal.watch(told.append)
    other = a_case(1)
    with book.journal.together():
        for one in (case, other):
            book.shelf.add(one, N_("Import case"))
        assert not told
    (change,) = told
    assert change.case_ids == {case.id, other.id}
    assert len(book.journal.steps()) == 2
    book.journal.undo()
    assert [row.id for row in book.shelf.cases()] == [case.id]
    check(book)


def test_a_step_kept_together_with_others_is_whole_or_not_at_all(book: Book, case: Case) -> None:
    """What a step wrote before it failed is gone, where the others are kept all the same."""
    drug = Drug()
    with book.journal.together():
        book.shelf.add(case)
        with pytest.raises(sqlite3.IntegrityError):
            put(book, case, SystemicLine(drugs=(drug, drug)))
        with pytest.raises(RuntimeError), book.journal.step("Outer"):
            book.journal.undo()
        with pytest.raises(RuntimeError), book.journal.together():
            pass
        put(book, case, Event(title="x"))
    assert [step.title for step in book.journal.steps()] == ["Change", "Add case"]
    check(book)


def test_steps_kept_together_are_kept_all_or_none(book: Book, case: Case) -> None:
    """Where the second of two cases is refused, the first is not kept, and nobody is told."""
    before = content(book)
    told: list[Changed] = []
    book.journal.watch(told.append)

    def add_twice() -> None:
        with book.journal.together():
            book.shelf.add(case)
            book.shelf.add(case)

    with pytest.raises(Problem):
        add_twice()
    assert content(book) == before
    assert not told
    book.shelf.add(case)
    assert len(told) == 1


def test_adding_a_case_can_be_stopped(book: Book, large: Case) -> None:
    """A case of which the adding is stopped leaves nothing, and can be added afterwards."""
    before = content(book)
    with pytest.raises(Stopped), book.stopping(lambda: True):
        book.shelf.add(large)
    assert content(book) == before
    book.shelf.add(large)
    assert book.shelf.open(large.id) == large


def test_the_search_for_damage_can_be_stopped(tmp_path: Path, large: Case) -> None:
    """A file whose opening is stopped is not held, and is as it was."""
    path = tmp_path / "cases.tumorboard"
    with Book.open(path) as book:
        book.shelf.add(large)
    before = path.read_bytes()
    with pytest.raises(Stopped):
        Book.open(path, stopped=lambda: True)
    assert path.read_bytes() == before
    with Book.open(path) as book:
        assert not book.read_only
        assert book.shelf.count() == 1
