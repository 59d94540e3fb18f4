"""Unstyled: what the HTML of a page says as plain text, to be pasted where nothing can be set.

It follows the page, so that a clinic's own template says the same in both. Cells stand below each other; a
cell with no more than a number or a mark stands before the one beside it, which is indented under it.
"""

import re
import textwrap
from html.parser import HTMLParser

WIDTH = 78
"""Letters a line, as mail programs and record systems take it."""
_MARK = re.compile(r"(?:\d{1,3}\.|\W)")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "tr", "td", "th", "div", "table", "li")
_HEADINGS = ("h1", "h2", "h3", "h4")


def unstyled(html: str) -> str:
    """Return the text of HTML in lines of no more than `WIDTH` letters, parts with an empty line between."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    text = "\n".join(reader.lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


class _Reader(HTMLParser):
    """Gathers words into lines and wraps each as it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words = ""
        self._mark = ""
        self._indent = 0
        self._is_under_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.end_line()
        elif tag in _BLOCKS:
            self.end_line()
            if tag == "tr":
                self._end_row()
            if tag in _HEADINGS or (tag == "table" and not self._is_under_heading) or _is_apart(attrs):
                self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and _MARK.fullmatch(self._words.strip()):
            self._mark = f"{self._words.strip()} "
            self._words = ""
            self._indent = len(self._mark)
        elif tag in _BLOCKS:
            self.end_line()
            if tag == "table":
                self._end_row()
                self.lines.append("")
            self._is_under_heading = tag in _HEADINGS

    def handle_data(self, data: str) -> None:
        self._words += data

    def end_line(self) -> None:
        """Wrap what was gathered into lines."""
        words = " ".join(self._words.split())
        self._words = ""
        if not words:
            return
        self._is_under_heading = False
        under = " " * self._indent
        first = self._mark or under
        self._mark = ""
        self.lines += textwrap.wrap(
            words, WIDTH, initial_indent=first, subsequent_indent=under, break_on_hyphens=False
        )

    def _end_row(self) -> None:
        if self._mark:
            self.lines.append(self._mark.rstrip())
        self._mark, self._indent = "", 0


def _is_apart(attrs: list[tuple[str, str | None]]) -> bool:
    # Its style sets it apart from what stands before it.
    return dict(attrs).get("class") in ("apart", "about", "signed")
