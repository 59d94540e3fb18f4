import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.entering import CASE, FORMS, LINE, context, full, type_into, unreadable
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import fields_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import RECORDS
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.ui.editors.rows import RowsEditor
from tumorboard.ui.form import Form
from tumorboard.ui.form_layout import lines_of
from tumorboard.ui.form_row import FormRow

Make = Callable[[type[Record]], Form]
every_form = pytest.mark.parametrize("of", FORMS, ids=lambda of: of.record_kind)
every_record = pytest.mark.parametrize("of", RECORDS, ids=lambda of: of.record_kind)


@pytest.fixture
def form(qtbot: QtBot) -> Make:
    """Give a function that makes the form of a kind of record and shows it."""
    areas: list[QScrollArea] = []

    def make(of: type[Record]) -> Form:
        area = QScrollArea()
        areas.append(area)
        area.resize(372, 700)
        area.setWidgetResizable(True)
        made = Form(of, context())
        area.setWidget(made)
        qtbot.addWidget(area)
        with qtbot.waitActive(area):
            area.show()
            area.activateWindow()
        return made

    return make


@every_record
def test_every_field_has_its_place(of: type[Record]) -> None:
    """The layout of a form names each field that is typed once, and none that is not there."""
    laid = [name for line in lines_of(of) for name in line]
    assert sorted(laid) == sorted(field.name for field in fields_of(of) if not field.automatic)


@every_form
def test_every_field_has_a_row_with_a_label_and_a_name(form: Make, of: type[Record]) -> None:
    """Each field stands under its label, and a screen reader says the label at its editor."""
    made = form(of)
    for field in fields_of(of):
        if field.automatic:
            assert field.name not in made.rows
            continue
        row = made.rows[field.name]
        assert row.label.text().startswith(field.label)
        assert row.label.buddy() is row.editor
        assert row.editor.accessibleName() == field.label
        if field.required:
            assert "required" in row.label.text()


@every_form
def test_a_record_is_shown_and_comes_back(form: Make, of: type[Record]) -> None:
    """A record with all its fields filled is the same after it was shown and not touched."""
    made, record = form(of), full(of)
    made.show_record(record, is_new=False)
    assert made.record() == record
    assert not made.is_touched()
    assert made.records() == (record,)


@every_form
def test_what_was_typed_comes_back(form: Make, of: type[Record]) -> None:
    """A form that takes up what another one says was typed holds the same record."""
    record = full(of)
    first, second = form(of), form(of)
    first.show_record(record, is_new=False)
    second.show_record(of(id=record.id), is_new=True)
    second.take_up(first.typed())
    assert second.typed() == first.typed()
    assert second.is_touched()


@every_form
def test_tab_walks_through_every_field_in_order(form: Make, of: type[Record]) -> None:
    """The tab key comes to each field that is shown, in the order they stand, and to nothing else."""
    made = form(of)
    made.show_record(of(), is_new=True)
    made.go_to_start()
    walked: list[str] = []
    for _step in range(80):
        row = _row_of(QApplication.focusWidget())
        if row is None or (row.field.name in walked[:-1]):
            break
        if not walked or walked[-1] != row.field.name:
            walked.append(row.field.name)
        made.window().focusNextChild()
    shown = [name for line in lines_of(of) for name in line if not made.rows[name].isHidden()]
    assert walked == shown


@every_form
def test_what_cannot_be_read_stands_beside_its_field(form: Make, of: type[Record]) -> None:
    """A field in which nothing can be read says so below it once the keys have gone on."""
    made = form(of)
    for field in fields_of(of):
        text = unreadable(field)
        row = made.rows.get(field.name)
        if not text or row is None or row.isHidden():
            continue
        type_into(row.editor, text)
        assert row.sentence == row.editor.fault() != ""
        assert any(said.startswith(field.label) for said in made.unread())
        made.go_to_unread()
        assert row.editor.isAncestorOf(QApplication.focusWidget() or made) or row.editor.hasFocus()
        made.take_up({})
        assert made.unread() == ()


def test_an_empty_form_holds_nothing(form: Make) -> None:
    """A form nobody typed in is no record, and is not touched."""
    made = form(Surgery)
    made.show_record(Surgery(), is_new=True)
    assert made.records() == ()
    assert not made.is_touched()


