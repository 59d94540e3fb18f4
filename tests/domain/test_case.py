from datetime import date

import pytest

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.patient import Patient
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour

DRUG = Drug(agent=Coded(text="S-1"))
LATER = Surgery(id="b", on=Day.parse("2019-03"), procedures=(Coded(text="hepatectomy"),))
EARLIER = Surgery(id="a", on=Day.parse("2017-09"), procedures=(Coded(text="cholecystectomy"),))
UNDATED = Event(id="c", title="second opinion")
LINE = SystemicLine(id="d", start=Day.parse("2017-09/.."), drugs=(DRUG,))


@pytest.fixture
def case() -> Case:
    """A patient with a few records, given out of order."""
    patient = Patient(mrn="17")
    return Case(patient, Tumour(site=Coded("C23", "ICD-10")), (LATER, UNDATED, LINE, EARLIER))


def test_records_stand_in_order_of_time_and_the_undated_last(case: Case) -> None:
    """September 2017 comes before what came after it, and what has no date comes last."""
    assert case.records == (EARLIER, LINE, LATER, UNDATED)


def test_records_of_one_time_stand_in_order_of_their_ids() -> None:
    """The order is the same each time, so that the same case gives the same document."""
    twins = (Event(id="2", on=Day.parse("2020")), Event(id="1", on=Day.parse("2020")))
    assert [record.id for record in Case(Patient(), Tumour(), twins).records] == ["1", "2"]


def test_the_records_of_one_kind_are_given_in_order(case: Case) -> None:
    """A page asks for what it shows."""
    assert case.of(Surgery) == (EARLIER, LATER)
    assert case.of(FollowUp) == ()


def test_a_record_or_row_is_found_by_its_id(case: Case) -> None:
    """Links lead to records and to rows, such as the drug an event is blamed on."""
    assert case.find("a") is EARLIER
    assert case.get(DRUG.id) is DRUG
    assert case.get(case.patient.id) is case.patient
    assert case.get(case.id) is case.tumour
    assert case.find("nowhere") is None
    with pytest.raises(KeyError):
        case.get("nowhere")


def test_a_record_is_added_or_takes_the_place_of_its_former_self(case: Case) -> None:
    """A changed record moves to where its new date belongs."""
    moved = Surgery(id="b", on=Day.parse("2016"), procedures=LATER.procedures)
    assert case.with_record(moved).records == (moved, EARLIER, LINE, UNDATED)
    visit = FollowUp(id="e", on=Day.parse("2020"))
    assert case.with_record(visit).records == (EARLIER, LINE, LATER, visit, UNDATED)
    patient, tumour = Patient(mrn="18"), Tumour()
    assert case.with_record(patient).patient is patient
    assert case.with_record(tumour).tumour is tumour
    assert len(case.records) == 4


def test_problems_are_listed_by_record(case: Case) -> None:
    """A record without a problem is not in the list."""
    visit = FollowUp(id="e", on=Day.parse("2030"))
    found = case.with_record(visit).problems(date(2025, 1, 1))
    assert list(found) == ["e"]
    assert case.problems(date(2025, 1, 1)) == {}


def test_the_last_day_is_that_of_the_last_dated_record(case: Case) -> None:
    """The undated record does not count, and an empty case has no last day."""
    assert case.last_day() == Day.parse("2019-03")
    assert Case(case.patient, case.tumour).last_day() is None
