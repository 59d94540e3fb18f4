import gc
import io
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import page as checker
import pikepdf
import pypdf
import pytest
from pytestqt.qtbot import QtBot

from tests.handout.cases import bare, example, printed
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.quantities import Quantity
from tumorboard.handout.pack import Wishes, front
from tumorboard.store.book import Book
from tumorboard.ui import packing, paper
from tumorboard.ui.desk import Desk
from tumorboard.ui.packing import Pack, made
from tumorboard.ui.tasks import Task

WISHES = Wishes(printed_at=datetime(2025, 3, 18, 9, 14), today=date(2025, 3, 18))
FEW = 9
"""Cases kept at most: the one in work, and four that figures remember, each with and without its results."""
MEETING = Meeting(name="HPB board", on=Day.parse("2025-03-20T14:00"))


def marked(letter: str, notes: int = 1) -> Case:
    """Return a case full of a character that is in no other text, on as many sheets as its notes need."""
    case = bare(mrn=letter * 3, family_name=letter * 5, comorbidities=letter)
    results = [
        Laboratory(
            on=Day.parse(f"2024-0{month}-11"), analyte=Coded(text="CA19-9"), value=Quantity("", "61", "U/mL")
        )
        for month in (1, 3, 5)
    ]
    events = [
        Event(title=f"{letter}{letter}", on=Day.parse("2024-05"), note=f"{letter} " * 900)
        for _ in range(notes)
    ]
    tumour = replace(case.tumour, label=f"Tumour {letter}")
    return Case(case.patient, tumour, (*results, *events))


def agenda_of(book: Book, *cases: Case) -> None:
    """Put cases into a book and on the agenda of the meeting, in this order."""
    book.boards.put([MEETING])
    for place, case in enumerate(cases, start=1):
        book.shelf.add(case)
        with book.journal.step("Put on") as step:
            item = AgendaItem(
                meeting=MEETING.id,
                board=MEETING.name,
                on=MEETING.on,
                position=place,
                question=f"Question {place}?",
            )
            step.put(case.id, item)


