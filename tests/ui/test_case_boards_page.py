"""A case's boards: what is missing, the outcome read back, closed for good, and what is sent of it."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reasoning.cases import PUBLISHED
from tests.ui.boarded import ITEM, MEETING
from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity
from tumorboard.exchange import pdf, snapshot
from tumorboard.ui.desk import Desk
from tumorboard.ui.form import Form
from tumorboard.ui.pages.case_boards import CaseBoardsPage

DECIDED = dataclasses.replace(
    ITEM, recommendations=tuple(dataclasses.replace(one, because=()) for one in ITEM.recommendations)
)
ASKED = AgendaItem(meeting=MEETING.id, board=MEETING.name, on=MEETING.on, question="What next?", position=1.0)


@pytest.fixture
def page(desk: Desk) -> CaseBoardsPage:
    """Give the page of the published case, which is on an agenda and not discussed yet."""
    desk.session.add(PUBLISHED, "Add case")
    assert desk.session.book
    desk.session.book.boards.put([MEETING])
    desk.session.save(ASKED)
    desk.actions["show_case_boards"].trigger()
    assert desk.case_page
    found = desk.case_page.page
    assert isinstance(found, CaseBoardsPage)
    return found


def _item(desk: Desk) -> AgendaItem:
    assert desk.session.case
    return desk.session.case.of(AgendaItem)[-1]


def _closed(desk: Desk) -> AgendaItem:
    """Decide and finalise the item, and return it."""
    desk.session.save(dataclasses.replace(DECIDED, id=ASKED.id))
    desk.actions["finalise"].trigger()
    desk.actions["finalise"].trigger()
    return _item(desk)


def test_what_is_missing_leads_to_the_form_that_fills_it(desk: Desk, page: CaseBoardsPage) -> None:
    """Each missing item is a link; its form opens with the keys in the field."""
    assert page.ready.isVisible()
    assert "missing" in page.ready.text()
    place = next(n for n, one in enumerate(page._missing) if one.item.code == "social")
    page.ready.linkActivated.emit(str(place))
    panel = desk.forms.panel
    assert panel
    assert isinstance(panel.sheet, Form)
    assert panel.sheet.kind == "patient"
    assert panel.sheet.rows["social"].editor.isAncestorOf(desk.window.focusWidget() or desk.window)


def test_enter_types_the_outcome_and_the_page_follows(desk: Desk, page: CaseBoardsPage) -> None:
    """What is typed is read back at once, before it is kept."""
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    panel = desk.forms.panel
    assert panel
    assert isinstance(panel.sheet, Form)
    assert panel.sheet.rows["outcome"].editor.isAncestorOf(desk.window.focusWidget() or desk.window)
    QTest.keyClicks(desk.window.focusWidget(), "disc")
    assert "Discussed" in page.view.toPlainText()
    assert _item(desk).outcome == ""


def test_an_outcome_is_read_back_before_it_is_closed_for_good(desk: Desk, page: CaseBoardsPage) -> None:
    """The first time it is only shown; asked again it is kept with what the board saw and the page."""
    desk.session.save(dataclasses.replace(DECIDED, id=ASKED.id))
    desk.actions["finalise"].trigger()
    assert not is_final(_item(desk))
    assert "Read it back" in desk.middle.notice.sentence
    desk.actions["finalise"].trigger()
    item = _item(desk)
    assert item.snapshot
    assert item.page
    assert item.finalised_on
    assert desk.session.case
    seen = snapshot.read(item.snapshot)
    assert seen.item_id == item.id
    assert snapshot.changed_since(seen, desk.session.case) == []
    assert pdf.snapshot_in(item.page) == snapshot.digest(item.snapshot)
    assert page.list.current
    assert page.list.current.chip == "final"


def test_an_outcome_changed_after_the_read_back_is_read_back_again(desk: Desk, page: CaseBoardsPage) -> None:
    """Nothing is closed that was not shown as it stands."""
    desk.session.save(dataclasses.replace(DECIDED, id=ASKED.id))
    desk.actions["finalise"].trigger()
    desk.session.save(dataclasses.replace(_item(desk), minutes="Another word"))
    desk.actions["finalise"].trigger()
    assert not is_final(_item(desk))


@pytest.mark.parametrize("item", [ASKED, dataclasses.replace(ASKED, question="", outcome="discussed")])
def test_an_outcome_that_says_nothing_is_not_closed(
    desk: Desk, page: CaseBoardsPage, item: AgendaItem
) -> None:
    """Without an outcome, or without a question, a sentence says what is missing."""
    desk.session.save(item)
    desk.actions["finalise"].trigger()
    desk.actions["finalise"].trigger()
    assert not is_final(_item(desk))
    assert desk.middle.trouble.sentence


def test_a_closed_outcome_refuses_the_form_and_undo(desk: Desk, page: CaseBoardsPage) -> None:
    """A word in it or in one of its rows is refused in the panel; Ctrl+Z says why it does not."""
    item = _closed(desk)
    panel = desk.forms.panel
    assert panel
    panel.edit(item.id)
    assert isinstance(panel.sheet, Form)
    assert "Finalised" in panel.hint
    panel.sheet.editors["minutes"].take_up("Other")
    assert not panel.keep()
    assert "addendum" in panel.sentence
    panel.leave()
    row = dataclasses.replace(item.recommendations[0], text="Other")
    with pytest.raises(Problem, match="addendum"):
        desk.session.save(dataclasses.replace(item, recommendations=(row, *item.recommendations[1:])))
    desk.actions["undo"].trigger()
    assert "addendum" in desk.middle.trouble.sentence
    assert _item(desk) == item


def test_an_addendum_says_who_wrote_it_and_when(desk: Desk, page: CaseBoardsPage) -> None:
    """It is typed by its text alone, stands beside the original and is not rewritten."""
    item = _closed(desk)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClicks(desk.window.focusWidget(), "Half the dose")
    panel = desk.forms.panel
    assert panel
    assert panel.keep()
    (added,) = _item(desk).addenda
    assert added.text == "Half the dose"
    assert added.on
    assert _item(desk).minutes == item.minutes
    with pytest.raises(Problem, match="addendum"):
        desk.session.save(dataclasses.replace(_item(desk), addenda=()))


def test_the_letter_is_shown_copied_and_noted_as_sent(desk: Desk, page: CaseBoardsPage) -> None:
    """E shows it as it is printed, X puts it on the clipboard as text, S notes the day."""
    item = _closed(desk)
    QTest.keyClick(page.list, Qt.Key.Key_X)
    text = QGuiApplication.clipboard().text()
    assert ITEM.question in text
    assert "<" not in text
    QTest.keyClick(page.list, Qt.Key.Key_E)
    shown = desk.boards.papers.page
    assert shown
    assert shown.isVisible()
    assert shown.page
    assert ITEM.question in shown.page.html
    shown.back.click()
    assert page.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_S)
    assert _item(desk).sent_on == Day.of(desk.today())
    assert _item(desk).minutes == item.minutes


def test_the_page_that_was_kept_is_saved_as_it_is(
    desk: Desk, page: CaseBoardsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is the page byte for byte; before an outcome is closed there is none."""
    assert not page.kept.isVisible()
    item = _closed(desk)
    out = tmp_path / "kept.pdf"
    monkeypatch.setattr(desk.files, "ask_save", lambda *asked: out)
    QTest.keyClick(page.list, Qt.Key.Key_K)
    assert out.read_bytes() == item.page


