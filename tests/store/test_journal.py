"""Every change is a step, whole or not at all, told, undone and done again."""

import dataclasses
import random
from typing import Any

import pytest

from tests.store.books import a_case, changed, check, content, put, replayed
from tumorboard.domain.adverse_event import AdverseEvent, AdverseEventAction
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, new_id
from tumorboard.domain.records import COURSE
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import N_
from tumorboard.store.book import Book
from tumorboard.store.journal import Changed
from tumorboard.store.trail import Step


class Stop(Exception):
    """Raised inside a step to end it."""


def test_a_step_is_one_entry(book: Book, case: Case) -> None:
    """A step says who, when, what, before and after."""
    book.shelf.add(case, N_("Import case"))
    event = Event(title="Biopsy", on=Day("2020-01"))
    put(book, case, event)
    step = book.journal.steps(limit=1)[0]
    assert (step.title, step.kind, step.author) == ("Change", "do", "anna")
    assert step.at.startswith("2026-03-01T14:02:")
    assert step.at.endswith(".000Z")
    (change,) = step.changes
    assert (change.record_kind, change.record_id, change.before) == ("event", event.id, None)
    assert change.after == {"id": event.id, "on": "2020-01", "title": "Biopsy"}
    assert change.step == dataclasses.replace(step, changes=())


def test_an_exception_leaves_nothing(book: Book, case: Case) -> None:
    """What is raised inside a step leaves no record, no entry and nothing to undo."""
    book.shelf.add(case)
    before, steps = content(book), book.journal.steps()

    def change() -> None:
        with book.journal.step("Change") as step:
            step.put(case.id, Event(title="x"))
            step.drop(case.id, case.records[0].id)
            raise Stop

    with pytest.raises(Stop):
        change()
    assert content(book) == before
    assert book.journal.steps() == steps
    check(book)


def test_a_step_without_a_change_leaves_no_entry(book: Book, case: Case) -> None:
    """A record put as it was is no change, and a step of none is no entry and is not told."""
    book.shelf.add(case)
    told: list[Changed] = []
    book.journal.watch(told.append)
    put(book, case)
    put(book, case, *book.shelf.open(case.id).everything())
    event = Event(title="came and went")
    with book.journal.step("Change") as step:
        step.put(case.id, event)
        step.drop(case.id, event.id)
    assert len(book.journal.steps()) == 1
    assert told == []


def test_undo_and_redo(book: Book, case: Case) -> None:
    """Undo takes the last step back, redo does it again, and both stand in the journal."""
    book.shelf.add(case, "Import case")
    first = content(book)
    put(book, case, Event(title="x"))
    second = content(book)
    assert book.journal.undo_title == "Change"
    undone = book.journal.undo()
    assert content(book) == first
    assert (book.journal.undo_title, book.journal.redo_title) == ("Import case", "Change")
    redone = book.journal.redo()
    assert content(book) == second
    assert (book.journal.undo_title, book.journal.redo_title) == ("Change", "")
    assert undone is not None
    assert redone is not None
    assert [(s.kind, s.title) for s in (undone, redone)] == [
        ("undo", "Undo: Change"),
        ("redo", "Redo: Change"),
    ]
    assert book.journal.steps(limit=2) == [redone, undone]
    check(book)


def test_all_can_be_undone_and_done_again(book: Book) -> None:
    """Undo goes back to the empty book, and redo to where it came from; beyond either there is nothing."""
    cases = [a_case(place) for place in range(3)]
    for case in cases:
        book.shelf.add(case)
        put(book, case, Event(title="x"))
    full = content(book)
    for _ in range(6):
        assert book.journal.undo()
    assert (content(book), book.shelf.count()) == ({}, 0)
    assert book.journal.undo() is None
    assert book.journal.undo_title == ""
    for _ in range(6):
        assert book.journal.redo()
    assert content(book) == full
    assert book.journal.redo() is None
    check(book)


