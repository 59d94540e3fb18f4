import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.handout.unstyled import WIDTH, unstyled


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo\n"),
        ("<p>One<br>Two</p>", "One\nTwo\n"),
        ("<p>a <b>b</b>, <i>c</i>\n d</p>", "a b, c d\n"),
        ("<p>One</p><h3>Head</h3><p>Two</p>", "One\n\nHead\nTwo\n"),
        ("<p>One</p><p class='apart'>Two</p>", "One\n\nTwo\n"),
        ("<p>5 &lt; 7 &amp; &eacute;</p>", "5 < 7 & é\n"),
        ("<table><tr><td>left</td><td>right</td></tr></table><p>below</p>", "left\nright\n\nbelow\n"),
        ("<h3>Head</h3><table><tr><td>1.</td><td>a<br>b</td></tr></table>", "Head\n1. a\n   b\n"),
        ("<table><tr><td>□</td><td>Call</td></tr><tr><td>□</td><td>Go</td></tr></table>", "□ Call\n□ Go\n"),
        ("<table><tr><td>2.</td><td></td></tr><tr><td>x</td></tr></table>", "2.\nx\n"),
        ("<div><p>One</p></div><img src='seal'>", "One\n"),
        ("", "\n"),
    ],
)
def test_a_page_becomes_lines(html: str, text: str) -> None:
    """Paragraphs, cells and breaks end lines, headings and tables stand apart, and marks stand before."""
    assert unstyled(html) == text


def test_long_lines_break_at_spaces_under_their_number() -> None:
    """A word is moved whole to the next line, which begins where the first one did."""
    lines = unstyled(f"<table><tr><td>12.</td><td>{'5-FU-based ' * 20}</td></tr></table>").splitlines()
    assert lines[0].startswith("12. 5-FU-based")
    assert all(line.startswith("    5-FU-based") and line.endswith("5-FU-based") for line in lines[1:])
    assert max(map(len, lines)) <= WIDTH


@given(st.lists(st.text(alphabet="ab 王é", min_size=1, max_size=200), max_size=5))
def test_no_letter_is_lost_and_no_line_is_too_long(paragraphs: list[str]) -> None:
    """Whatever was typed, all of it is there, in lines that fit."""
    text = unstyled("".join(f"<p>{one}</p>" for one in paragraphs))
    assert "".join(text.split()) == "".join("".join(paragraphs).split())
    assert max(map(len, text.splitlines())) <= WIDTH
