from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.entering import type_into
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.ui import unfinished
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.drafting import WAIT
from tumorboard.ui.form import Form
from tumorboard.ui.panel import Panel

SOON = 1000
"""Milliseconds in which what is typed has to be in the file."""


@pytest.fixture
def opened(desk: Desk, published: Case) -> Desk:
    """Give the whole window with the published case open and drawn."""
    assert desk.overview
    desk.overview.place_chart(Chart())
    desk.session.add(published, "Add example case")
    return desk


def _panel(desk: Desk) -> Panel:
    assert desk.forms.panel
    return desk.forms.panel


def _form(desk: Desk) -> Form:
    sheet = _panel(desk).sheet
    assert isinstance(sheet, Form)
    return sheet


def _press(desk: Desk, qtbot: QtBot, *keys: str) -> None:
    for key in keys:
        qtbot.keySequence(QApplication.focusWidget() or desk.window, key)


def _type(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus
    QTest.keyClicks(focus, text)


def _texts(desk: Desk) -> list[unfinished.Unfinished]:
    assert desk.session.book
    return unfinished.every(desk.session.book)


def _drawn(desk: Desk) -> set[str]:
    """Return the ids of what the overview draws hollow."""
    assert desk.overview
    shown = desk.overview.overview
    assert shown
    marks = {one.record_id for lane in shown.lanes for one in lane.marks if one.draft}
    bars = {one.record_id for lane in shown.lanes for one in lane.bars if one.draft}
    undated = {one.record_id for one in shown.undated if one.draft}
    return marks | bars | undated | {one.record_id for one in shown.curve.points if one.draft}


def test_a_surgery_is_typed_in_by_keys_alone(qtbot: QtBot, opened: Desk) -> None:
    """A key opens the form, what is typed is drawn hollow at once, and Ctrl+S makes it a solid step."""
    _press(opened, qtbot, "Ctrl+3")
    form = _form(opened)
    _type("Mar 2021")
    _press(opened, qtbot, "Tab", "Tab")
    _type("Cholecystectomy")
    qtbot.waitUntil(lambda: form.record_id in _drawn(opened))
    assert opened.session.case
    assert opened.session.case.find(form.record_id) is None
    _press(opened, qtbot, "Ctrl+S")
    kept = opened.session.case.find(form.record_id)
    assert isinstance(kept, Surgery)
    assert kept.on == Day("2021-03")
    assert str(kept.procedures[0]) == "Cholecystectomy"
    assert not _panel(opened).is_open
    qtbot.waitUntil(lambda: _drawn(opened) == set())
    assert opened.actions["undo"].text() == "&Undo Add surgery"
    assert _texts(opened) == []


def test_leaving_takes_it_away_and_can_be_taken_back(qtbot: QtBot, opened: Desk) -> None:
    """Escape leaves without asking; what was typed is gone from the chart and comes back by a key."""
    _press(opened, qtbot, "Ctrl+3")
    id_ = _form(opened).record_id
    _type("Mar 2021")
    qtbot.waitUntil(lambda: id_ in _drawn(opened))
    _press(opened, qtbot, "Esc")
    assert not _panel(opened).is_open
    qtbot.waitUntil(lambda: _drawn(opened) == set())
    assert _texts(opened) == []
    assert "Ctrl+B" in opened.middle.notice.sentence
    _press(opened, qtbot, "Ctrl+B")
    assert _form(opened).record().on == Day("2021-03")  # type: ignore[attr-defined]
    assert opened.middle.notice.sentence == ""


def test_what_is_typed_is_in_the_file_within_a_second(qtbot: QtBot, opened: Desk) -> None:
    """Readable or not, every letter lies in the file soon after it was typed, and goes once it is kept."""
    _press(opened, qtbot, "Ctrl+9")
    _type("14 se")
    assert WAIT < SOON
    qtbot.waitUntil(lambda: bool(_texts(opened)), timeout=SOON)
    (text,) = _texts(opened)
    assert text.typed == {"on": "14 se"}
    assert opened.session.case
    assert text.case_id == opened.session.case.id
    _press(opened, qtbot, "Ctrl+A", "Delete")
    qtbot.waitUntil(lambda: _texts(opened) == [], timeout=SOON)


def test_what_cannot_be_read_is_pointed_at_and_kept_in_the_note(qtbot: QtBot, opened: Desk) -> None:
    """The first Ctrl+S names the field, the second keeps the record with the words in its note."""
    _press(opened, qtbot, "Ctrl+9")
    form = _form(opened)
    _type("after Easter")
    _press(opened, qtbot, "Tab")
    _type("yes")
    _press(opened, qtbot, "Ctrl+S")
    assert _panel(opened).is_open
    assert "Date" in _panel(opened).sentence
    assert form.rows["on"].editor.line.hasFocus()  # type: ignore[attr-defined]
    _press(opened, qtbot, "Ctrl+S")
    assert opened.session.case
    kept = opened.session.case.get(form.record_id)
    assert isinstance(kept, FollowUp)
    assert kept.alive is True
    assert kept.on is None
    assert kept.note == "Date as typed: after Easter"


def test_nothing_is_kept_of_an_empty_form(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl+S in an empty form says that there is nothing, and makes no step."""
    assert opened.session.book
    before = opened.session.book.journal.steps(limit=1)
    _press(opened, qtbot, "Ctrl+3", "Ctrl+S")
    assert _panel(opened).sentence == "Nothing is typed in yet."
    assert opened.session.book.journal.steps(limit=1) == before


def test_ctrl_enter_keeps_and_begins_the_next(qtbot: QtBot, opened: Desk) -> None:
    """The next form of the same kind is there with the keys in it."""
    _press(opened, qtbot, "Ctrl+9")
    first = _form(opened)
    id_ = first.record_id
    _type("Mar 2024")
    _press(opened, qtbot, "Ctrl+Return")
    assert opened.session.case
    assert opened.session.case.find(id_)
    second = _form(opened)
    assert second.record_id != id_
    assert second.isAncestorOf(QApplication.focusWidget() or opened.window)
    assert second.typed() == {}


def test_another_case_takes_its_form_away_and_brings_it_back(
    qtbot: QtBot, opened: Desk, published: Case
) -> None:
    """What is unfinished in a case goes with it and comes back with it; nobody is asked."""
    other = Case(Patient(mrn="2", family_name="Sample"), Tumour())
    _press(opened, qtbot, "Ctrl+3")
    _type("Mar 2021")
    opened.session.add(other, "Add case")
    assert not _panel(opened).is_open
    assert opened.overview
    assert opened.session.drafts == ()
    opened.case_desk.open(published.id)
    qtbot.waitUntil(lambda: _panel(opened).is_open)
    assert _form(opened).typed() == {"on": "Mar 2021"}
    assert "Brought back" in _panel(opened).hint
    qtbot.waitUntil(lambda: _form(opened).record_id in _drawn(opened))


def test_what_is_unfinished_outlives_the_window(qtbot: QtBot, opened: Desk, tmp_path: Path) -> None:
    """Closing the file puts the last letters into it, and opening it brings them back."""
    file = tmp_path / "cases.tumorboard"
    opened.session.take(Book.open(file))
    opened.session.add(Case(Patient(mrn="2"), Tumour()), "Add case")
    assert opened.session.case
    case_id = opened.session.case.id
    _press(opened, qtbot, "Ctrl+3")
    _type("Mar 202")
    opened.close()
    opened.session.take(Book.open(file))
    opened.session.open_case(case_id)
    qtbot.waitUntil(lambda: _panel(opened).is_open)
    assert _form(opened).typed() == {"on": "Mar 202"}


def test_a_change_that_was_begun_is_gone_on_with(qtbot: QtBot, opened: Desk, published: Case) -> None:
    """Another record opened meanwhile does not cost what was typed into the first."""
    first, second = published.of(Surgery)
    panel = _panel(opened)
    panel.edit(first.id)
    type_into(_form(opened).rows["surgeon"].editor, "Dr Sample")
    panel.edit(second.id)
    assert _form(opened).record_id == second.id
    panel.edit(first.id)
    assert _form(opened).record().surgeon == "Dr Sample"  # type: ignore[attr-defined]


def test_an_untouched_form_follows_undo(qtbot: QtBot, opened: Desk, published: Case) -> None:
    """What undo changes is shown anew in a form nobody types in, and closes it where the record goes."""
    visit = FollowUp(on=Day("2025-02"))
    opened.session.save(visit)
    opened.session.save(FollowUp(id=visit.id, on=Day("2025-03")))
    _panel(opened).edit(visit.id)
    assert _form(opened).rows["on"].editor.value() == Day("2025-03")
    opened.session.undo()
    assert _form(opened).rows["on"].editor.value() == Day("2025-02")
    opened.session.undo()
    assert not _panel(opened).is_open


def test_undo_is_the_fields_first_and_then_the_cases(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl+Z takes back letters while there are any, and in an untouched form the last step."""
    opened.session.save(FollowUp(on=Day("2025-02")))
    _press(opened, qtbot, "Ctrl+3")
    _type("Mar")
    _press(opened, qtbot, "Ctrl+Z")
    assert _form(opened).typed() == {}
    assert opened.session.undo_title == "Add follow-up"
    _press(opened, qtbot, "Ctrl+Z")
    assert opened.session.undo_title != "Add follow-up"


def test_what_to_add_is_found_by_a_few_letters(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl+N asks, letters narrow it down, and Enter opens the form."""
    _press(opened, qtbot, "Ctrl+N")
    _type("her2")
    _press(opened, qtbot, "Return")
    assert _form(opened).kind == "biomarker"
    _press(opened, qtbot, "Esc")
    assert not _panel(opened).is_open


def test_a_new_case_is_typed_in_from_nothing(qtbot: QtBot, desk: Desk) -> None:
    """Patient and tumour are one sheet and one step, and the case is open once it is kept."""
    _press(desk, qtbot, "Ctrl+Shift+N")
    _type("001230")
    _press(desk, qtbot, "Tab", "Tab")
    _type("Wang")
    _press(desk, qtbot, "Ctrl+S")
    case = desk.session.case
    assert case
    assert (case.patient.mrn, case.patient.family_name) == ("001230", "Wang")
    assert _texts(desk) == []
    assert not _panel(desk).is_open
    assert desk.session.book
    assert len(desk.session.book.journal.steps()) == 1


def test_another_tumour_is_of_the_same_patient(qtbot: QtBot, opened: Desk, published: Case) -> None:
    """The second case has the patient of the first and a tumour of its own."""
    opened.actions["new_tumour"].trigger()
    assert "Published case" in _panel(opened)._title.text()
    _type("Second primary")
    _press(opened, qtbot, "Ctrl+S")
    case = opened.session.case
    assert case
    assert case.patient == published.patient
    assert case.tumour.label == "Second primary"
    assert opened.session.book
    assert len(opened.session.book.shelf.of_patient(published.patient.id)) == 2


def test_an_mrn_of_somebody_else_is_refused_with_all_that_was_typed(qtbot: QtBot, opened: Desk) -> None:
    """A second patient cannot get a hospital number that is taken, and nothing typed is lost."""
    _press(opened, qtbot, "Ctrl+Shift+N")
    _type("EXAMPLE-1")
    _press(opened, qtbot, "Ctrl+S")
    assert "EXAMPLE-1" in _panel(opened).sentence
    sheet = _panel(opened).sheet
    assert sheet
    assert sheet.typed() == {"patient": {"mrn": "EXAMPLE-1"}}


def test_the_form_never_covers_the_chart(qtbot: QtBot, opened: Desk) -> None:
    """The column takes its room beside the chart, and the list of cases gives way where that is little."""
    opened.window.resize(1366, 768)
    _press(opened, qtbot, "Ctrl+3")
    chart = opened.overview and opened.overview.chart
    assert chart
    qtbot.waitUntil(lambda: _panel(opened).width() >= 300)
    assert not _area(chart).intersects(_area(_panel(opened)))
    assert opened.cases.isVisible()
    _press(opened, qtbot, "Esc")
    opened.window.resize(900, 700)
    _press(opened, qtbot, "Ctrl+3")
    assert not opened.cases.isVisible()
    _press(opened, qtbot, "Esc")
    assert opened.cases.isVisible()


def test_the_keys_go_back_where_they_were(qtbot: QtBot, opened: Desk) -> None:
    """A form that closes gives the keys back, and F4 goes between it and the page."""
    chart = opened.overview and opened.overview.chart
    assert chart
    chart.setFocus()
    _press(opened, qtbot, "Ctrl+3")
    assert _form(opened).isAncestorOf(QApplication.focusWidget() or opened.window)
    _press(opened, qtbot, "F4")
    assert QApplication.focusWidget() is chart
    _press(opened, qtbot, "F4")
    assert _form(opened).isAncestorOf(QApplication.focusWidget() or opened.window)
    _press(opened, qtbot, "Esc")
    assert QApplication.focusWidget() is chart


def test_enter_on_a_record_in_the_chart_opens_it(qtbot: QtBot, opened: Desk) -> None:
    """What is picked in the chart is changed in the form."""
    chart = opened.overview and opened.overview.chart
    assert chart
    chart.setFocus()
    _press(opened, qtbot, "Down", "Return")
    assert _panel(opened).is_open
    assert _form(opened).record_id


def _area(widget: QWidget) -> QRect:
    window = widget.window()
    return widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))


def test_a_form_in_a_file_that_can_only_be_read(qtbot: QtBot, opened: Desk, tmp_path: Path) -> None:
    """A record can be looked at, and the form says by its button that nothing can be kept."""
    file = tmp_path / "cases.tumorboard"
    with Book.open(file) as book:
        case = Case(Patient(mrn="2"), Tumour(), (Surgery(on=Day("2021-03")),))
        book.shelf.add(case, "Add case")
    opened.session.take(Book.open(file, read_only=True))
    opened.session.open_case(case.id)
    _panel(opened).edit(case.records[0].id)
    assert not _panel(opened).keep_button.isEnabled()
    type_into(_form(opened).rows["surgeon"].editor, "Dr Sample")
    assert not _panel(opened).keep()
    QTest.keyClick(_form(opened), Qt.Key.Key_Escape)


def test_ctrl_h_shows_who_changed_the_record(qtbot: QtBot, opened: Desk) -> None:
    """The history stands in place of the form and gives way to it again, which keeps what was typed."""
    visit = FollowUp(on=Day("2025-02"))
    opened.session.save(visit)
    _panel(opened).edit(visit.id)
    type_into(_form(opened).rows["weight_kg"].editor, "70")
    _press(opened, qtbot, "Ctrl+H")
    assert _panel(opened).shows_history
    _press(opened, qtbot, "Ctrl+H")
    assert not _panel(opened).shows_history
    _press(opened, qtbot, "Ctrl+H", "Esc")
    assert not _panel(opened).shows_history
    assert _form(opened).typed()["weight_kg"] == "70"


def test_ctrl_h_in_the_table_shows_the_history_of_its_record(qtbot: QtBot, opened: Desk) -> None:
    """Where no form is open, the record the keys are at in the table is meant."""
    _press(opened, qtbot, "Alt+2", "Ctrl+H")
    assert _panel(opened).shows_history


def test_a_new_case_that_was_left_is_brought_back(qtbot: QtBot, desk: Desk) -> None:
    """What was typed of a case that is in no file yet is as safe as anything else."""
    _press(desk, qtbot, "Ctrl+Shift+N")
    _type("001230")
    _press(desk, qtbot, "Esc", "Ctrl+B")
    sheet = _panel(desk).sheet
    assert sheet
    assert sheet.typed() == {"patient": {"mrn": "001230"}}
    _press(desk, qtbot, "Ctrl+Return")
    assert desk.session.case
    assert desk.session.case.patient.mrn == "001230"
    assert _panel(desk).sheet
    assert _panel(desk).is_open


def test_a_draft_of_what_was_kept_is_given_up(qtbot: QtBot, opened: Desk, published: Case) -> None:
    """Where the end came between the step and the end of its draft, nobody is asked to keep it again."""
    visit = FollowUp(on=Day("2025-02"))
    opened.session.save(visit)
    assert opened.session.book
    typed = {"on": "Feb 2025"}
    at = "2025-02-03T10:00:00"
    one = unfinished.Unfinished(published.id, "follow_up", visit.id, True, at, typed)
    unfinished.keep(opened.session.book, one)
    opened.session.close_case()
    opened.case_desk.open(published.id)
    qtbot.waitUntil(lambda: _texts(opened) == [])
    assert not _panel(opened).is_open


def test_unfinished_texts_of_other_cases_are_told(qtbot: QtBot, opened: Desk, published: Case) -> None:
    """Whoever opens a file hears of what waits elsewhere, but not of cases that are gone."""
    assert opened.session.book
    at = "2025-02-03T10:00:00"
    for case_id in ("gone", published.id):
        unfinished.keep(
            opened.session.book, unfinished.Unfinished(case_id, "surgery", "", True, at, {"on": "2"})
        )
    opened.session.close_case()
    assert opened.forms.tell_of_others().startswith("There is an unfinished text in 1 other case")
