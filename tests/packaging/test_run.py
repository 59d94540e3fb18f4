import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parent.parent.parent / "packaging"
SCRIPTS = ("run", "test", "prepare.sh")
PROGRAM = """
import os, sys
print(*sys.argv[1:], sep="|")
print(os.getcwd())
sys.exit(int(os.environ.get("END", 0)))
"""
MISSING = "#!/bin/sh\ncase $1 in *lib%s.so) echo 'libxcb-cursor.so.0 => not found' ;; esac\n"


@dataclass
class Machine:
    """The scripts, a program that says how it was called, and commands that stand for a system's."""

    root: Path
    commands: Path
    caller: Path

    def command(self, name: str, text: str) -> None:
        """Put a command in front of the system's own."""
        (self.commands / name).write_text(text)
        (self.commands / name).chmod(0o755)

    def shell(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell from the caller's folder, which is not the program's."""
        return subprocess.run(
            ["sh", "-c", script],
            cwd=self.caller,
            env={"PATH": f"{self.commands}:{os.environ['PATH']}", "HOME": str(self.caller), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, arguments: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the program as a user does."""
        return self.shell(f"sh '{self.root}/packaging/run' {arguments}", **environment)

    def prepared(self) -> "Machine":
        """Let the packages be in place already."""
        (self.root / ".venv" / "bin").mkdir(parents=True)
        (self.root / ".venv" / "bin" / "python").symlink_to(sys.executable)
        self.shell(f"root='{self.root}'; . '{self.root}/packaging/prepare.sh'; state > \"$venv/ready-run\"")
        return self


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Give a machine on which nothing can be installed from the system's packages."""
    made = Machine(tmp_path / "with space" / "tumorboard", tmp_path / "commands", tmp_path / "caller")
    for folder in (made.root / "packaging", made.root / "tumorboard", made.commands, made.caller):
        folder.mkdir(parents=True)
    for script in SCRIPTS:
        shutil.copy(PACKAGING / script, made.root / "packaging")
    (made.root / "packaging" / "lock.txt").write_text("# nothing is needed\n# tests\n")
    (made.root / "tumorboard" / "__main__.py").write_text(PROGRAM)
    made.command("uname", "#!/bin/sh\necho Linux\n")
    made.command("id", "#!/bin/sh\necho 1000\n")
    for refusing in ("sudo", "apt-get", "apt-cache"):
        made.command(refusing, "#!/bin/sh\nexit 1\n")
    return made


def test_arguments_reach_the_program_in_the_folder_it_is_called_from(machine: Machine) -> None:
    """What is typed is passed on word by word, and a relative path means what the user means."""
    result = machine.prepared().run("export 'Doe, Jane' --out case.json", DISPLAY=":7")
    assert result.stdout.splitlines() == ["export|Doe, Jane|--out|case.json", str(machine.caller)]


def test_without_arguments_the_window_opens(machine: Machine) -> None:
    """Where there is a screen, the program gets no arguments of the script's own."""
    result = machine.prepared().run(WAYLAND_DISPLAY="wayland-0")
    assert result.stdout.splitlines() == ["", str(machine.caller)]


def test_without_a_screen_the_example_is_printed(machine: Machine) -> None:
    """Where there is no screen, this is said, and the example case is printed into the caller's folder."""
    result = machine.prepared().run()
    assert "There is no screen here" in result.stderr
    assert result.stdout.splitlines() == [
        "handout|--example|published|--out|handout.pdf",
        str(machine.caller),
    ]


def test_the_end_of_the_program_is_the_end_of_the_script(machine: Machine) -> None:
    """A command that fails fails for whoever called the script, too."""
    assert machine.prepared().run("list", END="2").returncode == 2


def test_a_program_in_place_is_not_set_up_again(machine: Machine) -> None:
    """A later start asks nobody: neither the network nor the system's packages."""
    machine.prepared().command("apt-get", "#!/bin/sh\necho asked >&2\n")
    assert machine.run("list").stderr == ""


def test_a_folder_of_the_caller_is_not_taken_for_the_program(machine: Machine) -> None:
    """Whatever lies in the current folder, the program that runs is the one the script belongs to."""
    (machine.caller / "tumorboard.py").write_text("raise SystemExit('not this one')")
    assert machine.prepared().run("list").returncode == 0


def test_a_missing_library_is_named_with_the_line_that_installs_it(machine: Machine) -> None:
    """Who may not install is given the exact line, and the window is not tried."""
    machine.prepared().command("ldd", MISSING % "qxcb")
    result = machine.run(DISPLAY=":7")
    assert "  sudo apt-get install --no-install-recommends libxcb-cursor0\n" in result.stderr
    assert (result.returncode, result.stdout) == (1, "")


def test_a_command_goes_on_where_only_the_window_is_missing_something(machine: Machine) -> None:
    """What needs no window works without the window's libraries."""
    machine.prepared().command("ldd", MISSING % "qxcb")
    assert machine.run("list", DISPLAY=":7").returncode == 0


def test_nothing_is_tried_where_even_a_page_cannot_be_drawn(machine: Machine) -> None:
    """Without the libraries every drawing needs, the script ends with a sentence and not in Qt."""
    machine.prepared().command("ldd", MISSING % "qoffscreen")
    result = machine.run("list")
    assert result.stderr.endswith("TumorBoard cannot start before that.\n")
    assert result.returncode == 1


def test_newer_names_of_debian_are_used_where_they_exist(machine: Machine) -> None:
    """Where the system has a package under its `t64` name, that name is given."""
    machine.prepared().command(
        "ldd", (MISSING % "qoffscreen").replace("libxcb-cursor.so.0", "libglib-2.0.so.0")
    )
    machine.command("apt-cache", '#!/bin/sh\ntest "$2" = libglib2.0-0t64\n')
    assert "--no-install-recommends libglib2.0-0t64\n" in machine.run("list").stderr


def test_a_system_without_a_new_enough_python_is_told(machine: Machine) -> None:
    """Without Python 3.11 or newer there is one sentence that says what is needed."""
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        machine.command(name, "#!/bin/sh\nexit 1\n")
    result = machine.run()
    assert result.stderr.startswith("TumorBoard needs Python 3.11 or newer")
    assert result.returncode == 1


def test_a_set_up_that_was_broken_off_is_done_again(machine: Machine) -> None:
    """What an interrupted installation left behind is thrown away and the program starts."""
    (machine.root / ".venv").mkdir()
    (machine.root / ".venv" / "unfinished").touch()
    (machine.root / ".venv" / "half a package").touch()
    assert machine.run("list").stdout.startswith("list\n")
    left = {path.name for path in (machine.root / ".venv").iterdir()}
    assert "ready-run" in left
    assert not left & {"unfinished", "half a package"}


def test_the_environment_has_the_command_too(machine: Machine) -> None:
    """The command of the environment is the script's, from any folder and through a link."""
    machine.run("list")
    (machine.caller / "tb").symlink_to(machine.root / ".venv" / "bin" / "tumorboard")
    assert machine.shell("./tb list").stdout.splitlines() == ["list", str(machine.caller)]
