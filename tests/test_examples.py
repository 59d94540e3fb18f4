import re
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tumorboard import resources
from tumorboard.domain import vocabulary
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded, fields_of, shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, until, when, with_rows
from tumorboard.domain.records import COURSE
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.exchange import case_document

PUBLISHED = case_document.read(resources.data("examples/published.json"))
SYNTHETIC = case_document.read(resources.data("examples/synthetic.json"))
every_example = pytest.mark.parametrize("case", [PUBLISHED, SYNTHETIC], ids=["published", "synthetic"])

NUMBERS_OF_THE_PUBLICATION = {
    "59",  # years at presentation
    "1200",  # U/mL, CA19-9
    *("2017", "2019", "2020", "2021", "2022", "2023", "2025"),
    *("8", "3", "1", "0"),  # AJCC 8, T3 N1 M0
    "4",  # cycles of GP
    "2",  # cycles of AS; grade of the pneumonitis; cycles of pembrolizumab; cycles to stable disease
    *("6", "400"),  # mg/kg trastuzumab, mg/d pyrotinib
    *("12", "200"),  # mg/d lenvatinib, mg pembrolizumab
    "18",  # months as stated
    "90",  # months as stated
    "7.4",  # fold
}
NAMES_WITH_NUMBERS = (
    *("CA19-9", "CA199", "HER2", "ERBB2", "S-1", "DP303c", "iodine-125", "q3w"),
    *("Figure 1C", "Figure 1", "Figure 2A", "Fig 2A", "Fig 2B", "Fig 2C", "Fig 2", "Fig 1C", "Fig 1"),
)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{4}")


def _one(of: type[Record], **values: Any) -> Record:
    """Return the one record of the published case with these values, days given as their text."""
    found = [
        record
        for record in PUBLISHED.of(of)
        if all(_text(getattr(record, name)) == value for name, value in values.items())
    ]
    assert len(found) == 1, values
    return found[0]


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, Coded) or type(value).__name__ == "Day" else value


def _line(label: str) -> SystemicLine:
    line = _one(SystemicLine, label=label)
    assert isinstance(line, SystemicLine)
    return line


def _told(record: Record) -> dict[str, str]:
    """Return what a record says, in words, without links, note and source."""
    told = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if (
            value != field.empty
            and field.kind not in ("link", "links", "rows", "note")
            and field.name != "source"
        ):
            told[field.name] = str(value) if field.kind == "day" else field.show(value)
    return told


def _drugs(line: SystemicLine) -> list[dict[str, str]]:
    return [_told(drug) for drug in line.drugs]


