import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "packaging" / "lock.txt").read_text(encoding="utf-8")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE)
TO_RUN, TO_TEST = LOCK.split("\n# tests\n")


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9-]", requirement)[0].lower()


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_what_the_program_needs_is_locked_to_run(requirement: str) -> None:
    """A dependency of the program is installed by the command that runs it."""
    assert _name(requirement) in {pin[0] for pin in PIN.findall(TO_RUN)}


@pytest.mark.parametrize("requirement", PROJECT["optional-dependencies"]["test"])
def test_what_the_tests_need_is_locked_to_test(requirement: str) -> None:
    """A dependency of the tests is installed by the command that tests, and not by the one that runs."""
    assert _name(requirement) in {pin[0] for pin in PIN.findall(TO_TEST)}


def test_the_lock_holds_exact_versions_with_hashes_and_nothing_else() -> None:
    """Whoever installs from the lock gets the files it was made from, wherever they come from."""
    rest = [line for line in PIN.sub("", LOCK).splitlines() if line and not line.startswith("#")]
    assert rest == []
