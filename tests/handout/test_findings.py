from dataclasses import replace
from typing import Any

import pytest

from tests.handout.cases import bare, printed
from tests.handout.test_case_summary import words
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.findings import result
from tumorboard.handout.laboratories import flag, laboratories, latest
from tumorboard.handout.runs import plain


def ca19_9(day: str, value: str = "40", **more: Any) -> Laboratory:
    """Return a result of CA19-9."""
    return Laboratory(
        on=Day.parse(day) if day else None,
        analyte=Coded(code="24108-3", text="CA19-9"),
        value=Quantity("", value, "U/mL"),
        **more,
    )


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        *(("", "37", ""), ("", "37.1", "H"), ("", "5", ""), ("", "4.9", "L")),
        *(
            (">", "37", "H"),
            (">=", "37", ""),
            (">", "20", ""),
            ("<", "5", "L"),
            ("<", "37", ""),
            ("<=", "5", ""),
        ),
    ],
)
def test_high_and_low_are_said_where_they_are_sure(comparator: str, value: str, expected: str) -> None:
    """H and L follow from the laboratory's own limits, and from a bound only where it leaves no doubt."""
    assert flag(Laboratory(value=Quantity(comparator, value, "U/mL"), low=5, high=37)) == expected


@pytest.mark.parametrize("value", [Quantity("", "9999", "U/mL"), None])
def test_without_limits_nothing_is_high(value: Quantity | None) -> None:
    """Where the laboratory gave no limit, or no number, nothing is flagged."""
    assert flag(Laboratory(value=value)) == ""


def test_the_latest_result_of_an_analyte_stands_whatever_it_was_called() -> None:
    """Of one code the latest dated result is printed; an undated one only where there is no other."""
    undated, early, late = ca19_9("", "1"), ca19_9("2020"), ca19_9("2024-02-01", "41")
    assert latest(replace(bare(), records=(undated, late, early))) == [late]
    assert latest(replace(bare(), records=(undated,))) == [undated]


def test_a_replaced_result_is_not_the_latest() -> None:
    """A corrected result stands in the place of the one it replaces."""
    wrong = ca19_9("2024-02-02", "999")
    right = ca19_9("2024-02-01", "41", replaces=wrong.id)
    assert latest(replace(bare(), records=(wrong, right))) == [right]


def test_results_of_one_day_stand_together_the_newest_first() -> None:
    """Last laboratories are told by day."""
    other = replace(ca19_9("2023"), analyte=Coded(text="Bilirubin"), id=ca19_9("2023").id)
    said = [plain(text) for text in laboratories(replace(bare(), records=(other, ca19_9("2024-02-01"))))]
    assert said == ["1 Feb 2024: CA19-9 40 U/mL", "2023: Bilirubin 40 U/mL"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("fold", "7.4-fold"),
        ("copies", "7.4 copies"),
        ("ratio", "ratio 7.4"),
        ("VAF %", "VAF 7.4 %"),
        ("mut/Mb", "7.4 mut/Mb"),
        ("", "7.4"),
    ],
)
def test_a_result_keeps_the_kind_of_its_unit(unit: str, expected: str) -> None:
    """A multiple of the normal is never told as a number of copies."""
    assert plain(result(Biomarker(value=7.4, value_unit=unit))) == expected


def test_a_test_without_result_is_not_negative() -> None:
    """A marker of which only the name is recorded has no result recorded."""
    assert plain(result(Biomarker(name=Coded(text="HER2")))) == "not recorded"


def told(*records: Record) -> str:
    """Return the page of a case of these records, as words."""
    return words(printed(replace(bare(), records=records)).html)


def test_of_two_results_of_one_day_both_are_the_last() -> None:
    """Where no time says which came later, neither is called the last one alone; a time decides."""
    first, second = ca19_9("2024-02-01", "40"), ca19_9("2024-02-01", "50")
    assert {one.id for one in latest(replace(bare(), records=(first, second)))} == {first.id, second.id}
    early, late = ca19_9("2024-02-01T08:00"), ca19_9("2024-02-01T18:00")
    assert latest(replace(bare(), records=(late, early))) == [late]


def test_one_analyte_is_one_whatever_its_name_and_code() -> None:
    """A result typed without a code is of the same analyte as one with it."""
    typed = replace(ca19_9("2020"), analyte=Coded(text="CA199"), id=ca19_9("2020").id)
    coded = ca19_9("2024-02-01")
    assert latest(replace(bare(), records=(typed, coded))) == [coded]


