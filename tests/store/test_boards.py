"""Meetings and agendas of a file: in order, found, moved, and what is kept of each board."""

import dataclasses
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.books import changed, check, content, filled, put
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document, snapshot
from tumorboard.store.boards import OF_FILE, Kept, Placed
from tumorboard.store.book import Book
from tumorboard.store.journal import Changed

TODAY = date(2025, 3, 20)


def _meeting(name: str = "Liver board", on: str = "2025-03-20T14:00", **values: Any) -> Meeting:
    return Meeting(name=name, on=Day(on) if on else None, **values)


def _case(book: Book, *records: Any) -> Case:
    case = Case(Patient(mrn=new_id()), Tumour(), records)
    book.shelf.add(case)
    return case


def _item(on: str = "2025-03-20", **values: Any) -> AgendaItem:
    return AgendaItem(question="?", on=Day(on) if on else None, **values)


def _final(on: str = "2025-03-20", **values: Any) -> AgendaItem:
    return _item(on, outcome="discussed", finalised_on=Day(on), **values)


def _ids(placed: list[Placed]) -> list[str]:
    return [one.item.id for one in placed]


def test_meetings_are_told_in_order_of_time(book: Book) -> None:
    """Whatever the order in which they were planned, each with its seats."""
    first, second, third = _meeting("B", "2025-03-13"), _meeting("A", "2025-03-20T14:00"), _meeting("A", "")
    second = changed(second, attendance=(Attendance(specialty="Surgery"), Attendance(name="Dr Li")))
    book.boards.put([third, second, first])
    assert book.boards.meetings() == [first, second, third]
    assert book.boards.meeting(second.id) == second
    with pytest.raises(KeyError):
        book.boards.meeting(new_id())
    check(book)


def test_a_meeting_of_every_field_is_read_as_it_was_put(book: Book) -> None:
    """Also one that is half filled."""
    meetings = [Meeting(), *(filled(Meeting, place) for place in range(4))]
    book.boards.put(meetings)
    assert {one.id: one for one in book.boards.meetings()} == {one.id: one for one in meetings}
    check(book)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        (["2025-03-13T14:00"], None),
        (["2025-03-13T14:00", "2025-03-27T14:00", "2025-04-03T14:00"], "2025-03-27T14:00"),
        (["2025-03-20T08:00", "2025-03-27T14:00"], "2025-03-20T08:00"),
        (["2025-03", "2025-03-27"], "2025-03"),
        (["2025-02", "2025-03-27"], "2025-03-27"),
        (["", "2025-03-27"], "2025-03-27"),
        (["", "2025-03-13"], ""),
    ],
)
def test_the_next_meeting_is_the_first_from_today_on(
    book: Book, days: list[str], expected: str | None
) -> None:
    """One of today is, also once its hour has come; one without a day only where there is no other."""
    book.boards.put([_meeting(on=day) for day in days])
    found = book.boards.next(TODAY)
    assert (found and str(found.on or "")) == expected


def test_a_closed_meeting_is_not_the_next(book: Book) -> None:
    """One that is being held still is."""
    closed, held = _meeting(on="2025-03-20", state="closed"), _meeting(on="2025-03-21", state="held")
    book.boards.put([closed, held])
    assert book.boards.next(TODAY) == held


LIVER = _meeting("Liver board", "2025-03-20T14:00")
LIVER_LATER = _meeting("Liver board", "2025-03-27T14:00", id="5d1f0c9e-3b7a-4e52-8c61-2f9a7d4b6e30")
BOARD = _meeting("Bile duct board", "2025-03-20T16:00")
SHORT = _meeting("Bile", "2025-04-03")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIVER_LATER.id, LIVER_LATER),
        ("bile duct", BOARD),
        ("DUCT bile", BOARD),
        ("Bile", SHORT),
        (" bile ", SHORT),
        ("liver 2025-03-27", LIVER_LATER),
        ("liver 20 Mar 2025", LIVER),
        ("bile duct board 20 mar 2025", BOARD),
        ("2025-03-27", LIVER_LATER),
        ("03-27", LIVER_LATER),
        ("2025-03-20T16:00", BOARD),
        ("2025-04", SHORT),
    ],
)
def test_a_meeting_is_found_by_what_names_it_alone(book: Book, text: str, expected: Meeting) -> None:
    """By its id, its name or a part of it, and by its day; a whole name is no part of a longer one."""
    book.boards.put([LIVER, LIVER_LATER, BOARD, SHORT, _meeting("", "")])
    assert book.boards.find(text) == expected


