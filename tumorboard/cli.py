"""Command line: the same program without a window.

A command that needs no Qt does not import it, so that a list comes at once and over a plain terminal; the
imports of the heavier rooms therefore stand in the commands that use them.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tumorboard import __version__, resources
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book

DONE, PROBLEM = 0, 1
EXAMPLES = ("published", "synthetic")
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 a problem said in one sentence on stderr, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except Problem as problem:
        sys.stderr.write(f"tumorboard: {problem.sentence}\n")
        for fault in list(getattr(problem, "faults", ()))[1:]:
            sys.stderr.write(f"  {fault}\n")
        return PROBLEM
    except BrokenPipeError:
        # The reader (`| head`) has gone; nothing is left to be said to it, also not at exit.
        sys.stdout = None
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tumorboard",
        description=_("Case file of a tumour board: cases in one local file, charts and handouts from it."),
        epilog=_(
            "CASE is an MRN (exactly as written), an id, or a part of a name that only one case has.\n"
            "Exit codes: 0 done, 1 a problem (said on stderr), 2 wrong usage.\n\n"
            "First steps:\n"
            "  tumorboard example                      add the published example case\n"
            "  tumorboard list gallbladder             find cases by anything typed in them\n"
            "  tumorboard handout Published --out handout.pdf\n"
            "  tumorboard chart Published --out chart.svg\n"
            "  tumorboard open                         open the window (also without a command)"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"TumorBoard {__version__}")
    parser.add_argument("--file", type=Path, metavar="F", help=_("the file to work on; made if missing"))
    parser.set_defaults(command=_open)
    commands = parser.add_subparsers(metavar="COMMAND", title=_("commands"))

    def add(name: str, command: Command, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_)
        sub.set_defaults(command=command)
        return sub

    add("open", _open, _("open the window"))
    sub = add("list", _list, _("list all cases, or those that hold every word of TEXT"))
    sub.add_argument("text", nargs="*", metavar="TEXT")
    sub.add_argument("--json", action="store_true", help=_("as a JSON array"))
    sub = add("example", _example, _("add an example case to the file"))
    sub.add_argument("name", nargs="?", choices=EXAMPLES, default=EXAMPLES[0])
    sub = add("import", _import, _("add the case of a case document (JSON)"))
    sub.add_argument("document", type=Path, metavar="CASE.json")
    sub = add("export", _export, _("write a case as a case document (JSON)"))
    sub.add_argument("case", metavar="CASE")
    sub.add_argument("--out", type=Path, metavar="F", help=_("the file to write, if not standard output"))
    sub = add("show", _show, _("print a case in words"))
    sub.add_argument("case", metavar="CASE")
    sub.add_argument("--json", action="store_true", help=_("as its case document"))
    sub = add("handout", _handout, _("print the case summary to a PDF"))
    whose = sub.add_mutually_exclusive_group(required=True)
    whose.add_argument("case", nargs="?", metavar="CASE")
    whose.add_argument("--example", choices=EXAMPLES, help=_("an example case, without any file"))
    sub.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    sub.add_argument("--paper", choices=("a4", "letter"), default="a4")
    sub.add_argument("--question", default="", metavar="TEXT", help=_("the question to the board"))
    sub.add_argument("--anonymous", action="store_true", help=_("no name, number or place; dates shifted"))
    sub = add("chart", _chart, _("draw the marker curve over the course: SVG, PNG, or its numbers as CSV"))
    sub.add_argument("case", metavar="CASE")
    sub.add_argument("--out", type=Path, required=True, metavar="F.svg|.png|.csv")
    sub.add_argument("--analyte", default="CA19-9", metavar="NAME")
    sub = add("history", _history, _("tell every step that changed a case: who, when, what"))
    sub.add_argument("case", metavar="CASE")
    sub.add_argument("--json", action="store_true", help=_("as a JSON array"))
    add("schema", _schema, _("print the JSON Schema of the case document"))
    add("self-test", _self_test, _("check that this installation works: file, chart, page, fonts"))
    return parser


def _book(options: argparse.Namespace) -> "Book":
    from tumorboard.store.book import Book
    from tumorboard.store.places import default_file, user_name

    return Book.open(options.file or default_file(), author=user_name())


def _find(book: "Book", options: argparse.Namespace) -> "Case":
    return book.shelf.open(book.shelf.find(options.case))


def _example_case(name: str) -> "Case":
    from tumorboard.exchange import case_document

    return case_document.read(resources.data(f"examples/{name}.json"))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem(_("{path} cannot be written: {why}.").format(path=path, why=error.strerror)) from None


def _json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _open(options: argparse.Namespace) -> int:
    from tumorboard import app

    return app.run(options.file)


def _list(options: argparse.Namespace) -> int:
    with _book(options) as book:
        rows = book.shelf.cases(" ".join(options.text), limit=sys.maxsize)
    if options.json:
        _json(
            [
                {
                    "id": row.id,
                    "mrn": row.mrn,
                    "name": row.name,
                    "diagnosis": row.diagnosis,
                    "last_event": row.last_event,
                }
                for row in rows
            ]
        )
        return DONE
    wide = max((len(row.mrn) for row in rows), default=0)
    for row in rows:
        print(f"{row.mrn:<{wide}}  {' · '.join(part for part in row_words(row) if part)}")
    if not rows and options.text:
        sys.stderr.write(_("No case found.") + "\n")
    return DONE


def row_words(row: Any) -> tuple[str, str, str]:
    """Return name, diagnosis and last event of a row of the list."""
    return row.name, row.diagnosis, " ".join(part for part in (row.last_event, row.last_event_text) if part)


def _add(options: argparse.Namespace, case: "Case", title: str) -> int:
    with _book(options) as book:
        book.shelf.add(case, title)
    print(case.id)
    return DONE


def _example(options: argparse.Namespace) -> int:
    return _add(options, _example_case(options.name), _("Add example case"))


def _import(options: argparse.Namespace) -> int:
    from tumorboard.exchange import case_document

    path: Path = options.document
    try:
        if path.stat().st_size > case_document.LARGEST:
            raise Problem(_("{path} is too large for a case document.").format(path=path))
        data = path.read_bytes()
    except OSError as error:
        raise Problem(_("{path} cannot be read: {why}.").format(path=path, why=error.strerror)) from None
    return _add(options, case_document.read(data), _("Import case"))


def _export(options: argparse.Namespace) -> int:
    from tumorboard.exchange import case_document

    with _book(options) as book:
        data = case_document.write(_find(book, options))
    if options.out:
        _write(options.out, data)
    else:
        sys.stdout.write(data.decode())
    return DONE


def _show(options: argparse.Namespace) -> int:
    if options.json:
        options.out = None
        return _export(options)
    from tumorboard.handout.case_words import lines

    with _book(options) as book:
        case = _find(book, options)
    print("\n".join(lines(case)))
    return DONE


def _handout(options: argparse.Namespace) -> int:
    from tumorboard.app import print_handout

    if options.example:
        case, version = _example_case(options.example), _("example")
    else:
        with _book(options) as book:
            case = _find(book, options)
            version = book.shelf.version(case.id)
    print_handout(
        case,
        version,
        options.out,
        paper=options.paper,
        question=options.question,
        anonymous=options.anonymous,
    )
    print(options.out)
    return DONE


def _chart(options: argparse.Namespace) -> int:
    kind = options.out.suffix.lower()
    if kind not in (".svg", ".png", ".csv"):
        raise Problem(_("{path} should end in .svg, .png or .csv.").format(path=options.out))
    with _book(options) as book:
        case = _find(book, options)
    if kind == ".csv":
        from tumorboard.figures.curve_table import csv_text
        from tumorboard.figures.marker_curve import marker_curve

        _write(options.out, csv_text(marker_curve(case, options.analyte)).encode())
    else:
        from tumorboard.app import draw_chart

        _write(options.out, draw_chart(case, options.analyte, kind))
    print(options.out)
    return DONE


def _history(options: argparse.Namespace) -> int:
    with _book(options) as book:
        steps = book.journal.steps(book.shelf.find(options.case))
    if options.json:
        _json(
            [
                {
                    "id": step.id,
                    "at": step.at,
                    "author": step.author,
                    "kind": step.kind,
                    "title": step.title,
                    "changes": [
                        {"kind": change.record_kind, "before": change.before, "after": change.after}
                        for change in step.changes
                    ],
                }
                for step in steps
            ]
        )
    else:
        for step in steps:
            count = len(step.changes)
            print(f"{step.at}  {step.author}  {step.title}  ({count} records)")
    return DONE


def _schema(options: argparse.Namespace) -> int:
    from tumorboard.exchange.case_schema import schema

    _json(schema())
    return DONE


def _self_test(options: argparse.Namespace) -> int:
    from tumorboard.app import self_test

    return self_test()
