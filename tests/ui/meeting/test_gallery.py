from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.meeting.conftest import picture
from tumorboard.ui.meeting.gallery import Gallery
from tumorboard.ui.meeting.window import MeetingWindow
from tumorboard.ui.session import Session


@pytest.fixture
def gallery(window: MeetingWindow) -> Gallery:
    """Give the pictures of the first case."""
    window.show_page("pictures")
    return window.gallery


def _shown(gallery: Gallery) -> list[str]:
    return [one.caption.text() for one in gallery.panes if one.isVisible()]


def test_the_last_picture_comes_first_and_keys_go_through_them(
    qtbot: QtBot, window: MeetingWindow, gallery: Gallery
) -> None:
    """The newest picture is shown, up goes back in time and down forth; what is no picture is left out."""
    assert window.head.tabs.tabText(2) == "F4 Pictures (2)"
    assert _shown(gallery) == ["after"]
    assert gallery.panes[0].line.text() == "11 Mar 2025 · 2 of 2"
    QTest.keyClick(window, Qt.Key.Key_Up)
    assert _shown(gallery) == ["before"]
    QTest.keyClick(window, Qt.Key.Key_Up)
    assert _shown(gallery) == ["before"]
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert _shown(gallery) == ["after"]
    assert "picture" in window.foot.text()


def test_two_stand_side_by_side_in_order_of_time(
    qtbot: QtBot, window: MeetingWindow, gallery: Gallery
) -> None:
    """S shows the one before beside the picture, at its left, and S again the one alone."""
    QTest.keyClick(window, Qt.Key.Key_S)
    assert _shown(gallery) == ["before", "after"]
    QTest.keyClick(window, Qt.Key.Key_S)
    assert _shown(gallery) == ["after"]


def test_a_picture_is_enlarged_by_key(qtbot: QtBot, window: MeetingWindow, gallery: Gallery) -> None:
    """Plus enlarges, minus reduces, 0 shows all of it."""
    view = gallery.panes[0].view
    QTest.keyClick(window, Qt.Key.Key_Plus)
    QTest.keyClick(window, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25**2)
    QTest.keyClick(window, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(1.25)
    QTest.keyClick(window, Qt.Key.Key_0)
    assert view.zoom == 1.0


def test_a_picture_is_really_drawn(qtbot: QtBot, window: MeetingWindow, gallery: Gallery) -> None:
    """The picture's own colours are on the screen once it is decoded."""
    view = gallery.panes[0].view

    def drawn() -> bool:
        found = view.target()
        place = found.topLeft() + (found.bottomRight() - found.topLeft()) * 0.1
        colour = view.grab().toImage().pixelColor(place.toPoint())
        return colour.red() > 200 and colour.green() < 60

    qtbot.waitUntil(drawn)


def test_a_case_without_pictures_says_so(qtbot: QtBot, window: MeetingWindow, gallery: Gallery) -> None:
    """Nothing of the case before is left, and a sentence says that there is no picture."""
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert _shown(gallery) == []
    assert gallery._none.isVisible()
    assert gallery.panes[0].view.document is None
    assert window.head.tabs.tabText(2) == "F4 Pictures"


def test_a_picture_may_tell_what_is_hidden(qtbot: QtBot, window: MeetingWindow, gallery: Gallery) -> None:
    """With names hidden it is said that those inside a picture are not."""
    assert not gallery.warning.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert gallery.warning.isVisible()


def test_a_new_picture_is_offered_at_once(
    qtbot: QtBot, window: MeetingWindow, gallery: Gallery, meeting_file: Session
) -> None:
    """A picture that is added in the other window is there, and the one on show stays."""
    meeting_file.open_case("ahlberg tumour")
    meeting_file.save(replace(picture("latest", "2025-03-15"), about=""))
    qtbot.waitUntil(lambda: len(gallery.documents) == 3)
    assert _shown(gallery) == ["after"]
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert _shown(gallery) == ["latest"]