def test_what_names_no_meeting_or_several_is_said(book: Book) -> None:
    """With those it may be, and that their day tells them apart."""
    book.boards.put([LIVER, LIVER_LATER, _meeting("", "")])
    for text in ("", "   ", "lung", "liver lung", "2024", new_id()):
        with pytest.raises(Problem, match="No meeting is found for"):
            book.boards.find(text)
    sentence = (
        "Several meetings are found for “liver”; add the day: Liver board, 20 Mar 2025 14:00;"
        " Liver board, 27 Mar 2025 14:00."
    )
    with pytest.raises(Problem) as told:
        book.boards.find("liver")
    assert str(told.value) == sentence


def test_a_meeting_that_moves_takes_its_cases_along(book: Book) -> None:
    """One step tells their new board and day, but not of an outcome that is finalised, nor of another's."""
    meeting, other = _meeting(), _meeting("Other")
    on = {"meeting": meeting.id, "board": meeting.name}
    items = [_item(**on), _item(**on, outcome="deferred", note="kept", page=b"%PDF"), _final(**on)]
    elsewhere = _item("2025-03-20T14:00", meeting=other.id, board="Other")
    one, two = _case(book, items[0], items[2]), _case(book, items[1], elsewhere)
    book.boards.put([meeting, other])
    before = content(book)
    told: list[Changed] = []
    book.journal.watch(told.append)
    moved = changed(meeting, name="Liver and bile", on=Day("2025-03-21T08:00"))
    book.boards.put([moved])
    assert told == [Changed(frozenset({one.id, two.id}), frozenset({"meeting", "agenda_item"}))]
    expected = [changed(item, board=moved.name, on=moved.on) for item in items[:2]]
    assert book.shelf.open(one.id).get(items[0].id) == expected[0]
    assert book.shelf.open(two.id).get(items[1].id) == expected[1]
    assert book.shelf.open(one.id).get(items[2].id) == items[2]
    assert book.shelf.open(two.id).get(elsewhere.id) == elsewhere
    check(book)
    book.journal.undo()
    assert content(book) == before
    book.journal.redo()
    assert book.boards.meeting(meeting.id) == moved


def test_a_meeting_put_as_it_was_is_no_step(book: Book) -> None:
    """Nor are seats that were ticked a change of any case."""
    meeting = _meeting()
    case = _case(book, _item("2025-03-20T14:00", meeting=meeting.id, board=meeting.name))
    book.boards.put([meeting], "Plan meeting")
    steps = book.journal.steps()
    assert (steps[0].title, book.journal.undo_title) == ("Plan meeting", "Plan meeting")
    book.boards.put([meeting])
    assert book.journal.steps() == steps
    told: list[Changed] = []
    book.journal.watch(told.append)
    book.boards.put([changed(meeting, attendance=(Attendance(specialty="Surgery", present=True),))])
    assert told == [Changed(frozenset(), frozenset({"meeting"}))]
    assert len(book.journal.steps(case.id)) == 1


def test_a_series_is_one_step(book: Book) -> None:
    """All its meetings come, and go by one undo."""
    book.boards.put([_meeting(on=f"2025-03-{day}") for day in (13, 20, 27)], "Plan meetings")
    assert len(book.boards.meetings()) == 3
    book.journal.undo()
    assert book.boards.meetings() == []
    check(book)


def test_a_meeting_cannot_have_the_id_of_another_record(book: Book) -> None:
    """Nor a seat that of another's seat: an id is one thing's."""
    event, seat = Event(title="Trip"), Attendance(name="Dr Li")
    _case(book, event)
    book.boards.put([_meeting(attendance=(seat,))])
    for meeting in (changed(_meeting(), id=event.id), _meeting(attendance=(seat,))):
        with pytest.raises(ValueError, match="already"):
            book.boards.put([meeting])
    assert len(book.boards.meetings()) == 1


