"""A meeting of three cases, from its plan to what came of it, with the keys alone."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.handout.cases import zoe
from tests.journeys.commands import sheets
from tests.journeys.typist import Typist, row_of
from tumorboard import resources
from tumorboard.domain.board import AgendaItem, Recommendation, Task, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.exchange import case_document, pdf, snapshot
from tumorboard.ui.desk import Desk

Start = Callable[[Path], Desk]
YESTERDAY, TODAY, TOMORROW = (date.today() + timedelta(days=by) for by in (-1, 0, 1))
QUESTIONS = ("What after the pneumonitis?", "Operate again?", "Is a rebiopsy worth it?")
OUTCOME = AgendaItem(
    outcome="discussed",
    plan_intent="palliative",
    minutes="The CT was seen by all.",
    recommendations=(
        Recommendation(kind="systemic therapy", agents=(Coded(text="lenvatinib"),), text="Alone, 8 mg"),
    ),
    actions=(Task(what="Prescribe it", owner="Ward 3", due=Day.of(YESTERDAY)),),
)
everywhere = pytest.mark.parametrize(
    "where", ["without a screen", pytest.param("on a screen", marks=pytest.mark.screen)]
)


@everywhere
def test_a_meeting_is_prepared_held_closed_and_followed(
    qtbot: QtBot, start: Start, save_as: Callable[[Path], None], tmp_path: Path, where: str
) -> None:
    """Three cases are put on an agenda and discussed; one is closed, and what came of it is found."""
    desk = start(tmp_path / "cases.tumorboard")
    typist = Typist(qtbot, desk)
    names = ("synthetic", "published")
    cases = [case_document.read(resources.data(f"examples/{name}.json")) for name in names]
    for case in (*cases, zoe()):
        desk.session.add(case, "Import case")
    _plan(typist, desk)
    for case, question in zip((*cases, zoe_of(desk)), QUESTIONS, strict=True):
        desk.session.open_case(case.id)
        typist.press("Ctrl+J")
        typist.type(question)
        typist.keep()
    _order(typist, desk)
    _hold(qtbot, typist, desk)
    desk.session.open_case(cases[1].id)
    final = _decide(typist, desk)
    _is_refused(typist, desk)
    _add_to_it(typist, desk)
    _send(qtbot, typist, desk, save_as, tmp_path / "letter.pdf")
    _treat(qtbot, typist, desk, final.id)
    typist.press("F8")
    page = desk.follow.page
    assert page
    assert page.isVisible()
    assert "Prescribe it" in " ".join(row.words for row in page.list.rows.rows)


def zoe_of(desk: Desk) -> Case:
    """Return the third case as it is in the file."""
    assert desk.session.book
    found = [row.id for row in desk.session.book.shelf.cases() if row.mrn == zoe().patient.mrn]
    return desk.session.book.shelf.open(found[0])


def _plan(typist: Typist, desk: Desk) -> None:
    meeting = Meeting(
        name="Liver board",
        on=Day.of(TODAY, "14:00"),
        place="Room 2",
        chair="Dr Chair",
        attendance=(Attendance(specialty="Surgery", name="Dr Knife", present=True),),
    )
    typist.press("F7", "N")
    for seat in desk.forms.panel.sheet.record().attendance[1:]:  # type: ignore[union-attr]
        assert seat.specialty
    typist.fill(typist.form(), meeting, Case(Patient(), zoe().tumour), {})
    typist.keep()
    assert desk.session.book
    (kept,) = desk.session.book.boards.meetings()
    assert (kept.name, kept.on, kept.chair) == (meeting.name, meeting.on, meeting.chair)
    assert (kept.attendance[0].name, kept.attendance[0].present) == ("Dr Knife", True)
    assert len(kept.attendance) == 5


def _order(typist: Typist, desk: Desk) -> None:
    typist.press("F7", "Home", "Ctrl+Down", "Ctrl+Down")
    rows = desk.boards.page.agenda.rows.rows
    assert [row.below for row in rows] == [QUESTIONS[1], QUESTIONS[2], QUESTIONS[0]]
    assert [row.number for row in rows] == ["1", "2", "3"]


def _hold(qtbot: QtBot, typist: Typist, desk: Desk) -> None:
    typist.press("F9")
    room = desk.boards.holding.meeting
    assert room
    qtbot.waitUntil(room.isActiveWindow)
    for key in ("F3", "F5", "F6", "PgDown", "F2", "F8"):
        qtbot.keySequence(room, key)
    seen = room.agenda.seen()
    assert seen
    assert seen.item.question == QUESTIONS[2]
    assert "Zoe" not in room.windowTitle()
    qtbot.keySequence(room, "Esc")
    qtbot.waitUntil(lambda: not room.isVisible())
    _come_back(qtbot, desk)


def _decide(typist: Typist, desk: Desk) -> AgendaItem:
    case = desk.session.case
    assert case
    typist.press("Ctrl+Shift+J")
    row = row_of(QApplication.focusWidget())
    assert row
    assert row.field.name == "outcome"
    typist.fill(typist.form(), OUTCOME, case, {})
    typist.keep()
    typist.press("Ctrl+Shift+F")
    assert "Read it back" in desk.middle.notice.sentence
    assert not is_final(_item(desk))
    typist.press("Ctrl+Shift+F")
    item = _item(desk)
    assert is_final(item)
    assert item.snapshot
    assert item.page
    assert pdf.snapshot_in(item.page) == snapshot.digest(item.snapshot)
    assert item.recommendations[0].text == "Alone, 8 mg"
    return item


def _is_refused(typist: Typist, desk: Desk) -> None:
    """Neither the item nor a row of it takes another word."""
    before = _item(desk)
    panel = desk.forms.panel
    assert panel
    typist.press("Ctrl+Shift+J")
    for field in ("minutes", "recommendations", "actions"):
        panel.go_to_field(field)
        typist.press("Ctrl+A")
        typist.type("other" if field == "minutes" else "Other")
        typist.press("Ctrl+S", "Ctrl+S")
        assert panel.is_open
        assert "addendum" in panel.sentence or "none of" in panel.sentence
        typist.press("Esc", "Esc") if panel.is_open else None
        assert _item(desk) == before
        typist.press("Ctrl+Shift+J")
    typist.press("Esc")
    typist.press("Ctrl+Z")
    assert _item(desk) == before
    assert "addendum" in desk.middle.trouble.sentence


def _add_to_it(typist: Typist, desk: Desk) -> None:
    typist.press("Ctrl+Shift+J")
    row = row_of(QApplication.focusWidget())
    assert row
    assert row.field.name == "addenda"
    typist.type("Dose to be halved in the first week.")
    typist.keep()
    item = _item(desk)
    assert [one.text for one in item.addenda] == ["Dose to be halved in the first week."]
    assert item.addenda[0].on
    assert item.minutes == OUTCOME.minutes


def _send(qtbot: QtBot, typist: Typist, desk: Desk, save_as: Callable[[Path], None], out: Path) -> None:
    typist.press("Alt+6", "E")
    sheet = desk.boards.papers.page
    assert sheet
    assert sheet.isVisible()
    save_as(out)
    typist.press("Alt+S")
    qtbot.waitUntil(out.exists)
    text = " ".join(sheets(out))
    for said in (QUESTIONS[1], "lenvatinib", "Ward 3", "Dr Knife", "halved in the first week"):
        assert said in text
    assert QUESTIONS[0] not in text
    _come_back(qtbot, desk)
    typist.press("Esc", "Alt+6", "S")
    assert _item(desk).sent_on == Day.of(TODAY)


def _treat(qtbot: QtBot, typist: Typist, desk: Desk, item_id: str) -> None:
    case = desk.session.case
    assert case
    line = SystemicLine(
        label="Lenvatinib", drugs=(Drug(agent=Coded(text="lenvatinib")),), start=Day.of(TODAY)
    )
    typist.press("Ctrl+2")
    typist.fill(typist.form(), line, case, {})
    typist.keep()
    qtbot.waitUntil(lambda: desk.follow.offer is not None and desk.follow.offer.isVisible())
    typist.press("Ctrl+L")
    row = _item(desk).recommendations[0]
    assert desk.session.case
    kept = desk.session.case.of(SystemicLine)[-1]
    assert (row.followed_by, row.fulfilment) == (kept.id, "done")


def _come_back(qtbot: QtBot, desk: Desk) -> None:
    """Give the keys back to the window, as a window system does once another one is closed."""
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)


def _item(desk: Desk) -> AgendaItem:
    case = desk.session.case
    assert case
    return next(one for one in case.of(AgendaItem) if one.question in QUESTIONS)
