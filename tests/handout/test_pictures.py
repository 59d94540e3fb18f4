from dataclasses import replace

import pytest

from tests.handout.cases import bare, printed
from tests.handout.test_case_summary import all_words, words
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.imaging import Imaging
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.pictures import gallery

SCAN = Imaging(on=Day("2022-01-04"), modality="CT", region="Abdomen")


def picture(name: str, day: str = "", **values: object) -> Document:
    """Return a picture that is to be printed; its content need not be one before it is drawn."""
    taken = Day(day) if day else None
    one = Document(name=name, kind="image", content=name.encode(), taken_on=taken, printed=True)
    return replace(one, **values)  # type: ignore[arg-type]


def with_pictures(*documents: Document) -> Case:
    """Return a case with documents."""
    return replace(bare(mrn="T-1"), records=(SCAN, *documents))


def test_without_a_picture_to_print_there_is_no_section() -> None:
    """A document is printed only where the case wants it."""
    case = with_pictures(picture("a", printed=None), picture("b", printed=False))
    page = printed(case)
    assert "Pictures" not in all_words(page)
    assert page.pictures == ()


def test_pictures_stand_near_the_imaging_in_order_of_time() -> None:
    """Each has its caption, its date as known and what it is about below it."""
    page = printed(
        with_pictures(
            picture("undated.jpg"),
            picture("b", "2022-04", caption="After"),
            picture("a", "2022-01-04", caption="Before <1>", about=SCAN.id),
        )
    )
    text = words(page.html)
    places = [text.index(part) for part in ("Imaging", "Pictures", "Before", "After", "Adverse events")]
    assert places == sorted(places)
    assert "Before <1> · 4 Jan 2022 · CT Abdomen" in text
    assert "undated.jpg · date not recorded" in text
    assert [one.content for one in page.pictures] == [b"a", b"b", b"undated.jpg"]
    for one in page.pictures:
        assert page.html.count(f'<img src="{one.name}">') == 1


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])]
)
def test_two_or_three_stand_in_a_row(count: int, rows: list[int]) -> None:
    """Rows are filled as evenly as can be."""
    case = with_pictures(*(picture(f"{place}", f"2022-0{place + 1}") for place in range(count)))
    assert [len(row) for row in gallery(case, anonymous=False).rows] == rows


def test_what_is_no_picture_is_named() -> None:
    """A letter, or a picture whose content is missing, is not silently left out."""
    page = printed(
        with_pictures(picture("l", "2023-06", kind="PDF", caption="Letter"), picture("m", content=None))
    )
    text = words(page.html)
    assert "Not printed, as there is no picture in it: Letter, PDF, Jun 2023; m, image, date not" in text
    assert page.pictures == ()


def test_an_anonymous_page_has_no_picture_and_says_so() -> None:
    """A picture may show a name; neither it nor its caption is on the page or with it."""
    case = with_pictures(picture("secret.jpg", caption="Rumpelstilz"), picture("b"))
    page = printed(case, anonymous=Anonymous(45))
    assert "2 documents are left out, as they may show a name." in words(page.html)
    assert page.pictures == ()
    assert "Rumpelstilz" not in repr(page)
    assert "secret" not in repr(page)
    assert "left out, as" not in words(printed(with_pictures(), anonymous=Anonymous(45)).html)
