from typing import Any

import pytest

from tests.handout.cases import bare, example, printed, zoe
from tests.handout.test_case_summary import words
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.page import Page
from tumorboard.handout.runs import plain, said
from tumorboard.handout.short import Content, Shorter, newest_first, rows, shortened
from tumorboard.handout.tables import Column, Table


def table(title: str, count: int, **wishes: Any) -> Table:
    """Return a table of rows that are numbered in order of time."""
    return Table(title, (Column("x", 100),), tuple((said(f"{title}{n}"),) for n in range(count)), **wishes)


def content(*counts: int, treatments: int = 8, checks: int = 7, results: int = 5, **wishes: Any) -> Content:
    """Return a content with so many rows of each."""
    tables = tuple(table(title, count) for title, count in zip("PIAE", counts, strict=True))
    return Content(
        treatments=table("T", treatments),
        laboratories=tuple(said(f"L{n}") for n in range(results)),
        to_check=tuple(said(f"C{n}") for n in range(checks)),
        tables=tables,
        **wishes,
    )


def shown(made: Content) -> set[str]:
    """Return the rows that are left."""
    of_tables = [row[0] for one in (made.treatments, *made.tables) for row in one.rows]
    return {plain(text) for text in (*of_tables, *made.laboratories, *made.to_check)}


def short(name: str, **wishes: Any) -> tuple[Page, Shorter]:
    """Return the short page of an example, and how it is made shorter."""
    page = printed(example(name), variant="short", **wishes)
    assert page.shorter
    return page, page.shorter


def test_every_row_leaves_once_one_after_the_other() -> None:
    """Each step takes one row more and brings none back, until none is left."""
    whole = newest_first(content(6, 4, 3, 2))
    before = shown(whole)
    assert len(before) == rows(whole) == 35
    for count in range(rows(whole) + 1):
        left = shown(shortened(whole, count)[0])
        assert len(left) == 35 - count
        assert left <= before
        before = left


def test_the_oldest_of_each_leaves_first() -> None:
    """Where only a part is left of a table, it is the latest part, and its title says so."""
    whole = newest_first(content(6, 4, 3, 2))
    for count in range(rows(whole)):
        made, _words = shortened(whole, count)
        for one in made.tables:
            numbers = [int(plain(row[0])[1:]) for row in one.rows]
            letter = one.title[0]
            there = {"P": 6, "I": 4, "A": 3, "E": 2}[letter]
            assert numbers == sorted(range(there - len(numbers), there), reverse=True)
            partly = 0 < len(numbers) < there
            assert one.title == (f"{letter} (the latest {len(numbers)} of {there})" if partly else letter)
        done = [int(plain(row[0])[1:]) for row in made.treatments.rows]
        assert done == list(range(8 - len(done), 8))


def test_what_says_most_stays_longest() -> None:
    """All adverse events are gone before a treatment, and old treatments before all that is to be checked."""
    whole = newest_first(content(6, 4, 3, 2))
    for count in range(rows(whole) + 1):
        left = shown(shortened(whole, count)[0])
        if "T0" not in left:
            assert not any(one.startswith(("A", "E")) for one in left)
        if "T2" not in left:
            assert len([one for one in left if one.startswith("C")]) <= 5
        if "C0" not in left:
            assert "I0" not in left


def test_all_that_is_left_out_is_counted() -> None:
    """The sentence at the end names each part with how many of how many, remarks and pictures too."""
    noted = Table("N", (Column("x", 100),), ((said("row"),),), notes=(said("a note"),))
    tables = (table("P", 5), table("I", 0), noted, table("E", 0))
    whole = newest_first(Content(table("T", 2), (), (), tables, pictures=2))
    _made, told = shortened(whole, 2)
    sentence = plain(told)
    assert sentence == "Only in the full handout: P, 1 of 5; N, 1 of 1; 1 remark on a row; 2 pictures."
    assert plain(shortened(newest_first(content(1, 1, 1, 1)), 0)[1]) == ""


def test_a_table_left_out_altogether_is_not_called_not_recorded() -> None:
    """What is in the full handout is recorded; only what is in neither says that it is not."""
    nothing = said("not recorded")
    tables = (table("P", 0, otherwise=nothing), *(table(title, 0) for title in "IAE"))
    whole = Content(table("T", 1, otherwise=nothing), (), (), tables)
    made, _told = shortened(whole, 1)
    assert plain(made.treatments.otherwise) == ""
    assert [plain(one.otherwise) for one in made.tables] == ["not recorded"]


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_what_is_not_recorded_stays_on_the_shortest_page(name: str) -> None:
    """Want of room never hides that something is missing, nor what is left out."""
    _page, shorter = short(name)
    text = words(shorter.without(shorter.rows))
    assert "Not recorded" in text
    assert "Only in the full handout" in text
    assert "Question" in text
    assert "Diagnosis" in text


@pytest.mark.parametrize("case", [zoe(), bare()], ids=["zoe", "bare"])
def test_a_small_case_is_short_as_a_whole(case: Any) -> None:
    """Where nothing has to leave, the short page has every row of the full one."""
    page = printed(case, variant="short")
    full = printed(case)
    assert "of 1" not in words(page.html).partition("Only in the full handout")[2].replace("remark", "")
    for title in ("Diagnosis", "Patient", "What each treatment did", "Imaging"):
        assert title in words(page.html)
        assert title in words(full.html)


def test_an_anonymised_short_page_names_nobody() -> None:
    """At every length."""
    page = printed(zoe(), variant="short", anonymous=Anonymous(45), clinic="Zwiesel")
    assert page.shorter
    for count in range(page.shorter.rows + 1):
        html = page.shorter.without(count)
        for private in ("Müller", "Quandt", "Zwiesel", "QX-70311", "1958"):
            assert private not in html
