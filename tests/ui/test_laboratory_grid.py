import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.entering import TODAY
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.tumour import Tumour
from tumorboard.ui import unfinished
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.laboratory_grid import LaboratoryGrid
from tumorboard.ui.laboratory_rows import ASKED

MARKER = Coded("24108-3", "LOINC", "CA19-9")
HEAD = "Date\tCA19-9 (U/mL)\tCEA\tALT\tAST\tAlbumin\tHb"
BAD = {(3, 1): "see letter 7", (8, 2): "1,200", (15, 0): "31 Feb 2024", (22, 4): "4-7", (39, 5): "12 H"}
"""Cells that cannot be read, by row and column."""


def _result(day: str, value: str, **more: object) -> Laboratory:
    return Laboratory(on=Day(day), analyte=MARKER, value=Quantity("", value, "U/mL"), **more)  # type: ignore[arg-type]


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """Give the whole window with a case of two results open and drawn."""
    assert desk.overview
    desk.overview.place_chart(Chart())
    results = (
        _result("2025-01-06", "47", laboratory="City", method="ECLIA", high=37, low=0),
        _result("2025-02-12", "44", laboratory="City", method="ECLIA", high=37, low=0),
    )
    desk.session.add(Case(Patient(mrn="1", family_name="Sample"), Tumour(), results), "Add case")
    return desk


def _grid(desk: Desk) -> LaboratoryGrid:
    panel = desk.forms.panel
    assert panel
    assert isinstance(panel.sheet, LaboratoryGrid)
    return panel.sheet


def _press(desk: Desk, qtbot: QtBot, *keys: str) -> None:
    for key in keys:
        qtbot.keySequence(QApplication.focusWidget() or desk.window, key)


def _type(text: str) -> None:
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus
        QTest.keyClicks(focus, letter)


def _results(desk: Desk) -> tuple[Laboratory, ...]:
    assert desk.session.case
    return desk.session.case.of(Laboratory)


def _table() -> str:
    lines = [HEAD]
    for row in range(40):
        cells = [f"{1 + row % 28}.{1 + row // 28}.2024", *(f"{row + column}.5" for column in range(6))]
        lines.append("\t".join(BAD.get((row, place), cell) for place, cell in enumerate(cells)))
    return "\n".join(lines)


def test_a_result_is_typed_in_by_keys_alone(qtbot: QtBot, opened: Desk) -> None:
    """Date, tab, value, Ctrl+S: the point is hollow from its first letter, and solid once it is kept."""
    _press(opened, qtbot, "Ctrl+1")
    _type("18.3.25")
    _press(opened, qtbot, "Tab")
    _type("71")
    (record,) = _grid(opened).records()
    assert isinstance(record, Laboratory)
    assert opened.overview
    qtbot.waitUntil(lambda: [p.value for p in opened.overview.overview.curve.points if p.draft] == ["71"])  # type: ignore[union-attr]
    assert "1.6 × the last (44) and 1.9 × this laboratory's limit (37)" in _grid(opened).words
    _press(opened, qtbot, "Ctrl+S")
    kept = _results(opened)[-1]
    assert kept == record
    assert (kept.on, str(kept.value), kept.high, kept.low) == (Day("2025-03-18"), "71 U/mL", 37, 0)
    assert (kept.laboratory, kept.method) == ("City", "ECLIA")
    assert opened.actions["undo"].text() == "&Undo Add laboratory result"
    qtbot.waitUntil(lambda: not any(p.draft for p in opened.overview.overview.curve.points))  # type: ignore[union-attr]


def test_letters_that_are_keys_of_the_window_are_letters_here(qtbot: QtBot, opened: Desk) -> None:
    """Today begins with T, which elsewhere shows the next laboratory value."""
    _press(opened, qtbot, "Ctrl+1")
    _type("today")
    assert _grid(opened).rows.text(0, 0) == "today"
    assert _grid(opened).told.said.text() == "18 Mar 2025"


