"""What is to come of the boards of a file is listed, opened and answered by keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.reasoning.boards import advice, item, task
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.tumour import Tumour
from tumorboard.ui import marking
from tumorboard.ui.action_rows import LISTED, NOT_SEEN, OVERDUE, TASK, UNANSWERED
from tumorboard.ui.desk import Desk
from tumorboard.ui.pages.actions import ActionsPage

ITEM = item(
    "2025-02-06",
    advice("surgery", text="Right hepatectomy"),
    advice("systemic therapy", "gemcitabine"),
    task("Book volumetry", "2025-03-01", owner="Dr Scan"),
    task("Tell the family physician"),
    finalised_on="2025-02-06",
    snapshot=b"{}",
)
OLD = item("2023-05-04", advice("trial"), task("Call", "2023-05-11"))


def _case(name: str, *items: AgendaItem) -> Case:
    return Case(Patient(id=new_id(), mrn=f"1{name}", family_name=name), Tumour(id=new_id()), items)


@pytest.fixture
def cases(desk: Desk) -> tuple[Case, Case]:
    """Give two cases that were before boards; the second is the one that is open."""
    first, second = _case("Sample", ITEM), _case("Example", OLD)
    desk.session.add(first, "Add case")
    desk.session.add(second, "Add case")
    return first, second


@pytest.fixture
def page(desk: Desk, cases: tuple[Case, Case], qtbot: QtBot) -> ActionsPage:
    """Give the page over both."""
    desk.actions["show_actions"].trigger()
    assert desk.follow.page
    assert desk.follow.page.list.hasFocus()
    return desk.follow.page


def _shown(page: ActionsPage) -> dict[str, list[str]]:
    rows = page.list.rows.rows
    return {
        group: [row.title for row in rows if row.group == group and row.ids]
        for group in (OVERDUE, TASK, UNANSWERED, NOT_SEEN)
    }


def _titles(page: ActionsPage) -> list[str]:
    return [row.title for row in page.list.rows.rows if not row.ids]


def _item(desk: Desk, case: Case) -> AgendaItem:
    assert desk.session.book
    found = desk.session.book.shelf.open(case.id).records[0]
    assert isinstance(found, AgendaItem)
    return found


def test_the_page_lists_tasks_recommendations_and_cases_of_the_whole_file(page: ActionsPage) -> None:
    """Each says whose it is; what is before the period is counted and not merely gone."""
    assert _shown(page) == {
        OVERDUE: ["Example (1Example): Call", "Sample (1Sample): Book volumetry"],
        TASK: ["Sample (1Sample): Tell the family physician"],
        UNANSWERED: [
            "Example (1Example): Trial",
            "Sample (1Sample): Surgery: Right hepatectomy",
            "Sample (1Sample): Systemic therapy: gemcitabine",
        ],
        NOT_SEEN: [],
    }
    assert page.list.rows.rows[2].why == "Dr Scan · due 1 Mar 2025, 17 days over · Liver board, 6 Feb 2025"
    page.period.button.group().buttons()[1].click()
    assert _titles(page) == [
        "Overdue tasks (1) · 1 more of earlier boards",
        "Open tasks (1)",
        "Recommendations without an answer (2) · 1 more of earlier boards",
        "Cases not seen since (1)",
    ]
    assert _shown(page)[NOT_SEEN] == ["Example (1Example)"]
    assert page.counts.said.text() == "Open 2 of 2."


def test_enter_opens_the_case_at_its_item(desk: Desk, page: ActionsPage, cases: tuple[Case, Case]) -> None:
    """Whichever case is open, its boards are shown with the item of the line."""
    page.list.go_to_group(TASK)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert desk.session.case
    assert desk.session.case.id == cases[0].id
    assert desk.case_page
    assert desk.middle.page is desk.case_page
    assert desk.case_page.tab == "boards"
    assert desk.case_page.current_record() == ITEM.id


def test_a_task_is_done_by_one_key_and_undone(
    desk: Desk, page: ActionsPage, cases: tuple[Case, Case]
) -> None:
    """In a case that is not open, and in an outcome that is finalised; its snapshot stays."""
    page.list.go_to_group(OVERDUE)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_D)
    kept = _item(desk, cases[0])
    assert (kept.actions[0].state, kept.actions[0].done_on) == ("done", Day("2025-03-18"))
    assert kept.snapshot == b"{}"
    assert _shown(page)[OVERDUE] == ["Example (1Example): Call"]
    assert desk.middle.notice.sentence == "Done: Sample (1Sample): Book volumetry. Ctrl+Z takes it back."
    desk.actions["undo"].trigger()
    assert _item(desk, cases[0]) == ITEM
    assert len(_shown(page)[OVERDUE]) == 2
    page.list.go_to_group(OVERDUE)
    QTest.keyClick(page.list, Qt.Key.Key_X)
    assert _item(desk, cases[1]).actions[0].state == "dropped"
    assert _item(desk, cases[1]).actions[0].done_on is None


def test_a_recommendation_is_done_by_one_key(desk: Desk, page: ActionsPage, cases: tuple[Case, Case]) -> None:
    """And of a task nothing is asked that only a recommendation can come to."""
    page.list.go_to_group(TASK)
    QTest.keyClick(page.list, Qt.Key.Key_N)
    assert _item(desk, cases[0]) == ITEM
    assert page.reason.isHidden()
    page.list.go_to_group(UNANSWERED)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_D)
    assert _item(desk, cases[0]).recommendations[0].fulfilment == "done"
    assert page.counts.said.text() == "Followed 1 of 3, open 2 of 3."


def test_what_was_not_followed_has_a_reason(
    desk: Desk, page: ActionsPage, cases: tuple[Case, Case], qtbot: QtBot
) -> None:
    """It is chosen by its first letters and kept by Enter; Esc leaves the question and not the page."""
    page.list.go_to_group(UNANSWERED)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_N)
    assert page.reason.isVisible()
    assert page.reason.reasons.hasFocus()
    QTest.keyClick(page.reason.reasons, Qt.Key.Key_Escape)
    assert page.reason.isHidden()
    assert page.list.hasFocus()
    assert page.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_N)
    QTest.keyClicks(page.reason.reasons, "tox")
    QTest.keyClick(page.reason.reasons, Qt.Key.Key_Return)
    row = _item(desk, cases[0]).recommendations[0]
    assert (row.fulfilment, row.reason) == ("not done", "toxicity")
    assert page.counts.why.text() == "Why not, or only partly (n = 1)"
    assert page.counts.reasons.text().split() == ["1", "toxicity"]
    assert page.list.hasFocus()
    desk.actions["undo"].trigger()
    assert _item(desk, cases[0]) == ITEM


def test_the_page_stays_where_no_case_is_open(desk: Desk, page: ActionsPage) -> None:
    """What is answered then is answered all the same."""
    desk.session.close_case()
    desk.actions["show_actions"].trigger()
    page.list.go_to_group(OVERDUE)
    QTest.keyClick(page.list, Qt.Key.Key_D)
    assert page.isVisible()
    assert len(_shown(page)[OVERDUE]) == 1


def test_esc_leaves_the_page_for_the_case(desk: Desk, page: ActionsPage) -> None:
    """Which is the one that was open."""
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert desk.middle.page is desk.case_page


def test_the_page_says_where_no_case_was_before_a_board(desk: Desk, qtbot: QtBot) -> None:
    """There is nothing to save or print then."""
    desk.session.add(_case("Sample"), "Add case")
    desk.actions["show_actions"].trigger()
    page = desk.follow.page
    assert page
    assert page.nothing.isVisible()
    assert not page.list.isVisible()
    assert not page.save.isEnabled()


def test_the_table_is_saved_where_it_is_asked_for(
    desk: Desk, page: ActionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds all recommendations and tasks of the period, answered or not."""
    path = tmp_path / "actions.csv"
    monkeypatch.setattr(desk.files, "ask_save", lambda *asked: path)
    page.save.click()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 3 + 3


