from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.entering import context, type_into
from tumorboard.domain.tumour import Staging
from tumorboard.ui.editors.category import CategoryEditor
from tumorboard.ui.form import Form


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    """Give the form of a stage in the tables of gallbladder, AJCC 8."""
    area = QScrollArea()
    area.resize(372, 700)
    area.setWidgetResizable(True)
    made = Form(Staging, context())
    area.setWidget(made)
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    made.show_record(Staging(scheme="gallbladder", edition="AJCC 8"), is_new=True)
    yield made
    area.hide()


def _editor(form: Form, name: str) -> Any:
    editor = form.editors[name]
    assert isinstance(editor, CategoryEditor)
    return editor


def _offered(form: Form, name: str, text: str) -> list[str]:
    return [one.words for one in _editor(form, name).propose(text)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2", ["T2", "T2a", "T2b"]),
        ("t2", ["T2", "T2a", "T2b"]),
        ("ypT2", ["ypT2", "ypT2a", "ypT2b"]),
        ("T2b", ["T2b"]),
        ("is", ["Tis"]),
        ("N1", []),
        ("seven", []),
    ],
)
def test_a_digit_finds_its_categories(form: Form, typed: str, expected: list[str]) -> None:
    """With or without the letter and the signs before it, which stay as they were typed."""
    assert [one.text for one in _editor(form, "t").propose(typed)] == expected


def test_categories_are_those_of_the_chosen_scheme_and_edition(form: Form) -> None:
    """Each with what it means; none where there are no tables."""
    assert _offered(form, "n", "2")[0].startswith("N2   4 or more regional nodes")
    form.editors["scheme"].set_value("intrahepatic")
    assert _offered(form, "n", "") == [
        "NX   cannot be assessed",
        "N0   no regional node",
        "N1   regional nodes, any number",
    ]
    form.editors["edition"].set_value("AJCC 9")
    assert _offered(form, "n", "") == []


def test_enter_takes_a_category_and_leaves_one_that_is_whole(form: Form) -> None:
    """`3` becomes T3; T2 is not made T2a, and the sign alone takes nothing."""
    editor = _editor(form, "t")
    for typed, kept in (("3", "T3"), ("T2", "T2"), ("p", "p"), ("pt2B", "pT2b"), ("T3(m)", "T3(m)")):
        type_into(editor, typed)
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
        assert editor.value() == kept


def test_the_stage_group_is_told_as_it_is_typed(form: Form) -> None:
    """Why there is none yet, then the group, and the stated one where it is another."""
    type_into(_editor(form, "t"), "pT3")
    assert form.words.startswith("No stage group: N is not recorded. M is not recorded.")
    assert "T3: through the serosa" in form.words
    type_into(_editor(form, "n"), "1")
    type_into(_editor(form, "m"), "0")
    assert form.words.startswith("The table of AJCC 8 gives stage IIIB; check it against the manual.\n")
    type_into(form.editors["stated_group"], "Stage 3a")
    assert "Stated is Stage 3a." in form.words
    type_into(form.editors["stated_group"], "3 b")
    assert "Stated" not in form.words
    form.editors["scheme"].set_value("pancreas")
    type_into(_editor(form, "n"), "N2")
    assert form.words.startswith("The table of AJCC 8 gives stage III;")
    assert "not verified" in form.words
