from dataclasses import replace
from typing import Any

import pytest

from tests.reasoning.cases import TODAY, case_of, line, made
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug
from tumorboard.domain.tumour import Staging
from tumorboard.reasoning.consistency.findings import findings

ALONG = line("A", "2020-05-04", "2021-05-03", "cisplatin")
LESION = made(Lesion, id="L", label="Liver", first_seen="2020-06-01")
ABLATION = made(LocalTherapy, modality="microwave", lesions=("L",))


def _scan(on: str, *rows: Measurement, **values: Any) -> Imaging:
    found: Imaging = made(Imaging, on=on, measurements=rows, **values)
    return found


def _row(size: float, state: str = "") -> Measurement:
    return Measurement(lesion="L", size_mm=size, state=state)


def _event(**values: Any) -> AdverseEvent:
    found: AdverseEvent = made(AdverseEvent, term=Coded(text="Rash"), **values)
    return found


def _visit(**values: Any) -> FollowUp:
    found: FollowUp = made(FollowUp, **values)
    return found


def _tested(taken: str) -> Case:
    test = made(Biomarker, on="2020-06", name=Coded(text="MSI"), specimen="S")
    return case_of(test, made(Specimen, id="S", on=taken, procedure="blood"))


PT = made(Staging, on="2020-01", kind="p", scheme="other", t="T2")
BIOPSY = Specimen(procedure="core biopsy")
FIRES: list[tuple[str, Case, Case]] = [
    (
        "before-first-seen",
        case_of(LESION, _scan("2020-05-31", _row(12))),
        case_of(LESION, _scan("2020-05-31")),
    ),
    (
        "before-first-seen",
        case_of(LESION, replace(ABLATION, on=Day.parse("2020-05"))),
        case_of(LESION, replace(ABLATION, on=Day.parse("2020"))),
    ),
    (
        "absent-with-size",
        case_of(LESION, _scan("2020-07", _row(12, "absent"))),
        case_of(LESION, _scan("2020-07", _row(0, "absent"))),
    ),
    (
        "measured-twice",
        case_of(LESION, _scan("2020-07", _row(12), _row(14))),
        case_of(LESION, _scan("2020-07", _row(12)), _scan("2020-07", _row(14))),
    ),
    (
        "new-lesions-and-response",
        case_of(_scan("2020-07", new_lesions=True, criteria="RECIST 1.1", stated_response="SD")),
        case_of(_scan("2020-07", new_lesions=True, criteria="iRECIST", stated_response="SD")),
    ),
    ("ecog-and-alive", case_of(_visit(alive=True, ecog="5")), case_of(_visit(alive=False, ecog="5"))),
    ("ecog-and-alive", case_of(_visit(alive=False, ecog="2")), case_of(_visit(ecog="5"))),
    ("test-before-specimen", _tested("2020-07"), _tested("2020-06")),
    (
        "response-before-line",
        case_of(ALONG, _scan("2020-04", line="A", stated_response="SD")),
        case_of(ALONG, _scan("2020-04", line="A", stated_response="PD")),
    ),
    (
        "event-before-drug",
        case_of(ALONG, _event(start="2020-04", drugs=("A cisplatin",))),
        case_of(ALONG, _event(start="2020-05", drugs=("A cisplatin",))),
    ),
    (
        "event-before-drug",
        case_of(ALONG, line("B", "2020-01", "2020-02", "S-1"), _event(start="2019", drugs=("A cisplatin",))),
        case_of(
            ALONG,
            line("B", "2020-01", "2020-02", "S-1"),
            _event(start="2020-02", drugs=("A cisplatin", "B S-1")),
        ),
    ),
    (
        "grade-and-outcome",
        case_of(_event(grade=3, outcome="fatal")),
        case_of(_event(grade=5, outcome="fatal")),
    ),
    ("grade-and-outcome", case_of(_event(grade=5, outcome="resolved")), case_of(_event(grade=5))),
    (
        "alive-after-fatal",
        case_of(_event(end="2020-01", outcome="fatal"), _visit(on="2020-02", alive=True)),
        case_of(_event(start="2020-01", outcome="fatal"), _visit(on="2020-02", alive=True)),
    ),
    (
        "alive-after-fatal",
        case_of(replace(ALONG, end_reason="death"), _visit(on="2021-09", alive=True)),
        case_of(replace(ALONG, end_reason="death"), _visit(on="2021-07", alive=True)),
    ),
    (
        "drug-ongoing-after-line",
        case_of(replace(ALONG, drugs=(Drug(agent=Coded(text="S-1"), ongoing=True),))),
        case_of(replace(ALONG, drugs=(Drug(agent=Coded(text="S-1"), ongoing=False),))),
    ),
    ("pathological-t-without-resection", case_of(PT, BIOPSY), case_of(PT, Surgery())),
    ("pathological-t-without-resection", case_of(PT), case_of(PT, Specimen(procedure="resection"))),
    ("pathological-t-without-resection", case_of(PT), case_of(replace(PT, t="TX"))),
    (
        "line-before-diagnosis",
        case_of(ALONG, diagnosed_on="2020-07"),
        case_of(ALONG, diagnosed_on="2020-06"),
    ),
]


@pytest.mark.parametrize(("rule", "fires", "silent"), FIRES, ids=[rule for rule, _fires, _silent in FIRES])
def test_a_rule_speaks_of_what_it_is_for_and_of_nothing_else(rule: str, fires: Case, silent: Case) -> None:
    """In a small case it is the only finding, and its twin has none at all."""
    assert [one.rule for one in findings(fires, TODAY)] == [rule]
    assert [one.rule for one in findings(silent, TODAY)] == []
