from dataclasses import replace

import pytest

from tests.handout.cases import PRINTED_AT, TODAY, bare, example, zoe
from tests.handout.test_case_summary import all_words, tight, words
from tests.ui.boarded import CT, ITEM, MEETING, boarded
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.handout.agenda import Row, page, row
from tumorboard.handout.page import Page

PLANNED = replace(ITEM, outcome="", review=("ct",))


def row_of(name: str = "Alma", item: AgendaItem = PLANNED, first_page: int = 0) -> Row:
    """Return the row of a patient's case on the agenda."""
    case = boarded(name, item)
    shown = replace(item, review=tuple(f"{name.casefold()} {one}" for one in item.review))
    return row(case, shown, meeting=MEETING, today=TODAY, first_page=first_page)


def printed(*rows: Row, meeting: Meeting = MEETING, clinic: str = "") -> Page:
    """Return the agenda as printed on one fixed day."""
    return page(meeting, rows, printed_at=PRINTED_AT, today=TODAY, clinic=clinic)


def test_the_agenda_names_its_meeting_everywhere() -> None:
    """Board, weekday, day, time, place and chair stand at its head, and the meeting on every sheet."""
    agenda = printed(
        meeting=replace(MEETING, place="Room 2", chair="Prof Chair"), clinic="Clinic of Examples"
    )
    expected = "Hepatobiliary board Thursday, 20 Mar 2025 14:00 · place: Room 2 · chair: Prof Chair"
    assert words(agenda.html).startswith(expected)
    assert words(agenda.head_left) == "Hepatobiliary board, 20 Mar 2025 14:00"
    assert words(agenda.foot) == (
        "Hepatobiliary board, 20 Mar 2025 14:00 · printed 18 Mar 2025 09:14 · Clinic of Examples"
    )
    assert agenda.title == "Agenda Hepatobiliary board, 20 Mar 2025 14:00"


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-03", "Board Mar 2025"), (None, "Board Date: not recorded")]
)
def test_a_day_that_is_not_known_has_no_weekday(day: str | None, expected: str) -> None:
    """A month is told as a month, and no day at all as not recorded."""
    meeting = Meeting(name="Board", on=Day(day) if day else None)
    assert words(printed(meeting=meeting).html).startswith(expected)


@pytest.mark.parametrize(
    "expected",
    [
        "1 Alma, Anna born not recorded MRN alma-0017",
        "Gallbladder adenocarcinoma Is a third resection feasible?",
        "Restaging To be reviewed: CT abdomen, 11 Mar 2025 Presented by: Dr Knife",
        "19 missing Missing: date of birth; sex;",
        "Notes",
    ],
)
def test_a_row_tells_of_its_case(expected: str) -> None:
    """Who it is, of what, what is asked, what is to be looked at, and what it is not ready for want of."""
    assert expected in words(printed(row_of()).html)


def test_a_case_is_held_against_the_profile_of_its_meeting() -> None:
    """One that answers all that a short profile asks is ready there, and not where more is asked."""
    case = example("synthetic")
    item = replace(PLANNED, review=(case.of(Imaging)[-1].id,))
    short = replace(MEETING, profile="pancreatobiliary")
    asked, asked_more = (row(case, item, meeting=one, today=TODAY) for one in (short, MEETING))
    assert "Ready Notes" in words(printed(asked).html)
    assert "Ready Notes" not in words(printed(asked_more).html)
    assert "1 missing Missing: question to the board Notes" in words(
        printed(row(case, replace(item, question=""), meeting=short, today=TODAY)).html
    )


def test_the_last_stage_stands_with_its_day() -> None:
    """Of the history of the stage the agenda tells the last entry."""
    assert "Zoë's tumour , pT3 N1 M0 (21 Sep 2017)" in words(
        printed(row(zoe(), PLANNED, meeting=MEETING, today=TODAY)).html
    )


def test_what_is_missing_of_a_case_is_said() -> None:
    """A case of which nothing is known prints as one, with a dash for its place."""
    text = tight(printed(row(bare(), AgendaItem(), meeting=None, today=TODAY)).html)
    assert "– name not recorded born not recorded MRN not recorded Gallbladder Question: not recorded" in text
    assert "Discussion: not recorded 2" in text


def test_rows_keep_the_order_they_are_given() -> None:
    """The agenda is in the order of the meeting."""
    rows = [
        row_of(name, replace(PLANNED, position=float(place))) for place, name in ((2, "Cora"), (1, "Alma"))
    ]
    text = words(printed(*rows).html)
    assert text.index("2 Cora") < text.index("1 Alma")


def test_pages_of_the_pack_stand_in_a_column_where_there_are_any() -> None:
    """A case that begins on a page of the pack says which, and one without says so."""
    agenda = words(printed(row_of(first_page=7), row_of("Berta")).html)
    assert "Readiness Page" in agenda
    assert "19 missing 7 Missing:" in agenda
    assert "19 missing – Missing:" in agenda
    assert "Page" not in words(printed(row_of()).html)


def test_seats_are_there_to_be_ticked() -> None:
    """Who is ticked is filled in, who is not has an empty box, and what is required and not named is said."""
    text = tight(printed().html)
    assert "■ Dr Knife, Surgery ■ Dr Scan, Radiology □ Dr Glass, Pathology: not present" in text
    assert "□ Dr Beam, Radiotherapy □ Oncology: required, nobody named" in text


def test_a_specialty_by_another_name_is_named() -> None:
    """A seat fills the place of a specialty under any of its names."""
    seats = (*MEETING.attendance, Attendance(name="Dr Drop", specialty="Medical oncology"))
    assert "Oncology: required" not in tight(printed(meeting=replace(MEETING, attendance=seats)).html)


def test_an_empty_meeting_has_room_to_write() -> None:
    """Without cases and seats the agenda says so and leaves lines for names."""
    text = words(printed(meeting=Meeting(name="Board")).html)
    assert "No case is on this agenda." in text
    assert text.count("□ ____") == 8


def test_what_was_typed_is_text() -> None:
    """Markup in names and questions is printed as it was typed."""
    typed = replace(PLANNED, question="<b>Operable?", presenter="<i>Dr")
    meeting = replace(MEETING, name="<u>Board", place="<table>")
    agenda = printed(row_of(item=typed), meeting=meeting)
    html = agenda.html + agenda.head_left + agenda.foot
    assert not [tag for tag in ("<b>Oper", "<i>Dr", "<u>Board", "<table>·") if tag in html]


def test_a_row_holds_no_more_than_is_printed() -> None:
    """A row keeps neither the case nor its records, so that many fit into memory."""
    case: Case = boarded("Alma", PLANNED, replace(CT, id="ct 2", findings="x" * 10_000))
    assert len(repr(row(case, PLANNED, meeting=None, today=TODAY))) < 3_000


def test_a_row_tells_nothing_of_the_others() -> None:
    """Each row names its own patient only."""
    first, second = row_of(), row_of("Berta")
    assert "berta" not in repr(first).casefold()
    assert "alma" not in repr(second).casefold()
    assert "Alma" in all_words(printed(first, second))
