"""A finalised outcome stays as it is, whatever way a change comes, and goes only with its whole case."""

import dataclasses
import random
from typing import Any

import pytest

from tests.store.books import a_case, changed, check, content, filled, put, samples
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation, Task, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.domain.fields import UNKNOWN, Coded, Field, RowsField, field_of, fields_of
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book

REFUSED = "finalised and stays as it is"
ROWS = {field.name: field.of for field in fields_of(AgendaItem) if isinstance(field, RowsField)}
PLACES = [("", AgendaItem), *ROWS.items()]
"""The item and its rows, each by the name of their field."""
FIELDS = [
    (rows, field)
    for rows, of in PLACES
    for field in fields_of(of)
    if not isinstance(field, RowsField) and rows != "addenda"
]


def _named(pairs: list[tuple[str, Field]]) -> pytest.MarkDecorator:
    names = [f"{rows}.{field.name}".strip(".") for rows, field in pairs]
    return pytest.mark.parametrize(("rows", "field"), pairs, ids=names)


every_fixed = _named([(rows, field) for rows, field in FIELDS if not field.afterwards])
every_later = _named([(rows, field) for rows, field in FIELDS if field.afterwards])


def _final(**values: Any) -> AgendaItem:
    """Return an item with every field filled, which stands for good; three of its rows of a kind are."""
    item: AgendaItem = changed(filled(AgendaItem), **values)
    assert is_final(item)
    assert all(len(getattr(item, rows)) == 4 for rows in ROWS if rows not in values)
    return item


def _with(item: AgendaItem, rows: str, **values: Any) -> AgendaItem:
    """Return an item with other values in itself, or in the second of its rows of a name."""
    listed = list(getattr(item, rows)) if rows else []
    if rows:
        listed[1] = changed(listed[1], **values)
        values = {rows: tuple(listed)}
    other: AgendaItem = changed(item, **values)
    return other


def _others(field: Field, record: Any) -> list[Any]:
    """Return what else a field may hold, nothing included."""
    now = getattr(record, field.name)
    found = [value for value in (*samples(field), field.empty) if value != now]
    assert found
    return found


def _kept(book: Book, *records: Any) -> Case:
    case = Case(Patient(mrn=new_id()), Tumour(), records)
    book.shelf.add(case)
    return case


def _item(book: Book, case: Case, item: AgendaItem) -> AgendaItem:
    found = book.shelf.open(case.id).get(item.id)
    assert isinstance(found, AgendaItem)
    return found


def _refused(book: Book, case: Case, *records: Any) -> None:
    """Hold that records are not kept, and that nothing is different afterwards."""
    before, steps = content(book), book.journal.steps()
    with pytest.raises(Problem, match=REFUSED):
        put(book, case, *records)
    assert content(book) == before
    assert book.journal.steps() == steps


@every_fixed
def test_no_field_is_rewritten(book: Book, rows: str, field: Field) -> None:
    """Neither of the item nor of its rows, neither to something else nor to nothing."""
    item = _final()
    case = _kept(book, item)
    record = getattr(item, rows)[1] if rows else item
    for value in _others(field, record):
        _refused(book, case, _with(item, rows, **{field.name: value}))
    assert _item(book, case, item) == item
    check(book)


@every_fixed
def test_no_absence_is_rewritten(book: Book, rows: str, field: Field) -> None:
    """What was not recorded when an outcome was closed cannot be said to be unknown later, nor be filled."""
    if field.name == "finalised_on":
        return
    bare = _with(_final(), rows, **{field.name: field.empty})
    said = _with(bare, rows, absent=((field.name, UNKNOWN),))
    case, other = _kept(book, bare), _kept(book, _anew(said))
    _refused(book, case, said)
    filled_up = _with(bare, rows, **{field.name: samples(field)[0]})
    _refused(book, case, filled_up)
    (asked,) = book.shelf.open(other.id).of(AgendaItem)
    _refused(book, other, _with(asked, rows, absent=()))


def _anew(item: AgendaItem) -> AgendaItem:
    """Return an item with ids of its own."""
    rows = {name: tuple(changed(row, id=new_id()) for row in getattr(item, name)) for name in ROWS}
    return changed(item, id=new_id(), **rows)  # type: ignore[no-any-return]


