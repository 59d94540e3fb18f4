from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handout.cases import PRINTED_AT, TODAY, VERSION
from tests.handout.test_any_case import NOT_FOR_READING, without_texts
from tests.handout.test_case_summary import all_words, tight, words
from tests.strategies import cases
from tests.ui.boarded import CT, ITEM, MEETING, boarded
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.snapshot import MARK, SHORT, digest, hash_in
from tumorboard.handout import seal
from tumorboard.handout.outcome import page
from tumorboard.handout.page import Page

HASH = digest(b"what the board saw")


def item_of(case: Case) -> AgendaItem:
    """Return the agenda item of a case that has one."""
    return case.of(AgendaItem)[0]


def printed(
    case: Case,
    item: AgendaItem | None = None,
    meeting: Meeting | None = MEETING,
    snapshot: str = "",
    clinic: str = "",
) -> Page:
    """Return the outcome of a case, or of an item that is not in it yet, as printed on one fixed day."""
    item = item or item_of(case)
    return page(
        case.with_record(item),
        item,
        meeting=meeting,
        version=VERSION,
        printed_at=PRINTED_AT,
        today=TODAY,
        snapshot=snapshot,
        clinic=clinic,
    )


@pytest.mark.parametrize(
    "expected",
    [
        "Hepatobiliary board · 20 Mar 2025 14:00",
        "Restaging · presented by: Dr Knife",
        "Not finalised: this may still change.",
        "Question Is a third resection feasible?",
        "Discussed · plan intent: palliative · to be seen again: not recorded",
        "Surgery: Dr Knife; Radiology: Dr Scan Not present: Dr Glass, Pathology 1 seat not ticked",
        "Required and not present: Pathology, Radiotherapy, Oncology",
        "Two segments are free. The remnant is 28 %.",
        "1. Systemic therapy : Lenvatinib; go on off label Evidence: 2B · References: PMID 34523731,",
        "Rests on: CT abdomen, 11 Mar 2025",
        "2. Further imaging : MRI in 8 weeks Evidence, what it rests on: not recorded",
        "1. Book the MRI who: Dr Scan · by 1 Apr 2025",
        "2. Tell the patient who: not recorded · due: not recorded",
        "Patient's wish No operation for now",
        "Dissent Embolisation was offered.",
        "Checked and closed by",
    ],
)
def test_the_page_tells(expected: str) -> None:
    """What was asked and decided stands on the page in words, and what is missing says so."""
    assert expected in words(printed(boarded("Alma")).html)


def test_the_parts_stand_in_the_order_they_are_read() -> None:
    """The question comes first, then the outcome, who was there, and what follows from it."""
    text = words(printed(boarded("Alma")).html)
    headings = ("Question", "Outcome", "Present", "Minutes", "Recommendations", "Tasks", "Patient's wish")
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_head_and_foot_name_the_patient() -> None:
    """Who it is about stands at the head and at the foot, with the clinic and the state of the data."""
    page = printed(boarded("Alma"), clinic="Clinic of Examples")
    assert words(page.head_left) == "Alma, Anna born not recorded MRN alma-0017"
    assert words(page.foot) == (
        "Alma, Anna · MRN alma-0017 · printed 18 Mar 2025 09:14 · data version 3f9a2c · Clinic of Examples"
    )
    assert page.title == "Board outcome alma-0017"
    assert not page.anonymous


def test_an_empty_item_says_of_each_part_that_it_is_not_recorded() -> None:
    """Nothing is left out in silence, whatever is missing."""
    text = tight(printed(boarded("Alma"), AgendaItem(), None).html)
    for expected in (
        "Board: not recorded · date: not recorded Discussion: not recorded",
        "Question not recorded",
        "Outcome not recorded · plan intent: not recorded · to be seen again: not recorded",
        "Present not recorded Minutes not recorded Recommendations not recorded Tasks not recorded",
        "Patient's wish not recorded",
    ):
        assert expected in text


