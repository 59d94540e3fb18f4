"""A reference is known by its number, however it was pasted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from tumorboard.domain.board import Recommendation
from tumorboard.domain.coded import Coded
from tumorboard.domain.record import problems
from tumorboard.domain.reference import DOI, NCT, PMID, number_of, shown_reference

TODAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("text", "system", "number", "shown"),
    [
        ("PMID 34523731", PMID, "34523731", "PMID 34523731"),
        ("pmid:34523731", PMID, "34523731", "PMID 34523731"),
        ("  PMID: 7 ", PMID, "7", "PMID 7"),
        ("https://pubmed.ncbi.nlm.nih.gov/34523731/", PMID, "34523731", "PMID 34523731"),
        ("10.1000/182", DOI, "10.1000/182", "doi:10.1000/182"),
        ("doi:10.1016/j.annonc.2025.02.009.", DOI, "10.1016/j.annonc.2025.02.009", None),
        ("DOI 10.1000/182", DOI, "10.1000/182", "doi:10.1000/182"),
        ("https://doi.org/10.1000/182", DOI, "10.1000/182", "doi:10.1000/182"),
        ("http://dx.doi.org/10.1000/182", DOI, "10.1000/182", "doi:10.1000/182"),
        ("doi.org/10.1000/182", DOI, "10.1000/182", "doi:10.1000/182"),
        ("10.1002/(SICI)1097(19960101)1:1<1::AID>3.0.CO;2-U", DOI, None, None),
        ("NCT03043547", NCT, "NCT03043547", "NCT03043547"),
        ("nct 03043547", NCT, "NCT03043547", "NCT03043547"),
        ("NCT:03043547", NCT, "NCT03043547", "NCT03043547"),
        ("https://clinicaltrials.gov/study/NCT03043547", NCT, "NCT03043547", "NCT03043547"),
        ("https://www.clinicaltrials.gov/ct2/show/NCT03043547", NCT, "NCT03043547", "NCT03043547"),
    ],
)
def test_a_number_is_read_as_it_is_written_or_pasted(
    text: str, system: str, number: str | None, shown: str | None
) -> None:
    """With its name before it in any case, or as the address of its page."""
    wanted = text.strip() if number is None else number
    assert number_of(text) == (system, wanted)
    assert shown_reference(text) == (shown or f"doi:{wanted}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "34523731",
        "PMID",
        "PMID 345237310",
        "PMID 3452 3731",
        "PMID ٣٤٥٢٣٧٣١",
        "NCT0304354",
        "NCT030435470",
        "NCT03043547 and others",
        "doi:11.1000/182",
        "10.1000/",
        "10.100/182",
        "EudraCT 2017-001234-12",
        "Valle, NEJM 2010; 362:1273",
    ],
)
def test_what_is_none_of_the_three_is_shown_as_typed(text: str) -> None:
    """A bare number may be anything, and too many digits are none."""
    assert number_of(text) is None
    assert shown_reference(f" {text} ") == text


@given(st.integers(1, 99_999_999))
def test_every_number_is_read_back_from_its_usual_form(number: int) -> None:
    """What is shown may be typed again, and is then the same reference."""
    for text in (f"PMID {number}", f"NCT{number:08}", f"10.{number % 90_000 + 10_000}/a.{number}"):
        assert number_of(shown_reference(text)) == number_of(text) is not None


@given(texts)
def test_showing_twice_is_showing_once(text: str) -> None:
    """Whatever was typed."""
    assert shown_reference(shown_reference(text)) == shown_reference(text)


def _faults(*references: str) -> list[str]:
    row = Recommendation(kind="trial", references=tuple(Coded(text=text) for text in references))
    return [one.sentence for one in problems(row, TODAY)]


def test_only_what_says_it_is_a_number_has_to_be_one() -> None:
    """A reference in free words is accepted; of several, the first that is no number is named."""
    assert _faults("PMID 34523731", "Valle 2010", "NCT03043547", "doi:10.1000/182") == []
    assert _faults("PMID 1", "NCT123", "PMID x") == [
        "References: “NCT123” is no PMID (up to 8 digits), DOI (10.…/…) or NCT number (8 digits)."
    ]
    assert len(_faults("https://doi.org/182")) == 1
    assert len(_faults("doi.org/182")) == 1
