import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QMenu, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.laboratory import Laboratory
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.actions import MENUS, every, plain
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk
from tumorboard.ui.handouts import chart_file, page_of
from tumorboard.ui.pages.handout import HandoutPage
from tumorboard.ui.paper import preview


@pytest.fixture
def opened(desk: Desk, published: Case) -> Desk:
    """Give the whole window with the published case open and drawn."""
    assert desk.overview
    desk.overview.place_chart(Chart())
    desk.session.add(published, "Add example case")
    return desk


def _press(desk: Desk, qtbot: QtBot, keys: str) -> None:
    qtbot.keySequence(QApplication.focusWidget() or desk.window, keys)


def test_every_widget_that_takes_keys_has_a_name(qtbot: QtBot, opened: Desk) -> None:
    """A screen reader has a word for everything the tab key can reach, on every page."""
    opened.aside.show_keys()
    opened.aside.show_settings()
    opened.printing.show_handout()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in opened.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollBar | QMenu)
        and not widget.objectName().startswith("qt_")
        and widget.focusProxy() is None
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_tab_goes_from_the_search_to_the_page_and_back(qtbot: QtBot, opened: Desk) -> None:
    """The tab key visits the list, then the page from left to right, and comes round again."""
    opened.search()
    start = QApplication.focusWidget()
    seen = [start]
    while len(seen) < 40:
        opened.window.focusNextChild()
        if QApplication.focusWidget() is start:
            break
        seen.append(QApplication.focusWidget())
    assert seen[:2] == [opened.cases.search, opened.cases.list]
    assert opened.case_page
    assert opened.case_page.print in seen
    assert seen.index(opened.case_page.print) < seen.index(opened.case_page.overview.export)
    assert len(seen) < 40


def test_no_two_acts_share_a_key_and_no_two_entries_of_a_menu_a_letter() -> None:
    """A key does one thing, and each letter in a menu is one entry's."""
    keys = [key for act in every() for key in act.keys]
    assert len(keys) == len(set(keys))
    for section in MENUS:
        letters = [
            act.text[act.text.index("&") + 1].lower()
            for act in section.acts
            if act is not None and not isinstance(act, str)
        ]
        assert len(letters) == len(set(letters)), plain(section.title)


def test_an_empty_file_says_how_to_begin(qtbot: QtBot, desk: Desk, published: Case) -> None:
    """In an empty file one button adds the published example, which is opened at once."""
    assert desk.empty.example.isVisible()
    desk.empty.example.click()
    qtbot.waitUntil(lambda: desk.session.case is not None)
    assert desk.session.case == published
    assert desk.middle.page is desk.case_page
    assert desk.cases.rows.rowCount() == 1


def test_the_edit_menu_names_the_step(qtbot: QtBot, opened: Desk) -> None:
    """Undo and redo bear the name of what they would do, and are off where there is nothing."""
    opened.session.save(FollowUp(on=Day("2025-03")))
    assert opened.actions["undo"].text() == "&Undo Add follow-up"
    opened.actions["undo"].trigger()
    assert opened.actions["redo"].text() == "&Redo Add follow-up"
    opened.actions["undo"].trigger()
    assert opened.session.case is None
    assert opened.middle.page is opened.empty
    assert not opened.actions["undo"].isEnabled()


def test_a_page_scrolls_only_where_it_is_higher_than_the_window(qtbot: QtBot, opened: Desk) -> None:
    """A high chart scrolls below the banner, which stays; the room it takes makes no other page scroll."""
    assert opened.case_page
    bar = opened.case_page._area.verticalScrollBar()
    opened.case_page.overview._card.setMinimumHeight(3000)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert opened.middle.verticalScrollBar().maximum() == 0
    opened.session.close_case()
    qtbot.waitUntil(lambda: opened.middle.verticalScrollBar().maximum() == 0)


def test_the_page_follows_a_change(opened: Desk) -> None:
    """What is saved stands in the banner and the chart without anybody asking."""
    assert opened.overview
    before = opened.overview.overview
    opened.session.save(FollowUp(on=Day("2025-03-17"), ecog="2"))
    assert opened.case_page
    assert "2 17 Mar 2025" in opened.case_page.banner._facts[2].accessibleName()
    assert opened.overview.overview != before


def test_single_keys_work_where_nothing_is_typed(qtbot: QtBot, opened: Desk) -> None:
    """L, W and Y change the chart, but are letters in the search field."""
    assert opened.overview
    opened.cases.list.setFocus()
    _press(opened, qtbot, "L")
    assert opened.overview.axis.code == "linear"
    assert not opened.settings.log
    _press(opened, qtbot, "Y")
    assert opened.overview.range.code == "year"
    _press(opened, qtbot, "W")
    assert opened.overview.range.code == "whole"
    _press(opened, qtbot, "Ctrl+F")
    _press(opened, qtbot, "L")
    assert opened.cases.search.text().lower() == "l"
    assert opened.overview.axis.code == "linear"