def test_a_new_step_leaves_nothing_to_redo(book: Book, case: Case) -> None:
    """After something new is done, what was undone before cannot be done again."""
    book.shelf.add(case)
    put(book, case, Event(title="old"))
    book.journal.undo()
    put(book, case, Event(title="new"))
    assert book.journal.redo_title == ""
    assert book.journal.redo() is None
    book.journal.undo()
    book.journal.undo()
    book.journal.redo()
    book.journal.redo()
    assert [event.title for event in book.shelf.open(case.id).of(Event) if event.title] == [
        *(event.title for event in case.of(Event) if event.title),
        "new",
    ]


def test_history_of_one_record(book: Book, case: Case) -> None:
    """The history of a record tells each of its changes, the earliest first, and no other record's."""
    book.shelf.add(case)
    event = Event(title="a")
    for title in ("a", "b", "b", "c"):
        put(book, case, dataclasses.replace(event, title=title), Event(title="other"))
    book.journal.undo()
    with book.journal.step("Remove") as step:
        step.drop(case.id, event.id)
    told = [
        (c.before and c.before["title"], c.after and c.after["title"]) for c in book.journal.history(event.id)
    ]
    assert told == [(None, "a"), ("a", "b"), ("b", "c"), ("c", "b"), ("b", None)]
    assert [change.step.kind for change in book.journal.history(event.id)] == ["do"] * 3 + ["undo", "do"]


def test_steps_of_a_case(book: Book) -> None:
    """The steps of a case are those that touched it or its patient, in whichever of her cases."""
    case, other = a_case(0), a_case(1)
    second = Case(case.patient, Tumour(label="second"))
    for one in (case, other, second):
        book.shelf.add(one, one.tumour.label)
    put(book, second, dataclasses.replace(case.patient, note="moved"))
    titles = [step.title for step in book.journal.steps(case.id)]
    assert titles == ["Change", case.tumour.label]
    assert [step.title for step in book.journal.steps(other.id)] == [other.tumour.label]
    assert len(book.journal.steps()) == 4
    assert len(book.journal.steps(limit=2)) == 2


def test_watchers_are_told_after_the_step_is_kept(book: Book, case: Case) -> None:
    """A watcher is told once a step, an undo or a redo is kept, and finds it in the book."""
    told: list[tuple[Changed, int]] = []
    unwatch = book.journal.watch(lambda change: told.append((change, book.shelf.count())))
    book.shelf.add(case)
    kinds = frozenset(record.record_kind for record in case.everything())
    assert told == [(Changed(frozenset({case.id}), kinds), 1)]
    with pytest.raises(Stop), book.journal.step("Change"):
        raise Stop
    book.journal.undo()
    book.journal.redo()
    assert [count for _change, count in told] == [1, 0, 1]
    unwatch()
    unwatch()
    put(book, case, Event())
    assert len(told) == 3


def test_a_change_of_a_patient_is_told_for_all_her_cases(book: Book) -> None:
    """Whoever shows another case of the patient hears of it."""
    case = a_case()
    second = Case(case.patient, Tumour())
    book.shelf.add(case)
    book.shelf.add(second)
    told: list[Changed] = []
    book.journal.watch(told.append)
    put(book, case, dataclasses.replace(case.patient, family_name="Meyer"))
    assert told == [Changed(frozenset({case.id, second.id}), frozenset({"patient"}))]
    assert {row.name.split(",")[0] for row in book.shelf.cases()} == {"Meyer"}


def _linked() -> tuple[Case, list[Record]]:
    lesion, drug = Lesion(label="S4"), Drug(agent=Coded(text="Pyrotinib"))
    line = SystemicLine(drugs=(Drug(), drug))
    records = [
        lesion,
        line,
        Surgery(lesions=(lesion.id,)),
        Imaging(line=line.id, measurements=(Measurement(lesion=lesion.id, size_mm=12), Measurement())),
        AdverseEvent(drugs=(drug.id,), actions=(AdverseEventAction(drug=drug.id, action="withdrawn"),)),
        Laboratory(),
    ]
    return Case(Patient(mrn="1"), Tumour(), tuple(records)), records


