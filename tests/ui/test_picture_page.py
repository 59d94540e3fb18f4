import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pictured import PDF, drawn, file_of, turned_photo
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.ui import pictures
from tumorboard.ui.desk import Desk
from tumorboard.ui.outside import Outside
from tumorboard.ui.pages.picture import PicturePage

SCAN = Imaging(on=Day("2021-01-04"), modality="CT")
WIDE = file_of(drawn(3000, 2000), "JPEG")
DOCUMENTS = (
    Document(
        name="a.jpg", kind="image", content=WIDE, caption="Before", taken_on=Day("2021-01"), about=SCAN.id
    ),
    Document(
        name="b.jpg", kind="image", content=file_of(drawn(3000, 2000, "#404040"), "JPEG"), caption="After"
    ),
    Document(name="c.jpg", kind="image", content=turned_photo()),
    Document(name="d.pdf", kind="PDF", content=PDF),
)
BEFORE, AFTER, TURNED, LETTER = (one.id for one in DOCUMENTS)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PicturePage:
    """Give the page with the first of some documents in the window."""
    desk.session.add(Case(Patient(mrn="T-1", family_name="Made"), Tumour(), (SCAN, *DOCUMENTS)), "Add case")
    desk.viewing.show(BEFORE)
    made = desk.viewing.page
    assert made
    qtbot.waitUntil(made.view.hasFocus)
    return made


def press(page: PicturePage, keys: str, qtbot: QtBot) -> None:
    """Press a key where the keyboard is."""
    qtbot.keySequence(QApplication.focusWidget() or page, keys)


def test_one_key_shows_it_and_leaves_again(qtbot: QtBot, desk: Desk, page: PicturePage) -> None:
    """F6 shows what is about the record the keys are at, and goes back to where they were; Esc goes too."""
    case_page = desk.case_page
    assert case_page
    press(page, "Esc", qtbot)
    assert case_page.isVisible()
    desk.show_tab("documents")
    press(page, "F6", qtbot)
    assert page.isVisible()
    press(page, "F6", qtbot)
    assert case_page.isVisible()
    assert not page.isVisible()
    desk.viewing.show(SCAN.id)
    assert page.current_record() == BEFORE


def test_without_documents_it_says_so(desk: Desk) -> None:
    """In a case without documents the key says how to add one."""
    desk.session.add(Case(Patient(mrn="T-1"), Tumour()), "Add case")
    desk.actions["show_large"].trigger()
    assert desk.middle.page is desk.case_page
    assert "Alt+5" in desk.middle.notice.sentence


def test_the_patient_is_named_above(page: PicturePage) -> None:
    """A picture is never seen without whose it is, what it is and from when."""
    assert page.bar.who.text() == "Made · MRN T-1"
    assert page.pane.caption.text() == "Before"
    assert page.pane.line.text() == "Jan 2021 · CT · 1 of 4"
    assert page.view.accessibleName() == "Before, Jan 2021 · CT · 1 of 4"


def test_left_and_right_go_through_time(qtbot: QtBot, page: PicturePage) -> None:
    """The next one in time, the last and the first, and nothing beyond."""
    press(page, "Left", qtbot)
    assert page.current_record() == BEFORE
    press(page, "Right", qtbot)
    assert page.current_record() == AFTER
    press(page, "End", qtbot)
    assert page.current_record() == LETTER
    press(page, "Right", qtbot)
    assert page.current_record() == LETTER
    press(page, "Home", qtbot)
    assert page.current_record() == BEFORE


def test_a_picture_fits_and_is_seen(qtbot: QtBot, page: PicturePage) -> None:
    """All of a picture is seen first, its corner where it belongs, no point of it beyond the room."""
    view = page.view
    target = view.target()
    assert target.width() <= view.width() + 1
    assert target.height() <= view.height() + 1
    assert min(view.width() - target.width(), view.height() - target.height()) < 1

    def corner() -> bool:
        colour = view.grab().toImage().pixelColor((target.topLeft() + QPointF(12, 12)).toPoint())
        return bool(colour.red() > 200 and colour.green() < 60)

    qtbot.waitUntil(corner)


