"""Every test runs offscreen, without a network, and in folders of its own instead of the user's."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# Read by Qt when the application object is made, which is after this file.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "linux":
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="tumorboard-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

# The same examples each time: a failure is then the change's, and a search for new ones is asked for by name.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        raise PermissionError(f"a test asked for the address of {arguments[0]}")
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        raise PermissionError(f"a test connected to {arguments[1]}")


sys.addaudithook(_refuse_the_network)


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home of its own, where the program keeps its settings, state and files."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("APPDATA", str(home / "AppData"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "AppData"))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [name for name in os.environ if name.startswith("TUMORBOARD_")]:
        monkeypatch.delenv(name)
    return home
