from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from tests.handout.cases import PRINTED_AT, TODAY, VERSION
from tests.handout.test_any_case import NOT_FOR_READING, without_texts
from tests.handout.test_case_summary import all_words, words
from tests.handout.test_outcome import item_of
from tests.strategies import cases
from tests.ui.boarded import ITEM, MEETING, boarded
from tumorboard.domain.board import Addendum, AgendaItem, Task
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.handout import clinic
from tumorboard.handout.outcome_letter import page, text
from tumorboard.handout.page import Page
from tumorboard.handout.unstyled import WIDTH


def printed(
    case: Case, item: AgendaItem | None = None, meeting: Meeting | None = MEETING, clinic: str = ""
) -> Page:
    """Return the letter about a case, or about an item that is not in it yet, as printed on one fixed day."""
    return page(
        case,
        item or item_of(case),
        meeting=meeting,
        version=VERSION,
        printed_at=PRINTED_AT,
        today=TODAY,
        clinic=clinic,
    )


def known(case: Case) -> Case:
    """Return a case with somebody to write to."""
    person = replace(case.patient, responsible_clinician="Dr Referrer", contact="1 Example Street")
    return replace(case, patient=person)


@pytest.mark.parametrize(
    "expected",
    [
        "Clinic of Examples Dr Referrer 1 Example Street 18 March 2025",
        "Alma, Anna , born not recorded , MRN alma-0017 Dear colleague,",
        "The case of your patient was discussed at the Hepatobiliary board (20 Mar 2025 14:00).",
        "Diagnosis: Gallbladder adenocarcinoma; last stage: not recorded ; ECOG: not recorded",
        "Question to the board Is a third resection feasible?",
        "Present Surgery: Dr Knife; Radiology: Dr Scan",
        "Discussion Two segments are free. The remnant is 28 %.",
        "1. Systemic therapy : Lenvatinib; go on",
        "Who does what by when 1. Book the MRI who: Dr Scan · by 1 Apr 2025",
        "To be seen again not recorded",
        "Patient's wish No operation for now",
        "Not finalised: this may still change.",
    ],
)
def test_the_letter_tells(expected: str) -> None:
    """To whom, about whom, what was asked, who was there, what is recommended, and who does what by when."""
    assert expected in words(printed(known(boarded("Alma")), clinic="Clinic of Examples").html)


def test_dissent_stays_within_the_board() -> None:
    """Who thought otherwise stands on the page of the outcome and not in a letter."""
    letter = printed(boarded("Alma"))
    assert "Embolisation was offered." not in all_words(letter)
    assert "Embolisation was offered." not in text(boarded("Alma"), ITEM, MEETING)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("deferred", "and was deferred."),
        ("withdrawn", "and was withdrawn."),
        ("", "is on the agenda of the Hepatobiliary board (20 Mar 2025 14:00). No outcome is recorded yet."),
    ],
)
def test_a_case_that_was_not_discussed_is_not_said_to_be(outcome: str, sentence: str) -> None:
    """The first sentence tells what became of the case at the board."""
    item = replace(ITEM, outcome=outcome, recommendations=(), actions=(), minutes="")
    letter = words(printed(boarded("Alma"), item).html)
    assert sentence in letter
    assert "was discussed at" not in letter


@pytest.mark.parametrize(
    ("sent_to", "expected"),
    [
        ("Dr One; Dr Two (general practitioner)", "Dr One Dr Two (general practitioner) 18 March 2025"),
        ("", "To: not recorded 18 March 2025"),
    ],
)
def test_the_letter_goes_to_whom_it_was_sent(sent_to: str, expected: str) -> None:
    """Each reader has a line of their own; where nobody is named, that is said."""
    letter = words(printed(boarded("Alma"), replace(ITEM, sent_to=sent_to)).html)
    assert expected in letter


