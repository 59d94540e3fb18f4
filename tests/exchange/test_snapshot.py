"""A snapshot is a case as a board saw it: one state, one text, by which all of it is vouched for."""

import dataclasses
import hashlib
import itertools
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.books import a_case, changed
from tests.strategies import cases
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation, Task
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.domain.fields import UNKNOWN, Coded
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.records import COURSE
from tumorboard.domain.tumour import Staging, Tumour
from tumorboard.exchange import case_document
from tumorboard.exchange.snapshot import MARK, SHORT, changed_since, digest, hash_in, read, write

MEETING = Meeting(
    name="Liver board",
    on=Day("2025-03-20T14:00"),
    attendance=(Attendance(name="Dr Li", specialty="Surgery", present=True),),
)
ITEM = AgendaItem(
    meeting=MEETING.id,
    question="Resectable?",
    outcome="discussed",
    recommendations=(Recommendation(kind="surgery"), Recommendation(kind="trial")),
    actions=(Task(what="Call the GP"),),
    finalised_on=Day("2025-03-20"),
)


def _case(*records: Any) -> Case:
    return Case(Patient(mrn="1", family_name="Li"), Tumour(site=Coded(text="Gallbladder")), records)


def _saw(case: Case, item: AgendaItem = ITEM) -> Any:
    return read(write(case.with_record(item), item, MEETING))


def _without(case: Case, record: Any) -> Case:
    return dataclasses.replace(case, records=tuple(one for one in case.records if one.id != record.id))


@given(cases(), st.randoms(use_true_random=False))
def test_one_state_has_one_text(case: Case, dice: random.Random) -> None:
    """Whatever the order in which the records came, and also once the case went out and came back."""
    item = AgendaItem(id=new_id(), question="?")
    mixed = dataclasses.replace(case, records=tuple(dice.sample(case.records, len(case.records))))
    text = write(case, item, MEETING)
    assert write(mixed, item, MEETING) == text
    assert write(case_document.read(case_document.write(case)), item, MEETING) == text
    # It is written before it is kept: what is kept with the item is not in it.
    kept = changed(item, snapshot=text, page=b"%PDF")
    assert write(case.with_record(kept), kept, MEETING) == text


@given(cases())
def test_every_record_is_in_it_and_none_has_changed(case: Case) -> None:
    """What was just written holds the case as it is, each record with its kind."""
    item = next(iter(case.of(AgendaItem)), AgendaItem(id=new_id()))
    whole = case.with_record(item)
    seen = read(write(case, item, None))
    assert seen.item_id == item.id
    assert {id_: kind for id_, (kind, _plain) in seen.records.items()} == {
        one.id: one.record_kind for one in whole.everything()
    }
    assert changed_since(seen, whole) == []


def test_every_field_of_every_kind_is_in_it() -> None:
    """No field is left out: a change in any changes the text."""
    case = a_case(1)
    text = write(case, ITEM, None)
    for record in case.records:
        for name in (
            field.name for field in dataclasses.fields(record) if field.name not in ("id", "absent")
        ):
            other = changed(record, **{name: type(record)().__getattribute__(name)})
            if other != record and name not in ("snapshot", "page"):
                assert write(case.with_record(other), ITEM, None) != text, (record.record_kind, name)


def test_the_text_can_be_read_by_people_and_other_programs() -> None:
    """It is JSON and names its format, its meeting and the item it is of."""
    staging = Staging(kind="p", t="2b")
    document = json.loads(write(_case(staging), ITEM, MEETING))
    assert (document["format"], document["version"]) == ("tumorboard-snapshot", 1)
    assert document["item"] == ITEM.id
    assert document["meeting"]["attendance"][0]["present"] is True
    kinds = {one["id"]: one["record"] for one in document["case"]}
    assert kinds[staging.id] == "staging"
    assert kinds[ITEM.id] == "agenda_item"
    assert next(one for one in document["case"] if one["id"] == staging.id)["kind"] == "p"
    assert "meeting" not in json.loads(write(_case(), ITEM, None))


def test_pictures_and_letters_are_in_it_by_their_hash() -> None:
    """So it stays small, and another picture is another snapshot."""
    picture = Document(name="ct.png", content=b"\x89PNG" * 100_000)
    text = write(_case(picture), ITEM, MEETING)
    assert len(text) < 3000
    assert f"sha256:{hashlib.sha256(picture.content or b'').hexdigest()}".encode() in text
    other = changed(picture, content=b"\x89PNG")
    assert write(_case(other), ITEM, MEETING) != text
    case = _case(picture)
    assert changed_since(_saw(case), case.with_record(ITEM).with_record(other)) == [("document", picture.id)]