def test_last_twelve_months_are_what_is_shown(opened: Desk) -> None:
    """The range switch moves the chart's window."""
    assert opened.overview
    chart = opened.overview.chart
    assert chart
    whole = chart.time_shown()
    opened.actions["last_year"].trigger()
    low, high = chart.time_shown()
    assert high - low < 370 < whole[1] - whole[0]


def test_a_case_without_results_says_so(desk: Desk, published: Case) -> None:
    """Without laboratory results there are no chips but a sentence, and the axis cannot be changed."""
    assert desk.overview
    records = tuple(record for record in published.records if not isinstance(record, Laboratory))
    desk.session.add(Case(published.patient, published.tumour, records), "Add case")
    assert desk.overview.nothing.isVisible()
    assert desk.overview.chips.codes == ()
    assert not desk.overview.axis.isEnabled()


def test_the_text_grows_with_everything_and_within_limits(qtbot: QtBot, opened: Desk) -> None:
    """Ctrl++ enlarges the text up to twice its size, which is remembered; Ctrl+0 brings it back."""
    small = opened.cases.list.sizeHintForRow(0)
    for _again in range(15):
        opened.actions["larger_text"].trigger()
    assert theme.current().scale == opened.settings.scale == theme.LARGEST
    assert opened.cases.list.sizeHintForRow(0) > 1.6 * small
    opened.actions["normal_text"].trigger()
    assert opened.cases.list.sizeHintForRow(0) == small


def test_the_theme_changes_at_once(opened: Desk) -> None:
    """Dark is dark in palette and drawing, without a restart, and is remembered."""
    opened.actions["dark"].trigger()
    assert theme.current() == theme.DARK
    assert opened.window.palette().window().color().name() == theme.DARK.ground
    assert opened.settings.appearance == "dark"
    opened.actions["light"].trigger()
    assert opened.window.palette().window().color().name() == theme.LIGHT.ground


def test_f1_lists_the_keys_and_escape_leaves(qtbot: QtBot, opened: Desk) -> None:
    """The page of keys takes the page's place and gives it back."""
    _press(opened, qtbot, "F1")
    assert opened.middle.page is not opened.case_page
    _press(opened, qtbot, "Esc")
    assert opened.middle.page is opened.case_page


def test_ctrl_p_shows_the_sheets(qtbot: QtBot, opened: Desk) -> None:
    """The handout is shown as it will be printed, with its question, named or not."""
    _press(opened, qtbot, "Ctrl+P")
    page = opened.printing._page
    assert page
    assert opened.middle.page is page
    QTest.keyClicks(page.question, "Restage now?")
    qtbot.waitUntil(lambda: page.page is not None and "Restage now?" in page.page.html)
    page.identity.set_code("anonymous")
    page.show_case()
    assert page.page
    assert page.page.anonymous
    assert "EXAMPLE-1" not in page.page.html + page.page.head_left + page.page.foot


def test_one_page_is_a_choice_by_keys(qtbot: QtBot, opened: Desk) -> None:
    """The switch makes the sheets one, which is what is printed, and back."""
    _press(opened, qtbot, "Ctrl+P")
    page = opened.printing._page
    assert page
    assert page.extent.code == "full"
    for wanted in ("short", "full"):
        page.extent.button.setFocus()
        QTest.keyClick(page.extent.button, Qt.Key.Key_Right if wanted == "short" else Qt.Key.Key_Left)
        focus = QApplication.focusWidget()
        assert focus
        QTest.keyClick(focus, Qt.Key.Key_Space)
        assert page.extent.code == wanted
        assert page.page
        assert bool(page.page.shorter) is (wanted == "short")


def test_the_sheets_are_black_on_white_in_the_dark(qtbot: QtBot, opened: Desk) -> None:
    """What a preview shows of the paper does not depend on the colours of the window."""
    page = page_of(opened.session, opened.settings, opened.today())

    def sheets() -> QImage:
        shown = preview(page)
        qtbot.addWidget(shown)
        shown.resize(700, 900)
        [view] = shown.findChildren(QGraphicsView)
        view.scene().setBackgroundBrush(Qt.GlobalColor.white)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        with qtbot.waitExposed(shown):
            shown.show()
        return view.viewport().grab().toImage()

    light = sheets()
    theme.apply(theme.DARK)
    assert sheets() == light


