from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui import incoming
from tumorboard.ui.case_rows import FEW
from tumorboard.ui.case_sheet import CaseSheet
from tumorboard.ui.charts import Chart
from tumorboard.ui.delete_case import DeleteCase, answers, question
from tumorboard.ui.desk import Desk
from tumorboard.ui.editors.line import LineEditor

FATIMA = Patient(mrn="001204", family_name="Sample", given_name="Fatima")
VISIT = FollowUp(on=Day("2025-03-01"), ecog="1")


def _cases() -> list[Case]:
    return [
        Case(Patient(mrn="1", family_name="Exempel", given_name="Jörg"), Tumour()),
        Case(FATIMA, Tumour(), (VISIT,)),
        Case(Patient(mrn="3", family_name="Synthetic", given_name="Wei"), Tumour()),
    ]


@pytest.fixture
def three(desk: Desk) -> tuple[Desk, list[Case]]:
    """Give the whole window over a file with three cases, of which the second is open."""
    assert desk.session.book
    assert desk.overview
    desk.overview.place_chart(Chart())
    cases = _cases()
    for case in cases:
        desk.session.book.shelf.add(case)
    desk.case_desk.open(cases[1].id)
    return desk, cases


def _question(desk: Desk) -> DeleteCase:
    desk.actions["delete_case"].trigger()
    found = desk.case_desk._question
    assert found
    return found


def _opened(desk: Desk) -> str:
    return desk.session.case.id if desk.session.case else ""