def test_what_was_added_later_is_in_the_letter_and_who_closed_it_signs() -> None:
    """A correction never stays behind, and the name under the letter is that of who finalised the outcome."""
    item = replace(
        ITEM,
        finalised_on=Day("2025-03-20"),
        finalised_by="Dr Closer",
        addenda=(Addendum(text="32 %, not 28 %", on=Day("2025-03-21"), by="Dr Scan"),),
    )
    letter = words(printed(boarded("Alma"), item).html)
    assert "Added later 32 %, not 28 % Dr Scan, 21 Mar 2025" in letter
    assert letter.endswith("Yours sincerely Dr Closer Hepatobiliary board")


def test_the_plain_text_tells_the_same() -> None:
    """What stands in the letter stands in the text to paste, part by part and without markup."""
    case = known(boarded("Alma"))
    plain = text(case, ITEM, MEETING, clinic="Clinic of Examples")
    assert plain.startswith("Clinic of Examples\n\nDr Referrer\n1 Example Street\n\nAlma, Anna, born")
    dated = text(case, ITEM, MEETING, printed_at=PRINTED_AT)
    assert dated.startswith("Dr Referrer\n1 Example Street\n18 March 2025\n\n")
    assert "\n\nRecommendations\n1. Systemic therapy: Lenvatinib; go on\n   off label\n" in plain
    assert "\nWho does what by when\n1. Book the MRI\n   who: Dr Scan · by 1 Apr 2025\n" in plain
    # Spaces apart: what ends a line and where the style changes differ.
    body = "".join(words(printed(case, ITEM, clinic="Clinic of Examples").html).split())
    assert [line for line in plain.splitlines() if "".join(line.split()).rstrip(":") not in body] == []


def test_a_clinics_own_letter_is_the_plain_text_too(tmp_path: Path) -> None:
    """What a clinic writes into its template stands in the letter and in the text to paste."""
    own = '{% from "runs.html" import runs %}<p>Liebe Grüße &amp; {{ runs(about) }}</p>'
    (tmp_path / "outcome_letter.html").write_text(own, encoding="utf-8")
    clinic.choose(tmp_path)
    try:
        case = boarded("Alma")
        assert "Liebe Grüße & Alma, Anna" in words(printed(case).html)
        assert text(case, ITEM, MEETING) == "Liebe Grüße & Alma, Anna, born not recorded, MRN alma-0017\n"
    finally:
        clinic.choose(None)


def test_no_line_of_the_plain_text_is_too_long() -> None:
    """Lines break at spaces, what follows a number is indented under it, and paragraphs stay apart."""
    item = replace(
        ITEM,
        minutes=f"{'word ' * 40}\nSecond paragraph, 5-FU- and oxaliplatin-based",
        actions=(Task(what="call " * 30, owner="Dr Scan"),),
    )
    plain = text(boarded("Alma"), item, MEETING)
    assert max(map(len, plain.splitlines())) <= WIDTH
    assert "\nSecond paragraph, 5-FU- and oxaliplatin-based\n" in plain
    assert "1. call call" in plain
    assert "\n   call call" in plain
    assert "<" not in plain


def test_markup_that_was_typed_is_text() -> None:
    """Angle brackets are printed as they were typed, in the names of readers too."""
    item = replace(ITEM, minutes="<b>37", sent_to="<i>Dr One")
    html = printed(boarded("Alma"), item, clinic="<u>Clinic").html
    assert not [typed for typed in ("<b>37", "<i>Dr", "<u>Cl") if typed in html]
    assert "<b>37" in text(boarded("Alma"), item, MEETING)


def test_nothing_of_another_patient_stands_in_the_letter() -> None:
    """Letters about two patients, in turns, name none but their own."""
    for one, other in (("Alma", "Berta"), ("Berta", "Alma"), ("Alma", "Berta")):
        case = boarded(one)
        both = all_words(printed(case)) + text(case, item_of(case), MEETING)
        assert one in both
        assert other.casefold() not in both.casefold()


@given(cases())
def test_no_letter_shows_what_is_not_for_reading(case: Case) -> None:
    """Whatever an item holds, its letter tells it in words, on paper and as plain text."""
    case = without_texts(case)
    item = (case.of(AgendaItem) or (AgendaItem(),))[-1]
    both = all_words(printed(case, item, None)) + text(case, item, None)
    assert NOT_FOR_READING.findall(both) == []
