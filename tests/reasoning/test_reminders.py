import csv
import dataclasses
import io
import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY, case_of, line, made
from tests.strategies import cases
from tumorboard import resources
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded, field_of, fields_of
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.reasoning.remarks import Reminder
from tumorboard.reasoning.reminders.reminders import reminders

SITE = Coded("C23", "ICD-10", "Gallbladder")


def _states(case: Case, rule: str) -> list[str]:
    return [one.state for one in reminders(case, TODAY) if one.rule == rule]


def _case(*records: Record, site: Coded | None = SITE) -> Case:
    return case_of(*records, site=site)


def _result(analyte: str, on: str = "", value: str = "60", unit: str = "%", **values: Any) -> Laboratory:
    days = {"on": on} if on else {}
    found: Laboratory = made(
        Laboratory, analyte=Coded(text=analyte), value=Quantity("", value, unit), **days, **values
    )
    return found


def _test(name: str, on: str = "", **values: Any) -> Biomarker:
    given = {"interpretation": "positive", **values, **({"on": on} if on else {})}
    found: Biomarker = made(Biomarker, name=Coded(text=name), **given)
    return found


def _going(start: str, *drugs: str) -> SystemicLine:
    return line("A", start, "", *drugs, ongoing=True)


def _past(start: str, end: str, *drugs: str, **values: Any) -> SystemicLine:
    return line("A", start, end, *drugs, **values)


def _worded(analyte: str, on: str, words: str) -> Laboratory:
    found: Laboratory = made(Laboratory, analyte=Coded(text=analyte), on=on, text_value=words)
    return found


def _eyes(on: str = "") -> Event:
    found: Event = made(Event, title="Ophthalmology: no finding", **({"on": on} if on else {}))
    return found


_HEPATITIS = [_worded(name, "2024-05-06", "negative") for name in ("HBsAg", "Anti-HBc", "Anti-HBs")]
TPLUS = _going("2024-06-03", "trastuzumab", "pyrotinib")
PEMBRO = _going("2025-01-06", "pembrolizumab")
ADRENAL = Lesion(id="L", label="Right adrenal")
SBRT = made(LocalTherapy, on="2024-06-03", modality="SBRT", lesions=("L",))
INFLAMED = made(AdverseEvent, term=Coded(text="Pneumonitis"), grade=2, start="2024-11-04")
OLD_ICI = line("I", "2024-09-02", "2024-11-04", "pembrolizumab")


def _measured(on: str, response: str = "", target: bool | None = True) -> Imaging:
    row = Measurement(lesion="L", size_mm=20, target=target)
    found: Imaging = made(Imaging, on=on, stated_response=response, measurements=(row,))
    return found


