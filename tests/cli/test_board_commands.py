import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli.asking import Answer, Ask
from tests.cli.boards import decided
from tumorboard.domain.board import AgendaItem
from tumorboard.store.book import Book


def test_a_meeting_that_was_added_is_listed_and_shown(ask: Ask) -> None:
    """Everything said of a meeting comes back, in words and as JSON."""
    added = ask(
        *("meeting", "add", "--name", "HPB board", "--on", "20 Mar 2025", "--time", "14:00"),
        *("--place", "Room 2", "--chair", "Dr Lang"),
    )
    assert (added.code, added.err) == (0, "")
    line = "20 Mar 2025 14:00 · HPB board · Room 2 · chair Dr Lang · planned"
    assert ask("meeting", "list").out == f"{line} · 0 cases\n"
    shown = ask("meeting", "show", "HPB")
    assert shown == Answer(0, f"{line}\n", "No case is on the agenda.\n")
    (listed,) = json.loads(ask("meeting", "list", "--json").out)
    assert (listed["id"], listed["on"], listed["cases"]) == (added.out.strip(), "2025-03-20T14:00", 0)


def test_a_series_is_one_step_with_the_same_time_every_so_many_weeks(ask: Ask, file: Path) -> None:
    """Every two weeks to the last day, which counts, each at the same time, and taken back as one."""
    days = ("2025-03-06", "2025-03-20", "2025-04-03")
    added = ask(
        *("meeting", "add", "--name", "HPB", "--on", days[0], "--time", "7:30"),
        *("--every", 2, "--until", days[-1]),
    )
    assert len(added.out.split()) == len(days)
    with Book.open(file) as book:
        assert [str(one.on) for one in book.boards.meetings()] == [f"{day}T07:30" for day in days]
        assert book.journal.undo() is not None
        assert book.boards.meetings() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--name HPB --on 3/4/2025", "can be read in two ways"),
        ("--name HPB --on 2025-03", "is not one day"),
        ("--name HPB --on soon", "--on: “soon” is not a date"),
        ("--name HPB --on 2025-03-20 --time 25:00", "not a time of day"),
        ("--name HPB --on 2025-03-20 --time noon", "not a time of day"),
        ("--name HPB --on 2025-03-20 --every 2", "needs both"),
        ("--name HPB --on 2025-03-20 --until 2025-04-20", "needs both"),
        ("--name HPB --on 2025-03-20 --every 0 --until 2025-04-20", "at least a week"),
        ("--name HPB --on 2025-03-20 --every 2 --until 2025-03-06", "--until lies before --on"),
        ("--name HPB --on 2025-03-20 --every 1 --until 2125-03-20", "at most 500"),
        ("--name HPB --on 2025-03-20 --profile cardiac", "cardiac"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_in_a_sentence(ask: Ask, arguments: str, said: str) -> None:
    """What cannot be meant names the option, and nothing is added."""
    refused = ask("meeting", "add", *arguments.split())
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert ask("meeting", "list").out == ""


def test_a_blank_name_is_missing(ask: Ask) -> None:
    """A meeting nobody could find again is not made."""
    assert ask("meeting", "add", "--name", " ", "--on", "2025-03-20").err == "tumorboard: Board: missing.\n"


def test_cases_are_put_on_an_agenda_in_order(ask: Ask, keep: Callable[..., str], file: Path) -> None:
    """Each stands behind the others with its question, and is shown so; each only once."""
    for mrn, name in (("1", "Albers"), ("2", "Bauer")):
        keep(mrn=mrn, family_name=name)
    ask("meeting", "add", "--name", "HPB", "--on", "2025-03-20")
    for mrn in ("2", "1"):
        put = ask(
            *("agenda", "add", mrn, "--meeting", "HPB", "--question", f"Is {mrn} resectable?"),
            *("--discussion", "Restaging", "--presenter", "Dr Lang"),
        )
        assert (put.code, put.err) == (0, "")
    again = ask("agenda", "add", "1", "--meeting", "2025-03-20", "--question", "Once more?")
    assert (again.code, "already" in again.err) == (1, True)
    shown = ask("meeting", "show", "HPB").out.splitlines()[1:]
    assert [line.partition(":")[0] for line in shown[2::3]] == ["     missing"] * 2
    del shown[2::3]
    assert shown == [
        "  1  Bauer (2) · Gallbladder carcinoma · restaging",
        "     Is 2 resectable?",
        "  2  Albers (1) · Gallbladder carcinoma · restaging",
        "     Is 1 resectable?",
    ]
    told = json.loads(ask("meeting", "show", "HPB", "--json").out)["agenda"]
    assert [(one["mrn"], one["position"], one["discussion"]) for one in told] == [
        ("2", 1, "restaging"),
        ("1", 2, "restaging"),
    ]
    assert all(one["missing"] for one in told)
    with Book.open(file) as book:
        items = [item for one in book.boards.all_items() if isinstance(item := one.item, AgendaItem)]
    assert {(item.board, str(item.on), item.presenter) for item in items} == {
        ("HPB", "2025-03-20", "Dr Lang")
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1", "--meeting", "Cardiology", "--question", "?"), "No meeting is found"),
        (("1", "--meeting", "HPB", "--question", "?"), "add the day"),
        (("9", "--meeting", "2025-03-20", "--question", "?"), "No case is found"),
        (("1", "--meeting", "2025-03-20", "--question", " "), "Question: missing."),
        (("1", "--meeting", "2025-03-20", "--question", "?", "--discussion", "late"), "pre-therapeutic"),
    ],
)
def test_what_cannot_be_put_on_an_agenda_is_refused(
    ask: Ask, keep: Callable[..., str], arguments: tuple[str, ...], said: str
) -> None:
    """A meeting, case, question or discussion that is none is said, and the agenda stays as it was."""
    keep(mrn="1", family_name="Albers")
    for day in ("2025-03-20", "2025-03-27"):
        ask("meeting", "add", "--name", "HPB", "--on", day)
    refused = ask("agenda", "add", *arguments)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert json.loads(ask("meeting", "show", "2025-03-20", "--json").out)["agenda"] == []


