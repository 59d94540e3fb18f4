from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.entering import context
from tests.ui.pictured import PDF, drawn, file_of, turned_photo
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document
from tumorboard.domain.fields import field_of
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.ui.editors.content import SMALL, ContentEditor
from tumorboard.ui.form import Form

PHOTO = file_of(drawn(), "JPEG")


@pytest.fixture
def editor(qtbot: QtBot) -> ContentEditor:
    """Give an editor of a document's content."""
    kept = Document(content=PHOTO)
    made = ContentEditor(field_of(Document, "content"), context(Case(Patient(), Tumour(), (kept,))))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_what_is_given_is_shown_and_comes_back(editor: ContentEditor) -> None:
    """A picture is shown small with its size; nothing says so."""
    assert editor.said.text() == "No content yet"
    editor.set_value(PHOTO)
    assert editor.value() is PHOTO
    assert editor.said.text().startswith("Picture 320 × 240 · ")
    assert not editor.picture.pixmap().isNull()
    editor.set_value(None)
    assert editor.value() is None
    assert editor.picture.pixmap().isNull()
    assert not editor.typed()


def test_a_file_brings_its_name_and_kind(qtbot: QtBot, editor: ContentEditor, tmp_path: Path) -> None:
    """A file is taken as it is, whatever its ending says."""
    path = tmp_path / "letter.bin"
    path.write_bytes(PDF)
    with qtbot.waitSignal(editor.filled) as told, qtbot.waitSignal(editor.changed):
        editor.bring(path)
    assert told.args == ["letter.bin", "PDF"]
    assert editor.value() == PDF
    assert editor.said.text().startswith("PDF · ")


def test_a_picture_is_pasted(qtbot: QtBot, editor: ContentEditor) -> None:
    """Ctrl+V takes the picture on the clipboard."""
    QGuiApplication.clipboard().setImage(drawn(64, 48))
    editor.go_to()
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.said.text().startswith("Picture 64 × 48 · ")


def test_what_cannot_be_read_is_refused_and_leaves_what_was(
    qtbot: QtBot, editor: ContentEditor, tmp_path: Path
) -> None:
    """A damaged picture is named in a sentence, and the content stays as it was."""
    editor.set_value(PHOTO)
    path = tmp_path / "broken.png"
    path.write_bytes(file_of(drawn())[:60])
    with qtbot.waitSignal(editor.changed):
        editor.bring(path)
    assert "broken.png" in editor.fault()
    assert editor.value() is PHOTO


def test_something_else_pasted_is_told(qtbot: QtBot, editor: ContentEditor) -> None:
    """Words on the clipboard are no content."""
    mime = QMimeData()
    mime.setText("words")
    editor.take(mime)
    assert "neither a picture nor a file" in editor.fault()


@pytest.mark.parametrize("large", [False, True])
def test_what_was_chosen_comes_back(qtbot: QtBot, editor: ContentEditor, tmp_path: Path, large: bool) -> None:
    """What lies in a draft is the content, or for a large file where it is."""
    content = PDF + b"\n" * (SMALL if large else 0)
    (tmp_path / "letter.pdf").write_bytes(content)
    with qtbot.waitSignal(editor.changed):
        editor.bring(tmp_path / "letter.pdf")
    typed: Any = editor.typed()
    assert len(str(typed)) < 2 * SMALL
    editor.set_value(None)
    editor.take_up(typed)
    qtbot.waitUntil(lambda: editor.value() == content)
    editor.take_up({"path": str(tmp_path / "gone.pdf")})
    qtbot.waitUntil(lambda: "gone.pdf" in editor.fault())


def test_what_is_kept_is_not_drafted_again(editor: ContentEditor) -> None:
    """A content of the case is named in the draft, not copied into it."""
    editor.set_value(PHOTO)
    typed = editor.typed()
    assert len(str(typed)) < 100
    editor.set_value(None)
    editor.take_up(typed)
    assert editor.value() == PHOTO


def test_the_form_takes_name_and_kind_over(qtbot: QtBot, tmp_path: Path) -> None:
    """What comes in names the document, unless somebody has named it."""
    form = Form(Document, context())
    qtbot.addWidget(form)
    content = form.editors["content"]
    assert isinstance(content, ContentEditor)
    (tmp_path / "a.jpg").write_bytes(turned_photo())
    (tmp_path / "b.pdf").write_bytes(PDF)
    with qtbot.waitSignal(content.changed):
        content.bring(tmp_path / "a.jpg")
    assert form.record().name == "a.jpg"  # type: ignore[attr-defined]
    assert form.record().kind == "image"  # type: ignore[attr-defined]
    assert content.said.text().startswith("Picture 240 × 320")
    with qtbot.waitSignal(content.changed):
        content.bring(tmp_path / "b.pdf")
    assert form.record().name == "b.pdf"  # type: ignore[attr-defined]
    form.editors["name"].set_value("Ours")
    with qtbot.waitSignal(content.changed):
        content.bring(tmp_path / "a.jpg")
    assert form.record().name == "Ours"  # type: ignore[attr-defined]
