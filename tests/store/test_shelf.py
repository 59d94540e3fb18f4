"""The cases of a book: the list, one by one, and taking one in."""

import dataclasses

import pytest

from tests.store.books import a_case, check, put
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.store.schema import COURSE, TABLES, children
from tumorboard.store.shelf import CaseRow


def _named(mrn: str, family: str = "", given: str = "", label: str = "") -> Case:
    return Case(Patient(mrn=mrn, family_name=family, given_name=given), Tumour(label=label))


def _last(book: Book, case: Case) -> tuple[str, str]:
    (row,) = [row for row in book.shelf.cases() if row.id == case.id]
    return row.last_event, row.last_event_text


def test_a_line_of_the_list(book: Book) -> None:
    """A line says who, what and what happened last."""
    surgery = Surgery(on=Day("2021-08/.."), procedures=(Coded(text="Cholecystectomy"),))
    case = Case(
        Patient(mrn="007", family_name="Müller", given_name="Ana"),
        Tumour(site=Coded("C23", "ICD-10", "Gallbladder"), histology=Coded(text="Adenocarcinoma")),
        (surgery, Event(on=Day("2019"), title="Biopsy")),
    )
    book.shelf.add(case)
    assert book.shelf.cases() == [
        CaseRow(
            id=case.id,
            mrn="007",
            name="Müller, Ana",
            diagnosis="Adenocarcinoma, Gallbladder",
            last_event="2021-08/..",
            last_event_text="Cholecystectomy",
            patient_id=case.patient.id,
        )
    ]
    assert book.shelf.count() == 1


def test_what_is_not_recorded_is_empty_in_the_list(book: Book) -> None:
    """A case of which nothing is recorded has a line with nothing in it."""
    case = Case(Patient(), Tumour())
    book.shelf.add(case)
    assert book.shelf.cases() == [CaseRow(case.id, "", "", "", "", "", case.patient.id)]


def test_the_last_event_follows_every_change(book: Book, case: Case) -> None:
    """The last event is the latest after each put, move, drop, undo and redo, and death comes last."""
    case = Case(Patient(mrn="1"), Tumour(diagnosed_on=Day("2017-09")))
    book.shelf.add(case)
    assert _last(book, case) == ("2017-09", "Diagnosis")
    value = Laboratory(
        on=Day("2020-01-01"), analyte=Coded(text="CA 19-9"), value=Quantity("<", "2.0", "U/mL")
    )
    put(book, case, Event(on=Day("2019"), title="Trip"), value)
    assert _last(book, case) == ("2020-01-01", "CA 19-9 <2.0 U/mL")
    put(book, case, dataclasses.replace(value, text_value="seen", value=None))
    assert _last(book, case) == ("2020-01-01", "CA 19-9 seen")
    put(book, case, dataclasses.replace(value, on=Day("2018")))
    assert _last(book, case) == ("2019", "Trip")
    book.journal.undo()
    assert _last(book, case) == ("2020-01-01", "CA 19-9 seen")
    with book.journal.step("Remove") as step:
        step.drop(case.id, value.id)
    assert _last(book, case) == ("2019", "Trip")
    put(book, case, dataclasses.replace(case.patient, died_on=Day("2021")))
    assert _last(book, case) == ("2021", "Died")
    for _ in range(4):
        book.journal.undo()
    assert _last(book, case) == ("2017-09", "Diagnosis")
    check(book)


def test_the_list_is_in_order_of_names_and_comes_in_pages(book: Book) -> None:
    """Names are sorted without regard to case and accents, and pages follow one another."""
    names = ["Álvarez", "alvarez-b", "Beck", "ÇELIK", "Dür", "zorn"]
    for place, name in enumerate(reversed(names)):
        book.shelf.add(_named(str(place), name))
    assert [row.name for row in book.shelf.cases()] == names
    assert [row.name for row in book.shelf.cases(limit=2, offset=3)] == names[3:5]


def test_a_case_of_every_record_opens_equal(book: Book) -> None:
    """A case with records of every kind is read as it was added, among others."""
    cases = [a_case(place) for place in range(4)]
    for case in cases:
        book.shelf.add(case)
    for case in cases:
        assert book.shelf.open(case.id) == case