@every_later
def test_what_comes_of_a_board_is_written_after_it(book: Book, rows: str, field: Field) -> None:
    """Again and again, to nothing too, also where it was said to be unknown."""
    item = _final()
    case = _kept(book, item)
    for value in _others(field, getattr(item, rows)[1] if rows else item):
        item = _with(item, rows, **{field.name: value})
        put(book, case, item)
        assert _item(book, case, item) == item
    for absent, value in (((field.name, UNKNOWN),), field.empty), ((), samples(field)[0]):
        item = _with(item, rows, absent=absent, **{field.name: value})
        put(book, case, item)
        assert _item(book, case, item) == item
    check(book)


@pytest.mark.parametrize("rows", ["recommendations", "actions"])
def test_no_row_comes_goes_or_moves(book: Book, rows: str) -> None:
    """A lock that leaves the rows open is none."""
    item = _final()
    case = _kept(book, item)
    listed = getattr(item, rows)
    for others in (
        (),
        listed[:-1],
        listed[1:],
        (*listed, ROWS[rows]()),
        (ROWS[rows](), *listed),
        listed[::-1],
        (changed(listed[0], id=new_id()), *listed[1:]),
    ):
        _refused(book, case, changed(item, **{rows: others}))


def test_addenda_are_added_behind_those_there_are(book: Book) -> None:
    """Each as it was written: none is rewritten, removed, moved or put before another."""
    item = _final(addenda=())
    case = _kept(book, item)
    for text in ("The side is the left.", "", "Told the patient."):
        item = changed(item, addenda=(*item.addenda, Addendum(text=text, on=Day("2025-03-20"), by="anna")))
        put(book, case, item)
    assert _item(book, case, item) == item
    first, second, third = item.addenda
    for addenda in (
        (),
        (first, second),
        (second, third),
        (first, third, second),
        (Addendum(text="Before"), first, second, third),
        (first, Addendum(text="Between"), second, third),
        (first, second, changed(third, text="Told nobody.")),
        (changed(first, on=None), second, third),
        (first, second, changed(third, by="berta")),
        (first, changed(second, note="?"), third),
        (first, second, changed(third, absent=(("source", UNKNOWN),))),
    ):
        _refused(book, case, changed(item, addenda=addenda))
    check(book)


def test_an_item_that_is_not_finalised_is_free(book: Book) -> None:
    """All of it may change, be undone and be taken out."""
    item = _final(finalised_on=Day("2025-03-20"))
    item = changed(item, finalised_on=None)
    case = _kept(book, item)
    put(book, case, changed(item, question="Another?", recommendations=(), addenda=()))
    book.journal.undo()
    assert _item(book, case, item) == item
    with book.journal.step("Remove") as step:
        step.drop(case.id, item.id)
    check(book)


def test_it_is_not_taken_out_by_itself(book: Book) -> None:
    """Neither by a step of its own nor along with others, nor to be put anew in the same step."""
    item, event = _final(), Event(title="Trip")
    case = _kept(book, item, event)

    def drop(*records: Any, again: tuple[Any, ...] = ()) -> None:
        with book.journal.step("Remove") as step:
            for record in records:
                step.drop(case.id, record.id)
            for record in again:
                step.put(case.id, record)

    before = content(book)
    for records, again in (
        ((item,), ()),
        ((event, item), ()),
        ((item,), (changed(item, question="Other?"),)),
    ):
        with pytest.raises(Problem, match=REFUSED):
            drop(*records, again=again)
    with pytest.raises(Problem, match=REFUSED):
        book.boards.take_off(case.id, item.id)
    assert content(book) == before
    drop(item, again=(item,))
    assert content(book) == before


def _finalised(book: Book) -> tuple[Case, AgendaItem]:
    """Return a case with an item that was typed, changed and then finalised, each as a step."""
    draft = AgendaItem(question="Resectable?", on=Day("2025-03-20"))
    case = _kept(book, draft)
    advised = changed(draft, recommendations=(Recommendation(kind="surgery"),), actions=(Task(what="Call"),))
    put(book, case, advised)
    final = changed(advised, outcome="discussed", finalised_on=Day("2025-03-20"), snapshot=b"{}")
    put(book, case, final)
    return case, final


