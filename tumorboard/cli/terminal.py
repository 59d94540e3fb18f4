"""Terminal: what is said there, and what becomes of it where nobody listens."""

import json
import os
import sys
from contextlib import suppress
from typing import Any

from tumorboard.domain.errors import Problem
from tumorboard.i18n import _


def say(text: str, end: str = "\n") -> None:
    """Print to standard output, at once: what cannot be printed can still be said now."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Problem(_("The output cannot be written: {why}.").format(why=error.strerror)) from None


def complain(text: str) -> None:
    """Print to standard error; who does not want to hear it need not."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def finish() -> None:
    """Let what could not be printed be forgotten, or Python complains of it when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=1))
