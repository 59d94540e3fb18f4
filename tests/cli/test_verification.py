import io
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.cli.asking import Ask
from tests.cli.boards import ON, PAGE, correct, decided
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import pdf
from tumorboard.exchange.snapshot import SHORT, digest
from tumorboard.store.book import Book
from tumorboard.ui.board_papers import outcome_page
from tumorboard.ui.finalising import finalise
from tumorboard.ui.paper import pdf as pdf_of
from tumorboard.ui.settings import Settings


@pytest.fixture
def kept(file: Path) -> tuple[Case, AgendaItem]:
    """Give a case and its finalised outcome, and another one beside it in the file."""
    with Book.open(file) as book:
        decided(book, "9", "Another")
        return decided(book)


def hash_of(item: AgendaItem) -> str:
    """Return the SHA-256 of what the board saw."""
    assert item.snapshot is not None
    return digest(item.snapshot)


@pytest.mark.parametrize("digits", [8, 12, 64])
@pytest.mark.parametrize("mark", ["{}", "TUMORBOARD:{}", " {} "])
def test_a_hash_tells_whose_board_it_is(
    ask: Ask, kept: tuple[Case, AgendaItem], digits: int, mark: str
) -> None:
    """As printed, as in the 2-D code or whole: who, which board, finalised by whom; and that it stands."""
    hash_ = hash_of(kept[1])
    found = ask("verify", mark.format(hash_[:digits].upper()))
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines() == [
        "Quandt, MRN 000785",
        "HPB board, 6 Feb 2025 14:00, finalised 6 Feb 2025 15:10 by Dr Lang",
        f"as the board saw it: SHA-256 {hash_}",
        f"printed page: SHA-256 {digest(PAGE + b'000785')}",
        "The case is still as the board saw it.",
    ]


def test_the_page_that_was_kept_is_known_byte_for_byte(
    ask: Ask, kept: tuple[Case, AgendaItem], tmp_path: Path
) -> None:
    """The very page is found by its own bytes, whatever it is called; one byte more and it is unknown."""
    page = tmp_path / "from the archive"
    page.write_bytes(PAGE + b"000785")
    assert ask("verify", page).out.startswith("Quandt, MRN 000785\n")
    page = page.rename(tmp_path / "page.pdf")
    assert ask("verify", page).code == 0
    page.write_bytes(PAGE + b"000785 ")
    assert ask("verify", page).code == 1


def test_a_page_that_only_names_the_board_is_told_apart(
    ask: Ask, kept: tuple[Case, AgendaItem], tmp_path: Path
) -> None:
    """A PDF that names a snapshot but is not the page kept is found, and does not pass for it."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(_pdf(hash_of(kept[1])))
    found = ask("verify", path)
    assert found.code == 1
    assert found.out.startswith("Quandt, MRN 000785\n")
    assert "is not the page that was kept" in found.err
    path.write_bytes(_pdf(""))
    refused = ask("verify", path)
    assert (refused.code, refused.out, "names no board" in refused.err) == (1, "", True)


def test_what_the_window_finalises_is_verified(qapp: object, ask: Ask, file: Path, tmp_path: Path) -> None:
    """The page kept is found by its bytes and by the hash on it; one printed later is told apart."""
    settings = Settings(tmp_path / "settings.ini")
    case = Case(Patient(mrn="7", family_name="Quandt"), Tumour(label="Gallbladder carcinoma"))
    item = AgendaItem(board="HPB board", on=ON, question="Resection?", outcome="discussed")
    now = datetime(2025, 2, 6, 15, 10)
    with Book.open(file, author="Dr Lang") as book:
        book.shelf.add(case)
        with book.journal.step("Put on") as step:
            step.put(case.id, item)
        case = book.shelf.open(case.id)
        final = finalise(book, settings, case, item, now=now, today=now.date())
        again = outcome_page(book, settings, book.shelf.open(case.id), final, now.date(), "a4")
    assert final.page is not None
    path = tmp_path / "page.pdf"
    path.write_bytes(final.page)
    found = ask("verify", path)
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines()[1] == ("HPB board, 6 Feb 2025 14:00, finalised 6 Feb 2025 15:10 by Dr Lang")
    # As it is printed, in groups.
    spaced = r"\s*".join(hash_of(final)[:SHORT])
    printed = re.search(spaced, pypdf.PdfReader(path).pages[0].extract_text())
    assert printed is not None
    assert ask("verify", printed[0]).out == found.out
    path.write_bytes(pdf_of(again)[0])
    assert ask("verify", path).code == 1


def test_what_changed_since_is_named_and_no_fault(
    ask: Ask, file: Path, kept: tuple[Case, AgendaItem]
) -> None:
    """New and changed records are told; the board's own page stands."""
    correct(file, kept[0])
    found = ask("verify", hash_of(kept[1])[:12])
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines()[4:] == [
        "2 records are not as the board saw them:",
        "  changed: Tumour: Hilar carcinoma",
        "  new: Other event: Stent changed",
    ]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE content SET bytes = CAST(bytes || ' ' AS BLOB) WHERE sha256 = '{snapshot}'",
            "as the board saw it",
        ),
        (
            "UPDATE content SET bytes = CAST(bytes || ' ' AS BLOB) WHERE sha256 = '{page}'",
            "printed page that is kept",
        ),
        ("UPDATE agenda_item SET minutes = 'Other' WHERE id = '{item}'", "not the one that was finalised"),
        ("UPDATE agenda_item SET finalised_by = 'Me' WHERE id = '{item}'", "not the one that was finalised"),
    ],
)
def test_what_was_tampered_with_is_not_intact(
    ask: Ask, file: Path, kept: tuple[Case, AgendaItem], sql: str, said: str
) -> None:
    """Bytes or an outcome changed behind the program's back are found out."""
    item = kept[1]
    assert item.page is not None
    with closing(sqlite3.connect(file)) as connection, connection:
        done = connection.execute(sql.format(snapshot=hash_of(item), page=digest(item.page), item=item.id))
        assert done.rowcount == 1
    found = ask("verify", hash_of(item))
    assert found.code == 1
    assert said in found.err


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("abcdef0123", "No board is kept"),
        ("letter", "is not a hash"),
        ("abc", "at least 8 digits"),
        ("missing.pdf", "cannot be read"),
    ],
)
def test_what_names_no_board_is_said(ask: Ask, kept: tuple[Case, AgendaItem], what: str, said: str) -> None:
    """A hash nobody kept, no hash at all, no file: 1 and one sentence."""
    refused = ask("verify", what)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err


def _pdf(snapshot: str) -> bytes:
    held = io.BytesIO()
    with pikepdf.Pdf.new() as made:
        made.add_blank_page()
        made.save(held)
    return pdf.finish(held.getvalue(), title="Letter", language="en", snapshot=snapshot)