def test_a_bound_is_a_bound_and_words_are_words(qtbot: QtBot, opened: Desk) -> None:
    """What was typed is kept with its comparator and its digits, or as it was said."""
    _press(opened, qtbot, "Ctrl+1")
    _type("1.3.25")
    _press(opened, qtbot, "Tab")
    _type("<2.0")
    _press(opened, qtbot, "Tab")
    _type("2.3.25")
    _press(opened, qtbot, "Return")
    _type("no abnormal change")
    bound, words = _grid(opened).records()
    assert isinstance(bound, Laboratory)
    assert isinstance(words, Laboratory)
    assert str(bound.value) == "<2.0 U/mL"
    assert words.value is None
    assert (words.text_value, words.high) == ("no abnormal change", None)


def test_an_unknown_date_is_told_from_one_that_is_missing(qtbot: QtBot, opened: Desk) -> None:
    """A question mark is kept as asked and unknown; an empty date is asked about once."""
    grid = LaboratoryGrid(opened.session, opened.settings, lambda: TODAY)
    qtbot.addWidget(grid)
    grid.rows.set_text(0, 0, ASKED)
    grid.rows.set_text(0, 1, "50")
    grid.rows.set_text(1, 1, "60")
    assert grid.unread() == ("Row 2: no date is typed.",)
    (asked,) = grid.records()
    assert dict(asked.absent) == {"on": "unknown"}
    assert len(grid.records(whole=True)) == 2


def test_of_a_paste_the_good_are_kept_and_the_bad_stay(qtbot: QtBot, opened: Desk) -> None:
    """Of 40 rows of 6 values with five bad cells the others are one step, and the bad say why not."""
    before = len(_results(opened))
    QGuiApplication.clipboard().setText(_table())
    _press(opened, qtbot, "Ctrl+1", "Ctrl+V")
    grid = _grid(opened)
    assert [column.name for column in grid.rows.columns][:2] == ["CA19-9", "CEA"]
    assert len(grid.unread()) == len(BAD)
    _press(opened, qtbot, "Ctrl+S")
    panel = opened.forms.panel
    assert panel
    assert "(4 more)" in panel.sentence
    assert len(_results(opened)) == before
    _press(opened, qtbot, "Ctrl+S")
    # The row whose date cannot be read keeps all its six values.
    assert len(_results(opened)) == before + 40 * 6 - 4 - 6
    assert panel.is_open
    left = grid.unread()
    assert len(left) == len(BAD)
    assert "see letter 7" in left[0]
    assert {(place, column) for place, column in grid.rows.filled()} == {
        (0, 1),
        (1, 2),
        *((2, column) for column in range(1, 7)),
        (3, 4),
        (4, 5),
    }
    opened.session.undo()
    assert len(_results(opened)) == before


