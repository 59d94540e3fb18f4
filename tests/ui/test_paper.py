import html
import io
import os
import re
import resource
import signal
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.handout.cases import IDENTIFYING, TRUE_DATES, bare, example, printed, zoe
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.handout.anonymous import Anonymous
from tumorboard.ui import typeface
from tumorboard.ui.paper import pdf, preview, print_page, write_pdf
from tumorboard.ui.paper_sheets import Sheets

SIZES = {"a4": (595, 842), "letter": (612, 792)}
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="300"/>'


pytestmark = pytest.mark.usefixtures("qapp")


def read(case: Case, paper: str = "a4", **wishes: Any) -> pypdf.PdfReader:
    """Return the PDF of a case, read back."""
    data, _remarks = pdf(printed(case, **wishes), paper)
    return pypdf.PdfReader(io.BytesIO(data))


def text(reader: pypdf.PdfReader) -> list[str]:
    """Return the text of each sheet, a line break like any space."""
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def letters(reader: pypdf.PdfReader) -> str:
    """Return the text of all sheets without spaces, which readers guess where fonts change or lines end."""
    return "".join("".join(text(reader)).split())


def fonts(reader: pypdf.PdfReader) -> list[Any]:
    """Return the fonts of all sheets."""
    found = []
    for sheet in reader.pages:
        resources: Any = sheet["/Resources"]
        for font in resources.get("/Font", {}).values():
            found += [one.get_object() for one in font.get_object().get("/DescendantFonts", [font])]
    return found


@pytest.mark.parametrize(("paper", "most"), [("a4", 2), ("letter", 3)])
def test_the_published_case_takes_few_sheets_of_the_size_asked_for(paper: str, most: int) -> None:
    """Two of A4; Letter is a few lines shorter, and what could not be evaluated goes onto a third."""
    reader = read(example("published"), paper)
    assert 1 <= len(reader.pages) <= most
    for sheet in reader.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == SIZES[paper]


@pytest.mark.parametrize(
    "case", [zoe(), example("published"), example("synthetic")], ids=["zoe", "published", "big"]
)
def test_every_sheet_names_the_patient_and_its_number(case: Case) -> None:
    """Name, birth date, MRN, x of y, when it was printed and from which version stand on every sheet."""
    sheets = text(read(case))
    for number, sheet in enumerate(sheets, start=1):
        assert f"page {number} of {len(sheets)}" in sheet
        assert f"MRN {case.patient.mrn}" in sheet
        assert case.patient.family_name.replace(" ", "") in sheet.replace(" ", "")
        assert "born " + ("not recorded" if case.patient.birth_date is None else "") in sheet
        assert "printed 18 Mar 2025 09:14 · data version 3f9a2c" in sheet


@pytest.mark.parametrize(
    "word", ["Zoë", "Müller-王小明", "µmol/L", "≤37", "≥", "–", "·", "7.4-fold", "4 May 1958"]
)
def test_every_character_comes_back_out_of_the_text(word: str) -> None:
    """Letters of several scripts and the signs of the laboratory can be found and copied."""
    case = zoe()
    case = replace(case, patient=replace(case.patient, comorbidities="GFR ≥ 60"))
    assert word.replace(" ", "") in letters(read(case))


def test_a_chinese_name_is_in_the_text_once_where_it_is_printed_once() -> None:
    """A fallback font without a bold face does not double a name in the PDF's text."""
    found = " ".join(text(read(bare(family_name="王小明"))))
    assert found.count("王小明") == 2


def test_words_in_another_script_leave_all_else_in_its_place() -> None:
    """Words in Chinese among the others take nothing from the page: no heading, no figure, no table."""
    case = example("synthetic")
    latin, chinese = (
        replace(case, patient=replace(case.patient, social=words, preferences=words))
        for words in ("Retired", "退休教师")
    )
    expected, found = read(latin), read(chinese)
    assert len(found.pages) == len(expected.pages)
    assert letters(found).replace("退休教师", "Retired") == letters(expected)


def test_the_sections_can_be_found_in_the_text() -> None:
    """Every section has its heading, in order."""
    found = " ".join(text(read(zoe())))
    places = [
        found.index(title)
        for title in (
            *("Question", "Diagnosis", "Patient", "What each treatment did", "Pathology and molecular"),
            *("Last laboratories", "Imaging Date", "Adverse events", "Open items"),
        )
    ]
    assert places == sorted(places)


