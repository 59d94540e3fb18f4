"""Command line: the same program without a window.

A command that needs no Qt does not import it, so that a list comes at once and over a plain terminal; the
imports of the heavier rooms therefore stand in the commands that use them.
"""

import sys
from collections.abc import Sequence

from tumorboard.cli.commands import DONE, Command
from tumorboard.cli.terminal import complain, finish
from tumorboard.cli.usage import parser
from tumorboard.domain.errors import Problem

PROBLEM, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 a problem said in one sentence on stderr, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        options = parser().parse_args(arguments)
        command: Command = options.command
        return command(options)
    except Problem as problem:
        complain(f"tumorboard: {problem.sentence}")
        for fault in list(getattr(problem, "faults", ()))[1:]:
            complain(f"  {fault}")
        return PROBLEM
    except BrokenPipeError:
        # The reader (`| head`) has gone; nothing is left to be said to it.
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        finish()