def test_a_case_is_read_with_one_query_a_table(book: Book) -> None:
    """Opening a case takes as many queries with five hundred records as with none, and one for contents."""
    sizes = {}
    for size in (0, 500):
        records = tuple(record for place in range(size // 26) for record in a_case(place).records)
        case = Case(Patient(mrn=str(size)), Tumour(), records)
        book.shelf.add(case)
        queries: list[str] = []
        book._connection.raw.set_trace_callback(queries.append)
        book.shelf.open(case.id)
        book._connection.raw.set_trace_callback(None)
        sizes[size] = len([query for query in queries if query.startswith("SELECT")])
    assert sizes[500] == sizes[0] + 1
    tables = [TABLES["patient"], TABLES["tumour"], *COURSE]
    # One for whose case it is, and one for contents.
    assert sizes[500] == sum(1 + len(children(table)) for table in tables) + 2


def test_a_case_that_is_not_there(book: Book) -> None:
    """Opening an id that is no case's is our mistake."""
    with pytest.raises(KeyError):
        book.shelf.open("no such case")


def test_a_case_is_added_once(book: Book, case: Case) -> None:
    """A case in the file already is refused, in a sentence, and nothing happens."""
    book.shelf.add(case)
    with pytest.raises(Problem, match="in the file already"):
        book.shelf.add(case)
    assert len(book.journal.steps()) == 1


def test_a_second_tumour_of_a_patient(book: Book) -> None:
    """A second tumour is added where its patient is the same, and else the fields that differ are named."""
    case = a_case()
    book.shelf.add(case)
    changed = dataclasses.replace(case.patient, birth_date=Day("1900"), contact="new")
    with pytest.raises(Problem, match=r"Birth date, Contact\.$"):
        book.shelf.add(Case(changed, Tumour()))
    second = Case(case.patient, Tumour(label="second"))
    book.shelf.add(second)
    assert {row.id for row in book.shelf.of_patient(case.patient.id)} == {case.id, second.id}
    assert book.shelf.open(second.id) == second
    assert book.shelf.open(case.id) == case


def test_an_mrn_is_one_patients(book: Book) -> None:
    """The MRN of a patient in the file is refused for another; none at all is not."""
    book.shelf.add(_named("12 34"))
    with pytest.raises(Problem, match="12 34"):
        book.shelf.add(_named("12 34"))
    book.shelf.add(_named(""))
    book.shelf.add(_named(""))
    assert book.shelf.count() == 3


def test_records_of_another_case_are_refused(book: Book, case: Case) -> None:
    """A record, or a row, that belongs to a case in the file is not taken into a second one."""
    book.shelf.add(case)
    copy = Case(Patient(mrn="other"), Tumour(), case.records)
    with pytest.raises(Problem, match="another case"):
        book.shelf.add(copy)


def test_finding_the_one_case_meant(book: Book) -> None:
    """A case is named by its id, its MRN, or what only it matches; else the MRNs to choose from are named."""
    cases = [_named("1", "Müller", "Ana"), _named("12", "Möller", "Ben"), _named("X-9", "Moll", "Cleo")]
    for case in cases:
        book.shelf.add(case)
    first, second, third = cases
    assert book.shelf.find(first.id.upper()) == first.id
    assert book.shelf.find("1") == first.id
    assert book.shelf.find(" x9 ") == third.id
    assert book.shelf.find("muller") == first.id
    assert book.shelf.find("ben mol") == second.id
    with pytest.raises(Problem, match=r"“mol”.*X-9, 12|“mol”.*12, X-9"):
        book.shelf.find("mol")
    with pytest.raises(Problem, match="“nobody”"):
        book.shelf.find("nobody")
    other = Case(first.patient, Tumour(label="Liver"))
    book.shelf.add(other)
    with pytest.raises(Problem, match=rf"several cases.*Liver \({other.id}\)"):
        book.shelf.find("1")


def test_the_version_of_a_case_changes_with_it(book: Book) -> None:
    """Every change of a case or its patient gives another version, undo too; another case's gives none."""
    case, other = a_case(0), a_case(1)
    second = Case(case.patient, Tumour())
    for one in (case, other, second):
        book.shelf.add(one)
    versions = [book.shelf.version(case.id)]
    put(book, case, Event(title="x"))
    versions.append(book.shelf.version(case.id))
    book.journal.undo()
    versions.append(book.shelf.version(case.id))
    put(book, second, dataclasses.replace(case.patient, note="moved"))
    versions.append(book.shelf.version(case.id))
    put(book, other, Event(title="x"))
    assert len(set(versions)) == 4
    assert book.shelf.version(case.id) == versions[-1]
    assert all(len(version) == 8 and int(version, 16) >= 0 for version in versions)


def test_lines_are_given_in_the_order_asked_for(book: Book) -> None:
    """Lines of certain cases come as they were asked for, without those that are not in the file."""
    cases = [_named(str(number), "Sample") for number in range(3)]
    for case in cases:
        book.shelf.add(case)
    asked = [cases[2].id, "gone", cases[0].id]
    assert [row.mrn for row in book.shelf.lines(asked)] == ["2", "0"]
    assert book.shelf.lines([]) == []


def test_an_mrn_names_a_patient_only_as_written(book: Book) -> None:
    """Looked up is the number itself, not a part of it, and nothing is nobody's number."""
    known = _named("AB-12", "Sample")
    second = Case(known.patient, Tumour(label="Second"))
    for case in (known, second, _named("AB12", "Exempel"), _named("", "Nobody")):
        book.shelf.add(case)
    assert [row.id for row in book.shelf.of_mrn(" AB-12 ")] == [known.id, second.id]
    assert book.shelf.of_mrn("AB-1") == book.shelf.of_mrn("ab-12") == book.shelf.of_mrn("") == []


def test_the_case_beside_another_is_the_next_by_name(book: Book) -> None:
    """One after the other all cases are come by, also those of one name, and back again."""
    for mrn, family in (("3", "Sample"), ("1", "Exempel"), ("2", "Sample"), ("", ""), ("", "")):
        book.shelf.add(_named(mrn, family))
    ids = [row.id for row in book.shelf.cases()]
    assert [book.shelf.beside(id_, 1) for id_ in ids] == [*ids[1:], ""]
    assert [book.shelf.beside(id_, -1) for id_ in ids] == ["", *ids[:-1]]
    assert book.shelf.beside("gone", 1) == ""


def test_to_look_into_a_case_keeps_the_pictures_of_the_open_one_at_hand(book: Book) -> None:
    """A case that is only looked into is whole, and the next step in the open one reads no picture anew."""
    cases = [a_case(place) for place in (0, 1)]
    for case in cases:
        book.shelf.add(case)
    book.shelf.open(cases[0].id)
    assert book.shelf.look_into(cases[1].id) == cases[1]
    queries: list[str] = []
    book._connection.raw.set_trace_callback(queries.append)
    assert book.shelf.open(cases[0].id) == cases[0]
    book._connection.raw.set_trace_callback(None)
    assert not [query for query in queries if "FROM content" in query]
