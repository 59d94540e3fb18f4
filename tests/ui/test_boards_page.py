"""Meetings are planned, cases put on their agendas, ordered and deferred, all by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.reasoning.cases import PUBLISHED
from tests.ui.boarded import MEETING, boarded
from tumorboard import resources
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui.desk import Desk
from tumorboard.ui.form import Form
from tumorboard.ui.pages.boards import BoardsPage

SYNTHETIC = case_document.read(resources.data("examples/synthetic.json"))
NEXT = Meeting(name="Liver board", on=Day("2025-03-20T14:00"), state="planned")
PAST = Meeting(name="Liver board", on=Day("2025-03-06T14:00"), state="held")


@pytest.fixture
def page(desk: Desk) -> BoardsPage:
    """Give the page of meetings over two cases and two meetings."""
    for case in (SYNTHETIC, PUBLISHED):
        desk.session.add(case, "Add case")
    assert desk.session.book
    desk.session.book.boards.put([PAST, NEXT])
    for case, question in ((PUBLISHED, "What next?"), (SYNTHETIC, "Operate?")):
        desk.session.open_case(case.id)
        _put_on_agenda(desk, question)
    desk.actions["show_boards"].trigger()
    return desk.boards.page


def _put_on_agenda(desk: Desk, question: str) -> None:
    desk.actions["put_on_agenda"].trigger()
    QTest.keyClicks(QApplication.focusWidget() or desk.window, question)
    desk.actions["keep"].trigger()


def _asked(page: BoardsPage) -> list[str]:
    return [row.below for row in page.agenda.rows.rows]


def _press(page: BoardsPage, key: Qt.Key, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.agenda, key, held)


def test_a_case_comes_onto_the_next_agenda_with_its_question(desk: Desk, page: BoardsPage) -> None:
    """Ctrl+J, the question and Ctrl+S; the meeting, its day and the place on the agenda are filled in."""
    assert desk.session.case
    item = desk.session.case.of(AgendaItem)[-1]
    assert (item.question, item.meeting, item.board, item.on) == ("Operate?", NEXT.id, NEXT.name, NEXT.on)
    assert item.position == 2
    assert _asked(page) == ["What next?", "Operate?"]
    assert page.meeting_id == NEXT.id
    assert page.agenda.hasFocus()


def test_a_case_that_is_on_the_agenda_is_not_put_there_twice(desk: Desk, page: BoardsPage) -> None:
    """Ctrl+J opens the item that is there."""
    desk.actions["put_on_agenda"].trigger()
    panel = desk.forms.panel
    assert panel
    assert isinstance(panel.sheet, Form)
    assert panel.sheet.editors["question"].value() == "Operate?"


def test_the_agenda_is_put_in_order_by_keys_and_by_dragging(desk: Desk, page: BoardsPage) -> None:
    """Ctrl with an arrow moves the line the keys are at; a drop does too; Ctrl+Z puts it back."""
    page.agenda.go_to_row(0)
    _press(page, Qt.Key.Key_Down, ctrl=True)
    assert _asked(page) == ["Operate?", "What next?"]
    assert page.agenda.currentIndex().row() == 1
    rows = page.agenda.rows
    data = rows.mimeData([rows.index(1, 0)])
    assert not rows.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert _asked(page) == ["What next?", "Operate?"]
    desk.actions["undo"].trigger()
    assert _asked(page) == ["Operate?", "What next?"]


def test_a_case_is_taken_off_and_comes_back(desk: Desk, page: BoardsPage) -> None:
    """Del takes the case the keys are at off the agenda, and Ctrl+Z puts it there again."""
    page.agenda.go_to_row(0)
    _press(page, Qt.Key.Key_Delete)
    assert _asked(page) == ["Operate?"]
    desk.actions["undo"].trigger()
    assert _asked(page) == ["What next?", "Operate?"]


def test_enter_opens_the_case_at_its_item(desk: Desk, page: BoardsPage, qtbot: QtBot) -> None:
    """The page of its boards is shown, the keys at the item."""
    page.agenda.go_to_row(0)
    _press(page, Qt.Key.Key_Return)
    assert desk.session.case
    assert desk.session.case.id == PUBLISHED.id
    assert desk.case_page
    assert desk.case_page.tab == "boards"
    assert desk.case_page.current_record() == desk.session.case.of(AgendaItem)[-1].id


def test_the_agenda_says_who_is_ready(desk: Desk, page: BoardsPage, qtbot: QtBot) -> None:
    """What a case lacks is counted beside it once it was looked through."""
    qtbot.waitUntil(lambda: all(row.chip for row in page.agenda.rows.rows))
    assert all(row.look and "missing" in row.chip for row in page.agenda.rows.rows)
    assert "missing" in page.agenda.rows.data(
        page.agenda.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole
    )


def test_deferred_cases_are_offered_for_the_next_meeting(desk: Desk, page: BoardsPage) -> None:
    """One key puts them on with what was asked; then they are offered no more."""
    assert desk.session.book
    case = boarded("Later", replace(_deferred(), id="item"))
    desk.session.book.boards.put([replace(MEETING, on=PAST.on)])
    desk.session.add(case, "Add case")
    desk.actions["show_boards"].trigger()
    page.go_to(NEXT.id)
    assert page.put.isVisible()
    assert page.put.text() == "Put 1 deferred case on"
    QTest.keyClick(page.agenda, Qt.Key.Key_O)
    assert _asked(page) == ["What next?", "Operate?", "Deferred: what now?"]
    assert not page.put.isVisible()


def _deferred() -> AgendaItem:
    return AgendaItem(
        meeting=MEETING.id,
        board=MEETING.name,
        on=PAST.on,
        question="Deferred: what now?",
        outcome="deferred",
    )


def test_a_meeting_is_typed_in_and_its_agenda_follows_its_day(desk: Desk, page: BoardsPage) -> None:
    """C opens the meeting; a new day is told by the items on its agenda too."""
    QTest.keyClick(page.agenda, Qt.Key.Key_C)
    panel = desk.forms.panel
    assert panel
    assert isinstance(panel.sheet, Form)
    panel.sheet.editors["on"].take_up("27 mar 2025 15:00")
    panel.keep()
    assert page.meeting
    assert str(page.meeting.on) == "2025-03-27T15:00"
    assert desk.session.case
    assert str(desk.session.case.of(AgendaItem)[-1].on) == "2025-03-27T15:00"
    assert page.title.text() == "Liver board · 27 Mar 2025 15:00"


def test_a_new_meeting_begins_like_the_last(desk: Desk, page: BoardsPage) -> None:
    """N asks for the day; board and required seats are there already."""
    QTest.keyClick(page.agenda, Qt.Key.Key_N)
    panel = desk.forms.panel
    assert panel
    assert isinstance(panel.sheet, Form)
    made = panel.sheet.record()
    assert isinstance(made, Meeting)
    assert (made.name, made.on, made.state) == ("Liver board", None, "planned")
    assert {seat.specialty for seat in made.attendance} >= {"Surgery", "Radiology", "Pathology"}


def test_a_series_is_planned_in_the_page(desk: Desk, page: BoardsPage) -> None:
    """S asks how often and until when, says how many that makes, and Enter plans them as one step."""
    QTest.keyClick(page.agenda, Qt.Key.Key_S)
    assert page.series.weeks.hasFocus()
    page.series.weeks.setText("2")
    page.series.until.setText("not a date")
    assert not page.series.make.isEnabled()
    assert page.series.said.text()
    page.series.until.setText("1 may 2025")
    assert page.series.said.text() == "3 more meetings"
    QTest.keyClick(page.series.until, Qt.Key.Key_Escape)
    assert not page.series.isVisible()
    assert page.isVisible()
    QTest.keyClick(page.agenda, Qt.Key.Key_S)
    page.series.weeks.setText("2")
    page.series.until.setText("1 may 2025")
    QTest.keyClick(page.series.until, Qt.Key.Key_Return)
    assert desk.session.book
    days = [str(one.on) for one in desk.session.book.boards.meetings()]
    assert days[1:] == ["2025-03-20T14:00", "2025-04-03T14:00", "2025-04-17T14:00", "2025-05-01T14:00"]
    assert not page.series.isVisible()
    desk.actions["undo"].trigger()
    assert len(desk.session.book.boards.meetings()) == 2


def test_who_is_there_is_ticked_and_who_is_missing_said(desk: Desk, page: BoardsPage, qtbot: QtBot) -> None:
    """A tick is kept at once; a required specialty of which nobody is ticked is named."""
    assert desk.session.book
    desk.session.book.boards.put([replace(MEETING, id=NEXT.id)])
    seats = page.seats
    assert [box.isChecked() for box in seats.boxes] == [True, True, False, False]
    qtbot.waitUntil(seats.boxes[-1].isVisible)
    seats.boxes[0].setFocus()
    for box in (*seats.boxes[1:], page.agenda):
        desk.window.focusNextChild()
        assert box.hasFocus()
    assert "Pathology" in seats.said.text()
    QTest.keyClick(seats.boxes[2], Qt.Key.Key_Space)
    kept = desk.session.book.boards.meeting(NEXT.id)
    assert [seat.present for seat in kept.attendance] == [True, True, True, None]
    assert "Pathology" not in seats.said.text()
    assert seats.boxes[2].accessibleName() == "Pathology · Dr Glass"


def test_a_file_without_meetings_says_how_to_plan_one(desk: Desk) -> None:
    """The page is there without a case, and what cannot be done is not offered."""
    desk.actions["show_boards"].trigger()
    page = desk.boards.page
    assert "N" in page.nothing.text()
    assert page.new.isEnabled()
    assert not page.hold.isEnabled()
    assert not page.print_pack.isEnabled()


def test_everything_has_a_name_for_a_screen_reader(page: BoardsPage) -> None:
    """The lists, their lines and the boxes are told by name."""
    for widget in (page, page.meetings, page.agenda, page.seats, page.series):
        found = QAccessible.queryAccessibleInterface(widget)
        assert found
        assert found.text(QAccessible.Text.Name)


def test_a_read_only_file_shows_its_agenda(desk: Desk, page: BoardsPage, tmp_path: object) -> None:
    """Nothing that would change it is offered."""
    path = f"{tmp_path}/read.tumorboard"
    with Book.open(path) as book:
        book.boards.put([NEXT])
        book.shelf.add(_on(PUBLISHED))
    desk.session.take(Book.open(path, read_only=True))
    desk.actions["show_boards"].trigger()
    page.go_to(NEXT.id)
    assert _asked(page) == ["What next?"]
    for button in (page.new, page.change, page.again):
        assert not button.isEnabled()
    _press(page, Qt.Key.Key_Delete)
    assert _asked(page) == ["What next?"]


def _on(case: Case) -> Case:
    item = AgendaItem(meeting=NEXT.id, board=NEXT.name, on=NEXT.on, position=1.0, question="What next?")
    return case.with_record(item)
