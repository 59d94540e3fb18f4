import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.follow_up import FollowUp
from tumorboard.store.book import Book
from tumorboard.ui.session import Session

VISIT = FollowUp(on=Day("2025-03-01"), ecog="1")


@pytest.fixture
def opened(session: Session, published: Case) -> Session:
    """Give a session with the published case open."""
    session.add(published, "Add example case")
    return session


def test_an_added_case_is_the_open_one(opened: Session, published: Case) -> None:
    """A case that was added is opened as it was given."""
    assert opened.case == published


def test_saving_goes_the_one_way_round(qtbot: QtBot, opened: Session) -> None:
    """A saved record is in the file, in the open case, and its kind is told."""
    with qtbot.waitSignal(opened.changed) as told:
        opened.save(VISIT)
    assert told.args == [frozenset({"follow_up"})]
    assert opened.case
    assert opened.book
    assert VISIT in opened.case.records
    assert opened.book.shelf.open(opened.case.id) == opened.case


def test_a_step_is_named_after_what_was_done(opened: Session) -> None:
    """Undo says what it would take back, redo what it would do again."""
    opened.save(VISIT)
    assert opened.undo_title == "Add follow-up"
    opened.save(dataclasses.replace(VISIT, ecog="2"))
    assert opened.undo_title == "Change follow-up"
    opened.undo()
    assert (opened.undo_title, opened.redo_title) == ("Add follow-up", "Change follow-up")
    opened.redo()
    opened.drop(VISIT)
    assert opened.undo_title == "Remove follow-up"
    assert opened.case
    assert opened.case.find(VISIT.id) is None


def test_several_records_are_removed_as_one_step(opened: Session, published: Case) -> None:
    """What was taken out together comes back together."""
    opened.drop_all(published.records[:3], "Remove 3 records")
    assert opened.case
    assert len(opened.case.records) == len(published.records) - 3
    assert opened.undo_title == "Remove 3 records"
    opened.undo()
    assert opened.case == published


def test_undo_of_the_step_that_made_the_case_closes_it(qtbot: QtBot, opened: Session) -> None:
    """When the open case is taken back, no case is open; redo brings it into the file again."""
    with qtbot.waitSignal(opened.case_opened) as told:
        opened.undo()
    assert told.args == [None]
    assert opened.case is None
    opened.redo()
    assert opened.book
    assert opened.book.shelf.count() == 1


def test_a_draft_is_shown_until_it_is_kept_or_left(qtbot: QtBot, opened: Session) -> None:
    """A half-filled record is told to whoever draws, and is gone once saved, left, or the case is."""
    with qtbot.waitSignal(opened.drafted):
        opened.draft(VISIT)
    assert opened.drafts == (VISIT,)
    opened.save(VISIT)
    assert not opened.drafts
    opened.draft(dataclasses.replace(VISIT, ecog="2"))
    opened.redraft((), gone=[VISIT.id])
    assert not opened.drafts
    opened.draft(VISIT)
    opened.close_case()
    assert not opened.drafts


def test_a_file_that_takes_the_place_of_another_starts_without_a_case(opened: Session) -> None:
    """Opening another file closes the case and forgets the first file's steps."""
    opened.take(Book.in_memory())
    assert opened.case is None
    assert opened.undo_title == ""


def test_without_a_file_nothing_can_be_written(qtbot: QtBot, published: Case) -> None:
    """A session without a file is read only and refuses a case with a sentence."""
    empty = Session()
    assert empty.read_only
    with pytest.raises(Problem):
        empty.add(published, "Add example case")
