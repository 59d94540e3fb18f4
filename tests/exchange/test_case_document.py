import dataclasses
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from tests.strategies import cases
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.record import new_id
from tumorboard.exchange.case_document import MOST_FAULTS, Faults, read, write

PUBLISHED = resources.data("examples/published.json")
Change = Callable[[dict[str, Any]], Any]


def _faults(data: bytes | str, **limits: int) -> dict[str, str]:
    """Return the faults of a document that has to be refused, by path."""
    with pytest.raises(Faults) as refused:
        read(data, **limits)
    return {fault.path: fault.sentence for fault in refused.value.faults}


def _changed(change: Change) -> str:
    document = json.loads(PUBLISHED)
    change(document)
    return json.dumps(document)


@given(cases())
def test_a_case_survives_its_document(case: Case) -> None:
    """What is written is read as the same case, half-filled records included."""
    assert read(write(case)) == case


@given(cases())
def test_a_document_survives_its_case(case: Case) -> None:
    """Reading a document and writing it again gives the same bytes."""
    data = write(case)
    assert write(read(data)) == data


@given(cases())
def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    """Neither the order in which records came nor how a number was kept shows in the document."""
    shuffled = list(case.records)
    random.Random(7).shuffle(shuffled)
    assert write(Case(case.patient, case.tumour, tuple(shuffled))) == write(case)
    aged = case.patient.age_at_presentation
    if aged is not None and float(aged) == aged:
        patient = dataclasses.replace(case.patient, age_at_presentation=float(aged))
        assert write(dataclasses.replace(case, patient=patient)) == write(case)


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_the_examples_are_canonical(name: str) -> None:
    """An example is what the program itself would write."""
    data = resources.data(f"examples/{name}.json")
    assert write(read(data)) == data
    assert read(data.decode()) == read(data)


def test_what_another_program_wrote_is_put_in_order() -> None:
    """Keys and records in another order, spacing, a byte order mark and empty fields make no other case."""

    def stir(document: dict[str, Any]) -> None:
        for kind in ("lesion", "surgery", "systemic_line"):
            document[kind].reverse()
        document["patient"] = dict(reversed(document["patient"].items()))
        document["patient"]["contact"] = ""
        document["imaging"][0]["new_lesions"] = None
        document["agenda_item"] = []
        document["systemic_line"][0]["concurrent_with"] = document["systemic_line"][0].get(
            "concurrent_with", []
        )

    assert write(read(b"\xef\xbb\xbf" + _changed(stir).encode())) == PUBLISHED


def test_numbers_of_another_program_become_the_shortest() -> None:
    """59.0 and 59 are one number and one text."""
    spelt = PUBLISHED.replace(b'"age_at_presentation": 59,', b'"age_at_presentation": 5.90e1,')
    assert spelt != PUBLISHED
    assert write(read(spelt)) == PUBLISHED


def test_keys_stand_in_declared_order() -> None:
    """A reader finds the id first, then the fields as on a form, then where it was read."""
    keys = list(json.loads(PUBLISHED))
    assert keys[:5] == ["format", "version", "patient", "tumour", "staging"]
    line = json.loads(PUBLISHED)["systemic_line"][0]
    assert list(line) == [
        *("id", "label", "setting", "start", "concurrent_with", "drugs"),
        *("note", "source"),
    ]


WHOLE: list[tuple[str, bytes | str, str]] = [
    ("not JSON", b"{", "It is not JSON: line 1, column 2."),
    ("nothing", b"", "It is not JSON: line 1, column 1."),
    ("not UTF-8", b'{"format": "\xff"}', "It is not UTF-8 text (byte 12)."),
    ("UTF-16", PUBLISHED.decode().encode("utf-16"), "It is not UTF-8 text (byte 0)."),
    ("no object", b"[1, 2]", "It is not a JSON object."),
    ("NaN", PUBLISHED.replace(b": 59,", b": NaN,"), "NaN is no number."),
    ("infinity", PUBLISHED.replace(b": 59,", b": -Infinity,"), "-Infinity is no number."),
    ("a long number", PUBLISHED.replace(b": 59,", b": " + b"9" * 5000 + b","), "a number that is too long"),
    ("absurd depth", b'{"a": ' * 100_000, "It is nested too deeply."),
    ("depth", PUBLISHED.replace(b": 59,", b": [[[[[[[1]]]]]]],"), "It is nested too deeply."),
]


