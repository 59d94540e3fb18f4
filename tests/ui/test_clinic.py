import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.handout.cases import printed, zoe
from tests.ui.pictured import drawn, file_of
from tumorboard import app
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.handout import clinic
from tumorboard.handout.anonymous import Anonymous
from tumorboard.ui import logo
from tumorboard.ui.clinic_rows import COPIES, FolderRow, LogoRow
from tumorboard.ui.desk import Desk
from tumorboard.ui.pages.handout import HandoutPage
from tumorboard.ui.pages.settings import SettingsPage
from tumorboard.ui.paper import pdf
from tumorboard.ui.settings import Settings

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="300" height="80">'
    b'<rect width="300" height="80" fill="#0f766e"/></svg>'
)


@pytest.fixture(autouse=True)
def nothing_chosen() -> Iterator[None]:
    """Leave neither logo nor templates behind."""
    yield
    clinic.choose(None)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Give a coloured picture in a file."""
    path = tmp_path / "logo.png"
    path.write_bytes(file_of(drawn()))
    return path


@pytest.fixture
def page(desk: Desk) -> SettingsPage:
    """Give the page of settings."""
    desk.actions["settings"].trigger()
    found = desk.middle.page
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def row(page: SettingsPage) -> LogoRow:
    """Give the row of the logo."""
    found = page.rows["logo"]
    assert isinstance(found, LogoRow)
    return found


@pytest.fixture
def folder_row(page: SettingsPage) -> FolderRow:
    """Give the row of the folder of templates."""
    found = page.rows["templates"]
    assert isinstance(found, FolderRow)
    return found


def images(data: bytes) -> list[int]:
    """Return how many pictures each sheet has."""
    return [len(sheet.images) for sheet in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "SVG"])
def test_a_logo_is_kept_small_and_grey(tmp_path: Path, form: str) -> None:
    """Whatever kind of picture it is, it is kept as a grey one no larger than it is printed."""
    path = tmp_path / "file"
    path.write_bytes(SVG if form == "SVG" else file_of(drawn(4000, 1000), form))
    content = logo.read(path)
    image = logo.picture(content)
    assert image.isGrayscale()
    assert image.height() in range(150, 170)
    assert image.width() <= 760
    assert len(content) < 50_000


def test_what_can_be_seen_through_is_white_on_paper(tmp_path: Path) -> None:
    """A logo without a ground has that of the paper, and no black one."""
    image = QImage(100, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.setPixelColor(50, 20, QColor("black"))
    (tmp_path / "logo.png").write_bytes(file_of(image))
    kept = logo.picture(logo.read(tmp_path / "logo.png"))
    assert kept.pixelColor(0, 0) == QColor("white")
    assert kept.pixelColor(50, 20) == QColor("black")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no picture", "holds no picture"),
        (b"<svg", "holds no picture"),
        (b"", "holds no picture"),
        (b"\x89PNG\r\n\x1a\n", "holds no picture"),
    ],
)
def test_what_is_no_picture_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    """A file that cannot be drawn is told by its name."""
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(Problem, match=f"logo.png {said}"):
        logo.read(tmp_path / "logo.png")


def test_a_logo_for_dark_ground_is_refused(tmp_path: Path) -> None:
    """White on white would be printed and not seen."""
    image = QImage(100, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor(250, 250, 200))
    (tmp_path / "logo.png").write_bytes(file_of(image))
    with pytest.raises(Problem, match="so light"):
        logo.read(tmp_path / "logo.png")


def test_the_logo_is_on_every_sheet_but_of_no_anonymised_one(picture: Path) -> None:
    """It stands at the head of each named sheet; the anonymised file is as without any."""
    hidden = printed(zoe(), anonymous=Anonymous(45))
    clinic.choose(None, logo.read(picture))
    assert set(images(pdf(printed(zoe()))[0])) == {1}
    case = zoe()
    with_logo = pdf(printed(case, anonymous=Anonymous(45)))[0]
    assert not any(images(with_logo))
    clinic.choose(None)
    assert pdf(printed(case, anonymous=Anonymous(45)))[0] == with_logo
    assert hidden.logo == b""


def test_a_logo_leaves_the_words_of_the_head(picture: Path) -> None:
    """Who it is about and what it is stand beside the logo, on each sheet."""
    clinic.choose(None, logo.read(picture))
    for sheet in pypdf.PdfReader(io.BytesIO(pdf(printed(zoe()))[0])).pages:
        found = "".join(sheet.extract_text().split())
        assert "Casesummary" in found
        assert "MRNQX-70311" in found


def test_a_logo_is_picked_kept_and_taken_away(
    desk: Desk, row: LogoRow, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keys: it is shown at once, is there at the next start, and can be removed."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(picture), ""))
    assert row.drop.isHidden()
    QTest.keyClick(row.pick, Qt.Key.Key_Space)
    assert desk.settings.logo == logo.read(picture)
    assert not row.shown.pixmap().isNull()
    assert clinic.logo() == desk.settings.logo
    desk.settings.flush()
    assert Settings(desk.settings.path).logo == desk.settings.logo
    QTest.keyClick(row.drop, Qt.Key.Key_Space)
    assert desk.settings.logo == clinic.logo() == b""
    assert row.shown.isHidden()
    assert row.pick.hasFocus()


def test_a_file_that_is_no_logo_changes_nothing(desk: Desk, row: LogoRow, picture: Path) -> None:
    """The logo stays, and a sentence says why."""
    row.take(picture)
    before = desk.settings.logo
    picture.write_bytes(b"nothing")
    row.take(picture)
    assert desk.settings.logo == before
    assert "holds no picture" in row.sentence
    row.take(picture.parent / "gone.png")
    assert desk.settings.logo == before
    assert "gone.png" in row.sentence


def test_a_folder_of_templates_is_typed_and_used(
    desk: Desk, folder_row: FolderRow, published: Case, tmp_path: Path
) -> None:
    """What lies in it is named, and the next page follows it."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "case_summary.html").write_text("<p>Own page</p>", encoding="utf-8")
    folder_row.editor.line.setFocus()
    QTest.keyClicks(folder_row.editor.line, str(tmp_path / "own"))
    assert desk.settings.template_folder == tmp_path / "own"
    assert folder_row.sentence == "Used instead of the built-in ones: case_summary.html."
    desk.session.add(published, "Add example case")
    desk.printing.show_handout()
    shown = desk.middle.page
    assert isinstance(shown, HandoutPage)
    assert shown.page is not None
    assert shown.page.html == "<p>Own page</p>"


