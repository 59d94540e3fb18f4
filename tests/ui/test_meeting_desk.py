from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.boarded import ITEM, MEETING, boarded
from tests.ui.entering import type_into
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.store.book import Book
from tumorboard.ui.desk import Desk
from tumorboard.ui.form import Form
from tumorboard.ui.meeting.window import MeetingWindow


@pytest.fixture
def held(desk: Desk) -> Desk:
    """Give the window with a meeting of two cases in its file, none of them open."""
    book = desk.session.book
    assert book
    book.boards.put([MEETING], "Plan meeting")
    for place, name in enumerate(("Ahlberg", "Bellini"), 1):
        item = replace(ITEM, position=float(place), outcome="", recommendations=(), actions=())
        book.shelf.add(boarded(name, item))
    desk.session.close_case()
    return desk


def _window(desk: Desk) -> MeetingWindow:
    window = desk.boards.holding.meeting
    assert window is not None
    return window


def _item(desk: Desk) -> AgendaItem:
    assert desk.session.case
    return desk.session.case.of(AgendaItem)[0]


def _hold(desk: Desk, qtbot: QtBot) -> MeetingWindow:
    desk.actions["hold_meeting"].trigger()
    window = _window(desk)
    qtbot.waitUntil(window.isVisible)
    return window


def test_f9_shows_the_next_meeting_to_the_room(qtbot: QtBot, held: Desk) -> None:
    """One key shows the next meeting, its first case is opened here, and the form of its outcome with it."""
    window = _hold(held, qtbot)
    assert window.isFullScreen()
    assert window.head.name.text() == "Ahlberg, Anna"
    qtbot.waitUntil(lambda: held.session.case is not None)
    assert held.session.case
    assert held.session.case.id == "ahlberg tumour"
    assert held.forms.panel
    assert held.forms.panel.is_open


def test_the_next_case_is_opened_in_both_windows(qtbot: QtBot, held: Desk) -> None:
    """Who turns to the next case in the room finds the form of its outcome here, and keeps the keys there."""
    window = _hold(held, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: held.session.case is not None and held.session.case.id == "bellini tumour")
    assert window.hasFocus()
    assert held.forms.panel
    assert held.forms.panel.is_open


def test_what_is_typed_in_the_form_is_read_back_to_the_room(qtbot: QtBot, held: Desk) -> None:
    """Minutes are seen in the room as they are typed in the form, and stay once they are kept."""
    window = _hold(held, qtbot)
    window.show_page("outcome")
    qtbot.waitUntil(lambda: held.forms.panel is not None and held.forms.panel.is_open)
    assert held.forms.panel
    form = held.forms.panel.sheet
    assert isinstance(form, Form)
    type_into(form.editors["minutes"], " Go on with lenvatinib.")
    qtbot.waitUntil(lambda: "Go on with lenvatinib." in window.sheet.toPlainText())
    assert "lenvatinib" not in _item(held).minutes
    held.actions["keep"].trigger()
    qtbot.waitUntil(lambda: "lenvatinib" in _item(held).minutes)
    assert "Go on with lenvatinib." in window.sheet.toPlainText()


def test_f9_goes_from_window_to_window(qtbot: QtBot, held: Desk) -> None:
    """F9 in the room's window brings this one back, and here it goes to the room's as it was left."""
    window = _hold(held, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(held.window.isActiveWindow)
    held.actions["hold_meeting"].trigger()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.page == "question"


def test_the_meeting_of_the_open_case_comes_first(qtbot: QtBot, held: Desk) -> None:
    """With a case open that waits for its board, that board is shown, at this case."""
    held.session.open_case("bellini tumour")
    window = _hold(held, qtbot)
    assert window.head.name.text() == "Bellini, Anna"
    assert window.head.position.text() == "2 of 2"


def test_the_meeting_the_keys_are_at_is_held(qtbot: QtBot, held: Desk) -> None:
    """On the page of meetings F9 and its button show the meeting chosen there, even one of the past."""
    assert held.session.book
    past = replace(MEETING, id="past", on=Day("2024-01-10T14:00"), name="Board before", attendance=())
    held.session.book.boards.put([past], "Plan meeting")
    held.boards.show_boards("past")
    window = _hold(held, qtbot)
    assert window.windowTitle() == "Board before, 10 Jan 2024 14:00 – TumorBoard"
    window.close()
    held.boards.show_boards(MEETING.id)
    held.boards.page.hold.click()
    assert window.head.name.text() == "Ahlberg, Anna"


def test_a_finalised_outcome_opens_no_form(qtbot: QtBot, held: Desk) -> None:
    """A case whose outcome stands is opened at it, and nothing asks to be typed."""
    held.session.open_case("ahlberg tumour")
    held.session.save(replace(_item(held), finalised_on=Day("2025-03-17"), finalised_by="Dr Knife"))
    held.session.close_case()
    _hold(held, qtbot)
    qtbot.waitUntil(lambda: held.session.case is not None)
    assert held.forms.panel is None or not held.forms.panel.is_open
    assert held.case_page
    assert held.case_page.current_record() == "ahlberg item"


def test_without_a_meeting_a_sentence_says_so(desk: Desk) -> None:
    """Where nothing is planned F9 opens no window and says what to do."""
    desk.actions["hold_meeting"].trigger()
    assert desk.boards.holding.meeting is None
    assert "No meeting is planned." in desk.middle.trouble.sentence


def test_another_file_ends_the_meeting(qtbot: QtBot, held: Desk) -> None:
    """The window of a meeting does not outlive the file it is of."""
    window = _hold(held, qtbot)
    with qtbot.waitSignal(window.destroyed):
        held.session.take(Book.in_memory())
    assert held.boards.holding.meeting is None


def test_the_window_ends_with_the_program(qtbot: QtBot, held: Desk) -> None:
    """Closing the window that is typed in leaves none behind for the room."""
    window = _hold(held, qtbot)
    with qtbot.waitSignal(window.destroyed):
        held.window.close()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, MeetingWindow)]
