"""Screen: whether a window could be seen, and a sentence where Qt would end the process without one.

The environment may promise a screen that is not there, as after a terminal was carried over to another
machine, or a library of the system may be missing. Qt then says so in its own words and aborts.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tumorboard.i18n import _


def is_promised() -> bool:
    """Whether the environment speaks of a screen."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def missing() -> str:
    """Return the sentence for a machine without a screen."""
    return _("There is no screen to open a window on; the commands work without (see --help).")


@contextmanager
def sought() -> Iterator[None]:
    """Meet the screen inside; where there is none, the process ends with 1 and a sentence."""
    said: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sys.stderr.write(f"tumorboard: {missing()}\n")
            sys.stderr.writelines(f"  {line}\n" for line in said)
            sys.stderr.flush()
            # Qt aborts when this returns.
            os._exit(1)
        said.append(text)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        sys.stderr.writelines(f"{line}\n" for line in said)
