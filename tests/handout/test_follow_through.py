"""What is to come of the boards, and what came of them, goes on paper."""

import html
import re
from datetime import date, datetime
from types import SimpleNamespace

from tests.reasoning.boards import Placed, advice, item, task
from tests.reasoning.cases import TODAY
from tumorboard.handout.follow_through import page
from tumorboard.handout.follow_words import Whole
from tumorboard.handout.page import Page

ITEM = item(
    "2025-02-06",
    advice("surgery", text="Right\nhepatectomy <b>now</b>"),
    advice("systemic therapy", fulfilment="done"),
    advice("systemic therapy", fulfilment="not done", reason="toxicity"),
    task("Book volumetry", "2025-03-01", owner="Dr Scan"),
    task("Call"),
    review_on="2025-03-01",
)
OLD = item("2023-02-06", advice("trial"), task("Ask", "2023-03-01"))
WHOSE = {"one": SimpleNamespace(name="Sample, Wei", mrn="000785")}


def _printed(*items: Placed, since: date | None = None, dead: frozenset[str] = frozenset()) -> Page:
    whole = Whole(items, WHOSE, dead, TODAY, since)
    return page(whole, printed_at=datetime(2025, 3, 18, 9, 14), clinic="City hospital")


def _words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def test_the_sheet_lists_what_is_open_and_counts_what_came_of_it() -> None:
    """Each line says whose it is, the overdue first; what somebody typed stays text."""
    found = _words(_printed(Placed("one", ITEM)).html)
    for said in (
        "Open tasks (2) Patient Task Who Due Board",
        "Sample, Wei (000785) Book volumetry Dr Scan Due 1 Mar 2025",
        "17 days over Liver board, 6 Feb 2025 Sample, Wei (000785) Call Nobody named Due date not recorded",
        "Sample, Wei (000785) Surgery: Right hepatectomy <b>now</b> Open for 40 d Liver board, 6 Feb 2025",
        "Cases not seen since (1)",
        "To be seen again 1 Mar 2025 · last board: Liver board, 6 Feb 2025",
        "Systemic therapy 2 1 0 1 0 0",
        "All kinds 3 1 0 1 0 1",
        "Why not, or only partly (n = 1) Reason Recommendations Toxicity 1",
    ):
        assert said in found
    assert "<b>now</b>" not in _printed(Placed("one", ITEM)).html


def test_what_lies_before_the_period_is_counted() -> None:
    """It is not listed, and not taken for done."""
    made = _printed(Placed("one", ITEM), Placed("two", OLD), since=date(2024, 3, 18), dead=frozenset({"two"}))
    found = _words(made.html)
    assert "Boards from 18 Mar 2024 to 18 Mar 2025; those without a date are counted" in found
    assert found.count("1 more of earlier boards") == 2
    assert "Ask" not in found
    assert "Case not found" not in found
    assert _words(made.foot) == "printed 18 Mar 2025 09:14 · City hospital"


def test_where_nothing_is_open_the_sheet_says_so() -> None:
    """A table without rows says none."""
    found = _words(_printed().html)
    assert "Open tasks (0) none" in found
    assert "None was made in this period." in found