STATES: list[tuple[str, str, Case]] = [
    ("R1", "due", _case()),
    ("R1", "not due", _case(_test("HER2"))),
    ("R1", "not evaluated", _case(_test("HER2", interpretation="pending"))),
    ("R1", "not evaluated", _case(site=None)),
    ("R1", "due", _case(_test("HER2", interpretation="not tested"))),
    ("R1", "", _case(site=Coded("C22.0", "ICD-10", "Liver, hepatocellular"))),
    ("R2", "due", _case(_past("2023", "2024-03", "trastuzumab", end_reason="progression"))),
    (
        "R2",
        "not due",
        _case(_past("2023", "2024-03", "trastuzumab", end_reason="progression"), _test("HER2", "2024-05")),
    ),
    (
        "R2",
        "not evaluated",
        _case(_past("2023", "2024-03", "trastuzumab", end_reason="progression"), _test("HER2")),
    ),
    ("R2", "", _case(_past("2023", "2024-03", "trastuzumab", end_reason="completed"))),
    ("R3", "due", _case(TPLUS)),
    ("R3", "not due", _case(TPLUS, *(_test(name) for name in ("PIK3CA", "PTEN", "p95HER2", "HER3")))),
    ("R3", "not evaluated", _case(line("A", "2024", "", "trastuzumab"))),
    ("R4", "due", _case(TPLUS)),
    ("R4", "not due", _case(TPLUS, _result("LVEF", "2024-05-20"), _result("LVEF", "2025-02-03"))),
    ("R4", "due", _case(TPLUS, _result("LVEF", "2024-05-20"), _result("LVEF", "2024-10-01"))),
    (
        "R4",
        "due",
        _case(TPLUS, _result("LVEF", "2024-05-20", "68"), _result("LVEF", "2025-02-03", "52")),
    ),
    (
        "R4",
        "due",
        _case(TPLUS, _result("LVEF", "2024-05-20", "59"), _result("LVEF", "2025-02-03", "49")),
    ),
    (
        "R4",
        "not due",
        _case(TPLUS, _result("LVEF", "2024-05-20", "67"), _result("LVEF", "2025-02-03", "52")),
    ),
    ("R4", "not evaluated", _case(_past("2022-01", "2022-06", "trastuzumab"))),
    ("R5", "not evaluated", _case(ADRENAL, SBRT)),
    ("R5", "not evaluated", _case(ADRENAL, SBRT, _result("cortisol"))),
    ("R5", "due", _case(ADRENAL, SBRT, _result("cortisol", "2024-06-01"))),
    ("R5", "not due", _case(ADRENAL, SBRT, _result("cortisol", "2025-02-01"))),
    ("R5", "", _case(Lesion(id="L", label="Liver S6"), SBRT)),
    ("R6", "due", _case(dataclasses.replace(PEMBRO, id="B"), INFLAMED)),
    ("R6", "not evaluated", _case(OLD_ICI, INFLAMED)),
    (
        "R6",
        "not due",
        _case(OLD_ICI, dataclasses.replace(INFLAMED, treatment="Prednisone", outcome="resolved")),
    ),
    ("R6", "not evaluated", _case(OLD_ICI, dataclasses.replace(INFLAMED, grade=None))),
    ("R6", "due", _case(PEMBRO, made(AdverseEvent, term=Coded(text="Cough"), grade=1))),
    ("R7", "due", _case(_going("2025-01-06", "T-DXd"), INFLAMED)),
    ("R7", "not evaluated", _case(_going("2025-01-06", "trastuzumab deruxtecan"))),
    ("R8", "due", _case(TPLUS)),
    ("R8", "not evaluated", _case(_past("2022", "2023", "S-1"))),
    ("R8", "not evaluated", _case(TPLUS, _result("HBsAg"))),
    ("R8", "not due", _case(TPLUS, _result("HBsAg"), _result("Anti-HBc"), _result("Anti-HBs"))),
    ("R8", "", _case()),
    ("R9", "due", _case(PEMBRO)),
    ("R9", "not evaluated", _case(OLD_ICI)),
    (
        "R9",
        "not due",
        _case(PEMBRO, *(_result(name, "2025-03-03") for name in ("TSH", "cortisol", "glucose"))),
    ),
    ("R10", "due", _case(_going("2025-01-06", "lenvatinib"))),
    ("R11", "due", _case(_going("2025-01-06", "capecitabine"))),
    ("R11", "not evaluated", _case(_past("2022", "2023", "S-1"))),
    ("R11", "not due", _case(_past("2022", "2023", "S-1"), _test("DPYD"))),
    ("R15", "due", _case(_going("2025-01-06", "DP303c"))),
    ("R15", "not due", _case(_going("2025-01-06", "DP303c"), _eyes("2024-12-16"))),
    ("R15", "due", _case(_going("2025-01-06", "DP303c"), _eyes("2019-05-06"))),
    ("R15", "not evaluated", _case(_going("2025-01-06", "DP303c"), _eyes())),
    ("R15", "not evaluated", _case(_past("2022", "2023", "DP303c"))),
    ("R16", "due", _case(_going("2025-01-06", "pemigatinib"), _result("Phosphate", "2025-02-03"))),
    (
        "R16",
        "not due",
        _case(_going("2025-01-06", "pemigatinib"), _result("Phosphate", "2025-02-03"), _eyes("2025-01-20")),
    ),
    (
        "R16",
        "due",
        _case(_going("2025-01-06", "pemigatinib"), _result("Phosphate", "2023-02-06"), _eyes("2025-01-20")),
    ),
    ("R17", "due", _case(ADRENAL, SBRT, _measured("2024-09-02"))),
    ("R17", "not due", _case(ADRENAL, SBRT, _measured("2024-09-02"), _measured("2024-12-02", "PD"))),
    ("R17", "not due", _case(ADRENAL, SBRT, _measured("2024-09-02", target=False))),
    ("R17", "not evaluated", _case(ADRENAL, SBRT, _measured("2024-09-02", target=None))),
    ("R17", "not evaluated", _case(ADRENAL, SBRT, _measured("2024-05-01"))),
    ("R18", "due", _case(OLD_ICI, dataclasses.replace(PEMBRO, id="B"), INFLAMED)),
    ("R18", "not due", _case(OLD_ICI, INFLAMED)),
    ("R18", "not evaluated", _case(OLD_ICI, dataclasses.replace(INFLAMED, grade=None))),
    ("R4", "not evaluated", _case(SystemicLine(label="HER2 trial"))),
    ("R15", "not evaluated", _case(SystemicLine(label="ADC trial"))),
    ("R4", "not evaluated", _case(_going("2025-01-06", "gemcitabine", "XY-17"))),
    ("R4", "", _case(_past("2022", "2023", "XY-17"))),
    ("R4", "", _case(_going("2025-01-06", "gemcitabine"))),
    ("R1", "due", _case(_test("HER2", interpretation="not evaluable"))),
    ("R1", "due", _case(_test("HER2", interpretation="", alteration="expression"))),
    ("R4", "due", _case(TPLUS, _result("LVEF", "2024-05-20"), _worded("LVEF", "2025-02-03", "not done"))),
    (
        "R4",
        "not due",
        _case(TPLUS, _result("LVEF", "2024-05-20", "68"), _result("LVEF", "2025-02-03", "0.6", "")),
    ),
    ("R5", "due", _case(ADRENAL, SBRT, _result("cortisol", "2025-02-01", "2", "ug/dL", low=4.0))),
    ("R6", "due", _case(dataclasses.replace(PEMBRO, id="B"), dataclasses.replace(INFLAMED, grade=1))),
    (
        "R6",
        "not due",
        _case(
            dataclasses.replace(PEMBRO, id="B"), dataclasses.replace(INFLAMED, grade=1, outcome="resolved")
        ),
    ),
    (
        "R7",
        "due",
        _case(_going("2024-01-08", "T-DXd"), made(AdverseEvent, term=Coded(text="ILD"), start="2024-11-04")),
    ),
    ("R8", "due", _case(TPLUS, _worded("HBsAg", "2024-05-06", "Positive"), *_HEPATITIS[1:])),
    ("R8", "due", _case(TPLUS, _HEPATITIS[0], _result("Anti-HBc", value="8", unit="", high=1.0))),
    ("R8", "not due", _case(TPLUS, *_HEPATITIS)),
    ("R8", "not evaluated", _case(TPLUS, *_HEPATITIS[:2], _worded("Anti-HBs", "2024-05-06", "pending"))),
    ("R17", "not evaluated", _case(ADRENAL, dataclasses.replace(SBRT, on=None), _measured("2024-09-02"))),
]