def test_links_to_what_is_dropped_go_with_it(book: Book) -> None:
    """Dropping a record takes it out of the links of others, in rows too, and undo brings them back."""
    case, (lesion, line, surgery, imaging, adverse, _lab) = _linked()
    book.shelf.add(case)
    with book.journal.step("Remove") as step:
        step.drop(case.id, lesion.id)
        step.drop(case.id, line.id)
    after = book.shelf.open(case.id)
    assert after.get(surgery.id) == changed(surgery, lesions=())
    assert isinstance(imaging, Imaging)
    rows = tuple(dataclasses.replace(row, lesion="") for row in imaging.measurements)
    assert after.get(imaging.id) == dataclasses.replace(imaging, line="", measurements=rows)
    assert isinstance(adverse, AdverseEvent)
    actions = tuple(dataclasses.replace(row, drug="") for row in adverse.actions)
    assert after.get(adverse.id) == dataclasses.replace(adverse, drugs=(), actions=actions)
    assert len(book.journal.steps(limit=1)[0].changes) == 5
    check(book)
    book.journal.undo()
    assert book.shelf.open(case.id) == case


def test_links_to_a_row_go_with_the_row(book: Book) -> None:
    """A line put without one of its drugs takes it out of the links of others, also of those put along."""
    case, (_lesion, line, _surgery, _imaging, adverse, _lab) = _linked()
    book.shelf.add(case)
    assert isinstance(line, SystemicLine)
    with book.journal.step("Change") as step:
        step.put(case.id, dataclasses.replace(line, drugs=line.drugs[:1]))
        step.put(case.id, dataclasses.replace(adverse, note="seen"))
    after = book.shelf.open(case.id).get(adverse.id)
    assert isinstance(after, AdverseEvent)
    assert (after.drugs, after.actions[0].drug, after.note) == ((), "", "seen")
    check(book)
    book.journal.undo()
    assert book.shelf.open(case.id) == case


def test_a_tumour_goes_with_its_case_and_the_last_one_with_its_patient(book: Book) -> None:
    """Dropping a tumour drops its records, and with the last one the patient; undo brings all back."""
    case = a_case()
    second = Case(case.patient, Tumour(label="second"), (Event(title="x"),))
    book.shelf.add(case)
    book.shelf.add(second)
    full = content(book)
    for one in (case, second):
        with book.journal.step("Remove case") as step:
            step.drop(one.id, one.id)
        with pytest.raises(KeyError):
            book.shelf.open(one.id)
        check(book)
    assert content(book) == {}
    book.journal.undo()
    assert book.shelf.open(second.id) == second
    book.journal.undo()
    assert content(book) == full
    check(book)


def test_dropping_what_is_not_there_is_an_error(book: Book, case: Case) -> None:
    """An id that is no record's, or is one already dropped, is our mistake, and nothing happens."""
    book.shelf.add(case)
    gone = case.records[0].id
    for ids in (["no such record"], [gone, gone]):
        with pytest.raises(KeyError):
            _drop(book, case, *ids)
    assert book.shelf.open(case.id) == case


def _drop(book: Book, case: Case, *ids: str) -> None:
    with book.journal.step("Remove") as step:
        for id_ in ids:
            step.drop(case.id, id_)


def test_a_record_stays_in_its_case(book: Book) -> None:
    """A record of one case is not put into another, and a tumour not without its patient."""
    case, other = a_case(0), a_case(1)
    book.shelf.add(case)
    book.shelf.add(other)
    for record in (case.records[0], Tumour()):
        with pytest.raises(ValueError, match=record.id), book.journal.step("Change") as step:
            step.put(record.id if isinstance(record, Tumour) else other.id, record)


def test_an_id_is_one_records(book: Book) -> None:
    """Neither a record nor a row takes the id of another, of whatever kind; a row may change its parent."""
    case, other = a_case(0), a_case(1)
    book.shelf.add(case)
    book.shelf.add(other)
    line = next(one for one in case.of(SystemicLine) if one.drugs)
    taken = [case.id, case.patient.id, other.id, other.records[0].id, case.of(Event)[0].id, line.drugs[0].id]
    made: list[Record] = [Lesion(id=id_) for id_ in taken]
    made += [SystemicLine(drugs=(Drug(id=id_),)) for id_ in taken]
    for record in made:
        with pytest.raises(ValueError, match="another"):
            put(book, case, record)
    drug = Drug()
    with pytest.raises(ValueError, match="one id"):
        put(book, case, SystemicLine(drugs=(drug,)), Lesion(id=drug.id))
    heir = SystemicLine(drugs=line.drugs)
    put(book, case, changed(line, drugs=()), heir)
    assert book.shelf.open(case.id).get(line.drugs[0].id) == line.drugs[0]
    check(book)