def test_all_fonts_are_embedded() -> None:
    """A PDF opens alike everywhere, as each font is in it."""
    found = fonts(read(zoe()))
    assert found
    for font in found:
        assert {"/FontFile2", "/FontFile3"} & font["/FontDescriptor"].keys()


def test_the_figure_is_drawn_and_no_picture() -> None:
    """The chart is lines and text on paper, at any zoom, not dots."""
    reader = read(example("synthetic"))
    for sheet in reader.pages:
        assert not sheet.images
    assert "CA19-9, U/mL" in text(reader)[0]


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_all_is_black_or_grey(name: str) -> None:
    """Nothing on paper has a colour, which a black and white printer would lose."""
    for sheet in read(example(name)).pages:
        content = sheet.get_contents()
        assert content is not None
        for red, green, blue in re.findall(
            rb"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN|rg|RG)\b", content.get_data()
        ):
            assert red == green == blue


def test_two_pages_printed_one_after_the_other_share_nothing() -> None:
    """A PDF holds nothing of the patient printed before."""
    first = " ".join(text(read(zoe())))
    second = " ".join(text(read(bare(mrn="000785", family_name="Synthetic"))))
    assert "Synthetic" not in first
    assert "Müller" not in second


def test_the_file_properties_say_what_and_by_which_program() -> None:
    """The title names the MRN; nobody is named as author."""
    about = read(zoe()).metadata
    assert about is not None
    assert (about.title, about.author, about.creator) == ("Case summary QX-70311", None, "TumorBoard")


@pytest.fixture(scope="module")
def anonymised(qapp: Any) -> bytes:
    """Give the anonymised PDF of a case full of names."""
    return pdf(printed(zoe(), anonymous=Anonymous(45), question="Ask Quandt?"))[0]


@pytest.mark.parametrize("private", [*IDENTIFYING, *TRUE_DATES])
def test_an_anonymised_file_holds_nothing_that_identifies(anonymised: bytes, private: str) -> None:
    """Neither text, nor properties, nor any byte of the file holds a name, number, place or true date."""
    reader = pypdf.PdfReader(io.BytesIO(anonymised))
    # Where each object stands may happen to read like a year.
    data = anonymised[: anonymised.rindex(b"\nxref\n")]
    assert private.replace(" ", "") not in letters(reader)
    for encoding in ("utf-8", "utf-16-be"):
        assert private.encode(encoding) not in data
    assert private not in str(reader.metadata)


def test_an_anonymised_file_does_not_say_when_it_was_made(anonymised: bytes) -> None:
    """The day of printing would lead from the last shifted date back to the true ones."""
    data = anonymised
    year = str(date.today().year).encode()
    assert b"(D:" + year not in data
    assert b'Date="' + year not in data
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Case summary"
    assert str(reader.metadata.creation_date).startswith("2000-01-01")
    assert len(reader.pages)


