import pytest

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.domain.vital_status import VitalStatus, vital_status


def _status(*records: Record, died_on: str = "") -> VitalStatus:
    patient = Patient(died_on=Day(died_on) if died_on else None)
    return vital_status(Case(patient, Tumour(), records))


def _visit(on: str, *, alive: bool | None = True, ecog: str = "") -> FollowUp:
    return FollowUp(on=Day(on), alive=alive, ecog=ecog)


def test_nothing_recorded_is_neither_life_nor_death() -> None:
    """A patient of whom nobody was asked is not counted among the living."""
    status = _status(FollowUp(on=Day("2020")))
    assert (status.is_recorded, status.is_dead, status.since(Day("2019"))) == (False, False, None)


def test_the_living_were_last_seen_at_a_visit() -> None:
    """The time of the living ends where they were last seen alive, as far as that day is known."""
    status = _status(_visit("2020-01-11"), _visit("2020-01-31"), FollowUp(on=Day("2021")))
    assert (status.is_recorded, status.is_dead, status.seen) == (True, False, Day("2020-01-31"))
    assert status.since(Day("2020-01-01")) == Span(30, 30)
    assert status.since(Day("2020-01")) == Span(0, 30)


@pytest.mark.parametrize(
    "record",
    [
        _visit("2020-03-01", alive=False),
        _visit("2020-03-01", alive=None, ecog="5"),
        AdverseEvent(grade=5),
        AdverseEvent(outcome="fatal"),
        SystemicLine(end_reason="death"),
    ],
    ids=["visit", "ECOG 5", "grade 5", "fatal", "end of a line"],
)
def test_a_death_may_be_told_anywhere(record: Record) -> None:
    """Whoever records a death in one place need not repeat it, and no day of death is made of it."""
    status = _status(record, _visit("2020-01-31"))
    assert (status.is_dead, status.died, status.seen) == (True, None, Day("2020-01-31"))


def test_a_death_lies_between_the_visits_around_it() -> None:
    """Without a day of death, it came after the last visit alive and not after the first that tells of it."""
    status = _status(
        _visit("2020-01-31"), _visit("2020-03-01", alive=False), _visit("2020-04-01", alive=False)
    )
    assert status.since(Day("2020-01-01")) == Span(30, 60)
    assert _status(_visit("2020-03-01", alive=False)).since(Day("2020-01-01")) == Span(None, 60)
    assert _status(AdverseEvent(grade=5)).since(Day("2020-01-01")) == Span(None, None)


def test_the_day_of_death_goes_before_visits() -> None:
    """What is recorded with the patient is the day."""
    status = _status(_visit("2020-03-01", alive=False), died_on="2020-02")
    assert status.since(Day("2020-01-31")) == Span(1, 29)
    assert not status.is_contradictory


def test_alive_after_death_is_a_contradiction() -> None:
    """A visit alive that cannot have been before the death is found; one that may have been is not."""
    assert _status(_visit("2020-03-01"), died_on="2020-02").is_contradictory
    assert not _status(_visit("2020-02-10"), died_on="2020-02").is_contradictory
    assert _status(_visit("2020-03-02"), _visit("2020-03-01", alive=False)).is_contradictory
