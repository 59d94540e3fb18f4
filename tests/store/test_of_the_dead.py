"""Whose patient has died is known for all cases at once, and is what each case says by itself."""

from typing import Any

import pytest

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, case_of, made
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, new_id
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.domain.vital_status import vital_status
from tumorboard.store.book import Book

CASES = [
    PUBLISHED,
    SYNTHETIC,
    case_of(),
    case_of(made(FollowUp, alive=False)),
    case_of(made(FollowUp, alive=True, ecog="5")),
    case_of(made(FollowUp, ecog="5")),
    case_of(made(FollowUp, ecog="4")),
    case_of(made(AdverseEvent, grade=5)),
    case_of(made(AdverseEvent, grade=4, outcome="fatal")),
    case_of(made(AdverseEvent, grade=4)),
    case_of(made(SystemicLine, end_reason="death")),
    case_of(made(SystemicLine, end_reason="progression")),
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("person", [{}, {"died_on": "2025-01"}])
def test_the_file_says_what_the_case_says(case: Case, person: dict[str, Any]) -> None:
    """Whichever record it stands in."""
    if person:
        case = case.with_record(made(Patient, id=new_id(), mrn="18", **person))
    records: tuple[Record, ...] = case.records
    whole = Case(case.patient, made(Tumour, id=new_id()), records) if case.id == "tumour" else case
    with Book.in_memory() as book:
        book.shelf.add(whole)
        assert (whole.id in book.boards.of_the_dead()) is vital_status(whole).is_dead
