"""Start: from asking for the process to the first paint, the list, the chart; pauses on the way; memory."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.patients import fill, large_case, small_cases
from tests.bench.ratios import Row
from tests.bench.scale import Scale
from tumorboard.store.book import Book
from tumorboard.ui.settings import Settings


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure the start over an empty window, each in a new process, by turns."""
    file, home = folder / "start.tumorboard", folder / "home"
    _make(scale, file, home)
    floors, ours = [], []
    # The first of each warms what the system keeps in memory.
    for _ in range(scale.starts + 1):
        floors.append(_start(home, "empty"))
        ours.append(_start(home, "program", str(file)))
    floors, ours = floors[1:] or floors, ours[1:] or ours
    first = _median(floors, "painted")
    said = f"{scale.cases:,} cases"
    yield Row(what="start to first paint", floor=first, ours=_median(ours, "painted"), most_ratio=1.5)
    yield Row(
        what=f"start to usable list, {said}", floor=first, ours=_median(ours, "list painted"), most_ratio=3
    )
    yield Row(
        what=f"start to chart of the last case, {scale.records} records",
        floor=first,
        ours=_median(ours, "chart painted"),
    )
    still = statistics.median(one["pauses"][0][0] for one in floors)
    pauses = [one["pauses"][0][0] for one in ours]
    yield Row(
        what="worst pause of the screen during start", floor=still, ours=statistics.median(pauses), most=50
    )
    yield Row(what="the same, the worst of all starts", ours=max(pauses))
    memory = [[one["memory"] for one in starts] for starts in (floors, ours)]
    if memory[0][0] is not None:
        floor, held = map(statistics.median, memory)
        yield Row(what="peak memory, chart painted", unit="MB", floor=floor, ours=held, most_ratio=2.5)


def _make(scale: Scale, file: Path, home: Path) -> None:
    """Make a file whose last open case is a large one, in the home the program starts in."""
    last = large_case(1, scale.records)
    with Book.open(file) as book:
        fill(book, small_cases(scale.cases - 1))
        fill(book, [last])
    settings = Settings(home / "config" / "TumorBoard" / "settings.ini")
    settings.keep_last_case(file, last.id)
    settings.flush()


def _start(home: Path, *arguments: str) -> dict[str, Any]:
    kind, *rest = arguments
    environment = os.environ | {"HOME": str(home)}
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())
    command = [sys.executable, "-m", "tests.bench.one_start", kind, repr(time.monotonic()), *rest]
    run = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=120)
    if run.returncode:
        raise RuntimeError(run.stderr)
    measured: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return measured


def _median(starts: list[dict[str, Any]], event: str) -> float:
    times: list[float] = [one["times"][event] for one in starts]
    return statistics.median(times)
