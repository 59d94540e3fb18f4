"""What each treatment did is a table on the screen, opened, copied and saved by keys."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reasoning.cases import PUBLISHED, SYNTHETIC
from tumorboard.domain.case import Case
from tumorboard.domain.patient import Patient
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.ui.desk import Desk
from tumorboard.ui.form import Form
from tumorboard.ui.pages.treatments import TreatmentsPage
from tumorboard.ui.treatment_rows import COLUMNS


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
    assert _row(page, "Line 3")[-1] == "Fatigue (grade not recorded)"


def test_the_marker_stands_from_start_over_lowest_to_end(desk: Desk, page: TreatmentsPage) -> None:
    """With the change to the lowest."""
    desk.session.add(SYNTHETIC, "Add case")
    assert _row(page, "Line 2")[5] == "905 → 58.1 (−94\N{NO-BREAK SPACE}%) → 806"


def test_enter_opens_a_treatment(desk: Desk, page: TreatmentsPage) -> None:
    """The one the keys are at, which is the last one at first."""
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert desk.forms.panel
    assert isinstance(desk.forms.panel.sheet, Form)
    assert desk.forms.panel.sheet.record_id == page.current_record()
    assert isinstance(PUBLISHED.get(page.current_record()), SystemicLine)


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
    """Where the user says."""
    target = tmp_path / "treatments.csv"
    monkeypatch.setattr(desk.files, "ask_save", lambda *asked: target)
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
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


def test_a_case_without_treatments_says_so(desk: Desk, page: TreatmentsPage) -> None:
    """Nothing is offered then."""
    desk.session.add(Case(Patient(mrn="1"), Tumour(), ()), "Add case")
    assert page.nothing.isVisible()
    assert not page.save.isEnabled()
