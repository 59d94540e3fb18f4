from dataclasses import replace

from tests.handout.cases import bare
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.domain.record import Record, new_id
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout.case_words import lines


def told(record: Record) -> list[str]:
    """Return the lines of one record."""
    said = lines(replace(bare(), records=(record,)))
    return said[len(said) - said[::-1].index("") :]


def test_the_shades_of_absence_are_told_under_the_field_s_own_name() -> None:
    """No name of a column is shown, and unknown is not "not recorded"."""
    said = told(Surgery(absent=(("residual", "unknown"), ("on", "not done"))))
    assert said[0].startswith("not done  Surgery")
    assert "  Residual tumour: unknown" in said


def test_an_end_alone_is_not_told_as_the_day_it_began() -> None:
    """What is known to have ended is dated "until"."""
    assert told(SystemicLine(label="GP", end=Day.parse("2019-08")))[0] == "until Aug 2019  Systemic line: GP"
    assert told(SystemicLine(label="GP"))[0] == "date not recorded  Systemic line: GP"


def test_a_note_of_several_lines_is_one() -> None:
    """No line of a note looks like a field."""
    assert "  Note: first; Residual tumour: R0" in told(Surgery(note="first\nResidual tumour: R0"))


def test_a_board_tells_its_day_and_no_meeting_that_is_of_the_file() -> None:
    """A field that would stand empty is not told."""
    item = AgendaItem(meeting=new_id(), board="Liver board", on=Day("2025-03-20T14:00"), question="Operable?")
    assert told(item) == ["Board discussion: Liver board, 20 Mar 2025 14:00", "  Question: Operable?"]