def test_another_case_is_never_anonymised_by_the_same_shift(opened: Desk, published: Case) -> None:
    """Each opened case has dates shifted by a number of its own."""
    opened.printing.show_handout()
    assert opened.printing._page
    before = opened.printing._page._shift
    opened.session.close_case()
    opened.session.open_case(published.id)
    assert opened.printing._page._shift is not before


def test_documents_come_in_whole_or_not_at_all(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A document with faults is refused with its faults named, and nothing is stored."""
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"format": "tumorboard-case", "version": 1, "patient": {}, "odd": []}))
    with qtbot.waitSignal(desk.session.troubled):
        desk.files.import_documents([bad])
    qtbot.waitUntil(lambda: desk.middle.trouble.isVisible())
    assert "odd" in desk.middle.trouble.sentence
    assert desk.session.book
    assert desk.session.book.shelf.count() == 0


def test_a_document_is_imported_and_opened(qtbot: QtBot, desk: Desk, published: Case, tmp_path: Path) -> None:
    """The case of a document is added as one step and opened."""
    document = tmp_path / "case.json"
    document.write_bytes(case_document.write(published))
    desk.files.import_documents([document])
    qtbot.waitUntil(lambda: desk.session.case is not None)
    assert desk.session.undo_title == "Import case"


def test_a_file_that_another_program_writes_says_who(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A file held elsewhere is opened for reading, and a calm line says by whom."""
    path = tmp_path / "cases.tumorboard"
    with Book.open(path):
        desk.files.open(path)
        qtbot.waitUntil(lambda: desk.session.read_only)
        assert desk.standing.isVisible()
        assert desk.standing.sentence.startswith("Read only: another program has this file open (")
        assert not desk.actions["add_example"].isEnabled()
        assert not desk.empty.example.isVisible()
        desk.session.close()


def test_a_file_that_is_none_leaves_the_open_one(qtbot: QtBot, opened: Desk, tmp_path: Path) -> None:
    """What cannot be opened is said as a line; the open case stays open."""
    path = tmp_path / "letter.tumorboard"
    path.write_text("Dear colleague")
    opened.files.open(path)
    qtbot.waitUntil(lambda: bool(opened.middle.trouble.sentence))
    assert opened.session.case is not None


def test_a_file_and_its_case_are_remembered(
    qtbot: QtBot, opened: Desk, published: Case, tmp_path: Path
) -> None:
    """A file that was picked, and the case open in it, come back at the next start."""
    path = tmp_path / "cases.tumorboard"
    opened.files.open(path, picked=True)
    qtbot.waitUntil(lambda: opened.settings.picked_file == path)
    opened.session.add(published, "Add example case")
    opened.case_desk.open(published.id)
    opened.session.close_case()
    opened.case_desk.open_last()
    assert opened.session.case == published
    opened._list_recent()
    assert [action.text() for action in opened.recent.actions()] == [str(path)]


def test_the_chart_leaves_as_picture_and_as_table(opened: Desk) -> None:
    """What the chart shows can be written as SVG, PNG and CSV."""
    assert opened.overview
    shown = opened.overview.overview
    assert shown
    assert b"<svg" in chart_file(shown, ".svg")
    assert chart_file(shown, ".png").startswith(b"\x89PNG")
    assert b"1200" in chart_file(shown, ".csv")


def test_the_chart_can_be_copied(qtbot: QtBot, opened: Desk) -> None:
    """By key or menu, and pasted as a picture or as a drawing, while a line says that it was."""
    said: list[str] = []
    opened.session.noticed.connect(said.append)
    QApplication.clipboard().clear()
    opened.actions["copy_chart"].trigger()
    held = QApplication.clipboard().mimeData()
    assert held.hasImage()
    assert QApplication.clipboard().image().width() > 1000
    assert b"<svg" in held.data("image/svg+xml").data()
    assert len(said) == 1
    QApplication.clipboard().clear()
    assert opened.overview
    opened.overview.export.menu().actions()[-1].trigger()
    assert QApplication.clipboard().mimeData().hasImage()


def test_what_is_printed_has_the_second_value_of_the_screen(qtbot: QtBot, desk: Desk) -> None:
    """The handout is drawn with the two curves that are shown, and its caption tells them apart."""
    assert desk.overview
    desk.overview.place_chart(Chart())
    desk.session.add(case_document.read(resources.data("examples/synthetic.json")), "Add case")
    desk.overview.show_second("CEA")
    desk.printing.show_handout()
    assert isinstance(desk.middle.page, HandoutPage)
    page = desk.middle.page.page
    assert page
    assert page.figure
    assert page.figure.second
    assert page.figure.second.analyte == "CEA"
    assert "dashed line, axis at the right: CEA" in page.html
