import io
import math
import re
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from tests.handout.cases import bare, example, printed, zoe
from tumorboard.domain.case import Case
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.short import Shorter
from tumorboard.ui.one_sheet import SMALLEST, _first, _sizes
from tumorboard.ui.paper import pdf

pytestmark = pytest.mark.usefixtures("qapp")

QUESTION = "Second-line treatment after progression, or local treatment of the adrenal metastasis first?"


def read(case: Case, paper: str = "a4", **wishes: Any) -> tuple[pypdf.PdfReader, tuple[str, ...]]:
    """Return the short page of a case as PDF, read back, and the remarks."""
    data, remarks = pdf(printed(case, variant="short", **wishes), paper)
    return pypdf.PdfReader(io.BytesIO(data)), remarks


def sizes(reader: pypdf.PdfReader) -> list[float]:
    """Return the sizes of all letters of the first sheet, in points."""
    found: set[float] = set()

    def note(text: str, matrix: list[float], place: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.add(round(size * math.hypot(*place[2:4]) * math.hypot(*matrix[2:4]), 2))

    reader.pages[0].extract_text(visitor_text=note)
    return sorted(found)


@pytest.mark.parametrize("anonymous", [None, Anonymous(45)], ids=["named", "anonymised"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_the_short_handout_is_one_sheet(name: str, paper: str, anonymous: Anonymous | None) -> None:
    """Of both examples, on both papers, named or not, and no letter is too small to be read."""
    reader, remarks = read(example(name), paper, anonymous=anonymous, question=QUESTION)
    assert len(reader.pages) == 1
    assert remarks == ()
    text = " ".join(reader.pages[0].extract_text().split())
    assert "page 1 of 1" in text
    assert "Only in the full handout" in text


def test_letters_are_no_smaller_than_can_be_read() -> None:
    """Neither those of the text and the figure nor those of head, foot and remarks."""
    reader, _remarks = read(example("synthetic"))
    assert sizes(reader)[0] >= SMALLEST - 0.05


def test_a_case_with_room_keeps_its_letters() -> None:
    """Where all fits as it is, nothing is made smaller or left out."""
    reader, _remarks = read(bare(mrn="7"))
    assert len(reader.pages) == 1
    assert "Only in the full handout" not in reader.pages[0].extract_text()
    assert 8.0 in [round(size, 1) for size in sizes(reader)]


def test_the_sheet_is_used_before_a_row_leaves() -> None:
    """One row more than is left out would not have fitted: the page says of exactly those that had to go."""
    page = printed(example("synthetic"), variant="short", question=QUESTION)
    assert page.shorter
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf(page)[0])).pages[0].extract_text().split())
    gone = sum(int(count) for count in re.findall(r", (\d+) of \d+", text.partition("Only in the full")[2]))
    assert 0 < gone < page.shorter.rows
    tighter = replace(page, html=page.shorter.without(gone - 1), text_size=SMALLEST / 8, shorter=None)
    looser = replace(page, html=page.shorter.without(gone), text_size=SMALLEST / 8, shorter=None)
    drawn = [len(pypdf.PdfReader(io.BytesIO(pdf(one)[0])).pages) for one in (tighter, looser)]
    assert drawn[0] > 1


def test_what_fits_on_no_sheet_is_told() -> None:
    """A history longer than a sheet is printed on several, which is said; none of it is cut off."""
    note = " ".join(f"word{n}" for n in range(3000))
    reader, remarks = read(bare(mrn="7", comorbidities=note))
    assert len(reader.pages) > 1
    assert remarks == (
        f"This does not fit on one sheet even in the smallest letters; it takes {len(reader.pages)}.",
    )
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)
    assert "word2999" in text


@pytest.mark.parametrize("high", [0, 1, 2, 7, 20])
def test_the_first_that_fits_is_found(high: int) -> None:
    """Whichever it is and wherever it is sought first, and the last one where none before it does."""
    for wanted in range(high + 1):
        for guess in range(-1, high + 3):
            assert _first(0, high, wanted.__le__, guess) == wanted


def test_a_page_shown_again_is_found_at_once() -> None:
    """The text is laid out three times, and not as often as a search takes."""
    page = printed(example("synthetic"), variant="short")
    assert page.shorter
    pdf(page)
    asked: list[int] = []

    def counted(count: int) -> str:
        asked.append(count)
        return shorter.without(count)

    shorter = page.shorter
    again = replace(page, shorter=Shorter(shorter.rows, counted))
    assert pdf(again)[0]
    assert len(asked) == 2


@pytest.mark.parametrize("wanted", [1.2, 1.0, 0.9])
def test_letters_shrink_from_what_is_set_to_the_smallest(wanted: float) -> None:
    """In small steps, and never below."""
    found = _sizes(wanted)
    assert found[0] == wanted
    assert found[-1] * 8 == SMALLEST
    assert found == sorted(found, reverse=True)


def test_the_preview_shows_the_one_sheet(qtbot: QtBot) -> None:
    """What is seen before is what is printed."""
    from tumorboard.ui.paper import preview

    widget = preview(printed(zoe(), variant="short"))
    qtbot.addWidget(widget)
    widget.resize(500, 600)
    widget.show()
    qtbot.waitUntil(lambda: widget.pageCount() == 1)
