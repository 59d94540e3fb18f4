import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.differences import Difference, differences
from tumorboard.domain.document import Document
from tumorboard.domain.fields import UNKNOWN, Field, fields_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.plain import to_plain
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import RECORDS
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine

LESION, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
NAMES = {LESION: "Segment IV", OTHER: "Segment VI"}
SAMPLES: dict[str, tuple[Any, Any]] = {
    "text": ("City hospital", "Village hospital"),
    "note": ("One line\nand another", "One line"),
    "day": (Day("2017-09"), Day("2017-09-14")),
    "quantity": (Quantity("<", "2.0", "U/mL"), Quantity("", "44", "U/mL")),
    "number": (3, 4.5),
    "flag": (False, True),
    "coded": (Coded(text="Liver"), Coded(code="C23", system="ICD-10", text="Gallbladder")),
    "coded_list": ((Coded(text="Liver"),), (Coded(text="Liver"), Coded(text="Lung"))),
    "link": (LESION, OTHER),
    "links": ((LESION,), (LESION, OTHER)),
    "bytes": (b"one", b"two"),
}


def _between(before: Record, after: Record) -> list[Difference]:
    return differences(type(before), to_plain(before), to_plain(after), lambda id_: NAMES.get(id_, id_))


def _samples(field: Field) -> tuple[Any, Any]:
    if field.kind == "choice":
        choices: Any = field
        return choices.choices[0].code, choices.choices[1].code
    return SAMPLES[field.kind]


FIELDS = [
    pytest.param(record_class, field, id=f"{record_class.record_kind}-{field.name}")
    for record_class in RECORDS
    for field in fields_of(record_class)
    if field.kind != "rows"
]


@pytest.mark.parametrize(("record_class", "field"), FIELDS)
def test_every_field_says_what_it_was_and_is(record_class: type[Record], field: Field) -> None:
    """A changed field is the one difference, with its label and two different texts that say something."""
    first, second = _samples(field)
    empty = record_class()
    was = dataclasses.replace(empty, **{field.name: first})
    now = dataclasses.replace(empty, **{field.name: second})
    [changed] = _between(was, now)
    assert changed.label == field.label
    assert changed.before
    assert changed.after
    assert changed.before != changed.after
    [filled] = _between(empty, now)
    assert filled.before == "not recorded"
    [emptied] = _between(now, empty)
    assert emptied.after == "not recorded"
    assert _between(now, now) == []


@pytest.mark.parametrize(("record_class", "field"), FIELDS)
def test_what_was_asked_for_in_vain_is_told_from_what_is_not_recorded(
    record_class: type[Record], field: Field
) -> None:
    """The three shades of absence stay apart."""
    empty = record_class()
    asked = dataclasses.replace(empty, absent=((field.name, UNKNOWN),))
    assert _between(empty, asked) == [Difference(field.label, "not recorded", "unknown")]


def test_values_read_as_they_are_shown() -> None:
    """Values, dates and choices stand in the words of their fields, links in the words of their targets."""
    was = Laboratory(on=Day("2025-02"), value=Quantity("<", "2.0", "U/mL"), high=37)
    now = dataclasses.replace(was, on=Day("2025-02-12"), value=Quantity("", "44", "U/mL"), high=None)
    assert _between(was, now) == [
        Difference("Date", "Feb 2025", "12 Feb 2025"),
        Difference("Value", "<2.0 U/mL", "44 U/mL"),
        Difference("Upper limit", "37", "not recorded"),
    ]
    cut = Surgery(lesions=(LESION,))
    assert _between(cut, dataclasses.replace(cut, lesions=(LESION, OTHER))) == [
        Difference("Lesions", "Segment IV", "Segment IV, Segment VI")
    ]


