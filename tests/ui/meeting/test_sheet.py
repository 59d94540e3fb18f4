import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tumorboard.ui import theme
from tumorboard.ui.meeting.letters import smallest, steps
from tumorboard.ui.meeting.sheet import Sheet, whole_above, whole_below


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    """Give a sheet as a window of its own."""
    theme.apply(theme.LIGHT)
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(900, 720)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _show(sheet: Sheet, *lines: str) -> None:
    sheet.show_about(lines, lambda: lambda size: "".join(f"<div>{line}</div>" for line in lines))


def _pixels(sheet: Sheet) -> int:
    return sheet.document().defaultFont().pixelSize()


def test_letters_are_as_large_as_everything_is_seen_with(sheet: Sheet) -> None:
    """Few words have the largest letters, more have smaller ones, and none are below the least."""
    _show(sheet, "Few words")
    assert _pixels(sheet) == steps(720)[0]
    sheet.begin()
    _show(sheet, *[f"Line {number}" for number in range(23)])
    assert smallest(720) < _pixels(sheet) < steps(720)[0]
    assert not sheet.is_longer
    sheet.begin()
    _show(sheet, *[f"Line {number}" for number in range(60)])
    assert _pixels(sheet) == smallest(720) == 20
    assert sheet.more == "more"


def test_letters_do_not_grow_while_somebody_types(sheet: Sheet) -> None:
    """What is typed makes letters smaller where it must, and what is taken back does not make them jump."""
    _show(sheet, *[f"Line {number}" for number in range(8)])
    before = _pixels(sheet)
    _show(sheet, *[f"Line {number}" for number in range(23)])
    smaller = _pixels(sheet)
    assert smaller < before
    _show(sheet, "Line")
    assert _pixels(sheet) == smaller
    sheet.begin()
    _show(sheet, "Line")
    assert _pixels(sheet) > smaller


def test_a_long_page_is_turned_and_no_line_is_seen_in_part(sheet: Sheet) -> None:
    """Each turn goes on where whole lines ended, and every line of the page is whole on some part of it."""
    lines = [f"Line {number} of many" for number in range(60)]
    _show(sheet, *lines)
    bar, whole = sheet.verticalScrollBar(), set()
    for _turn in range(10):
        top = bar.value()
        seen_to = whole_above(sheet._lines, top + sheet.viewport().height())
        seen_from = whole_below(sheet._lines, top)
        whole |= {one for one in sheet._lines if seen_from <= one[0] and one[1] <= seen_to}
        image = sheet.viewport().grab().toImage()
        for y in range(int(seen_to - top) + 1, image.height()):
            assert image.pixelColor(30, y) == QColor(theme.LIGHT.ground)
        sheet.move_by(1)
    assert whole == set(sheet._lines)
    assert bar.value() == bar.maximum()
    for _turn in range(10):
        sheet.move_by(-1)
    assert bar.value() == 0


def test_what_is_typed_is_kept_in_sight(sheet: Sheet) -> None:
    """A change far below scrolls there; a change that is seen leaves the page where it is."""
    lines = [f"Line {number}" for number in range(60)]
    _show(sheet, *lines)
    _show(sheet, *lines[:50], "Typed now", *lines[51:])
    assert sheet.verticalScrollBar().value() > 300
    place = sheet.verticalScrollBar().value()
    _show(sheet, *lines[:50], "Typed now, and more", *lines[51:])
    assert sheet.verticalScrollBar().value() == place
    _show(sheet, "Begun anew", *lines[1:])
    assert sheet.verticalScrollBar().value() < 100


def test_the_same_is_not_written_again(sheet: Sheet) -> None:
    """Nothing is laid out where what is told has not changed."""
    _show(sheet, "Words")
    told: list[int] = []

    def write(size: int) -> str:
        told.append(size)
        return "Words"

    sheet.show_about(("Words",), lambda: write)
    assert told == []


def test_cut_lines_move_the_edge() -> None:
    """The edge of what is seen moves to where no line in either column is cut."""
    lines = [(0.0, 10.0), (10.0, 20.0), (8.0, 12.0)]
    assert whole_above(lines, 11) == 0.0
    assert whole_below(lines, 9) == 20.0
    assert whole_above(lines, 25) == 25
    assert whole_below(lines, 20) == 20
