"""The commands are called as the terminal calls them; in a process of its own what only a process shows."""

import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pypdf
import pytest

from tests.cli.asking import Answer, Ask
from tests.exchange.mutants import mutants
from tests.store.programs import line, writer
from tumorboard import resources
from tumorboard.cli import main
from tumorboard.exchange import case_document, whole_file
from tumorboard.store.book import Book

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "open",
    "list",
    "example",
    "import",
    "export",
    "show",
    "handout",
    "chart",
    "history",
    "schema",
    "check",
    "treatments",
    "meeting",
    "agenda",
    "actions",
    "changes",
    "verify",
)
PUBLISHED = resources.data("examples/published.json")


def _start(*arguments: object, environment: dict[str, str] | None = None, **how: Any) -> Answer:
    """Run the program in a process of its own, as its user does, its output held back as into a pipe."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    wishes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    run = subprocess.run(
        [sys.executable, "-m", "tumorboard", *map(str, arguments)],
        cwd=ROOT,
        check=False,
        text=True,
        env=kept if environment is None else environment,
        timeout=60,
        **wishes,
    )
    return Answer(run.returncode, run.stdout or "", run.stderr or "")


def _is_one_sentence(answer: Answer) -> bool:
    return bool(re.fullmatch(r"tumorboard: [^\n]+[.:]\n", answer.err)) and answer.out == ""


def test_help_names_every_command_and_the_exit_codes(ask: Ask) -> None:
    """The help says what can be done, what a case is named by, and what the exit codes mean."""
    help_ = ask("--help")
    assert help_.code == 0
    assert [name for name in (*COMMANDS, "self-test") if f"\n    {name}" not in help_.out] == []
    assert "CASE is an MRN" in help_.out
    assert "0 done, 1 a problem" in help_.out


@pytest.mark.parametrize("command", [*COMMANDS, "self-test"])
def test_each_command_explains_itself_by_an_example(ask: Ask, command: str) -> None:
    """The help of a command describes it and shows it used."""
    help_ = ask(command, "--help")
    assert help_.code == 0
    assert f"Example: tumorboard {command}" in help_.out
    assert "--file F" in help_.out


def test_the_examples_in_the_help_are_right(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first steps can be typed as they stand, and do what they say."""
    monkeypatch.chdir(tmp_path)
    steps = re.findall(r"^  tumorboard (\w+(?: \S+)*)", ask("--help").out, re.MULTILINE)
    assert len(steps) == 5
    for step in steps:
        if step != "open":
            assert ask(*step.split()).code == 0, step
    assert {path.name for path in tmp_path.iterdir()} >= {"handout.pdf", "chart.svg"}


def test_a_new_file_lists_nothing(ask: Ask) -> None:
    """An empty file is an empty list, also as JSON, and no problem."""
    assert ask("list") == Answer(0, "", "")
    assert ask("list", "--json") == Answer(0, "[]\n", "")
    assert ask("list", "anybody") == Answer(0, "", "No case found.\n")


def test_the_list_has_for_each_case_what_tells_it_apart(ask: Ask) -> None:
    """Each object has id, MRN, name, diagnosis and last event; the text has one line a case."""
    ids = {ask("example", name).out.strip() for name in ("published", "synthetic")}
    rows = json.loads(ask("list", "--json").out)
    assert {row["id"] for row in rows} == ids
    assert {row["mrn"] for row in rows} == {"EXAMPLE-1", "000785"}
    assert all({"id", "mrn", "name", "diagnosis", "last_event"} <= row.keys() for row in rows)
    found = json.loads(ask("list", "--json", "iodine", "pyrotinib").out)
    assert [row["mrn"] for row in found] == ["EXAMPLE-1"]
    assert found[0]["last_event"] == "2025-03"
    assert len(ask("list").out.splitlines()) == 2


