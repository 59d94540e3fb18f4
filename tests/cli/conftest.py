"""Commands are run on a file of the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.asking import Answer, Ask
from tumorboard.cli import main
from tumorboard.domain.case import Case
from tumorboard.domain.event import Event
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a file that is not there yet."""
    return tmp_path / "cases.tumorboard"


@pytest.fixture
def ask(file: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Give a function that runs a command on the file."""

    def run(*arguments: object, on: Path = file) -> Answer:
        try:
            code = main(["--file", str(on), *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def keep(file: Path) -> Callable[..., str]:
    """Give a function that keeps a case with these facts of the patient and returns its id."""

    def add(note: str = "", **facts: Any) -> str:
        case = Case(
            Patient(**facts), Tumour(label="Gallbladder carcinoma"), (Event(title="seen", note=note),)
        )
        with Book.open(file) as book:
            book.shelf.add(case)
        return case.id

    return add
