import dataclasses
from typing import Any

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.strategies import days
from tests.ui.entering import CASE, FIELDS, LINE, TODAY, context, sample, type_into, unreadable
from tumorboard.domain import date_reading
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.declaration import Field
from tumorboard.domain.fields import NOT_DONE, UNKNOWN, CodedField, DayField, LinksField, field_of
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.ui.editors import Editor, editor_for
from tumorboard.ui.editors.line import DayEditor, day_text
from tumorboard.ui.editors.links import LinksEditor
from tumorboard.ui.editors.pick import PickEditor
from tumorboard.ui.editors.rows import RowsEditor

every_field = pytest.mark.parametrize(
    ("of", "field"), FIELDS, ids=[f"{of.record_kind}.{field.name}" for of, field in FIELDS]
)


@pytest.fixture
def made(qtbot: QtBot) -> Any:
    """Give a function that makes the editor of a field, in a window of its own."""
    window = QWidget()
    window.resize(400, 300)
    qtbot.addWidget(window)

    def make(of: type[Record], name: str) -> Any:
        editor = editor_for(field_of(of, name), context(), window)
        editor.resize(300, 40)
        with qtbot.waitExposed(window):
            window.show()
        return editor

    return make


@every_field
def test_an_editor_keeps_what_it_is_given(made: Any, of: type[Record], field: Field) -> None:
    """What is shown and not touched comes back as it was, and a cleared editor is empty."""
    editor: Editor = made(of, field.name)
    assert editor.value() == field.empty
    value = sample(field)
    editor.set_value(value)
    assert editor.value() == value
    assert editor.fault() == ""
    editor.set_value(field.empty)
    assert editor.value() == field.empty
    assert not editor.typed()


@every_field
def test_what_is_typed_outlives_the_editor(made: Any, of: type[Record], field: Field) -> None:
    """What an editor says was typed gives another one the same value."""
    first, second = made(of, field.name), made(of, field.name)
    first.set_value(sample(field))
    second.take_up(first.typed())
    assert second.typed() == first.typed()
    assert str(second.value()) == str(first.value())


@every_field
def test_what_cannot_be_read_is_said_and_kept_as_typed(made: Any, of: type[Record], field: Field) -> None:
    """An unreadable text has a sentence, stands where it was typed, and is nobody's value."""
    text = unreadable(field)
    if not text:
        return
    editor: Editor = made(of, field.name)
    editor.take_up({"value": text, "unit": ""} if field.kind == "quantity" else text)
    assert editor.fault()
    assert editor.value() == field.empty
    assert text in str(editor.typed())


@pytest.mark.parametrize(("mark", "shade"), [("?", UNKNOWN), ("/", NOT_DONE)])
@every_field
def test_two_marks_stand_for_absence(
    made: Any, of: type[Record], field: Field, mark: str, shade: str
) -> None:
    """A question mark is asked and unknown, a stroke is not done, each said back in words."""
    if field.kind == "rows":
        return
    editor: Editor = made(of, field.name)
    type_into(editor, mark)
    said = editor.absence() or editor.value()
    assert said == shade
    assert editor.echo().words
    assert editor.fault() == ""
    again: Editor = made(of, field.name)
    again.set_value(editor.value(), editor.absence())
    assert (again.value(), again.absence()) == (editor.value(), editor.absence())


@given(days())
def test_a_day_shown_is_read_as_the_same_day(day: Day) -> None:
    """Whatever is known of a day, the words it is shown in are read as that day and no other."""
    for order in ("dmy", "mdy", "ymd"):
        words = day_text(day, order, TODAY)
        assert date_reading.read(words, order, TODAY, future=True).day == day


def test_a_day_is_said_back_as_it_was_understood(made: Any) -> None:
    """Numbers that could be two days are said back with the month by name, to be looked at."""
    editor: DayEditor = made(Surgery, "on")
    type_into(editor, "3/4/2020")
    assert editor.value() == Day("2020-04-03")
    assert editor.echo().look
    assert "3 April 2020" in editor.echo().words
    type_into(editor, "14.9.2017")
    assert editor.value() == Day("2017-09-14")
    assert editor.echo().words == "14 Sep 2017"
    assert not editor.echo().look


def test_the_beginning_of_a_word_is_enough_for_a_choice(made: Any) -> None:
    """Tab writes the word out; a beginning two words share is asked about."""
    editor: PickEditor = made(SystemicLine, "setting")
    type_into(editor, "adj")
    assert editor.value() == "adjuvant"
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "adjuvant"
    type_into(editor, "p")
    assert editor.value() == ""
    assert "perioperative" in editor.fault()


def test_a_proposal_is_taken_by_enter_and_left_by_escape(made: Any) -> None:
    """The list comes with typing; Enter takes what is chosen, Escape keeps what was typed."""
    editor: PickEditor = made(Tumour, "site")
    type_into(editor, "gallb")
    assert editor.proposals.isVisible()
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "Gallbladder"
    assert editor.value() == Coded("C23", "ICD-10", "Gallbladder")
    assert editor.echo().words == "ICD-10 C23"
    assert not editor.proposals.isVisible()
    type_into(editor, "gallb")
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() == Coded(text="gallb")
    assert editor.echo().words == "kept as typed, without a code"


