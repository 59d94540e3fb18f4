import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug
from tumorboard.domain.tumour import Staging
from tumorboard.reasoning.consistency.findings import findings
from tumorboard.reasoning.remarks import Finding


def _rules(case: Case) -> list[str]:
    return [one.rule for one in findings(case, TODAY)]


def _person(**values: Any) -> Patient:
    found: Patient = made(Patient, id="patient", mrn="17", **values)
    return found


def _of(*records: Record, born: str = "", died: str = "", **tumour: Any) -> Case:
    dates = {name: value for name, value in (("birth_date", born), ("died_on", died)) if value}
    return replace(case_of(*records, **tumour), patient=_person(**dates))


def _ca(on: str, value: str, **values: Any) -> Laboratory:
    text = value.lstrip("<>")
    quantity = Quantity(value.removesuffix(text), text, values.pop("unit", "U/mL"))
    found: Laboratory = made(Laboratory, on=on, analyte=Coded(text="CA19-9"), value=quantity, **values)
    return found


def _staging(**values: Any) -> Staging:
    given = {"on": "2020-01", "scheme": "gallbladder", "edition": "AJCC 8", "t": "T3", "n": "N1", "m": "M0"}
    found: Staging = made(Staging, **{**given, **values})
    return found


def _lesion(**values: Any) -> Lesion:
    found: Lesion = made(Lesion, **{"id": "L", "label": "Right adrenal", **values})
    return found


def _local(**values: Any) -> LocalTherapy:
    given = {"id": "C", "on": "2020-06-01", "modality": "cryoablation", "lesions": ("L",)}
    found: LocalTherapy = made(LocalTherapy, **{**given, **values})
    return found


def _her2(**values: Any) -> Biomarker:
    found: Biomarker = made(Biomarker, name=Coded(text="HER2"), **values)
    return found


def _scan(on: str, size: float, **values: Any) -> Imaging:
    row = Measurement(lesion="L", size_mm=size, target=True)
    found: Imaging = made(Imaging, on=on, line="A", criteria="RECIST 1.1", measurements=(row,), **values)
    return found


