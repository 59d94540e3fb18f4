"""Plain text: what a text in a record may consist of, and reading one from JSON.

Control characters and halves of surrogate pairs are no text: they come from broken exports and pasted form
feeds, cannot all be stored, and are refused before anything is.
"""

import re
from collections.abc import Sequence
from typing import Any

from tumorboard.i18n import _

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def is_text(text: str) -> bool:
    """Return whether every character can be written, stored and read again."""
    return _NO_TEXT.search(text) is None


def plain_text(raw: Any) -> str:
    """Return a text from what JSON held; ValueError with a sentence where it is none."""
    if not isinstance(raw, str):
        raise ValueError(_("a text is expected here."))
    if not is_text(raw):
        raise ValueError(_("the text holds a character that is none."))
    return raw


def plain_parts(raw: Any, names: Sequence[str]) -> dict[str, str]:
    """Return an object of texts with no other keys than `names`; ValueError with a sentence otherwise."""
    if not isinstance(raw, dict):
        raise ValueError(_("an object with {names} is expected here.").format(names=", ".join(names)))
    if unknown := [key for key in raw if key not in names]:
        raise ValueError(_("unknown key “{key}”.").format(key=printable(unknown[0])))
    return {key: plain_text(value) for key, value in raw.items()}


def printable(text: str) -> str:
    """Return a text from a foreign document as it may stand in a sentence: short, and nothing unwritable."""
    return "".join(c if is_text(c) else "\ufffd" for c in text[:50])
