import re
import runpy
from pathlib import Path

PACKAGING = Path(__file__).parent.parent.parent / "packaging"
NOTICES = (PACKAGING / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")


def test_every_package_the_program_runs_on_is_named_with_its_version() -> None:
    """The notices follow the lock."""
    to_run = (PACKAGING / "lock.txt").read_text(encoding="utf-8").split("\n# tests\n")[0]
    locked = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", to_run, re.MULTILINE)
    named = re.findall(r"^\| ([\w.-]+) \| ([\d.]+) \| \S", NOTICES, re.MULTILINE)
    listed = {(name.lower().replace("_", "-"), version) for name, version in named}
    assert {name for name, _ in listed} == {name for name, _ in locked}
    assert listed <= set(locked)


def test_an_installer_carries_every_licence_in_full() -> None:
    """Written for an installer, the notices hold the texts of the LGPL and the GPL that Qt comes under."""
    full = runpy.run_path(str(PACKAGING / "notices"))["notices"](in_full=True)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in full
    assert "GNU GENERAL PUBLIC LICENSE" in full
    assert "delivered with the package" not in full
