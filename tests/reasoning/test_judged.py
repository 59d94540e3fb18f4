import dataclasses

import pytest

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.tumour import Tumour
from tumorboard.reasoning.judged import dismissal, judged
from tumorboard.reasoning.remarks import Finding, Place, Reminder

ONE, OTHER = new_id(), new_id()
FINDING = Finding(
    rule="stage-differs",
    about=(ONE, OTHER),
    sentence="Stated IIIA; the table gives IIIB.",
    why="The stage decides.",
    rests_on=(Place(ONE, "stated_group"),),
    source="AJCC 8",
)
REMINDER = Reminder(
    rule="R4",
    about=(ONE,),
    title="LVEF",
    state="due",
    sentence="No LVEF for 4 months.",
    why="Anti-HER2 drugs weaken the heart.",
    rests_on=(Place(ONE),),
    source="Label",
    verified=True,
)


def _case(*records: Dismissal) -> Case:
    return Case(Patient(), Tumour(), records)


def _aside(**values: object) -> Dismissal:
    return dataclasses.replace(dismissal(FINDING), **{"reason": "Known", **values})  # type: ignore[arg-type]


def test_what_was_put_aside_is_listed_as_such() -> None:
    """The dismissal belongs to the remark of its rule and records, in whatever order these are named."""
    found = judged(_case(_aside(about=(OTHER, ONE))), [FINDING, REMINDER])
    assert [one.group for one in found] == ["dismissed", "due"]
    assert found[0].dismissal
    assert found[1].dismissal is None


@pytest.mark.parametrize("values", [{"rule": "R4"}, {"about": (ONE,)}, {"reason": " "}])
def test_what_was_put_aside_otherwise_stands(values: dict[str, object]) -> None:
    """Of another rule, of other records, or without a reason."""
    found = judged(_case(_aside(**values)), [FINDING])
    assert [(one.group, one.dismissal) for one in found] == [("finding", None)]


def test_a_remark_that_reads_otherwise_now_stands_again() -> None:
    """What was decided about its earlier wording is still told."""
    found = judged(_case(_aside(said="Stated IIIA; the table gives IVB.")), [FINDING])
    assert not found[0].is_dismissed
    assert found[0].group == "finding"
    assert found[0].dismissal


def test_of_two_dismissals_the_later_counts() -> None:
    """An undated one is never the later."""
    early, late, undated = (_aside(on=on) for on in (Day("2024-01-02"), Day("2025"), None))
    for records in ((early, late, undated), (undated, late, early)):
        assert judged(_case(*records), [FINDING])[0].dismissal == late
