import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Barrier

import pikepdf
import pypdf
import pytest
from PySide6.QtCore import QRunnable, QThreadPool
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.handout.cases import TODAY, printed, zoe
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.declaration import fields_of
from tumorboard.domain.document import Document
from tumorboard.exchange.pdf import Part, joined
from tumorboard.store.book import Book
from tumorboard.ui import paper
from tumorboard.ui.desk import Desk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.pages.handout import HandoutPage
from tumorboard.ui.settings import Settings

GREEK, CYRILLIC = "ΘΛΞΨθλξψ", "ЖЩЮЯжщюя"
"""Letters of two scripts that nothing on a page is written in but the cases below."""
ROUNDS = 4


def written_in(letters: str) -> Case:
    """Return a case in which every name, word and remark is written in these letters."""
    case = zoe()
    patient = replace(case.patient, mrn=letters[:4], family_name=letters, given_name=letters[::-1])
    patient = replace(patient, comorbidities=letters, medication=letters, note=letters, contact=letters)
    records = []
    for record in case.records:
        if isinstance(record, Document):
            continue
        named = {field.name for field in fields_of(type(record))} & {"note", "findings", "title", "label"}
        records.append(replace(record, **dict.fromkeys(named, letters)))  # type: ignore[arg-type]
    tumour = replace(case.tumour, label=letters, site=Coded(text=letters), note=letters)
    return Case(patient, tumour, tuple(records))


A, B = written_in(GREEK), written_in(CYRILLIC)


def text_of(data: bytes) -> str:
    """Return the text of all sheets of a PDF."""
    return " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages)


def assert_only(data: bytes, own: str, other: str) -> None:
    """Hold that a PDF has every letter of its own case and none of the other's, shown or not."""
    found = set(text_of(data))
    assert set(own) <= found
    assert not set(other) & found
    with pikepdf.open(io.BytesIO(data)) as pdf:
        unseen = [str(value) for value in pdf.docinfo.values()]
        unseen.append(bytes(pdf.Root.Metadata.read_bytes()).decode() if "/Metadata" in pdf.Root else "")
        held = b"".join(bytes(one.read_bytes()) for one in pdf.objects if isinstance(one, pikepdf.Stream))
    assert not set(other) & set("".join(unseen))
    for encoding in ("utf-8", "utf-16-be"):
        assert other.encode(encoding) not in held


@pytest.mark.parametrize("variant", ["full", "short"])
def test_printed_back_to_back_neither_holds_a_letter_of_the_other(qapp: object, variant: str) -> None:
    """A, B and A again: each file is its own patient's, and the two of A say the same."""
    first, second, again = (paper.pdf(printed(case, variant=variant, question=""))[0] for case in (A, B, A))
    assert_only(first, GREEK, CYRILLIC)
    assert_only(second, CYRILLIC, GREEK)
    assert text_of(again) == text_of(first)


def test_printed_at_once_in_two_threads_neither_holds_a_letter_of_the_other(qapp: object) -> None:
    """Made and printed side by side, over and over, each file is its own patient's."""
    figures = {case.id: paper.figure(printed(case)) for case in (A, B)}
    together = Barrier(2)
    made: dict[str, list[bytes]] = {A.id: [], B.id: []}

    def print_over_and_over(case: Case) -> None:
        for _again in range(ROUNDS):
            together.wait(timeout=60)
            page = printed(case, question=case.patient.family_name)
            made[case.id].append(paper.printed(page, figures[case.id])[0])

    pool = QThreadPool()
    pool.setMaxThreadCount(2)
    for case in (A, B):
        pool.start(QRunnable.create(partial(print_over_and_over, case)))
    assert pool.waitForDone(120_000)
    assert [len(files) for files in made.values()] == [ROUNDS, ROUNDS]
    for data in made[A.id]:
        assert_only(data, GREEK, CYRILLIC)
    for data in made[B.id]:
        assert_only(data, CYRILLIC, GREEK)


def test_in_one_pack_each_keeps_to_its_own_sheets(qapp: object) -> None:
    """The sheets of a part hold nothing of the part before or after it."""
    parts = [Part(case.patient.mrn, paper.pdf(printed(case))[0]) for case in (A, B)]
    of_a = len(pypdf.PdfReader(io.BytesIO(parts[0].data)).pages)
    reader = pypdf.PdfReader(io.BytesIO(joined(parts, title="Pack", language="en")))
    for number, sheet in enumerate(reader.pages):
        other = CYRILLIC if number < of_a else GREEK
        assert not set(other) & set(sheet.extract_text())


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Give two windows, each with one of the cases open in a file of its own."""
    made = []
    for number, case in enumerate((A, B)):
        settings = Settings(tmp_path / f"{number}.ini")
        window = MainWindow(settings)
        qtbot.addWidget(window)
        desk = Desk(window, settings, tmp_path / f"{number}.log", lambda: TODAY)
        desk.fill()
        desk.session.take(Book.in_memory())
        desk.session.add(case, "Add case")
        window.show()
        made.append(desk)
    yield made[0], made[1]
    for desk in made:
        desk.session.close()


def test_from_two_windows_at_once_neither_holds_a_letter_of_the_other(
    windows: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both show their sheets before either is saved; each file is that of its own window."""
    pages = []
    for desk, letters in zip(windows, (GREEK, CYRILLIC), strict=True):
        desk.printing.show_handout()
        page = desk.middle.page
        assert isinstance(page, HandoutPage)
        page.question.setText(letters)
        pages.append(page)
    for number, (page, own, other) in enumerate(
        ((pages[1], CYRILLIC, GREEK), (pages[0], GREEK, CYRILLIC), (pages[1], CYRILLIC, GREEK))
    ):
        out = tmp_path / f"{number}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, out=out: (str(out), ""))
        page.save_pdf()
        assert_only(out.read_bytes(), own, other)
