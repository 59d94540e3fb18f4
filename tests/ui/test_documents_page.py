import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.pictured import PDF, drawn, file_of, turned_photo
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.ui import incoming
from tumorboard.ui.desk import Desk
from tumorboard.ui.document_tiles import lines_of
from tumorboard.ui.pages.documents import DocumentsPage

PHOTO = file_of(drawn(), "JPEG")
SCAN = Imaging(on=Day("2022-01-04"), modality="CT", region="Abdomen")
DOCUMENTS = (
    Document(name="b.png", kind="image", content=file_of(drawn()), caption="After", taken_on=Day("2022-04")),
    Document(
        name="a.jpg", kind="image", content=PHOTO, caption="Before", taken_on=Day("2022-01"), about=SCAN.id
    ),
    Document(name="z.pdf", kind="PDF", content=PDF),
    Document(name="c.jpg", kind="image", content=turned_photo()),
)
ORDERED = ["a.jpg", "b.png", "c.jpg", "z.pdf"]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[DocumentsPage]:
    """Give the page with some documents in the window."""
    desk.session.add(Case(Patient(mrn="T-1"), Tumour(), (SCAN, *DOCUMENTS)), "Add case")
    desk.show_tab("documents")
    assert desk.case_page
    made = desk.case_page.page
    assert isinstance(made, DocumentsPage)
    qtbot.waitUntil(made.tiles.hasFocus)
    yield made
    QGuiApplication.clipboard().clear()


@pytest.fixture
def empty(desk: Desk) -> DocumentsPage:
    """Give the page of a case without documents."""
    desk.session.add(Case(Patient(mrn="T-1"), Tumour()), "Add case")
    desk.show_tab("documents")
    assert desk.case_page
    made = desk.case_page.page
    assert isinstance(made, DocumentsPage)
    return made


def names(page: DocumentsPage) -> list[str]:
    """Return the names of the documents in the order they stand in."""
    return [one.name for one in page.tiles.rows.documents]


def press(page: DocumentsPage, key: Qt.Key) -> None:
    """Press a key at the tiles."""
    QTest.keyClick(page.tiles, key)


