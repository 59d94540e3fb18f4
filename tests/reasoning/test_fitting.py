"""A record just kept is offered as the answer to what a board recommended, where it may be one."""

from typing import Any

import pytest

from tests.reasoning.boards import advice, item
from tests.reasoning.cases import TODAY, case_of, line, made
from tumorboard.domain.board import AgendaItem, Recommendation
from tumorboard.domain.coded import Coded
from tumorboard.domain.event import Event
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.reasoning.fitting import fitting

BOARD = "2025-02-06"


def _rows(record: Record, *items: AgendaItem) -> list[Recommendation]:
    return [row for _item, row in fitting(case_of(*items, record), record, TODAY)]


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("surgery", made(Surgery, on="2025-02-20")),
        ("systemic therapy", line("GP", "2025-02-20", "", "gemcitabine")),
        ("radio-chemotherapy", line("GP", "2025-02-20")),
        ("radio-chemotherapy", made(LocalTherapy, on="2025-02-20", modality="SBRT")),
        ("trial", line("GP", "2025-02-20")),
        ("local therapy", made(LocalTherapy, on="2025-02-20", modality="microwave")),
        ("radiotherapy", made(LocalTherapy, on="2025-02-20", modality="SBRT")),
        ("further imaging", made(Imaging, on="2025-02-20")),
        ("rebiopsy", made(Specimen, on="2025-02-20")),
        ("molecular testing", made(Biomarker, on="2025-02-20", name=Coded(text="HER2"))),
        ("genetic counselling", made(Event, on="2025-02-20", title="Genetic counselling")),
        ("second opinion", made(Event, on="2025-02-20", title="Second opinion, Heidelberg")),
    ],
)
def test_a_record_of_the_kind_recommended_fits(kind: str, record: Record) -> None:
    """And of all others it fits only those it can be the answer to."""
    row = advice(kind)
    other = advice("watch and wait")
    assert _rows(record, item(BOARD, other, row)) == [row]


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("radiotherapy", made(LocalTherapy, on="2025-02-20", modality="microwave")),
        ("surgery", made(LocalTherapy, on="2025-02-20", modality="microwave")),
        ("molecular testing", made(Biomarker, on="2025-02-20", interpretation="pending")),
        ("molecular testing", made(Biomarker, on="2025-02-20", interpretation="not tested")),
        ("genetic counselling", made(Event, on="2025-02-20", title="Stent")),
        ("", made(Surgery, on="2025-02-20")),
    ],
)
def test_what_is_no_answer_does_not_fit(kind: str, record: Record) -> None:
    """A test that is pending answers nothing yet."""
    assert _rows(record, item(BOARD, advice(kind))) == []


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        (("gemcitabine", "cisplatin"), ("cisplatin",), True),
        (("gemcitabine",), ("lenvatinib",), False),
        ((), ("lenvatinib",), True),
        (("gemcitabine",), (), True),
        (("吉西他滨",), ("Gemcitabine",), True),
        (("study drug X",), ("Study-drug x",), True),
    ],
)
def test_a_line_fits_where_it_shares_an_agent_or_none_is_named(
    wanted: tuple[str, ...], given: tuple[str, ...], fits: bool
) -> None:
    """An agent is the same by whichever of its names it goes."""
    row = advice("systemic therapy", *wanted)
    assert bool(_rows(line("line", "2025-02-20", "", *given), item(BOARD, row))) is fits


def test_a_trial_is_known_by_its_number() -> None:
    """Where both are told; otherwise by its agents."""
    row = advice("trial", "gemcitabine", trial_id="NCT 03875235")
    assert _rows(line("line", "2025-02-20", "", "durvalumab", trial_id="nct03875235"), item(BOARD, row)) == [
        row
    ]
    assert not _rows(line("line", "2025-02-20", "", "gemcitabine", trial_id="NCT1"), item(BOARD, row))
    assert not _rows(line("line", "2025-02-20", "", "durvalumab"), item(BOARD, row))


@pytest.mark.parametrize(
    ("board", "day", "fits"),
    [
        (BOARD, "2025-02-06", True),
        (BOARD, "2025-02-05", False),
        (BOARD, "2025-02", True),
        (BOARD, "2025-01", False),
        (BOARD, "", True),
        ("", "2020", True),
        ("2025", "2025-01-15", True),
    ],
)
def test_only_what_surely_began_before_the_board_is_left_out(board: str, day: str, fits: bool) -> None:
    """As far as both days are known."""
    values: dict[str, Any] = {"on": day} if day else {}
    record = made(Surgery, **values)
    assert bool(_rows(record, item(board, advice("surgery")))) is fits


def test_what_is_answered_or_was_not_decided_is_not_offered() -> None:
    """Nor is anything offered for a record that is the answer to something already."""
    record = made(Surgery, on="2025-02-20")
    answered = item(BOARD, advice("surgery", fulfilment="not done", reason="other"))
    deferred = item(BOARD, advice("surgery"), outcome="deferred")
    ahead = item("2025-03-20", advice("surgery"), outcome="")
    assert _rows(record, answered, deferred, ahead) == []
    linked = item(BOARD, advice("surgery", followed_by=record.id), advice("surgery"))
    assert _rows(record, linked) == []


def test_the_latest_board_and_its_first_choice_are_offered_first() -> None:
    """What has no priority comes after what has."""
    old, third, second, first = (advice("surgery", priority=one) for one in (1.0, None, 2.0, 1.0))
    record = made(Surgery, on="2025-02-20")
    assert _rows(record, item("2025-01-09", old), item(BOARD, third, second, first)) == [
        first,
        second,
        third,
        old,
    ]
