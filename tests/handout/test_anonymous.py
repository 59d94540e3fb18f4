import re
from dataclasses import replace
from typing import Any

import pytest

from tests.handout.cases import IDENTIFYING, TRUE_DATES, bare, example, printed, zoe
from tests.handout.test_case_summary import all_words
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Field, RowsField, TextField, fields_of
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, when
from tumorboard.domain.records import COURSE, RECORDS, ROWS
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.handout.anonymous import (
    KEPT,
    Anonymous,
    age_in_words,
    anonymised,
    without_names,
    without_person,
)

OFFSET = Anonymous(45)
PRIVATE = [
    (record_class, field)
    for record_class in (*RECORDS, *ROWS)
    for field in fields_of(record_class)
    if isinstance(field, TextField) and field.name not in KEPT.get(record_class.record_kind, set())
]


def with_everything(record_class: type[Record], field: Field, value: Any) -> Case:
    """Return a case with one record of a class, or of the class it is a row of, that holds a value."""
    record = record_class(**{field.name: value})
    if isinstance(record, Patient):
        return replace(bare(), patient=record)
    if isinstance(record, Tumour):
        return replace(bare(), tumour=record)
    for parent in COURSE:
        for rows in fields_of(parent):
            if isinstance(rows, RowsField) and rows.of is record_class:
                holder: Any = parent
                record = holder(**{rows.name: (record,)})
    return replace(bare(), records=(record,))


@pytest.mark.parametrize(
    ("record_class", "field"),
    PRIVATE,
    ids=lambda value: getattr(value, "name", getattr(value, "record_kind", "")),
)
def test_a_text_that_nobody_judged_is_left_out(record_class: type[Record], field: Field) -> None:
    """Every text of every record is left out unless it is listed as one that may be printed."""
    case = with_everything(record_class, field, "Rumpelstilz")
    assert "Rumpelstilz" not in repr(anonymised(case, OFFSET))
    assert "Rumpelstilz" not in all_words(printed(case, anonymous=OFFSET))


@pytest.mark.parametrize("private", [*IDENTIFYING, *TRUE_DATES])
def test_nothing_that_identifies_is_on_the_page_or_in_the_figure(private: str) -> None:
    """No name, number, place, source or true date is left, in the text or in the drawing."""
    page = printed(zoe(), anonymous=OFFSET, question="Ask Dr Quandt about Zoë, seen 12 Feb 2025?")
    assert private not in all_words(page)
    # The ids, made by chance, hold some year or number of four digits now and then.
    assert private not in re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", repr(page))


def test_what_was_struck_out_leaves_the_rest() -> None:
    """A name in a text that is printed is struck out, and the text stays."""
    text = all_words(printed(zoe(), anonymous=OFFSET, question="Ask Dr Quandt about 2000 mg since 2019?"))
    assert "Hepatectomy by …" in text
    assert "Right adrenal (…)" in text
    assert "Ask Dr … about 2000 mg since …?" in text


def test_dates_move_by_the_offset_and_keep_their_precision() -> None:
    """A full date moves by the days drawn; a month becomes a month."""
    text = all_words(printed(zoe(), anonymous=OFFSET))
    assert "29 Oct 2017" in text
    assert "Jun 2020 – Sep 2021" in text


def test_durations_and_ages_stay_true() -> None:
    """Durations, survival and age are those of the true dates."""
    text = all_words(printed(zoe(), anonymous=OFFSET))
    assert "66 y, female" in text
    assert "14.0–16.0 mo (stated 18 mo)" in text
    assert "89.0–90.9 mo since" in text


def test_the_offset_is_never_nothing_and_differs() -> None:
    """Each wish draws an offset of its own, earlier or later, that moves a month too."""
    drawn = {Anonymous().offset for _ in range(200)}
    assert len(drawn) > 50
    assert all(35 <= abs(offset) <= 364 for offset in drawn)


def test_the_offset_is_not_told() -> None:
    """The offset is not in what a log or an error would show."""
    assert "45" not in repr(OFFSET)


@pytest.mark.parametrize(
    ("age", "said"), [("89", "89"), ("90", "90+"), ("89–90", "90+"), ("", ""), ("7", "7")]
)
def test_the_oldest_are_told_together(age: str, said: str) -> None:
    """Nobody is recognised by an age of 90 or over."""
    assert age_in_words(age) == said