def test_what_is_wrong_in_the_folder_is_said_beside_it(folder_row: FolderRow, tmp_path: Path) -> None:
    """Syntax with its line, and a name that nothing asks for, which may be a slip."""
    (tmp_path / "case_summary.html").write_text("\n{% if %}", encoding="utf-8")
    (tmp_path / "case_sumary.html").write_text("x", encoding="utf-8")
    folder_row.set(str(tmp_path))
    first, second = folder_row.sentence.splitlines()
    assert first.startswith("case_summary.html, line 2: ")
    assert second.startswith("case_sumary.html is named like no built-in template")
    (tmp_path / "case_sumary.html").unlink()
    (tmp_path / "case_summary.html").unlink()
    folder_row.follow()
    assert "named like the built-in ones" in folder_row.sentence


def test_a_folder_that_is_not_there_is_said(folder_row: FolderRow, tmp_path: Path) -> None:
    """A drive that is not connected leaves the setting as it is."""
    folder_row.set(str(tmp_path / "gone"))
    assert folder_row.sentence.startswith("There is no such folder")
    assert folder_row.value() == str(tmp_path / "gone")


def test_copies_to_begin_with_are_put_into_a_folder_of_their_own(
    folder_row: FolderRow, tmp_path: Path
) -> None:
    """They are not used until one is moved up, so that nothing changes by itself."""
    from tumorboard.handout import templates

    folder_row.set(str(tmp_path / "own"))
    QTest.keyClick(folder_row.copies, Qt.Key.Key_Space)
    assert {file.name for file in (tmp_path / "own" / COPIES).iterdir()} == set(templates.names())
    assert templates.used(tmp_path / "own") == ()
    assert COPIES in folder_row.sentence
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder_row.set(str(tmp_path / "file"))
    QTest.keyClick(folder_row.copies, Qt.Key.Key_Space)
    assert folder_row.sentence.startswith("The copies cannot be written: ")


def test_the_folder_can_be_picked(
    folder_row: FolderRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own dialog gives it, and stands open where it was cancelled as before."""
    given = [str(tmp_path), ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: given.pop(0))
    for _again in range(2):
        QTest.keyClick(folder_row.pick, Qt.Key.Key_Space)
        assert folder_row.value() == folder_row.editor.typed() == str(tmp_path)


def test_a_fault_of_a_template_is_told_where_it_is_printed(
    desk: Desk, folder_row: FolderRow, published: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving the page says which line is wrong, and the page is the built-in one."""
    (tmp_path / "case_summary.html").write_text("{{ nothing }}", encoding="utf-8")
    folder_row.set(str(tmp_path))
    out = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    desk.session.add(published, "Add example case")
    desk.printing.save_pdf()
    assert "case_summary.html, line 1: 'nothing' is undefined." in desk.middle.trouble.sentence
    assert "What each treatment did" in " ".join(pypdf.PdfReader(out).pages[0].extract_text().split())


def test_a_page_without_a_window_is_the_clinics_too(published: Case, picture: Path, tmp_path: Path) -> None:
    """The command prints name, logo and templates as they are set."""
    settings = Settings()
    settings.clinic, settings.logo = "Exampleton", logo.read(picture)
    settings.template_folder.mkdir(parents=True)
    (settings.template_folder / "case_summary.html").write_text("{{ nothing }}", encoding="utf-8")
    settings.flush()
    remarks = app.print_handout(published, "0", tmp_path / "out.pdf")
    assert any("line 1: 'nothing' is undefined" in remark for remark in remarks)
    assert set(images((tmp_path / "out.pdf").read_bytes())) == {1}
    assert "Exampleton" in pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