def test_ten_boards_do_not_hold_one_another() -> None:
    """What earlier boards kept is named and not repeated: each snapshot grows by one item, not by a case."""
    events = tuple(Event(title=f"Event {number}", note="x" * 500) for number in range(100))
    case = _case(*events)
    sizes = []
    for number in range(10):
        item = AgendaItem(question="?", on=Day(f"2025-01-{number + 10}"), finalised_on=Day("2025-02"))
        text = write(case, item, MEETING)
        case = case.with_record(changed(item, snapshot=text, page=b"%PDF" * 10_000))
        sizes.append(len(text))
    steps = [after - before for before, after in itertools.pairwise(sizes)]
    assert max(steps) < 1000
    assert max(steps[1:]) == min(steps[1:])
    # In the document of the case each is whole, once.
    assert len(case_document.write(case)) < 2 * (sum(sizes) + 10 * 40_000)


def test_what_earlier_boards_kept_is_vouched_for() -> None:
    """Another snapshot under an earlier item is another text."""
    earlier = AgendaItem(question="?", finalised_on=Day("2025-01"), snapshot=b"one", page=b"two")
    text = write(_case(earlier), ITEM, None)
    for other in (changed(earlier, snapshot=b"other"), changed(earlier, page=None)):
        assert write(_case(other), ITEM, None) != text


def test_what_goes_on_after_a_board_is_no_change_of_what_it_saw() -> None:
    """Addenda, to whom it was sent, what came of it, and what is kept of it, of this board and others."""
    earlier = changed(ITEM, id=new_id(), meeting="", actions=(), recommendations=(Recommendation(),))
    event = Event(title="Operation")
    case = _case(earlier, event).with_record(ITEM)
    seen = _saw(case)
    first, second = ITEM.recommendations
    later = changed(
        ITEM,
        recommendations=(
            changed(first, fulfilment="done", followed_by=event.id),
            changed(second, fulfilment="not done", reason="progression"),
        ),
        actions=(changed(ITEM.actions[0], state="done", done_on=Day("2025-03-21")),),
        addenda=(Addendum(text="The left."),),
        sent_to="Dr Li",
        sent_on=Day("2025-03-21"),
        snapshot=b"{}",
        page=b"%PDF",
    )
    answered = changed(earlier, sent_to="Dr Li", snapshot=b"{}")
    assert changed_since(seen, case.with_record(later).with_record(answered)) == []


@pytest.mark.parametrize(
    "values",
    [
        {"question": "Another?"},
        {"minutes": "More"},
        {"note": "More"},
        {"outcome": "deferred"},
        {"finalised_on": None},
        {"finalised_by": "berta"},
        {"recommendations": ITEM.recommendations[::-1]},
        {"recommendations": ITEM.recommendations[:1]},
        {"recommendations": (*ITEM.recommendations, Recommendation())},
        {"recommendations": (changed(ITEM.recommendations[0], text="?"), ITEM.recommendations[1])},
        {"actions": (changed(ITEM.actions[0], due=Day("2025-04")),)},
        {"absent": (("minutes", UNKNOWN),)},
    ],
)
def test_another_outcome_is_a_change(values: dict[str, Any]) -> None:
    """Of it and of its rows, as a file that was tampered with would have it."""
    case = _case().with_record(ITEM)
    other = case.with_record(changed(ITEM, **values))
    assert changed_since(_saw(case), other) == [("agenda_item", ITEM.id)]


def test_an_absence_told_afterwards_is_none() -> None:
    """Where it was not known to whom the outcome went, and then it was."""
    item = changed(ITEM, absent=(("sent_to", UNKNOWN), ("minutes", UNKNOWN)))
    case = _case().with_record(item)
    sent = changed(item, sent_to="Dr Li")
    assert dict(sent.absent) == {"minutes": UNKNOWN}
    assert changed_since(_saw(case, item), case.with_record(sent)) == []


def test_what_is_new_changed_or_gone_is_named_with_its_kind() -> None:
    """Of every kind of record, of the patient and of the tumour; what stayed is not."""
    stays, changes = a_case(1), a_case(1)
    records = (*stays.records, *changes.records)
    case = dataclasses.replace(stays, records=records).with_record(ITEM)
    seen = _saw(case)
    assert changed_since(seen, case) == []
    for record in records:
        kind = (record.record_kind, record.id)
        assert changed_since(seen, case.with_record(changed(record, note="Other"))) == [kind]
        assert changed_since(seen, _without(case, record)) == [kind]
    for record_class in COURSE:
        new = record_class()
        assert changed_since(seen, case.with_record(new)) == [(new.record_kind, new.id)]
    for one in (case.patient, case.tumour):
        other = case.with_record(changed(one, note="Other"))
        assert changed_since(seen, other) == [(one.record_kind, one.id)]


