import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import page as checker
import pikepdf
import pypdf
import pytest
from PySide6.QtGui import QColor, QImage

from tests.handout.cases import PRINTED_AT, TODAY, bare, example, printed, zoe
from tests.ui.boarded import MEETING, boarded
from tests.ui.pictured import drawn, file_of, turned_photo
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document
from tumorboard.exchange.pdf import Part, joined, sheets, snapshot_in
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.pack import Wishes
from tumorboard.i18n import language
from tumorboard.store.book import Book
from tumorboard.ui import board_papers, packing
from tumorboard.ui.finalising import finalise
from tumorboard.ui.paper import pdf
from tumorboard.ui.settings import Settings

pytestmark = pytest.mark.usefixtures("qapp")

HASH = "ab" * 32


def faults(data: bytes) -> list[str]:
    """Return what an independent checker, and the syntax itself, find wrong with a PDF/A-2b."""
    report = checker.validate_pdf_bytes(data, profile="2b")
    with pikepdf.open(io.BytesIO(data)) as read:
        return [*(failure.message for failure in report.failures), *read.check_pdf_syntax()]


def made(case: Case, paper: str = "a4", **wishes: Any) -> bytes:
    """Return the PDF of a case."""
    return pdf(printed(case, **wishes), paper)[0]


@pytest.mark.parametrize("anonymous", [None, Anonymous(45)], ids=["named", "anonymised"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_a_handout_keeps_every_rule_of_pdf_a(name: str, paper: str, anonymous: Anonymous | None) -> None:
    """Both examples, on both papers, named or not, are PDF/A-2b to the last rule."""
    assert faults(made(example(name), paper, anonymous=anonymous)) == []


def test_names_of_all_scripts_keep_every_rule() -> None:
    """Fonts that stand in for others are embedded as they should be."""
    assert faults(made(zoe())) == []


@pytest.mark.parametrize("alpha", [False, True], ids=["opaque", "with alpha"])
def test_pictures_keep_every_rule(alpha: bool) -> None:
    """A photo and a drawing, also one that can be seen through, are printed as PDF/A allows it."""
    image = drawn(60, 40)
    if alpha:
        image = image.convertToFormat(QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 128, 0, 100))
    contents = (turned_photo(), file_of(image))
    documents = tuple(
        Document(name=f"{place}", kind="image", content=content, printed=True)
        for place, content in enumerate(contents)
    )
    data = made(replace(bare(mrn="T-1"), records=documents))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert sum(len(sheet.images) for sheet in reader.pages) == len(contents)
    assert faults(data) == []


def test_a_pack_of_handouts_keeps_every_rule() -> None:
    """Several cases in one file, printed on both sides, are PDF/A-2b like each of them."""
    parts = [Part(case.patient.mrn, made(case)) for case in (example("published"), zoe(), bare(mrn="1"))]
    data = joined(parts, title="Pack", language=language(), duplex=True)
    assert faults(data) == []
    assert sheets(data) >= sum(sheets(part.data) for part in parts)


def test_the_state_a_page_was_made_from_is_in_its_file_but_of_no_anonymised_one() -> None:
    """The hash comes back from the PDF; that of the true data would tell whose an anonymised page is."""
    assert snapshot_in(pdf(replace(printed(zoe()), snapshot=HASH))[0]) == HASH
    hidden, _remarks = pdf(replace(printed(zoe(), anonymous=Anonymous(45)), snapshot=HASH))
    assert snapshot_in(hidden) == ""
    assert HASH.encode() not in hidden


def test_the_anonymised_page_printed_twice_is_the_same_file() -> None:
    """Nothing in it tells when it was printed."""
    case = zoe()
    assert made(case, anonymous=Anonymous(45)) == made(case, anonymous=Anonymous(45))


def test_the_papers_of_a_board_keep_every_rule(tmp_path: Path) -> None:
    """Outcome with its 2-D code, letter, changes, agenda and pack are PDF/A-2b, the outcome with its hash."""
    settings, paper = Settings(tmp_path / "settings.ini"), "letter"
    case = boarded("Qwyzz")
    (item,) = case.of(AgendaItem)
    with Book.in_memory() as book:
        book.shelf.add(case)
        book.boards.put([MEETING])
        about = (book, settings, case, item, TODAY, paper)
        closed = finalise(book, settings, case, item, now=PRINTED_AT, today=TODAY)
        decided, _remarks = pdf(board_papers.outcome_page(*about, HASH))
        others = (
            board_papers.letter_page(*about),
            board_papers.changes_page(book, settings, case, closed, TODAY, paper),
            board_papers.agenda_page(book, settings, MEETING, TODAY, paper),
        )
        pack = packing.made(book, MEETING.id, Wishes(printed_at=PRINTED_AT, today=TODAY, duplex=True))
    assert snapshot_in(decided) == HASH
    for data in (decided, pack.data, *(pdf(one)[0] for one in others)):
        assert faults(data) == []