_PIECES = [record for _rule, _state, case in STATES for record in case.records]


@pytest.mark.parametrize(
    ("rule", "state", "case"),
    STATES,
    ids=[f"{rule} {state or 'not listed'}" for rule, state, _case in STATES],
)
def test_each_rule_has_its_three_states(rule: str, state: str, case: Case) -> None:
    """Due, not due because of what is recorded, or not evaluated because something is not."""
    assert _states(case, rule) == ([state] if state else [])


def _told(case: Case) -> list[tuple[str, str]]:
    return [(one.rule, one.state) for one in reminders(case, TODAY)]


def test_the_published_case() -> None:
    """What is asked of a man on lenvatinib, after anti-HER2 drugs, adrenal treatments and pneumonitis."""
    assert _told(PUBLISHED) == [
        ("R8", "due"),
        ("R10", "due"),
        ("R2", "not evaluated"),
        ("R4", "not evaluated"),
        ("R4", "not evaluated"),
        ("R5", "not evaluated"),
        ("R6", "not evaluated"),
        ("R9", "not evaluated"),
        ("R11", "not evaluated"),
        ("R15", "not evaluated"),
        ("R17", "not evaluated"),
        ("R1", "not due"),
        ("R18", "not due"),
    ]


def test_the_synthetic_case() -> None:
    """Made so that it has something of each state."""
    assert _told(SYNTHETIC) == [
        *(("R10", "due"), ("R17", "due")),
        *((rule, "not evaluated") for rule in ("R8", "R9", "R11", "R16")),
        *((rule, "not due") for rule in ("R1", "R17", "R17")),
    ]


def test_what_went_on_long_ago_is_said_to_have_gone_on_then() -> None:
    """Nobody knows whether a drug is still given a year after the last record."""
    later = {one.rule: one for one in reminders(PUBLISHED, date(2026, 6, 1))}
    now = {one.rule: one for one in reminders(PUBLISHED, TODAY)}
    assert "lenvatinib goes on;" in now["R10"].sentence
    assert "went on as last recorded (Mar 2025);" in later["R10"].sentence
    assert later["R10"].state == later["R8"].state == "due"


def test_an_undated_result_in_words_is_told_and_is_not_enough() -> None:
    """That adrenal hormones showed no abnormal change, nobody says when, neither warns nor reassures."""
    told = next(one for one in reminders(PUBLISHED, TODAY) if one.rule == "R5")
    assert told.state == "not evaluated"
    assert "no abnormal change; when is not recorded" in told.sentence
    assert told.missing == ("cortisol and ACTH with their day",)


