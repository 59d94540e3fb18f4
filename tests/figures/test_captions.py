import pytest

from tests.figures.cases import case_of
from tests.figures.cases import line as line_of
from tumorboard.domain import vocabulary
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.fields import Coded, field_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.figures.captions import Caption, caption, line_label, line_short, result_label
from tumorboard.figures.course import LANES


def told(record: Record, case: Case | None = None) -> Caption:
    """Return the caption of a record, which has one."""
    found = caption(record, case or case_of(record))
    assert found is not None
    return found


@pytest.mark.parametrize("record_class", COURSE)
def test_every_kind_of_record_has_a_name_even_when_nothing_is_filled_in(record_class: type[Record]) -> None:
    """Only results have none, which are points, and dismissals, which are not of the disease."""
    if record_class in (Laboratory, Dismissal):
        assert caption(record_class(), case_of()) is None
        return
    named = told(record_class())
    assert named.label
    assert named.short
    assert named.kind in dict(LANES)
    assert named.letter or named.shape != "badge" or record_class is SystemicLine


def test_every_local_therapy_has_the_letter_of_the_vocabulary() -> None:
    """Cryoablation is C, SBRT is K, seeds are I."""
    field = field_of(LocalTherapy, "modality")
    letters = {}
    for choice in getattr(field, "choices", ()):
        letters[choice.code] = told(LocalTherapy(modality=choice.code)).letter
        assert letters[choice.code] == vocabulary.modality(choice.code).letter
    assert (letters["cryoablation"], letters["SBRT"], letters["iodine-125 seeds"]) == ("C", "K", "I")


def test_radiotherapy_tells_its_fractions() -> None:
    """Five times eight, not forty."""
    record = LocalTherapy(modality="SBRT", dose_gy=40, fractions=5, target="right adrenal")
    assert told(record).label == "SBRT 5×8 Gy, right adrenal"
    assert told(LocalTherapy(modality="SBRT", dose_gy=40)).short == "SBRT 40 Gy"


def test_a_target_is_the_lesions_where_it_is_not_written() -> None:
    """They have names."""
    lesion = Lesion(id="1", label="right adrenal")
    record = LocalTherapy(modality="cryoablation", lesions=("1", "gone"))
    assert told(record, case_of(lesion, record)).label == "Cryoablation, right adrenal"


def test_surgery_tells_what_it_left() -> None:
    """All procedures and the residual state; in short, the first of them."""
    record = Surgery(procedures=(Coded(text="hepatic resection"), Coded(text="nodes")), residual="R0")
    assert (told(record).label, told(record).short) == ("Hepatic resection, nodes, R0", "Hepatic resection")


@pytest.mark.parametrize(
    ("response", "tone"), [("PD", "danger"), ("PR", "good"), ("CR", "good"), ("SD", "plain"), ("NE", "muted")]
)
def test_a_response_stands_for_its_study(response: str, tone: str) -> None:
    """Only what is bad is red."""
    named = told(Imaging(modality="CT", region="abdomen", stated_response=response))
    assert (named.short, named.tone, named.shape) == (response, tone, "text")
    assert named.label == f"{response}, CT abdomen"


def test_a_study_without_response_is_called_by_its_modality() -> None:
    """What it showed is in the tooltip."""
    assert told(Imaging(modality="PET-CT", findings="one\nnode")).short == "PET-CT"
    assert told(Imaging(modality="PET-CT", findings="one\nnode")).details == "one node"


@pytest.mark.parametrize(
    ("grade", "letter", "tone"),
    [(1, "1", "plain"), (2, "2", "look"), (3, "3", "danger"), (5, "5", "danger"), (None, "?", "muted")],
)
def test_an_adverse_event_has_its_grade_for_a_letter(grade: float | None, letter: str, tone: str) -> None:
    """A grade that is not known is a question mark, not a 0."""
    named = told(AdverseEvent(term=Coded(text="Pneumonitis"), grade=grade))
    assert (named.letter, named.label, named.tone) == (letter, "Pneumonitis", tone)


def test_a_test_tells_what_was_found() -> None:
    """Alteration, value and verdict in full; the verdict in short."""
    named = told(
        Biomarker(
            name=Coded(text="ERBB2"),
            alteration="amplification",
            value=7.4,
            value_unit="fold",
            interpretation="positive",
        )
    )
    assert (named.label, named.short) == ("ERBB2 amplification 7.4-fold positive", "ERBB2 positive")
    assert told(Biomarker(name=Coded(text="HER2"), score="3+", interpretation="positive")).short == "HER2 3+"
    assert told(Biomarker(name=Coded(text="MSI"), interpretation="pending")).tone == "muted"


@pytest.mark.parametrize(
    ("parts", "short"),
    [
        (("3", "1", "0"), "pT3 N1 M0"),
        (("T3", "N1", "M0"), "pT3 N1 M0"),
        (("pT3", "pN1", "cM0"), "pT3 pN1 cM0"),
    ],
)
def test_a_stage_reads_as_it_is_said(parts: tuple[str, str, str], short: str) -> None:
    """With or without the letters in the fields."""
    record = Staging(kind="p", t=parts[0], n=parts[1], m=parts[2], stated_group="IIIA")
    assert (told(record).short, told(record).label) == (short, f"{short}, IIIA")


def test_a_follow_up_tells_ecog_then_disease_then_life() -> None:
    """What matters most is its sign."""
    both = told(FollowUp(ecog="1", disease_state="progressing", alive=True))
    assert (both.letter, both.label, both.tone) == ("1", "ECOG 1, progressing", "danger")
    assert told(FollowUp(disease_state="stable")).short == "stable"
    assert told(FollowUp(alive=True)).short == "Alive"
    assert told(FollowUp(alive=False, ecog="4")).letter == "†"


def test_a_line_is_called_by_its_regimen_or_its_drugs() -> None:
    """Whatever was filled in."""
    drugs = (Drug(agent=Coded(text="lenvatinib")), Drug(), Drug(agent=Coded(text="S-1")))
    assert line_label(line_of("GP")) == "GP"
    assert line_label(SystemicLine(drugs=drugs)) == "lenvatinib + S-1"


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Gemcitabine + cisplatin", "GP"),
        ("Lenvatinib ± pembrolizumab", "Lenvatinib …"),
        ("Trastuzumab + pyrotinib", "Trastuzumab …"),
        ("S-1", "S-1"),
        ("Capecitabine", "Capecitabine"),
    ],
)
def test_a_combination_has_a_short_form(label: str, short: str) -> None:
    """A single drug is not called by the name of a trial."""
    assert line_short(label) == short


def test_a_result_without_a_number_is_called_by_its_words() -> None:
    """Listed among the undated."""
    result = Laboratory(analyte=Coded(text="ca199"), text_value="normal")
    assert result_label(result) == "CA19-9 normal"
