import dataclasses
from datetime import date
from typing import Any

import pytest

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    DayField,
    Field,
    NumberField,
    RowsField,
    fields_of,
    shown,
)
from tumorboard.domain.laboratory import Laboratory, analyte_of
from tumorboard.domain.plain import from_plain, to_plain
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record, links_of, problems, until, when
from tumorboard.domain.records import COURSE, OFFICE, RECORDS, ROWS, record_class
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging, tnm

TODAY = date(2025, 3, 14)
ID, OTHER_ID = "0b5e1c1c-8f2a-4a67-9a3e-0d6c2b1f4e5a", "5d1f0c9e-3b7a-4e52-8c61-2f9a7d4b6e30"
NAMES = {
    "patient": "mrn family_name given_name birth_date sex age_at_presentation died_on responsible_clinician "
    "contact comorbidities medication allergies family_history social preferences consent",
    "tumour": "label site side histology grade diagnosed_on basis guideline_status hereditary",
    "staging": "on scheme edition kind t n m stated_group",
    "lesion": "label site side role first_seen",
    "surgery": "on procedures intent approach lesions residual nodes_examined nodes_positive complication "
    "surgeon hospital trial",
    "systemic_line": "label setting number start end ongoing cycles concurrent_with trial trial_phase "
    "trial_id off_label best_response end_reason progression_sites stated_months drugs",
    "systemic_line_drugs": "agent dose route schedule start end ongoing cycles stop_reason stop_note",
    "local_therapy": "on end modality device intent lesions target approach guidance size_mm concurrent_with "
    "technical_success biopsy response complication indication probes freeze_thaw_cycles energy margin_mm "
    "dose_gy fractions isodose_percent ptv_cc seeds activity_mci d90_gy agent sessions activity_gbq",
    "laboratory": "on analyte value text_value low high method laboratory status replaces",
    "specimen": "on procedure site lesion surgery tumour_content_percent result result_state",
    "biomarker": "on specimen name method alteration detail score value value_unit interpretation assay "
    "laboratory",
    "imaging": "on modality region findings new_lesions stated_response criteria line to_review measurements",
    "imaging_measurements": "lesion size_mm node target state",
    "adverse_event": "term grade start end drugs immune_related serious treatment outcome actions",
    "adverse_event_actions": "drug action",
    "follow_up": "on alive disease_state ecog weight_kg height_cm stated_survival_months",
    "document": "name kind taken_on caption about content printed",
    "event": "on end title",
    "agenda_item": "meeting board on position discussion question review presenter outcome minutes "
    "plan_intent wish wish_deviation dissent none_because review_on recommendations actions addenda sent_to "
    "sent_on finalised_on finalised_by snapshot page",
    "agenda_item_recommendations": "kind text agents priority trial_id evidence references label_status "
    "because fulfilment reason followed_by",
    "agenda_item_actions": "what owner due state done_on",
    "agenda_item_addenda": "text on by",
    "meeting": "name on place chair state profile attendance",
    "meeting_attendance": "name specialty present",
    "dismissal": "said reason on by rule about",
}
REQUIRED = {
    "patient.mrn",
    "tumour.site",
    "lesion.label",
    "surgery.procedures",
    "systemic_line_drugs.agent",
    "local_therapy.modality",
    "laboratory.analyte",
    "biomarker.name",
    "adverse_event.term",
    "event.title",
    "dismissal.reason",
    "agenda_item.question",
    "agenda_item_recommendations.kind",
    "agenda_item_actions.what",
    "agenda_item_addenda.text",
    "meeting.name",
    "meeting.on",
}
FIELDS = [(one, field) for one in (*RECORDS, *OFFICE, *ROWS) for field in fields_of(one)]
every_record = pytest.mark.parametrize("one", [*RECORDS, *OFFICE, *ROWS], ids=lambda one: one.record_kind)
every_field = pytest.mark.parametrize(
    ("one", "field"), FIELDS, ids=[f"{one.record_kind}.{field.name}" for one, field in FIELDS]
)


def _value(field: Field) -> Any:
    """Return a value that says something for any field."""
    if isinstance(field, ChoiceField):
        return field.choices[0].code
    if isinstance(field, RowsField):
        return (field.of(), field.of())
    if isinstance(field, NumberField):
        return field.high if field.high is not None else 7
    return {
        "text": "some words",
        "note": "two\nlines",
        "day": Day.parse("../2021-02"),
        "quantity": Quantity("<", "2.0", "U/mL"),
        "flag": False,
        "coded": Coded("C23", "ICD-10", "Gallbladder"),
        "coded_list": (Coded(text="one"), Coded("C23", "ICD-10", "two")),
        "link": ID,
        "links": (ID, OTHER_ID),
        "bytes": b"\x89PNG",
    }[field.kind]


