"""App: builds the program and hands it on, to the screen or to paper.

Nothing of Qt is imported before it is needed, so that a command can ask for a page without a window.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tumorboard import __version__, resources
from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book


def run(file: Path | None, on_event: Callable[[str], object] | None = None) -> int:
    """Open the window; return when it is closed.

    `file` is worked on instead of the one last picked in the program or the one in the user's data folder.
    `on_event` is told how far the start is, with the names in `ui.opening.EVENTS`.
    """
    from tumorboard.store.places import default_file
    from tumorboard.ui.opening import run

    return run(file, default_file(), on_event)


def print_handout(
    case: "Case",
    version: str,
    out: Path,
    *,
    paper: str = "a4",
    question: str = "",
    anonymous: bool = False,
    short: bool = False,
) -> tuple[str, ...]:
    """Write the case summary to a PDF; return remarks on what could not be printed as it should."""
    from tumorboard.handout.anonymous import Anonymous
    from tumorboard.handout.case_summary import page
    from tumorboard.ui.opening import application
    from tumorboard.ui.paper import write_pdf
    from tumorboard.ui.settings import Settings

    application()
    settings = Settings()
    settings.take_clinic()
    made = page(
        case,
        version=version,
        printed_at=datetime.now(),
        today=date.today(),
        paper=paper,
        question=question,
        anonymous=Anonymous() if anonymous else None,
        clinic=settings.clinic,
        limits=settings.limits,
        variant="short" if short else "full",
    )
    return write_pdf(made, out)


def print_pack(
    book: "Book", meeting_id: str, *, paper: str = "a4", duplex: bool = False
) -> tuple[bytes, tuple[str, ...]]:
    """Return the pack of a meeting as PDF, and remarks on what could not be printed as it should."""
    from tumorboard.ui.opening import application
    from tumorboard.ui.packing import made, wished
    from tumorboard.ui.settings import Settings

    application()
    settings = Settings()
    settings.take_clinic()
    wishes = replace(wished(settings, date.today()), paper=paper, duplex=duplex)
    pack = made(book, meeting_id, wishes)
    return pack.data, pack.remarks


def draw_chart(case: "Case", analyte: str, kind: str) -> bytes:
    """Return the marker curve over the course as a picture; `kind` is `.svg` or `.png`."""
    from tumorboard.figures.overview import overview
    from tumorboard.ui.handouts import chart_file
    from tumorboard.ui.opening import application

    application()
    return chart_file(overview(case, analyte=analyte, today=date.today()), kind)


def self_test() -> int:
    """Check that this installation works, one line a part; return 0 when it does."""
    import tempfile

    failed = 0
    with tempfile.TemporaryDirectory(prefix="tumorboard-") as folder:
        for name, check in _checks(Path(folder)):
            try:
                check()
            except Exception as error:
                failed += 1
                print(
                    _("{part}: failed ({kind}: {why})").format(
                        part=name, kind=type(error).__name__, why=error
                    )
                )
            else:
                print(_("{part}: works").format(part=name))
    print(f"TumorBoard {__version__}")
    return 1 if failed else 0


def _checks(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    from tumorboard.exchange import case_document

    case = case_document.read(resources.data("examples/published.json"))

    def file() -> None:
        from tumorboard.store.book import Book

        with Book.open(folder / "test.tumorboard") as book:
            book.shelf.add(case, _("Add example case"))
            if book.shelf.open(case.id) != case:
                raise AssertionError("what was read is not what was written")

    def chart() -> None:
        if b"<svg" not in draw_chart(case, "CA19-9", ".svg"):
            raise AssertionError("there is no drawing")

    def handout() -> None:
        remarks = print_handout(case, "0", folder / "test.pdf")
        if remarks or not (folder / "test.pdf").read_bytes().startswith(b"%PDF"):
            raise AssertionError("; ".join(remarks) or "there is no page")

    yield _("File"), file
    yield _("Chart"), chart
    yield _("Handout and fonts"), handout