def test_a_paste_can_be_taken_back(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl+Z in the grid takes back what was pasted or emptied there, and no step of the case."""
    QGuiApplication.clipboard().setText("1.2.2024\t50\n2.2.2024\t60")
    _press(opened, qtbot, "Ctrl+1", "Ctrl+V")
    grid = _grid(opened)
    assert len(grid.records()) == 2
    _press(opened, qtbot, "Delete")
    assert len(grid.records()) == 1
    _press(opened, qtbot, "Ctrl+Z")
    assert len(grid.records()) == 2
    _press(opened, qtbot, "Ctrl+Z")
    assert grid.records() == ()
    assert opened.session.undo_title == "Add case"


def test_cells_are_copied_as_a_spreadsheet_takes_them(qtbot: QtBot, opened: Desk) -> None:
    """What is selected goes to the clipboard with tabs between the cells."""
    QGuiApplication.clipboard().setText("1.2.2024\t50\n2.2.2024\t60")
    _press(opened, qtbot, "Ctrl+1", "Ctrl+V")
    grid = _grid(opened)
    grid.view.setCurrentIndex(grid.cells.index(0, 0))
    _press(opened, qtbot, "Shift+Right", "Shift+Down", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "1.2.2024\t50\n2.2.2024\t60\n"


def test_unit_and_limits_are_remembered_for_each_laboratory(qtbot: QtBot, opened: Desk) -> None:
    """Another laboratory's limits are its own; of one that never gave the analyte only the unit is known."""
    other = _result("2025-01-01", "10", laboratory="Lakeside", high=34)
    opened.session.add(Case(Patient(mrn="2"), Tumour(), (other,)), "Add case")
    _press(opened, qtbot, "Ctrl+1")
    grid = _grid(opened)
    assert (grid.rows.columns[0].unit, grid.rows.columns[0].high) == ("U/mL", "34")
    grid.common["laboratory"].take_up("City")
    grid._remember()
    assert grid.rows.columns[0].high == "37"
    grid.common["laboratory"].take_up("Nowhere")
    grid._remember()
    assert (grid.rows.columns[0].unit, grid.rows.columns[0].high) == ("U/mL", "")


def test_limits_typed_by_hand_are_nobodys_to_change(qtbot: QtBot, opened: Desk) -> None:
    """What somebody types for a column stays, whichever laboratory is named after."""
    _press(opened, qtbot, "Ctrl+1", "Right")
    grid = _grid(opened)
    high = grid.of_column.lines["high"]
    high.setFocus()
    high.selectAll()
    _type("26")
    grid.common["laboratory"].take_up("Nowhere")
    grid._remember()
    assert grid.rows.columns[0].high == "26"


def test_an_analyte_is_added_by_a_few_letters(qtbot: QtBot, opened: Desk) -> None:
    """A column more, with the keys in it."""
    _press(opened, qtbot, "Ctrl+1")
    grid = _grid(opened)
    grid.add.go_to()
    _type("cea")
    _press(opened, qtbot, "Return")
    assert [column.name for column in grid.rows.columns] == ["CA19-9", "CEA"]
    assert grid.rows.columns[1].unit == "ng/mL"
    assert grid.view.currentIndex().column() == 2
    assert grid.view.hasFocus()


def test_what_was_typed_comes_back(qtbot: QtBot, opened: Desk) -> None:
    """Readable or not, all of the grid is in the draft, with the ids its cells have."""
    _press(opened, qtbot, "Ctrl+1")
    _type("1.3.25")
    _press(opened, qtbot, "Tab")
    _type("fifty-5")
    first = _grid(opened)
    second = LaboratoryGrid(opened.session, opened.settings, lambda: TODAY)
    qtbot.addWidget(second)
    second.take_up(first.typed())
    assert second.typed() == first.typed()
    assert second.unread() == first.unread()
    assert opened.session.book
    qtbot.waitUntil(lambda: bool(unfinished.every(opened.session.book)), timeout=1000)  # type: ignore[arg-type]


def test_a_result_that_is_there_already_is_said(qtbot: QtBot, opened: Desk) -> None:
    """The same day and value a second time is not refused, but pointed at."""
    _press(opened, qtbot, "Ctrl+1")
    _type("12 Feb 2025")
    _press(opened, qtbot, "Tab")
    _type("44")
    assert _grid(opened).words.startswith("This result is recorded already.")


def test_each_cell_has_words_for_a_screen_reader(qtbot: QtBot, opened: Desk) -> None:
    """Row, column, what stands there, and what is wrong with it."""
    grid = LaboratoryGrid(opened.session, opened.settings, lambda: TODAY)
    qtbot.addWidget(grid)
    grid.rows.set_text(0, 1, "4-7")
    said = grid.cells.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Row 1, CA19-9: 4-7. ")
    assert "range" in said
    assert grid.cells.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Row 1, Date: empty"


def test_tab_leaves_the_grid_from_its_empty_end(qtbot: QtBot, opened: Desk) -> None:
    """From the empty date at the end the tab key goes on to what is below, and back it comes again."""
    _press(opened, qtbot, "Ctrl+1", "Tab")
    grid = _grid(opened)
    assert not grid.view.hasFocus()
    assert grid.isAncestorOf(QApplication.focusWidget() or opened.window)


def test_typing_is_taken_back_cell_by_cell(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl+Z takes back what was typed into a cell, the last one first; in an empty grid it is the case's."""
    _press(opened, qtbot, "Ctrl+1")
    _type("1.2.25")
    _press(opened, qtbot, "Tab")
    _type("50")
    _press(opened, qtbot, "Tab", "Ctrl+Z")
    grid = _grid(opened)
    assert (grid.rows.text(0, 0), grid.rows.text(0, 1)) == ("1.2.25", "")
    _press(opened, qtbot, "Ctrl+Z")
    assert not grid.is_touched()
    _press(opened, qtbot, "Ctrl+Z")
    assert opened.session.case is None


def test_cells_pasted_into_a_cell_that_is_typed_are_cells(qtbot: QtBot, opened: Desk) -> None:
    """Several cells are put into the grid, one is put into the line that is typed."""
    _press(opened, qtbot, "Ctrl+1")
    _type("1")
    QGuiApplication.clipboard().setText("2.2.25\n")
    _press(opened, qtbot, "Ctrl+V")
    grid = _grid(opened)
    assert grid.rows.text(0, 0) == "12.2.25"
    QGuiApplication.clipboard().setText("1.2.25\t50\n2.2.25\t60")
    _press(opened, qtbot, "Ctrl+V")
    assert [str(record.value) for record in grid.records()] == ["50 U/mL", "60 U/mL"]  # type: ignore[attr-defined]
    assert grid.view.hasFocus()


def test_what_is_cut_is_on_the_clipboard_and_out_of_the_grid(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl+X, and Ctrl+V elsewhere."""
    _press(opened, qtbot, "Ctrl+1", "Right")
    _type("50")
    _press(opened, qtbot, "Tab", "Up", "Right", "Ctrl+X")
    grid = _grid(opened)
    assert (grid.rows.text(0, 1), QGuiApplication.clipboard().text()) == ("", "50\n")


def test_a_result_that_is_kept_is_changed_in_place(qtbot: QtBot, opened: Desk) -> None:
    """It stands in the grid as it is kept, and keeps its id and all that is not typed here."""
    kept = _results(opened)[0]
    grid = LaboratoryGrid(opened.session, opened.settings, lambda: TODAY)
    qtbot.addWidget(grid)
    grid.show_result(kept.id)
    assert not grid.is_touched()
    assert grid.records() == (kept,)
    assert grid.common["laboratory"].value() == "City"
    grid.cells.setData(grid.cells.index(0, 1), "<48.0")
    assert grid.is_touched()
    (changed,) = grid.records()
    assert isinstance(changed, Laboratory)
    assert (changed.id, changed.on, str(changed.value)) == (kept.id, kept.on, "<48.0 U/mL")
    assert (changed.low, changed.high) == (0, 37)
    with pytest.raises(KeyError):
        grid.show_result("none")


def test_what_a_laboratory_is_remembered_for_is_drawn_at_once(qtbot: QtBot, opened: Desk) -> None:
    """Naming another laboratory changes the limits of what is typed already, with the same key."""
    _press(opened, qtbot, "Ctrl+1")
    grid = _grid(opened)
    grid.rows.set_text(0, 0, "1.3.25")
    grid.rows.set_text(0, 1, "50")
    seen: list[float | None] = []
    grid.changed.connect(lambda: seen.append(grid.records()[0].high))  # type: ignore[attr-defined]
    grid.common["method"].go_to()
    _type("R")
    assert seen == [None]
    for _letter in "ECLIA":
        _press(opened, qtbot, "Backspace")
    _type("eclia")
    assert seen[-1] == 37


def test_a_column_is_named_below_the_grid(qtbot: QtBot, opened: Desk) -> None:
    """Cells pasted beyond the last column ask for their analyte, which a few letters find."""
    QGuiApplication.clipboard().setText("1.2.25\t50\t2.1")
    _press(opened, qtbot, "Ctrl+1", "Ctrl+V")
    grid = _grid(opened)
    assert len(grid.records()) == 1
    assert "not named" in grid.of_column.fault.text()
    grid.of_column.name.go_to()
    _type("carcinoemb")
    _press(opened, qtbot, "Return")
    assert grid.of_column.fault.text() == ""
    assert grid.of_column.lines["unit"].text() == "ng/mL"
    assert [str(one.analyte) for one in grid.records()] == ["CA19-9", "CEA"]  # type: ignore[attr-defined]


def test_dates_stay_in_sight(qtbot: QtBot, opened: Desk) -> None:
    """Where more analytes are gone through than there is room for, the dates lie over the left."""
    QGuiApplication.clipboard().setText(_table())
    _press(opened, qtbot, "Ctrl+1", "Ctrl+V")
    grid = _grid(opened)
    assert grid.view.currentIndex().column() == 6
    qtbot.waitUntil(grid.view.dates.isVisible)
    grid.view.setCurrentIndex(grid.cells.index(39, 2))
    shown = grid.view.visualRect(grid.view.currentIndex())
    assert shown.left() >= grid.view.columnWidth(0) - 1
    dates = grid.view.dates
    QTest.mouseClick(dates, Qt.MouseButton.LeftButton, pos=dates.rect().center())
    assert grid.view.currentIndex().column() == 0
    qtbot.waitUntil(grid.view.dates.isHidden)


def test_a_draft_that_is_damaged_opens_an_empty_grid(qtbot: QtBot, opened: Desk) -> None:
    """What does not fit is passed over."""
    grid = LaboratoryGrid(opened.session, opened.settings, lambda: TODAY)
    qtbot.addWidget(grid)
    grid.take_up({"common": ["none"], "columns": 3, "rows": [{"day": "1.2.25"}]})
    assert grid.rows.text(0, 0) == "1.2.25"
    assert [column.name for column in grid.rows.columns] == ["CA19-9"]


def test_an_empty_case_begins_with_the_marker(qtbot: QtBot, desk: Desk) -> None:
    """CA19-9 in its usual unit, no limits, and the keys in the first date."""
    desk.session.add(Case(Patient(mrn="1"), Tumour()), "Add case")
    _press(desk, qtbot, "Ctrl+1")
    grid = _grid(desk)
    (column,) = grid.rows.columns
    assert (column.name, column.unit, column.low, column.high) == ("CA19-9", "U/mL", "", "")
    assert grid.view.hasFocus()
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (0, 0)


def test_laboratories_are_offered_as_they_were_named(qtbot: QtBot, opened: Desk) -> None:
    """A few letters find one, so that what is remembered of it is found too; another one stays as typed."""
    _press(opened, qtbot, "Ctrl+1")
    grid = _grid(opened)
    editor = grid.common["laboratory"]
    editor.go_to()
    _type("ci")
    assert [one.text for one in editor.propose("ci")] == ["City"]  # type: ignore[attr-defined]
    assert grid.rows.columns[0].high == ""
    _press(opened, qtbot, "Down", "Return")
    assert editor.value() == "City"
    assert grid.rows.columns[0].high == "37"
    editor.go_to()
    _type("Cit")
    _press(opened, qtbot, "Return")
    assert editor.value() == "Cit"


def test_of_a_paste_it_is_told_what_is_recorded_already(qtbot: QtBot, opened: Desk) -> None:
    """How many results of it the case has, whatever cell the keys are at."""
    _press(opened, qtbot, "Ctrl+1")
    grid = _grid(opened)
    grid.paste("6.1.2025\t47\n12 Feb 2025\t44.0\n13 Feb 2025\t44")
    assert grid.words == "2 of these results are recorded already."
    assert len(grid.records()) == 3


def test_dates_are_read_in_the_order_that_is_set(qtbot: QtBot, opened: Desk) -> None:
    """Another order of dates is another reading of what is typed already."""
    _press(opened, qtbot, "Ctrl+1")
    grid = _grid(opened)
    grid.paste("3/2/2025\t50")
    (before,) = grid.records()
    opened.settings.date_order = "mdy"
    (after,) = grid.records()
    assert isinstance(before, Laboratory)
    assert isinstance(after, Laboratory)
    assert (str(before.on), str(after.on)) == ("2025-02-03", "2025-03-02")


def test_escape_takes_back_the_cell_that_is_typed(qtbot: QtBot, opened: Desk) -> None:
    """The cell says again what it said, and the grid stays; the next Escape leaves it."""
    _press(opened, qtbot, "Ctrl+1", "Right")
    _type("50")
    _press(opened, qtbot, "Tab", "Up", "Right")
    grid = _grid(opened)
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (0, 1)
    _type("71")
    assert grid.rows.text(0, 1) == "71"
    _press(opened, qtbot, "Escape")
    assert grid.rows.text(0, 1) == "50"
    assert grid.view.hasFocus()
    panel = opened.forms.panel
    assert panel
    _press(opened, qtbot, "Escape")
    assert not panel.is_open


def test_arrows_go_on_from_a_cell_that_is_typed(qtbot: QtBot, opened: Desk) -> None:
    """Up and down, as in a spreadsheet, with what was typed kept."""
    _press(opened, qtbot, "Ctrl+1")
    _type("1.2.25")
    _press(opened, qtbot, "Down")
    _type("2.2.25")
    _press(opened, qtbot, "Up")
    grid = _grid(opened)
    assert [row.day for row in grid.rows.rows] == ["1.2.25", "2.2.25", ""]
    assert grid.view.currentIndex().row() == 0
    assert grid.view.hasFocus()