def test_bars_are_drawn_and_told_to_whoever_cannot_see_them(page: ActionsPage) -> None:
    """Each bar says its counts out of all where the pointer rests on it."""
    plot = page.counts.plot
    read = QAccessible.queryAccessibleInterface(plot)
    assert read.text(QAccessible.Text.Name) == "Concordance by kind"
    assert "Trial: open 1 of 1" in read.text(QAccessible.Text.Description)
    assert plot.bar_at(QPoint(5, plot.height() - 5)) == plot.bars[-1]
    assert plot.bar_at(QPoint(5, 2)) is None
    before = plot.grab().toImage()
    plot.show_bars(plot.bars[:1])
    assert plot.grab().toImage() != before


def test_all_that_can_be_pressed_has_a_name(page: ActionsPage) -> None:
    """A screen reader names each."""
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_the_foot_names_the_next_meeting_and_what_is_overdue(
    desk: Desk, cases: tuple[Case, Case], qtbot: QtBot
) -> None:
    """It follows what is changed, says after a while who is not ready, and leads to the page."""
    foot, book = desk.follow.foot, desk.session.book
    assert book
    assert (foot.boards.words, foot.tasks.words) == ("None planned", "2 overdue · 1 open")
    meeting = Meeting(name="Liver board", on=Day("2025-03-20T14:00"))
    book.boards.put([meeting, replace(meeting, id=new_id(), on=Day("2026-01-08"))])
    assert foot.boards.words == "Thu 20 Mar · 0 cases"
    desk.session.save(item("2025-03-20", outcome="", meeting=meeting.id))
    assert foot.boards.words == "Thu 20 Mar · 1 case"
    qtbot.waitUntil(lambda: foot.boards.words == "Thu 20 Mar · 1 case, 1 not ready")
    assert foot.tasks.accessibleName() == "Actions: 2 overdue · 1 open"
    foot.tasks.click()
    assert desk.middle.page is desk.follow.page


