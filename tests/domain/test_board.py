"""What an agenda item says of itself, and what of it goes on once it is finalised."""

from datetime import date
from typing import Any

import pytest

from tumorboard.domain.board import (
    Addendum,
    AgendaItem,
    Recommendation,
    Task,
    is_answered,
    is_final,
)
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.fields import field_of, fields_of, filled
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import filed_on, links_of, new_id, problems, when
from tumorboard.domain.tumour import Tumour

TODAY = date(2025, 3, 14)
ADVICE = Recommendation(kind="surgery")


@pytest.mark.parametrize(
    ("of", "names"),
    [
        (AgendaItem, {"addenda", "sent_to", "sent_on"}),
        (Recommendation, {"fulfilment", "reason", "followed_by"}),
        (Task, {"state", "done_on"}),
        (Addendum, set()),
    ],
)
def test_only_what_comes_of_a_board_goes_on_after_it(of: type[Any], names: set[str]) -> None:
    """All else of an item and its rows, their notes and sources too, stays as it was finalised."""
    assert {field.name for field in fields_of(of) if field.afterwards} == names


def test_an_item_is_final_once_it_was_finalised() -> None:
    """An outcome alone does not close it."""
    assert not is_final(AgendaItem(outcome="discussed", minutes="All said."))
    assert is_final(AgendaItem(finalised_on=Day("2025-03-14T16:02")))


@pytest.mark.parametrize(
    ("values", "answered"),
    [
        ({}, False),
        ({"fulfilment": "open"}, False),
        ({"fulfilment": "open", "reason": "toxicity"}, False),
        ({"fulfilment": "done"}, True),
        ({"fulfilment": "partly"}, True),
        ({"fulfilment": "not done"}, True),
        ({"fulfilment": "lost"}, True),
        ({"followed_by": new_id()}, True),
    ],
)
def test_a_recommendation_is_open_until_something_came_of_it(values: dict[str, Any], answered: bool) -> None:
    """A treatment that followed answers it, or a word on what became of it; a reason alone does not."""
    assert is_answered(Recommendation(kind="surgery", **values)) is answered


def test_a_board_to_come_is_no_mistake() -> None:
    """Its day, that on which a case is to be seen again and that on which a task is due lie ahead."""
    ahead = Day("2025-04-03")
    item = AgendaItem(
        board="Liver board",
        on=Day("2025-04-03T14:00"),
        question="?",
        review_on=ahead,
        actions=(Task(what="Call the GP", due=ahead),),
    )
    assert problems(item, TODAY) == []


def test_what_was_done_cannot_lie_ahead() -> None:
    """A letter was sent, a task done, an addendum written and an outcome closed on a day that has been."""
    ahead = Day("2025-04-03")
    item = AgendaItem(
        question="?",
        sent_on=ahead,
        finalised_on=ahead,
        actions=(Task(what="Call the GP", done_on=ahead),),
        addenda=(Addendum(text="More", on=ahead),),
    )
    wrong = {one.path for one in problems(item, TODAY)}
    assert wrong == {"sent_on", "finalised_on", "actions[0].done_on", "addenda[0].on"}


def test_what_is_missing_is_named_by_its_row() -> None:
    """A question, and of each row what it is about."""
    item = AgendaItem(recommendations=(Recommendation(),), actions=(Task(),), addenda=(Addendum(),))
    assert [one.path for one in problems(item, TODAY)] == [
        "question",
        "recommendations[0].kind",
        "actions[0].what",
        "addenda[0].text",
    ]


@pytest.mark.parametrize(
    ("name", "values", "applies"),
    [
        ("board", {}, True),
        ("board", {"meeting": new_id()}, False),
        ("on", {}, True),
        ("on", {"meeting": new_id()}, False),
        ("plan_intent", {}, True),
        ("plan_intent", {"outcome": "discussed"}, True),
        ("plan_intent", {"outcome": "deferred"}, False),
        ("wish_deviation", {"outcome": "withdrawn"}, False),
        ("dissent", {"outcome": "withdrawn"}, False),
        ("none_because", {}, True),
        ("none_because", {"outcome": "discussed"}, True),
        ("none_because", {"outcome": "deferred"}, False),
        ("none_because", {"recommendations": (ADVICE,)}, False),
        ("minutes", {"outcome": "withdrawn"}, True),
        ("recommendations", {"outcome": "deferred"}, True),
    ],
)
def test_a_field_applies_where_it_can_be_answered(name: str, values: dict[str, Any], applies: bool) -> None:
    """A meeting says board and day itself, and only a case that was discussed has a plan."""
    assert field_of(AgendaItem, name).applies(AgendaItem(**values)) is applies


def test_what_does_not_apply_is_kept() -> None:
    """A plan typed before a case was deferred is not told, and not lost either."""
    item = AgendaItem(question="?", plan_intent="curative", outcome="deferred")
    assert "plan_intent" not in [field.name for field, _value in filled(item)]
    assert item.plan_intent == "curative"


def test_a_meeting_is_no_link_within_the_case() -> None:
    """What an item reviews and rests on has to be in the case; its meeting is of the file."""
    one, other = new_id(), new_id()
    item = AgendaItem(meeting=new_id(), review=(one,), recommendations=(Recommendation(because=(other,)),))
    assert [(path, target) for path, target, _to in links_of(item)] == [
        ("review[0]", one),
        ("recommendations[0].because[0]", other),
    ]


def test_a_board_is_in_order_of_time_and_no_event() -> None:
    """It stands among the records by its day, but a board to come is not the last that is known of a case."""
    item, event = AgendaItem(on=Day("2025-04-03T14:00")), Event(title="Trip", on=Day("2024"))
    case = Case(Patient(), Tumour(), (AgendaItem(id=new_id()), item, event))
    assert case.records[:2] == (event, item)
    assert (when(item), filed_on(item)) == (None, item.on)
    assert case.last_day() == event.on
