import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

HELD = """
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from PySide6.QtTest import QTest
from tests.ui.boarded import MEETING, boarded
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.desk import Desk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.opening import application
from tumorboard.ui.settings import Settings

made = application()
theme.apply(theme.LIGHT)
folder = Path(sys.argv[1])
settings = Settings(folder / "settings.ini")
window = MainWindow(settings)
desk = Desk(window, settings, folder / "tumorboard.log", lambda: date(2025, 3, 18))
desk.fill()
desk.session.take(Book.in_memory())
window.show()
desk.session.book.boards.put([MEETING], "Plan meeting")
desk.session.add(boarded("Ahlberg"), "Add case")
desk.actions["hold_meeting"].trigger()
QTest.qWait(50)
room = desk.boards.holding.meeting
print(window.screen().name(), room.screen().name(), *room.geometry().getRect(), room.isFullScreen())
window.close()
"""


def _screen(name: str, left: int, width: int, height: int) -> dict[str, object]:
    place = {"x": left, "y": 0, "width": width, "height": height}
    return {"name": name, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, **place}


def test_the_room_has_the_second_screen(tmp_path: Path) -> None:
    """On a computer with a projector the meeting fills that, and the other screen stays for typing."""
    screens = [_screen("desk", 0, 1366, 768), _screen("room", 1366, 1920, 1080)]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", HELD, str(tmp_path), str(ROOT)],
        cwd=tmp_path,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen:configfile=screens.json"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.split() == ["desk", "room", "1366", "0", "1920", "1080", "True"]
