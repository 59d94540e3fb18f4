"""The program is started as a user starts it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tumorboard import app, resources
from tumorboard.domain.case import Case
from tumorboard.exchange import case_document
from tumorboard.store.book import Book

ROOT = Path(__file__).parent.parent

START = """
import sys
from pathlib import Path
from tumorboard import app

told = []

def tell(event):
    told.append(event)
    if event == "painted":
        heavy = {"pyqtgraph", "sqlite_utils", "sqlite3", "numpy", "jinja2"}
        print(*sorted(heavy & sys.modules.keys()), sep=",")
    if event == "complete":
        from PySide6.QtWidgets import QApplication
        QApplication.closeAllWindows()

code = app.run(Path(sys.argv[1]), tell)
print(*told, sep=",")
sys.exit(code)
"""


def _start(script: str, *arguments: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", script, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )
    return run.stdout.splitlines()


@pytest.fixture
def published() -> Case:
    """Give the published example."""
    return case_document.read(resources.data("examples/published.json"))


def test_the_frame_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    """At the first paint neither store nor drawing library is loaded; then everything comes in order."""
    loaded, told = _start(START, str(tmp_path / "new.tumorboard"))
    assert loaded == ""
    assert told == "shown,painted,listed,case,complete"


def test_a_file_that_cannot_be_opened_leaves_the_window_open(tmp_path: Path) -> None:
    """Where the file is none, the window comes up all the same and says so."""
    path = tmp_path / "letter.tumorboard"
    path.write_text("Dear colleague")
    assert _start(START, str(path))[-1] == "shown,painted,case,complete"
    assert path.read_text() == "Dear colleague"


def test_closing_the_window_lets_go_of_the_file(tmp_path: Path) -> None:
    """After the window is closed another program can write to the file."""
    path = tmp_path / "cases.tumorboard"
    _start(START, str(path))
    with Book.open(path) as book:
        assert not book.read_only


def test_without_a_screen_the_window_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine without a screen the command says what works there."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    run = subprocess.run(
        [sys.executable, "-m", "tumorboard", "--file", str(tmp_path / "new.tumorboard"), "open"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("tumorboard: There is no screen")


def test_a_handout_and_a_chart_need_no_window(qapp: object, published: Case, tmp_path: Path) -> None:
    """What a command asks for is made by the same drawing as the window's."""
    remarks = app.print_handout(published, "0", tmp_path / "handout.pdf", question="Restage?")
    assert remarks == ()
    assert (tmp_path / "handout.pdf").read_bytes().startswith(b"%PDF")
    assert b"<svg" in app.draw_chart(published, "CA19-9", ".svg")


def test_the_program_tests_itself(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    """The self-test goes through file, chart and page, and says of each that it works."""
    assert app.self_test() == 0
    assert capsys.readouterr().out.count("works") == 3