RIGHT_ADRENAL = {"site": "Adrenal metastasis", "side": "right", "role": "metastasis", "first_seen": "2020-03"}
ROWS: list[tuple[str, Callable[[], Any], Any]] = [
    ("P man of 59", lambda: (PUBLISHED.patient.sex, PUBLISHED.patient.age_at_presentation), ("male", 59)),
    ("P birth date not known", lambda: shown(PUBLISHED.patient, "birth_date"), "not recorded"),
    (
        "E1 CA19-9",
        lambda: _told(_one(Laboratory, on="../2017-09")),
        {"on": "../2017-09", "analyte": "CA19-9", "value": "1,200 U/mL"},
    ),
    (
        "E2a CT",
        lambda: _told(_one(Imaging, on="../2017-09", modality="CT"))["on"],
        "../2017-09",
    ),
    ("E2b PET-CT", lambda: _told(_one(Imaging, modality="PET-CT"))["on"], "../2017-09"),
    (
        "E3 surgery",
        lambda: _told(_one(Surgery, on="2017-09")),
        {"on": "2017-09", "procedures": "Hepatic resection, Cholecystectomy, Lymphadenectomy"},
    ),
    (
        "E4 pathology",
        lambda: _told(PUBLISHED.tumour),
        {
            "label": "HER2-positive gallbladder adenocarcinoma",
            "site": "Gallbladder",
            "histology": "Adenocarcinoma, NOS",
            "grade": "G2",
            "diagnosed_on": "2017-09",
            "basis": "histology",
        },
    ),
    (
        "E4 stage as stated",
        lambda: _told(_one(Staging)),
        {
            "on": "2017-09",
            "scheme": "gallbladder",
            "edition": "AJCC 8",
            "kind": "p, pathological",
            "t": "T3",
            "n": "N1",
            "m": "M0",
            "stated_group": "IIIA",
        },
    ),
    (
        "E4 HER2",
        lambda: _told(_one(Biomarker, on="2017-09")),
        {
            "on": "2017-09",
            "name": "ERBB2 (HER2)",
            "method": "IHC",
            "alteration": "expression",
            "interpretation": "positive",
        },
    ),
    (
        "E5 radiotherapy",
        lambda: _told(_one(LocalTherapy, intent="adjuvant")),
        {"on": "2017-09/..", "modality": "external-beam radiotherapy", "intent": "adjuvant"},
    ),
    (
        "E5 S-1",
        lambda: (_told(_line("S-1")), _drugs(_line("S-1"))),
        ({"label": "S-1", "setting": "adjuvant", "start": "2017-09/.."}, [{"agent": "S-1"}]),
    ),
    (
        "E5 given together",
        lambda: _line("S-1").concurrent_with,
        (_one(LocalTherapy, intent="adjuvant").id,),
    ),
    (
        "E6 second hepatectomy",
        lambda: _told(_one(Surgery, on="2019-03")),
        {"on": "2019-03", "procedures": "Second hepatectomy"},
    ),
    (
        "E6 recurrence",
        lambda: _told(_one(Lesion, role="recurrence")),
        {"label": "Hepatic recurrence", "site": "Liver", "role": "recurrence", "first_seen": "2019-03"},
    ),
    (
        "E6 HER2",
        lambda: _told(_one(Biomarker, on="2019-03"))["interpretation"],
        "positive",
    ),
    (
        "E7 GP",
        lambda: (_told(_line("GP")), _drugs(_line("GP"))),
        (
            {"label": "GP", "start": "2019-03/..", "cycles": "4"},
            [{"agent": "gemcitabine"}, {"agent": "cisplatin"}],
        ),
    ),
    (
        "E8 right adrenal",
        lambda: _told(_one(Lesion, label="Right adrenal")),
        {"label": "Right adrenal", **RIGHT_ADRENAL},
    ),
    (
        "E8 CT",
        lambda: (_told(_one(Imaging, on="2020-03"))["new_lesions"], _one(Imaging, on="2020-03").source),
        ("yes", "figure caption, Fig 2A"),
    ),
    (
        "E9 AS",
        lambda: (_told(_line("AS")), _drugs(_line("AS"))),
        (
            {
                "label": "AS",
                "start": "2019-03/2020-05",
                "end": "2019-03/2020-05",
                "cycles": "2",
                "best_response": "PD",
                "end_reason": "progression",
                "progression_sites": "Right adrenal",
            },
            [{"agent": "nab-paclitaxel"}, {"agent": "S-1"}],
        ),
    ),
    (
        "E10 NGS",
        lambda: _told(_one(Biomarker, method="NGS")),
        {
            "name": "ERBB2 (HER2)",
            "method": "NGS",
            "alteration": "amplification",
            "value": "7.4",
            "value_unit": "fold",
            "laboratory": "Geneseeq",
        },
    ),
    (
        "E10 TMB",
        lambda: (_told(_one(Biomarker, name="TMB")), _one(Biomarker, name="TMB").source),
        ({"name": "TMB", "interpretation": "high"}, "Discussion"),
    ),
    (
        "E11 trastuzumab and pyrotinib",
        lambda: (_told(_line("Trastuzumab + pyrotinib")), _drugs(_line("Trastuzumab + pyrotinib"))),
        (
            {
                "label": "Trastuzumab + pyrotinib",
                "start": "2020-05",
                "end": "2021-08",
                "end_reason": "progression",
                "progression_sites": "Right adrenal",
                "stated_months": "18 months",
            },
            [
                {"agent": "trastuzumab", "dose": "6 mg/kg", "schedule": "q3w"},
                {"agent": "pyrotinib", "dose": "400 mg/d"},
            ],
        ),
    ),
    (
        "E12 cryoablation",
        lambda: _told(_one(LocalTherapy, modality="cryoablation")),
        {"on": "2020-05/2021-02", "modality": "cryoablation", "target": "Right adrenal"},
    ),
    (
        "E12 biopsy",
        lambda: (_told(_one(Specimen, result_state="unknown")), PUBLISHED.of(LocalTherapy)[1].biopsy),
        (
            {"on": "2020-05/2021-02", "site": "Adrenal metastasis", "result_state": "unknown"},
            _one(Specimen, result_state="unknown").id,
        ),
    ),
    ("E13 CT", lambda: _one(Imaging, on="2021-02").source, "figure caption, Fig 2B"),
    (
        "E14 DP303c",
        lambda: (_told(_line("DP303c")), _drugs(_line("DP303c"))),
        (
            {
                "label": "DP303c",
                "start": "2021-08/2022-01",
                "end": "2021-08/2022-01",
                "cycles": "3",
                "trial": "Phase I trial of DP303c",
                "trial_phase": "I",
                "best_response": "SD",
                "end_reason": "patient withdrawal",
            },
            [{"agent": "DP303c", "stop_reason": "patient withdrawal", "stop_note": "Fatigue"}],
        ),
    ),
    (
        "E14 fatigue",
        lambda: _told(_one(AdverseEvent, grade=None)),
        {"term": "Fatigue", "start": "2021-08/2022-01"},
    ),
    (
        "E15 SBRT",
        lambda: _told(_one(LocalTherapy, modality="SBRT")),
        {"on": "2022-01", "modality": "SBRT", "device": "CyberKnife", "target": "Right adrenal"},
    ),
    ("E16 CT", lambda: _one(Imaging, on="2022-02").source, "figure caption, Fig 2C"),
    (
        "E17 hormones",
        lambda: (_told(_one(Laboratory, value=None)), _one(Laboratory, value=None).source),
        ({"analyte": "Adrenal hormones", "text_value": "no abnormal change"}, "Discussion"),
    ),
    (
        "E18 progression",
        lambda: _told(_one(Imaging, on="../2023-03")),
        {"on": "../2023-03", "stated_response": "PD"},
    ),
    (
        "E19 seeds",
        lambda: _told(_one(LocalTherapy, modality="iodine-125 seeds"))["on"],
        "2023-03",
    ),
    ("E19 CT", lambda: _told(_one(Imaging, on="2023-03")), {"on": "2023-03", "modality": "CT"}),
    (
        "E20 lung metastases",
        lambda: _told(_one(Lesion, label="Lung metastases")),
        {
            "label": "Lung metastases",
            "site": "Lung metastasis",
            "role": "metastasis",
            "first_seen": "2023-03/..",
        },
    ),
    (
        "E21 to E23 lenvatinib goes on, pembrolizumab does not",
        lambda: (_told(_line("Lenvatinib + pembrolizumab")), _drugs(_line("Lenvatinib + pembrolizumab"))),
        (
            {
                "label": "Lenvatinib + pembrolizumab",
                "start": "2023-03/..",
                "ongoing": "yes",
                "best_response": "SD",
            },
            [
                {"agent": "lenvatinib", "dose": "12 mg/d", "ongoing": "yes"},
                {
                    "agent": "pembrolizumab",
                    "dose": "200 mg",
                    "schedule": "q3w",
                    "ongoing": "no",
                    "cycles": "2",
                    "stop_reason": "toxicity",
                    "stop_note": "Interstitial pneumonitis; stopped permanently",
                },
            ],
        ),
    ),
    (
        "E22 pneumonitis",
        lambda: _told(_one(AdverseEvent, grade=2)),
        {"term": "Pneumonitis", "grade": "2", "start": "2023-03/.."},
    ),
    (
        "E24 alive",
        lambda: _told(_one(FollowUp)),
        {"on": "2025-03", "alive": "yes", "disease_state": "stable", "stated_survival_months": "90 months"},
    ),
]