def test_a_short_name_is_struck_out_as_a_word_only() -> None:
    """The name Li does not break lithium."""
    line = SystemicLine(label="lithium for Li", start=Day.parse("2020"))
    case = replace(bare(family_name="Li"), records=(line,))
    (found,) = anonymised(case, OFFSET).of(SystemicLine)
    assert found.label == "lithium for …"


def test_a_chinese_name_is_struck_out_within_a_text() -> None:
    """Between Chinese characters there are no spaces to find a name by."""
    line = SystemicLine(label="患者王小明化疗")
    case = replace(bare(family_name="王小明"), records=(line,))
    (found,) = anonymised(case, OFFSET).of(SystemicLine)
    assert found.label == "患者…化疗"


def test_a_date_that_cannot_be_moved_is_left_out() -> None:
    """A date at the end of what a date can be becomes unknown and does not stay true."""
    line = SystemicLine(label="GP", start=Day.parse("2200-12-31"))
    (found,) = anonymised(replace(bare(), records=(line,)), OFFSET).of(SystemicLine)
    assert when(found) is None


def test_free_text_in_the_place_of_a_code_is_guarded() -> None:
    """A term typed freely is printed without names and dates."""
    case = replace(bare(family_name="Muster"), tumour=Tumour(site=Coded(text="Liver of Muster, 3 May 2021")))
    assert str(anonymised(case, OFFSET).tumour.site) == "Liver of …, …"


@pytest.mark.parametrize(
    "written",
    [
        *("3 May 2021", "3. May 2021", "May 3rd, 2021", "May 2021", "May", "2021", "2021-05", "2021-05-03"),
        *("03.05.2021", "3/5/21", "05/2021", "2021年5月3日", "5月3日"),
    ],
)
def test_a_date_within_a_text_is_struck_out_however_it_is_written(written: str) -> None:
    """No way to write a date leaves its year, month or day in a text."""
    assert without_names(bare(), f"seen {written}, well") == "seen …, well"


@pytest.mark.parametrize(
    "kept", ["2000 mg/m2", "6 mg/kg q3w", "S310F", "d1,8 q21d", "1/8", "12.5 mg", "ypT2a"]
)
def test_a_dose_is_no_date(kept: str) -> None:
    """What only looks like a date in part is kept."""
    assert without_names(bare(), kept) == kept


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_an_example_keeps_its_treatments(name: str) -> None:
    """Anonymising leaves every record of the course, moved, and its treatments named."""
    case = example(name)
    hidden = anonymised(case, OFFSET)
    assert len(hidden.of(SystemicLine)) == len(case.of(SystemicLine))
    text = all_words(printed(case, anonymous=OFFSET)).casefold()
    assert "lenvatinib" in text
    assert not re.search(r"mrn", text)


@pytest.mark.parametrize("offset", [-364, -200, -101, -35, 35, 77, 150, 364])
def test_the_order_stays_true_and_every_date_moves(offset: int) -> None:
    """However far dates move, records stay in the order of the true ones, and no date stays what it was."""
    case = example("published")
    moved = anonymised(case, Anonymous(offset))
    kept = [record.id for record in case.records if not isinstance(record, Document | Event)]
    assert [record.id for record in moved.records] == kept
    pairs = [(when(case.get(record.id)), when(record)) for record in moved.records]
    assert all(before != after for before, after in pairs if before is not None)


def test_an_anonymised_page_does_not_name_the_clinic() -> None:
    """Neither where the named page does, nor where somebody wrote it, large or small."""
    clinic = "St. Exampleton's, Zwiesel"
    case = replace(zoe(), records=(*zoe().records, SystemicLine(label=f"As at {clinic.upper()}")))
    question = f"Operate at {clinic}?"
    page = printed(case, clinic=clinic, question=question, anonymous=OFFSET)
    assert clinic in all_words(printed(case, clinic=clinic, question=question))
    for text in (all_words(page), page.title, repr(page.figure)):
        assert "exampleton" not in text.lower()
    assert "Operate at …?" in all_words(page)


def test_a_person_alone_is_struck_out() -> None:
    """On a screen for many, names and number of the patient go and dates and places stay."""
    patient = Patient(mrn="4711", family_name="van der Berg", given_name="Ana María", contact="Dr Who")
    case = Case(patient, Tumour())
    said = without_person(case, "BERG, Ana (4711), seen in Bergen by Dr Who on 3 May 2024; anaemia")
    assert said == "…, … (…), seen in Bergen by Dr Who on 3 May 2024; anaemia"
    assert without_person(Case(Patient(), Tumour()), "Nobody is named") == "Nobody is named"