def test_a_record_that_came_or_went_says_all_it_holds() -> None:
    """Of a new record each stated field is told, and of a removed one too; the other side is not there."""
    visit = FollowUp(on=Day("2025-03"), ecog="1", absent=(("weight_kg", UNKNOWN),))
    came = differences(FollowUp, None, to_plain(visit), str)
    assert came == [
        Difference("Date", None, "Mar 2025"),
        Difference("ECOG", None, "1"),
        Difference("Weight", None, "unknown"),
    ]
    went = differences(FollowUp, to_plain(visit), None, str)
    assert went == [Difference(one.label, one.after, None) for one in came]


def test_rows_are_told_one_by_one() -> None:
    """A row that came, one that went, and what changed in one that stayed, each by what the row is about."""
    kept = Drug(agent=Coded(text="lenvatinib"), dose="12 mg", start=Day("2023-06"))
    gone = Drug(agent=Coded(text="pyrotinib"), dose="400 mg", ongoing=False)
    new = Drug(agent=Coded(text="pembrolizumab"), schedule="q3w")
    was = SystemicLine(label="L", drugs=(kept, gone))
    now = dataclasses.replace(was, drugs=(dataclasses.replace(kept, dose="8 mg"), new))
    assert _between(was, now) == [
        Difference("Drug lenvatinib: dose", "12 mg", "8 mg"),
        Difference("Drug added", None, "pembrolizumab, schedule q3w"),
        Difference("Drug removed", "pyrotinib, dose 400 mg, ongoing no", None),
    ]
    turned = dataclasses.replace(was, drugs=(gone, kept))
    assert _between(was, turned) == [
        Difference("Drugs: order", "lenvatinib, pyrotinib", "pyrotinib, lenvatinib")
    ]
    assert differences(SystemicLine, None, to_plain(was), str)[1] == Difference(
        "Drug", None, "lenvatinib, dose 12 mg, start Jun 2023"
    )


def test_a_row_is_called_by_what_it_links_to() -> None:
    """A measurement is known by its lesion."""
    sized = Measurement(lesion=LESION, size_mm=12)
    scan = Imaging(measurements=(sized,))
    smaller = dataclasses.replace(scan, measurements=(dataclasses.replace(sized, size_mm=9),))
    assert _between(scan, smaller) == [Difference("Measurement Segment IV: size", "12 mm", "9 mm")]


def test_a_code_that_changed_under_the_same_words_is_seen() -> None:
    """Where two values read alike, what tells them apart is said."""
    was = Laboratory(analyte=Coded(text="CA19-9"))
    now = dataclasses.replace(was, analyte=Coded(code="24108-3", system="LOINC", text="CA19-9"))
    assert _between(was, now) == [Difference("Analyte", "CA19-9 (without a code)", "CA19-9 LOINC 24108-3")]
    said, unsaid = Laboratory(method="not recorded"), Laboratory()
    assert _between(unsaid, said) == [Difference("Method", "not recorded", "“not recorded”")]
    picture = Document(content=b"one")
    [other] = _between(picture, dataclasses.replace(picture, content=b"two"))
    assert other.before != other.after


def test_what_no_longer_reads_is_shown_as_it_was_written() -> None:
    """An image from years ago may hold what no field takes today; it is not hidden."""
    old = {"id": LESION, "modality": "galvanotherapy", "on": "Michaelmas"}
    assert differences(LocalTherapy, old, {"id": LESION}, str) == [
        Difference("Date", "Michaelmas", "not recorded"),
        Difference("Modality", "galvanotherapy", "not recorded"),
    ]


@given(cases(), st.data())
def test_nothing_differs_from_itself_and_every_two_records_differ(case: Case, data: st.DataObject) -> None:
    """Records are told apart exactly where their images, but for their ids, are."""
    record = data.draw(st.sampled_from(case.everything()))
    others = [one for one in case.everything() if type(one) is type(record)]
    other = data.draw(st.sampled_from(others))
    same = to_plain(record) | {"id": ""} == to_plain(other) | {"id": ""}
    told = _between(record, other)
    assert bool(told) is not same
    assert all(one.before != one.after for one in told)