def test_finalising_is_not_undone(book: Book) -> None:
    """Nor anything before it; what is undone after it comes back as it was."""
    case, item = _finalised(book)
    before, steps = content(book), book.journal.steps()
    for _again in range(2):
        with pytest.raises(Problem, match=REFUSED):
            book.journal.undo()
        assert content(book) == before
        assert book.journal.steps() == steps
    put(book, case, Event(title="Trip"))
    put(book, case, changed(item, sent_to="Dr Li"))
    for _step in range(2):
        assert book.journal.undo() is not None
    assert content(book) == before
    with pytest.raises(Problem, match=REFUSED):
        book.journal.undo()
    for _step in range(2):
        assert book.journal.redo() is not None
    assert _item(book, case, item).sent_to == "Dr Li"
    check(book)


def test_an_addendum_is_not_undone(book: Book) -> None:
    """What was added to an outcome was added."""
    case, item = _finalised(book)
    item = changed(item, addenda=(Addendum(text="The left."),))
    put(book, case, item)
    with pytest.raises(Problem, match=REFUSED):
        book.journal.undo()
    assert _item(book, case, item) == item
    check(book)


def test_the_whole_case_goes_and_comes_back(book: Book) -> None:
    """Deleted, brought back, deleted again and imported anew, it has its outcome as it was finalised."""
    case, item = _finalised(book)
    whole = book.shelf.open(case.id)
    with book.journal.step("Delete case") as step:
        step.drop(case.id, case.id)
    assert not book.shelf.has(case.id)
    book.journal.undo()
    assert book.shelf.open(case.id) == whole
    _refused(book, case, changed(item, minutes="Other"))
    book.journal.redo()
    book.shelf.add(whole)
    assert book.shelf.open(case.id) == whole
    _refused(book, case, changed(item, minutes="Other"))
    book.journal.undo()
    assert not book.shelf.has(case.id)
    check(book)


def test_a_case_that_goes_takes_nothing_of_another_along(book: Book) -> None:
    """Deleting one case in a step does not free the outcome of another in it."""
    gone, (case, item) = _kept(book), _finalised(book)

    def change() -> None:
        with book.journal.step("Delete case") as step:
            step.drop(gone.id, gone.id)
            step.put(case.id, changed(item, minutes="Other"))

    with pytest.raises(Problem, match=REFUSED):
        change()
    assert book.shelf.has(gone.id)


def test_an_import_does_not_rewrite_it(book: Book) -> None:
    """A document with another outcome of the same board is refused, in its case and in any other."""
    case, item = _finalised(book)
    before = content(book)
    other = changed(item, minutes="Other", finalised_on=None)
    with pytest.raises(Problem, match="in the file already"):
        book.shelf.add(dataclasses.replace(case, records=(other,)))
    with pytest.raises(Problem, match="under another case"):
        book.shelf.add(Case(Patient(mrn="2"), Tumour(), (other,)))
    row = item.recommendations[0]
    with pytest.raises(Problem, match="under another case"):
        book.shelf.add(Case(Patient(mrn="2"), Tumour(), (AgendaItem(recommendations=(row,)),)))
    assert content(book) == before


def test_its_rows_cannot_be_taken_over(book: Book) -> None:
    """Another item cannot have the id of a row that is finalised, nor another case the item."""
    case, item = _finalised(book)
    other = _kept(book)
    for owner, record in (
        (case, AgendaItem(recommendations=item.recommendations)),
        (other, AgendaItem(actions=item.actions)),
        (other, item),
    ):
        with pytest.raises(ValueError, match=r"already|another case"):
            put(book, owner, record)
    assert _item(book, case, item) == item


