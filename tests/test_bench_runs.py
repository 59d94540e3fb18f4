import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_bench_measures_every_topic(tmp_path: Path) -> None:
    """The bench in its small setting prints a line for each thing that has an aim."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--folder", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    aims = {line.split("  ")[0] for line in run.stdout.splitlines() if "≤" in line}
    assert aims >= {
        "start to first paint",
        "start to usable list, 50 cases",
        "worst pause of the screen during start",
        "save one result in a 120-record case",
        "search in 100 patients, 95 %",
        "handout as a command, start and all",
    }