def test_a_case_that_was_deferred_lacks_no_plan() -> None:
    """Of what was not discussed nothing is asked that only a discussion gives."""
    item = AgendaItem(id="item", board="Board", outcome="deferred", question="Operable?")
    text = tight(printed(boarded("Alma"), item).html)
    assert "Outcome Deferred" in text
    for absent in ("plan intent", "Tasks", "Minutes", "Recommendations", "wish"):
        assert absent not in text


def test_a_board_that_recommends_nothing_says_why() -> None:
    """The reason why nothing is recommended stands in the place of the recommendations."""
    item = replace(ITEM, recommendations=(), none_because="Histology first")
    assert "Recommendations None, because: Histology first" in words(printed(boarded("Alma"), item).html)


def test_a_label_status_is_asked_only_of_drugs() -> None:
    """Whether it is within the label is missed of a systemic therapy and not of an operation."""
    rows = (Recommendation(kind="systemic therapy", priority=1), Recommendation(kind="surgery", priority=2))
    text = tight(printed(boarded("Alma"), replace(ITEM, recommendations=rows)).html)
    assert "Systemic therapy Evidence, label status, what it rests on: not recorded" in text
    assert "Surgery Evidence, what it rests on: not recorded" in text


def test_a_finalised_outcome_tells_who_closed_it_and_what_was_added() -> None:
    """Finalised by whom and when, and each addendum with its author and time; nothing is left to sign."""
    item = replace(
        ITEM,
        finalised_on=Day("2025-03-20T15:42"),
        finalised_by="Dr Knife",
        addenda=(Addendum(text="32 %, not 28 %", on=Day("2025-03-21T09:10"), by="Dr Scan"), Addendum()),
    )
    text = tight(printed(boarded("Alma"), item).html)
    assert "Finalised 20 Mar 2025 15:42 by Dr Knife." in text
    assert "Addenda 32 %, not 28 % Dr Scan, 21 Mar 2025 09:10" in text
    assert "not recorded not recorded, not recorded" in text
    assert "Not finalised" not in text
    assert "Checked and closed by" not in text


def test_the_corner_holds_the_hash_and_its_code() -> None:
    """With a snapshot the page carries its short hash, as `verify` takes it, and a picture; else neither."""
    page = printed(boarded("Alma"), snapshot=HASH)
    short = f"{HASH[:4]} {HASH[4:8]} {HASH[8:12]}"
    assert short in words(page.html)
    assert hash_in(short) == HASH[:SHORT]
    assert hash_in(f"{MARK}{HASH}".upper()) == HASH
    (picture,) = page.pictures
    assert f'<img src="{picture.name}">' in page.html
    assert picture.content.startswith(b"\x89PNG")
    assert not picture.is_framed
    bare = printed(boarded("Alma"))
    assert (bare.pictures, "<img" in bare.html) == ((), False)


def test_one_hash_has_one_code() -> None:
    """The code of a hash is the same each time, and another hash has another."""
    assert seal.code(HASH) == seal.code(HASH)
    assert seal.code(HASH).content != seal.code(digest(b"something else")).content


def test_what_was_typed_is_text() -> None:
    """Markup in any field is printed as it was typed."""
    item = replace(ITEM, minutes="<b>37 & falling", question="<table>", dissent="<i>no", wish="a < b")
    html = printed(boarded("Alma"), item).html
    for typed in ("<b>37", "<table>", "<i>no"):
        assert typed not in html
    assert "&lt;b&gt;37 &amp; falling" in html


def test_nothing_of_another_patient_stands_on_the_page() -> None:
    """What two patients of one meeting have printed, in turns, names none but its own."""
    for one, other in (("Alma", "Berta"), ("Berta", "Alma"), ("Alma", "Berta")):
        text = all_words(printed(boarded(one, ITEM, replace(CT, id=f"{one} 2", region=f"{one} 7"))))
        assert one in text
        assert other.casefold() not in text.casefold()


@given(cases(), st.booleans())
def test_no_page_shows_what_is_not_for_reading(case: Case, is_closed: bool) -> None:
    """Whatever an item holds, its page tells it in words."""
    case = without_texts(case)
    items = case.of(AgendaItem) or (AgendaItem(finalised_on=Day("2025-03-20") if is_closed else None),)
    text = all_words(printed(case, items[-1], None))
    assert NOT_FOR_READING.findall(text) == []