def test_the_list_is_moved_in_with_the_arrows(made: Any) -> None:
    """Down opens the list where nothing is typed, and goes on in it."""
    editor: PickEditor = made(Surgery, "residual")
    editor.line.setFocus()
    for _again in range(3):
        QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "R2"


def test_a_term_of_ones_own_words_keeps_its_code_until_it_is_touched(made: Any) -> None:
    """A record's words for a code are not replaced by the vocabulary's."""
    editor: Editor = made(Tumour, "site")
    given_ = Coded("C79.7", "ICD-10", "Right adrenal")
    editor.set_value(given_)
    assert editor.value() == given_
    type_into(editor, "Left adrenal")
    assert editor.value() == Coded(text="Left adrenal")


def test_several_terms_stand_with_a_semicolon_between_them(made: Any) -> None:
    """Each part has proposals of its own, and what was there keeps its code."""
    editor: PickEditor = made(Surgery, "procedures")
    type_into(editor, "cholecys")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    first = editor.line.text()
    QTest.keyClicks(editor.line, "; my own way")
    assert [str(one) for one in editor.value()] == [first, "my own way"]


def test_a_lesion_that_is_named_first_here_is_made(made: Any) -> None:
    """What no lesion is called can be made one from the list, and is linked by its new id."""
    editor: LinksEditor = made(Surgery, "lesions")
    type_into(editor, "Left lung; Liver VIII")
    assert "Liver VIII" in editor.fault()
    assert editor.proposals.isVisible()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.fault() == ""
    new = editor.new_records()
    assert [one.label for one in new if isinstance(one, Lesion)] == ["Liver VIII"]
    lesion = next(one for one in CASE.records if isinstance(one, Lesion))
    assert editor.value() == (lesion.id, new[0].id)


def test_records_that_say_the_same_are_told_apart(qtbot: QtBot) -> None:
    """Two lesions of one name are offered under two names."""
    twice = dataclasses.replace(CASE, records=(Lesion(label="Liver"), Lesion(label="Liver")))
    field = field_of(Surgery, "lesions")
    assert isinstance(field, LinksField)
    editor = LinksEditor(field, context(twice))
    qtbot.addWidget(editor)
    assert list(editor.options()) == ["Liver", "Liver (2)"]
    editor.set_value(tuple(editor.options().values()))
    assert editor.value() == tuple(editor.options().values())


def test_a_unit_belongs_to_its_value(made: Any) -> None:
    """Digits stay as typed, a bound is a bound, and another unit behind the value is refused."""
    editor = made(Laboratory, "value")
    editor.set_unit("U/mL")
    type_into(editor, "<2.0")
    assert str(editor.value()) == "<2.0 U/mL"
    type_into(editor, "14 umol/L")
    assert editor.value() is None
    assert "units are not converted" in editor.fault()


def test_rows_grow_while_they_are_typed(made: Any) -> None:
    """There is always one empty row, and a row in which nothing stands is none."""
    editor: RowsEditor = made(SystemicLine, "drugs")
    assert len(editor.rows) == 1
    type_into(editor.rows[0].editors["agent"], "trastuzumab")
    type_into(editor.rows[0].editors["dose"], "6 mg/kg")
    assert len(editor.rows) == 2
    (drug,) = editor.value()
    assert str(drug.agent) == "trastuzumab"
    assert drug.agent.code == "L01FD01"
    assert editor.value()[0].id == drug.id
    names = [one.accessibleName() for one in editor.rows[1].editors.values()]
    assert names == ["Drug 2: Agent", "Drug 2: Dose", "Drug 2: Schedule"]


def test_a_row_says_which_of_its_fields_cannot_be_read(made: Any) -> None:
    """The sentence names the field and the row."""
    editor: RowsEditor = made(Imaging, "measurements")
    type_into(editor.rows[0].editors["size_mm"], "large")
    assert editor.fault().startswith("Size 1: ")


def test_a_drug_below_its_line_can_be_unfolded_by_key(made: Any) -> None:
    """What does not fit into the line of a row is below it, made when it is wanted."""
    editor: RowsEditor = made(SystemicLine, "drugs")
    row = editor.rows[0]
    assert "stop_reason" not in row.editors
    row.more.setFocus()
    QTest.keyClick(row.more, Qt.Key.Key_Space)
    type_into(row.editors["stop_reason"], "tox")
    assert editor.value()[0].stop_reason == "toxicity"


def test_editors_are_of_the_field_they_were_made_for(made: Any) -> None:
    """The pieces these tests rest on are what they are taken for."""
    assert isinstance(made(Surgery, "on").field, DayField)
    assert isinstance(made(Tumour, "site").field, CodedField)
    assert LINE in CASE.records
