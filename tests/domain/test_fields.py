from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests.strategies import coded, days, numbers, quantities, texts
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    BytesField,
    ChoiceField,
    Coded,
    CodedField,
    CodedListField,
    DayField,
    Field,
    FlagField,
    LinkField,
    LinksField,
    NoteField,
    NumberField,
    QuantityField,
    RowsField,
    TextField,
    choices,
    field_of,
    fields_of,
    filled,
    identifier,
    shown,
)
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.systemic import Drug, SystemicLine

TODAY = date(2025, 3, 14)
ID = "0b5e1c1c-8f2a-4a67-9a3e-0d6c2b1f4e5a"

EXAMPLES: list[tuple[Field, Any, str, Any]] = [
    (TextField(), "Riverside", "Riverside", "Riverside"),
    (NoteField(), "one\ntwo", "one\ntwo", "one\ntwo"),
    (DayField(), Day.parse("../2021-02"), "in or before Feb 2021", "../2021-02"),
    (DayField(timed=True), Day.parse("2021-03-04T08:15"), "4 Mar 2021 08:15", "2021-03-04T08:15"),
    (
        QuantityField(),
        Quantity("<", "2.0", "U/mL"),
        "<2.0 U/mL",
        {"comparator": "<", "value": "2.0", "unit": "U/mL"},
    ),
    (QuantityField(), Quantity("", "1200", ""), "1,200", {"value": "1200"}),
    (NumberField(unit="mm"), 7.5, "7.5 mm", 7.5),
    (NumberField(unit="a"), 59, "59 years", 59),
    (NumberField(unit="mo"), 1, "1 month", 1),
    (FlagField(), True, "yes", True),
    (FlagField(), False, "no", False),
    (ChoiceField(choices=choices("R0", "R1")), "R1", "R1", "R1"),
    (CodedField(), Coded("C23", "ICD-10", "Gallbladder"), "Gallbladder", {"code": "C23", "system": "ICD-10"}),
    (CodedField(), Coded(text="as typed"), "as typed", {"text": "as typed"}),
    (CodedField(), Coded(code="C23"), "C23", {"code": "C23"}),
    (CodedListField(), (Coded(text="one"), Coded(code="C23")), "one, C23", ["one", {"code": "C23"}]),
    (CodedListField(), (Coded(text="a", system="s"),), "a", [{"system": "s", "text": "a"}]),
    (LinkField(), ID, ID, ID),
    (LinksField(), (ID, ID), f"{ID}, {ID}", [ID, ID]),
    (BytesField(), b"\x89PNG", "1 kB", "iVBORw=="),
    (BytesField(), b"", "0 kB", ""),
]


@pytest.mark.parametrize(("field", "value", "words", "plain"), EXAMPLES, ids=lambda x: str(x)[:30])
def test_a_value_is_shown_written_and_read_again(field: Field, value: Any, words: str, plain: Any) -> None:
    """Each kind of field has one text to show and one form in JSON, from which the value comes back."""
    assert field.show(value) == words
    written = field.to_plain(value)
    assert written == plain or (isinstance(plain, dict) and plain.items() <= written.items())
    assert field.from_plain(written) == value
    assert field.problem(value, TODAY) is None


@pytest.mark.parametrize(
    "kind",
    [TextField, DayField, QuantityField, NumberField, FlagField, CodedField, CodedListField, BytesField],
)
def test_an_empty_value_shows_as_nothing(kind: type[Field]) -> None:
    """Absence is named by `shown`, never by a field that would print a None or a zero."""
    assert kind().show(kind.empty) == ""


REFUSED: list[tuple[Field, Any, str]] = [
    (TextField(), 5, "a text is expected"),
    (TextField(), None, "a text is expected"),
    (TextField(), "a\x00b", "a character that is none"),
    (TextField(), "a\x0cb", "a character that is none"),
    (TextField(), "\ud800", "a character that is none"),
    (DayField(), 2017, "a text is expected"),
    (DayField(), "2017-02-30", "does not exist"),
    (DayField(), "14.9.2017", "is not a date"),
    (QuantityField(), "1200", "an object with comparator, value, unit"),
    (QuantityField(), {"unit": "U/mL"}, "the value is missing"),
    (QuantityField(), {"value": 1200}, "a text is expected"),
    (QuantityField(), {"value": "1e3"}, "is not a number"),
    (QuantityField(), {"value": "1", "comparator": "~"}, "is none of"),
    (QuantityField(), {"value": "1", "mean": "2"}, "unknown key “mean”"),
    (NumberField(), "5", "a number is expected"),
    (NumberField(), True, "a number is expected"),
    (NumberField(), float("nan"), "too large"),
    (NumberField(), float("inf"), "too large"),
    (NumberField(), 10**400, "too large"),
    (FlagField(), 1, "true or false"),
    (ChoiceField(choices=choices("R0", "R1")), "R9", "“R9” is none of R0, R1"),
    (CodedField(), "C23", "an object with code, system, text"),
    (CodedField(), {"system": "ICD-10"}, "a code or a text"),
    (CodedField(), {"text": ""}, "a code or a text"),
    (CodedListField(), "one", "a list is expected"),
    (CodedListField(), [5], "an object with code, system, text"),
    (LinkField(), "17", "is not an id"),
    (LinkField(), ID.upper(), "is not an id"),
    (LinksField(), ID, "a list is expected"),
    (BytesField(), "no base64!", "is not base64"),
    (BytesField(), "é", "is not base64"),
]