def test_a_document_comes_back_as_it_went_in(ask: Ask, tmp_path: Path) -> None:
    """Export gives the bytes that were imported, to a file or to standard output."""
    document = tmp_path / "case.json"
    document.write_bytes(PUBLISHED)
    added = ask("import", document)
    assert (added.code, added.err) == (0, "")
    assert ask("export", added.out.strip()).out.encode() == PUBLISHED
    shown = json.loads(ask("show", "EXAMPLE-1", "--json").out)
    assert shown.pop("derived")["remarks"]
    assert shown == json.loads(PUBLISHED)
    assert ask("export", "published", "--out", tmp_path / "out.json").code == 0
    assert (tmp_path / "out.json").read_bytes() == PUBLISHED


def test_a_case_is_shown_in_words(ask: Ask) -> None:
    """What is recorded is told in words, other records by what they are and not by their ids."""
    case_id = ask("example").out.strip()
    shown = ask("show", case_id)
    assert shown.code == 0
    assert "Lesions: Right adrenal" in shown.out
    assert "Suspected drugs: pembrolizumab" in shown.out
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", shown.out)


def test_the_history_tells_every_step(ask: Ask) -> None:
    """Who, when and what, with before and after as JSON."""
    ask("example")
    assert re.fullmatch(r"20\S+Z  .*  Add example case  \(\d+ records\)\n", ask("history", "published").out)
    (step,) = json.loads(ask("history", "published", "--json").out)
    assert step["kind"] == "do"
    assert all(change["before"] is None and change["after"] for change in step["changes"])


def test_the_schema_is_one(ask: Ask) -> None:
    """The schema is printed as JSON and describes every key of the document."""
    schema = json.loads(ask("schema").out)
    assert set(json.loads(PUBLISHED)) <= set(schema["properties"])


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_handout_is_a_pdf_of_the_paper(qapp: object, ask: Ask, tmp_path: Path, paper: str) -> None:
    """The handout is written on the paper asked for, with the question, and its place is said."""
    out = tmp_path / "handout.pdf"
    ask("example")
    made = ask("handout", "published", "--out", out, "--paper", paper, "--question", "Restage now?")
    assert made == Answer(0, f"{out}\n", "")
    sheet = pypdf.PdfReader(out).pages[0]
    assert round(sheet.mediabox.width) == {"a4": 595, "letter": 612}[paper]
    assert "Restage now?" in " ".join(sheet.extract_text().split())


def test_a_handout_can_be_on_one_sheet(qapp: object, ask: Ask, tmp_path: Path) -> None:
    """Asked for short, a long case takes one sheet, which says what is left out."""
    out = tmp_path / "handout.pdf"
    assert ask("handout", "--example", "synthetic", "--short", "--out", out).code == 0
    (sheet,) = pypdf.PdfReader(out).pages
    assert "Only in the full handout" in " ".join(sheet.extract_text().split())


def test_a_handout_of_an_example_needs_no_file(qapp: object, ask: Ask, file: Path, tmp_path: Path) -> None:
    """An example is printed without any file being made."""
    assert ask("handout", "--example", "published", "--anonymous", "--out", tmp_path / "h.pdf").code == 0
    assert not file.exists()


def test_a_character_no_font_has_is_told(
    qapp: object, ask: Ask, keep: Callable[..., str], tmp_path: Path
) -> None:
    """What the page lacks is said on stderr; the page is there all the same."""
    keep(mrn="1", family_name="Ab\U00012000")
    made = ask("handout", "1", "--out", tmp_path / "handout.pdf")
    assert made.code == 0
    assert "\U00012000" in made.err
    assert (tmp_path / "handout.pdf").exists()


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("csv", b"date,analyte"), ("SVG", b"<?xml")]
)
def test_a_chart_is_what_its_ending_says(
    qapp: object, ask: Ask, tmp_path: Path, ending: str, start: bytes
) -> None:
    """The ending of the file says whether it is a drawing, a picture or a table."""
    out = tmp_path / f"chart.{ending}"
    ask("example")
    assert ask("chart", "published", "--out", out) == Answer(0, f"{out}\n", "")
    assert out.read_bytes().startswith(start)


