"""What stands out is listed, opened, put aside with a reason and restored, all by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reasoning.cases import PUBLISHED
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.tumour import Staging
from tumorboard.ui.desk import Desk
from tumorboard.ui.form import Form
from tumorboard.ui.pages.remarks import RemarksPage
from tumorboard.ui.remark_rows import rows


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RemarksPage:
    """Give the page of the published case."""
    desk.session.add(PUBLISHED, "Add case")
    assert desk.case_page
    desk.actions["show_remarks"].trigger()
    found = desk.case_page.page
    assert isinstance(found, RemarksPage)
    qtbot.waitUntil(lambda: found.list.current is not None)
    return found


def _groups(page: RemarksPage) -> list[str]:
    return [row.group for row in page.list.rows.rows if not row.ids]


def test_the_page_lists_all_that_stands_out_in_groups(desk: Desk, page: RemarksPage) -> None:
    """Findings first; each line says why it matters and whose rule it is, and unverified ones say so."""
    assert _groups(page) == ["finding", "due", "not evaluated", "beside", "not due"]
    assert page.list.hasFocus()
    first = page.list.rows.rows[1]
    assert first.title == "pT3 N1 M0: stated IIIA, the table gives IIIB."
    assert first.why
    assert "stage-differs" in first.small
    assert {row.is_verified for row in page.list.rows.rows} == {True, False}
    assert desk.case_page
    assert desk.case_page.tabs.accessibleTabName(3) == "What stands out, 7 remarks"


def test_the_banner_says_how_much_stands_out_and_leads_there(
    desk: Desk, page: RemarksPage, qtbot: QtBot
) -> None:
    """Its chips are hidden where there is nothing."""
    assert desk.case_page
    desk.window.resize(1366, 768)
    chips = desk.case_page.banner.chips
    assert {group: chip.text() for group, chip in chips.items()} == {
        "finding": "! 5 findings",
        "due": "• 2 due",
        "not evaluated": "? 9 not evaluated",
    }
    desk.actions["show_overview"].trigger()
    QTest.mouseClick(chips["due"], Qt.MouseButton.LeftButton)
    assert page.isVisible()
    assert page.list.current
    assert page.list.current.group == "due"


def test_enter_opens_the_record_it_rests_on(desk: Desk, page: RemarksPage) -> None:
    """The first of them; the others have buttons."""
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert desk.forms.panel
    sheet = desk.forms.panel.sheet
    assert isinstance(sheet, Form)
    assert sheet.record_id == PUBLISHED.of(Staging)[0].id
    assert [button.text() for button in page.rests if not button.isHidden()] == ["pT3 N1 M0 IIIA"]


def test_a_remark_is_put_aside_with_a_reason_and_restored(
    desk: Desk, page: RemarksPage, qtbot: QtBot
) -> None:
    """Each is a step that can be undone; nothing is asked by a dialog."""
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    panel = desk.forms.panel
    assert panel
    qtbot.waitUntil(lambda: desk.window.focusWidget() is not page.list)
    QTest.keyClicks(desk.window.focusWidget(), "Known; the letter is older")
    desk.actions["keep"].trigger()
    assert desk.session.case
    (kept,) = desk.session.case.of(Dismissal)
    assert (kept.rule, kept.reason) == ("stage-differs", "Known; the letter is older")
    qtbot.waitUntil(lambda: "dismissed" in _groups(page))
    page.list.go_to_group("dismissed")
    assert page.list.current
    assert page.list.current.dismissal == kept
    QTest.keyClick(page.list, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "dismissed" not in _groups(page))
    assert not desk.session.case.of(Dismissal)
    desk.actions["undo"].trigger()
    qtbot.waitUntil(lambda: "dismissed" in _groups(page))


def test_a_line_stands_beside_published_trials(page: RemarksPage) -> None:
    """Under the sentence that this is no comparison; it opens its line, and nothing of it is put aside."""
    page.list.go_to_group("beside")
    row = page.list.row
    assert row
    assert row.title.startswith(
        "Line 2, Trastuzumab + pyrotinib: Best response not recorded, PFS 14.0–16.0 mo"
    )
    assert "no comparison" in row.why
    assert "MyPathway" in row.decided
    assert "NCT02091141" in row.small
    assert page.open.isEnabled()
    assert not page.put_aside.isEnabled()


def test_without_a_reason_a_remark_stands(desk: Desk, page: RemarksPage) -> None:
    """An untouched form is left without a trace."""
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert desk.forms.panel
    desk.forms.panel.leave()
    assert desk.session.case
    assert not desk.session.case.of(Dismissal)
    assert page.list.current
    assert page.list.current.group == "finding"


def test_what_is_typed_is_judged_before_it_is_kept(desk: Desk, page: RemarksPage, qtbot: QtBot) -> None:
    """With the stage corrected in the form, its finding goes."""
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert desk.forms.panel
    sheet = desk.forms.panel.sheet
    assert isinstance(sheet, Form)
    editor = sheet.editors["stated_group"]
    editor.set_value("IIIB")
    editor.changed.emit()
    qtbot.waitUntil(lambda: page.list.rows.rows[1].title.startswith("Trastuzumab"))


def test_a_screen_reader_is_told_each_remark(page: RemarksPage) -> None:
    """With its reason and source in one sentence after the other."""
    interface = QAccessible.queryAccessibleInterface(page.list)
    said = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert said == [row.words for row in page.list.rows.rows]
    assert "Trials, guidelines and prognosis go by the stage group." in said[1]


def test_titles_cannot_be_the_current_line(page: RemarksPage) -> None:
    """Down from the last finding goes to the first reminder."""
    for _press in range(5):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.current
    assert page.list.current.group == "due"
    assert rows([]) == []
