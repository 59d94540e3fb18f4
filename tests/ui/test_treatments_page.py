"""What each treatment did is a table on the screen, opened, copied and saved by keys."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY, case_of, line, made
from tumorboard.domain.case import Case
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.patient import Patient
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.reasoning.treatment_table import treatment_table
from tumorboard.ui.desk import Desk
from tumorboard.ui.form import Form
from tumorboard.ui.pages.treatments import TreatmentsPage
from tumorboard.ui.treatment_painter import beside, cell_font, least_width
from tumorboard.ui.treatment_rows import COLUMNS, Cell, cells
from tumorboard.ui.treatment_view import shared


@pytest.fixture
def page(desk: Desk) -> TreatmentsPage:
    """Give the page of the published case."""
    desk.session.add(PUBLISHED, "Add case")
    assert desk.case_page
    desk.actions["show_treatments"].trigger()
    found = desk.case_page.page
    assert isinstance(found, TreatmentsPage)
    return found


def _row(page: TreatmentsPage, label: str) -> list[str]:
    rows = page.view.rows
    place = next(at for at, row in enumerate(rows.rows) if row.label == label)
    return [str(rows.data(rows.index(place, column))) for column in range(len(COLUMNS))]


def test_each_treatment_has_a_row(page: TreatmentsPage) -> None:
    """What was stated stands beside what the dates allow, and what is missing is said to be."""
    assert page.view.hasFocus()
    assert len(page.view.rows.rows) == 12
    assert _row(page, "Line 2") == [
        "Line 2",
        "Trastuzumab + pyrotinib",
        "May 2020 – Aug 2021",
        "14.0–16.0 mo\nstated 18 mo",
        "not recorded",
        "",
        "Progression: Right adrenal",
        "",
    ]
    assert _row(page, "Line 3")[-1] == "Fatigue (no grade)"


def test_a_line_without_an_end_says_so(page: TreatmentsPage) -> None:
    """What is missing of its dates is told from what is known; of an operation nothing is missing."""
    assert page.view.rows.column(2)[2] == Cell("In or after Sep 2017", "end not recorded")
    assert page.view.rows.column(2)[0] == Cell("Sep 2017")
    assert _row(page, "Surgery")[4:7] == ["", "", ""]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({}, Cell(gap="not recorded")),
        ({"end": "2020-05"}, Cell("– May 2020", "start not recorded")),
        ({"ongoing": True}, Cell("Ongoing", "start not recorded")),
        ({"start": "2020-05", "ongoing": True}, Cell("May 2020 – ongoing")),
        ({"start": "2020-05", "end": "2020-05"}, Cell("May 2020")),
    ],
)
def test_no_end_of_a_line_is_left_out(dates: dict[str, Any], expected: Cell) -> None:
    """Whichever of its days is missing."""
    given = line("A", **dates)
    (row,) = treatment_table(case_of(given), TODAY)
    assert cells(row)[2] == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("PR", Cell("PR")), ("SD", Cell("SD\nmeasured PR")), ("", Cell("measured PR"))],
)
def test_what_was_measured_stands_beside_what_was_stated(stated: str, expected: Cell) -> None:
    """Where the two are not one."""
    given = line("A", "2020-01-06", "2020-09-01", best_response=stated)
    lesion = made(Lesion, id="L", label="Liver")
    studies = [
        made(
            Imaging,
            id=on,
            on=on,
            line="A",
            measurements=(Measurement(lesion="L", size_mm=size, target=True),),
        )
        for on, size in (("2020-01-02", 50), ("2020-03-10", 30))
    ]
    (row,) = treatment_table(case_of(given, lesion, *studies), TODAY)
    assert cells(row)[4] == expected


def test_nothing_is_cut_off_where_there_is_little_room(
    desk: Desk, page: TreatmentsPage, qtbot: QtBot
) -> None:
    """Beside a form and with large text every word has the width it takes, and every row its height."""
    desk.session.add(SYNTHETIC, "Add case")
    page.open_record()
    desk.look.set_scale(1.5)
    view = page.view
    view.lay_out()
    for column in range(len(COLUMNS)):
        metrics = QFontMetrics(cell_font(view.font(), column))
        room = view.columnWidth(column) - 2 * beside()
        assert all(least_width(cell, metrics) <= room for cell in view.rows.column(column))
    for place in range(len(view.rows.rows)):
        assert view.rowHeight(place) >= view.sizeHintForRow(place)
    wide = sum(view.columnWidth(column) for column in range(len(COLUMNS)))
    assert wide <= view.viewport().width() or view.horizontalScrollBar().maximum() > 0


@given(
    columns=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1),
    room=st.integers(0, 3000),
)
def test_columns_share_the_room(columns: list[tuple[int, int]], room: int) -> None:
    """None gets less than it needs, and together they take no more than there is, if that is enough."""
    least = [near for near, _more in columns]
    widths = shared(room, least, [near + more for near, more in columns])
    assert all(wide >= near for wide, near in zip(widths, least, strict=True))
    assert sum(widths) <= max(room, sum(least))


def test_dates_and_numbers_are_not_torn_apart_at_the_end_of_a_line() -> None:
    """A line breaks between two dates and between two results."""
    metrics = QFontMetrics(QFont())
    for text, longest in (
        ("14 May 2018 – 4 Nov 2018", "14\u00a0May\u00a02018\u00a0–"),
        ("30.7 → 2.4 (−92 %)", "(−92\u00a0%)"),
        ("Curative line 1", "Curative"),
    ):
        assert least_width(Cell(text), metrics) == metrics.horizontalAdvance(longest)


def test_the_marker_stands_from_start_over_lowest_to_end(desk: Desk, page: TreatmentsPage) -> None:
    """With the change to the lowest."""
    desk.session.add(SYNTHETIC, "Add case")
    assert _row(page, "Line 2")[5] == "905 → 58.1 (−94 %) → 806"


def test_enter_opens_a_treatment(desk: Desk, page: TreatmentsPage) -> None:
    """The one the keys are at, which is the last one at first."""
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert desk.forms.panel
    assert isinstance(desk.forms.panel.sheet, Form)
    assert desk.forms.panel.sheet.record_id == page.current_record()
    assert isinstance(PUBLISHED.get(page.current_record()), SystemicLine)


def test_the_treatment_in_the_form_is_in_sight(desk: Desk, page: TreatmentsPage, qtbot: QtBot) -> None:
    """Also when the form has taken its room from the table."""
    desk.session.add(SYNTHETIC, "Add case")
    desk.window.resize(1100, 640)
    page.view.selectRow(page.view.rows.rowCount() - 1)
    wide = page.view.width()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.width() < wide)
    assert page.view.verticalScrollBar().maximum() > 0
    qtbot.waitUntil(
        lambda: page.view.viewport().rect().contains(page.view.visualRect(page.view.currentIndex()))
    )


def test_rows_are_copied_for_a_spreadsheet(page: TreatmentsPage) -> None:
    """Tabs between the cells, a row a line."""
    page.view.selectRow(6)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Line 2\tTrastuzumab + pyrotinib\tMay 2020 – Aug 2021\t14.0–16.0 mo; stated 18 mo")
    assert "\n" not in text


def test_the_table_is_saved_as_csv(
    desk: Desk, page: TreatmentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the user says, by keys alone."""
    target = tmp_path / "treatments.csv"
    monkeypatch.setattr(desk.files, "ask_save", lambda *asked: target)
    QTest.keyClick(page.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.save.hasFocus()
    QTest.keyClick(page.save, Qt.Key.Key_Space)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("record_id,line,treatment")
    assert len(lines) == 13


def test_what_is_typed_is_in_the_table_before_it_is_kept(
    desk: Desk, page: TreatmentsPage, qtbot: QtBot
) -> None:
    """A best response chosen in the form."""
    line = next(one for one in PUBLISHED.of(SystemicLine) if one.label.startswith("Trastuzumab"))
    desk.session.draft(dataclasses.replace(line, best_response="PR"))
    qtbot.waitUntil(lambda: _row(page, "Line 2")[4] == "PR")


def test_typing_leaves_keys_and_selection_alone(desk: Desk, page: TreatmentsPage, qtbot: QtBot) -> None:
    """The table is not begun anew where only the words of its rows are others."""
    given = next(one for one in PUBLISHED.of(SystemicLine) if one.label.startswith("Trastuzumab"))
    page.view.selectAll()
    page.view.selectionModel().setCurrentIndex(
        page.view.rows.index(3, 4), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    desk.session.draft(dataclasses.replace(given, best_response="PR"))
    qtbot.waitUntil(lambda: _row(page, "Line 2")[4] == "PR")
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (3, 4)
    assert len(page.view.selectionModel().selectedRows()) == 12


def test_while_hidden_it_only_remembers_to_draw(desk: Desk, page: TreatmentsPage) -> None:
    """What was changed meanwhile is there when it is looked at again."""
    given = next(one for one in PUBLISHED.of(SystemicLine) if one.label.startswith("Trastuzumab"))
    desk.actions["show_overview"].trigger()
    desk.session.save(dataclasses.replace(given, best_response="SD"))
    assert _row(page, "Line 2")[4] == "not recorded"
    desk.actions["show_treatments"].trigger()
    assert _row(page, "Line 2")[4] == "SD"


def test_a_case_is_come_back_to_at_the_same_treatment(desk: Desk, page: TreatmentsPage) -> None:
    """The tab and the row, as they were left."""
    page.view.selectRow(6)
    assert desk.case_page
    place = desk.case_page.place()
    page.view.selectRow(0)
    desk.actions["show_overview"].trigger()
    desk.case_page.come_back(place)
    assert desk.case_page.page is page
    assert page.view.currentIndex().row() == 6


def test_cells_are_told_with_their_column(page: TreatmentsPage) -> None:
    """Also an empty one, and one that says what is missing."""
    rows = page.view.rows
    told = [rows.data(rows.index(2, at), Qt.ItemDataRole.AccessibleTextRole) for at in (2, 4, 5)]
    assert told == [
        "When: In or after Sep 2017\nend not recorded",
        "Best response: not recorded",
        "CA19-9: nothing",
    ]


def test_a_case_without_treatments_says_so(desk: Desk, page: TreatmentsPage) -> None:
    """Nothing is offered then."""
    desk.session.add(Case(Patient(mrn="1"), Tumour(), ()), "Add case")
    assert page.nothing.isVisible()
    assert not page.save.isEnabled()
