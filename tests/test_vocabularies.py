import csv
import io
import re
from collections.abc import Iterator

import pytest

from tumorboard import resources
from tumorboard.domain import vocabulary
from tumorboard.domain.declaration import fields_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record
from tumorboard.domain.records import RECORDS, ROWS
from tumorboard.domain.systemic import Drug
from tumorboard.domain.vocabulary import Term, fold, load

NAMES = [name.removeprefix("vocabularies/").removesuffix(".csv") for name in resources.names("vocabularies")]
FORMS = {
    "ICD-10": r"[A-Z]\d\d(\.\d)?",
    "ICD-O-3": r"\d{4}/\d",
    "ATC": r"[A-Z]\d\d[A-Z]{2}\d\d",
    "LOINC": r"\d{1,7}-\d",
    "HGNC": r"HGNC:\d+",
    "tumorboard": r"[a-z0-9_]+",
}
TOPOGRAPHY = r"C\d\d\.\d"


def terms() -> Iterator[tuple[str, Term]]:
    """Yield every shipped term with the name of its vocabulary."""
    return ((name, term) for name in NAMES for term in load(name).terms)


def choices_of(record: type[Record], name: str) -> set[str]:
    """Return the codes one can choose in a field."""
    (field,) = (field for field in fields_of(record) if field.name == name)
    return {choice.code for choice in getattr(field, "choices", ())}


def loinc_check_digit(number: str) -> str:
    """Return the mod-10 check digit that ends a LOINC code."""
    digits = [int(digit) for digit in reversed(number)]
    total = sum(sum(divmod(2 * digit, 10)) if place % 2 == 0 else digit for place, digit in enumerate(digits))
    return str(-total % 10)


def test_every_vocabulary_a_field_names_is_shipped() -> None:
    """A coded field proposes from a vocabulary that exists."""
    fields = [field for record in (*RECORDS, *ROWS) for field in fields_of(record)]
    asked = {getattr(field, "vocabulary", "") for field in fields} - {""}
    assert asked
    assert asked <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_plain_utf8_with_the_columns_in_order(name: str) -> None:
    """Every row has every column, begins with the five common ones and has no stray space."""
    text = resources.text(f"vocabularies/{name}.csv")
    header, *rows = csv.reader(io.StringIO(text), strict=True)
    assert tuple(header[:5]) == vocabulary.COLUMNS
    assert rows
    assert all(len(row) == len(header) for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row)
    assert "\r" not in text


def test_every_term_says_what_it_is_and_where_that_was_read() -> None:
    """No term lacks a label or a source."""
    assert [(name, term) for name, term in terms() if not (term.label and term.source)] == []


def test_a_code_has_the_form_of_its_system() -> None:
    """Codes are of a known system and look like it; CTCAE gives names without codes."""
    for _name, term in terms():
        if term.code:
            assert re.fullmatch(FORMS[term.system], term.code), term
        else:
            assert term.system in {"", "CTCAE 5"}, term


def test_the_check_digit_of_every_loinc_code_is_right() -> None:
    """A LOINC code, also one that stands among the synonyms, ends in its check digit."""
    assert loinc_check_digit("24108") == "3"
    codes = [
        code
        for _name, term in terms()
        for code in (term.code, *term.synonyms)
        if re.fullmatch(FORMS["LOINC"], code)
    ]
    assert len(codes) > 50
    assert [code for code in codes if loinc_check_digit(code[:-2]) != code[-1]] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_code_label_or_synonym_leads_to_one_term(name: str) -> None:
    """However it is spelt, no name belongs to two terms of a vocabulary."""
    owners: dict[str, set[str]] = {}
    for term in load(name).terms:
        for text in (term.code, term.label, *term.synonyms):
            if text:
                owners.setdefault(fold(text).replace(" ", ""), set()).add(term.label)
    assert {text: labels for text, labels in owners.items() if len(labels) > 1} == {}


def test_every_name_of_every_term_finds_it() -> None:
    """A term is found by its code, its label and each synonym."""
    lost = [
        (name, text)
        for name, term in terms()
        for text in (term.code, term.label, *term.synonyms)
        if text and load(name).find(text) is not term
    ]
    assert lost == []


def test_every_drug_of_a_regimen_is_a_known_agent() -> None:
    """A regimen is made of agents of the vocabulary, with routes a drug can have, cycle after cycle."""
    routes = choices_of(Drug, "route") | {""}
    for regimen in load("regimens").terms:
        drugs = vocabulary.regimen_drugs(regimen)
        assert drugs
        assert {drug.agent for drug in drugs} <= set(load("agents").terms)
        assert {drug.route for drug in drugs} <= routes
        assert regimen.extra["cycle_days"] == "" or 7 <= int(regimen.extra["cycle_days"]) <= 42


def test_usual_limits_are_numbers_in_order() -> None:
    """A lower limit is below its upper one."""
    for term in load("analytes").terms:
        found = vocabulary.analyte(term.label)
        assert found is not None
        if found.usual_low is not None and found.usual_high is not None:
            assert found.usual_low < found.usual_high


def test_every_modality_has_its_letter_and_group() -> None:
    """Each modality a record can have is in the list, with a letter no other has."""
    found = [vocabulary.modality(code) for code in choices_of(LocalTherapy, "modality")]
    assert len({one.letter for one in found}) == len(found) == len(load("local_therapies").terms)
    assert {one.group for one in found} == {"ablation", "radiotherapy", "seeds", "embolisation", "other"}
    assert vocabulary.modality("iodine_125_seeds").letter == "I"
    assert vocabulary.modality("cryoablation") == vocabulary.modality("Cryotherapy")


def test_a_site_knows_its_topography_and_staging_scheme() -> None:
    """A primary site names its ICD-O-3 topography and schemes that exist; a metastatic one neither."""
    schemes = {term.code for term in load("stage_schemes").terms}
    for term in load("sites").terms:
        primary = term.extra["kind"] == "primary"
        assert primary or term.extra["kind"] == "secondary"
        assert bool(re.fullmatch(TOPOGRAPHY, term.extra["topography"])) == primary
        assert set(term.several("scheme")) <= (schemes if primary else set())


def test_a_stage_scheme_offers_categories_of_its_kind() -> None:
    """T, N and M categories begin with their letter and stand once."""
    for term in load("stage_schemes").terms:
        for column in "tnm":
            offered = term.several(column)
            assert bool(offered) == (term.code != "other")
            assert len(set(offered)) == len(offered)
            assert all(category.startswith(column.upper()) for category in offered)
