"""The papers of a board as they come out of the printer."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtGui import QPdfWriter

from tests.handout.cases import PRINTED_AT, TODAY, VERSION
from tests.ui.boarded import ITEM, MEETING, boarded
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.exchange.snapshot import digest
from tumorboard.handout import agenda, outcome, outcome_letter, seal
from tumorboard.handout.page import Page
from tumorboard.ui.paper import lay_paper, pdf
from tumorboard.ui.paper_sheets import Sheets

HASH = digest(b"what the board saw")
PAPERS = ("a4", "letter")

pytestmark = pytest.mark.usefixtures("qapp")


def printed(kind: Any, case: Case, **wishes: Any) -> Page:
    """Return the outcome or the letter of a case as printed on one fixed day."""
    made: Page = kind.page(
        case,
        case.of(AgendaItem)[0],
        meeting=MEETING,
        version=VERSION,
        printed_at=PRINTED_AT,
        today=TODAY,
        **wishes,
    )
    return made


def read(page: Page, paper: str = "a4") -> list[str]:
    """Return the text of each sheet of a page."""
    data, remarks = pdf(page, paper)
    assert remarks == ()
    return [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", [outcome, outcome_letter], ids=["outcome", "letter"])
def test_a_usual_outcome_takes_one_sheet(kind: Any, paper: str) -> None:
    """Outcome and letter of a usual case stand on one sheet, which names the patient at head and foot."""
    (sheet,) = read(printed(kind, boarded("Alma"), snapshot=HASH, clinic="Clinic of Examples"), paper)
    assert sheet.count("alma-0017") >= 2
    assert "Systemictherapy:Lenvatinib;goon" in "".join(sheet.split())
    assert "page 1 of 1" in sheet


def test_a_long_outcome_goes_on_and_loses_nothing() -> None:
    """Minutes of many pages are printed whole, and every sheet says whose they are."""
    words = [f"({number})" for number in range(2500)]
    long = replace(ITEM, minutes=" ".join(words))
    sheets = read(printed(outcome, boarded("Alma", long)))
    assert len(sheets) > 1
    assert all("alma-0017" in sheet for sheet in sheets)
    found = re.findall(r"\(\d+\)", "".join("".join(sheets).split()))
    # Of a paragraph that goes on, the line before is in the file once more, outside of what is seen.
    assert list(dict.fromkeys(found)) == words


def test_the_code_is_a_square_that_a_telephone_reads(tmp_path: Path) -> None:
    """The code is as wide as it is high, and half a millimetre a module or wider."""
    page = printed(outcome, boarded("Alma"), snapshot=HASH)
    writer = QPdfWriter(str(tmp_path / "page.pdf"))
    writer.setResolution(600)
    lay_paper(writer, "a4")
    size = Sheets(page, b"", writer).pictures.size(seal.NAME)
    assert size.width() == pytest.approx(size.height(), rel=0.01)
    modules = 33 + 8
    assert size.width() / 600 * 25.4 / modules >= 0.45


def test_the_hash_can_be_copied_out_of_the_file() -> None:
    """What stands below the code is text."""
    (sheet,) = read(printed(outcome, boarded("Alma"), snapshot=HASH))
    assert seal.short(HASH) in sheet


@pytest.mark.parametrize("paper", PAPERS)
def test_an_agenda_of_forty_cases_names_each_once(paper: str) -> None:
    """Rows go over as many sheets as they need, each whole, with their headings on every sheet."""
    rows = []
    for place in range(1, 41):
        case = boarded(f"Patient{place}", replace(ITEM, position=float(place)))
        rows.append(agenda.row(case, replace(ITEM, position=float(place)), meeting=MEETING, today=TODAY))
    sheets = read(agenda.page(MEETING, rows, printed_at=PRINTED_AT, today=TODAY), paper)
    assert re.findall(r"Patient\d+(?=,)", " ".join(sheets)) == [f"Patient{place}" for place in range(1, 41)]
    for sheet in sheets[:-1]:
        assert "Diagnosis and question" in sheet
        assert sheet.count("Patient") - 1 == sheet.count("Notes")