def test_an_analyte_goes_by_any_of_its_names(ask: Ask, tmp_path: Path) -> None:
    """CA199 is CA19-9; one without results is refused with those there are."""
    out = tmp_path / "chart.csv"
    ask("example")
    assert ask("chart", "published", "--out", out, "--analyte", "ca199").code == 0
    assert "1200" in out.read_text()
    out.unlink()
    refused = ask("chart", "published", "--out", out, "--analyte", "CEA")
    assert (refused.code, "CEA" in refused.err, "CA19-9" in refused.err) == (1, True, True)
    assert not out.exists()


def test_a_case_without_results_is_drawn_without_a_curve(
    qapp: object, ask: Ask, keep: Callable[..., str], tmp_path: Path
) -> None:
    """The course can be drawn and the table written where there is no result; a named analyte is refused."""
    keep(mrn="1")
    for ending in ("svg", "png", "csv"):
        assert ask("chart", "1", "--out", tmp_path / f"chart.{ending}").code == 0
    assert ask("chart", "1", "--out", tmp_path / "chart.svg", "--analyte", "CEA").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        "frobnicate",
        "show",
        "list --frob",
        "example unpublished",
        "handout published",
        "handout --out handout.pdf",
        "handout published --out handout.pdf --paper a5",
        "handout published --example published --out handout.pdf",
        "chart published",
        "import",
        "--file",
    ],
)
def test_wrong_usage_is_told_apart(ask: Ask, arguments: str) -> None:
    """What cannot be meant ends with 2, the usage and what was wrong."""
    answer = ask(*arguments.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: tumorboard")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("import {tmp}/nothing.json", "nothing.json cannot be read: No such file"),
        ("import {tmp}", "cannot be read: Is a directory"),
        ("import {tmp}/letter.txt", "It is not JSON: line 1, column 1."),
        ("import {tmp}/large.json", "too large"),
        ("import {tmp}/letter.txt/case.json", "Not a directory"),
        ("example published", "in the file already"),
        ("show nobody", "No case is found for “nobody”."),
        ("chart published --out {tmp}/chart.gif", "should end in .svg, .png or .csv."),
        ("chart published --out {tmp}/missing/chart.csv", "cannot be written: No such file or directory."),
        ("export published --out {tmp}", "cannot be written: Is a directory."),
        ("export published --out {tmp}/letter.txt/case.json", "cannot be written: Not a directory."),
        ("handout published --out {tmp}/missing/handout.pdf", "cannot be written: No such file"),
        ("handout published --out {tmp}", "cannot be written: Is a directory."),
    ],
)
def test_the_worlds_faults_are_said_in_a_sentence(
    qapp: object, ask: Ask, tmp_path: Path, arguments: str, said: str
) -> None:
    """A problem ends with 1 and one sentence on stderr, and nothing new lies about."""
    (tmp_path / "letter.txt").write_text("Dear colleague")
    with (tmp_path / "large.json").open("wb") as large:
        large.truncate(case_document.LARGEST + 1)
    ask("example")
    before = set(tmp_path.iterdir())
    answer = ask(*(part.format(tmp=tmp_path) for part in arguments.split()))
    assert answer.code == 1
    assert _is_one_sentence(answer), answer.err
    assert said in answer.err
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("command", ["list", "show published", "example", "history published"])
def test_a_file_that_is_none_of_ours_is_left_alone(ask: Ask, tmp_path: Path, command: str) -> None:
    """A letter, another program's database, a newer file, a folder, a missing folder: refused, unchanged."""
    letter, foreign, newer = (tmp_path / name for name in ("letter", "foreign", "newer"))
    letter.write_text("Dear colleague")
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE song (title)")
    ask("example", on=newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    for path in (foreign, newer):
        sqlite3.connect(path).close()
    before = {path: path.read_bytes() for path in (letter, foreign, newer)}
    for path in (*before, tmp_path, tmp_path / "missing" / "cases", letter / "cases"):
        answer = ask(*command.split(), on=path)
        assert (answer.code, _is_one_sentence(answer)) == (1, True), (path, answer.err)
    assert {path: path.read_bytes() for path in before} == before


def test_an_empty_case_names_nobody(ask: Ask) -> None:
    """A variable a script left empty does not pick the only case there is."""
    ask("example")
    for command in (["show"], ["history"], ["export"], ["handout", "--out", "h.pdf"]):
        answer = ask(*command, "")
        assert (answer.code, answer.out) == (1, ""), command
    assert ask("show", " ' ").code == 1


def test_an_import_is_whole_or_nothing(ask: Ask, tmp_path: Path) -> None:
    """Of a spoilt document nothing is kept and something is said; of one that can be read, all is kept."""
    codes = []
    for place, text in enumerate(mutants(11, 30)):
        document, on = tmp_path / "case.json", tmp_path / f"{place}.tumorboard"
        document.write_text(text, encoding="utf-8")
        answer = ask("import", document, on=on)
        codes.append(answer.code)
        if answer.code == 0:
            with Book.open(on) as book:
                assert book.shelf.open(answer.out.strip()) == case_document.read(text)
        else:
            assert answer.err.startswith("tumorboard: This is no case document that can be read. ")
            assert not on.exists()
    assert set(codes) == {0, 1}


def test_every_fault_of_a_document_is_said(ask: Ask, tmp_path: Path) -> None:
    """Three faults are three paths on stderr, and nothing is imported."""
    raw = json.loads(PUBLISHED)
    raw["patient"]["sex"] = "sometimes"
    raw["surgery"][0]["on"] = "14.09.2017"
    raw["laboratory"][0]["analyte"] = 7
    document = tmp_path / "case.json"
    document.write_text(json.dumps(raw))
    answer = ask("import", document)
    assert answer.code == 1
    for path in ("patient.sex", "surgery[0].on", "laboratory[0].analyte"):
        assert answer.err.count(path) == 1
    assert "Traceback" not in answer.err
    assert ask("list", "--json").out == "[]\n"


def test_a_name_of_several_names_the_candidates(ask: Ask, keep: Callable[..., str]) -> None:
    """Where a name fits two patients both MRNs are said and neither is taken."""
    keep(mrn="000785", family_name="Müller", given_name="Zoë")
    keep(mrn="785", family_name="Müller", given_name="Anna")
    keep(mrn="9", family_name="Mayer")
    answer = ask("show", "müller")
    assert answer.code == 1
    assert "000785" in answer.err
    assert " 785" in answer.err
    assert ask("show", "anna müller").code == 0


def test_leading_zeros_tell_two_patients_apart(ask: Ask, keep: Callable[..., str]) -> None:
    """000785 and 785 are two patients; a part of an MRN, or one in somebody else's notes, is nobody."""
    ids = {mrn: keep(mrn=mrn, family_name="Miller") for mrn in ("000785", "785")}
    keep(mrn="12", family_name="Other", note="sister of 4711; see 0007")
    for mrn, case_id in ids.items():
        raw = json.loads(ask("export", mrn).out)
        assert (raw["patient"]["mrn"], raw["tumour"]["id"]) == (mrn, case_id)
    for typed in ("00078", "0785", "78", "4711", "0007", "Gallbladder", "seen"):
        assert ask("show", typed).code == 1, typed


@pytest.mark.parametrize("typed", ["Zoë Müller", "muller zoe", "MÜLLER", "王小明", "小明", "Zoe\u0308"])
def test_names_are_found_in_any_script(ask: Ask, keep: Callable[..., str], typed: str) -> None:
    """A name is found as it is written, without its accents, and by two Chinese characters."""
    case_id = keep(mrn="1", family_name="Müller 王小明", given_name="Zoë")
    keep(mrn="2", family_name="Miller", given_name="Zora")
    assert json.loads(ask("export", typed).out)["tumour"]["id"] == case_id
    assert "Müller 王小明, Zoë" in ask("list", typed).out


def test_a_case_stays_on_its_line(ask: Ask, keep: Callable[..., str]) -> None:
    """Line breaks in a name make no second line of the list."""
    keep(mrn="1", family_name="Two\nlines\tand a tab")
    assert ask("list").out.splitlines() == ["1  Two lines and a tab · Gallbladder carcinoma"]


def test_the_file_is_named_before_or_after_the_command(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both places do; where both are used, the later one counts."""
    assert main(["example", "--file", str(file)]) == 0
    assert main(["--file", str(file), "list"]) == 0
    assert main(["list", f"--file={file}"]) == 0
    assert main(["--file", str(tmp_path / "other"), "list", "--file", str(file)]) == 0
    assert capsys.readouterr().out.count("EXAMPLE-1") == 3
    assert not (tmp_path / "other").exists()


def test_without_a_name_the_users_own_file_is_used(user_folders: Path, file: Path) -> None:
    """A file that is not named lies in the user's data folder."""
    assert main(["example"]) == 0
    assert [path.name for path in user_folders.rglob("*.tumorboard")] == ["cases.tumorboard"]


def test_a_file_held_by_another_program_can_be_read(ask: Ask, file: Path) -> None:
    """While another program writes, a case can be listed; adding one is refused with who holds the file."""
    with writer("hold", file) as program:
        assert line(program) == "open"
        assert line(program) == "added"
        assert "held" in ask("list").out
        refused = ask("example")
    assert refused.code == 1
    assert re.search(r"changed by .+ on .+, since \d\d:\d\d", refused.err)
    assert ask("example").code == 0


def test_commands_without_a_page_do_without_qt(file: Path, tmp_path: Path) -> None:
    """Everything but a window, a page and a drawing is done without loading Qt."""
    (tmp_path / "case.json").write_bytes(PUBLISHED)
    script = f"""
import sys
from tumorboard.cli import main
commands = ["import {tmp_path}/case.json", "list", "list iodine --json", "show published", "export EXAMPLE-1",
    "history published", "history published --json", "chart published --out {tmp_path}/chart.csv", "schema",
    "meeting add --name HPB --on 2025-03-20", "agenda add published --meeting HPB --question ?",
    "meeting list", "meeting show HPB", "actions --json", "changes published --since 2025-01-01"]
for command in commands:
    assert main([*command.split(), "--file", {str(file)!r}]) == 0, command
print(*sorted({{"PySide6", "pyqtgraph"}} & sys.modules.keys()), file=sys.stderr)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, run.stderr.strip()) == (0, "")


@pytest.mark.parametrize("command", ["list", "show published", "export published", "schema", "--help"])
def test_a_reader_that_has_gone_is_no_error(ask: Ask, file: Path, command: str) -> None:
    """Into a closed pipe (`| head -1`) everything is printed that can be, and nothing is complained of."""
    ask("example")
    reader, closed = os.pipe()
    os.close(reader)
    with os.fdopen(closed, "w") as pipe:
        answer = _start("--file", file, *command.split(), stdout=pipe)
    assert answer == Answer(0, "", "")


@pytest.mark.parametrize("command", ["list", "show published", "export published", "schema"])
def test_a_full_disk_behind_standard_output_is_a_problem(ask: Ask, file: Path, command: str) -> None:
    """What cannot be printed is said, and does not pass for done."""
    ask("example")
    with Path("/dev/full").open("w") as full:
        answer = _start("--file", file, *command.split(), stdout=full)
    assert answer.code == 1
    assert answer.err == "tumorboard: The output cannot be written: No space left on device.\n"


@pytest.mark.parametrize("command", ["export published", "handout published", "chart published"])
def test_a_full_disk_leaves_the_file_that_was_there(
    ask: Ask, file: Path, tmp_path: Path, command: str
) -> None:
    """Where a file does not fit, the one before stays whole and nothing half lies about."""
    ask("example")
    out = tmp_path / "out.png"
    out.write_text("before")
    there = set(tmp_path.iterdir())

    def fill_the_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    # Held by another, the file is only read: it could not grow either.
    with writer("hold", file) as program:
        line(program)
        answer = _start("--file", file, *command.split(), "--out", out, preexec_fn=fill_the_disk)
    assert answer.code == 1
    # Before that, a system that has yet to make its list of fonts may say that it cannot write it either.
    assert answer.err.endswith(f"tumorboard: {out} cannot be written: File too large.\n")
    assert out.read_text() == "before"
    assert {path for path in tmp_path.iterdir() if path.suffix == ".part"} == set()
    assert there <= set(tmp_path.iterdir())


def test_a_link_stays_a_link_and_a_protected_file_as_it_is(tmp_path: Path) -> None:
    """Where a link leads is written to; the rights of the file before are kept."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("before")
    real.chmod(0o600)
    link.symlink_to(real)
    whole_file.write(link, b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("command", "start"), [("export", "{"), ("handout", "%PDF"), ("chart", "date")])
def test_a_pipe_is_written_into(ask: Ask, file: Path, tmp_path: Path, command: str, start: str) -> None:
    """What is no file is not replaced by one, as a device would be for root."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    ask("example")
    program = _program("--file", file, command, "published", "--out", pipe)
    with pipe.open("rb") as reader:
        assert reader.read().startswith(start.encode())
    assert program.wait(60) == 0
    _close(program)
    assert pipe.is_fifo()


def test_an_interrupt_ends_a_command_quietly(file: Path, tmp_path: Path) -> None:
    """Ctrl+C ends a command that waits, without a traceback."""
    pipe = tmp_path / "case.json"
    os.mkfifo(pipe)
    program = _program("--file", file, "import", pipe)
    # Opening waits for the reader: the command is then reading.
    with pipe.open("wb"):
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 130
    assert program.stderr is not None
    assert program.stderr.read() == b""
    _close(program)


def _program(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tumorboard", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _close(program: subprocess.Popen[bytes]) -> None:
    streams: tuple[IO[bytes] | None, ...] = (program.stdout, program.stderr)
    for stream in streams:
        if stream:
            stream.close()


@pytest.mark.parametrize("promised", [{}, {"DISPLAY": ":6553"}, {"WAYLAND_DISPLAY": "nowhere"}])
def test_without_a_screen_pages_are_printed_and_a_window_is_refused(
    ask: Ask, file: Path, tmp_path: Path, promised: dict[str, str]
) -> None:
    """With no screen, or one promised that is not there, only the window is refused, in a sentence."""
    ask("example")
    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | promised
    for name in ("handout", "chart"):
        out = tmp_path / f"{name}.png"
        made = _start(name, "published", "--file", file, "--out", out, environment=environment)
        assert made == Answer(0, f"{out}\n", "")
    refused = _start("--file", file, environment=environment)
    assert refused.code == 1
    assert refused.err.startswith("tumorboard: There is no screen to open a window on")


def test_an_installation_is_checked(qapp: object, ask: Ask) -> None:
    """The self-test says of each part that it works."""
    assert ask("self-test").out.count(": works") == 3


def test_a_name_that_would_fill_the_sheet_is_refused(
    qapp: object, ask: Ask, keep: Callable[..., str], tmp_path: Path
) -> None:
    """A name as long as a page, which no sheet could bear, is said instead of printing without end."""
    keep(mrn="1", family_name="Name " * 2000)
    answer = ask("handout", "1", "--out", tmp_path / "handout.pdf")
    assert (answer.code, _is_one_sentence(answer)) == (1, True)
    assert "too long" in answer.err
    keep(mrn="2", family_name="Wolfeschlegelsteinhausenbergerdorff" * 5)
    assert ask("handout", "2", "--out", tmp_path / "handout.pdf").code == 0


def test_what_each_treatment_did_is_told_or_written(ask: Ask, tmp_path: Path) -> None:
    """The table of treatments comes in words, or as CSV of any analyte that has results."""
    ask("example", "synthetic")
    told = ask("treatments", "000785")
    assert (told.code, told.err) == (0, "")
    assert "558 → 69.7 (−88 %)" in told.out
    out = tmp_path / "treatments.csv"
    assert ask("treatments", "000785", "--csv", out, "--analyte", "CEA") == Answer(0, f"{out}\n", "")
    assert ",CEA," in out.read_text(encoding="utf-8")
    assert ask("treatments", "000785", "--analyte", "AFP").code == 1
