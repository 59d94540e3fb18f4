"""The meeting's tests use its window over a real file in memory with an agenda of three cases."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.boarded import ITEM, MEETING, boarded
from tests.ui.conftest import TODAY
from tests.ui.pictured import drawn, file_of
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.record import Record
from tumorboard.ui import theme
from tumorboard.ui.meeting.window import MeetingWindow
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

NAMES = ("Ahlberg", "Bellini", "Czerny")


def picture(name: str, on: str, colour: str = "#8a5a9e") -> Document:
    """Return a document with a picture."""
    content = file_of(drawn(colour=colour))
    return Document(
        id=name, name=f"{name}.png", kind="image", caption=name, taken_on=Day(on), content=content
    )


@pytest.fixture
def meeting_file(session: Session) -> Session:
    """Give a session whose file has a meeting with three cases, none of them open."""
    assert session.book
    session.book.boards.put([MEETING], "Plan meeting")
    letter = Document(id="letter", name="letter.txt", kind="other", content=b"Dear colleague")
    records: dict[str, tuple[Record, ...]] = {
        "Ahlberg": (picture("before", "2024-11-02"), picture("after", "2025-03-11", "#336655"), letter)
    }
    for place, name in enumerate(NAMES, 1):
        item = replace(ITEM, position=float(place))
        if name == "Bellini":
            item = replace(item, outcome="", recommendations=(), actions=(), minutes="", plan_intent="")
        session.book.shelf.add(boarded(name, item, *records.get(name, ())))
    return session


@pytest.fixture
def window(qtbot: QtBot, meeting_file: Session, settings: Settings) -> MeetingWindow:
    """Give the window of the meeting as an old projector shows it."""
    theme.apply(theme.LIGHT)
    made = MeetingWindow(meeting_file, settings, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1024, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.show_meeting(MEETING.id)
    return made


def item_of(session: Session) -> AgendaItem:
    """Return the agenda item of the open case."""
    assert session.case
    return session.case.of(AgendaItem)[0]
