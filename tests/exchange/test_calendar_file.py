from datetime import UTC, date, datetime

from hypothesis import given, strategies
from icalendar import Calendar

from tumorboard.domain.board import Task
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.calendar_file import Due, write

NOW = datetime(2025, 3, 1, 8, tzinfo=UTC)
MEETING = Meeting(name="Liver, bile; board", on=Day("2025-03-20T14:00"), place="Room 2\nEast")


def _read(data: bytes) -> list[dict[str, object]]:
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    return [dict(part) for part in found.walk() if part.name == "VEVENT"]


def test_a_meeting_comes_back_with_its_hour_as_the_clinic_has_it() -> None:
    """Name, place and hour are read by another program as they were typed, in no time zone."""
    data, left_out = write([MEETING], [], now=NOW)
    (event,) = _read(data)
    assert event["SUMMARY"] == "Liver, bile; board"
    assert event["LOCATION"] == "Room 2\nEast"
    assert event["DTSTART"].dt == datetime(2025, 3, 20, 14)  # type: ignore[attr-defined]
    assert left_out == 0


def test_a_meeting_without_an_hour_takes_the_day() -> None:
    """No hour is made up."""
    data, _left_out = write([Meeting(name="Board", on=Day("2025-03-20"))], [], now=NOW)
    (event,) = _read(data)
    assert event["DTSTART"].dt == date(2025, 3, 20)  # type: ignore[attr-defined]
    assert "DTEND" not in event


def test_what_is_not_known_to_the_day_is_counted_and_left_out() -> None:
    """A month is never made its first day."""
    meetings = [Meeting(name="Board", on=Day("2025-03")), Meeting(name="Board")]
    tasks = [Due(Task(what="CT", due=Day("2025~")), "Board"), Due(Task(what="CT"), "Board")]
    data, left_out = write(meetings, tasks, now=NOW)
    assert _read(data) == []
    assert left_out == 4


def test_open_tasks_stand_in_it_without_what_is_to_be_done() -> None:
    """Who and by when, but nothing of a patient: a calendar is seen by many."""
    kept = Task(what="CT of Mr Somebody", owner="Ward 3", due=Day("2025-03-24"))
    done = Task(what="Bloods", owner="Ward 3", due=Day("2025-03-23"), state="done")
    board = ("Liver board", Day("2025-03-20T14:00"))
    data, left_out = write([], [Due(kept, *board), Due(done, *board)], now=NOW)
    (event,) = _read(data)
    assert event["DTSTART"].dt == date(2025, 3, 24)  # type: ignore[attr-defined]
    assert event["SUMMARY"] == "Due for the Liver board of 20 Mar 2025: Ward 3"
    assert event["TRANSP"] == "TRANSPARENT"
    assert b"Somebody" not in data
    assert left_out == 0


def test_a_task_of_nobody_says_so() -> None:
    """Neither an owner nor the day of a board is made up."""
    data, _left_out = write([], [Due(Task(what="CT", due=Day("2025-03-24")), "Liver board")], now=NOW)
    (event,) = _read(data)
    assert event["SUMMARY"] == "Due for the Liver board: nobody named"


@given(name=strategies.text(), place=strategies.text())
def test_any_name_and_place_leave_a_readable_file(name: str, place: str) -> None:
    """Whatever is typed, the file is read again and holds one meeting; plain words come back as they were."""
    data, _left_out = write([Meeting(name=name, place=place, on=Day("2025-03-20"))], [], now=NOW)
    (event,) = _read(data)
    assert event["UID"]
    for typed, key in ((name, "SUMMARY"), (place, "LOCATION")):
        if typed.strip().isalnum():
            assert str(event[key]).strip() == typed.strip()


def test_the_same_records_have_the_same_ids() -> None:
    """A file read again replaces what came of the one before."""
    first, _left_out = write([MEETING], [], now=NOW)
    again, _left_out = write([MEETING], [], now=NOW)
    assert first == again
    assert _read(first)[0]["UID"] == f"{MEETING.id}@tumorboard"