@pytest.mark.parametrize(("field", "raw", "sentence"), REFUSED, ids=lambda x: repr(x)[:30])
def test_what_is_no_value_is_refused_with_a_sentence(field: Field, raw: Any, sentence: str) -> None:
    """What JSON held and the field cannot hold raises ValueError with a sentence for the reader."""
    with pytest.raises(ValueError, match=sentence):
        field.from_plain(raw)


IMPLAUSIBLE: list[tuple[Field, Any, str]] = [
    (TextField(), "a\x0cb", "the text holds a character that is none."),
    (DayField(), Day.parse("2026"), "2026 lies in the future."),
    (DayField(), Day.parse("2021-03-04T08:15"), "a time of day does not belong here."),
    (NumberField(whole=True), 2.5, "2.5 is not a whole number."),
    (NumberField(low=0, unit="kg"), -1, "-1 kg is less than 0 kg, the least possible."),
    (NumberField(high=120, unit="a"), 1200, "1,200 years is more than 120 years, the most possible."),
    (ChoiceField(choices=choices("R0")), "R9", "“R9” is none of R0."),
    (NumberField(whole=True), float("nan"), "the number is too large."),
    (QuantityField(), Quantity("", "1", "a\x0c"), "the text holds a character that is none."),
    (CodedField(), Coded(text="a\x0c"), "the text holds a character that is none."),
    (CodedListField(), (Coded(text="a"), Coded(text="\ud800")), "the text holds a character that is none."),
    (LinkField(), "17", "“17” is not an id (a UUID in lower case)."),
]


@pytest.mark.parametrize(("field", "value", "sentence"), IMPLAUSIBLE, ids=lambda x: repr(x)[:30])
def test_an_implausible_value_is_kept_and_its_problem_told(field: Field, value: Any, sentence: str) -> None:
    """A problem is the answer to a question, one sentence that names the value and the limit."""
    assert field.problem(value, TODAY) == sentence


def test_a_day_that_may_lie_ahead_is_no_problem() -> None:
    """A day that has begun as far as it is known, or a field for plans, is not called the future."""
    assert DayField().problem(Day.parse("2025-03/.."), TODAY) is None
    assert DayField(future=True).problem(Day.parse("2026"), TODAY) is None


@given(coded)
def test_a_term_survives_json(term: Coded) -> None:
    """A term keeps code, system and text, alone or in a list."""
    assert CodedField().from_plain(CodedField().to_plain(term)) == term
    assert CodedListField().from_plain(CodedListField().to_plain((term, term))) == (term, term)


@given(numbers)
def test_one_number_has_one_text(number: float) -> None:
    """A number and the same number as a file gives it back are shown and written alike."""
    field = NumberField()
    same = float(number)
    if same == number:
        assert field.show(number) == field.show(same)
        assert repr(field.to_plain(number)) == repr(field.to_plain(same))
    assert field.from_plain(field.to_plain(number)) == number


@given(texts, days(timed=True), quantities())
def test_texts_days_and_quantities_survive_json(text: str, day: Day, quantity: Quantity) -> None:
    """What can be typed comes back as it was typed, to the last digit."""
    assert TextField().from_plain(TextField().to_plain(text)) == text
    assert DayField().from_plain(DayField().to_plain(day)) == day
    assert QuantityField().from_plain(QuantityField().to_plain(quantity)) == quantity


def test_a_term_that_says_nothing_cannot_be() -> None:
    """A term has a code or a text."""
    with pytest.raises(ValueError, match="a code or a text"):
        Coded(system="ICD-10")


def test_an_id_is_a_uuid_in_lower_case() -> None:
    """One record has one spelling of its id."""
    assert identifier(ID) == ID


def test_rows_show_what_they_hold_without_ids() -> None:
    """A row in words names a flag by its label and leaves links to who knows the case."""
    rows = (
        Measurement(lesion=ID, size_mm=12.0, target=True),
        Measurement(state="absent", node=False),
    )
    field = field_of(Imaging, "measurements")
    assert isinstance(field, RowsField)
    assert field.show(rows) == "12 mm, Target lesion: yes; Node (short axis): no, absent"


def test_fields_stand_in_declared_order_with_note_and_source_last() -> None:
    """A reader sees a record's own fields first."""
    names = [field.name for field in fields_of(Drug)]
    assert names[:2] == ["agent", "dose"]
    assert names[-2:] == ["note", "source"]
    with pytest.raises(KeyError):
        field_of(Drug, "colour")


def test_a_field_applies_where_its_modality_asks_for_it() -> None:
    """Seeds are counted in an implantation, not in an embolisation; a value kept from before is not shown."""
    seeds = field_of(LocalTherapy, "seeds")
    assert seeds.applies(LocalTherapy(modality="iodine-125 seeds"))
    assert not seeds.applies(LocalTherapy(modality="TACE"))
    therapy = LocalTherapy(modality="TACE", seeds=20, sessions=2)
    assert [field.name for field, _value in filled(therapy)] == ["modality", "sessions"]


def test_the_three_shades_of_absence_never_print_alike() -> None:
    """Not recorded, asked and unknown, and not done are three things."""
    patient = Patient(sex="male", absent=(("birth_date", "unknown"), ("family_history", "not done")))
    names = ("sex", "birth_date", "family_history", "allergies")
    assert [shown(patient, name) for name in names] == ["male", "unknown", "not done", "not recorded"]


def test_a_line_shows_its_drugs() -> None:
    """The drugs of a line can be printed in one line."""
    line = SystemicLine(
        drugs=(Drug(agent=Coded(text="S-1")), Drug(agent=Coded(text="cisplatin"), dose="25 mg/m2"))
    )
    assert field_of(SystemicLine, "drugs").show(line.drugs) == "S-1; cisplatin, 25 mg/m2"
