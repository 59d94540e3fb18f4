import dataclasses

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TODAY
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.fields import UNKNOWN, fields_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE, RECORDS
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document
from tumorboard.ui import theme, unfinished
from tumorboard.ui.desk import Desk
from tumorboard.ui.editors.proposals import Proposals
from tumorboard.ui.form import Form
from tumorboard.ui.pages.keys import PLACES
from tumorboard.ui.pages.record import RecordPage
from tumorboard.ui.record_cells import ALL, DAY
from tumorboard.ui.record_view import doing
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

LESION = Lesion(label="Segment IV", first_seen=Day("2024-01"))
LINE = SystemicLine(
    label="Lenvatinib", start=Day("2024-06"), ongoing=True, drugs=(Drug(agent=Coded(text="lenvatinib")),)
)
SCAN = Imaging(
    on=Day("2024-05-02"),
    modality="CT",
    line=LINE.id,
    measurements=(Measurement(lesion=LESION.id, size_mm=12),),
)
VALUES = [
    Laboratory(
        on=Day(f"2024-{month:02}-01"), analyte=Coded(text="CA19-9"), value=Quantity("", str(month), "U/mL")
    )
    for month in range(1, 13)
]
UNDATED = FollowUp(ecog="1")
LETTER = Document(name="letter.pdf", kind="PDF", taken_on=Day("2024-02"), content=b"x" * 12_345)
CASE = Case(
    Patient(mrn="1", family_name="Synthetic", given_name="Wei"),
    Tumour(site=Coded(text="Gallbladder"), diagnosed_on=Day("2024-01")),
    (LESION, LINE, SCAN, *VALUES, UNDATED, LETTER),
)


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> RecordPage:
    """Give the page over a small case, shown."""
    theme.apply(theme.LIGHT)
    session.add(CASE, "Add case")
    made = RecordPage(session, settings, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    return made


def _texts(page: RecordPage, column: str) -> list[str]:
    rows = page.view.rows
    place = rows.columns.index(column)
    return [rows.index(row, place).data() for row in range(rows.rowCount())]


def _go(page: RecordPage, record: Record, column: str) -> None:
    assert page.view.go_to(record.id, page.view.rows.columns.index(column))


def _press(page: RecordPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.view, key)


def _case(page: RecordPage) -> Case:
    assert page._session.case
    return page._session.case


def _type(text: str) -> QWidget:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(focus, text)
    return focus


def test_all_records_stand_in_order_of_time(page: RecordPage) -> None:
    """Patient and tumour come first, then all that is dated, then what is not, which says so."""
    rows = page.view.rows
    assert rows.columns == ALL
    assert [record.id for record in rows.records] == [one.id for one in CASE.everything()]
    assert _texts(page, DAY)[:3] == ["", "Jan 2024", "1 Jan 2024"]
    assert _texts(page, DAY)[-1] == "not dated"
    assert _texts(page, "what")[rows.place(LINE.id)] == "Lenvatinib · ongoing"
    assert page.view.current == VALUES[-1]


@pytest.mark.parametrize("record_class", RECORDS)
def test_one_kind_has_its_own_columns(page: RecordPage, record_class: type[Record]) -> None:
    """The columns of any kind are its day first, then what is required, and each can be brought in."""
    page._session.add(Case(Patient(), Tumour(), tuple(made() for made in COURSE)), "Add case")
    page.filter.choose(record_class.record_kind)
    rows, fields = page.view.rows, fields_of(record_class)
    assert [type(record) for record in rows.records] == [record_class]
    required = {field.name for field in fields if field.required}
    assert set(rows.columns) == required | ({record_class.begins} - {""})
    for _again in range(len(fields) - len(rows.columns)):
        page.filter.columns.menu().aboutToShow.emit()
        next(one for one in page.filter.columns.menu().actions() if not one.isChecked()).trigger()
    assert set(rows.columns) == {field.name for field in fields}
    assert rows.columns[0] == record_class.begins or not record_class.begins
    for place, column in enumerate(rows.columns):
        index = rows.index(0, place)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert rows.cell(0, place).look == ("missing" if column in required else "")


def test_the_columns_hold_what_is_recorded(page: RecordPage) -> None:
    """Links are shown by what they lead to, rows in one line, the content of a document by its size."""
    page.filter.choose("imaging")
    assert _texts(page, "line") == ["Lenvatinib"]
    assert _texts(page, "measurements") == ["Segment IV, 12 mm"]
    assert "criteria" not in page.view.rows.columns
    page.filter.choose("document")
    assert _texts(page, "content") == ["13 kB"]


def test_what_does_not_apply_is_no_cell_to_type_into(page: RecordPage) -> None:
    """A field that belongs to another modality is marked off and has no editor."""
    frozen = LocalTherapy(modality="cryoablation", probes=2)
    page._session.save_all([frozen, LocalTherapy(modality="SBRT", dose_gy=40)], "Add")
    page.filter.choose("local_therapy")
    place = page.view.rows.place(frozen.id)
    column = page.view.rows.columns.index("dose_gy")
    assert not page.view.rows.cell(place, column).applies
    assert page.view.rows.field(place, column) is None


def test_a_record_with_problems_is_marked_in_words(page: RecordPage) -> None:
    """What is missing stands beside what the record says, and below the table."""
    bare = Laboratory(on=Day("2025-01-02"), absent=(("value", UNKNOWN),))
    page._session.save(bare)
    _go(page, bare, DAY)
    place = page.view.rows.place(bare.id)
    assert page.view.rows.cell(place, 2).look == "Analyte: missing."
    assert "Analyte: missing." in page.foot.said.text()
    assert "Analyte: missing." in page.view.rows.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    page.filter.choose("laboratory")
    columns = page.view.rows.columns
    place = page.view.rows.place(bare.id)
    assert page.view.rows.cell(place, columns.index("analyte")).look == "missing"
    assert page.view.rows.cell(place, columns.index("value")).text == "unknown"


def test_enter_keeps_what_is_typed_into_a_cell_as_one_step(page: RecordPage) -> None:
    """F2 opens the editor of the field, Enter keeps, and the place stays."""
    page.filter.choose("laboratory")
    _go(page, VALUES[3], "value")
    _press(page, Qt.Key.Key_F2)
    focus = _type("71")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert _case(page).get(VALUES[3].id) == dataclasses.replace(VALUES[3], value=Quantity("", "71", "U/mL"))
    assert page._session.undo_title == "Change laboratory result"
    assert page.view.hasFocus()
    assert page.view.current == _case(page).get(VALUES[3].id)
    assert page.view.rows.columns[page.view.currentIndex().column()] == "value"
    page._session.undo()
    assert _case(page) == CASE


def test_escape_leaves_a_cell_as_it_was(page: RecordPage) -> None:
    """Nothing of what was typed is kept."""
    _go(page, VALUES[3], "source")
    _press(page, Qt.Key.Key_Return)
    focus = _type("a letter")
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert page.editing.editor is None
    assert page.view.hasFocus()
    assert _case(page) == CASE


def test_what_cannot_be_read_keeps_the_editor_open_with_its_sentence(page: RecordPage) -> None:
    """An unreadable date is said below the table, stays as typed, and is kept once it can be read."""
    _go(page, VALUES[0], DAY)
    _press(page, Qt.Key.Key_F2)
    focus = _type("31 Feb 2024")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert page.editing.editor is not None
    assert "31 Feb 2024" in page.foot.said.text()
    assert page.foot.said.property("role") == "echo-danger"
    page.filter.line.setFocus()
    assert page.editing.editor is not None
    page.editing.editor.go_to()
    QTest.keyClick(_type("Feb 2024"), Qt.Key.Key_Return)
    assert page.editing.editor is None
    assert _case(page).get(VALUES[0].id) == dataclasses.replace(VALUES[0], on=Day("2024-02"))


def test_a_shade_of_absence_is_typed_as_in_a_form(page: RecordPage) -> None:
    """A question mark in a cell says that the day was asked for and is unknown."""
    _go(page, UNDATED, DAY)
    _press(page, Qt.Key.Key_F2)
    QTest.keyClick(_type("?"), Qt.Key.Key_Return)
    assert _case(page).get(UNDATED.id).absent == (("on", UNKNOWN),)
    assert _texts(page, DAY)[-1] == "date unknown"


def test_tab_keeps_and_goes_on_to_the_next_cell(page: RecordPage) -> None:
    """From the date the keys go on to the note, which takes Enter to keep; both are steps."""
    _go(page, VALUES[2], DAY)
    _press(page, Qt.Key.Key_F2)
    QTest.keyClick(_type("2 Mar 2024"), Qt.Key.Key_Tab)
    assert _case(page).get(VALUES[2].id) == dataclasses.replace(VALUES[2], on=Day("2024-03-02"))
    assert page.editing.editor is not None
    assert page.editing.editor.field.name == "note"
    focus = _type("haemolytic")
    QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    _type("repeat")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert _case(page).get(VALUES[2].id).note == "haemolytic\nrepeat"


def test_what_is_typed_is_kept_when_the_keys_go_elsewhere(page: RecordPage) -> None:
    """A click into the filter keeps the cell as Enter does."""
    _go(page, VALUES[1], "source")
    _press(page, Qt.Key.Key_F2)
    _type("call")
    page.filter.line.setFocus()
    assert _case(page).get(VALUES[1].id).source == "call"
    assert page.filter.line.hasFocus()


def test_what_is_typed_comes_back_with_its_case(qtbot: QtBot, desk: Desk) -> None:
    """Another case opened in the middle of typing loses nothing: the text comes back in the record's form."""
    desk.session.add(CASE, "Add case")
    desk.show_tab("record")
    assert desk.case_page
    page = desk.case_page.page
    assert isinstance(page, RecordPage)
    page.filter.choose("imaging")
    _go(page, SCAN, "line")
    _press(page, Qt.Key.Key_F2)
    _type("no such li")
    desk.session.add(Case(Patient(mrn="2"), Tumour(site=Coded(text="Ampulla"))), "Add case")
    assert page.editing.editor is None
    desk.session.open_case(CASE.id)
    panel = desk.forms.panel
    assert panel
    qtbot.waitUntil(lambda: panel.sheet is not None)
    assert isinstance(panel.sheet, Form)
    assert panel.sheet.editors["line"].typed() == "no such li"
    expected = dataclasses.replace(SCAN, line="")
    assert panel.sheet.record() == expected
    assert _case(page).get(SCAN.id) == SCAN


def test_a_cell_takes_its_list_of_proposals_with_it(qtbot: QtBot, page: RecordPage) -> None:
    """Enter takes what is proposed, and nothing of the editor stays in the window."""
    page.filter.choose("systemic_line")
    page.filter.columns.menu().aboutToShow.emit()
    next(one for one in page.filter.columns.menu().actions() if one.text() == "Setting").trigger()
    _press(page, Qt.Key.Key_F2)
    focus = _type("pal")
    assert page.findChildren(Proposals)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert _case(page).get(LINE.id) == dataclasses.replace(LINE, setting="palliative")
    qtbot.waitUntil(lambda: not page.findChildren(Proposals))


def test_an_untouched_cell_leaves_nothing_behind(page: RecordPage) -> None:
    """An editor that was only opened is no unfinished text."""
    _go(page, VALUES[1], "source")
    _press(page, Qt.Key.Key_F2)
    page._session.close_case()
    assert page._session.book
    assert unfinished.every(page._session.book) == []


def test_rows_and_contents_are_changed_in_the_form(qtbot: QtBot, page: RecordPage) -> None:
    """What is too large for a cell, and Ctrl+Enter anywhere, ask for the form of the record."""
    page.filter.choose("systemic_line")
    _go(page, LINE, "drugs")
    with qtbot.waitSignal(page.edit_wanted) as wanted:
        _press(page, Qt.Key.Key_F2)
    assert wanted.args == [LINE.id]
    with qtbot.waitSignal(page.edit_wanted):
        QTest.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.copy_wanted) as copied:
        QTest.keyClick(page.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == [LINE.id]


def test_delete_removes_a_record_and_says_who_named_it(page: RecordPage) -> None:
    """One key, one step, and a line that says what is gone, with which links, and how it comes back."""
    _go(page, LINE, DAY)
    _press(page, Qt.Key.Key_Delete)
    assert _case(page).find(LINE.id) is None
    assert "Systemic line: Lenvatinib, Jun 2024" in page.foot.said.text()
    assert "CT" in page.foot.said.text()
    assert "Ctrl+Z" in page.foot.said.text()
    assert page._session.undo_title == "Remove systemic line"
    assert page.view.hasFocus()
    page._session.undo()
    assert _case(page) == CASE


def test_several_rows_are_removed_together_but_never_the_patient(page: RecordPage) -> None:
    """What is selected goes as one step; patient and tumour stay, with a sentence."""
    _go(page, VALUES[0], DAY)
    for _again in range(2):
        QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.view.chosen()
    assert len(chosen) == 3
    assert "3 records selected" in page.foot.said.text()
    _press(page, Qt.Key.Key_Delete)
    assert page._session.undo_title == "Remove 3 records"
    assert not {one.id for one in chosen} & {one.id for one in _case(page).records}
    page._session.undo()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    _press(page, Qt.Key.Key_Delete)
    assert _case(page) == CASE
    assert "Patient and tumour" in page.foot.said.text()


def test_ctrl_c_copies_the_rows_for_a_spreadsheet(page: RecordPage) -> None:
    """Each selected row is a line, its cells with tabs between."""
    page.filter.choose("laboratory")
    _go(page, VALUES[0], "on")
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1 Jan 2024\tCA19-9\t1 U/mL\n1 Feb 2024\tCA19-9\t2 U/mL"


def test_the_place_stays_when_the_case_changes(page: RecordPage) -> None:
    """A record saved elsewhere moves neither the selection nor what is in sight."""
    page.resize(900, 260)
    bar = page.view.verticalScrollBar()
    _go(page, VALUES[4], "source")
    bar.setValue(bar.value() + 20)
    scrolled = bar.value()
    page._session.save(FollowUp(on=Day("2025-02")))
    assert page.view.current == VALUES[4]
    assert page.view.chosen() == [VALUES[4]]
    assert page.view.rows.columns[page.view.currentIndex().column()] == "source"
    assert bar.value() == scrolled


def test_another_case_starts_at_its_latest_record(page: RecordPage) -> None:
    """The latest dated record is the current one, in sight, and the filter is empty."""
    page.resize(900, 260)
    page.filter.line.setText("segment")
    other = Case(
        Patient(mrn="2"),
        Tumour(site=Coded(text="Ampulla")),
        tuple(FollowUp(on=Day(f"20{year}-01"), ecog="1") for year in range(10, 25)),
    )
    page._session.add(other, "Add case")
    assert page.view.current == other.records[-1]
    assert page.filter.text == ""
    assert page.view.viewport().rect().contains(page.view.visualRect(page.view.currentIndex()).center())


def test_a_filter_finds_all_that_a_record_says(qtbot: QtBot, page: RecordPage) -> None:
    """Words are looked for in every field, by their beginnings, through links too; Esc shows all again."""
    QTest.keyClicks(page.view, "/")
    assert page.filter.line.hasFocus()
    _type("segm 12")
    qtbot.waitUntil(lambda: page.view.rows.records == (SCAN,))
    QTest.keyClicks(page.filter.line, "zzz")
    qtbot.waitUntil(lambda: page.nothing.isVisible())
    assert "segm 12zzz" in page.nothing.text()
    QTest.keyClick(page.filter.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.view.rows.records) == len(CASE.everything()))
    assert page.view.hasFocus()