def test_what_is_required_is_asked_for_but_may_be_missing(form: Make) -> None:
    """A half-filled record is legal: it says what is missing only once somebody asks."""
    made = form(Surgery)
    made.show_record(Surgery(), is_new=True)
    type_into(made.rows["on"].editor, "2017-09")
    assert made.rows["procedures"].sentence == ""
    assert made.records()[0] == dataclasses.replace(Surgery(id=made.record_id), on=Day("2017-09"))
    made.go_to_unread()
    assert made.rows["procedures"].sentence == "missing."


def test_words_that_cannot_be_read_can_go_into_the_note(form: Make) -> None:
    """Kept all the same, nothing typed is lost: the note has it under the field's name."""
    made = form(FollowUp)
    made.show_record(FollowUp(), is_new=True)
    type_into(made.rows["on"].editor, "after the holidays")
    type_into(made.rows["note"].editor, "By telephone")
    (kept,) = made.records(whole=True)
    assert kept.note == "By telephone\nDate as typed: after the holidays"
    (plain,) = made.records()
    assert plain.note == "By telephone"


def test_the_fields_follow_the_modality(form: Make) -> None:
    """Only what belongs to the chosen modality is shown; what was kept of another stays."""
    made = form(LocalTherapy)
    kept = LocalTherapy(modality="SBRT", dose_gy=40, fractions=5)
    made.show_record(kept, is_new=False)
    assert not made.rows["dose_gy"].isHidden()
    assert made.rows["probes"].isHidden()
    type_into(made.rows["modality"].editor, "cryoablation")
    assert made.rows["dose_gy"].isHidden()
    assert not made.rows["probes"].isHidden()
    record = made.record()
    assert isinstance(record, LocalTherapy)
    assert (record.modality, record.dose_gy) == ("cryoablation", 40)


def test_a_dose_is_said_in_words(form: Make) -> None:
    """BED10 and EQD2 stand in the form as the dose is typed, and go where it does not apply."""
    made = form(LocalTherapy)
    type_into(made.rows["modality"].editor, "SBRT")
    type_into(made.rows["dose_gy"].editor, "40")
    assert made.words == ""
    type_into(made.rows["fractions"].editor, "5")
    assert made.words == "5 fractions of 8 Gy: BED10 72.0 Gy, EQD2 60.0 Gy (α/β 10 Gy)."
    type_into(made.rows["modality"].editor, "laser")
    assert made.words == ""


def test_height_and_weight_give_the_body_surface(form: Make) -> None:
    """Both formulas stand in the form once both are typed."""
    made = form(FollowUp)
    type_into(made.rows["weight_kg"].editor, "80")
    assert made.words == ""
    type_into(made.rows["height_cm"].editor, "180")
    assert made.words == "Body surface 2.00 m² (Mosteller), 2.00 m² (Du Bois)."


def test_cycles_are_held_against_the_room_the_dates_leave(form: Make) -> None:
    """Of a known regimen the form tells how many cycles there was time for, beside those given."""
    made = form(SystemicLine)
    type_into(made.rows["label"].editor, "Gemcitabine + cisplatin")
    type_into(made.rows["start"].editor, "2020-01-06")
    type_into(made.rows["end"].editor, "2020-04-13")
    assert "Cycles" not in made.words
    type_into(made.rows["cycles"].editor, "4")
    assert made.words.endswith("Cycles: 4 given; the dates leave room for 5 of 21 days.")


def test_a_grade_its_term_does_not_have_is_said(form: Make) -> None:
    """CTCAE has no grade 4 of fatigue, and the form says which it has."""
    made = form(AdverseEvent)
    type_into(made.rows["term"].editor, "Fatigue")
    type_into(made.rows["grade"].editor, "4")
    assert "1, 2, 3" in made.words
    type_into(made.rows["grade"].editor, "2")
    assert made.words == ""


