import pytest

from tumorboard.domain.adverse_event import AdverseEvent, AdverseEventAction
from tumorboard.domain.document import Document
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import RECORDS, ROWS
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging, Tumour

GEM, CIS = Coded(text="gemcitabine"), Coded(text="cisplatin")
CA199 = Coded(code="24108-3", system="LOINC", text="CA19-9")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Patient(family_name="Li", given_name="Na"), "Li, Na"),
        (Tumour(site=Coded(code="C23", text="Gallbladder")), "Gallbladder"),
        (Tumour(label="Second primary", site=Coded(code="C23")), "Second primary"),
        (Staging(kind="p", t="2b", n="1", stated_group="IIIB"), "pT2b N1 IIIB"),
        (
            Surgery(procedures=(Coded(text="cholecystectomy"), Coded(text="liver bed"))),
            "cholecystectomy, liver bed",
        ),
        (SystemicLine(drugs=(Drug(agent=GEM), Drug(), Drug(agent=CIS))), "gemcitabine + cisplatin"),
        (SystemicLine(label="GemCis", drugs=(Drug(agent=GEM),)), "GemCis"),
        (Drug(agent=GEM, dose="1 g/m²", schedule="d1,8 q21d"), "gemcitabine 1 g/m² d1,8 q21d"),
        (LocalTherapy(modality="SBRT", device="CyberKnife", target="S4"), "SBRT (CyberKnife), S4"),
        (LocalTherapy(modality="iodine-125 seeds"), "Iodine-125 seeds"),
        (Laboratory(analyte=CA199, value=Quantity("<", "2.0", "U/mL")), "CA19-9 <2.0 U/mL"),
        (Laboratory(analyte=CA199, text_value="no abnormal change"), "CA19-9 no abnormal change"),
        (Specimen(procedure="core biopsy", site=Coded(text="liver")), "core biopsy liver"),
        (Biomarker(name=Coded(text="HER2"), method="IHC", score="3+"), "HER2 IHC 3+"),
        (Imaging(modality="CT", region="abdomen", stated_response="PD"), "CT abdomen PD"),
        (Measurement(size_mm=12, state="measured"), "12 mm measured"),
        (AdverseEventAction(action="dose reduced"), "dose reduced"),
        (AdverseEvent(term=Coded(text="Fatigue"), grade=2.0), "Fatigue grade 2"),
        (AdverseEvent(term=Coded(text="Fatigue"), absent=(("grade", "unknown"),)), "Fatigue"),
        (FollowUp(alive=True, disease_state="stable", ecog="1"), "alive, stable, ECOG 1"),
        (FollowUp(alive=False), "dead"),
        (Document(name="ct.png", caption="CT, arterial phase"), "CT, arterial phase"),
    ],
    ids=lambda one: one.record_kind if isinstance(one, Record) else None,
)
def test_a_record_in_a_few_words(record: Record, expected: str) -> None:
    """A headline says what a record is about, with what is recorded and nothing else."""
    assert headline(record) == expected


@pytest.mark.parametrize("record_class", [*RECORDS, *ROWS], ids=lambda one: one.record_kind)
def test_a_record_that_says_nothing_yet(record_class: type[Record]) -> None:
    """A record just begun is called by what it is."""
    assert headline(record_class()) == record_class.record_title