@pytest.mark.parametrize(("data", "sentence"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_what_is_no_document_at_all_is_refused_whole(data: bytes | str, sentence: str) -> None:
    """There is no path to name in what cannot be parsed, only what is wrong."""
    assert list(_faults(data)) == [""]
    assert sentence in _faults(data)[""]


def test_a_document_of_absurd_size_is_refused_unread() -> None:
    """The limit stands before the parser."""
    assert _faults(b"{" * 5000, largest=4999) == {"": "It is larger than 0 MB."}
    assert read(PUBLISHED, largest=len(PUBLISHED)) == read(PUBLISHED)


def test_a_key_that_stands_twice_is_refused() -> None:
    """Of two values for one key none is silently taken."""
    doubled = PUBLISHED.replace(b'"sex": "male"', b'"sex": "male", "sex": "female"')
    assert _faults(doubled) == {"sex": "the key stands twice in one object."}


def _set(*path_and_value: Any) -> Change:
    *path, last, value = path_and_value

    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for step in path:
            place = place[step]
        place[last] = value

    return change


def _drop(*path: Any) -> Change:
    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


NOWHERE = "00000000-0000-4000-8000-000000000000"
FOUND: list[tuple[Change, str, str]] = [
    (_set("format", "other"), "format", "“tumorboard-case” is expected here."),
    (_drop("format"), "format", "“tumorboard-case” is expected here."),
    (
        _set("version", 2),
        "version",
        "the document is newer than this program, which reads up to 1; update it.",
    ),
    (_set("version", "1"), "version", "a whole number from 1 is expected here."),
    (_set("version", True), "version", "a whole number from 1 is expected here."),
    (_set("version", 0), "version", "a whole number from 1 is expected here."),
    (_set("colour", 1), "colour", "unknown key."),
    (_set("", 1), '""', "unknown key."),
    (_set("tumour", "", 1), 'tumour.""', "unknown key."),
    (_set("a\ud800b" + "c" * 99, 1), "a\ufffdb" + "c" * 47, "unknown key."),
    (_set("agenda_item", [{"id": NOWHERE}]), "agenda_item[0].question", "missing."),
    (_drop("patient"), "patient", "missing."),
    (_set("patient", None), "patient", "an object is expected here."),
    (_drop("patient", "mrn"), "patient.mrn", "missing."),
    (_set("patient", "mrn", ""), "patient.mrn", "missing."),
    (_drop("patient", "id"), "patient.id", "missing."),
    (_set("patient", "id", "17"), "patient.id", "“17” is not an id (a UUID in lower case)."),
    (_set("patient", "mrn", 785), "patient.mrn", "a text is expected here."),
    (_set("patient", "sex", "m"), "patient.sex", "“m” is none of female, male, other, unknown."),
    (
        _set("patient", "age_at_presentation", "59"),
        "patient.age_at_presentation",
        "a number is expected here.",
    ),
    (_set("patient", "contact", "\ud800"), "patient.contact", "the text holds a character that is none."),
    (_set("patient", "contact", "a\x00b"), "patient.contact", "the text holds a character that is none."),
    (_set("patient", "absent", ["sex"]), "patient.absent", "an object is expected here."),
    (_set("patient", "absent", {"hair": "unknown"}), "patient.absent.hair", "no field has this name."),
    (_set("patient", "absent", {"sex": "unknown"}), "patient.absent.sex", "the field holds a value."),
    (
        _set("patient", "absent", {"contact": ["unknown"]}),
        "patient.absent.contact",
        "“unknown”, “not done” or “not recorded” is expected here.",
    ),
    (_set("tumour", "site", "C23"), "tumour.site", "an object with code, system, text is expected here."),
    (_set("tumour", "site", "colour", "x"), "tumour.site", "unknown key “colour”."),
    (
        _set("tumour", "diagnosed_on", "2017-02-30"),
        "tumour.diagnosed_on",
        "30 Feb 2017 does not exist: February 2017 has 28 days.",
    ),
    (_set("tumour", "diagnosed_on", None), "tumour.diagnosed_on", "a text is expected here."),
    (_set("surgery", {}), "surgery", "a list is expected here."),
    (_set("surgery", 0, "hepatectomy"), "surgery[0]", "an object is expected here."),
    (_set("surgery", 0, "procedures", []), "surgery[0].procedures", "missing."),
    (_set("systemic_line", 3, "drugs", {}), "systemic_line[3].drugs", "a list is expected here."),
    (_set("systemic_line", 3, "drugs", 1, []), "systemic_line[3].drugs[1]", "an object is expected here."),
    (_drop("systemic_line", 2, "drugs", 0, "agent"), "systemic_line[2].drugs[0].agent", "missing."),
    (_drop("systemic_line", 2, "drugs", 0, "id"), "systemic_line[2].drugs[0].id", "missing."),
    (
        _set("adverse_event", 0, "drugs", [NOWHERE]),
        "adverse_event[0].drugs[0]",
        f"no record has the id {NOWHERE}.",
    ),
    (
        _set("adverse_event", 1, "actions", 0, "drug", NOWHERE),
        "adverse_event[1].actions[0].drug",
        f"no record has the id {NOWHERE}.",
    ),
    (_set("laboratory", 0, "value", "value", "1,200"), "laboratory[0].value", "“1,200” is not a number"),
    (_set("laboratory", 0, "value", 1200), "laboratory[0].value", "an object with comparator, value, unit"),
    (
        _set("document", [{"id": NOWHERE, "content": "?"}]),
        "document[0].content",
        "the content is not base64.",
    ),
]


@pytest.mark.parametrize(
    ("change", "path", "sentence"), FOUND, ids=[f"{n} {row[1][:40]}" for n, row in enumerate(FOUND)]
)
def test_a_fault_is_named_by_its_path(change: Change, path: str, sentence: str) -> None:
    """Whoever wrote the document finds what to mend in it, and no other fault is made up."""
    faults = _faults(_changed(change))
    assert sentence in faults[path]
    # An id that cannot be read leaves the links to it without an end, which is said as well.
    assert {other for other in faults if "no record has the id" not in faults[other]} <= {path}


def test_an_id_that_stands_twice_is_named_where_it_stands_again() -> None:
    """Two records cannot be one; rows are records too."""

    def double(document: dict[str, Any]) -> None:
        document["lesion"].append({"id": document["patient"]["id"], "label": "copy"})
        drugs = document["systemic_line"][1]["drugs"]
        drugs[1]["id"] = drugs[0]["id"]

    faults = _faults(_changed(double))
    assert set(faults) == {"lesion[5].id", "systemic_line[1].drugs[1].id"}
    assert all(sentence.endswith("stands twice.") for sentence in faults.values())


def test_a_link_to_a_record_of_the_wrong_kind_is_refused() -> None:
    """A surgery treats lesions, not laboratory results."""

    def mislead(document: dict[str, Any]) -> None:
        document["surgery"][0]["lesions"] = [document["laboratory"][0]["id"]]

    (sentence,) = _faults(_changed(mislead)).values()
    assert sentence.endswith("is a laboratory, not a lesion.")


def test_all_faults_are_listed_at_once() -> None:
    """A document is mended in one go, not fault by fault."""

    def spoil(document: dict[str, Any]) -> None:
        document["patient"]["sex"] = "m"
        document["tumour"]["colour"] = 1
        document["surgery"][1]["lesions"] = [NOWHERE]
        document["systemic_line"][2]["drugs"][0].pop("agent")
        document["laboratory"][0]["on"] = "2017-13"

    assert set(_faults(_changed(spoil))) == {
        "patient.sex",
        "tumour.colour",
        "surgery[1].lesions[0]",
        "systemic_line[2].drugs[0].agent",
        "laboratory[0].on",
    }


def test_a_document_that_is_wrong_throughout_is_not_listed_without_end() -> None:
    """There is a limit to what is worth saying."""

    def flood(document: dict[str, Any]) -> None:
        document["event"] = [{"id": new_id()} for _ in range(MOST_FAULTS + 5)]

    assert len(_faults(_changed(flood))) == MOST_FAULTS


def test_the_refusal_says_the_first_fault_and_how_many_follow() -> None:
    """One sentence to show, and the list for whoever asks."""
    with pytest.raises(Problem) as one:
        read(_changed(_set("patient", "sex", "m")))
    assert one.value.sentence == (
        "This is no case document that can be read. patient.sex: “m” is none of female, male, other, unknown."
    )
    with pytest.raises(Problem) as two:
        read('{"format": "tumorboard-case", "version": 1}')
    assert two.value.sentence == (
        "This is no case document that can be read. patient: missing. There is 1 more fault."
    )