def test_a_file_is_written_whole_beside_nothing_else(tmp_path: Path) -> None:
    """After writing there is the PDF and no other file, with the rights of any file of the user's."""
    assert write_pdf(printed(zoe()), tmp_path / "handout.pdf") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["handout.pdf"]
    assert (tmp_path / "handout.pdf").read_bytes().startswith(b"%PDF")
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE((tmp_path / "handout.pdf").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.parametrize("where", ["missing/handout.pdf", "folder"])
def test_a_place_that_cannot_be_written_to_is_a_problem(tmp_path: Path, where: str) -> None:
    """A folder that is not there, or a folder in the place of the file, is said in a sentence."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(Problem, match="cannot be written"):
        write_pdf(printed(zoe()), tmp_path / where)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    """Where the file does not fit, the one before stays whole and nothing half is left."""
    target = tmp_path / "handout.pdf"
    target.write_bytes(b"before")
    page = printed(zoe())
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(Problem, match="cannot be written"):
            write_pdf(page, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert [path.name for path in tmp_path.iterdir()] == ["handout.pdf"]
    assert target.read_bytes() == b"before"


def test_a_character_no_font_has_is_told() -> None:
    """A name that would print as boxes is told in a sentence, with what is missing."""
    _data, remarks = pdf(printed(bare(family_name="Ab\U00012000")))
    (remark,) = remarks
    assert "\U00012000" in remark


def test_what_the_fonts_have_needs_no_remark() -> None:
    """No remark is made of names in the scripts of the users."""
    assert pdf(printed(zoe()))[1] == ()
    assert typeface.lacking("Zoë Müller 王小明 µ ≥ Ω β Łódź Žižek Нина") == ""


def test_figures_are_of_one_width() -> None:
    """Numbers below one another can be compared."""
    widths = QFontMetricsF(typeface.font(9))
    assert len({widths.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_a_printer_gets_the_sheets_it_asks_for(tmp_path: Path) -> None:
    """A range of sheets is printed and no other, on the printer's own paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    printer.setFromTo(2, 2)
    assert print_page(printed(example("synthetic")), printer) == ()
    reader = pypdf.PdfReader(tmp_path / "printed.pdf")
    assert len(reader.pages) == 1
    assert "page 2 of" in text(reader)[0]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_the_page_is_a_problem(tmp_path: Path) -> None:
    """A printer that cannot be begun is said in a sentence."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "printed.pdf"))
    with pytest.raises(Problem, match="printer"):
        print_page(printed(zoe()), printer)


def test_the_preview_shows_as_many_sheets_as_are_printed(qtbot: QtBot) -> None:
    """The preview in the window counts the sheets of the same page."""
    page = printed(example("synthetic"))
    widget = preview(page)
    qtbot.addWidget(widget)
    widget.resize(500, 600)
    widget.show()
    qtbot.waitUntil(lambda: widget.pageCount() == len(pypdf.PdfReader(io.BytesIO(pdf(page)[0])).pages))


def test_no_line_of_text_is_drawn_twice_or_lost(tmp_path: Path) -> None:
    """Where a table goes on over sheets, each of its rows is on one of them, under the table's head."""
    sheets = text(read(example("synthetic")))
    joined = " ".join(sheets)
    for finding in (
        "Unchanged; Retroperitoneal node 15",
        "Ablation zone covers S6",
        "Tumour of the left hepatic",
    ):
        assert joined.count(finding) == 1
    assert sum("Line Treatment When" in sheet for sheet in sheets) >= 2


def test_sheets_cut_between_the_lines_of_what_is_higher_than_one() -> None:
    """A note longer than a sheet goes on over the next, and no line of it is lost."""
    lines = [f"Line number {number} of the note." for number in range(400)]
    case = bare(comorbidities="\n".join(lines))
    writer = QPdfWriter(os.devnull)
    sheets = Sheets(printed(case), DRAWING, writer)
    assert len(sheets) > 1
    found = letters(read(case))
    assert [line for line in lines if line.replace(" ", "").rstrip(".") not in found] == []


def test_a_painter_is_left_as_it_was() -> None:
    """Drawing a sheet leaves neither clip nor shift behind for the next."""
    writer = QPdfWriter(os.devnull)
    painter = QPainter(writer)
    Sheets(printed(zoe()), DRAWING, writer).paint(painter, 0)
    assert not painter.hasClipping()
    assert painter.transform().isIdentity()
    painter.end()


def test_text_on_paper_can_be_larger() -> None:
    """All letters grow alike, those of head and foot too, and no word of the page is lost."""
    normal, larger = (printed(zoe(), text_size=size) for size in (1.0, 1.2))
    before, after = (pypdf.PdfReader(io.BytesIO(pdf(page)[0])) for page in (normal, larger))
    assert normal.html == larger.html
    words = set(re.findall(r"[A-Za-z]{4,}", html.unescape(re.sub(r"<[^>]*>", " ", normal.html))))
    first, second = letters(before), letters(after)
    assert {word for word in words if word in first} == {word for word in words if word in second}
    assert len(after.pages) >= len(before.pages)
    assert _sizes(after) == pytest.approx([1.2 * size for size in _sizes(before)], abs=0.1)


def _sizes(reader: pypdf.PdfReader) -> list[float]:
    """Return the sizes of letters on the first sheet, in points."""
    found: set[float] = set()

    def note(text: str, matrix: Any, place: Any, font: Any, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * place[3] * matrix[3]), 1))

    reader.pages[0].extract_text(visitor_text=note)
    return sorted(found)


def test_the_clinic_stands_on_every_sheet_but_of_no_anonymised_one() -> None:
    """Its name is in the foot of each named sheet; nothing in the file of an anonymised page holds it."""
    named = text(read(zoe(), clinic="Exampleton"))
    assert all("Exampleton" in sheet for sheet in named)
    data, _remarks = pdf(printed(zoe(), clinic="Exampleton", anonymous=Anonymous(45)))
    hidden = pypdf.PdfReader(io.BytesIO(data))
    assert not any("Exampleton" in sheet for sheet in text(hidden))
    assert "Exampleton" not in str(hidden.metadata)
    assert b"Exampleton" not in data
