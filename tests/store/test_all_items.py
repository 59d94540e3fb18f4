"""What was on the agendas of all cases is read once, and is what the file holds all the same."""

from dataclasses import replace
from datetime import date

from tests.reasoning.boards import advice, item, task
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.tumour import Tumour
from tumorboard.reasoning.follow_through import has_passed, open_tasks
from tumorboard.store.boards import Boards, Placed
from tumorboard.store.book import Book

TODAY = date(2025, 3, 18)


def _case(*items: AgendaItem) -> Case:
    return Case(Patient(id=new_id(), mrn=new_id()), Tumour(id=new_id()), items)


def _fresh(book: Book) -> list[Placed]:
    return Boards(book._connection, book.journal, writable=False).all_items()


def test_what_is_remembered_follows_every_change() -> None:
    """Of whatever case: put, answered, undone, done again, moved with its meeting, or deleted."""
    meeting = Meeting(name="Liver board", on=Day("2025-03-20"))
    first = _case(item("2025-02-06", advice("surgery"), finalised_on="2025-02-06", snapshot=b"{}"))
    second = _case(item("2025-03-20", outcome="", meeting=meeting.id), item("2024-01-11", task("Call")))
    with Book.in_memory() as book:
        assert book.boards.all_items() == []
        book.boards.put([meeting])
        book.shelf.add(first)
        book.shelf.add(second)
        assert book.boards.all_items() == _fresh(book)
        assert len(book.boards.all_items()) == 3
        changed = book.shelf.open(first.id).of(AgendaItem)[0]
        row = replace(changed.recommendations[0], fulfilment="done")
        with book.journal.step("Answer") as step:
            step.put(first.id, replace(changed, recommendations=(row,)))
        assert book.boards.all_items() == _fresh(book)
        assert book.boards.all_items()[1].item.recommendations[0].fulfilment == "done"
        book.boards.put([replace(meeting, on=Day("2025-01-02"))])
        assert [one.item.on for one in book.boards.all_items()] == [
            Day("2024-01-11"),
            Day("2025-01-02"),
            Day("2025-02-06"),
        ]
        for doing in (book.journal.undo, book.journal.undo, book.journal.redo):
            doing()
            assert book.boards.all_items() == _fresh(book)
        with book.journal.step("Delete") as step:
            step.drop(second.id, second.id)
        assert book.boards.all_items() == _fresh(book)
        assert {one.case_id for one in book.boards.all_items()} == {first.id}
        book.journal.undo()
        assert book.boards.all_items() == _fresh(book)


def test_many_changed_cases_are_read_anew_together() -> None:
    """More than one statement takes in good time."""
    cases = [_case(item("2025-02-06")) for _place in range(120)]
    with Book.in_memory() as book:
        assert book.boards.all_items() == []
        for case in cases:
            book.shelf.add(case)
        assert {one.case_id for one in book.boards.all_items()} == {case.id for case in cases}


def test_whoever_is_given_the_list_may_change_it() -> None:
    """What is remembered stays."""
    with Book.in_memory() as book:
        book.shelf.add(_case(item("2025-02-06")))
        book.boards.all_items().clear()
        assert len(book.boards.all_items()) == 1


def test_open_tasks_are_counted_by_the_day_they_are_due() -> None:
    """As many as the items tell, overdue or not."""
    dues = ("2025-03-01", "2025-03-01", "2025-03", "")
    closed = [task("done", "2025-01-01", state="done"), task("dropped", state="dropped")]
    rows = [task("open", due, state="open") if due else task("open") for due in dues]
    with Book.in_memory() as book:
        book.shelf.add(_case(item("2025-02-06", *rows, *closed), item("2025-02-13", task("another"))))
        counted = dict(book.boards.open_tasks())
        assert counted == {Day("2025-03-01"): 2, Day("2025-03"): 1, None: 2}
        found = open_tasks(book.boards.all_items(), TODAY)
        assert sum(counted.values()) == len(found)
        late = sum(count for due, count in counted.items() if has_passed(due, TODAY))
        assert late == sum(one.days_over is not None for one in found) == 2
