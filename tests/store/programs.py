"""A second program on the same file."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def writer(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run `writer` with arguments, its output at hand; it is ended with the block."""
    command = [sys.executable, "-m", "tests.store.writer", *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def line(program: subprocess.Popen[str]) -> str:
    """Return the next line a program says."""
    assert program.stdout is not None
    return program.stdout.readline().rstrip("\n")
