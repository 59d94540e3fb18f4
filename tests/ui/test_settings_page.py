from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.handout.cases import drawn
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.ui import theme
from tumorboard.ui.actions import plain
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.handouts import page_of
from tumorboard.ui.limits_table import LimitsTable
from tumorboard.ui.pages.settings import SettingsPage
from tumorboard.ui.setting_row import TypedRow
from tumorboard.ui.setting_rows import ChosenRow, LimitsRow
from tumorboard.ui.settings import Settings

ON_THE_PAGE = [setting for setting in Settings.declared() if setting.label]
OWN = ClinicLimits("CA19-9", "U/mL", None, 34)


@pytest.fixture
def page(desk: Desk) -> SettingsPage:
    """Give the page of settings as it is opened by its key."""
    desk.actions["settings"].trigger()
    found = desk.middle.page
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def table(page: SettingsPage) -> LimitsTable:
    """Give the table of limits on the page."""
    row = page.rows["limits"]
    assert isinstance(row, LimitsRow)
    return row.table


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def _type(text: str) -> None:
    line = _focus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)


def _press(key: Qt.Key, times: int = 1) -> None:
    for _again in range(times):
        QTest.keyClick(_focus(), key)


def _typed(page: SettingsPage, name: str) -> Any:
    row = page.rows[name]
    assert isinstance(row, TypedRow)
    return row


@pytest.mark.parametrize("setting", ON_THE_PAGE, ids=lambda setting: setting.name)
def test_every_setting_has_a_row_with_a_name(page: SettingsPage, setting: Any) -> None:
    """Each declared setting is on the page with its label, and a screen reader has a word for its control."""
    row = page.rows[setting.name]
    assert row.isVisible()
    assert row.label.text() == setting.label
    buddy = row.label.buddy()
    assert buddy is not None
    assert plain(setting.label) in QAccessible.queryAccessibleInterface(buddy).text(QAccessible.Text.Name)


def test_the_key_opens_the_page_and_escape_leaves_it(qtbot: QtBot, desk: Desk) -> None:
    """Ctrl+, shows the settings with the keys in the first of them; Esc gives the page back."""
    qtbot.keySequence(_focus(), "Ctrl+,")
    page = desk.middle.page
    assert isinstance(page, SettingsPage)
    assert page.isAncestorOf(_focus())
    _press(Qt.Key.Key_Escape)
    assert desk.middle.page is desk.empty


def test_the_tab_key_comes_by_every_setting_in_the_order_of_the_page(page: SettingsPage) -> None:
    """From the first to the button that leaves, each row is visited once and in its place."""
    visited: list[str] = []
    while _focus() is not page.back:
        [name] = [name for name, row in page.rows.items() if row.isAncestorOf(_focus())]
        visited += [name] if name not in visited[-1:] else []
        page.window().focusNextChild()
        assert len(visited) < 50
    assert visited == list(page.rows)


def test_an_access_key_leads_to_its_setting(qtbot: QtBot, page: SettingsPage) -> None:
    """Alt and the letter of a label puts the keys into its control."""
    for name, row in page.rows.items():
        letter = row.setting.label[row.setting.label.index("&") + 1]
        qtbot.keySequence(page.back, f"Alt+{letter.upper()}")
        assert row.isAncestorOf(_focus()), name


def test_a_choice_is_made_with_the_arrows_and_works_at_once(page: SettingsPage, desk: Desk) -> None:
    """The theme changes with the key that chooses it, and so does the menu."""
    row = page.rows["appearance"]
    assert isinstance(row, ChosenRow)
    assert isinstance(_focus(), QAbstractButton)
    row.choice.button.setFocus()
    before = row.choice.code
    _press(Qt.Key.Key_Right if before == "system" else Qt.Key.Key_Left)
    _press(Qt.Key.Key_Space)
    assert desk.settings.appearance == row.choice.code != before
    assert desk.actions[desk.settings.appearance].isChecked()
    _focus()
    while row.choice.code != "dark":
        _press(Qt.Key.Key_Right)
        _press(Qt.Key.Key_Space)
    assert theme.current().dark
    assert desk.actions["dark"].isChecked()


def test_the_page_follows_what_is_changed_elsewhere(page: SettingsPage, desk: Desk) -> None:
    """A theme or size chosen by menu or key stands on the page at once."""
    desk.actions["dark"].trigger()
    row = page.rows["appearance"]
    assert isinstance(row, ChosenRow)
    assert row.choice.code == "dark"
    desk.actions["larger_text"].trigger()
    assert _typed(page, "scale").editor.typed() == "110"


def test_a_size_is_typed_or_stepped(page: SettingsPage, desk: Desk) -> None:
    """A size within the limits is taken at once, and Up and Down change it as far as the limits."""
    _typed(page, "scale").editor.go_to()
    _type("150")
    assert desk.settings.scale == theme.current().scale == 1.5
    _press(Qt.Key.Key_Down, 2)
    assert theme.current().scale == 1.3
    _press(Qt.Key.Key_Up, 9)
    assert theme.current().scale == theme.LARGEST
    assert _typed(page, "scale").editor.typed() == "200"


