from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.boarded import ITEM, MEETING
from tests.ui.meeting.conftest import item_of
from tumorboard.domain.board import AgendaItem, Recommendation
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.ui import theme
from tumorboard.ui.meeting.head import PAGES
from tumorboard.ui.meeting.keys import ACTS, act_of
from tumorboard.ui.meeting.letters import SMALLEST
from tumorboard.ui.meeting.window import MeetingWindow, other_screen
from tumorboard.ui.session import Session


def _press(window: MeetingWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window, key)


def _letters(window: MeetingWindow) -> Iterator[tuple[str, int]]:
    """Give every piece of text on the window with the height of its letters in pixels."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            yield widget.text(), widget.fontInfo().pixelSize()
        if isinstance(widget, QTabBar):
            yield widget.tabText(0), widget.fontInfo().pixelSize()
    if window.sheet.isVisible():
        yield from _written(window.sheet.document())
    if window.course is not None and window.course.isVisible():
        ink = window.course.chart.inked()
        yield "chart", ink.font.pixelSize()
        yield "badge", ink.bold.pixelSize()


def _written(document: QTextDocument) -> Iterator[tuple[str, int]]:
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            font = fragment.charFormat().font().resolve(document.defaultFont())
            yield fragment.text(), font.pixelSize()
            fragments += 1
        block = block.next()


def _cut_off(window: MeetingWindow) -> Iterator[str]:
    """Give what has no room for what it says."""
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            high = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            wide = 0 if label.wordWrap() else label.sizeHint().width()
            if high > label.height() or wide > label.width():
                yield label.text()
    tabs = window.head.tabs
    if tabs.isVisible() and tabs.tabRect(tabs.count() - 1).right() > tabs.width():
        yield "tabs"
    if window.sheet.isVisible() and window.sheet.document().idealWidth() > window.sheet.viewport().width():
        yield "sheet"
    if window.course is not None and window.course.isVisible() and window.course.more:
        yield "course"


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (3840, 2160)])
def test_everything_can_be_read_from_five_metres(
    qtbot: QtBot, window: MeetingWindow, published: Case, meeting_file: Session, size: tuple[int, int]
) -> None:
    """On every page no letter is lower than 1/36 of the window, whether on a new projector or an old one."""
    assert meeting_file.book
    item = replace(ITEM, id="another", position=4.0, recommendations=(), actions=())
    meeting_file.book.shelf.add(replace(published, records=(*published.records, item)))
    window.resize(*size)
    window.show_meeting(MEETING.id)
    seen = 0
    for _case in window.agenda.placed:
        for page in (*PAGES, "keys"):
            window.show_page(page)
            for text, pixels in _letters(window):
                assert pixels * SMALLEST >= size[1], (page, text, pixels)
                seen += 1
        window.step(1)
    assert seen > 200


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
def test_nothing_is_cut_off(
    qtbot: QtBot, window: MeetingWindow, published: Case, meeting_file: Session, size: tuple[int, int]
) -> None:
    """Every label has the room its words take, no word is wider than the page, and all tabs are in sight."""
    assert meeting_file.book
    item = replace(ITEM, id="another", position=4.0)
    item = replace(item, recommendations=(), actions=())
    meeting_file.book.shelf.add(replace(published, records=(*published.records, item)))
    window.resize(*size)
    window.show_meeting(MEETING.id, "another")
    for page in (*PAGES, "keys"):
        window.show_page(page)
        # What is laid out anew is so with the next picture of the screen.
        qtbot.waitUntil(lambda: not list(_cut_off(window)))
    assert (window.width(), window.height()) == size


def test_keys_go_through_the_agenda(qtbot: QtBot, window: MeetingWindow) -> None:
    """Right and page down show the next case, left and page up the one before, and the ends are kept."""
    named = [window.head.name.text()]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        _press(window, qtbot, key)
        named.append(window.head.name.text())
    _press(window, qtbot, Qt.Key.Key_End)
    named.append(window.head.name.text())
    assert named == [
        f"{name}, Anna" for name in ("Ahlberg", "Bellini", "Czerny", "Czerny", "Bellini", "Ahlberg", "Czerny")
    ]
    assert window.head.position.text() == "3 of 3"


def test_each_page_has_its_key(qtbot: QtBot, window: MeetingWindow) -> None:
    """F2 to F6 show who it is, the course, pictures, the question and the outcome; F1 the keys and back."""
    _press(window, qtbot, Qt.Key.Key_F5)
    assert "Is a third resection feasible?" in window.sheet.toPlainText()
    assert "missing" in window.sheet.toPlainText()
    _press(window, qtbot, Qt.Key.Key_F6)
    assert "MRI in 8 weeks" in window.sheet.toPlainText()
    assert window.head.tabs.tabText(window.head.tabs.currentIndex()) == "F6 Outcome"
    _press(window, qtbot, Qt.Key.Key_F4)
    assert window.gallery.isVisible()
    _press(window, qtbot, Qt.Key.Key_F3)
    assert window.course is not None
    assert window.course.isVisible()
    _press(window, qtbot, Qt.Key.Key_F1)
    assert "Hide names" in window.sheet.toPlainText()
    _press(window, qtbot, Qt.Key.Key_F1)
    assert "Gallbladder adenocarcinoma" in window.sheet.toPlainText()
    _press(window, qtbot, Qt.Key.Key_F2)
    assert window.sheet.isVisible()


def test_every_key_does_one_thing_and_is_told() -> None:
    """No two acts share a key, and each of their keys is found again when it is pressed."""
    keys = [key for act in ACTS for key in act.keys]
    assert len(keys) == len(set(keys))
    assert act_of(Qt.Key.Key_PageDown) == "next_case"
    assert act_of(Qt.Key.Key_F8) == "hide_names"
    assert act_of(Qt.Key.Key_Plus) == "larger"
    assert act_of(Qt.Key.Key_Q) == ""


def test_the_page_stays_from_case_to_case(qtbot: QtBot, window: MeetingWindow) -> None:
    """Who looks at questions sees the question of the next case too."""
    _press(window, qtbot, Qt.Key.Key_F5, Qt.Key.Key_Right)
    assert window.page == "question"
    assert "Is a third resection feasible?" in window.sheet.toPlainText()


def test_names_are_hidden_by_one_key(qtbot: QtBot, window: MeetingWindow, meeting_file: Session) -> None:
    """With names hidden neither name, number nor birth date is anywhere on the window or in its title."""
    assert meeting_file.book
    case = meeting_file.book.shelf.open("ahlberg tumour")
    meeting_file.open_case(case.id)
    patient = replace(case.patient, birth_date=Day("1958-05-04"))
    item = replace(case.of(AgendaItem)[0], minutes="Frau AHLBERG (ahlberg-0017) is well.")
    meeting_file.save_all([patient, item], "Change")
    window.show_meeting(MEETING.id)
    window.show_page("outcome")
    assert "AHLBERG" in window.accessibleDescription()
    window.show_page("pictures")
    _press(window, qtbot, Qt.Key.Key_F8)
    assert "after" in window.accessibleDescription()
    for page in ("pictures", *PAGES):
        window.show_page(page)
        texts = [window.windowTitle(), window.accessibleName(), window.accessibleDescription()]
        texts += [label.text() for label in window.findChildren(QLabel)]
        texts.append(window.sheet.toPlainText())
        for secret in ("ahlberg", "anna", "0017", "4 may 1958"):
            assert not [text for text in texts if secret in text.lower()], (page, secret)
    assert window.head.name.text() == "Case 1"
    assert window.windowTitle().startswith("Case 1 – Hepatobiliary board")
    window.show_page("outcome")
    assert "Frau … (…) is well." in window.sheet.toPlainText()
    _press(window, qtbot, Qt.Key.Key_F8)
    assert window.head.name.text() == "Ahlberg, Anna"
    assert "MRN\N{NO-BREAK SPACE}ahlberg-0017" in window.head.about.text()


def test_what_is_typed_is_seen_before_it_is_kept(
    qtbot: QtBot, window: MeetingWindow, meeting_file: Session
) -> None:
    """The outcome in the form of the other window is seen while it is typed, and gone if it is left."""
    meeting_file.open_case("bellini tumour")
    _press(window, qtbot, Qt.Key.Key_Right, Qt.Key.Key_F6)
    item = item_of(meeting_file)
    row = Recommendation(id="new", kind="surgery", text="right hepatectomy")
    meeting_file.draft(replace(item, outcome="discussed", recommendations=(row,)))
    qtbot.waitUntil(lambda: "right hepatectomy" in window.sheet.toPlainText())
    assert "No plan intent." in window.sheet.toPlainText()
    meeting_file.redraft((), [item.id])
    qtbot.waitUntil(lambda: "right hepatectomy" not in window.sheet.toPlainText())


def test_the_draft_of_another_case_is_not_shown(
    qtbot: QtBot, window: MeetingWindow, meeting_file: Session
) -> None:
    """While one case is open and typed in, the window shows the one it is at, from the file."""
    meeting_file.open_case("bellini tumour")
    _press(window, qtbot, Qt.Key.Key_F6)
    meeting_file.draft(replace(item_of(meeting_file), minutes="Secret of Bellini"))
    qtbot.waitUntil(lambda: not window._soon.isActive())
    assert "Secret of Bellini" not in window.sheet.toPlainText()
    assert "Two segments are free." in window.sheet.toPlainText()


def test_what_is_kept_is_seen(qtbot: QtBot, window: MeetingWindow, meeting_file: Session) -> None:
    """A change of the case on show, of the order or of who is there is on the window at once."""
    assert meeting_file.book
    meeting_file.open_case("ahlberg tumour")
    _press(window, qtbot, Qt.Key.Key_F5)
    meeting_file.save(replace(item_of(meeting_file), question="What now?"))
    qtbot.waitUntil(lambda: "What now?" in window.sheet.toPlainText())
    meeting_file.book.boards.reorder(MEETING.id, ["czerny item", "bellini item", "ahlberg item"])
    qtbot.waitUntil(lambda: window.head.position.text() == "3 of 3")
    assert window.head.name.text() == "Ahlberg, Anna"
    _press(window, qtbot, Qt.Key.Key_F6)
    there = [replace(seat, present=True) for seat in MEETING.attendance]
    meeting_file.book.boards.put([replace(MEETING, attendance=tuple(there))])
    qtbot.waitUntil(lambda: "Pathology: Dr Glass" in window.sheet.toPlainText())


def test_the_case_on_show_is_wanted_once_it_is_settled(qtbot: QtBot, window: MeetingWindow) -> None:
    """Many cases passed over open one in the other window: the one that stays on show."""
    told: list[tuple[str, str]] = []
    window.case_wanted.connect(lambda case_id, item_id: told.append((case_id, item_id)))
    with qtbot.waitSignal(window.case_wanted):
        _press(window, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert told == [("bellini tumour", "bellini item")]


def test_a_case_that_is_taken_off_gives_way(
    qtbot: QtBot, window: MeetingWindow, meeting_file: Session
) -> None:
    """A case that leaves the agenda makes room for the next, and an empty agenda says so."""
    for name in ("ahlberg", "bellini", "czerny"):
        meeting_file.open_case(f"{name} tumour")
        meeting_file.drop(item_of(meeting_file))
    qtbot.waitUntil(lambda: not window.head.isVisible())
    assert "Nobody is on this agenda yet." in window.sheet.toPlainText()
    assert window.windowTitle() == "Hepatobiliary board, 20 Mar 2025 14:00 – TumorBoard"
    meeting_file.undo()
    qtbot.waitUntil(window.head.isVisible)
    assert window.head.name.text() == "Czerny, Anna"


def test_a_meeting_that_is_gone_is_said(window: MeetingWindow) -> None:
    """A meeting that is not in the file is an error and not an empty agenda."""
    with pytest.raises(KeyError):
        window.show_meeting("nowhere")


def test_full_screen_is_left_and_taken_by_key(qtbot: QtBot, window: MeetingWindow) -> None:
    """The window fills the screen it comes to; F11 makes it a window and back, and Esc ends it."""
    window.come(window.screen())
    assert window.isFullScreen()
    _press(window, qtbot, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    _press(window, qtbot, Qt.Key.Key_F11)
    assert window.isFullScreen()
    with qtbot.waitSignal(window.left):
        _press(window, qtbot, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_other_screen_is_taken_where_there_is_one(window: MeetingWindow) -> None:
    """With two screens the room gets the one that is not typed on, with one the same."""
    own: Any = window.screen()
    other: Any = object()
    assert other_screen(own, [own]) is own
    assert other_screen(own, [own, other]) is other
    assert other_screen(own, [other, own]) is other


def test_the_window_follows_the_theme(qtbot: QtBot, window: MeetingWindow) -> None:
    """A change to dark colours is one of this window too, of what is written as well."""
    _press(window, qtbot, Qt.Key.Key_F2)
    try:
        theme.apply(theme.DARK)
        qtbot.waitUntil(lambda: theme.DARK.muted in window.sheet.toHtml())
        ground = window.grab().toImage().pixelColor(3, window.height() // 2)
        assert ground.name() == theme.DARK.ground
    finally:
        theme.apply(theme.LIGHT)


def test_a_finalised_outcome_lacks_nothing_any_more(
    qtbot: QtBot, window: MeetingWindow, meeting_file: Session
) -> None:
    """What an outcome lacks is said until it is finalised, and who finalised it is told after."""
    meeting_file.open_case("czerny tumour")
    _press(window, qtbot, Qt.Key.Key_End, Qt.Key.Key_F6)
    assert "Before it is closed:" in window.sheet.toPlainText()
    item = item_of(meeting_file)
    meeting_file.save(replace(item, finalised_on=Day("2025-03-20"), finalised_by="Dr Knife"))
    qtbot.waitUntil(lambda: "Finalised 20 Mar 2025 by Dr Knife" in window.sheet.toPlainText())
    assert "Before it is closed" not in window.sheet.toPlainText()


def test_the_keys_stay_with_the_window(qtbot: QtBot, window: MeetingWindow) -> None:
    """On no page does the tab key lead into something that would take the other keys."""
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    for page in (*PAGES, "keys"):
        window.show_page(page)
        _press(window, qtbot, Qt.Key.Key_Tab)
        assert window.hasFocus(), page