def test_what_the_page_shows_is_shown_as_paper_before_it_is_printed(
    desk: Desk,
    page: ActionsPage,
    cases: tuple[Case, Case],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a PDF it is saved from there; Esc leads back to the page."""
    page.print.click()
    sheets = desk.follow.paper
    assert sheets
    assert desk.middle.page is sheets
    assert sheets.page
    assert sheets.page.paper == sheets.paper.code
    assert "Right hepatectomy" in sheets.page.html
    sheets.paper.button.group().buttons()[1].click()
    assert sheets.page.paper == "letter"
    path = tmp_path / "actions.pdf"
    monkeypatch.setattr(desk.files, "ask_save", lambda *asked: path)
    sheets.save.click()
    assert path.read_bytes().startswith(b"%PDF")
    marking.mark_recommendation(desk.session, (cases[0].id, ITEM.id, ITEM.recommendations[0].id), "done")
    assert "Right hepatectomy" not in sheets.page.html
    QTest.keyClick(sheets.print, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_of_very_many_lines_the_first_are_listed_and_all_are_counted(desk: Desk) -> None:
    """The longest overdue come first; the table has them all."""
    todo = [task(f"Task {place}", f"2025-01-{1 + place % 28:02d}") for place in range(LISTED + 1)]
    desk.session.add(_case("Sample", item("2024-12-05", *todo)), "Add case")
    desk.actions["show_actions"].trigger()
    page = desk.follow.page
    assert page
    assert _titles(page)[0] == "Overdue tasks (201) · the first 200 are listed"
    assert len(_shown(page)[OVERDUE]) == LISTED
    QTest.keyClick(page.list, Qt.Key.Key_D)
    assert _titles(page)[0] == "Overdue tasks (200)"