def test_a_meeting_taken_out_leaves_its_cases(book: Book) -> None:
    """What is not finalised tells board and day by itself; a finalised outcome stays to the letter."""
    meeting = _meeting()
    draft = _item("2025-03-20T14:00", meeting=meeting.id, board=meeting.name, position=1)
    final = _final(meeting=meeting.id, board="As it was called")
    case = _case(book, draft, final)
    book.boards.put([meeting])
    before = content(book)
    book.boards.drop(meeting.id)
    assert book.boards.meetings() == []
    left = book.shelf.open(case.id)
    assert left.get(draft.id) == changed(draft, meeting="")
    assert left.get(final.id) == final
    assert case_document.read(case_document.write(left)) == left
    check(book)
    book.journal.undo()
    assert content(book) == before
    with pytest.raises(KeyError):
        book.boards.drop(new_id())


def test_an_agenda_is_in_its_order(book: Book) -> None:
    """By position over all cases; those without one come last."""
    meeting = _meeting()
    items = [_item(meeting=meeting.id, position=place) for place in (2, None, 1, 3)]
    one, two = _case(book, *items[:2]), _case(book, *items[2:], _item(meeting=new_id(), position=1))
    found = book.boards.items(meeting.id)
    assert _ids(found) == [items[2].id, items[0].id, items[3].id, items[1].id]
    assert [placed.case_id for placed in found] == [two.id, one.id, two.id, one.id]
    assert [placed.item for placed in found] == [items[2], items[0], items[3], items[1]]


def test_what_is_kept_of_an_item_is_read_only_where_it_is_wanted(book: Book) -> None:
    """An agenda does without snapshots and pages; whole, an item is as it is in its case."""
    meeting = _meeting()
    item = changed(filled(AgendaItem, 1), meeting=meeting.id)
    assert item.snapshot
    assert item.page
    case = _case(book, item)
    bare = changed(item, snapshot=None, page=None)
    assert book.boards.items(meeting.id) == book.boards.all_items() == [Placed(case.id, bare)]
    assert book.boards.of_case(case.id) == [bare]
    assert book.boards.items(meeting.id, whole=True) == [Placed(case.id, item)]
    # What is not whole cannot take the place of what is.
    with pytest.raises(Problem, match="finalised"):
        put(book, case, bare)


def test_all_items_are_in_order_of_time(book: Book) -> None:
    """Over all cases and of one, those without a day last."""
    items = [_item(day) for day in ("2025-03-13", "2025-03-20T08:00", "2025-03-20T14:00", "")]
    one, two = _case(book, items[3], items[1]), _case(book, items[2], items[0])
    assert _ids(book.boards.all_items()) == [item.id for item in items]
    assert [item.id for item in book.boards.of_case(one.id)] == [items[1].id, items[3].id]
    assert [item.id for item in book.boards.of_case(two.id)] == [items[0].id, items[2].id]
    assert book.boards.of_case(new_id()) == []


def _positions(book: Book, meeting: Meeting) -> dict[str, float | None]:
    return {one.item.id: one.item.position for one in book.boards.items(meeting.id)}


def test_an_agenda_is_put_in_another_order(book: Book) -> None:
    """In one step, around what is finalised; what is not told follows in its order."""
    meeting = _meeting()
    items = [_item(meeting=meeting.id, position=place) for place in (1, 2, 3, 4)]
    final = _final(meeting=meeting.id, position=2)
    case = _case(book, *items, final)
    before = content(book)
    book.boards.reorder(meeting.id, [items[3].id, final.id, items[0].id])
    assert [_positions(book, meeting)[item.id] for item in (*items, final)] == [3, 4, 5, 1, 2]
    assert len(book.journal.steps(case.id)) == 2
    check(book)
    book.journal.undo()
    assert content(book) == before
    with pytest.raises(KeyError):
        book.boards.reorder(meeting.id, [new_id()])
    assert content(book) == before


@settings(max_examples=30)
@given(st.data())
def test_any_order_leaves_no_two_in_one_place(data: st.DataObject) -> None:
    """Whatever is finalised where, the others stand in the order told, and none where a finalised one is."""
    meeting = _meeting()
    places = [place or None for place in data.draw(st.lists(st.integers(0, 9), max_size=7, unique=True))]
    items = [
        (_final if data.draw(st.booleans()) else _item)(meeting=meeting.id, position=place)
        for place in places
    ]
    told = data.draw(st.permutations(items))[: data.draw(st.integers(0, len(items)))]
    with Book.in_memory() as book:
        _case(book, *items)
        before = _positions(book, meeting)
        book.boards.reorder(meeting.id, [item.id for item in told])
        after = _positions(book, meeting)
    finals = {item.id for item in items if item.finalised_on}
    assert {id_: after[id_] for id_ in finals} == {id_: before[id_] for id_ in finals}
    free = [after[item.id] for item in told if item.id not in finals]
    rest = [after[id_] for id_ in before if id_ not in finals and id_ not in {item.id for item in told}]
    moved = [place for place in (*free, *rest) if place is not None]
    assert len(moved) == len(items) - len(finals)
    assert moved == sorted(set(moved))
    assert not set(moved) & {after[id_] for id_ in finals}


