"""A program that is killed loses nothing it said it had kept."""

import random
from pathlib import Path

from tests.store.books import check
from tests.store.programs import line, writer
from tumorboard.store.book import Book

_KILLS = 10


def test_nothing_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    """Killed in the midst of saves and imports, again and again, the file is whole and has each step told.

    At most one more is there: kept, but not told any more. The draft is of one of the steps that were kept.
    """
    path = tmp_path / "cases.tumorboard"
    dice = random.Random(3)
    for seed in range(_KILLS):
        with writer("change", path, seed) as program:
            assert line(program) == "open"
            told = [int(line(program)) for _ in range(dice.randrange(1, 40))]
            program.kill()
            assert program.stdout is not None
            told += [int(text) for text in program.stdout.read().split("\n")[:-1]]
        with Book.open(path) as book:
            steps = book.journal.steps()
            kept = {step.id for step in steps}
            assert not book.read_only
            assert set(told) <= kept
            assert max(kept) - max(told) <= 1
            draft = book.drafts.find("form")
            assert draft is None or int(draft) <= max(kept)
            check(book)


def test_a_file_that_was_only_begun_is_begun_again(tmp_path: Path) -> None:
    """A program killed while it made the file leaves one that opens."""
    for said in range(3):
        path = tmp_path / f"{said}.tumorboard"
        with writer("change", path) as program:
            for _ in range(said):
                line(program)
        with Book.open(path) as book:
            check(book)
