"""A case is found by whatever was typed in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.books import changed, put
from tumorboard.domain.case import Case
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.patient import Patient
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.store import search
from tumorboard.store.book import Book


def _case(mrn: str, family: str = "", given: str = "", *records: object, **tumour: object) -> Case:
    patient = Patient(mrn=mrn, family_name=family, given_name=given)
    return Case(patient, Tumour(**tumour), records)  # type: ignore[arg-type]


def _mrns(book: Book, text: str) -> list[str]:
    return [row.mrn for row in book.shelf.cases(text)]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Müller", "muller"),
        ("Muller", "MÜLL"),
        ("Groß", "gross"),
        ("Gross", "groß"),
        ("Lebœuf", "leboeuf"),
        ("Søren", "soren"),
        ("Łukasz", "luk"),
        ("Nguyễn", "nguyen"),
        ("O’Brien", "o'brien"),
        ("Jean-Pierre", "jean pierre"),
        ("İpek", "ipek"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("Ｗｉｄｅ", "wide"),
    ],
)
def test_case_and_accents_do_not_count(book: Book, kept: str, typed: str) -> None:
    """A name is found however its case, accents and ligatures were typed."""
    book.shelf.add(_case("1", kept))
    book.shelf.add(_case("2", "other"))
    assert _mrns(book, typed) == ["1"]


def test_chinese_names(book: Book) -> None:
    """A name of two characters is found by its first, by both, with or without a space, not turned round."""
    book.shelf.add(_case("1", "李", "明"))
    book.shelf.add(_case("2", "李", "小龙"))
    book.shelf.add(_case("3", "明", "李"))
    book.shelf.add(_case("4", "", "", Event(title="转诊自王医生")))
    assert set(_mrns(book, "李")) == {"1", "2", "3"}
    assert _mrns(book, "李明") == ["1"]
    assert set(_mrns(book, "李 明")) == {"1", "3"}
    assert _mrns(book, "小龙") == ["2"]
    assert _mrns(book, "王医生") == ["4"]
    assert _mrns(book, "王龙") == []


def test_every_word_has_to_begin_a_word(book: Book) -> None:
    """All words typed must be there, each as the beginning of one, wherever in the case."""
    case = _case("77", "Abel", "Rosa", Surgery(surgeon="Dr. Quist"), label="Klatskin tumour")
    book.shelf.add(case)
    assert _mrns(book, "ros klat qui 77") == ["77"]
    assert _mrns(book, "ros klat qui 78") == []
    assert _mrns(book, "osa") == []


def test_anything_typed_is_found(book: Book) -> None:
    """Agents, procedures, notes, choices and the rows of records are found."""
    records = (
        SystemicLine(drugs=(Drug(agent=Coded(text="Pyrotinib"), stop_note="hand-foot syndrome"),)),
        Surgery(procedures=(Coded(text="Hepatectomy"), Coded("0FT40ZZ", "ICD-10-PCS"))),
        LocalTherapy(modality="cryoablation"),
        Imaging(findings="a node\nin the hilum"),
        Event(title="x", note="flew home", source="discharge letter 12 Mar"),
    )
    site = Coded("C23", "ICD-10", "Gallbladder")
    book.shelf.add(_case("1", "", "", *records, site=site))
    typed = "pyrotinib, hand-foot, hepatectomy, 0ft40zz, cryo, hilum, flew, discharge letter, c23, gallbl"
    for text in typed.split(", "):
        assert _mrns(book, text) == ["1"], text


def test_names_and_diagnoses_come_first(book: Book) -> None:
    """What begins with the text comes first, then names and diagnoses with it, then the rest."""
    book.shelf.add(_case("1", "Zed", "", Event(title="seen by Dr. Liver")))
    book.shelf.add(_case("2", "Zed", "", label="Liver metastasis"))
    book.shelf.add(_case("3", "Oliver", "Liver"))
    book.shelf.add(_case("4", "Liverpool"))
    book.shelf.add(_case("liver-5"))
    assert _mrns(book, "liver") == ["liver-5", "4", "2", "3", "1"]
    assert [row.mrn for row in book.shelf.cases("liver", limit=2, offset=1)] == ["4", "2"]


def test_an_mrn_is_found_however_it_is_grouped(book: Book) -> None:
    """The groups of an MRN may be set apart or not."""
    book.shelf.add(_case("AB-12 345/6"))
    for text in ("ab-12 345/6", "AB123456", "ab 12345", "ab12"):
        assert _mrns(book, text) == ["AB-12 345/6"]


def test_what_was_changed_is_found_at_once(book: Book) -> None:
    """After a change, an undo and a removal, what is found is what is there."""
    case = _case("1", "Abel", "", Event(title="alpha"))
    book.shelf.add(case)
    put(book, case, changed(case.records[0], title="beta"))
    assert (_mrns(book, "alpha"), _mrns(book, "beta")) == ([], ["1"])
    book.journal.undo()
    assert (_mrns(book, "alpha"), _mrns(book, "beta")) == (["1"], [])
    put(book, case, changed(case.patient, family_name="Kain"))
    assert (_mrns(book, "abel"), _mrns(book, "kain")) == ([], ["1"])
    with book.journal.step("Remove case") as step:
        step.drop(case.id, case.id)
    assert _mrns(book, "kain") == []
    book.journal.undo()
    assert _mrns(book, "kain") == ["1"]


def test_a_reader_finds_what_the_writer_has_not_indexed_yet(tmp_path: Path) -> None:
    """A program that may only read finds what another wrote just now, and no longer what it took away."""
    case = _case("1", "Abel", "", Event(title="alpha"))
    with Book.open(tmp_path / "a.tumorboard") as book, Book.open(tmp_path / "a.tumorboard") as reader:
        book.shelf.add(case)
        put(book, case, changed(case.records[0], title="beta"))
        assert (_mrns(reader, "alpha"), _mrns(reader, "beta"), _mrns(reader, "abel")) == ([], ["1"], ["1"])
    with Book.open(tmp_path / "a.tumorboard", read_only=True) as reader:
        assert (_mrns(reader, "alpha"), _mrns(reader, "beta")) == ([], ["1"])


def test_a_full_disk_hides_no_case(book: Book) -> None:
    """Where there is no room to index what was changed, it is found all the same."""
    case = _case("1", "Abel", "", Event(title="alpha"))
    book.shelf.add(case)
    book.shelf.add(_case("2", "Beta"))
    put(book, case, changed(case.records[0], title="beta", note=" ".join(f"w{n}" for n in range(20_000))))
    book._connection.run(f"PRAGMA max_page_count = {book._connection.value('PRAGMA page_count')}")
    assert (_mrns(book, "alpha"), _mrns(book, "beta")) == ([], ["1", "2"])
    book._connection.run("PRAGMA max_page_count = 1000000")
    assert (_mrns(book, "alpha"), _mrns(book, "beta")) == ([], ["2", "1"])


@pytest.mark.parametrize(
    "text", ['"', "*", "a AND", "NOT", "NEAR(a b)", "x:y", "^", "(", "'--", "_", "-", "\0"]
)
def test_marks_of_the_search_language_are_text(book: Book, text: str) -> None:
    """What means something to the search engine means nothing when typed."""
    book.shelf.add(_case("1", "Not", "Near"))
    assert _mrns(book, text) == (["1"] if text == "NOT" else [])


@given(st.text(max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    """Whatever is typed, the search answers; and a name is found by itself unless it has no letter at all."""
    with Book.in_memory() as book:
        case = _case("1", text)
        book.shelf.add(case)
        found = _mrns(book, text)
        assert found == (["1"] if search.words(text) or not text.strip() else [])