RESECTION = made(Surgery, on="2020-01-10", intent="curative", lesions=("L",))
ALONG = line("A", "2020-05-04", "2021-05-03")
STUDY = Imaging(
    line="A",
    measurements=(Measurement(lesion="L", target=True), Measurement(lesion="M", target=True)),
)
FIRES: list[tuple[str, Case, Case]] = [
    ("stage-differs", _of(_staging(stated_group="IIIA")), _of(_staging(stated_group="IIIB"))),
    (
        "duration-impossible",
        _of(replace(line("A", "2020-05", "2021-08"), stated_months=18)),
        _of(replace(line("A", "2020-05", "2021-08"), stated_months=16)),
    ),
    (
        "survival-impossible",
        _of(made(FollowUp, on="2025-03", stated_survival_months=100), diagnosed_on="2017-09"),
        _of(made(FollowUp, on="2025-03", stated_survival_months=90), diagnosed_on="2017-09"),
    ),
    (
        "survival-censored",
        _of(made(FollowUp, on="2025-03", alive=True, stated_survival_months=90)),
        _of(made(FollowUp, on="2025-03", alive=False, stated_survival_months=90)),
    ),
    (
        "m0-with-metastasis",
        _of(_staging(), _lesion(role="metastasis", first_seen="2020-01")),
        _of(_staging(), _lesion(role="metastasis", first_seen="2020-02")),
    ),
    (
        "nodes-differ",
        _of(_staging(kind="p", n="N0"), made(Surgery, on="2020-01", nodes_positive=2)),
        _of(_staging(kind="c", n="N0"), made(Surgery, on="2020-01", nodes_positive=2)),
    ),
    (
        "invasion-or-metastasis",
        _of(
            made(Specimen, on="2020-01", result="Adenocarcinoma with liver invasion"),
            made(Imaging, on="2020-01", findings="Hepatic metastasis in segment 5"),
        ),
        _of(
            made(Specimen, on="2020-01", result="Adenocarcinoma with liver invasion"),
            made(Imaging, on="2021-01", findings="Hepatic metastasis in segment 5"),
        ),
    ),
    (
        "invasion-or-metastasis",
        _of(_staging(), made(Specimen, note="Invasion of the liver; captions: liver metastases")),
        _of(_staging(), made(Specimen, note="Invasion of the liver; no liver metastases")),
    ),
    (
        "drug-outside-line",
        _of(replace(ALONG, drugs=(made(Drug, end="2021-09-01"),))),
        _of(replace(ALONG, drugs=(made(Drug, end="2021-05"),))),
    ),
    (
        "lines-overlap",
        _of(ALONG, line("B", "2021-01", "2022-01")),
        _of(ALONG, replace(line("B", "2021-01", "2022-01"), concurrent_with=("A",))),
    ),
    (
        "lines-overlap",
        _of(line("A", "2020", ongoing=True), line("B", "2021-01")),
        _of(ALONG, line("B", "2021-05")),
    ),
    (
        "adjuvant-without-resection",
        _of(replace(ALONG, setting="adjuvant")),
        _of(replace(ALONG, setting="adjuvant"), RESECTION),
    ),
    (
        "progression-site-is-no-lesion",
        _of(replace(ALONG, progression_sites=(Coded(text="Lung"),)), _lesion(site=Coded(text="Adrenal"))),
        _of(replace(ALONG, progression_sites=(Coded(text="Adrenals"),)), _lesion(site=Coded(text="Adrenal"))),
    ),
    (
        "ablated-target-in-line",
        _of(ALONG, _lesion(), _local()),
        _of(ALONG, _lesion(), _lesion(id="M", label="Liver"), _local()),
    ),
    ("ablated-target-in-line", _of(ALONG, _lesion(), _local()), _of(ALONG, _lesion(), _local(on="2020"))),
    ("ablated-target-in-line", _of(ALONG, _lesion(), _local()), _of(ALONG, _lesion(), _local(), STUDY)),
    ("ongoing-with-end", _of(replace(ALONG, ongoing=True)), _of(ALONG)),
    (
        "ongoing-after-death",
        _of(line("A", "2020", ongoing=True), died="2021"),
        _of(line("A", "2020", ongoing=True)),
    ),
    (
        "ongoing-without-drugs",
        _of(replace(line("A", "2020", ongoing=True), drugs=(Drug(ongoing=False),))),
        _of(replace(line("A", "2020", ongoing=True), drugs=(Drug(ongoing=False), Drug()))),
    ),
    (
        "ongoing-with-end-reason",
        _of(line("A", "2020", ongoing=True, end_reason="toxicity")),
        _of(line("A", "2020", "2021", end_reason="toxicity")),
    ),
    (
        "more-cycles-than-the-line",
        _of(replace(ALONG, cycles=4, drugs=(Drug(cycles=6),))),
        _of(replace(ALONG, cycles=6, drugs=(Drug(cycles=4),))),
    ),
    (
        "adverse-event-ended",
        _of(made(AdverseEvent, outcome="ongoing", end="2020")),
        _of(made(AdverseEvent, outcome="ongoing", start="2020")),
    ),
    (
        "more-positive-than-examined",
        _of(Surgery(nodes_examined=3, nodes_positive=4)),
        _of(Surgery(nodes_examined=4, nodes_positive=4)),
    ),
    ("end-before-start", _of(line("A", "2021-05", "2021-04")), _of(line("A", "2021-05", "2021"))),
    ("before-birth", _of(_ca("1957-01-01", "4"), born="1958"), _of(_ca("1958-01-01", "4"), born="1958")),
    ("after-death", _of(_ca("2021-02-01", "4"), died="2021-01"), _of(_ca("2021-01-31", "4"), died="2021-01")),
    (
        "alive-after-death",
        _of(made(FollowUp, on="2021-03", alive=True), died="2021-01"),
        _of(made(FollowUp, on="2021-01", alive=True), died="2021-01"),
    ),
    (
        "response-differs",
        _of(ALONG, _scan("2020-05-01", 50), _scan("2020-08-03", 60, stated_response="SD")),
        _of(ALONG, _scan("2020-05-01", 50), _scan("2020-08-03", 60, stated_response="PD")),
    ),
    (
        "best-response-differs",
        _of(replace(ALONG, best_response="PR"), _scan("2020-05-01", 50), _scan("2020-08-03", 49)),
        _of(replace(ALONG, best_response="SD"), _scan("2020-05-01", 50), _scan("2020-08-03", 49)),
    ),
    (
        "fold-and-copies",
        _of(_her2(value=7.4, value_unit="fold"), _her2(value=7.4, value_unit="copies")),
        _of(_her2(value=7.4, value_unit="fold"), _her2(value=2.1, value_unit="ratio")),
    ),
    (
        "score-and-interpretation",
        _of(_her2(method="IHC", score="3+", interpretation="negative")),
        _of(_her2(method="IHC", score="2+", interpretation="negative")),
    ),
    (
        "duplicate-results",
        _of(_ca("2020-01-02", "40"), _ca("2020-01-02", "40.0")),
        _of(_ca("2020-01-02", "40"), _ca("2020-01-02", "40", method="other")),
    ),
    (
        "jump",
        _of(_ca("2020-01-02", "40"), _ca("2020-02-02", "4100"), _ca("2020-03-02", "38")),
        _of(_ca("2020-01-02", "40"), _ca("2020-02-02", "4100", unit="mU/L"), _ca("2020-03-02", "38")),
    ),
    (
        "jump",
        _of(_ca("2020-01-02", "40"), _ca("2020-02-02", "0.04")),
        _of(_ca("2020-01-02", "40"), _ca("2020-08-02", "0.04")),
    ),
    (
        "decimal-slip",
        _of(_ca("2020-01-02", "40"), _ca("2020-02-02", "410"), _ca("2020-03-02", "42")),
        _of(_ca("2020-01-02", "40"), _ca("2020-02-02", "410"), _ca("2020-03-02", "390")),
    ),
]


