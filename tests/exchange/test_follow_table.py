"""Recommendations and tasks go into a spreadsheet, and nothing in it is run."""

import csv
import io
from types import SimpleNamespace

import pytest

from tests.reasoning.boards import Placed, advice, item, task
from tests.reasoning.cases import TODAY
from tumorboard.exchange.follow_table import HEADER, csv_text, safe


def test_each_recommendation_and_each_task_has_a_row() -> None:
    """A deferred item has its tasks, and what lies before the period is left out."""
    row = advice("systemic therapy", "gemcitabine", "cisplatin", text='First, "GP"', priority=1.0)
    placed = [
        Placed("one", item("2025-02-06", row, task("Order MRI", "2025-03-01", owner="Dr Sample"))),
        Placed("two", item("2025-02-06", advice("trial"), task("Call", state="done"), outcome="deferred")),
        Placed("three", item("2019-02-06", advice("trial"))),
    ]
    whose = {"one": SimpleNamespace(name="=Sample, Wei", mrn="000785")}
    since = TODAY.replace(year=2024)
    rows = list(csv.DictReader(io.StringIO(csv_text(placed, whose, TODAY, since))))
    assert [(one["row"], one["case"]) for one in rows] == [
        ("recommendation", "one"),
        ("task", "one"),
        ("task", "two"),
    ]
    first, late, done = rows
    assert tuple(first) == HEADER
    assert (first["name"], first["MRN"]) == ("'=Sample, Wei", "000785")
    assert (first["text"], first["agents"], first["priority"]) == (
        'First, "GP"',
        "gemcitabine; cisplatin",
        "1",
    )
    assert (first["state"], first["open at least days"], first["open at most days"]) == ("open", "40", "40")
    assert (late["who"], late["due"], late["overdue"]) == ("Dr Sample", "2025-03-01", "true")
    assert (done["state"], done["overdue"], done["name"]) == ("done", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_made_a_text(text: str) -> None:
    """By an apostrophe before it; all else stays as it is."""
    assert safe(text) == f"'{text}"
    assert safe(f"a{text}") == f"a{text}"
    assert not safe("")