@pytest.mark.parametrize("text", ["300", "79", "huge", ""])
def test_a_wrong_size_gets_a_sentence_and_changes_nothing(page: SettingsPage, desk: Desk, text: str) -> None:
    """Beside the field stands why; once it is right, or the page is left, the sentence is gone."""
    row = _typed(page, "scale")
    row.editor.go_to()
    row.editor.line.clear()
    # As after a key: emptied by hand as well.
    row.editor.changed.emit()
    _type(text)
    assert row.said.property("role") == "echo-danger"
    assert row.editor.line.property("faulty")
    assert row.editor.line.accessibleDescription() == row.sentence != ""
    assert desk.settings.scale == theme.current().scale == 1.0
    _press(Qt.Key.Key_Escape)
    desk.actions["settings"].trigger()
    assert row.editor.typed() == "100"
    assert row.said.property("role") == "echo"
    assert not row.editor.line.property("faulty")


def test_the_order_of_a_date_is_shown_by_an_example(page: SettingsPage, desk: Desk) -> None:
    """Below the choice stands what three figures mean by it."""
    row = page.rows["date_order"]
    said = set()
    for order, day in (("dmy", "3 April 2005"), ("mdy", "4 March 2005"), ("ymd", "5 April 2003")):
        desk.settings.date_order = order  # type: ignore[assignment]
        assert day in row.sentence
        said.add(row.sentence)
    assert len(said) == 3


def test_a_limit_is_typed_by_its_first_letters(page: SettingsPage, table: LimitsTable, desk: Desk) -> None:
    """A few letters find the analyte, which brings its unit; with an upper limit it is kept at once."""
    table.lines[0].analyte.go_to()
    _type("ca19")
    assert table.lines[0].analyte.proposals.chosen == "CA19-9"
    _press(Qt.Key.Key_Return)
    assert table.lines[0].unit.typed() == "U/mL"
    assert table.lines[0].high.line.placeholderText() == "37"
    _press(Qt.Key.Key_Tab, 2)
    _type("34")
    assert desk.settings.limits == (OWN,)
    assert len(table.lines) == 2


def test_a_line_that_is_no_limit_says_why(page: SettingsPage, table: LimitsTable, desk: Desk) -> None:
    """A line that cannot be used is told once it is left, and only the others count."""
    desk.settings.limits = (OWN,)
    line = table.lines[1]
    line.analyte.go_to()
    _type("CEA")
    page.back.setFocus()
    assert line.said.text() == "The upper limit is missing."
    line.high.go_to()
    _type("five")
    page.back.setFocus()
    assert "five" in line.said.text()
    line.high.go_to()
    _type("5")
    line.low.go_to()
    _type("6")
    page.back.setFocus()
    assert line.said.text() == "The lower limit has to be less than the upper one."
    assert list(desk.settings.limits) == [OWN]
    line.low.go_to()
    _type("1")
    page.back.setFocus()
    assert line.said.isHidden()
    assert [(one.analyte, one.low, one.high) for one in desk.settings.limits] == [
        ("CA19-9", None, 34),
        ("CEA", 1, 5),
    ]


def test_a_limit_stands_once(page: SettingsPage, table: LimitsTable, desk: Desk) -> None:
    """A second limit for the same analyte and unit is told and does not count."""
    desk.settings.limits = (OWN,)
    line = table.lines[1]
    line.analyte.go_to()
    _type("ca 199")
    line.unit.go_to()
    _type("kU/L")
    line.high.go_to()
    _type("40")
    page.back.setFocus()
    assert "stands here already" in line.said.text()
    assert desk.settings.limits == (OWN,)


def test_a_limit_is_removed_with_its_button(qtbot: QtBot, table: LimitsTable, desk: Desk) -> None:
    """The line is gone at once, and the keys are in the one that took its place."""
    desk.settings.limits = (OWN, ClinicLimits("CEA", "ng/mL", None, 5))
    qtbot.waitUntil(table.lines[0].remove.isVisible)
    table.lines[0].remove.setFocus()
    _press(Qt.Key.Key_Space)
    assert [limits.analyte for limits in desk.settings.limits] == ["CEA"]
    assert table.lines[0].analyte.line.hasFocus()
    assert table.lines[0].analyte.line.accessibleName() == "Analyte, line 1"


def test_the_chart_follows_the_limits_at_once(desk: Desk, published: Case) -> None:
    """What is set is drawn in the open case, and not written into any of its records."""
    assert desk.overview
    desk.overview.place_chart(Chart())
    bare = tuple(record for record in published.records if not isinstance(record, Laboratory))
    results = [record for record in published.of(Laboratory) if record.high is None and record.value]
    desk.session.add(Case(published.patient, published.tumour, (*bare, *results)), "Add case")
    before = desk.session.case
    desk.settings.limits = (OWN,)
    assert desk.overview.overview
    assert [(limit.y, limit.clinic) for limit in desk.overview.overview.curve.limits] == [(34, True)]
    assert "Usual upper limit (this clinic) 34." in desk.overview.overview.summary
    assert desk.session.case == before


def test_the_handout_is_as_it_is_set(desk: Desk, published: Case, tmp_path: Path) -> None:
    """Paper, size of text, limits and the clinic's name go onto the sheets."""
    desk.session.add(published, "Add example case")
    desk.settings.paper, desk.settings.print_size = "letter", "larger"
    desk.settings.clinic, desk.settings.limits = "Exampleton", (OWN,)
    made = page_of(desk.session, desk.settings, desk.today())
    assert (made.paper, made.text_size) == ("letter", 1.2)
    assert "Exampleton" in made.foot
    assert {limit.y for limit in drawn(made).curve.limits if limit.usual} == {34}
    desk.printing.show_handout()
    assert desk.printing._page
    assert desk.printing._page.paper.code == "letter"
    desk.settings.paper = "a4"
    assert desk.printing._page.paper.code == "a4"
