"""Coded: a term of a vocabulary, or free text kept as typed."""

from dataclasses import dataclass
from typing import Any

from tumorboard.domain.plain_text import plain_parts
from tumorboard.i18n import _


@dataclass(frozen=True, slots=True)
class Coded:
    """A term with its code and system, or a text alone (then uncoded); ValueError where it says nothing."""

    code: str = ""
    system: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if not self.code and not self.text:
            raise ValueError(_("a code or a text is expected here."))

    def __str__(self) -> str:
        return self.text or self.code


def to_plain(coded: Coded) -> dict[str, str]:
    """Return a term as JSON holds it."""
    parts = {"code": coded.code, "system": coded.system, "text": coded.text}
    return {key: part for key, part in parts.items() if part}


def from_plain(raw: Any) -> Coded:
    """Return a term from what JSON held; ValueError with a sentence where it is none."""
    return Coded(**plain_parts(raw, ("code", "system", "text")))
