"""How the program is laid out, as sentences that hold."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tumorboard"
MODULES = sorted(PACKAGE.rglob("*.py"))

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "LICENSE",
    "README.md",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
    "tumorboard",
}
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "core", "manager", "managers", "misc"}
MACHINE_PATH = re.compile(r"(?<![\w.$}~])/(?:home|work|root|Users|opt|tmp|mnt)/\w|\b[A-Z]:\\Users\\")
REGISTRY = re.compile(r"https?://[^\s\"'<>]*(?:pypi|pythonhosted|npmjs|/simple\b)")


def _name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def _tracked() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return (Path(name) for name in listed.stdout.split("\0") if name)


def _contract(identity: str) -> dict[str, Any]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = configuration["tool"]["importlinter"]["contracts"]
    found: dict[str, Any] = next(contract for contract in contracts if contract["id"] == identity)
    return found


def test_imports_keep_to_the_contracts() -> None:
    """Imports point downwards, Qt stays in ui, SQLite stays in store, and no two modules need each other."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize(("contract", "home"), [("qt", "ui"), ("sqlite", "store")])
def test_everything_but_its_home_is_kept_from_a_library(contract: str, home: str) -> None:
    """A new package is held to "Qt stays in ui" and "SQLite stays in store" from its first day."""
    parts = {entry.stem for entry in PACKAGE.iterdir() if entry.is_dir() or entry.suffix == ".py"}
    expected = {f"tumorboard.{part}" for part in parts - {"__init__", "__pycache__", "_resources", home}}
    assert set(_contract(contract)["source_modules"]) == expected


@pytest.mark.parametrize(
    "arguments", ["--help", "--version", "schema", "--file f.tumorboard list", "--file f.tumorboard example"]
)
def test_a_command_that_draws_nothing_does_not_load_qt(arguments: str, tmp_path: Path) -> None:
    """What is typed at a prompt and needs no window or page answers without loading Qt."""
    script = f"""
import runpy, sys
sys.path.insert(0, {str(ROOT)!r})
sys.argv = ["tumorboard", *{arguments!r}.split()]
try:
    runpy.run_module("tumorboard", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({{"PySide6", "pyqtgraph"}} & sys.modules.keys()), file=sys.stderr)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr.strip()) == (0, "")


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_module_can_be_read_in_one_sitting(module: Path) -> None:
    """No module is longer than 300 lines."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_module_is_named_after_its_subject(module: Path) -> None:
    """No module or package has a name under which anything could stand."""
    assert not SAYS_NOTHING & set(module.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_module_says_its_subject_and_its_sense(module: Path) -> None:
    """The docstring of a module begins with its subject, a colon and its sense."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    assert re.match(r"[A-Z][^:\n]*: \S.*", docstring)


def test_the_repository_holds_what_is_listed_and_nothing_else() -> None:
    """A file at the top level of the repository is one that everybody looks for."""
    assert {path.parts[0] for path in _tracked()} <= TOP_LEVEL


def test_no_file_names_a_folder_of_somebodys_machine_or_a_registry() -> None:
    """A tracked file holds no absolute path of a machine it was written on and no address of a registry."""
    found = []
    for path in _tracked():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{path}: {hit[0]}" for hit in (*MACHINE_PATH.finditer(text), *REGISTRY.finditer(text))]
    assert found == []
