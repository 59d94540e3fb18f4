"""Bench: measures what somebody waits for against the least it could take, and prints one table."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from tests.bench.ratios import SHORT, Row, table
from tests.bench.scale import FULL, QUICK, Scale

TOPICS = (
    "start",
    "opened",
    "typing",
    "forms",
    "paste",
    "save",
    "search",
    "reasoning",
    "handout",
    "pack",
    "intake",
)


def main() -> None:
    """Measure the topics asked for."""
    options = _parser().parse_args()
    if not options.screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Qt warns for every window drawn into memory that its size is no hint to anybody.
        os.environ["QT_LOGGING_RULES"] = "default.warning=false"
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="tumorboard-bench-", dir=options.folder) as folder:
        _settle(Path(folder))
        for topic in options.topics or TOPICS:
            sys.stderr.write(f"{topic} …\n")
            rows += _measure(topic, QUICK if options.quick else FULL, Path(folder))
    from PySide6.QtCore import qVersion

    where = "on a screen" if options.screen else "offscreen"
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    processors = f"{os.cpu_count()} processors{busy}"
    print(f"Python {platform.python_version()}, Qt {qVersion()}, {where}, {processors}")
    print(table(rows))
    short = sum(row.verdict == SHORT for row in rows)
    print(f"{sum(bool(row.verdict) for row in rows) - short} aims met, {short} short")


def _settle(folder: Path) -> None:
    """Let the program find nothing of its user's, and itself compiled, as it is after its first start."""
    os.environ["HOME"] = str(folder)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")


def _measure(topic: str, scale: Scale, folder: Path) -> Iterator[Row]:
    measure: Callable[[Scale, Path], Iterator[Row]] = import_module(f"tests.bench.{topic}").rows
    return measure(scale, folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"any of {', '.join(TOPICS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="small, only to see that all of it runs")
    parser.add_argument("--screen", action="store_true", help="show the windows instead of drawing in memory")
    parser.add_argument("--folder", type=Path, help="where the files are made; a disk, not memory")
    return parser


if __name__ == "__main__":
    main()