def test_a_case_is_deleted_by_typing_whose_it_is(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """The name typed and Enter delete the case; a line says how it comes back, and the next one opens."""
    desk, cases = three
    asked = _question(desk)
    assert QApplication.focusWidget() is asked.line
    QTest.keyClicks(asked.line, "sam")
    assert not asked.delete.isEnabled()
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    assert asked.said.isVisible()
    assert _opened(desk) == cases[1].id
    QTest.keyClicks(asked.line, "ple")
    assert asked.delete.isEnabled()
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    assert desk.session.book
    assert [row.id for row in desk.session.book.shelf.cases()] == [cases[0].id, cases[2].id]
    assert _opened(desk) == cases[2].id
    assert not asked.isVisible()
    assert desk.middle.notice.sentence == "Deleted Sample, Fatima; Ctrl+Z brings it back."
    assert desk.cases.rows.rowCount() == 2


def test_undo_brings_a_deleted_case_back_whole(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """Ctrl+Z after a deletion brings back everything recorded, and opens the case; redo deletes it again."""
    desk, cases = three
    QTest.keyClicks(_question(desk).line, "001204")
    qtbot.keySequence(QApplication.focusWidget(), "Return")
    qtbot.keySequence(QApplication.focusWidget(), "Ctrl+Z")
    assert desk.session.case == cases[1]
    assert desk.middle.notice.sentence == "Undone: Delete case (Sample, Fatima)"
    assert desk.cases.rows.rowCount() == 3
    assert desk.middle.page is desk.case_page
    desk.actions["redo"].trigger()
    assert _opened(desk) == cases[2].id
    assert desk.middle.notice.sentence == "Done again: Delete case (Sample, Fatima)"


def test_the_last_case_deleted_leaves_the_page_for_an_empty_file(desk: Desk) -> None:
    """After the only case is deleted the page says how to begin, and undo brings it back."""
    [case, *_others] = _cases()
    desk.session.add(case, "Add case")
    desk.case_desk.delete()
    assert desk.middle.page is desk.empty
    assert desk.empty.case.isVisible()
    assert desk.middle.notice.isVisible()
    desk.case_desk.undo()
    assert desk.session.case == case


def test_escape_leaves_a_case_where_it_is(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """Esc takes the question away, and so does another case."""
    desk, cases = three
    asked = _question(desk)
    QTest.keyClicks(asked.line, "Sample")
    qtbot.keySequence(asked.line, "Esc")
    assert not asked.isVisible()
    assert _opened(desk) == cases[1].id
    assert _question(desk).line.text() == ""
    desk.case_desk.open(cases[0].id)
    assert not asked.isVisible()


def test_the_question_goes_with_the_page_it_is_asked_on(three: tuple[Desk, list[Case]]) -> None:
    """Over another page nothing can be deleted, and coming back it is not asked any more."""
    desk, cases = three
    for act in ("settings", "keys", "print_handout"):
        asked = _question(desk)
        assert asked.isVisible()
        desk.actions[act].trigger()
        assert desk.middle.page is not desk.case_page
        assert not asked.isVisible()
        desk.case_desk.open(cases[0].id)
        desk.case_desk.open(cases[1].id)
        assert desk.middle.page is desk.case_page
        assert not asked.isVisible()


def test_the_question_follows_what_is_changed_meanwhile(three: tuple[Desk, list[Case]]) -> None:
    """After a change the name asked for is the new one, the records are counted anew, and the text stays."""
    desk, cases = three
    asked = _question(desk)
    QTest.keyClicks(asked.line, "sample")
    assert asked.delete.isEnabled()
    desk.session.save(replace(FATIMA, family_name="Exempel"))
    desk.session.save(FollowUp(on=Day("2025-03-17"), ecog="2"))
    assert asked.line.text() == "sample"
    assert not asked.is_named
    assert not asked.delete.isEnabled()
    assert "Exempel" in asked.words.text()
    assert "All its 4 records go with it." in asked.words.text()
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    assert _opened(desk) == cases[1].id


def test_the_question_says_what_goes_and_what_stays() -> None:
    """It counts the records, and says that a patient with another tumour stays."""
    case = _cases()[1]
    said = question(case, 0)
    assert "Sample" in said
    assert "001204" in said
    assert "All its 3 records go with it." in said
    assert "All its 2 records go with it. The patient and 1 other case stay." in question(case, 1)


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        (Patient(family_name="王", mrn="7"), ("王", "7")),
        (Patient(mrn="7"), ("7",)),
        (Patient(given_name="Niamh"), ("Niamh",)),
        (Patient(), ("delete",)),
    ],
)
def test_there_is_always_something_to_type(qtbot: QtBot, patient: Patient, expected: tuple[str, ...]) -> None:
    """Of whatever is known of a patient something names the case, and it is what is asked for."""
    case = Case(patient, Tumour())
    assert answers(case) == expected
    assert expected[0] in question(case, 0)
    asked = DeleteCase()
    qtbot.addWidget(asked)
    asked.ask(case, 0)
    assert not asked.is_named
    asked.line.setText(f" {expected[0]} ")
    assert asked.is_named


def test_nothing_is_deleted_where_nothing_can_be_written(
    qtbot: QtBot, three: tuple[Desk, list[Case]], tmp_path: Path
) -> None:
    """In a file open for reading only the act is off, also once a case is open."""
    desk, cases = three
    with Book.open(tmp_path / "a.tumorboard") as book:
        book.shelf.add(cases[0])
        desk.session.take(Book.open(tmp_path / "a.tumorboard", read_only=True))
        desk.case_desk.open(cases[0].id)
        assert not desk.actions["delete_case"].isEnabled()
        assert not desk.actions["choose"].isEnabled()
        assert not desk.cases.new.isEnabled()
        assert desk.actions["print_handout"].isEnabled()


def test_undo_of_a_step_elsewhere_says_what_and_where(three: tuple[Desk, list[Case]]) -> None:
    """What cannot be seen is said with the name of its case; what can be seen is not."""
    desk, cases = three
    desk.session.save(FollowUp(on=Day("2025-03-17"), ecog="2"))
    desk.case_desk.undo()
    assert desk.middle.notice.sentence == ""
    desk.case_desk.redo()
    desk.case_desk.open(cases[0].id)
    desk.case_desk.undo()
    assert desk.middle.notice.sentence == "Undone: Add follow-up (Sample, Fatima)"
    assert _opened(desk) == cases[0].id
    assert (
        desk.cases.rows.data(desk.cases.rows.index(1), Qt.ItemDataRole.ToolTipRole).count("1 Mar 2025") == 1
    )
    desk.case_desk.redo()
    assert desk.middle.notice.sentence == "Done again: Add follow-up (Sample, Fatima)"
    desk.session.save(FollowUp(on=Day("2024")))
    assert desk.middle.notice.sentence == ""


def test_undo_of_a_new_case_names_it_though_it_is_gone(three: tuple[Desk, list[Case]]) -> None:
    """The name of a case that is in the file no more is taken from the step."""
    desk, cases = three
    desk.case_desk.undo()
    assert desk.middle.notice.sentence == "Undone: Add case (Synthetic, Wei)"
    desk.case_desk.undo()
    assert desk.middle.notice.sentence == "Undone: Add case (Sample, Fatima)"
    assert _opened(desk) == cases[0].id


def test_a_change_of_the_patient_counts_for_all_her_cases(desk: Desk) -> None:
    """Undo of what was changed in the patient is seen in her other case, and needs no line."""
    assert desk.session.book
    first, second = Case(FATIMA, Tumour(label="First")), Case(FATIMA, Tumour(label="Second"))
    for case in (first, second):
        desk.session.add(case, "Add case")
    desk.case_desk.open(first.id)
    desk.session.save(Patient(id=FATIMA.id, mrn="001204", family_name="Sample", given_name="Fatma"))
    desk.case_desk.open(second.id)
    desk.case_desk.undo()
    assert desk.session.case == second
    assert desk.middle.notice.sentence == ""


def test_the_next_case_is_one_key_away_from_anywhere(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """Alt+Down and Alt+Up work wherever the keys are: in the list, the chart, the table and a form."""
    desk, cases = three
    assert desk.forms.panel
    assert desk.case_page
    tried: set[str] = set()
    for tab, kind in (("record", ""), ("overview", ""), ("overview", "systemic_line")):
        desk.case_page.show_tab(tab)
        place = 0
        while True:
            desk.case_desk.open(cases[1].id)
            if kind:
                desk.forms.panel.add(kind)
            reached = _reached(desk)
            if place >= len(reached):
                break
            widget = reached[place]
            tried |= {one.__name__ for one in type(widget).__mro__}
            widget.setFocus()
            by, expected = ("Alt+Down", 2) if place % 2 else ("Alt+Up", 0)
            qtbot.keySequence(widget, by)
            assert _opened(desk) == cases[expected].id, widget.accessibleName()
            place += 1
    assert {"Chart", "QListView", "QLineEdit", "RecordView"} <= tried


def _reached(desk: Desk) -> list[QWidget]:
    return [
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget, QScrollBar | QMenuBar)
    ]


def test_what_was_on_show_is_on_show_again(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """File, case, tab, record, laboratory value and time come back when a file is opened again."""
    assert desk.overview
    assert desk.case_page
    shown = case_document.read(resources.data("examples/synthetic.json"))
    path = tmp_path / "cases.tumorboard"
    chart = Chart()
    desk.overview.place_chart(chart)
    desk.session.take(Book.open(path))
    desk.session.add(shown, "Add example case")
    last = shown.of(Laboratory)[-1]
    desk.overview.show_analyte("CEA")
    axis = desk.overview.overview.time if desk.overview.overview else None
    assert axis
    wanted = (axis.low + 0.25 * (axis.high - axis.low), axis.low + 0.5 * (axis.high - axis.low))
    chart.show_time(*wanted)
    desk.case_page.show_tab("record")
    desk.case_page.page.go_to(last.id)  # type: ignore[attr-defined]
    desk.files.opening.emit(tmp_path / "other.tumorboard")
    desk.session.take(Book.in_memory())
    desk.case_page.show_tab("overview")
    desk.session.take(Book.open(path))
    assert desk.session.case == shown
    assert desk.case_page.tab == "record"
    assert desk.case_page.current_record() == last.id
    desk.case_page.show_tab("overview")
    assert desk.overview.chips.code == "CEA"
    assert chart.time_shown() == pytest.approx(wanted)
    said = desk.settings.place(path)
    assert not any(word in said for word in (shown.patient.mrn, shown.patient.family_name, "20"))


def test_an_unfinished_text_of_a_deleted_case_is_not_spoken_of(three: tuple[Desk, list[Case]]) -> None:
    """What was typed in a case that is deleted waits for it, and nobody is sent to look for it."""
    desk, cases = three
    assert desk.forms.panel
    desk.forms.panel.add("follow_up")
    focus = QApplication.focusWidget()
    assert focus
    QTest.keyClicks(focus, "2025")
    desk.case_desk.open(cases[0].id)
    assert desk.forms.tell_of_others()
    desk.case_desk.open(cases[1].id)
    desk.case_desk.delete()
    assert desk.forms.tell_of_others() == ""


def test_a_case_document_dropped_onto_the_window_is_added(
    qtbot: QtBot, three: tuple[Desk, list[Case]], published: Case, tmp_path: Path
) -> None:
    """Also over the page of an open case, which takes any other file for itself; a mixture is refused."""
    desk, _cases = three
    document, letter = tmp_path / "case.json", tmp_path / "letter.txt"
    document.write_bytes(case_document.write(published))
    letter.write_text("Dear colleague")
    assert not _is_taken(desk.window, document, letter)
    assert _is_taken(desk.window, document)
    assert not incoming.is_for_us(_mime(document))
    assert incoming.is_for_us(_mime(letter))
    mime = _mime(document)
    drop = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(desk.window, drop)
    qtbot.waitUntil(lambda: desk.session.case == published)
    assert desk.session.book
    assert desk.session.book.shelf.count() == 4


def _mime(*files: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def _is_taken(window: QWidget, *files: Path) -> bool:
    # Kept here: the event does not keep it.
    mime = _mime(*files)
    event = QDragEnterEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_case_without_records_says_what_to_do(desk: Desk) -> None:
    """In the place of the chart stands how to begin; the first record, half typed, brings the chart."""
    assert desk.overview
    chart = Chart()
    desk.overview.place_chart(chart)
    desk.session.add(Case(FATIMA, Tumour()), "Add case")
    assert desk.overview.nothing_yet.isVisible()
    assert not chart.isVisible()
    assert desk.forms.panel
    desk.overview.nothing_yet.add.click()
    assert desk.forms.panel.chooser.isVisible()
    desk.session.draft(VISIT)
    desk.overview.draw()
    assert chart.isVisible()
    assert not desk.overview.nothing_yet.isVisible()
    desk.session.redraft((), gone=[VISIT.id])
    desk.overview.draw()
    assert desk.overview.nothing_yet.isVisible()


def test_a_new_case_begins_at_the_button_of_an_empty_file(qtbot: QtBot, desk: Desk) -> None:
    """The first button of the page opens the form of a new case, as the one below the list does."""
    assert desk.forms.panel
    for button in (desk.empty.case, desk.cases.new):
        button.click()
        assert desk.forms.panel.is_open
        desk.forms.panel.leave()
        assert not desk.forms.panel.is_open


def test_the_list_begins_with_the_cases_opened_last(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """They are remembered in the settings, for each file of its own, and are there at the next start."""
    assert desk.session.book
    path = tmp_path / "cases.tumorboard"
    desk.session.take(Book.open(path))
    for number in range(FEW + 2):
        desk.session.add(Case(Patient(mrn=f"{number}", family_name=f"F{number}"), Tumour()), "Add case")
    desk.session.take(Book.in_memory())
    assert desk.cases.rows.rowCount() == 0
    desk.session.take(Book.open(path))
    names = [desk.cases.rows.data(desk.cases.rows.index(place)) for place in range(desk.cases.rows.recent)]
    assert names == ["F9", "F8", "F7", "F6", "F5"]


def test_an_mrn_that_is_somebodys_is_said_while_it_is_typed(
    qtbot: QtBot, three: tuple[Desk, list[Case]]
) -> None:
    """Typing a new case names the patient an MRN belongs to, and one key opens her case instead."""
    desk, cases = three
    assert desk.forms.panel
    desk.case_desk.open(cases[0].id)
    desk.actions["new_case"].trigger()
    sheet = desk.forms.panel.sheet
    assert isinstance(sheet, CaseSheet)
    mrn = sheet.forms[0].rows["mrn"].editor
    assert isinstance(mrn, LineEditor)
    QTest.keyClicks(mrn.line, "00120")
    assert not sheet.notice.isVisible()
    QTest.keyClicks(mrn.line, "4")
    assert sheet.notice.isVisible()
    assert "Sample, Fatima" in sheet.notice.words.text()
    qtbot.keySequence(mrn.line, "Alt+O")
    qtbot.waitUntil(lambda: _opened(desk) == cases[1].id)
    assert not desk.forms.panel.is_open
    assert desk.forms.tell_of_others() == ""


def test_an_mrn_of_the_open_case_offers_nothing_to_open(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """Where the patient's case is open already that is said, and what is typed stays as it is."""
    desk, _cases = three
    assert desk.forms.panel
    desk.actions["new_case"].trigger()
    sheet = desk.forms.panel.sheet
    assert isinstance(sheet, CaseSheet)
    focus = QApplication.focusWidget()
    assert focus
    QTest.keyClicks(focus, "001204")
    assert sheet.notice.isVisible()
    assert "case is open" in sheet.notice.words.text()
    assert not sheet.notice.open.isVisible()
    QTest.keyClick(focus, Qt.Key.Key_Backspace)
    assert not sheet.notice.isVisible()
    sheet.take_up({"patient": {"mrn": "3"}})
    assert sheet.notice.open.isVisible()


def test_what_was_typed_of_a_known_patient_is_not_lost(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """Where more than the MRN was typed, be it a name only, it stays as a case that was begun."""
    desk, cases = three
    assert desk.forms.panel
    desk.actions["new_case"].trigger()
    sheet = desk.forms.panel.sheet
    assert isinstance(sheet, CaseSheet)
    sheet.take_up({"patient": {"mrn": "3", "given_name": "Ana"}})
    sheet.notice.open.click()
    assert _opened(desk) == cases[2].id
    desk.actions["new_case"].trigger()
    again = desk.forms.panel.sheet
    assert again
    assert again.typed() == {"patient": {"mrn": "3", "given_name": "Ana"}}


def test_another_tumour_is_a_case_of_the_same_patient(qtbot: QtBot, three: tuple[Desk, list[Case]]) -> None:
    """It is one step, and the patient is there once."""
    desk, cases = three
    assert desk.forms.panel
    desk.actions["new_tumour"].trigger()
    sheet = desk.forms.panel.sheet
    assert sheet
    sheet.take_up({"tumour": {"label": "Second tumour"}})
    assert desk.forms.panel.keep()
    assert desk.session.case
    assert desk.session.case.patient == cases[1].patient
    assert desk.session.book
    assert len(desk.session.book.shelf.of_patient(cases[1].patient.id)) == 2
    assert desk.session.book.shelf.count() == 4
    assert "The patient and 1 other case stay." in _question(desk).words.text()
    desk.case_desk.delete()
    assert desk.session.book.shelf.count() == 3
    assert desk.session.book.shelf.open(cases[1].id) == cases[1]
