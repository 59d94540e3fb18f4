import json
from typing import Any

import pytest
from hypothesis import given

from tests.exchange.json_schema import faults
from tests.strategies import cases, days
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import fields_of
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE, RECORDS, ROWS
from tumorboard.exchange.case_document import write
from tumorboard.exchange.case_schema import schema

SCHEMA = schema()


def _faults(value: Any, rule: dict[str, Any] = SCHEMA) -> list[str]:
    return faults(value, rule, SCHEMA)


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_the_schema_says_yes_to_the_examples(name: str) -> None:
    """What the program ships is what it describes."""
    assert _faults(json.loads(resources.data(f"examples/{name}.json"))) == []


@given(cases())
def test_the_schema_says_yes_to_whatever_is_written(case: Case) -> None:
    """There is no case the program writes and its schema refuses."""
    assert _faults(json.loads(write(case))) == []


@given(days(timed=True))
def test_the_schema_says_yes_to_every_day(day: Day) -> None:
    """Each way in which a date can be known is in the pattern."""
    assert _faults(str(day), SCHEMA["$defs"]["day"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "2017-9",
        "2017-13",
        "1799",
        "2017T08:30",
        "2017-09-14T24:00",
        "2017\n",
        "14.09.2017",
        "2017/2018/2019",
        "about 2017",
        "../..",
    ],
)
def test_the_schema_says_no_to_what_is_no_day(text: str) -> None:
    """A date in another notation is found before it is sent."""
    assert _faults(text, SCHEMA["$defs"]["day"])


@pytest.mark.parametrize("one", [*RECORDS, *ROWS], ids=lambda one: one.record_kind)
def test_no_field_is_missing_from_the_schema(one: type[Record]) -> None:
    """The schema follows from the declarations: a field is in it by being declared."""
    definition = SCHEMA["$defs"][one.record_kind]
    names = [field.name for field in fields_of(one)]
    assert list(definition["properties"]) == ["id", *names, "absent"]
    assert list(definition["properties"]["absent"]["properties"]) == names
    assert definition["title"] == one.record_title


def test_no_kind_is_missing_from_the_schema() -> None:
    """Each list of a document is described, and nothing else may stand beside them."""
    kinds = [one.record_kind for one in COURSE]
    assert list(SCHEMA["properties"]) == ["format", "version", "patient", "tumour", *kinds]
    assert SCHEMA["additionalProperties"] is False


def test_the_schema_is_json() -> None:
    """It can be printed and given to another program."""
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"version": 1', '"version": 2', ".version: maximum"),
        ('"sex": "male"', '"sex": "m"', ".patient.sex: enum"),
        ('"age_at_presentation": 59', '"age_at_presentation": "59"', ".patient.age_at_presentation: type"),
        ('"value": "1200"', '"value": "1,200"', ".laboratory[0].value.value: pattern"),
        ('"mrn"', '"colour": 1, "mrn"', ".patient: additionalProperties"),
        ('"mrn": "EXAMPLE-1"', '"mrn": ""', ".patient: anyOf"),
        ('"mrn": "EXAMPLE-1"', '"mrn": "EXAMPLE\\u00001"', ".patient.mrn: pattern"),
        ('"age_at_presentation": 59', '"age_at_presentation": 1e16', ".patient.age_at_presentation: maximum"),
    ],
)
def test_the_schema_says_no_to_what_is_refused(old: str, new: str, fault: str) -> None:
    """It finds the simple faults that reading finds."""
    text = resources.text("examples/published.json")
    assert old in text
    assert _faults(json.loads(text.replace(old, new, 1))) == [fault]
