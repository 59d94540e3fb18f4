from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain import vocabulary
from tumorboard.domain.vocabulary import Term, Vocabulary, fold, load


@pytest.mark.parametrize(
    "typed",
    [
        *("CA19-9", "ca199", "CA 19-9", "CA 19.9", "Ca-19-9", "CA199 ", "GI-Monitor", "gi monitor"),
        *("糖类抗原19-9", "癌抗原19-9", "ＣＡ１９－９", "24108-3", "83084-4"),
    ],
)
def test_ca199_is_found_under_all_its_names(typed: str) -> None:
    """CA19-9 is one analyte, whatever a letter calls it."""
    found = load("analytes").find(typed)
    assert found is not None
    assert found.code == "24108-3"


@pytest.mark.parametrize(
    ("name", "typed", "label"),
    [
        ("regimens", "GP", "Gemcitabine + cisplatin"),
        ("regimens", "as", "Nab-paclitaxel + S-1"),
        ("agents", "5 FU", "fluorouracil"),
        ("agents", "t dxd", "trastuzumab deruxtecan"),
        ("agents", "吡咯替尼", "pyrotinib"),
        ("biomarkers", "HER2", "ERBB2 (HER2)"),
        ("biomarkers", "pd l1", "CD274 (PD-L1)"),
        ("sites", "C23.9", "Gallbladder"),
        ("sites", "adrenal", "Adrenal metastasis"),
        ("adverse_events", "hand-foot syndrome", "Palmar-plantar erythrodysesthesia syndrome"),
        ("adverse_events", "Guillain-Barré syndrome", "Guillain-Barre syndrome"),
        ("local_therapies", "odine-125", "iodine-125 seeds"),
        ("local_therapies", "CyberKnife", "SBRT"),
        ("histologies", "8140/3", "Adenocarcinoma, NOS"),
    ],
)
def test_the_words_of_the_clinic_find_the_term(name: str, typed: str, label: str) -> None:
    """Abbreviations, brands, spellings and slips that stand in letters lead to the term meant."""
    found = load(name).find(typed)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(("name", "typed"), [("sites", "liver"), ("regimens", "T+P"), ("analytes", "")])
def test_what_could_be_two_things_is_not_guessed(name: str, typed: str) -> None:
    """A liver may be invaded, primary or metastatic, T+P two regimens: such a text stays as typed."""
    assert load(name).find(typed) is None


def test_typing_ahead_offers_beginnings_before_words_before_parts() -> None:
    """The whole name comes first, then beginnings, then words that begin so, then any part."""
    shelf = Vocabulary(
        "shelf",
        tuple(
            Term("", "", label, synonyms, "here")
            for label, synonyms in [
                ("Hypertension", ()),
                ("Portal tension", ()),
                ("Distension", ("tense abdomen",)),
                ("Tension", ()),
                ("Tension headache", ()),
            ]
        ),
    )
    labels = [term.label for term in shelf.propose("tens")]
    assert labels == ["Tension", "Tension headache", "Distension", "Portal tension", "Hypertension"]
    assert [term.label for term in shelf.propose("tension", limit=1)] == ["Tension"]
    assert [term.label for term in shelf.propose("head tens")] == ["Tension headache"]
    assert shelf.propose("xyz") == []


def test_nothing_typed_offers_the_first_terms() -> None:
    """An empty field offers the head of its vocabulary, which stands in the order it is wanted in."""
    sites = load("sites")
    assert sites.propose("", limit=3) == list(sites.terms[:3])
    assert sites.propose(" - ", limit=2) == list(sites.terms[:2])


@pytest.mark.parametrize(
    ("name", "typed", "label"),
    [
        ("analytes", "ca19", "CA19-9"),
        ("analytes", "bili", "Bilirubin, total (mg/dL)"),
        ("analytes", "总胆", "Bilirubin, total (µmol/L)"),
        ("regimens", "T+P", "Trastuzumab + pyrotinib"),
        ("sites", "liver", "Liver metastasis"),
        ("agents", "替尼", "pyrotinib"),
    ],
)
def test_typing_ahead_offers_what_is_meant(name: str, typed: str, label: str) -> None:
    """A few letters bring up the term, in Chinese from the middle of the word too."""
    assert label in [term.label for term in load(name).propose(typed, limit=40)]


@given(typed=st.text(max_size=12), limit=st.integers(min_value=1, max_value=20))
def test_whatever_is_typed_gets_an_answer(typed: str, limit: int) -> None:
    """No text breaks the search, nothing is offered twice, and never more than asked for."""
    offered = load("adverse_events").propose(typed, limit)
    assert len(offered) <= limit
    assert len({term.label for term in offered}) == len(offered)


@given(text=st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is plain already."""
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_words_and_chinese() -> None:
    """Case, accents, hyphens and spaces go; words and Chinese characters stay."""
    assert fold("  Guillain-Barré   Syndrome ") == "guillain barre syndrome"
    assert fold("糖类抗原 19-9") == "糖类抗原 19 9"
    assert fold("Ｈｂ（g/dL）") == "hb g dl"


def test_a_vocabulary_is_read_once() -> None:
    """The same vocabulary is handed out each time."""
    assert load("sites") is load("sites")


def test_a_regimen_fills_in_its_drugs() -> None:
    """Choosing a regimen gives agents with code, dose, route and schedule."""
    regimen = load("regimens").find("AS")
    assert regimen is not None
    nab, s1 = vocabulary.regimen_drugs(regimen)
    assert (nab.agent.label, nab.dose, nab.route, nab.schedule) == (
        "nab-paclitaxel",
        "125 mg/m2",
        "intravenous",
        "d1,8 q21d",
    )
    assert (s1.agent.code, s1.dose, s1.route) == ("L01BC53", "80-120 mg/d", "oral")


def test_a_regimen_without_verified_doses_fills_in_none() -> None:
    """Where doses were not verified the drugs stand without them."""
    regimen = load("regimens").find("FOLFIRINOX")
    assert regimen is not None
    assert {drug.dose for drug in vocabulary.regimen_drugs(regimen)} == {""}


def test_an_analyte_has_unit_and_usual_limits() -> None:
    """Unit and usual limits come with the analyte; unknown limits are none, not zero."""
    ca199 = vocabulary.analyte("CA199")
    assert ca199 is not None
    assert (ca199.unit, ca199.usual_low, ca199.usual_high) == ("U/mL", Decimal(0), Decimal(37))
    ca125 = vocabulary.analyte("10334-1")
    assert ca125 is not None
    assert (ca125.usual_low, ca125.usual_high) == (None, None)
    assert vocabulary.analyte("somebody's own analyte") is None


def test_a_modality_not_chosen_yet_is_drawn_as_other() -> None:
    """A half-filled entry still has a letter."""
    assert vocabulary.modality("").term.code == "other"


def test_an_adverse_event_has_the_grades_ctcae_gives_it() -> None:
    """Not every term has all grades; an uncoded one may have any."""
    events = load("adverse_events")
    assert vocabulary.grades(events.find("Fatigue")) == (1, 2, 3)
    assert vocabulary.grades(events.find("Febrile neutropenia")) == (3, 4, 5)
    assert vocabulary.grades(events.find("Acidosis")) == (1, 3, 4, 5)
    assert vocabulary.grades(None) == (1, 2, 3, 4, 5)
    for term in events.terms:
        graded = vocabulary.grades(term)
        assert list(graded) == sorted(set(graded))
        assert set(graded) <= {1, 2, 3, 4, 5}
