"""What changed since a board is what the journal came to, one change a record."""

from datetime import UTC, datetime
from typing import Any

from tests.store.books import changed, put
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.store.journal import Change


def _case(book: Book, *records: Any) -> Case:
    case = Case(Patient(mrn=new_id()), Tumour(), records)
    book.shelf.add(case)
    return case


def _item(on: str = "2025-03-20") -> AgendaItem:
    return AgendaItem(question="?", on=Day(on))


def _final(on: str = "2025-03-20") -> AgendaItem:
    return AgendaItem(question="?", on=Day(on), outcome="discussed", finalised_on=Day(on))


def _since(book: Book, case: Case, item: AgendaItem) -> list[tuple[str, str | None, str | None]]:
    """Return what changed since a board: the id, and the title or note before and after."""
    return [_told(change) for change in book.journal.changes_since_board(case.id, item.id)]


def _told(change: Change) -> tuple[str, str | None, str | None]:
    before, after = (
        None if image is None else image.get("title", image.get("note", ""))
        for image in (change.before, change.after)
    )
    return change.record_id, before, after


def test_nothing_changed_since_a_board_that_was_just_closed(book: Book) -> None:
    """Nor is there anything since one that is not closed, or that is not there."""
    draft = _item()
    case = _case(book, draft, Event(title="Trip"))
    assert book.journal.changes_since_board(case.id, draft.id) == []
    put(book, case, Event(title="Before"))
    final = changed(draft, finalised_on=Day("2025-03-20"))
    put(book, case, final)
    assert book.journal.changes_since_board(case.id, draft.id) == []
    assert book.journal.changes_since_board(case.id, new_id()) == []


def test_what_changed_since_a_board_is_told_once_a_record(book: Book) -> None:
    """As it was then and as it is now, in the order in which the changes began; other cases' are not."""
    first, second, third = (Event(title=title) for title in ("One", "Two", "Three"))
    final = _final()
    case, other = _case(book, first, second, third, final), _case(book)
    new = Event(title="New")
    put(book, case, changed(second, title="Two, again"))
    put(book, case, new, changed(first, title="One, again"))
    put(book, other, Event(title="Other"))
    put(book, case, changed(second, title="Two at last"))
    with book.journal.step("Remove") as step:
        step.drop(case.id, third.id)
    assert _since(book, case, final) == [
        (second.id, "Two", "Two at last"),
        (new.id, None, "New"),
        (first.id, "One", "One, again"),
        (third.id, "Three", None),
    ]
    # The step told is that which last touched the record.
    changes = book.journal.changes_since_board(case.id, final.id)
    steps = {change.record_id: change.step.id for change in changes}
    assert steps[second.id] > steps[first.id]


def test_what_came_to_nothing_is_no_change(book: Book) -> None:
    """Added and removed, changed and changed back, undone, or deleted with the case and brought back."""
    event, final = Event(title="One"), _final()
    case = _case(book, event, final)
    new = Event(title="New")
    put(book, case, new)
    with book.journal.step("Remove") as step:
        step.drop(case.id, new.id)
    put(book, case, changed(event, title="Other"))
    put(book, case, event)
    put(book, case, changed(event, title="Undone"))
    book.journal.undo()
    with book.journal.step("Remove") as step:
        step.drop(case.id, event.id)
    book.journal.undo()
    with book.journal.step("Delete case") as step:
        step.drop(case.id, case.id)
    book.journal.undo()
    assert book.journal.changes_since_board(case.id, final.id) == []


def test_a_change_of_the_patient_counts_for_each_of_her_cases(book: Book) -> None:
    """Under whichever it was written; of another patient it does not."""
    final = _final()
    case = _case(book, final)
    second = Case(case.patient, Tumour(label="Second"))
    book.shelf.add(second)
    stranger = _case(book)
    put(book, second, changed(case.patient, note="Allergic"))
    put(book, stranger, changed(stranger.patient, note="Other"))
    put(book, second, Event(title="Of the second tumour"))
    assert _since(book, case, final) == [(case.patient.id, "", "Allergic")]


def test_each_board_has_its_own_since(book: Book) -> None:
    """What came between two boards is new to the first alone, the second board among it."""
    first, draft = _final("2025-03-06"), _item("2025-03-20")
    case = _case(book, first, draft)
    event, later = Event(title="Between"), Event(title="After")
    put(book, case, event)
    second = changed(draft, finalised_on=Day("2025-03-20"))
    put(book, case, second)
    put(book, case, later)
    assert [id_ for id_, *_words in _since(book, case, first)] == [event.id, second.id, later.id]
    assert _since(book, case, second) == [(later.id, None, "After")]


def test_what_changed_since_a_moment_is_told(book: Book) -> None:
    """From that moment on, whatever the zone it is told in; the clock here goes on by a second a step."""
    case = _case(book)
    for number in range(4):
        put(book, case, Event(title=str(number)))
    times = [datetime.fromisoformat(step.at) for step in reversed(book.journal.steps(case.id))]
    assert len(times) == 5

    def titles(at: datetime) -> list[Any]:
        changes = book.journal.changes_since(case.id, at)
        return [change.after and change.after.get("title") for change in changes]

    assert titles(times[3]) == ["2", "3"]
    assert titles(times[3].astimezone()) == ["2", "3"]
    assert titles(datetime(2099, 1, 1, tzinfo=UTC)) == []
    assert titles(datetime(2000, 1, 1, tzinfo=UTC)) == [None, None, "0", "1", "2", "3"]