def test_what_it_rests_on_may_go_and_come_back(book: Book) -> None:
    """The link goes with a record or a row, is back with it by undo, and all else of the outcome stands."""
    study, drug = Imaging(modality="CT"), Drug(agent=Coded(text="gemcitabine"))
    line = SystemicLine(drugs=(drug, Drug()))
    row = Recommendation(kind="surgery", because=(study.id, drug.id), followed_by=line.id)
    item = AgendaItem(
        question="?", review=(study.id,), recommendations=(row,), finalised_on=Day("2025"), snapshot=b"{}"
    )
    case = _kept(book, study, line, item)
    with book.journal.step("Remove") as step:
        step.drop(case.id, study.id)
    bare = changed(item, review=(), recommendations=(changed(row, because=(drug.id,)),))
    assert _item(book, case, item) == bare
    book.journal.undo()
    assert _item(book, case, item) == item
    book.journal.redo()
    put(book, case, changed(line, drugs=line.drugs[1:]))
    assert _item(book, case, item).recommendations[0].because == ()
    with book.journal.step("Remove") as step:
        step.drop(case.id, line.id)
    assert _item(book, case, item).recommendations[0].followed_by == ""
    for _step in range(3):
        assert book.journal.undo() is not None
    assert _item(book, case, item) == item
    for _step in range(3):
        assert book.journal.redo() is not None
    check(book)


def test_links_are_not_rewritten_under_cover_of_a_removal(book: Book) -> None:
    """Nor of an addition: only what goes takes its links along, and only undo brings them back."""
    study, event = Imaging(modality="CT"), Event(title="Trip")
    row = Recommendation(kind="surgery", because=(study.id, event.id))
    item = AgendaItem(question="?", recommendations=(row,), finalised_on=Day("2025"))
    case = _kept(book, study, event, item)
    new = Event(title="New")
    _refused(book, case, new, changed(item, review=(new.id,)))

    def remove(record: Any, other: AgendaItem) -> None:
        with book.journal.step("Remove") as step:
            step.drop(case.id, record.id)
            step.put(case.id, other)

    for because in ((), (event.id,)):
        with pytest.raises(Problem, match=REFUSED):
            remove(study, changed(item, recommendations=(changed(row, because=because),)))
    remove(study, changed(item, sent_to="Dr Li"))
    assert _item(book, case, item).recommendations[0].because == (event.id,)
    _refused(book, case, item)


def _lasting(record: Any) -> Any:
    """Return what may not change, told apart by hand: but for links, all that does not go on afterwards."""
    fields = [field for field in fields_of(type(record)) if not field.afterwards]
    return [
        [_lasting(row) for row in getattr(record, field.name)]
        if isinstance(field, RowsField)
        else getattr(record, field.name)
        for field in fields
        if field.kind not in ("link", "links")
    ]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_it_stands(book: Book, seed: int) -> None:
    """Among any changes, removals, undos and redos, an outcome is as finalised wherever its case is."""
    dice = random.Random(seed)
    cases = [a_case(place) for place in range(3)]
    for case in cases:
        book.shelf.add(case)
    expected = {one.id: _lasting(one) for case in cases for one in case.of(AgendaItem) if is_final(one)}
    refused = 0
    for _step in range(100):
        try:
            _do_anything(book, dice)
        except Problem:
            refused += 1
        for row in book.shelf.cases():
            for item in book.shelf.open(row.id).of(AgendaItem):
                if item.id in expected:
                    assert _lasting(item) == expected[item.id]
    assert refused
    check(book)


def _do_anything(book: Book, dice: random.Random) -> None:
    rows = book.shelf.cases()
    if not rows:
        book.journal.redo()
        return
    case = book.shelf.open(dice.choice(rows).id)
    boards = case.of(AgendaItem)
    record = dice.choice(boards if boards and dice.random() < 0.5 else case.records)
    chance = dice.random()
    if chance < 0.25:
        book.journal.undo()
    elif chance < 0.35:
        book.journal.redo()
    elif chance < 0.45 or (chance < 0.47 and len(rows) > 2):
        with book.journal.step("Remove") as step:
            step.drop(case.id, record.id if chance < 0.45 else case.id)
    else:
        field = dice.choice(fields_of(type(record)))
        value = dice.choice([field.empty, *samples(field)])
        targets = [one.id for one in case.records]
        if field.kind == "link" and value:
            value = dice.choice(targets)
        if field.kind == "links" and value:
            value = tuple(dice.sample(targets, 2))
        put(book, case, changed(record, **{field.name: value}))


def test_every_field_of_an_item_is_tried() -> None:
    """The fields above are all there are, rows apart; those are tried one by one."""
    assert set(ROWS) == {"recommendations", "actions", "addenda"}
    assert {field.name for rows, field in FIELDS if not rows} >= {"snapshot", "page", "finalised_on", "note"}
    assert field_of(AgendaItem, "addenda").afterwards
