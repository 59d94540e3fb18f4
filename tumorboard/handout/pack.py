"""Pack: all the paper of one meeting, its agenda and then the handout of each case in the agenda's order.

Each case is read, laid out and let go before the next: nothing of one can stand among another's, and a long
agenda takes no more memory than a short one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import name_of
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.handout import case_summary
from tumorboard.handout.asked import Asked
from tumorboard.handout.page import Page
from tumorboard.i18n import _


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """How a pack is to be printed."""

    printed_at: datetime
    today: date
    paper: str = "a4"
    duplex: bool = False
    clinic: str = ""
    limits: tuple[ClinicLimits, ...] = ()
    text_size: float = 1.0


def front(page: int, *, duplex: bool) -> int:
    """Return the first page from one on that a part of a pack may begin on.

    Printed on both sides, none begins on the back of another: a page before it is left blank.
    """
    return page + 1 if duplex and page % 2 == 0 else page


def case_page(case: Case, version: str, asked: Asked, first: int, wishes: Wishes) -> Page:
    """Return the handout of a case for a meeting, its first sheet with this number in the pack."""
    made = case_summary.page(
        case,
        version=version,
        printed_at=wishes.printed_at,
        today=wishes.today,
        paper=wishes.paper,
        question=asked.item.question if asked.item else "",
        clinic=wishes.clinic,
        limits=wishes.limits,
        text_size=wishes.text_size,
        asked=asked,
    )
    return replace(made, first_in_pack=first)


def title(meeting: Meeting) -> str:
    """Return what a pack is called."""
    from tumorboard.domain.headline import headline

    return _("Pack: {meeting}").format(meeting=headline(meeting))


def bookmark(case: Case, number: int) -> str:
    """Return what the bookmark of a case says."""
    return f"{number}  {who(case)}"


def who(case: Case) -> str:
    """Return whose a case is, by name and MRN as far as they are recorded."""
    name = name_of(case.patient) or _("name not recorded")
    return f"{name} ({case.patient.mrn})" if case.patient.mrn else name
