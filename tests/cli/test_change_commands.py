import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.cli.asking import Answer, Ask
from tests.cli.boards import correct, decided
from tumorboard.store.book import Book


def test_changes_are_told_since_the_board_that_was_finalised_last(ask: Ask, file: Path) -> None:
    """It is said which board, then each record once: what is new, and of what changed both its values."""
    with Book.open(file) as book:
        case, _item = decided(book)
    correct(file, case)
    assert ask("changes", "000785").out.splitlines() == [
        "Since HPB board, 6 Feb 2025 14:00, finalised 6 Feb 2025 15:10",
        "Other new entries:",
        "  Other event: Stent changed (1 Mar 2025)",
        "Changed:",
        "  Tumour: label: Gallbladder carcinoma → Hilar carcinoma",
    ]
    told = json.loads(ask("changes", "000785", "--json").out)
    assert told["since"]["board"] == "HPB board"
    assert {one["kind"]: one["state"] for one in told["changes"]} == {"tumour": "changed", "event": "new"}
    (changed,) = (one for one in told["changes"] if one["kind"] == "tumour")
    assert changed["differences"] == [
        {"label": "Label", "before": "Gallbladder carcinoma", "after": "Hilar carcinoma"}
    ]


def test_what_was_taken_back_is_no_change(ask: Ask, file: Path) -> None:
    """What a record came to counts, not the steps it took."""
    with Book.open(file) as book:
        case, _item = decided(book)
    correct(file, case, add=False)
    with Book.open(file) as book, book.journal.step("Back") as step:
        step.put(case.id, replace(case.tumour, label="Gallbladder carcinoma"))
    answer = ask("changes", "000785")
    assert (answer.code, len(answer.out.splitlines()), answer.err) == (0, 1, "Nothing has changed.\n")


def test_changes_are_told_since_a_day(ask: Ask, file: Path) -> None:
    """From the beginning of a day on; of a day to come there is nothing."""
    with Book.open(file) as book:
        decided(book)
    today = date.today()
    told = ask("changes", "000785", "--since", str(today)).out
    assert told.splitlines()[1:] == ["Other new entries:", "  Patient", "  Tumour"]
    listed = json.loads(ask("changes", "000785", "--since", str(today), "--json").out)["changes"]
    assert [one["kind"] for one in listed] == ["patient", "tumour", "agenda_item"]
    assert ask("changes", "000785", "--since", str(today + timedelta(days=2))).err == "Nothing has changed.\n"


def test_without_a_board_a_day_is_asked_for(ask: Ask) -> None:
    """A case no board has seen says so; half a date is no day to count from."""
    ask("example")
    refused = ask("changes", "published")
    assert (refused.code, refused.out, "--since" in refused.err) == (1, "", True)
    assert ask("changes", "published", "--since", "2025-03") == Answer(
        1, "", "tumorboard: --since: “2025-03” is not one day; write it as in 2025-03-20.\n"
    )
