"""What is open after the boards, and what came of it, follows from the agenda items alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reasoning.boards import Placed, advice, item, task
from tests.reasoning.cases import TODAY
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.reasoning.answers import with_answer, with_task
from tumorboard.reasoning.concordance import concordance
from tumorboard.reasoning.follow_through import PERIODS, begins, open_tasks, unanswered, within
from tumorboard.reasoning.not_seen import LONG_AGO, REVIEW_PASSED, WAS_DEFERRED, not_seen


def _placed(*items: AgendaItem) -> list[Placed]:
    return [Placed(f"case {place}", one) for place, one in enumerate(items)]


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("2025-03-17", 1),
        ("2025-03-18", None),
        ("2025-03", None),
        ("2025-02", 18),
        ("../2025-03-01", 17),
        ("2024/..", None),
        ("", None),
    ],
)
def test_a_task_is_overdue_once_its_day_has_passed_however_it_is_read(due: str, days: int | None) -> None:
    """A month is over at its end, and what is due some day after a date is never overdue."""
    (found,) = open_tasks(_placed(item("2025-01-09", task("Order MRI", due))), TODAY)
    assert found.days_over == days


def test_open_tasks_are_those_that_nobody_closed_the_longest_overdue_first() -> None:
    """A state that is not recorded is no closed one, and a withdrawn case may leave a task behind."""
    rows = (
        task("late", "2025-02-01"),
        task("undated"),
        task("later", "2025-04-01", state="open"),
        task("done", "2025-01-01", state="done"),
        task("dropped", "2025-01-01", state="dropped"),
    )
    first = task("oldest", "2024-12-01")
    found = open_tasks(_placed(item("2025-01-09", *rows), item("", first, outcome="withdrawn")), TODAY)
    assert [one.task.what for one in found] == ["oldest", "late", "later", "undated"]


def test_a_recommendation_is_unanswered_until_something_came_of_it_or_a_reason_says_why_not() -> None:
    """What was deferred or lies ahead recommends nothing yet; a day passed without an outcome does."""
    rows = [
        advice("surgery", text="waits"),
        advice("surgery", fulfilment="open", text="still open"),
        advice("surgery", fulfilment="done"),
        advice("surgery", fulfilment="not done", reason="patient refused"),
        advice("surgery", followed_by="operation"),
    ]
    placed = _placed(
        item("2025-02-06", *rows),
        item("2025-02-06", advice("trial"), outcome="deferred"),
        item("2025-03-20", advice("trial"), outcome=""),
        item("2025-01", advice("trial", text="held"), outcome=""),
        item("", advice("trial", text="day unknown")),
    )
    found = unanswered(placed, TODAY)
    assert [one.recommendation.text for one in found] == ["held", "waits", "still open", "day unknown"]
    spans = [one.open_for for one in found]
    assert spans[0]
    assert (spans[0].min_days, spans[0].max_days) == (46, 76)
    assert spans[1]
    assert (spans[1].min_days, spans[1].max_days) == (40, 40)
    assert spans[3] is None


def test_cases_not_seen_again_are_told_of_with_why() -> None:
    """A later board, one to come, a withdrawal of the later one and a death make the difference."""
    passed = item("2024-12-05", review_on="2025-02")
    placed = [
        Placed("review", passed),
        Placed("seen since", item("2024-12-05", review_on="2025-02")),
        Placed("seen since", item("2025-03-06")),
        Placed("to come", item("2024-12-05", review_on="2025-02")),
        Placed("to come", item("2025-03-20", outcome="")),
        Placed("withdrawn", item("2024-11-05", review_on="2025-02")),
        Placed("withdrawn", item("2025-03-06", outcome="withdrawn")),
        Placed("put off", item("2025-02-06", outcome="deferred")),
        Placed("dead", item("2024-12-05", review_on="2025-02")),
        Placed("old", item("2023-01-05")),
        Placed("not due yet", item("2023-01-05", review_on="2025-06")),
        Placed("new", item("2025-03-06")),
    ]
    found = not_seen(placed, TODAY, date(2024, 3, 18), {"dead"})
    assert [(one.case_id, one.why) for one in found] == [
        ("old", LONG_AGO),
        ("withdrawn", REVIEW_PASSED),
        ("review", REVIEW_PASSED),
        ("put off", WAS_DEFERRED),
    ]
    assert LONG_AGO not in {one.why for one in not_seen(placed, TODAY, None)}


def test_concordance_counts_by_kind_and_by_reason_within_a_period() -> None:
    """What is open is counted as open; a link alone says that it was followed; the old is left out."""
    placed = _placed(
        item(
            "2025-02-06",
            advice("systemic therapy", followed_by="line"),
            advice("systemic therapy", fulfilment="partly", reason="toxicity"),
            advice("systemic therapy", fulfilment="not done"),
            advice("surgery", fulfilment="not done", reason="patient refused"),
            advice("surgery", fulfilment="lost"),
        ),
        item("", advice("surgery")),
        item("2024-01-04", advice("surgery", fulfilment="done")),
        item("2025-02-06", advice("trial"), outcome="deferred"),
    )
    found = concordance(placed, TODAY, begins("3", TODAY))
    told = {one.kind: {state: count for state, count in one.states.items() if count} for one in found.kinds}
    assert told == {
        "surgery": {"not done": 1, "lost": 1, "open": 1},
        "systemic therapy": {"done": 1, "partly": 1, "not done": 1},
    }
    assert found.reasons == {"patient refused": 1, "toxicity": 1, "": 1}
    assert found.undated == 1
    assert found.whole.total == 6
    assert concordance(placed, TODAY).whole.total == 7
    assert concordance([], TODAY).whole.total == 0


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_period_begins_on_the_same_day_of_an_earlier_month(today: date) -> None:
    """Or on the last of it, where the month is too short."""
    for code, months in PERIODS.items():
        found = begins(code, today)
        if months is None:
            assert found is None
            continue
        assert found
        assert (today.year - found.year) * 12 + today.month - found.month == months
        assert found.day == today.day or (found.day < today.day and (found + timedelta(days=1)).day == 1)


def test_an_item_is_left_out_of_a_period_only_where_it_surely_is_older() -> None:
    """A year that reaches into the period may be within."""
    since = date(2024, 6, 1)
    days = {"2024-06-01": True, "2024": True, "2024-05-31": False, "2023": False, "": True, "2020/..": True}
    assert {day: within(item(day), since) for day in days} == days


def test_what_came_of_it_is_written_beside_what_stands() -> None:
    """Nothing but what goes on afterwards changes, so that a finalised item takes it."""
    row, todo = advice("surgery"), task("Call", "2025-02-01")
    before = item("2025-02-06", row, todo, advice("trial"), finalised_on="2025-02-06")
    done = with_task(with_answer(before, row.id, "done", followed_by="operation"), todo.id, "done", TODAY)
    assert (done.recommendations[0].fulfilment, done.recommendations[0].followed_by) == ("done", "operation")
    assert done.actions[0].done_on == Day.of(TODAY)
    refused = with_answer(done, row.id, "not done", reason="patient refused")
    assert (refused.recommendations[0].reason, refused.recommendations[0].followed_by) == (
        "patient refused",
        "",
    )
    again = with_answer(refused, row.id, "open")
    assert (again.recommendations[0].reason, again.recommendations[0].fulfilment) == ("", "open")
    assert with_task(done, todo.id, "open", TODAY).actions[0].done_on is None
    with pytest.raises(KeyError):
        with_answer(before, "nobody's", "done")
    with pytest.raises(KeyError):
        with_task(before, "nobody's", "done", TODAY)