def test_the_kinds_are_chosen_by_keys(page: RecordPage) -> None:
    """Ctrl with the arrows goes through the kinds that are there; a kind that is gone gives way to all."""
    QTest.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.kind == "laboratory"
    assert page.view.hasFocus()
    assert page.filter.chips.code == "laboratory"
    QTest.keyClick(page.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.kind == ""
    page.filter.choose("document")
    _press(page, Qt.Key.Key_Delete)
    assert page.filter.kind == ""
    assert len(page.view.rows.records) == len(CASE.everything()) - 1


def test_every_kind_that_is_there_is_in_the_list(qtbot: QtBot, page: RecordPage) -> None:
    """The list opens by a key, names each kind with its number, and shows what is chosen."""
    page.resize(600, 400)
    page.view.asked.disconnect(page.filter.ask)
    with qtbot.waitSignal(page.view.asked):
        _press(page, Qt.Key.Key_K)
    page.filter.menu.aboutToShow.emit()
    texts = [action.text() for action in page.filter.menu.actions()]
    assert texts[:2] == ["All 19", "Laboratory result 12"]
    assert len(texts) == len({one.record_kind for one in CASE.everything()}) + 1
    next(one for one in page.filter.menu.actions() if one.text() == "Tumour 1").trigger()
    assert page.view.rows.records == (CASE.tumour,)
    assert "tumour" in page.filter.chips.codes


def test_a_case_with_nothing_yet_says_what_to_do(page: RecordPage) -> None:
    """Below patient and tumour the page says how records come in."""
    page._session.add(Case(Patient(mrn="2"), Tumour(site=Coded(text="Ampulla"))), "Add case")
    assert len(page.view.rows.records) == 2
    assert "Ctrl+N" in page.nothing.text()
    assert page.nothing.isVisible()


def test_a_hidden_page_is_drawn_when_it_is_seen(page: RecordPage) -> None:
    """While another tab is on, nothing is made ready; once this one is, it is as the case stands."""
    page.hide()
    page._session.save(FollowUp(on=Day("2025-02")))
    assert len(page.view.rows.records) == len(CASE.everything())
    page.show()
    assert len(page.view.rows.records) == len(CASE.everything()) + 1


def test_four_hundred_results_are_shown_without_making_their_texts(page: RecordPage) -> None:
    """Only cells that are seen or measured are put in words."""
    page._session.add(case_document.read(resources.data("examples/synthetic.json")), "Add case")
    rows = page.view.rows
    assert rows.rowCount() > 500
    assert len(rows._cells) < 2 * rows.rowCount()


def test_a_double_click_edits(page: RecordPage) -> None:
    """The mouse opens the same editor as the key."""
    _go(page, VALUES[-1], "source")
    place: QPoint = page.view.visualRect(page.view.currentIndex()).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.editing.editor is not None
    assert page.editing.editor.accessibleName() == "Source of CA19-9 12 U/mL"


def test_the_page_of_keys_tells_the_truth_of_the_table() -> None:
    """What is listed for the table is what it does."""
    acts = next(acts for title, acts in PLACES if title == "Record")
    for words, keys in acts:
        for key in keys:
            pressed = QKeyCombination.fromCombined(QKeySequence(key)[0].toCombined())  # type: ignore[index]
            event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
            assert doing(event), words


def test_the_tab_shows_the_number_and_its_key_opens_the_page(qtbot: QtBot, desk: Desk) -> None:
    """Alt+2 shows the records with the keys in the table; Alt+1 goes back; the form opens from there."""
    desk.session.add(CASE, "Add case")
    page = desk.case_page
    assert page
    assert page.tabs.accessibleTabName(1) == "Record, 19 records"
    desk.actions["show_record"].trigger()
    assert isinstance(page.page, RecordPage)
    assert page.page.view.hasFocus()
    page.page.view.go_to(SCAN.id)
    QTest.keyClick(page.page.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert desk.forms.panel
    assert desk.forms.panel.sheet
    qtbot.waitUntil(lambda: desk.forms.panel is not None and desk.forms.panel.isVisible())
    assert desk.session.case == CASE
    desk.actions["show_overview"].trigger()
    assert page.tab == "overview"
