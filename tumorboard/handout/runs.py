"""Runs: pieces of text that go on paper, each with the way it is set."""

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from tumorboard.domain.declaration import ABSENCES, field_of, shown
from tumorboard.i18n import _, capital

Mark = Literal["", "strong", "note", "small", "gap", "known"]
"""Plain, bold, a remark, small print, "not recorded" (a gap to fill), and an absence somebody stated."""


class Run(NamedTuple):
    """A piece of text set in one way."""

    text: str
    mark: Mark = ""


Text = tuple[Run, ...]


def said(*parts: "str | Run | Text") -> Text:
    """Return the parts as one text, those that say nothing left out."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs.append(Run(part))
        elif isinstance(part, Run):
            runs.append(part)
        else:
            runs += part
    return tuple(run for run in runs if run.text)


def phrase(words: str, **parts: "str | Run | Text") -> Text:
    """Return words with texts in the places they name, such as `{date}`, wherever a language has them."""
    pieces = re.split(r"\{(\w+)\}", words)
    return said(*(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces)))


def strong(text: str) -> Run:
    """Return a text to be set in bold."""
    return Run(text, "strong")


def remark(text: str) -> Run:
    """Return what somebody remarked, to be set small and in italics."""
    return Run(text, "note")


def small(text: str) -> Run:
    """Return a text to be set small."""
    return Run(text, "small")


def gap() -> Run:
    """Return "not recorded", as what has no other word for its absence prints."""
    return Run(_(ABSENCES[""]), "gap")


def field(record: Any, name: str) -> Text:
    """Return a field's value in words, or its shade of absence, which never looks like a value."""
    if getattr(record, name) != field_of(type(record), name).empty:
        return said(shown(record, name))
    stated = dict(record.absent).get(name, "")
    return said(Run(shown(record, name), "known" if stated else "gap"))


def labelled(label: str, text: Text) -> Text:
    """Return a text with what it is about before it."""
    return said(f"{label}: ", text)


def joined(texts: Iterable[Text], by: str = " · ") -> Text:
    """Return the texts that say something as one, with a separator between them."""
    runs: list[Run] = []
    for text in texts:
        if text:
            runs += [Run(by), *text] if runs else text
    return tuple(runs)


def begun(text: Text) -> Text:
    """Return a text that begins with a capital letter, as a cell or a sentence does."""
    if not text:
        return text
    first = text[0]
    return (first._replace(text=capital(first.text)), *text[1:])


def one_line(note: str) -> str:
    """Return the lines of a note as one."""
    return "; ".join(" ".join(line.split()).rstrip(";") for line in note.splitlines() if line.strip())


def plain(text: Text) -> str:
    """Return a text without the way it is set."""
    return "".join(run.text for run in text)


def unbroken(text: str) -> str:
    """Return a text whose numbers stay on one line with their per cent signs and units."""
    return re.sub(r"(?<=\d) (?=%|mo\b|d\b)|(?<=[≤≥]) ", "\N{NO-BREAK SPACE}", text)