@pytest.mark.parametrize(("found", "stated"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_published_case_says_what_was_published(found: Callable[[], Any], stated: Any) -> None:
    """Every fact of the publication is there as stated, as precisely as it was stated, and no more."""
    assert found() == stated


def test_the_published_case_has_no_number_that_was_not_published() -> None:
    """A number that looks measured and was not would be believed."""
    numbers: Counter[str] = Counter()
    for record in PUBLISHED.everything():
        for one in with_rows(record):
            for text in [*_told(one).values(), one.note, one.source]:
                for name in NAMES_WITH_NUMBERS:
                    text = text.replace(name, "")
                numbers.update(re.findall(r"\d+(?:\.\d+)?", DATE.sub(_year, text.replace(",", ""))))
    assert set(numbers) - NUMBERS_OF_THE_PUBLICATION == set()
    assert {"59", "1200", "18", "90", "7.4"} <= set(numbers)


def _year(match: re.Match[str]) -> str:
    return match[0][:4]


def test_the_published_case_has_no_day_more_precise_than_a_month() -> None:
    """The publication gives months; a day would be made up."""
    days = [day for record in PUBLISHED.everything() for day in (when(record), until(record)) if day]
    assert {day.precision for day in days} == {"month"}


def test_the_published_case_keeps_its_contradictions() -> None:
    """What the text and the captions say differently is kept beside each other, not resolved."""
    liver = _one(Lesion, label="Liver")
    for record in (liver, _one(Staging)):
        assert "invasion" in record.note
        assert "metastasis" in record.note
    assert _told(liver).get("role") is None
    assert "baseline" in _line("AS").note
    assert "seven years" in _one(FollowUp).note


def test_the_right_adrenal_keeps_its_identity_through_every_treatment() -> None:
    """Cryoablation, stereotactic radiotherapy and seeds treat one lesion."""
    adrenal = _one(Lesion, label="Right adrenal").id
    treated = [therapy.modality for therapy in PUBLISHED.of(LocalTherapy) if adrenal in therapy.lesions]
    assert treated == ["cryoablation", "SBRT", "iodine-125 seeds"]


def test_an_adverse_event_acts_on_each_drug_apart() -> None:
    """The pneumonitis ended pembrolizumab and left lenvatinib as it was."""
    pneumonitis = _one(AdverseEvent, grade=2)
    assert isinstance(pneumonitis, AdverseEvent)
    acted = {}
    for action in pneumonitis.actions:
        drug = PUBLISHED.get(action.drug)
        assert isinstance(drug, Drug)
        acted[str(drug.agent)] = action.action
    assert acted == {"pembrolizumab": "withdrawn", "lenvatinib": "none"}


def test_the_published_case_names_nobody() -> None:
    """Its labels are called labels."""
    assert PUBLISHED.patient.mrn == "EXAMPLE-1"
    assert "labels of this example" in PUBLISHED.patient.note
    assert all(record.source for record in PUBLISHED.everything())


@every_example
def test_an_example_has_no_problem(case: Case) -> None:
    """Nothing in an example is missing or implausible."""
    assert case.problems(date(2025, 4, 1)) == {}


@every_example
def test_an_example_uses_the_terms_of_the_vocabularies(case: Case) -> None:
    """A coded term carries the code its vocabulary has for it."""
    for record in case.everything():
        for one in with_rows(record):
            for field in fields_of(type(one)):
                value = getattr(one, field.name)
                for term in value if field.kind == "coded_list" else [value]:
                    if isinstance(term, Coded) and term.code:
                        known = vocabulary.load(getattr(field, "vocabulary", "")).find(term.code)
                        assert known is not None
                        assert (known.code, known.system) == (term.code, term.system)


def test_the_synthetic_case_says_so_in_its_name() -> None:
    """Nobody takes it for a patient."""
    assert SYNTHETIC.patient.family_name == "Synthetic"
    assert SYNTHETIC.patient.mrn == "000785"
    assert "made up" in SYNTHETIC.patient.note


@pytest.mark.parametrize("one", COURSE, ids=lambda one: one.record_kind)
def test_the_synthetic_case_uses_every_kind_of_record(one: type[Record]) -> None:
    """There is something to see on every page."""
    assert SYNTHETIC.of(one)


def test_the_synthetic_case_lasts_six_years() -> None:
    """A long course is what the figures have to bear."""
    days = [day.anchor for record in SYNTHETIC.records if (day := when(record))]
    assert (max(days) - min(days)).days >= 6 * 365


def _marker() -> list[Laboratory]:
    return [one for one in SYNTHETIC.of(Laboratory) if one.analyte and one.analyte.text == "CA19-9"]


def test_the_synthetic_marker_is_dense_and_has_every_oddity() -> None:
    """Bounds on both sides, two on one day, another assay and its limits, another unit, a time of day."""
    results = _marker()
    assert len(results) >= 60
    assert {one.value.comparator for one in results if one.value} == {"", "<", ">"}
    assert {one.value.unit for one in results if one.value} == {"U/mL", "kU/L"}
    assert {one.on.precision for one in results if one.on} == {"day", "month"}
    assert any(str(one.on) == "2021-03-04T08:15" for one in results)
    assert max(Counter(str(one.on) for one in results).values()) == 2
    assert {(one.method, one.high) for one in results} >= {
        ("ECLIA, analyser A", 37),
        ("CLIA, analyser B", 35),
    }


def test_a_corrected_result_keeps_the_one_it_replaces() -> None:
    """Both stand in the case, and the later one says so."""
    (corrected,) = [one for one in _marker() if one.status == "corrected"]
    replaced = SYNTHETIC.get(corrected.replaces)
    assert isinstance(replaced, Laboratory)
    assert replaced.on == corrected.on
    assert replaced.value != corrected.value


def test_the_synthetic_marker_follows_the_treatments() -> None:
    """It falls while a line holds the disease and has risen when the line ends for progression."""
    for line in SYNTHETIC.of(SystemicLine):
        if line.end_reason != "progression" or line.start is None or line.end is None:
            continue
        during = [
            one.value.number
            for one in _marker()
            if one.value and one.on and line.start.anchor <= one.on.anchor <= line.end.anchor
        ]
        assert during[-1] > 2 * min(during)


def test_the_synthetic_case_has_what_is_hard_to_draw() -> None:
    """Lines that overlap, an event without a date, and target lesions measured again and again."""
    lines = [one for one in SYNTHETIC.of(SystemicLine) if one.start and one.end]
    assert any(
        one.start.anchor < other.start.anchor < one.end.anchor
        for one in lines
        for other in lines
        if one.start and one.end and other.start
    )
    assert any(event.on is None for event in SYNTHETIC.of(Event))
    targets = Counter(
        row.lesion
        for study in SYNTHETIC.of(Imaging)
        for row in study.measurements
        if row.target and row.size_mm is not None
    )
    assert len(targets) >= 2
    assert min(targets.values()) >= 4
    assert {event.grade for event in SYNTHETIC.of(AdverseEvent)} == {1, 2, 3}
    acted = {action.action for event in SYNTHETIC.of(AdverseEvent) for action in event.actions}
    assert acted == {"none", "dose reduced", "interrupted", "withdrawn"}


def test_the_pictures_of_the_synthetic_case_are_pictures() -> None:
    """Each is a whole PNG of 64 by 48 grey pixels that decompresses to just that."""
    for document in SYNTHETIC.of(Document):
        assert document.content is not None
        header, rest = document.content[:33], document.content[33:]
        assert header[:8] == b"\x89PNG\r\n\x1a\n"
        assert header[16:26] == b"\x00\x00\x00\x40\x00\x00\x00\x30\x08\x00"
        length = int.from_bytes(rest[:4], "big")
        assert len(zlib.decompress(rest[8 : 8 + length])) == 48 * 65
        assert "Drawing" in document.caption