@pytest.mark.parametrize(("rule", "fires", "silent"), FIRES, ids=[rule for rule, _fires, _silent in FIRES])
def test_a_rule_speaks_of_what_it_is_for_and_of_nothing_else(rule: str, fires: Case, silent: Case) -> None:
    """In a small case it is the only finding, and its twin has none of it."""
    assert set(_rules(fires)) == {rule}
    assert rule not in _rules(silent)


def test_the_published_case_has_these_contradictions_and_no_others() -> None:
    """As its readers found them."""
    assert [(one.rule, one.sentence) for one in findings(PUBLISHED, TODAY)] == [
        ("stage-differs", "pT3 N1 M0: stated IIIA, the table gives IIIB."),
        ("duration-impossible", "Trastuzumab + pyrotinib: 18 months stated, the dates allow 14.0–16.0 mo."),
        (
            "survival-censored",
            "Survival of 90 months stated, but the patient lives: it is the time followed, censored.",
        ),
        ("invasion-or-metastasis", "Invasion of the liver in one place, metastasis in another."),
        (
            "ablated-target-in-line",
            "Cryoablation of Right adrenal inside Trastuzumab + pyrotinib: "
            "no other known lesion is left to judge the line by.",
        ),
    ]


def test_the_synthetic_case() -> None:
    """A survival that is stated of the living, a trial that overlaps the line after it, two responses."""
    assert _rules(SYNTHETIC) == ["survival-censored", "lines-overlap", "response-differs", "response-differs"]


def _everything(finding: Finding) -> tuple[Any, ...]:
    return finding.key, finding.sentence, frozenset(finding.rests_on)


@given(cases(most=10), st.randoms())
def test_findings_do_not_depend_on_the_order_of_records(case: Case, dice: random.Random) -> None:
    """A case given in any order says the same; every record named is in it, and each says why."""
    found = findings(case, TODAY)
    shuffled = list(case.records)
    dice.shuffle(shuffled)
    again = findings(Case(case.patient, case.tumour, tuple(shuffled)), TODAY)
    assert list(map(_everything, found)) == list(map(_everything, again))
    for one in found:
        assert one.why
        assert all(case.find(place.record_id) for place in one.rests_on)


@given(cases(most=8), st.data())
def test_a_finding_rests_on_what_it_names(case: Case, data: st.DataObject) -> None:
    """To take a record out that is not named makes no contradiction between two others."""
    if not case.records:
        return
    gone = data.draw(st.sampled_from(case.records))
    left = Case(case.patient, case.tumour, tuple(one for one in case.records if one.id != gone.id))
    needs_another = {"adjuvant-without-resection", "ablated-target-in-line", "survival-censored", "jump"}
    needs_another |= {"decimal-slip", "progression-site-is-no-lesion", "duplicate-results", "lines-overlap"}
    needs_another |= {"pathological-t-without-resection", "survival-impossible", "nodes-differ"}
    needs_another |= {
        "m0-with-metastasis",
        "invasion-or-metastasis",
        "event-before-drug",
        "alive-after-fatal",
    }
    before = {one.key for one in findings(case, TODAY)}
    new = [one.rule for one in findings(left, TODAY) if one.key not in before]
    assert set(new) <= needs_another