def test_a_turned_photo_stands_upright(page: PicturePage) -> None:
    """Where the camera was held upright, the picture is."""
    page.show_document(TURNED)
    target = page.view.target()
    assert target.height() > target.width()


def test_keys_enlarge_move_and_fit(qtbot: QtBot, page: PicturePage) -> None:
    """Plus enlarges, arrows then move, 1 shows point for point, and 0 all of it."""
    view = page.view
    press(page, "+", qtbot)
    assert view.zoom == pytest.approx(1.25)
    before = QPointF(view.centre)
    press(page, "Right", qtbot)
    assert page.current_record() == BEFORE
    assert view.centre.x() > before.x()
    press(page, "-", qtbot)
    assert view.zoom == pytest.approx(1)
    press(page, "1", qtbot)
    assert view.scale * view.devicePixelRatioF() == pytest.approx(1)
    for _again in range(20):
        press(page, "Right", qtbot)
    assert view.target().right() == pytest.approx(view.width(), abs=1)
    press(page, "PgDown", qtbot)
    assert page.current_record() == AFTER
    assert view.zoom == 1
    press(page, "1", qtbot)
    press(page, "0", qtbot)
    assert view.zoom == 1
    assert view.centre == QPointF(0.5, 0.5)


def test_the_wheel_enlarges_where_the_pointer_is(qtbot: QtBot, page: PicturePage) -> None:
    """What lies under the pointer stays there."""
    view = page.view
    place = QPointF(view.width() / 2 + 60, view.height() / 2 - 40)
    before = view._in_picture(place)
    view.enlarge(3, place)
    after = view._in_picture(place)
    assert (after - before).manhattanLength() < 1e-6


def test_a_drag_moves(qtbot: QtBot, page: PicturePage) -> None:
    """What is gripped follows the pointer."""
    view = page.view
    view.look(view.original, QPointF(0.5, 0.5))
    before = QPointF(view.target().topLeft())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(130, 90))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(130, 90))
    assert (view.target().topLeft() - before - QPointF(30, -10)).manhattanLength() < 1


def test_before_and_after_stand_side_by_side(qtbot: QtBot, page: PicturePage) -> None:
    """S sets the next in time beside it, each with its caption; S again shows one alone."""
    press(page, "S", qtbot)
    assert page.shown == [BEFORE, AFTER]
    assert [pane.caption.text() for pane in page._panes if pane.isVisible()] == ["Before", "After"]
    assert page.current_record() == BEFORE
    press(page, "3", qtbot)
    assert page.shown == [BEFORE, AFTER, TURNED]
    press(page, "S", qtbot)
    assert page.shown == [BEFORE]


def test_the_last_stands_beside_the_one_before(qtbot: QtBot, page: PicturePage) -> None:
    """Nothing comes after the last in time: the one before stands at its left."""
    press(page, "End", qtbot)
    press(page, "2", qtbot)
    assert page.shown == [TURNED, LETTER]
    assert page.current_record() == LETTER


def test_the_tab_key_chooses_which_one_is_changed(qtbot: QtBot, page: PicturePage) -> None:
    """Arrows change the picture the keys are at and pass over the other."""
    press(page, "S", qtbot)
    page._panes[1].view.setFocus()
    press(page, "Right", qtbot)
    assert page.shown == [BEFORE, TURNED]
    page._panes[0].view.setFocus()
    press(page, "Right", qtbot)
    press(page, "Right", qtbot)
    assert page.shown == [LETTER, TURNED]


def test_pictures_are_enlarged_together_or_not(qtbot: QtBot, page: PicturePage) -> None:
    """What is done to one is done to the other, until Z."""
    press(page, "S", qtbot)
    first, second = (pane.view for pane in page._panes)
    press(page, "+", qtbot)
    press(page, "Right", qtbot)
    assert second.zoom == first.zoom > 1
    assert second.centre == first.centre
    assert page.bar.together.text() == "Zoom each alone"
    press(page, "Z", qtbot)
    assert page.bar.together.text() == page.bar.together.accessibleName() == "Zoom together"
    press(page, "0", qtbot)
    assert first.zoom == 1
    assert second.zoom > 1
    press(page, "Z", qtbot)
    assert second.zoom == 1