def test_a_row_more_or_less_is_a_change_of_its_record() -> None:
    """Rows are of their record."""
    study = Imaging(measurements=(Measurement(size_mm=12), Measurement(size_mm=7)))
    case = _case(study).with_record(ITEM)
    for rows in (study.measurements[:1], study.measurements[::-1], (*study.measurements, Measurement())):
        other = case.with_record(changed(study, measurements=rows))
        assert changed_since(_saw(case), other) == [("imaging", study.id)]


def test_a_link_that_went_with_what_it_led_to_is_told_once() -> None:
    """What is gone is named, and not all that named it; another link in its place is a change."""
    lesion, other = Lesion(label="S4"), Lesion(label="S5")
    study = Imaging(modality="CT", measurements=(Measurement(lesion=lesion.id, size_mm=12),))
    row = Recommendation(kind="surgery", because=(study.id, lesion.id))
    item = changed(ITEM, review=(study.id,), recommendations=(row,))
    case = _case(lesion, other, study).with_record(item)
    seen = _saw(case, item)
    bare = changed(study, measurements=(changed(study.measurements[0], lesion=""),))
    unlinked = changed(item, recommendations=(changed(row, because=(study.id,)),))
    gone = _without(case, lesion).with_record(bare).with_record(unlinked)
    assert changed_since(seen, gone) == [("lesion", lesion.id)]
    moved = changed(study, measurements=(changed(study.measurements[0], lesion=other.id),))
    assert changed_since(seen, case.with_record(moved)) == [("imaging", study.id)]
    # The snapshot itself still says what the recommendation rested on.
    assert seen.records[item.id][1]["recommendations"][0]["because"] == [study.id, lesion.id]


def test_a_hash_is_read_as_it_is_printed() -> None:
    """In groups, in capitals, in part, and as the 2-D code holds it."""
    whole = digest(b"x")
    assert whole == hashlib.sha256(b"x").hexdigest()
    printed = " ".join(whole[place : place + 4] for place in range(0, SHORT, 4))
    assert hash_in(printed) == whole[:SHORT]
    for text in (whole, whole.upper(), f" {whole}\n", f"{MARK}{whole}", f"{MARK.lower()} {whole}"):
        assert hash_in(text) == whole


@given(st.binary(max_size=20), st.integers(8, 64), st.booleans())
def test_any_beginning_of_a_hash_names_it(data: bytes, length: int, marked: bool) -> None:
    """From eight digits on, with its mark or without."""
    whole = digest(data)
    assert hash_in((MARK if marked else "") + whole[:length]) == whole[:length]


@pytest.mark.parametrize(
    "text", ["", "1234567", "1" * 65, "12345678g", "TUMORBOARD:", "OTHER:12345678", "x.pdf"]
)
def test_what_is_no_hash_is_refused(text: str) -> None:
    """In a sentence that says what one looks like."""
    with pytest.raises(Problem, match="is not a hash: at least 8 digits"):
        hash_in(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"format": "tumorboard-case", "version": 1}',
        b'{"format": "tumorboard-snapshot", "version": 2, "item": "x", "case": []}',
        b'{"format": "tumorboard-snapshot", "version": "1", "item": "x", "case": []}',
        b'{"format": "tumorboard-snapshot", "version": 1, "case": []}',
        b'{"format": "tumorboard-snapshot", "version": 1, "item": "x", "case": [{}]}',
        b'{"format": "tumorboard-snapshot", "version": 1, "item": "x", "case": [7]}',
        b'{"format": "tumorboard-snapshot", "version": 1, "item": "x", "case": null}',
        b'{"format": "tumorboard-snapshot", "version": 1, "item": "x", "case": [{"id": "x"}]}',
        b'{"format": "tumorboard-snapshot", "version": 1, "item": "x", "case": ["id"]}',
    ],
)
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    """Whatever it is instead, and also one of a later program."""
    with pytest.raises(Problem, match="cannot be read by this program"):
        read(data)


def test_a_case_with_finalised_boards_survives_its_document() -> None:
    """Snapshots and printed pages go out and come back byte for byte, as they are read by their hash."""
    case = _case(Document(content=b"\x00\xff" * 1000))
    for number in range(3):
        item = changed(ITEM, id=new_id(), on=Day(f"2025-0{number + 1}"), recommendations=(), actions=())
        text = write(case, item, MEETING)
        case = case.with_record(changed(item, snapshot=text, page=b"%PDF-1.7\n\xe2\xe3" + bytes(number)))
    data = case_document.write(case)
    back = case_document.read(data)
    assert back == case
    assert case_document.write(back) == data
    for before, after in zip(case.of(AgendaItem), back.of(AgendaItem), strict=True):
        assert (after.snapshot, after.page) == (before.snapshot, before.page)
