"""Usage: what can be typed, and the help that teaches it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from tumorboard import __version__
from tumorboard.cli import commands as does
from tumorboard.cli.board_usage import add_boards
from tumorboard.cli.commands import EXAMPLES, Command
from tumorboard.i18n import _, capital


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; what it reads has the function to call as `command`."""
    parser = argparse.ArgumentParser(
        prog="tumorboard",
        description=_("Case file of a tumour board: cases in one local file, charts and handouts from it."),
        epilog=_(
            "CASE is an MRN (exactly as written: 000785 and 785 are two patients), an id, or the beginning\n"
            "of words of a name that only one case has.\n"
            "Exit codes: 0 done, 1 a problem (said in a sentence on stderr), 2 wrong usage.\n\n"
            "First steps:\n"
            "  tumorboard example                      add the published example case\n"
            "  tumorboard list gallbladder             find cases by anything typed in them\n"
            "  tumorboard handout Published --out handout.pdf\n"
            "  tumorboard chart Published --out chart.svg\n"
            "  tumorboard open                         open the window (also without a command)\n\n"
            "tumorboard COMMAND --help tells more about each."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"TumorBoard {__version__}")
    _ask_file(parser, None)
    parser.set_defaults(command=does.open_)
    commands = parser.add_subparsers(metavar="COMMAND", title=_("commands"))

    def add(name: str, command: Command | None, help_: str, example: str = "") -> argparse.ArgumentParser:
        epilog = _("Example: {command}").format(command=f"tumorboard {name} {example}".strip())
        sub = commands.add_parser(name, help=help_, description=f"{capital(help_)}.", epilog=epilog)
        if command:
            sub.set_defaults(command=command)
        # What is not said after the command must not undo what was said before it.
        _ask_file(sub, argparse.SUPPRESS)
        return sub

    add("open", does.open_, _("open the window"))
    _add_ways_in(add)
    _add_ways_out(add)
    add_boards(add, _ask_case, _ask_file)
    sub = add("history", does.history_, _("tell every step that changed a case: who, when, what"), "000785")
    _ask_case(sub)
    sub.add_argument("--json", action="store_true", help=_("as a JSON array, with before and after"))
    add("schema", does.schema_, _("print the JSON Schema of the case document"))
    add("self-test", does.self_test, _("check that this installation works: file, chart, page, fonts"))
    return parser


def _add_ways_in(add: Callable[..., argparse.ArgumentParser]) -> None:
    sub = add("list", does.list_, _("list all cases, or those that hold every word of TEXT"), "gallbladder")
    sub.add_argument("text", nargs="*", metavar="TEXT", help=_("beginnings of words, of anything recorded"))
    sub.add_argument("--json", action="store_true", help=_("as a JSON array"))
    sub = add("example", does.example_, _("add an example case to the file"), "synthetic")
    sub.add_argument(
        "name", nargs="?", choices=EXAMPLES, default=EXAMPLES[0], help=_("a published case, or a made-up one")
    )
    sub = add("import", does.import_, _("add the case of a case document (JSON)"), "case.json")
    sub.add_argument("document", type=Path, metavar="CASE.json", help=_("the document; see schema"))


def _add_ways_out(add: Callable[..., argparse.ArgumentParser]) -> None:
    sub = add("export", does.export_, _("write a case as a case document (JSON)"), "000785 --out case.json")
    _ask_case(sub)
    sub.add_argument("--out", type=Path, metavar="F", help=_("the file to write, if not standard output"))
    sub = add("show", does.show_, _("print a case in words"), "000785")
    _ask_case(sub)
    sub.add_argument("--json", action="store_true", help=_("as its case document, with what follows from it"))
    sub = add(
        "check", does.check_, _("tell what stands out in a case: findings, reminders, metrics"), "000785"
    )
    _ask_case(sub)
    sub.add_argument("--json", action="store_true", help=_("as a JSON object, with rules and ids"))
    sub = add(
        "treatments",
        does.treatments_,
        _("tell what each treatment did: line, duration, response, marker, why it ended"),
        "000785 --csv treatments.csv",
    )
    _ask_case(sub)
    sub.add_argument("--csv", type=Path, metavar="F.csv", help=_("write them as CSV, one row a treatment"))
    sub.add_argument("--analyte", default="", metavar="NAME", help=_("CA19-9 unless named"))
    sub = add(
        "handout",
        does.handout_,
        _("print the case summary to a PDF"),
        '000785 --out handout.pdf --question "Resection of the adrenal metastasis?"',
    )
    whose = sub.add_mutually_exclusive_group(required=True)
    _ask_case(whose, nargs="?")
    whose.add_argument("--example", choices=EXAMPLES, help=_("an example case, without any file"))
    sub.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=_("the file to write"))
    sub.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("a4 unless named"))
    sub.add_argument("--question", default="", metavar="TEXT", help=_("the question to the board"))
    sub.add_argument("--short", action="store_true", help=_("on one sheet, with what is left out told"))
    sub.add_argument("--anonymous", action="store_true", help=_("no name, number or place; dates shifted"))
    sub = add(
        "chart",
        does.chart_,
        _("draw the marker curve over the course: SVG, PNG, or its numbers as CSV"),
        "000785 --out chart.svg --analyte CEA",
    )
    _ask_case(sub)
    sub.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="F.svg|.png|.csv",
        help=_("the file to write; its ending says what"),
    )
    sub.add_argument(
        "--analyte",
        default="",
        metavar="NAME",
        help=_("CA19-9, or the first there are results of, unless named"),
    )


def _ask_case(parser: argparse._ActionsContainer, nargs: str | None = None) -> None:
    help_ = _("an MRN, an id, or the beginning of a name")
    parser.add_argument("case", metavar="CASE", nargs=nargs, help=help_)


def _ask_file(parser: argparse.ArgumentParser, default: str | None) -> None:
    help_ = _("the file to work on; made if missing; the user's own unless named")
    parser.add_argument("--file", type=Path, metavar="F", default=default, help=help_)