def texts(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def bookmarks(data: bytes) -> list[tuple[str, int]]:
    """Return what each bookmark says, and the page it leads to, counted from 1."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = []
    for one in reader.outline:
        assert isinstance(one, pypdf.generic.Destination)
        page = reader.get_destination_page_number(one)
        assert page is not None
        found.append((str(one.title), page + 1))
    return found


@pytest.fixture
def book() -> Any:
    """Give a book in memory."""
    with Book.in_memory() as made:
        yield made


@pytest.mark.parametrize("duplex", [False, True])
def test_a_pack_counts_its_pages_and_leads_to_each_case(book: Book, duplex: bool) -> None:
    """Every sheet has its number in the pack and its own; agenda and bookmarks lead to each case."""
    agenda_of(book, marked("Ж", 2), marked("Ю"), marked("Ψ", 2))
    data = made(book, MEETING.id, replace(WISHES, duplex=duplex)).data
    pages, marks = texts(data), bookmarks(data)
    assert [title for title, _page in marks] == [
        "Agenda",
        "1  ЖЖЖЖЖ (ЖЖЖ)",
        "2  ЮЮЮЮЮ (ЮЮЮ)",
        "3  ΨΨΨΨΨ (ΨΨΨ)",
    ]
    for number, text in enumerate(pages, start=1):
        assert not text or text.endswith(f" · {number} in the pack")
    ends = [page for _title, page in marks[1:]] + [len(pages) + 1]
    for (title, begin), end in zip(marks, ends, strict=True):
        own = [text for text in pages[begin - 1 : end - 1] if text]
        for place, text in enumerate(own, start=1):
            assert f"page {place} of {len(own)} · {begin + place - 1} in the pack" in text, title
    agenda = pages[0]
    for title, begin in marks[1:]:
        assert f"Question {title.partition(' ')[0]}?" in agenda
        assert f" missing {begin} Missing:" in agenda


def test_printed_on_both_sides_no_case_begins_on_the_back_of_another(book: Book) -> None:
    """All begin on odd pages, after a blank one where they must, and none is blank without need."""
    agenda_of(book, marked("Ж"), marked("Ю", 2), marked("Ψ"))
    plain, duplex = (made(book, MEETING.id, replace(WISHES, duplex=wish)).data for wish in (False, True))
    assert all(texts(plain))
    pages = texts(duplex)
    begins = [page for _title, page in bookmarks(duplex)]
    assert all(page % 2 for page in begins)
    blank = [number for number, text in enumerate(pages, start=1) if not text]
    assert blank
    assert all(number % 2 == 0 and number + 1 in begins for number in blank)
    assert len(pages) - len(blank) == len(texts(plain))


def test_no_character_of_one_patient_is_on_a_page_of_another(book: Book) -> None:
    """Each letter stands on its own pages and the agenda, in texts and in what is drawn."""
    letters = "ЖЮΨЩ"
    agenda_of(book, *(marked(letter, place) for place, letter in enumerate(letters)))
    data = made(book, MEETING.id, WISHES).data
    pages, marks = texts(data), bookmarks(data)
    ends = [page for _title, page in marks[2:]] + [len(pages) + 1]
    for letter, (_title, begin), end in zip(letters, marks[1:], ends, strict=True):
        others = set(letters) - {letter}
        for text in pages[begin - 1 : end - 1]:
            assert letter in text
            assert not others & set(text)


def test_a_pack_is_named_and_whole(book: Book) -> None:
    """The file has the meeting in its title, and breaks no rule of PDF/A-2b."""
    agenda_of(book, example("published"), marked("Ж"), example("synthetic"))
    data = made(book, MEETING.id, replace(WISHES, paper="letter", duplex=True)).data
    assert checker.validate_pdf_bytes(data, profile="2b").failures == []
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Pack: HPB board, 20 Mar 2025 14:00"
        assert list(pdf.check_pdf_syntax()) == []
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}


def test_what_cannot_be_printed_is_told_with_its_patient(book: Book) -> None:
    """A remark says whose page it is on."""
    agenda_of(book, marked("Ж"), bare(mrn="7", family_name="Ab\U00012000"))
    remarks = made(book, MEETING.id, WISHES).remarks
    assert any(one.startswith("Ab\U00012000 (7): No font") for one in remarks)


def test_a_case_that_no_sheet_can_bear_is_named(book: Book) -> None:
    """Where one case cannot be printed it is said which."""
    agenda_of(book, marked("Ж"), bare(mrn="7", family_name="Name " * 2000))
    with pytest.raises(Problem) as raised:
        made(book, MEETING.id, WISHES)
    assert raised.value.sentence.startswith("Name Name")
    assert raised.value.sentence.endswith("shorten it.")


def test_an_empty_agenda_has_no_pack(book: Book) -> None:
    """Nothing to print is said."""
    book.boards.put([MEETING])
    with pytest.raises(Problem, match="nothing to print"):
        made(book, MEETING.id, WISHES)


def test_a_few_cases_are_held_at_a_time(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long agenda no more are in memory together than answers are kept for."""
    agenda_of(book, *(marked(chr(0x410 + place)) for place in range(12)))
    opened, held = book.shelf.look_into, []

    def watched(case_id: str) -> Case:
        gc.collect()
        held.append(sum(type(one) is Case for one in gc.get_objects()))
        return opened(case_id)

    monkeypatch.setattr(book.shelf, "look_into", watched)
    made(book, MEETING.id, WISHES)
    assert len(held) == 24
    assert max(held) - held[0] <= FEW


def test_a_pack_is_made_beside_the_screen(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as one made at once; the file is read and charts are drawn in the thread of the screen."""
    book = desk.session.book
    assert book
    agenda_of(book, example("published"), marked("Ж"))
    expected = made(book, MEETING.id, WISHES)
    threads: dict[str, set[int]] = {}

    def noting(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any, **named: Any) -> Any:
            threads.setdefault(name, set()).add(threading.get_ident())
            return work(*given, **named)

        return noted

    monkeypatch.setattr(book.shelf, "look_into", noting("read", book.shelf.look_into))
    monkeypatch.setattr(paper, "figure", noting("drawn", paper.figure))
    monkeypatch.setattr(paper, "printed", noting("printed", paper.printed))
    told: list[tuple[int, int]] = []
    desk.files.begun.connect(lambda words, task: task.progressed.connect(lambda *of: told.append(of)))
    packs: list[Pack] = []
    packing.make(desk.files, desk.session, MEETING.id, WISHES, packs.append)
    qtbot.waitUntil(lambda: bool(packs), timeout=20_000)
    assert texts(packs[0].data) == texts(expected.data)
    assert packs[0].remarks == expected.remarks
    here = threading.get_ident()
    assert threads["read"] == threads["drawn"] == {here}
    assert here not in threads["printed"]
    assert told == [(0, 2), (1, 2)]


def test_what_is_printed_meanwhile_stays_apart_from_a_pack(desk: Desk, qtbot: QtBot) -> None:
    """While a pack is made, another case is printed for each of its cases; none has a letter of another."""
    book = desk.session.book
    assert book
    letters = "ЖЮΨ"
    agenda_of(book, *(marked(letter) for letter in letters))
    packs: list[Pack] = []
    others: list[bytes] = []

    def print_another(words: str, task: Task) -> None:
        task.progressed.connect(lambda *of: others.append(paper.pdf(printed(marked("Щ")))[0]))

    desk.files.begun.connect(print_another)
    packing.make(desk.files, desk.session, MEETING.id, WISHES, packs.append)
    qtbot.waitUntil(lambda: bool(packs), timeout=20_000)
    assert len(others) == len(letters)
    for other in others:
        found = "".join(texts(other))
        assert "Щ" in found
        assert not set(letters) & set(found)
    assert "Щ" not in "".join(texts(packs[0].data))


def test_a_pack_is_written_where_it_was_asked_for(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the page of meetings, as the settings say: for both sides, and how many pages it has is told."""
    book = desk.session.book
    assert book
    agenda_of(book, marked("Ж"), marked("Ю"))
    desk.settings.sides, desk.settings.paper = "both", "a4"
    path = tmp_path / "pack.pdf"
    asked: list[str] = []

    def ask(title: str, name: str, kinds: str) -> Path:
        asked.append(name)
        return path

    monkeypatch.setattr(desk.files, "ask_save", ask)
    desk.boards.show_boards(MEETING.id)
    with qtbot.waitSignal(desk.session.noticed, timeout=20_000) as told:
        desk.boards.page.print_pack.click()
    assert asked == ["HPB board, 20 Mar 2025 14:00 pack.pdf"]
    begins = [page for _title, page in bookmarks(path.read_bytes())]
    assert all(page % 2 for page in begins)
    assert told.args == [f"The pack is written: pack.pdf, {len(texts(path.read_bytes()))} pages."]


def test_a_pack_can_be_given_up(desk: Desk, qtbot: QtBot) -> None:
    """Cancelled after the first case, nothing comes of it, and the next pack can be made at once."""
    book = desk.session.book
    assert book
    agenda_of(book, *(marked(letter) for letter in "ЖЮΨ"))
    packs: list[Pack] = []

    def stop(task: Task) -> None:
        task.progressed.connect(lambda done, of: task.cancel() if done else None)

    connection = desk.files.begun.connect(lambda words, task: stop(task))
    with qtbot.waitSignal(desk.files.refused, timeout=20_000):
        packing.make(desk.files, desk.session, MEETING.id, WISHES, packs.append)
    assert packs == []
    desk.files.begun.disconnect(connection)
    packing.make(desk.files, desk.session, MEETING.id, WISHES, packs.append)
    qtbot.waitUntil(lambda: len(packs) == 1, timeout=20_000)


def test_a_file_closed_meanwhile_is_not_read(desk: Desk, qtbot: QtBot) -> None:
    """Where another file is opened while a pack is made, that is said."""
    book = desk.session.book
    assert book
    agenda_of(book, *(marked(letter) for letter in "ЖЮ"))
    packs: list[Pack] = []
    with qtbot.waitSignal(desk.session.troubled, timeout=20_000) as said:
        packing.make(desk.files, desk.session, MEETING.id, WISHES, packs.append)
        desk.session.take(Book.in_memory())
    assert said.args == ["The file could not be read to the end; print the pack again."]
    assert packs == []


def test_a_window_that_closes_does_not_wait_for_a_pack_that_waits_for_it(desk: Desk, qtbot: QtBot) -> None:
    """Closing ends a pack on its way, also where that asks something of the screen."""
    book = desk.session.book
    assert book
    agenda_of(book, *(marked(letter) for letter in "ЖЮ"))
    packs: list[Pack] = []
    packing.make(desk.files, desk.session, MEETING.id, WISHES, packs.append)
    desk.files.close()
    assert packs == []


@pytest.mark.parametrize("page", range(1, 6))
def test_a_part_begins_on_the_front(page: int) -> None:
    """On both sides the next odd page is taken, on one side any."""
    assert front(page, duplex=False) == page
    assert front(page, duplex=True) == page + (page % 2 == 0)