def test_a_new_case_comes_behind_all_others(book: Book) -> None:
    """Also behind one that is finalised, and first where there is none."""
    meeting = _meeting()
    assert book.boards.next_position(meeting.id) == 1
    _case(book, _item(meeting=meeting.id), _final(meeting=meeting.id, position=4))
    assert book.boards.next_position(meeting.id) == 5


@pytest.mark.parametrize(
    ("boards", "offered"),
    [
        ([("2025-03-06", "deferred")], 0),
        ([("2025-03-06", "deferred"), ("2025-03-13", "deferred")], 1),
        ([("2025-03-06", "deferred"), ("2025-03-13", "discussed")], None),
        ([("2025-03-06", "deferred"), ("2025-03-27", "")], None),
        ([("2025-03-06", "deferred"), ("", "")], None),
        ([("2025-03-06", "discussed"), ("2025-03-13", "deferred")], 1),
        ([("2025-03-06", "deferred"), ("2025-03-13", "withdrawn")], 0),
        ([("2025-03-06", "withdrawn")], None),
        ([("2025-03-06", "deferred"), ("2025-03-06", "")], None),
        ([("2025-03-06T08:00", "deferred"), ("2025-03-06T14:00", "discussed")], None),
        ([("2025-03-06T08:00", "discussed"), ("2025-03-06T14:00", "deferred")], 1),
        ([("2025-03-06", "")], None),
        ([], None),
    ],
)
def test_a_deferred_case_is_offered_until_it_is_on_an_agenda_again(
    book: Book, boards: list[tuple[str, str]], offered: int | None
) -> None:
    """Once, by the last board that deferred it; another case does not answer for it."""
    for _again in range(3):
        # Ids come by chance, and must not decide.
        items = [_item(day, outcome=outcome) for day, outcome in boards]
        case = _case(book, *items)
        _case(book, _item("2025-04-03", outcome="discussed"))
        found = [one.item for one in book.boards.deferred() if one.case_id == case.id]
        assert found == ([] if offered is None else [items[offered]])


def test_deferred_cases_are_put_on_the_next_agenda(book: Book) -> None:
    """One step, with what was asked of them and nothing of what came out; then they are offered no more."""
    study = Imaging(modality="CT")
    asked = AgendaItem(question="Resectable?", presenter="Dr Li", discussion="restaging", review=(study.id,))
    before = changed(
        asked,
        on=Day("2025-03-06"),
        outcome="deferred",
        minutes="No pathologist.",
        recommendations=(Recommendation(kind="other"),),
        finalised_on=Day("2025-03-06"),
        snapshot=b"{}",
    )
    one, two = _case(book, study, before), _case(book, _item("2025-03-13", outcome="deferred"))
    meeting = _meeting(on="2025-03-27T14:00")
    book.boards.put([meeting])
    book.boards.put_on(meeting, book.boards.deferred())
    found = book.boards.items(meeting.id)
    assert [placed.case_id for placed in found] == [one.id, two.id]
    assert [placed.item.position for placed in found] == [1, 2]
    new = found[0].item
    assert new == changed(
        asked, id=new.id, meeting=meeting.id, board="Liver board", on=meeting.on, position=1
    )
    assert book.boards.deferred() == []
    check(book)
    book.journal.undo()
    assert len(book.boards.deferred()) == 2


def _kept(book: Book, day: str, page: bytes | None = b"%PDF") -> tuple[Case, AgendaItem]:
    """Return a case with an item that was finalised as it is in the program: with what the board saw."""
    item = _final(day)
    case = _case(book, item)
    text = snapshot.write(case, item, None)
    final = _final(day, snapshot=text, page=page and page + day.encode())
    return _case(book, final), final