def _values(**values: Any) -> dict[str, Any]:
    return values


def _record_with(one: type[Record], field: Field, value: Any) -> Record:
    """Return a record with the value to which the field applies."""
    record = dataclasses.replace(one(), **{field.name: value})
    if not field.applies(record):
        modality = next(other for other in fields_of(one) if other.name == "modality")
        assert isinstance(modality, ChoiceField)
        candidates = (
            dataclasses.replace(record, **_values(modality=choice.code)) for choice in modality.choices
        )
        record = next(candidate for candidate in candidates if field.applies(candidate))
    return record


@every_record
def test_the_names_are_those_of_the_data_dictionary(one: type[Record]) -> None:
    """A name once given stays: files, documents and exports of others hold it."""
    names = [field.name for field in fields_of(one)]
    assert names == [*NAMES[one.record_kind].split(), "note", "source"]


def test_the_dictionary_knows_every_kind_and_only_those() -> None:
    """Each kind of record is listed once, and found by its name."""
    kinds = [one.record_kind for one in (*RECORDS, *OFFICE, *ROWS)]
    assert sorted(kinds) == sorted(NAMES)
    assert RECORDS[2:] == COURSE
    for one in (*RECORDS, *OFFICE, *ROWS):
        assert record_class(one.record_kind) is one
    with pytest.raises(KeyError):
        record_class("agenda")


@every_record
def test_a_record_says_what_it_is_called_and_when_it_is(one: type[Record]) -> None:
    """A record has a title, and the fields that date it are days of its own."""
    assert one.record_title
    kinds = {field.name: field.kind for field in fields_of(one)}
    for name in (one.begins, one.ends):
        assert not name or kinds[name] == "day"


@every_record
def test_an_empty_record_is_legal_and_comes_back(one: type[Record]) -> None:
    """A half-filled record can be made, asked for its problems, written and read."""
    record = one()
    missing = {f"{one.record_kind}.{problem.path}" for problem in problems(record, TODAY)}
    assert missing == {name for name in REQUIRED if name.startswith(f"{one.record_kind}.")}
    assert from_plain(one, to_plain(record), "", _fail) == record


@every_field
def test_a_field_has_a_label_in_sentence_case(one: type[Record], field: Field) -> None:
    """A label begins with a capital and ends without a colon."""
    assert field.label
    assert field.label[0].isupper()
    assert not field.label.endswith((":", "."))


@every_field
def test_a_field_is_empty_in_a_new_record(one: type[Record], field: Field) -> None:
    """What was not recorded is empty, and says so."""
    record = one()
    assert getattr(record, field.name) == field.empty
    assert shown(record, field.name) == "not recorded"


@every_field
def test_a_field_shows_its_value(one: type[Record], field: Field) -> None:
    """A value that is there is shown, whatever it is: also a no."""
    record = _record_with(one, field, _value(field))
    assert shown(record, field.name) == field.show(_value(field))
    if not isinstance(field, RowsField):
        assert field.show(_value(field))


@every_field
def test_a_field_finds_no_problem_in_a_good_value(one: type[Record], field: Field) -> None:
    """A plausible value in a field that applies has no problem; its rows may lack what they require."""
    record = _record_with(one, field, _value(field))
    paths = {problem.path for problem in problems(record, TODAY)}
    assert field.name not in paths


@every_field
def test_a_field_finds_the_problem_in_a_bad_value(one: type[Record], field: Field) -> None:
    """What cannot be right is found, and the sentence begins with the label."""
    bad: dict[str, Any] = {"text": "\x0c", "note": "\x0c", "day": Day.parse("2100"), "choice": "nothing"}
    value = bad.get(field.kind)
    if isinstance(field, NumberField) and field.high is not None:
        value = field.high + 1
    if isinstance(field, DayField) and field.future:
        # What may lie ahead and have an hour can be any day.
        value = None if field.timed else Day.parse("2100-01-01T08:15")
    if value is None:
        assert field.problem(_value(field), TODAY) is None
        return
    (problem,) = [
        problem for problem in problems(_record_with(one, field, value), TODAY) if problem.path == field.name
    ]
    assert problem.sentence.startswith(f"{field.label}: ")
    assert problem.sentence.endswith(".")


@every_field
def test_a_field_comes_back_from_plain(one: type[Record], field: Field) -> None:
    """What is written as JSON is read as the same record."""
    record = _record_with(one, field, _value(field))
    plain = to_plain(record)
    assert field.name in plain
    assert from_plain(one, plain, "", _fail) == record


