"""Handouts: what of the open case leaves the program, as a page of paper or as a picture."""

from datetime import date, datetime

from PySide6.QtCore import QLocale

from tumorboard.domain.case import Case
from tumorboard.figures.shapes import Overview
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.case_summary import Variant, page
from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui.board_papers import asked, coming_item
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

PAPERS = (("a4", "A4"), ("letter", "Letter"))
LETTER = ("US", "CA", "MX", "PH", "CL", "CO")
"""Where letter is the paper of the country (CLDR, paper sizes)."""


CHART_WIDTH = 1100


def usual_paper() -> str:
    """Return the paper of the country the system is set to."""
    return "letter" if QLocale.territoryToCode(QLocale.system().territory()) in LETTER else "a4"


def wanted_paper(settings: Settings) -> str:
    """Return the paper that is wanted: one that was chosen, or the country's."""
    return usual_paper() if settings.paper == "country" else settings.paper


def paper_name(code: str) -> str:
    """Return what a paper is called."""
    return dict(PAPERS)[code]


def page_of(
    session: Session,
    settings: Settings,
    today: date,
    *,
    anonymous: Anonymous | None = None,
    paper: str = "",
    question: str = "",
    second: str = "",
    variant: Variant = "full",
) -> Page:
    """Return the handout of the open case as it stands now, printed as the settings say."""
    if session.case is None:
        raise LookupError("There is no open case to print.")
    return page(
        session.case,
        version=session.version,
        printed_at=datetime.now(),
        today=today,
        paper=paper or wanted_paper(settings),
        question=question,
        anonymous=anonymous,
        second=second,
        clinic=settings.clinic,
        limits=settings.limits,
        text_size=settings.print_scale,
        variant=variant,
        asked=asked(session.book, session.case, coming_item(session.case, today), today)
        if session.book
        else None,
    )


def chart_file(overview: Overview, kind: str) -> bytes:
    """Return an overview as a file of a kind: `.svg`, `.png`, or `.csv` with the results of its curves."""
    if kind == ".csv":
        from tumorboard.figures.curve_table import csv_text

        return csv_text(*overview.curves).encode()
    from tumorboard.ui import charts

    return {".svg": charts.svg, ".png": charts.png}[kind](overview, CHART_WIDTH)


def file_name(case: Case, *, anonymous: bool) -> str:
    """Return what a handout's file is called unless somebody says otherwise."""
    return f"{_('anonymised case') if anonymous else case.patient.mrn or _('case')}.pdf"
