from dataclasses import replace

import pytest
from hypothesis import given

from tests.figures.cases import result
from tests.handout.cases import PRINTED_AT, TODAY, VERSION, bare, zoe
from tests.handout.test_any_case import NOT_FOR_READING, without_texts
from tests.handout.test_case_summary import all_words, words
from tests.strategies import cases
from tests.ui.boarded import CT, ITEM, boarded
from tumorboard.domain.board import Addendum, Recommendation
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.plain import to_plain
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout.changes import Changed, groups, lines, page, since_words
from tumorboard.handout.runs import plain

LINE = SystemicLine(id="line", label="GP", start=Day("2025-02-10"), end=Day("2025-03"))
STUDY = Imaging(id="study", on=Day("2025-03-11"), modality="CT", region="abdomen")
OPERATION = Surgery(id="operation", on=Day("2025-01"), procedures=(Coded(text="Hepatectomy"),))


def added(record: Record) -> Changed:
    """Return the change that a new record is."""
    return Changed(record.record_kind, None, to_plain(record))


def removed(record: Record) -> Changed:
    """Return the change that taking a record out is."""
    return Changed(record.record_kind, to_plain(record), None)


def changed(before: Record, after: Record) -> Changed:
    """Return the change of a record."""
    return Changed(after.record_kind, to_plain(before), to_plain(after))


def said(case: Case, *changes: Changed) -> dict[str, list[str]]:
    """Return what is told of changes, by heading."""
    return {group.heading: [plain(text) for text in group.texts] for group in groups(case, changes)}


def with_records(*records: Record) -> Case:
    """Return a case of which only these are known."""
    return replace(bare(), records=records)


def test_what_is_new_is_told_by_sort_and_in_order_of_time() -> None:
    """Results, treatments and the rest stand apart, the earliest first, whenever they were entered."""
    visit = FollowUp(id="visit", on=Day("2025-03-12"), alive=True, ecog="1")
    records = (STUDY, LINE, OPERATION, visit)
    assert said(with_records(*records), *map(added, records)) == {
        "New results": ["Imaging: CT abdomen (11 Mar 2025)"],
        "New treatments": ["Hepatectomy (Jan 2025)", "GP (10 Feb 2025 – Mar 2025)"],
        "Other new entries": ["Follow-up: alive, ECOG 1 (12 Mar 2025)"],
    }


def test_results_of_one_analyte_are_one_text() -> None:
    """Each value stands with its day and with H or L where it is beyond its own limits."""
    records = (
        result("2025-03-01", "71", "b", high=37.0),
        result("2025-02-01", "30", "a", high=37.0),
    )
    found = said(with_records(*records), *map(added, records))
    assert found == {"New results": ["CA19-9: 30 U/mL (1 Feb 2025), 71 U/mL H (1 Mar 2025)"]}


def test_many_results_are_counted_and_none_is_hidden() -> None:
    """Of more than a few, the first, the last and the number between them are told."""
    records = tuple(result(f"2025-02-{day:02}", str(day), f"r{day}") for day in range(1, 11))
    found = said(with_records(*records), *map(added, records))["New results"]
    assert found == ["CA19-9: 1 U/mL (1 Feb 2025), 8 more, 10 U/mL (10 Feb 2025)"]


def test_a_correction_tells_both_values() -> None:
    """What a field held and what it holds now stand side by side, absence in its own word."""
    before = replace(LINE, end_reason="toxicity", start=Day("2025-01"))
    found = said(with_records(LINE), changed(before, LINE))
    assert found == {
        "Changed": [
            "Systemic line: GP (10 Feb 2025): start: Jan 2025 → 10 Feb 2025; "
            "ended because: toxicity → not recorded"
        ]
    }


def test_a_correction_of_the_patient_is_told_without_a_name() -> None:
    """The name stands at the head of the page; here it is what changed that counts."""
    case = zoe()
    before = replace(case.patient, mrn="OLD-1")
    assert said(case, changed(before, case.patient)) == {"Changed": ["Patient: MRN: OLD-1 → QX-70311"]}


