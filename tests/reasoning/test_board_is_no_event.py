"""A board talks about the disease and is no event of it: nothing that follows from a case changes by one."""

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation, Task
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.vital_status import vital_status
from tumorboard.reasoning.derived import derived
from tumorboard.reasoning.treatment_table import treatment_table

DEAD = dataclasses.replace(
    case_of(
        line("A", "2020-01", "2020-06", "gemcitabine"),
        line("B", "2020-07", "", "trastuzumab"),
        made(FollowUp, on="2020-08", alive=True),
        diagnosed_on="2019-12",
    ),
    patient=made(Patient, id="patient", mrn="17", birth_date="1950", died_on="2020-10-01"),
)
GOING = case_of(
    line("A", "2025-01", "", "gemcitabine", ongoing=True), made(FollowUp, on="2025-02", alive=True)
)
SAID = "Invasion of the liver; liver metastasis. Progression, then died of toxicity in 2020. HER2 negative."


def _item(case: Case, on: str) -> AgendaItem:
    """Return an item that names all there is, in words that mean something elsewhere."""
    ids = tuple(record.id for record in case.records)
    row = Recommendation(
        id=new_id(),
        kind="systemic therapy",
        text=SAID,
        agents=(Coded(text="trastuzumab"), Coded(text="anthracycline")),
        because=ids,
        fulfilment="not done",
        reason="death",
        note=SAID,
    )
    return AgendaItem(
        board="Liver board",
        on=Day(on) if on else None,
        discussion="restaging",
        question=SAID,
        outcome="discussed",
        minutes=SAID,
        plan_intent="palliative",
        wish=SAID,
        review_on=Day("2031"),
        recommendations=(row, Recommendation(kind="surgery", fulfilment="done")),
        actions=(Task(what=SAID, due=Day("2030-01-01"), done_on=Day("2030-01-02")),),
        addenda=(Addendum(text=SAID, on=Day("2030")),),
        sent_on=Day("2029"),
        finalised_on=Day(on) if on else None,
        note=SAID,
        source=SAID,
    )


def _bare(case: Case) -> Case:
    others = tuple(one for one in case.records if not isinstance(one, AgendaItem))
    return dataclasses.replace(case, records=others)


def _boarded(case: Case) -> Case:
    """Return a case with boards before all, long past, in time, to come, and of no day."""
    soon = TODAY + timedelta(days=14)
    for on in ("1900", "2018-03", "2020-12-24", str(TODAY), f"{soon}T14:00", "2060", ""):
        case = case.with_record(_item(case, on))
    return case


@pytest.mark.parametrize("case", [PUBLISHED, SYNTHETIC, DEAD, GOING, case_of()])
def test_boards_change_nothing_that_follows_from_a_case(case: Case) -> None:
    """Past, to come, after the death or without a day, whatever is said at them."""
    bare = _bare(case)
    boarded = _boarded(bare)
    assert len(boarded.records) == len(bare.records) + 7
    assert derived(boarded, TODAY) == derived(bare, TODAY)
    assert treatment_table(boarded, TODAY) == treatment_table(bare, TODAY)
    assert vital_status(boarded) == vital_status(bare)
    assert boarded.last_day() == bare.last_day()


@given(cases(most=8))
def test_boards_change_nothing_of_any_case(case: Case) -> None:
    """Whatever is recorded in it."""
    bare = _bare(case)
    boarded = _boarded(bare)
    assert derived(boarded, TODAY) == derived(bare, TODAY)
    assert boarded.last_day() == bare.last_day()