def test_what_was_kept_is_found_by_its_hash(book: Book) -> None:
    """By the whole or the beginning of that of the snapshot or of the page, whatever its case."""
    case, item = _kept(book, "2025-03-20")
    other, without = _kept(book, "2025-03-27", page=None)
    assert item.snapshot
    assert item.page
    assert without.snapshot
    hashes = [hashlib.sha256(data).hexdigest() for data in (item.snapshot, item.page, without.snapshot)]
    expected = Kept(case.id, item.id, hashes[0], hashes[1], item.snapshot, item.page)
    for hash_ in hashes[:2]:
        for text in (hash_, hash_[:8], hash_[:12].upper()):
            assert book.boards.kept(text) == [expected]
    assert book.boards.kept(hashes[2][:12]) == [
        Kept(other.id, without.id, hashes[2], None, without.snapshot, None)
    ]
    for text in ("0" * 64, hashes[0][1:13], f"{hashes[0]}0", "%", "________"):
        assert book.boards.kept(text) == []


def test_what_was_kept_goes_and_comes_with_its_case(book: Book) -> None:
    """It is of the case, and not found while that is deleted."""
    case, item = _kept(book, "2025-03-20")
    hash_ = snapshot.digest(item.snapshot or b"")
    with book.journal.step("Delete case") as step:
        step.drop(case.id, case.id)
    assert book.boards.kept(hash_) == []
    book.journal.undo()
    assert [one.snapshot for one in book.boards.kept(hash_)] == [item.snapshot]


def test_a_case_takes_its_boards_into_another_file(book: Book, tmp_path: Path) -> None:
    """Its document is the same byte for byte there, and what was kept is found by the same hash."""
    meeting = _meeting()
    book.boards.put([meeting])
    case, item = _kept(book, "2025-03-20")
    put(book, case, _item("2025-03-27", meeting=meeting.id, board=meeting.name))
    put(book, case, changed(item, addenda=(Addendum(text="The left."),), sent_to="Dr Li"))
    data = case_document.write(book.shelf.open(case.id))
    path = tmp_path / "other.tumorboard"
    with Book.open(path) as other:
        other.shelf.add(case_document.read(data))
        check(other)
    with Book.open(path) as other:
        assert case_document.write(other.shelf.open(case.id)) == data
        hash_ = snapshot.digest(item.snapshot or b"")
        assert other.boards.kept(hash_) == book.boards.kept(hash_)
        with pytest.raises(Problem, match="finalised"):
            put(other, case, item)


def test_nothing_of_a_meeting_is_changed_in_a_file_that_is_only_read(tmp_path: Path) -> None:
    """It is told as it is, and a change is refused in a sentence."""
    path = tmp_path / "cases.tumorboard"
    meeting = _meeting()
    with Book.open(path) as book:
        book.boards.put([meeting])
    with Book.open(path, read_only=True) as book:
        assert book.boards.meetings() == [meeting]
        with pytest.raises(Problem, match="reading only"):
            book.boards.put([changed(meeting, name="Other")])
        with pytest.raises(Problem, match="reading only"):
            book.boards.drop(meeting.id)
        with pytest.raises(Problem, match="reading only"):
            book.boards.reorder(meeting.id, [])


def test_a_meeting_is_nobodys_case(book: Book) -> None:
    """It has no line in the list of cases, and nobody's history tells of it."""
    case = _case(book)
    meeting = _meeting()
    book.boards.put([meeting])
    assert book.shelf.count() == 1
    assert book.journal.history(meeting.id)[0].case_id == OF_FILE
    assert len(book.journal.steps(case.id)) == 1
    with book.journal.step("Delete case") as step:
        step.drop(case.id, case.id)
    assert book.boards.meetings() == [meeting]
    check(book)


def test_a_board_is_not_the_last_event_of_a_case(book: Book) -> None:
    """Neither one to come nor one after the death; what the list says is of the disease."""
    event = Event(title="Operation", on=Day("2025-03-01"))
    case = _case(book, event)
    put(book, case, _item("2025-04-03T14:00"), _final("2025-03-20"))
    (row,) = book.shelf.cases()
    assert (row.last_event, row.last_event_text) == ("2025-03-01", "Operation")
    put(book, case, dataclasses.replace(case.patient, died_on=Day("2025-03-10")))
    (row,) = book.shelf.cases()
    assert (row.last_event, row.last_event_text) == ("2025-03-10", "Died")
    check(book)