def test_a_fall_of_the_lvef_is_told_with_its_numbers() -> None:
    """A limit the laboratory did not give is said to be none of its own."""
    results = _result("LVEF", "2024-05-20", "59"), _result("LVEF", "2025-02-03", "49")
    told = next(one for one in reminders(_case(TPLUS, *results), TODAY) if one.rule == "R4")
    assert "LVEF fell from 59 to 49 % (3 Feb 2025), below 50 % (no limit" in told.sentence
    limited = dataclasses.replace(results[1], low=55.0)
    told = next(one for one in reminders(_case(TPLUS, results[0], limited), TODAY) if one.rule == "R4")
    assert told.sentence.endswith("below 55 %.")


def test_lines_of_unknown_drugs_are_named_once_for_each_rule() -> None:
    """Each rule that may be about them says of which lines it cannot tell."""
    trastuzumab = line("A", "2022", "2023", "trastuzumab")
    case = _case(
        dataclasses.replace(trastuzumab, drugs=(*trastuzumab.drugs, Drug(id="?"))),
        SystemicLine(id="B", label="GP"),
        line("C", "2025-01", "", "XY-17", ongoing=True),
    )
    found = {one.rule: one for one in reminders(case, TODAY) if one.missing == ("drugs",)}
    assert set(found) == {"R4", "R9", "R10", "R11", "R15", "R16"}
    assert found["R4"].about == ("B", "C")  # of A it is known that it has to be asked
    assert found["R9"].about == ("A", "B", "C")
    assert "C: what kind of drug XY-17 is, is not known" in found["R9"].sentence


def test_the_dead_are_not_reminded_of() -> None:
    """Nothing is due any more."""
    patient = made(type(PUBLISHED.patient), mrn="1", died_on="2025-02")
    assert reminders(dataclasses.replace(PUBLISHED, patient=patient), TODAY) == ()


def test_every_rule_of_the_table_has_its_texts_and_its_source() -> None:
    """And says whether that was verified."""
    rows = list(csv.DictReader(io.StringIO(resources.text("reminders.csv"))))
    tested = {rule for rule, _state, _case in STATES}
    assert {row["rule"] for row in rows} == tested
    for row in rows:
        assert all(row.values())
        assert row["verified"] in ("yes", "no")


def _by_key(case: Case) -> dict[str, Reminder]:
    return {one.key: one for one in reminders(case, TODAY)}


@given(cases(most=10), st.randoms())
def test_reminders_do_not_depend_on_the_order_of_records(case: Case, dice: random.Random) -> None:
    """And each names records that are there, and what is missing where it was not evaluated."""
    found = reminders(case, TODAY)
    shuffled = list(case.records)
    dice.shuffle(shuffled)
    again = reminders(Case(case.patient, case.tumour, tuple(shuffled)), TODAY)
    assert [(one.key, one.state, one.sentence) for one in found] == [
        (one.key, one.state, one.sentence) for one in again
    ]
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert bool(one.missing) is (one.state == "not evaluated")
        assert all(case.find(place.record_id) for place in one.rests_on)


@given(st.lists(st.sampled_from(_PIECES), max_size=8, unique_by=lambda one: one.id))
def test_to_remove_a_result_never_makes_what_was_not_evaluated_not_due(records: list[Record]) -> None:
    """Neither a laboratory result nor a test that is lost reassures anybody."""
    case = _case(*records)
    before = _by_key(case)
    for lost in records:
        if isinstance(lost, Laboratory | Biomarker):
            rest = _case(*(record for record in records if record.id != lost.id))
            for key, one in _by_key(rest).items():
                if one.state == "not due" and key in before:
                    assert before[key].state == "not due", (lost, one)


@given(st.lists(st.sampled_from(_PIECES), max_size=6, unique_by=lambda one: one.id), st.data())
def test_to_remove_a_field_never_makes_what_was_not_evaluated_not_due(
    records: list[Record], data: st.DataObject
) -> None:
    """With less known, nothing is more certain."""
    case = _case(*records)
    if not case.records:
        return
    record = data.draw(st.sampled_from(case.records))
    names = [field.name for field in fields_of(type(record)) if getattr(record, field.name) != field.empty]
    name = data.draw(st.sampled_from(names))
    emptied: Any = dataclasses.replace(record, **{name: field_of(type(record), name).empty})
    before = _by_key(case)
    for key, one in _by_key(case.with_record(emptied)).items():
        if one.state == "not due" and key in before:
            assert before[key].state != "not evaluated", (name, one)