def test_a_regimen_brings_its_drugs(form: Make) -> None:
    """A regimen from the list fills its drugs in; drugs somebody typed are nobody's to change."""
    made = form(SystemicLine)
    type_into(made.rows["label"].editor, "GP")
    QTest.keyClick(made.rows["label"].editor.line, Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    record = made.record()
    assert isinstance(record, SystemicLine)
    assert [str(drug.agent) for drug in record.drugs] == ["gemcitabine", "cisplatin"]
    assert record.drugs[0].schedule
    drugs = made.rows["drugs"].editor
    assert isinstance(drugs, RowsEditor)
    type_into(drugs.rows[0].editors["dose"], "800 mg/m2")
    type_into(made.rows["label"].editor, "FOLFOX")
    QTest.keyClick(made.rows["label"].editor.line, Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    changed = made.record()
    assert isinstance(changed, SystemicLine)
    assert [str(drug.agent) for drug in changed.drugs] == ["gemcitabine", "cisplatin"]


def test_a_copy_is_a_new_record_without_its_day(form: Make) -> None:
    """A copy says what the record says but when it was, and is to be kept as a record of its own."""
    made, record = form(SystemicLine), full(SystemicLine)
    made.show_copy(record)
    copy = made.record()
    assert isinstance(copy, SystemicLine)
    assert isinstance(record, SystemicLine)
    assert copy.id != record.id
    assert copy.start is None
    assert copy.label == record.label
    assert copy.drugs[0].agent == record.drugs[0].agent
    assert copy.drugs[0].id != record.drugs[0].id
    assert made.is_touched()


def test_enter_goes_on_to_the_next_field(form: Make) -> None:
    """Enter in a line is as good as the tab key."""
    made = form(Surgery)
    made.go_to_start()
    QTest.keyClick(QApplication.focusWidget() or made, Qt.Key.Key_Return)
    row = _row_of(QApplication.focusWidget())
    assert row is not None
    assert row.field.name == "intent"


def test_a_date_that_is_being_typed_is_no_fault_yet(form: Make) -> None:
    """While the keys are in a line it says calmly what it waits for; afterwards it is marked."""
    made = form(Surgery)
    row = made.rows["on"]
    type_into(row.editor, "14 se")
    assert row.said.property("role") == "echo"
    made.window().focusNextChild()
    assert row.said.property("role") == "echo-danger"
    assert row.editor.line.property("faulty")  # type: ignore[attr-defined]


def test_new_lesions_are_kept_with_the_record_that_names_them(form: Make) -> None:
    """A lesion made from a name is among the records of the form, before the one that links to it."""
    made = form(Surgery)
    editor = made.rows["lesions"].editor
    type_into(editor, "Liver VIII")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)  # type: ignore[attr-defined]
    QTest.keyClick(editor.line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    lesion, surgery = made.records()
    assert isinstance(surgery, Surgery)
    assert surgery.lesions == (lesion.id,)
    assert CASE.find(lesion.id) is None


def test_absence_is_kept_in_its_three_shades(form: Make) -> None:
    """Asked and unknown, not done, and not recorded are three things."""
    made = form(Surgery)
    type_into(made.rows["residual"].editor, "?")
    type_into(made.rows["nodes_examined"].editor, "/")
    assert dict(made.record().absent) == {"residual": "unknown", "nodes_examined": "not done"}


def test_a_term_typed_in_full_is_coded(form: Make) -> None:
    """No list has to be used to get a code."""
    made = form(AdverseEvent)
    type_into(made.rows["term"].editor, "pneumonitis")
    record = made.record()
    assert isinstance(record, AdverseEvent)
    assert record.term == Coded(text="pneumonitis")


def _row_of(widget: Any) -> FormRow | None:
    while widget is not None and not isinstance(widget, FormRow):
        widget = widget.parentWidget() if isinstance(widget, QWidget) else None
    return widget


def test_a_result_is_told_the_usual_limit_of_its_unit(form: Make) -> None:
    """The limit that stands in is said with its unit, and none for a unit it does not belong to."""
    made = form(Laboratory)
    made.show_record(Laboratory(analyte=Coded(text="CA19-9"), value=Quantity("", "71", "U/mL")), is_new=False)
    assert made.words == "Usual upper limit 37 U/mL; this laboratory's own goes first."
    made.show_record(Laboratory(analyte=Coded(text="CA19-9"), value=Quantity("", "71", "ng/L")), is_new=False)
    assert made.words == ""


def test_measurements_are_told_as_they_are_typed(form: Make) -> None:
    """The sum and the baseline stand above the note, in sight of what is typed."""
    made, lesion = form(Imaging), CASE.of(Lesion)[0]
    row = Measurement(lesion=lesion.id, size_mm=40, target=True)
    made.show_record(Imaging(line=LINE.id, on=Day("2020-06-01"), measurements=(row,)), is_new=True)
    assert (
        made.words
        == "Sum of target lesions 40 mm. This is the baseline: 1 Jun 2020, the first within the line."
    )
    said = made.findChild(QWidget, "saying")
    assert said is not None
    assert said.isVisible()
    assert said.mapTo(made, QPoint()).y() < made.rows["note"].mapTo(made, QPoint()).y()
    made.show_record(Imaging(measurements=(row,)), is_new=True)
    assert made.words == "Sum of target lesions 40 mm. It assesses no line, so that nothing is compared."
    made.show_record(Imaging(on=Day("2020-06-01")), is_new=True)
    assert made.words == ""