def test_what_was_taken_out_is_named() -> None:
    """A record that is gone is told as it was, also where another still named it."""
    target = replace(LINE, id="gone", label="FOLFOX")
    study = replace(STUDY, line="gone")
    found = said(with_records(STUDY), removed(target), changed(study, STUDY))
    assert found["Taken out"] == ["Systemic line: FOLFOX (10 Feb 2025)"]
    assert found["Changed"] == ["Imaging: CT abdomen (11 Mar 2025): line assessed: FOLFOX → not recorded"]


def test_of_a_board_only_what_came_of_it_is_told() -> None:
    """Fulfilment and addenda are news to the next board; question, minutes and the item itself are not."""
    row = Recommendation(id="row", kind="surgery", fulfilment="open")
    before = replace(ITEM, recommendations=(row,), minutes="short")
    after = replace(
        before,
        minutes="long",
        recommendations=(replace(row, fulfilment="done", text="soon"),),
        addenda=(Addendum(id="addendum", text="Done in May"),),
    )
    found = said(with_records(CT, after), changed(before, after), added(after))
    assert found == {
        "What came of earlier boards": [
            "Hepatobiliary board, 20 Mar 2025 14:00: "
            "recommendation surgery: came to pass: open → done; addendum added: Done in May"
        ]
    }
    assert said(with_records(after), changed(before, replace(before, minutes="long"))) == {}


def test_a_remark_that_was_put_aside_is_no_news() -> None:
    """What somebody took off the list of remarks changes nothing in the case."""
    assert said(bare(), added(Dismissal(said="CA19-9 rose"))) == {}


@pytest.mark.parametrize(
    ("since", "board", "expected"),
    [
        ("2025-02-06", "", "Since the last board (6 Feb 2025)"),
        ("2025-02-06", "Liver board", "Since the last board (Liver board, 6 Feb 2025)"),
        (None, "", "Since the last board"),
    ],
)
def test_since_when_is_told(since: str | None, board: str, expected: str) -> None:
    """The board and its day stand where they are known."""
    assert since_words(Day(since) if since else None, board) == expected


def printed(case: Case, *changes: Changed) -> str:
    """Return what a reader sees of the page of changes."""
    return all_words(
        page(
            case,
            changes,
            since=Day("2025-02-06"),
            version=VERSION,
            printed_at=PRINTED_AT,
            today=TODAY,
        )
    )


def test_the_page_tells_whose_changes_they_are() -> None:
    """Patient, since when and each change stand on it; without any, that is said."""
    text = printed(with_records(STUDY), added(STUDY))
    assert "Since the last board (6 Feb 2025) New results · Imaging: CT abdomen (11 Mar 2025)" in text
    assert "MRN QX-70311" in printed(zoe())
    assert "Nothing was entered, changed or taken out." in printed(zoe())


def test_what_was_typed_is_text() -> None:
    """Markup in a value before or after is printed as it was typed."""
    before, after = replace(STUDY, region="<b>a"), replace(STUDY, region="<i>b")
    made = page(
        with_records(after),
        [changed(before, after)],
        since=None,
        version=VERSION,
        printed_at=PRINTED_AT,
        today=TODAY,
    )
    assert "<b>a" not in made.html
    assert "<i>b" not in made.html
    assert "<b>a → <i>b" in words(made.html)


def test_nothing_of_another_patient_stands_on_the_page() -> None:
    """Pages of two patients, in turns, name none but their own."""
    for one, other in (("Alma", "Berta"), ("Berta", "Alma"), ("Alma", "Berta")):
        case = boarded(one)
        text = printed(case, *(added(record) for record in case.everything()))
        assert one in text
        assert other.casefold() not in text.casefold()


@given(cases())
def test_whatever_changed_is_told_in_words(case: Case) -> None:
    """A case that came as a whole, and one that went, are told without an id or an error."""
    case = without_texts(case)
    come = [added(record) for record in case.records]
    gone = [removed(record) for record in case.records]
    told = [*lines(groups(case, come)), *lines(groups(bare(), gone))]
    assert NOT_FOR_READING.findall("\n".join(told)) == []