def files(*paths: Path) -> QMimeData:
    """Return what a file manager hands over for files."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_documents_stand_in_order_of_time(page: DocumentsPage) -> None:
    """The earliest comes first, what is not dated last and by name."""
    assert names(page) == ORDERED


def test_a_screen_reader_hears_what_a_tile_shows(page: DocumentsPage) -> None:
    """Caption, date, subject and content are said, and what is missing too."""
    said = [page.tiles.rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert said[0].startswith("Before, Jan 2022, CT Abdomen, picture · ")
    assert said[3] == "z.pdf, date not recorded, PDF · 1 kB"


def test_the_tab_says_how_many(desk: Desk, page: DocumentsPage) -> None:
    """Beside the title stands the number of documents, also for a screen reader."""
    assert desk.case_page
    assert desk.case_page.tabs.accessibleTabName(4).startswith("Documents, 4")


def test_arrows_move_within_rows_and_columns(page: DocumentsPage) -> None:
    """Left and right go through time, up and down stay in the column, and nothing goes beyond the ends."""
    columns = page.tiles.columns()
    assert columns >= 2
    page.tiles.go_to(0)
    press(page, Qt.Key.Key_Left)
    assert page.tiles.currentIndex().row() == 0
    press(page, Qt.Key.Key_Right)
    assert page.tiles.currentIndex().row() == 1
    press(page, Qt.Key.Key_Up)
    assert page.tiles.currentIndex().row() == 1
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Down)
    assert page.tiles.currentIndex().row() == (columns if columns < 4 else 0)
    press(page, Qt.Key.Key_End)
    assert page.tiles.currentIndex().row() == 3


def test_pictures_are_decoded_as_large_as_they_are_shown(qtbot: QtBot, page: DocumentsPage) -> None:
    """A picture appears once it is decoded, no larger than its tile, turned as the camera was held."""
    kept = page.tiles.pictures._kept
    qtbot.waitUntil(lambda: len(kept) == 3)
    tile = page.tiles.tile() * page.tiles.devicePixelRatioF()
    for _content, image in kept.values():
        assert not image.isNull()
        assert image.width() <= tile.width()
    [turned] = [image for content, image in kept.values() if content == DOCUMENTS[3].content]
    assert turned.height() > turned.width()
    assert turned.pixelColor(turned.width() - 5, 5).red() > 200
    assert turned.pixelColor(turned.width() - 5, 5).green() < 60


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_show_it_large(qtbot: QtBot, page: DocumentsPage, key: Qt.Key) -> None:
    """The document the keys are at is asked for."""
    page.tiles.go_to(1)
    with qtbot.waitSignal(page.large_wanted) as asked:
        press(page, key)
    assert asked.args == [DOCUMENTS[0].id]


@pytest.mark.parametrize("keys", ["F2", "Ctrl+Return"])
def test_f2_and_ctrl_enter_change_it(qtbot: QtBot, page: DocumentsPage, keys: str) -> None:
    """The form of the document is asked for."""
    page.tiles.go_to(0)
    with qtbot.waitSignal(page.edit_wanted) as asked:
        qtbot.keySequence(page.tiles, keys)
    assert asked.args == [DOCUMENTS[1].id]


def test_delete_removes_it_and_says_how_it_comes_back(desk: Desk, page: DocumentsPage) -> None:
    """A document goes without a question, the keys stay near, and undo brings all of it back."""
    page.tiles.go_to(1)
    press(page, Qt.Key.Key_Delete)
    assert names(page) == ["a.jpg", "c.jpg", "z.pdf"]
    assert page.tiles.currentIndex().row() == 1
    assert "After" in desk.middle.notice.sentence
    assert "Ctrl+Z" in desk.middle.notice.sentence
    desk.session.undo()
    assert names(page) == ORDERED
    assert desk.session.case
    assert desk.session.case.get(DOCUMENTS[0].id) == DOCUMENTS[0]


def test_p_marks_it_for_the_handout_and_no_longer(desk: Desk, page: DocumentsPage) -> None:
    """P is a switch, each time a step."""
    page.tiles.go_to(0)
    for printed in (True, False):
        press(page, Qt.Key.Key_P)
        assert page.tiles.rows.documents[0].printed is printed
    desk.session.undo()
    assert page.tiles.rows.documents[0].printed is True


def test_all_of_one_drop_is_one_step(qtbot: QtBot, desk: Desk, empty: DocumentsPage, tmp_path: Path) -> None:
    """Files come in as they are, their kind by their content, and go by one undo."""
    (tmp_path / "photo.dat").write_bytes(PHOTO)
    (tmp_path / "letter").write_bytes(PDF)
    (tmp_path / "notes.txt").write_text("words")
    assert empty.nothing.isVisible()
    with qtbot.waitSignal(empty.incoming.arrived):
        empty.take(files(*(tmp_path / name for name in ("photo.dat", "letter", "notes.txt"))))
    found = {one.name: one for one in empty.tiles.rows.documents}
    assert {name: one.kind for name, one in found.items()} == {
        "photo.dat": "image",
        "letter": "PDF",
        "notes.txt": "other",
    }
    assert found["photo.dat"].content == PHOTO
    assert found["photo.dat"].caption == ""
    assert found["photo.dat"].taken_on is None
    assert desk.session.undo_title == "Add 3 documents"
    assert not empty.nothing.isVisible()
    desk.session.undo()
    assert names(empty) == []
    assert empty.nothing.isVisible()


def test_what_cannot_come_in_is_named_and_the_rest_does(
    qtbot: QtBot, desk: Desk, empty: DocumentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged picture, a folder, an empty, a missing and a large file are each told in a sentence."""
    monkeypatch.setattr(incoming, "LARGEST", 5000)
    (tmp_path / "broken.png").write_bytes(file_of(drawn())[:60])
    (tmp_path / "words.jpg").write_text("no picture")
    (tmp_path / "nothing.pdf").touch()
    (tmp_path / "large.bin").write_bytes(b"x" * 5001)
    (tmp_path / "folder").mkdir()
    (tmp_path / "good.pdf").write_bytes(PDF)
    every = ["broken.png", "words.jpg", "nothing.pdf", "large.bin", "folder", "gone.png", "good.pdf"]
    with qtbot.waitSignal(empty.incoming.arrived):
        empty.take(files(*(tmp_path / name for name in every)))
    assert names(empty) == ["good.pdf"]
    for name in every[:-1]:
        assert name in desk.middle.trouble.sentence
    assert "damaged" in desk.middle.trouble.sentence
    assert len(desk.middle.trouble.sentence.splitlines()) == 6


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """The system's reason is said with the file's name."""
    path = tmp_path / "closed.pdf"
    path.write_bytes(PDF)
    path.chmod(0)
    with pytest.raises(Problem, match=r"closed\.pdf cannot be read"):
        incoming.read(path)


