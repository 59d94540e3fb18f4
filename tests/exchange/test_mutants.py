import json
import re

import pytest

from tests.exchange.json_schema import faults
from tests.exchange.mutants import mutants
from tumorboard.domain.case import Case
from tumorboard.exchange.case_document import Fault, Faults, read, write
from tumorboard.exchange.case_schema import schema
from tumorboard.store.book import Book

SCHEMA = schema()
BEYOND_A_SCHEMA = re.compile(
    r"the id .* stands twice\.|no record has the id .*|.* is a \w+, not a .*|the field holds a value\."
    r"|.* does not exist: .*|.* is not after .*|the content is not base64\.|.* a character that is none\."
)
"""What holds between two places of a document or follows from the calendar, and halves of characters."""


def _read(document: str) -> Case | tuple[Fault, ...]:
    try:
        return read(document)
    except Faults as refused:
        return refused.faults


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_wrong_is_said_and_whatever_is_read_stays(seed: int) -> None:
    """A document is read as a case that can be kept and written, or refused with every fault placed."""
    outcomes = []
    for document in mutants(seed, 60):
        broken = faults(json.loads(document), SCHEMA, SCHEMA)
        case = _read(document)
        outcomes.append(isinstance(case, Case))
        if isinstance(case, Case):
            assert broken == []
            data = write(case)
            assert read(data) == case
            assert write(read(data)) == data
            with Book.in_memory() as book:
                book.shelf.add(case)
                assert book.shelf.open(case.id) == case
        else:
            assert all(fault.sentence.endswith(".") for fault in case)
            assert all(fault.path for fault in case) or len(case) == 1
            assert broken or all(BEYOND_A_SCHEMA.fullmatch(fault.sentence) for fault in case)
    assert any(outcomes)
    assert not all(outcomes)
