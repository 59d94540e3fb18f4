"""Files with boards, for the commands that tell of them."""

from dataclasses import replace
from pathlib import Path

from tumorboard.domain.board import AgendaItem, Recommendation, Task
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import snapshot
from tumorboard.store.book import Book

PAGE = b"%PDF-1.7 the printed page"
ON = Day.parse("2025-02-06T14:00")


def decided(book: Book, mrn: str = "000785", name: str = "Quandt") -> tuple[Case, AgendaItem]:
    """Put a case into a book whose outcome was decided and finalised on 6 February 2025."""
    case = Case(Patient(mrn=mrn, family_name=name), Tumour(label="Gallbladder carcinoma"))
    meeting = next(iter(book.boards.meetings()), Meeting(name="HPB board", on=ON))
    item = AgendaItem(
        meeting=meeting.id,
        board=meeting.name,
        on=meeting.on,
        position=book.boards.next_position(meeting.id),
        question="Resection?",
        outcome="discussed",
        recommendations=(Recommendation(kind="surgery", text="Right hepatectomy"),),
        actions=(
            Task(what="Book the theatre", owner="Dr Lang", due=Day.parse("2025-02-10")),
            Task(what="Ask the family", due=Day.parse("2199-01-01")),
            Task(what="Order the CT", state="done", due=Day.parse("2025-02-07")),
        ),
    )
    book.shelf.add(case)
    book.boards.put([meeting])
    with book.journal.step("Decide") as step:
        step.put(case.id, item)
    final = replace(item, finalised_on=Day.parse("2025-02-06T15:10"), finalised_by="Dr Lang")
    kept = snapshot.write(book.shelf.open(case.id), final, meeting)
    final = replace(final, snapshot=kept, page=PAGE + mrn.encode())
    with book.journal.step("Finalise") as step:
        step.put(case.id, final)
    return book.shelf.open(case.id), final


def correct(path: Path, case: Case, *, add: bool = True) -> None:
    """Change a case after its board: the tumour's label, and a new event."""
    with Book.open(path) as book, book.journal.step("Correct") as step:
        step.put(case.id, replace(book.shelf.open(case.id).tumour, label="Hilar carcinoma"))
        if add:
            step.put(case.id, Event(title="Stent changed", on=Day.parse("2025-03-01")))