def test_a_picture_is_pasted(qtbot: QtBot, desk: Desk, empty: DocumentsPage) -> None:
    """Ctrl+V adds the picture on the clipboard, without loss."""
    QGuiApplication.clipboard().setImage(drawn(90, 60))
    empty.add.setFocus()
    with qtbot.waitSignal(empty.incoming.arrived):
        qtbot.keySequence(empty.add, "Ctrl+V")
    [document] = empty.tiles.rows.documents
    assert (document.kind, document.name) == ("image", "Pasted picture")
    assert document.content == file_of(drawn(90, 60))


def test_a_picture_copied_with_its_file_stays_that_file(qtbot: QtBot, empty: DocumentsPage) -> None:
    """Where the clipboard has the bytes of a photo, these are kept and not made anew."""
    mime = QMimeData()
    mime.setData("image/jpeg", PHOTO)
    with qtbot.waitSignal(empty.incoming.arrived):
        empty.take(mime)
    assert empty.tiles.rows.documents[0].content == PHOTO


def test_words_are_no_document(desk: Desk, empty: DocumentsPage) -> None:
    """Pasting words says what can be pasted."""
    mime = QMimeData()
    mime.setText("words")
    empty.take(mime)
    assert "neither a picture nor a file" in desk.middle.trouble.sentence


def test_insert_asks_for_files(
    qtbot: QtBot, empty: DocumentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's dialog gives files, which are added."""
    (tmp_path / "letter.pdf").write_bytes(PDF)
    chosen: Callable[..., Any] = lambda *given: ([str(tmp_path / "letter.pdf")], "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    with qtbot.waitSignal(empty.incoming.arrived):
        QTest.keyClick(empty.add, Qt.Key.Key_Insert)
    assert names(empty) == ["letter.pdf"]


def test_a_drop_anywhere_on_the_case_comes_here(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """What is dropped on the chart is a document of the case, and its page is shown."""
    desk.session.add(Case(Patient(mrn="T-1"), Tumour()), "Add case")
    page = desk.case_page
    assert page
    (tmp_path / "letter.pdf").write_bytes(PDF)
    mime = files(tmp_path / "letter.pdf")
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, mime, button, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, button, none))
    qtbot.waitUntil(lambda: desk.session.case is not None and len(desk.session.case.of(Document)) == 1)
    assert isinstance(page.page, DocumentsPage)


def test_what_was_meant_for_one_case_never_goes_to_another(
    qtbot: QtBot, desk: Desk, empty: DocumentsPage, tmp_path: Path
) -> None:
    """Where another case is opened while files are read, nothing is added, and that is said."""
    (tmp_path / "letter.pdf").write_bytes(PDF)
    empty.take(files(tmp_path / "letter.pdf"))
    desk.session.add(Case(Patient(mrn="T-2"), Tumour()), "Add case")
    qtbot.waitUntil(lambda: "another case" in desk.middle.trouble.sentence)
    assert desk.session.case
    assert desk.session.case.of(Document) == ()
    assert desk.session.undo_title == "Add case"


def test_a_long_caption_takes_two_lines() -> None:
    """A caption breaks between words, once."""
    metrics = QFontMetrics(QApplication.font())
    room = metrics.horizontalAdvance("moderately differentiated")
    assert lines_of("short", metrics, room) == ["short"]
    assert lines_of("moderately differentiated adenocarcinoma of it", metrics, room) == [
        "moderately differentiated",
        "adenocarcinoma of it",
    ]
    assert lines_of("x" * 200, metrics, room) == ["x" * 200]


def test_tiles_fill_the_page(desk: Desk, page: DocumentsPage) -> None:
    """However wide the page is, whole tiles stand beside one another, and none is cut."""
    for wide in (700, 940, 1366):
        desk.window.resize(QSize(wide, 700))
        tile, columns = page.tiles.tile(), page.tiles.columns()
        assert tile.width() * columns <= page.tiles.viewport().width()
        rects = [page.tiles.visualRect(page.tiles.rows.index(row)) for row in range(columns)]
        assert len({rect.top() for rect in rects if rect.isValid()}) == 1


def test_the_keys_are_never_lost(qtbot: QtBot, desk: Desk, empty: DocumentsPage, tmp_path: Path) -> None:
    """Without documents the keys are at what adds one, with the first at its tile, and back without it."""
    qtbot.waitUntil(empty.add.hasFocus)
    (tmp_path / "letter.pdf").write_bytes(PDF)
    with qtbot.waitSignal(empty.incoming.arrived):
        empty.take(files(tmp_path / "letter.pdf"))
    assert empty.tiles.hasFocus()
    press(empty, Qt.Key.Key_Delete)
    assert empty.add.hasFocus()
