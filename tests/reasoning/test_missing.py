from dataclasses import replace

import pytest
from hypothesis import given

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import show
from tumorboard.domain.fields import UNKNOWN, field_of
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug
from tumorboard.reasoning.missing import missing, not_tested, undated

IHC = Biomarker(name=Coded(text="ERBB2 (HER2)"), method="IHC")
NODES = (Coded(text="Hepatectomy"), Coded(text="Lymphadenectomy"))


def _lacks(case: Case, kind: str, field: str) -> bool:
    return any((gap.kind, gap.field) == (kind, field) for gap in missing(case))


@pytest.mark.parametrize(
    ("lacking", "field", "complete"),
    [
        (Surgery(intent="curative"), "residual", Surgery(intent="curative", residual="R0")),
        (Surgery(intent="curative"), "residual", Surgery(intent="palliative")),
        (Surgery(procedures=NODES), "nodes_examined", Surgery(intent="curative")),
        (line("A", "2020", "2021"), "best_response", line("A", "2020", "2021", setting="adjuvant")),
        (line("A", "2020"), "end", line("A", "2020", ongoing=True)),
        (line("A"), "start", replace(line("A"), drugs=(made(Drug, start="2020"),))),
        (LocalTherapy(modality="SBRT"), "dose_gy", LocalTherapy(modality="cryoablation")),
        (LocalTherapy(modality="iodine-125 seeds"), "d90_gy", LocalTherapy(modality="SBRT")),
        (LocalTherapy(modality="TACE"), "response", LocalTherapy(intent="adjuvant")),
        (Specimen(), "result", Specimen(result_state="pending")),
        (AdverseEvent(), "grade", AdverseEvent(absent=(("grade", UNKNOWN),))),
        (AdverseEvent(grade=2), "treatment", AdverseEvent(grade=1)),
        (IHC, "score", replace(IHC, interpretation="not tested")),
        (Biomarker(name=Coded(text="TMB")), "value", Biomarker(name=Coded(text="MSI"))),
        (Imaging(), "on", made(Imaging, on="2020")),
    ],
)
def test_a_field_is_missing_where_a_board_asks_for_it(lacking: Record, field: str, complete: Record) -> None:
    """Not where it does not belong to the record, nor where somebody said that it is not known."""
    assert _lacks(case_of(lacking), lacking.record_kind, field)
    assert not _lacks(case_of(complete), complete.record_kind, field)


@pytest.mark.parametrize("name", ["ERBB2", "HER2", "ERBB2 (HER2)", "erbb2"])
def test_a_marker_is_known_under_the_name_of_its_gene(name: str) -> None:
    """HER2 tested as ERBB2 is not said to be missing."""
    assert not_tested(case_of(Biomarker(name=Coded(text=name)))) == ("TMB", "MSI")


def test_what_the_published_case_does_not_tell() -> None:
    """Item by item what its readers missed, and of how many records."""
    told = {(gap.kind, gap.field): (len(gap.ids), gap.of) for gap in missing(PUBLISHED) if gap.kind}
    assert told["surgery", "residual"] == (2, 2)
    assert told["surgery", "nodes_examined"] == (1, 2)
    assert told["systemic_line", "setting"] == (5, 6)
    assert told["local_therapy", "dose_gy"] == (2, 4)
    assert told["local_therapy", "seeds"] == (1, 4)
    assert told["biomarker", "score"] == (2, 4)
    assert told["biomarker", "value"] == (1, 4)
    assert told["adverse_event", "grade"] == (1, 2)
    assert told["adverse_event", "treatment"] == (2, 2)
    none = {gap.what for gap in missing(PUBLISHED) if not gap.kind}
    assert none == {"ECOG", "weight", "sizes of lesions", "CEA", "bilirubin", "MSI"}
    assert {"comorbidities", "birth date"} <= {gap.what for gap in missing(PUBLISHED)}


def test_what_has_no_date_in_the_published_case_or_only_a_bound() -> None:
    """None of them is filled up; what is dated to the month is dated."""
    told = {headline(one): day and show(day) for one, day in undated(PUBLISHED)}
    assert told["S-1"] == "in or after Sep 2017"
    assert told["GP"] == "in or after Mar 2019"
    assert told["AS"] == "between Mar 2019 and May 2020"
    assert told["DP303c"] == "between Aug 2021 and Jan 2022"
    assert told["Lenvatinib + pembrolizumab"] == "in or after Mar 2023"
    assert told["Cryoablation, Right adrenal"] == "between May 2020 and Feb 2021"
    assert told["Lung metastases"] == told["Pneumonitis grade 2"] == "in or after Mar 2023"
    assert told["ERBB2 (HER2) amplification NGS 7.4-fold"] is None
    assert told["Adrenal hormones no abnormal change"] is None
    assert "Trastuzumab + pyrotinib" not in told
    assert undated(SYNTHETIC) == ()


@given(cases(most=10))
def test_each_gap_is_one(case: Case) -> None:
    """Whatever a case holds: each record named is in it and has nothing in that field."""
    for gap in missing(case):
        assert gap.what
        assert bool(gap.kind) == bool(gap.ids)
        for id_ in gap.ids:
            record = case.get(id_)
            assert gap.field not in dict(record.absent)
            assert getattr(record, gap.field) == field_of(type(record), gap.field).empty
    assert all(day is None or not day.is_single for _record, day in undated(case))