def test_what_is_to_be_done_is_listed_the_longest_overdue_first(ask: Ask, file: Path) -> None:
    """Open tasks with who and when, then recommendations without an answer; only what is late if asked."""
    with Book.open(file) as book:
        decided(book)
    lines = ask("actions").out.splitlines()
    late = (date.today() - date(2025, 2, 10)).days
    assert lines == [
        f"due 10 Feb 2025, {late} days over · Book the theatre · Dr Lang · Quandt (000785)"
        " · HPB board, 6 Feb 2025 14:00",
        "due 1 Jan 2199 · Ask the family · nobody named · Quandt (000785) · HPB board, 6 Feb 2025 14:00",
        "no answer · Surgery: Right hepatectomy · Quandt (000785) · HPB board, 6 Feb 2025 14:00",
    ]
    assert ask("actions", "--overdue").out.splitlines() == lines[:1]
    (told,) = json.loads(ask("actions", "--overdue", "--json").out)
    assert (told["kind"], told["what"], told["days_over"]) == ("task", "Book the theatre", late)
    assert [one["kind"] for one in json.loads(ask("actions", "--json").out)] == [
        "task",
        "task",
        "recommendation",
    ]


def test_where_nothing_is_to_be_done_it_is_said(ask: Ask) -> None:
    """An empty list is said aside, and is a list as JSON."""
    assert ask("actions") == Answer(0, "", "Nothing is to be done.\n")
    assert ask("actions", "--overdue") == Answer(0, "", "Nothing is overdue.\n")
    assert ask("actions", "--json").out == "[]\n"


@pytest.mark.parametrize(
    "arguments", ["meeting", "agenda", "meeting add --on 2025-03-20", "agenda add 1 --meeting HPB", "verify"]
)
def test_half_a_command_is_wrong_usage(ask: Ask, arguments: str) -> None:
    """A command that needs more says what, and ends with 2."""
    answer = ask(*arguments.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: tumorboard")


@pytest.mark.parametrize(
    "command", ["meeting add", "meeting list", "meeting show", "meeting pack", "agenda add"]
)
def test_a_command_of_a_command_explains_itself_by_an_example(ask: Ask, command: str) -> None:
    """The help of each shows it used in whole."""
    help_ = ask(*command.split(), "--help")
    assert help_.code == 0
    assert f"Example: tumorboard {command}" in help_.out
    assert "--file F" in help_.out