@every_field
def test_an_absence_comes_back_from_plain(one: type[Record], field: Field) -> None:
    """That a field was asked for and is unknown, or was not done, is kept; and is no missing value."""
    for shade in ("unknown", "not done"):
        record = one(absent=((field.name, shade),))
        assert shown(record, field.name) == shade
        assert from_plain(one, to_plain(record), "", _fail) == record
        assert field.name not in {problem.path for problem in problems(record, TODAY)}


@every_field
def test_a_value_ends_an_absence(one: type[Record], field: Field) -> None:
    """A field cannot both hold something and be unknown: what was learned counts."""
    record = one(absent=((field.name, "unknown"),))
    assert dataclasses.replace(record, **{field.name: _value(field)}).absent == ()


def test_absences_are_kept_in_one_order() -> None:
    """Two records with the same absences are equal, in whatever order they were stated."""
    one = Drug(id="1", absent=(("cycles", "unknown"), ("dose", "not done")))
    other = Drug(id="1", absent=(("dose", "not done"), ("cycles", "unknown")))
    assert one == other


@pytest.mark.parametrize("absent", [("colour", "unknown"), ("dose", "forgotten")])
def test_an_absence_of_nothing_cannot_be_stated(absent: tuple[str, str]) -> None:
    """An absence names a field of the record and one of the two shades."""
    with pytest.raises(ValueError, match="systemic_line_drugs"):
        Drug(absent=(absent,))


def test_problems_name_rows_by_their_place() -> None:
    """A problem in a row is found by the record it belongs to."""
    line = SystemicLine(cycles=-1, drugs=(Drug(agent=Coded(text="S-1")), Drug(cycles=999)))
    assert [problem.path for problem in problems(line, TODAY)] == [
        "cycles",
        "drugs[1].agent",
        "drugs[1].cycles",
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2021-03-04", "2021-03-03", True),
        ("2021-03", "2021-02", True),
        ("2021-03", "2021-03-01", False),
        ("2021-03/..", "2021-03", False),
        ("2021-08/2022-01", "2021-08/2022-01", False),
        ("2021", "../2020-12", True),
    ],
)
def test_an_end_before_the_beginning_is_found(start: str, end: str, found: bool) -> None:
    """Only what cannot be in any reading of the two dates is called a problem."""
    line = SystemicLine(start=Day.parse(start), end=Day.parse(end))
    assert ("end" in {problem.path for problem in problems(line, TODAY)}) == found


def test_a_record_is_dated_by_its_end_where_the_beginning_is_unknown() -> None:
    """A line of which only the end is known stands where it ended."""
    line = SystemicLine(end=Day.parse("2021-08"))
    assert when(line) == until(line) == Day.parse("2021-08")


@every_field
def test_every_link_is_found(one: type[Record], field: Field) -> None:
    """A record tells every id it holds, with the path and the kinds that may stand there."""
    if field.kind not in ("link", "links") or getattr(field, "outside", False):
        return
    value = _value(field)
    found = links_of(dataclasses.replace(one(), **{field.name: value}))
    assert [target for _path, target, _to in found] == ([value] if field.kind == "link" else list(value))
    for _path, _target, kinds in found:
        for kind in kinds:
            assert record_class(kind)


def _fail(path: str, sentence: str) -> None:
    raise AssertionError(f"{path}: {sentence}")


@pytest.mark.parametrize(
    ("staging", "expected"),
    [
        (Staging(kind="p", t="T3", n="N1", m="M0"), "pT3 N1 M0"),
        (Staging(kind="p", t="pT3", n="pN1"), "pT3 pN1"),
        (Staging(kind="yp", t="2b", n="0"), "ypT2b N0"),
        (Staging(m="M1"), "M1"),
        (Staging(kind="c"), ""),
    ],
)
def test_a_stage_reads_the_same_whichever_signs_were_typed(staging: Staging, expected: str) -> None:
    """T, N and M stand before their digits once, and the kind before the first of them."""
    assert tnm(staging) == expected


def test_the_unit_is_not_said_twice() -> None:
    """An analyte that is named with its unit is named without it beside a value in that unit."""
    analyte = Coded(text="Bilirubin, total (µmol/L)")
    assert analyte_of(Laboratory(analyte=analyte, value=Quantity("", "15", "umol/L"))) == "Bilirubin, total"
    assert analyte_of(Laboratory(analyte=analyte, value=Quantity("", "15", "mg/dL"))) == analyte.text
    assert analyte_of(Laboratory(analyte=analyte)) == analyte.text
