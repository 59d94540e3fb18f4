"""Commands: what each does, with the file and the case that are named."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from tumorboard import resources
from tumorboard.cli.terminal import complain, say, say_json
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _, plural

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book
    from tumorboard.store.shelf import CaseRow
    from tumorboard.store.trail import Step

DONE = 0
EXAMPLES = ("published", "synthetic")
LISTED = ("id", "mrn", "name", "diagnosis", "last_event", "last_event_text")
Command = Callable[[argparse.Namespace], int]


def opened(options: argparse.Namespace) -> "Book":
    """Open the file that is worked on."""
    from tumorboard.store.book import Book
    from tumorboard.store.places import default_file, user_name

    return Book.open(options.file or default_file(), author=user_name())


def named_case(book: "Book", options: argparse.Namespace) -> "Case":
    """Return the one case that is named; Problem otherwise."""
    return book.shelf.open(book.shelf.find(options.case))


def _example_case(name: str) -> "Case":
    from tumorboard.exchange import case_document

    return case_document.read(resources.data(f"examples/{name}.json"))


def without_window() -> None:
    """Let Qt draw into memory: a page needs no screen, and one that is promised but not there ends Qt."""
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def open_(options: argparse.Namespace) -> int:
    """Open the window; return when it is closed."""
    from tumorboard import app

    return app.run(options.file)


def list_(options: argparse.Namespace) -> int:
    """List the cases, or those that are found."""
    with opened(options) as book:
        rows = book.shelf.cases(" ".join(options.text), limit=sys.maxsize)
    if options.json:
        say_json([{name: getattr(row, name) for name in LISTED} for row in rows])
        return DONE
    wide = max((len(row.mrn) for row in rows), default=0)
    if rows:
        say("\n".join(f"{row.mrn:<{wide}}  {row_words(row)}".rstrip() for row in rows))
    elif options.text:
        complain(_("No case found."))
    return DONE


def row_words(row: "CaseRow") -> str:
    """Return name, diagnosis and last event of a row of the list, on one line whatever is in them."""
    last = f"{row.last_event} {row.last_event_text}"
    parts = (" ".join(part.split()) for part in (row.name, row.diagnosis, last))
    return " · ".join(part for part in parts if part)


def _add(options: argparse.Namespace, case: "Case", title: str) -> int:
    with opened(options) as book:
        book.shelf.add(case, title)
    say(case.id)
    return DONE


def example_(options: argparse.Namespace) -> int:
    """Add an example case."""
    return _add(options, _example_case(options.name), _("Add example case"))


def import_(options: argparse.Namespace) -> int:
    """Add the case of a case document."""
    from tumorboard.exchange import case_document, whole_file

    data = whole_file.read(options.document, case_document.LARGEST)
    return _add(options, case_document.read(data), _("Import case"))


def export_(options: argparse.Namespace) -> int:
    """Write a case document."""
    from tumorboard.exchange import case_document, whole_file

    with opened(options) as book:
        data = case_document.write(named_case(book, options))
    if options.out:
        whole_file.write(options.out, data)
    else:
        say(data.decode(), end="")
    return DONE


def show_(options: argparse.Namespace) -> int:
    """Print a case in words, or as its case document with what follows from it."""
    from tumorboard.exchange import case_document
    from tumorboard.handout.case_words import lines

    with opened(options) as book:
        case = named_case(book, options)
    if options.json:
        document = json.loads(case_document.write(case))
        say_json({**document, "derived": _derived(case)})
    else:
        say("\n".join(lines(case)))
    return DONE


def check_(options: argparse.Namespace) -> int:
    """Print what stands out in a case, and what follows from it."""
    with opened(options) as book:
        case = named_case(book, options)
    if options.json:
        say_json(_derived(case))
    else:
        from tumorboard.handout.check_words import lines

        say("\n".join(lines(case, date.today())))
    return DONE


def _derived(case: "Case") -> dict[str, Any]:
    from tumorboard.reasoning.derived import derived
    from tumorboard.reasoning.derived_plain import to_plain

    return to_plain(derived(case, date.today()))


def treatments_(options: argparse.Namespace) -> int:
    """Print what each treatment of a case did, in words or as CSV."""
    from tumorboard.figures.analytes import chosen
    from tumorboard.reasoning.treatment_table import ANALYTE, csv_text, treatment_table, words

    with opened(options) as book:
        case = named_case(book, options)
    analyte = chosen(case, options.analyte) if options.analyte else ANALYTE
    rows = treatment_table(case, date.today(), analyte)
    if options.csv:
        from tumorboard.exchange import whole_file

        whole_file.write(options.csv, csv_text(rows).encode())
        say(str(options.csv))
    else:
        say("\n".join(map(words, rows)) or _("No treatment is recorded."))
    return DONE


def handout_(options: argparse.Namespace) -> int:
    """Print the case summary to a PDF."""
    from tumorboard.app import print_handout

    if options.example:
        case, version = _example_case(options.example), _("example")
    else:
        with opened(options) as book:
            case = named_case(book, options)
            version = book.shelf.version(case.id)
    without_window()
    remarks = print_handout(
        case,
        version,
        options.out,
        paper=options.paper,
        question=options.question,
        anonymous=options.anonymous,
        short=options.short,
    )
    for remark in remarks:
        complain(f"tumorboard: {remark}")
    say(str(options.out))
    return DONE


def chart_(options: argparse.Namespace) -> int:
    """Draw the marker curve, or write its numbers."""
    from tumorboard.exchange import whole_file
    from tumorboard.figures.analytes import chosen

    kind = options.out.suffix.lower()
    if kind not in (".svg", ".png", ".csv"):
        raise Problem(_("{path} should end in .svg, .png or .csv.").format(path=options.out))
    with opened(options) as book:
        case = named_case(book, options)
    analyte = chosen(case, options.analyte)
    if kind == ".csv":
        from tumorboard.figures.curve_table import csv_text
        from tumorboard.figures.marker_curve import marker_curve

        data = csv_text(marker_curve(case, analyte)).encode()
    else:
        from tumorboard.app import draw_chart

        without_window()
        data = draw_chart(case, analyte, kind)
    whole_file.write(options.out, data)
    say(str(options.out))
    return DONE


def history_(options: argparse.Namespace) -> int:
    """Tell the steps that changed a case."""
    with opened(options) as book:
        steps = book.journal.steps(book.shelf.find(options.case))
    if options.json:
        say_json([_step(step) for step in steps])
    else:
        for step in steps:
            count = plural("{count} record", "{count} records", len(step.changes))
            say(f"{step.at}  {step.author}  {step.title}  ({count})")
    return DONE


def _step(step: "Step") -> dict[str, Any]:
    changes = [
        {"kind": change.record_kind, "id": change.record_id, "before": change.before, "after": change.after}
        for change in step.changes
    ]
    said = {name: getattr(step, name) for name in ("id", "at", "author", "kind", "title")}
    return {**said, "changes": changes}


def schema_(options: argparse.Namespace) -> int:
    """Print the JSON Schema of the case document."""
    from tumorboard.exchange.case_schema import schema

    say_json(schema())
    return DONE


def self_test(options: argparse.Namespace) -> int:
    """Check this installation."""
    from tumorboard.app import self_test

    without_window()
    return self_test()
