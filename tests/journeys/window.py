"""The window in a process of its own, for the tests that end it.

`python -m tests.journeys.window FILE` opens the window on a file and says so once all is there; with `work`
it then makes steps without end, each told by its id once it is kept, and with `type` it types into forms
without end, each text told half a second after it was typed.
"""

import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.commands import ROOT

if TYPE_CHECKING:
    from tumorboard.ui.desk import Desk


@contextmanager
def window(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Open the window in a process of its own, its output at hand; it is killed with the block."""
    command = [sys.executable, "-m", "tests.journeys.window", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def _main(file: Path, job: str) -> int:
    from tumorboard import app

    def tell(event: str) -> None:
        if event == "complete":
            print("open", flush=True)
            if job == "work":
                _work()
            elif job == "type":
                _type()

    return app.run(file, tell)


def _work() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tumorboard.ui.desk import Desk

    desk = next(desk for top in QApplication.topLevelWidgets() for desk in top.findChildren(Desk))

    def go_on() -> None:
        try:
            print(_step(desk), flush=True)
        except BaseException:
            # Whoever waits for the next line is not to wait for ever.
            traceback.print_exc()
            os._exit(1)

    timer = QTimer(desk)
    timer.timeout.connect(go_on)
    timer.start(0)


def _step(desk: "Desk") -> int:
    from tests.handout.cases import zoe
    from tumorboard.domain.dates import Day
    from tumorboard.domain.follow_up import FollowUp

    session = desk.session
    assert session.book
    if session.book.shelf.count() == 0:
        session.add(zoe(), "Import case")
    else:
        session.open_case(session.book.shelf.cases()[0].id)
        session.save(FollowUp(on=Day("2025-03"), note="kept"))
    return session.book.journal.steps(limit=1)[0].id


def _type() -> None:
    """Type one visit after the other, keep every second of them, and tell each text once it is to be safe."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.handout.cases import zoe
    from tumorboard.ui.desk import Desk

    desk = next(desk for top in QApplication.topLevelWidgets() for desk in top.findChildren(Desk))
    panel = desk.forms.panel
    assert panel
    if desk.session.case is None:
        desk.session.add(zoe(), "Import case")
    turns = iter(range(1, 1000))

    def begin() -> None:
        turn = next(turns)
        panel.add("follow_up")
        words = f"visit {turn}"
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget() or panel, letter)
        QTimer.singleShot(SAFE, desk, lambda: end(turn, words))

    def end(turn: int, words: str) -> None:
        print(words, flush=True)
        if turn % 2:
            # What cannot be read as a date is kept in the note, once that was asked for twice.
            panel.keep()
            panel.keep()
            QTimer.singleShot(0, desk, begin)
            return
        panel.leave()
        QTimer.singleShot(0, desk, begin)

    begin()


SAFE = 500
"""Milliseconds after its last letter in which a text has to be in the file."""

if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
