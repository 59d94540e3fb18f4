"""Handout: the published example as a PDF, with its figure."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from tests.bench import floors
from tests.bench.ratios import Row, taking_turns
from tests.bench.scale import Scale
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.exchange import case_document
from tumorboard.handout.case_summary import page
from tumorboard.handout.page import Page
from tumorboard.ui.opening import application
from tumorboard.ui.paper import pdf

_EMPTY = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.bench.floors import empty_page
application = QApplication(sys.argv[:1])
Path(sys.argv[1]).write_bytes(empty_page())
"""


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure the handout, as a command and in a running program, over one page with nothing on it."""
    command = ("-m", "tumorboard", "handout", "--example", "published", "--out", str(folder / "handout.pdf"))
    floor, ours = taking_turns(
        lambda: _run("-c", _EMPTY, str(folder / "empty.pdf")), lambda: _run(*command), scale.starts
    )
    yield Row(what="handout as a command, start and all", floor=floor, ours=ours, most_ratio=12)
    application()
    case = case_document.read(resources.data("examples/published.json"))
    floor, ours = taking_turns(floors.empty_page, lambda: pdf(_made(case)), scale.runs)
    yield Row(what="handout in a running program", floor=floor, ours=ours, most_ratio=12)
    text = _made(case).html
    floor, ours = taking_turns(lambda: floors.plain_pages(text), lambda: pdf(_made(case)), scale.runs)
    yield Row(what="the same over its text alone, as Qt lays it out", floor=floor, ours=ours)


def _made(case: Case) -> Page:
    return page(case, version="0", printed_at=datetime.now(), today=date.today())


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, timeout=120)
