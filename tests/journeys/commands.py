"""The program as a command in a process of its own, and the pages it writes read back."""

import subprocess
import sys
from pathlib import Path

import pypdf

ROOT = Path(__file__).parent.parent.parent


def tumorboard(file: Path, *arguments: object) -> str:
    """Run a command on a file and return what it prints; it has to succeed and complain of nothing."""
    run = subprocess.run(command(file, *arguments), cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert (run.returncode, run.stderr.decode()) == (0, "")
    return run.stdout.decode()


def command(file: Path, *arguments: object) -> list[str]:
    """Return how a command on a file is called."""
    return [sys.executable, "-m", "tumorboard", "--file", str(file), *map(str, arguments)]


def sheets(pdf: Path) -> list[str]:
    """Return the text of each sheet of a PDF, a line break like any space."""
    return [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(pdf).pages]


def letters(pdf: Path) -> str:
    """Return the text of a PDF without spaces, which a reader guesses, and without head and foot."""
    return "".join("".join(sheets(pdf)).split())