def test_a_preliminary_result_gives_way_to_the_final_one_of_its_day() -> None:
    """Though nobody linked the two; alone it is told, as preliminary."""
    preliminary = ca19_9("2024-02-01", "40", status="preliminary")
    final = ca19_9("2024-02-01", "44", status="final")
    assert latest(replace(bare(), records=(preliminary, final))) == [final]
    assert "CA19-9 40 U/mL, preliminary" in told(preliminary)


def test_an_empty_result_neither_replaces_nor_hides_one() -> None:
    """What says nothing is not the last result."""
    value = ca19_9("2024-02-01")
    empty = replace(ca19_9("2024-03-01", replaces=value.id), value=None)
    assert latest(replace(bare(), records=(value, empty))) == [value]


def test_the_digits_of_a_result_are_kept() -> None:
    """2.0 is not 2, thousands are told apart, and a bound is a bound."""
    assert "CA19-9 2.0 U/mL" in told(ca19_9("2024", "2.0"))
    assert "CA19-9 12,000 U/mL" in told(ca19_9("2024", "12000"))
    assert "CA19-9 ≤2.0 U/mL" in told(replace(ca19_9("2024"), value=Quantity("<=", "2.0", "U/mL")))


def test_the_shades_of_absence_of_a_grade_a_date_and_an_end_are_kept() -> None:
    """Unknown is not "not recorded"."""
    assert "Grade unknown" in told(AdverseEvent(absent=(("grade", "unknown"),)))
    assert "Grade not recorded" in told(AdverseEvent())
    assert "Date unknown" in told(Surgery(absent=(("on", "unknown"),)))
    line = SystemicLine(start=Day.parse("2020"), absent=(("end", "unknown"),))
    assert "2020, end unknown" in told(line)


def test_what_is_serious_or_immune_related_is_said() -> None:
    """The flags of an adverse event are on the page."""
    event = AdverseEvent(term=Coded(text="Colitis"), serious=True, immune_related=True)
    assert "Colitis , serious, immune-related" in told(event)


@pytest.mark.parametrize(("new", "expected"), [(True, "New lesions"), (False, "No new lesions")])
def test_new_lesions_are_said_to_be_there_or_not(new: bool, expected: str) -> None:
    """A study that found new lesions says so, whatever its text."""
    assert expected in told(Imaging(modality="CT", new_lesions=new))


def test_a_lesion_too_small_keeps_its_size_and_its_state() -> None:
    """Both are told."""
    study = Imaging(modality="CT", measurements=(Measurement(size_mm=5, state="too small"),))
    assert "5 mm, too small" in told(study)


def test_a_specimen_has_its_result_on_the_page() -> None:
    """Histology is told without any test of the specimen, and so is what is awaited."""
    assert "Adenocarcinoma with liver invasion" in told(Specimen(result="Adenocarcinoma with liver invasion"))
    assert "Result pending" in told(Specimen(procedure="core biopsy", result_state="pending"))


def test_a_test_without_a_date_has_that_of_its_specimen() -> None:
    """Told as the specimen's, not as the test's."""
    specimen = Specimen(on=Day.parse("2019-03"), procedure="resection")
    said = told(specimen, Biomarker(specimen=specimen.id, name=Coded(text="KRAS"), interpretation="negative"))
    assert "Date not recorded Resection, Mar 2019 KRAS" in said


def test_other_events_are_on_the_page() -> None:
    """What has no table of its own is not lost."""
    assert "3 May 2024 Fell at home" in told(Event(on=Day.parse("2024-05-03"), title="Fell at home"))


@pytest.mark.parametrize(
    "record_class", [kind for kind in COURSE if kind not in (Document, Dismissal, AgendaItem)]
)
def test_a_note_is_on_the_page_and_not_on_an_anonymous_one(record_class: type[Record]) -> None:
    """What was remarked on any record is printed with it."""
    value: Any = {"value": Quantity("", "1", "U/mL")} if record_class is Laboratory else {}
    case = replace(bare(), records=(record_class(note="Beware\nof this", **value),))
    assert '<i class="note">Beware; of this</i>' in printed(case).html
    assert "Beware" not in printed(case, anonymous=Anonymous(45)).html