def test_what_changed_since_a_closed_board_is_told(desk: Desk, page: CaseBoardsPage, qtbot: QtBot) -> None:
    """C shows it as a page; the next handout begins with it and says what is asked and still missing."""
    QTest.keyClick(page.list, Qt.Key.Key_C)
    assert "nothing to compare" in desk.middle.trouble.sentence
    _closed(desk)
    marker = Coded("24108-3", "LOINC", "CA19-9")
    desk.session.save(Laboratory(on=Day("2025-03-17"), analyte=marker, value=Quantity("", "1500", "U/mL")))
    QTest.keyClick(page.list, Qt.Key.Key_C)
    shown = desk.boards.papers.page
    assert shown
    assert shown.page
    assert "1,500 U/mL" in shown.page.html
    later = dataclasses.replace(MEETING, id="later", on=Day("2025-03-27T14:00"), attendance=())
    assert desk.session.book
    desk.session.book.boards.put([later])
    asked = AgendaItem(meeting=later.id, board=later.name, on=later.on, question="And now?", position=3.0)
    desk.session.save(asked)
    desk.actions["print_handout"].trigger()
    handout = desk.printing._page
    assert handout
    assert handout.page
    assert handout.question.text() == "And now?"
    html = handout.page.html
    assert html.index("And now?") < html.index("Since the last board") < html.index("1,500 U/mL")
    assert "number 3" in html
    assert "Missing for the board" in html
    handout.identity.set_code("anonymous")
    handout.show_case()
    assert "Since the last board" not in handout.page.html
    assert "Missing for the board" not in handout.page.html


def test_a_case_at_no_board_says_how_to_get_there(desk: Desk) -> None:
    """What cannot be done is not offered."""
    desk.session.add(PUBLISHED, "Add case")
    desk.actions["show_case_boards"].trigger()
    assert desk.case_page
    page = desk.case_page.page
    assert isinstance(page, CaseBoardsPage)
    assert "Ctrl+J" in page.nothing.text()
    assert not page.finalise.isEnabled()
    assert not page.letter.isEnabled()
    desk.actions["finalise"].trigger()
    assert "no agenda" in desk.middle.trouble.sentence
