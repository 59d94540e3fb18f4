"""Every text a user sees is marked where it is written, whole, so that it can be taken out and translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tumorboard.domain.fields import ChoiceField, fields_of
from tumorboard.domain.record import Record
from tumorboard.domain.records import RECORDS, ROWS
from tumorboard.i18n import N_, _, capital, choose_language, plural

PACKAGE = Path(__file__).parent.parent / "tumorboard"
MARKS = {"_": 1, "N_": 1, "plural": 2}
"""What marks texts, and how many of its arguments are texts."""
WORD = re.compile("[a-z]{4}")
"""What tells a word from a sign that reads alike in every language: G1, AJCC 8, mRECIST, mut/Mb, IIIa."""


def _marked() -> Iterator[tuple[str, ast.expr]]:
    """Give every text that is marked, each with where it stands."""
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                for text in node.args[: MARKS[node.func.id]]:
                    yield f"{module.relative_to(PACKAGE)}:{node.lineno}", text


TEXTS = {text.value for _where, text in _marked() if isinstance(text, ast.Constant)}


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """A translator is given whole sentences with places to fill in, not the pieces they are made of."""
    pieces = (ast.JoinedStr, ast.BinOp, ast.Call)
    made = [where for where, text in _marked() if isinstance(text, pieces)]
    assert made == []


@pytest.mark.parametrize("record_class", [*RECORDS, *ROWS], ids=lambda one: one.record_kind)
def test_what_is_declared_is_marked(record_class: type[Record]) -> None:
    """Titles, labels, helps and choices of all records can be taken out for the translators."""
    declared = {record_class.record_title}
    for field in fields_of(record_class):
        declared |= {field.label, field.help} - {""}
        if isinstance(field, ChoiceField):
            declared |= {choice.label for choice in field.choices if WORD.search(choice.label)}
    assert declared - TEXTS == set()


def test_english_stands_where_there_is_no_translation() -> None:
    """A language nobody has translated into yet takes nothing away."""
    choose_language(["tlh"])
    assert _(N_("Patient")) == "Patient"
    assert [plural("{count} case", "{count} cases", count) for count in (0, 1, 2)] == [
        *("0 cases", "1 case", "2 cases"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("liver", "Liver"), ("mFOLFOX", "mFOLFOX"), ("pT3", "pT3"), ("élan", "Élan"), ("x", "X"), ("", "")],
)
def test_a_capital_spares_what_is_written_in_one_way_only(text: str, expected: str) -> None:
    """A sentence begins with a capital, but a regimen or a stage keeps its own letters."""
    assert capital(text) == expected
