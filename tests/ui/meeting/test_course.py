from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.figures.cases import result, surgery
from tests.ui.boarded import ITEM, MEETING, boarded
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.laboratory import Laboratory
from tumorboard.figures.shapes import Overview
from tumorboard.ui.meeting.course import CoursePage
from tumorboard.ui.meeting.lanes import fitting
from tumorboard.ui.meeting.letters import smallest
from tumorboard.ui.meeting.window import MeetingWindow
from tumorboard.ui.session import Session


@pytest.fixture
def course(qtbot: QtBot, window: MeetingWindow, meeting_file: Session, published: Case) -> CoursePage:
    """Give the course of the published case in the window of an old projector."""
    assert meeting_file.book
    item = replace(ITEM, id="published item", position=4.0, recommendations=(), actions=())
    meeting_file.book.shelf.add(replace(published, records=(*published.records, item)))
    window.show_meeting(MEETING.id, "published item")
    window.show_page("course")
    assert window.course
    return window.course


def _lanes(course: CoursePage) -> list[str]:
    assert course.chart._overview
    return [lane.kind for lane in course.chart._overview.lanes]


def test_what_has_no_room_is_said_and_drawn_by_key(
    qtbot: QtBot, window: MeetingWindow, course: CoursePage
) -> None:
    """Treatments and imaging are always drawn; what is left out is told, and A draws all of it to scroll."""
    assert {"surgery", "local", "systemic", "response"} <= set(_lanes(course))
    assert "pathology" not in _lanes(course)
    assert course.left_out.text().startswith("Not drawn here: ")
    assert course.more == ""
    QTest.keyClick(window, Qt.Key.Key_A)
    assert "pathology" in _lanes(course)
    assert not course.left_out.isVisible()
    qtbot.waitUntil(lambda: course.more == "more")
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert course._area.verticalScrollBar().value() > 0
    QTest.keyClick(window, Qt.Key.Key_A)
    assert "pathology" not in _lanes(course)


def test_where_there_is_room_everything_is_drawn(
    qtbot: QtBot, window: MeetingWindow, meeting_file: Session
) -> None:
    """A short course has all its lanes and no sentence on what is left out."""
    window.show_page("course")
    assert window.course
    assert "board" in _lanes(window.course)
    assert not window.course.left_out.isVisible()


def test_lanes_leave_in_a_fixed_order(course: CoursePage) -> None:
    """The less height there is, the more is left out, treatments never; each lane and entry is counted."""
    seen, drawn = course._seen, course.chart._overview
    assert seen
    whole = _whole(course)
    ink = course.chart.inked()
    before = {str(lane.kind) for lane in whole.lanes}
    for height in (2000, 800, 700, 600, 500, 300):
        found, words = fitting(seen.case, whole, ink, 900, height)
        kinds = {str(lane.kind) for lane in found.lanes}
        assert kinds <= before
        assert {"surgery", "local", "systemic", "response"} <= kinds
        assert bool(words) == (found != whole)
        before = kinds
    lost = len(whole.undated) - len(found.undated)
    assert f"{lost} undated" in words
    assert {"GP", "S-1"} <= {one.label for one in found.undated}
    assert drawn is not None


def _whole(course: CoursePage) -> Overview:
    course.doings()["draw_all"]()
    found = course.chart._overview
    assert found
    return found


def test_keys_change_what_the_chart_shows(qtbot: QtBot, window: MeetingWindow, meeting_file: Session) -> None:
    """L changes the axis, T the value, plus and Y show less time and W all of it again."""
    assert meeting_file.book
    bilirubin = [
        replace(one, analyte=type(one.analyte)(text="Bilirubin")) if one.analyte else one
        for one in (result("2024-05-01", "14", "bili 1", unit="µmol/L"),)
    ]
    records = (result("2023-05-01", "30"), result("2024-06-01", "90"), surgery("2023-06-01"), *bilirubin)
    meeting_file.book.shelf.add(boarded("Dorn", replace(ITEM, position=9.0), *records))
    window.show_meeting(MEETING.id, "dorn item")
    window.show_page("course")
    assert window.course
    chart = window.course.chart
    assert chart._overview
    assert chart._overview.curve.analyte == "CA19-9"
    logged = chart._overview.curve.axis.log
    QTest.keyClick(window, Qt.Key.Key_L)
    assert chart._overview.curve.axis.log is not logged
    whole = chart.time_shown()
    QTest.keyClick(window, Qt.Key.Key_Plus)
    low, high = chart.time_shown()
    assert high - low < (whole[1] - whole[0]) * 0.7
    assert high == pytest.approx(whole[1])
    QTest.keyClick(window, Qt.Key.Key_W)
    assert chart.time_shown() == pytest.approx(whole)
    QTest.keyClick(window, Qt.Key.Key_Y)
    assert chart.time_shown()[1] - chart.time_shown()[0] < 370
    QTest.keyClick(window, Qt.Key.Key_T)
    assert "ilirubin" in chart._overview.curve.analyte


def test_what_is_typed_is_drawn(qtbot: QtBot, window: MeetingWindow, meeting_file: Session) -> None:
    """A result that is typed in the other window is on the chart before it is kept."""
    meeting_file.open_case("ahlberg tumour")
    window.show_page("course")
    assert window.course
    chart = window.course.chart
    typed: Laboratory = result("2025-01-01", "71", "typed")
    meeting_file.draft(typed)
    qtbot.waitUntil(lambda: bool(chart._overview and chart._overview.curve.points))
    assert chart._overview
    assert chart._overview.curve.points[0].draft
    meeting_file.draft(Event(id="event", title="Fall", on=Day("2025-02-01")))
    qtbot.waitUntil(lambda: "other" in _lanes(window.course) if window.course else False)


def test_letters_of_the_chart_follow_the_window(
    qtbot: QtBot, window: MeetingWindow, course: CoursePage
) -> None:
    """A larger window has larger letters, and rows that hold them."""
    for height in (768, 1080):
        window.resize(round(height * 16 / 9), height)
        qtbot.waitUntil(partial(_has_letters, course, smallest(height)))
        plan = course.chart._figure.plan
        assert plan
        assert plan.sizes.row_height >= plan.ink.measure("CT")[1]


def _has_letters(course: CoursePage, pixels: int) -> bool:
    return course.chart.inked().font.pixelSize() == pixels