def test_what_is_removed_makes_room_for_its_neighbour(desk: Desk, page: PicturePage) -> None:
    """The page follows the case: another document comes, and without any it is left."""
    desk.session.drop(DOCUMENTS[0])
    assert page.current_record() == AFTER
    for document in DOCUMENTS[1:]:
        desk.session.drop(document)
    assert desk.middle.page is desk.case_page


def test_another_case_leaves_the_page(desk: Desk, page: PicturePage) -> None:
    """No picture of one patient stays while another is open."""
    desk.session.add(Case(Patient(mrn="T-2"), Tumour()), "Add case")
    assert desk.middle.page is desk.case_page
    assert not page._pictures._kept


def test_p_marks_and_f2_changes(qtbot: QtBot, desk: Desk, page: PicturePage) -> None:
    """What is seen large can be marked for the handout, and changed in its form beside it."""
    press(page, "P", qtbot)
    assert desk.session.case
    assert desk.session.case.get(BEFORE).printed is True  # type: ignore[attr-defined]
    assert "printed in the handout" in page.pane.line.text()
    with qtbot.waitSignal(page.edit_wanted) as asked:
        press(page, "F2", qtbot)
    assert asked.args == [BEFORE]
    assert desk.middle.page is page


def test_a_large_picture_is_decoded_no_larger_than_needed() -> None:
    """A picture is halved as long as all that is seen is still there, and beyond what memory should hold."""
    whole = QSize(8000, 6000)
    assert pictures.level(whole, 1.0) == whole
    assert pictures.level(whole, 0.6) == whole
    assert pictures.level(whole, 0.5) == QSize(4000, 3000)
    assert pictures.level(whole, 0.1) == QSize(1000, 750)
    huge = QSize(40000, 30000)
    assert pictures.level(huge, 1.0).width() * pictures.level(huge, 1.0).height() <= pictures.MOST_POINTS


def test_pictures_used_last_are_kept(qtbot: QtBot, qapp: Any) -> None:
    """Beyond the bytes allowed, the picture used least recently goes."""
    kept = pictures.Pictures(500_000, qapp)
    for document in DOCUMENTS[:2]:
        with qtbot.waitSignal(kept.ready):
            assert kept.find(document, QSize(300, 200)) is None
    assert kept.find(DOCUMENTS[0], QSize(300, 200)) is not None
    with qtbot.waitSignal(kept.ready):
        kept.find(DOCUMENTS[2], QSize(300, 200))
    assert kept.find(DOCUMENTS[0], QSize(300, 200)) is not None
    assert kept.largest(DOCUMENTS[1]) is None


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    """Give what the system was asked to open."""
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return lambda: opened


def test_a_letter_is_opened_by_the_system_from_a_private_copy(
    qtbot: QtBot, desk: Desk, page: PicturePage, outside: Callable[[], list[Path]]
) -> None:
    """O opens a copy that only its user can read, called after its content, and gone at the end."""
    press(page, "End", qtbot)
    press(page, "O", qtbot)
    press(page, "O", qtbot)
    path = outside()[0]
    assert outside() == [path, path]
    assert path.suffix == ".pdf"
    assert path.read_bytes() == PDF
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    desk.viewing.close()
    assert not path.parent.exists()


@pytest.mark.parametrize("name", ["setup.exe", "run.sh", "page.html", "letter.pdf", "noending"])
def test_what_could_be_a_program_is_not_opened(name: str, outside: Callable[[], list[Path]]) -> None:
    """Neither the name nor the kind somebody gave a content makes it a letter."""
    document = Document(name=name, kind="PDF", content=b"#!/bin/sh\necho run\n")
    with pytest.raises(Problem, match="program"):
        Outside().open(document)
    assert outside() == []
