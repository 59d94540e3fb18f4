"""Agenda: the cases of one meeting in their order, and who sits at the table, to be ticked and written on.

A row is made from its case at once and holds no more of it than is printed, so that forty cases need not be
in memory together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import name_of
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.handout import diagnosis
from tumorboard.handout.asked import lacking
from tumorboard.handout.outcome_words import dated
from tumorboard.handout.page import Page
from tumorboard.handout.runs import Run, Text, field, gap, joined, labelled, one_line, phrase, said, strong
from tumorboard.handout.templates import render
from tumorboard.i18n import N_, _, capital, plural
from tumorboard.reasoning.readiness import absent, profile

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_EMPTY_SEATS = 8
"""Lines to write on where nobody is named yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One case on the agenda as it is printed; `page` is the page of the pack it begins on, 0 for none."""

    position: str
    patient: tuple[Text, ...]
    about: tuple[Text, ...]
    to_do: tuple[Text, ...]
    readiness: Text
    lacking: Text
    page: int = 0


def row(case: Case, item: AgendaItem, *, meeting: Meeting | None, today: date, first_page: int = 0) -> Row:
    """Return the row of a case, with what it still lacks by the profile of the meeting."""
    person = case.patient
    missing = lacking(case, item, meeting, today)
    name = said(strong(name_of(person))) or phrase(_("name {state}"), state=field(person, "family_name"))
    review = "; ".join(dated(found) for id_ in item.review if (found := case.find(id_)))
    return Row(
        position=shown(item, "position") if item.position is not None else "–",
        patient=(
            name,
            phrase(_("born {date}"), date=field(person, "birth_date")),
            phrase(_("MRN {mrn}"), mrn=field(person, "mrn")),
        ),
        about=(
            said(strong(diagnosis.title(case)), _stage(case)),
            said(one_line(item.question)) if item.question.strip() else labelled(_("Question"), said(gap())),
        ),
        to_do=tuple(
            text
            for text in (
                said(capital(shown(item, "discussion")))
                if item.discussion
                else labelled(_("Discussion"), field(item, "discussion")),
                labelled(_("To be reviewed"), said(review)) if review else (),
                labelled(_("Presented by"), said(item.presenter)) if item.presenter else (),
                said(strong(capital(shown(item, "outcome")))) if item.outcome else (),
            )
            if text
        ),
        readiness=_readiness(missing),
        lacking=labelled(_("Missing"), said("; ".join(missing))) if missing else (),
        page=first_page,
    )


def page(
    meeting: Meeting,
    rows: Sequence[Row],
    *,
    printed_at: datetime,
    today: date,
    paper: str = "a4",
    clinic: str = "",
    text_size: float = 1.0,
) -> Page:
    """Return the agenda of a meeting with its cases in the order they are given."""
    moment = dates.show(Day.of(printed_at.date(), f"{printed_at:%H:%M}"))
    printed = _("printed {when}").format(when=moment)
    below = joined((said(headline(meeting)), said(printed), said(clinic)))
    return Page(
        html=render(
            "agenda.html",
            name=meeting.name or _("Meeting"),
            meeting=_where_and_when(meeting),
            rows=rows,
            paged=any(one.page for one in rows),
            seats=_seats(meeting),
            empty_seats=0 if meeting.attendance else _EMPTY_SEATS,
        ),
        head_left=render("runs.html", text=said(strong(headline(meeting)))),
        head_right=render("runs.html", text=said(_("Agenda"))),
        foot=render("runs.html", text=below),
        title=_("Agenda {meeting}").format(meeting=headline(meeting)).strip(),
        paper=paper,
        text_size=text_size,
    )


def _where_and_when(meeting: Meeting) -> Text:
    day = meeting.on
    exact = day.earliest if day and day.is_exact else None
    weekday = f"{_(_WEEKDAYS[exact.weekday()])}, " if exact else ""
    return joined(
        (
            said(strong(f"{weekday}{dates.show(day)}")) if day else labelled(_("date"), field(meeting, "on")),
            labelled(_("place"), field(meeting, "place")),
            labelled(_("chair"), field(meeting, "chair")),
        )
    )


def _stage(case: Case) -> str:
    """Return the last stage, so far as there is one, with its day: an agenda is no place for its history."""
    stagings = case.of(Staging)
    if not stagings:
        return ""
    last = stagings[-1]
    words = tnm(last) or last.stated_group
    when_ = f" ({dates.show(last.on)})" if last.on else ""
    return f", {words}{when_}" if words else ""


def _readiness(missing: Sequence[str]) -> Text:
    if not missing:
        return said(_("ready"))
    return said(Run(plural("{count} missing", "{count} missing", len(missing)), "gap"))


def _seats(meeting: Meeting) -> tuple[tuple[str, Text], ...]:
    """Return a box and a name for each seat, then for each required specialty that has none."""
    boxes = {True: "■", False: "□", None: "□"}
    seats = [
        (
            boxes[seat.present],
            joined(
                (
                    said(headline(seat) or _("not named")),
                    said(_("not present")) if seat.present is False else (),
                ),
                ": ",
            ),
        )
        for seat in meeting.attendance
    ]
    filled = [replace(seat, present=True) for seat in meeting.attendance]
    seats += [
        ("□", labelled(specialty, said(Run(_("required, nobody named"), "gap"))))
        for specialty in absent(profile(meeting.profile), filled)
    ]
    return tuple(seats)