def test_a_patient_stays_with_her_cases(book: Book) -> None:
    """Nobody else is put for a case, nobody without one, and a case is dropped by its own name alone."""
    case, other = a_case(0), a_case(1)
    book.shelf.add(case)
    book.shelf.add(other)
    for case_id, patient in ((case.id, Patient()), (case.id, other.patient), (new_id(), Patient())):
        with pytest.raises(ValueError, match=patient.id), book.journal.step("Change") as step:
            step.put(case_id, patient)
    with pytest.raises(ValueError, match="id of its tumour"), book.journal.step("Drop") as step:
        step.drop(other.id, case.id)
    check(book)


def test_steps_do_not_nest(book: Book) -> None:
    """A step within a step is our mistake, and neither is kept."""
    with pytest.raises(RuntimeError), book.journal.step("Outer"), book.journal.step("Inner"):
        pass
    assert book.journal.steps() == []


def _act(book: Book, dice: random.Random, cases: list[Case]) -> None:
    """Do something random: a put, a change, a drop, several at once, a case more or less."""
    ids = [row.id for row in book.shelf.cases()]
    if not ids or dice.random() < 0.02:
        case = next((case for case in cases if case.id not in ids), None)
        if case:
            known = book.shelf.of_patient(case.patient.id)
            patient = book.shelf.open(known[0].id).patient if known else case.patient
            book.shelf.add(dataclasses.replace(case, patient=patient), "Import case")
        return
    case_id = dice.choice(ids)
    if dice.random() < 0.01:
        with book.journal.step("Remove case") as step:
            step.drop(case_id, case_id)
        return
    case = book.shelf.open(case_id)
    with book.journal.step("Change") as step:
        for _ in range(dice.choice((1, 1, 1, 2, 5))):
            if dice.random() < 0.4 and len(case.records) > 6:
                record = dice.choice(case.records)
                step.drop(case_id, record.id)
                case = dataclasses.replace(case, records=tuple(r for r in case.records if r is not record))
            else:
                kind: type[Record] = dice.choice((*COURSE[:4], Laboratory, Patient, Tumour))
                of_kind = [record for record in case.everything() if type(record) is kind]
                new = kind in COURSE and (not of_kind or dice.random() < 0.3)
                record = kind() if new else dice.choice(of_kind)
                values: dict[str, Any] = {"note": str(dice.randrange(3))}
                if kind.begins:
                    values[kind.begins] = Day(f"20{dice.randrange(10, 25)}-0{dice.randrange(1, 10)}")
                step.put(case_id, changed(record, **values))


def test_ten_thousand_random_steps_end_where_they_began(book: Book) -> None:
    """Ten thousand random steps, undo and redo among them, can all be undone and are all told."""
    dice = random.Random(7)
    patient = Patient(mrn="1")
    cases = [
        Case(patient, Tumour(label="first"), tuple(Laboratory(note=str(n)) for n in range(5))),
        Case(patient, Tumour(label="second")),
        _linked()[0],
    ]
    cases[2] = dataclasses.replace(cases[2], patient=Patient(mrn="2"))
    told: list[Changed] = []
    book.journal.watch(told.append)
    while len(told) < 10_000:
        chance = dice.random()
        if chance < 0.25:
            book.journal.undo()
        elif chance < 0.4:
            book.journal.redo()
        else:
            _act(book, dice, cases)
        if len(told) % 2_500 == 0:
            check(book)
    end = content(book)
    steps: list[Step] = []
    while undone := book.journal.undo():
        steps.append(undone)
    assert content(book) == {}
    for _ in steps:
        book.journal.redo()
    assert content(book) == end == replayed(book)
    assert len(book.journal.steps()) == len(told)
    check(book)
