"""Outcome letter: what a board decided, to the referrer and the general practitioner.

It is made of the same words as the outcome's own page, so that the two never differ. How it is put is for the
template, which a clinic may have of its own; the letter as plain text, to be pasted, is read from it too.
"""

import re
from datetime import date, datetime

from tumorboard.domain import dates
from tumorboard.domain.board import DEFERRED, DISCUSSED, WITHDRAWN, AgendaItem, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import Patient, name_of
from tumorboard.domain.tumour import Staging
from tumorboard.handout import diagnosis
from tumorboard.handout.identity import foot, identity
from tumorboard.handout.intervals import intervals
from tumorboard.handout.outcome import nothing, state, wish
from tumorboard.handout.outcome_words import Entry, Part, addenda, attendance, lacking, recommendations, tasks
from tumorboard.handout.page import Page
from tumorboard.handout.runs import Text, field, gap, joined, labelled, phrase, said, strong
from tumorboard.handout.templates import render
from tumorboard.handout.unstyled import unstyled
from tumorboard.i18n import N_, _

_OPENINGS = {
    DISCUSSED: N_("The case of your patient was discussed at the {board}."),
    DEFERRED: N_("The case of your patient was on the agenda of the {board} and was deferred."),
    WITHDRAWN: N_("The case of your patient was on the agenda of the {board} and was withdrawn."),
    "": N_("The case of your patient is on the agenda of the {board}. No outcome is recorded yet."),
}


def page(
    case: Case,
    item: AgendaItem,
    *,
    meeting: Meeting | None,
    version: str,
    printed_at: datetime,
    today: date,
    paper: str = "a4",
    clinic: str = "",
    text_size: float = 1.0,
    snapshot: str = "",
) -> Page:
    """Return the letter about an agenda item; its readers cannot look up a hash, so that it bears none."""
    return Page(
        html=_html(case, item, meeting, clinic, printed_at),
        head_left=render("runs.html", text=identity(case, intervals(case, today))),
        head_right=render("runs.html", text=said(_("Board letter"))),
        foot=render("runs.html", text=said(foot(case, version, printed_at, clinic))),
        title=_("Board letter {mrn}").format(mrn=case.patient.mrn).strip(),
        paper=paper,
        text_size=text_size,
    )


def text(
    case: Case,
    item: AgendaItem,
    meeting: Meeting | None,
    *,
    clinic: str = "",
    printed_at: datetime | None = None,
) -> str:
    """Return the letter as plain text, without a day where none is given."""
    return unstyled(_html(case, item, meeting, clinic, printed_at))


def _html(
    case: Case, item: AgendaItem, meeting: Meeting | None, clinic: str, printed_at: datetime | None
) -> str:
    return render(
        "outcome_letter.html",
        clinic=clinic,
        addressees=addressees(case.patient, item),
        day=dates.show_long(Day.of(printed_at.date())) if printed_at else "",
        about=_about(case.patient),
        opening=_opening(item, meeting),
        diagnosis=_diagnosis(case),
        parts=_parts(case, item, meeting),
        state=state(item),
        is_final=is_final(item),
        signed=_signed(item, meeting),
    )


def addressees(patient: Patient, item: AgendaItem) -> tuple[Text, ...]:
    """Return to whom the letter goes, a line each: to whom it was sent, or who is responsible."""
    named = [part.strip() for part in re.split(r"[;\n]", item.sent_to) if part.strip()]
    if named:
        return tuple(said(name) for name in named)
    if not patient.responsible_clinician:
        return (labelled(_("To"), said(gap())),)
    return tuple(said(line) for line in (patient.responsible_clinician, patient.contact) if line)


def _about(patient: Patient) -> Text:
    return joined(
        (
            said(strong(name_of(patient))) or phrase(_("name {state}"), state=field(patient, "family_name")),
            phrase(_("born {date}"), date=field(patient, "birth_date")),
            phrase(_("MRN {mrn}"), mrn=field(patient, "mrn")),
        ),
        ", ",
    )


def _opening(item: AgendaItem, meeting: Meeting | None) -> Text:
    name = item.board or (meeting.name if meeting else "") or _("tumour board")
    day = item.on or (meeting.on if meeting else None)
    when = said(dates.show(day)) if day else phrase(_("date {state}"), state=field(item, "on"))
    board = said(name, " (", when, ")")
    return phrase(_(_OPENINGS[item.outcome]), board=board)


def _diagnosis(case: Case) -> Text:
    stagings = case.of(Staging)
    stage = diagnosis.stage(stagings[-1]) if stagings else said(gap())
    visit = diagnosis.latest(case, "ecog")
    ecog = said(visit.ecog, f" ({dates.show(visit.on)})" if visit.on else "") if visit else said(gap())
    return joined(
        (
            labelled(_("Diagnosis"), said(diagnosis.title(case))),
            labelled(_("last stage"), stage),
            labelled(_("ECOG"), ecog),
        ),
        "; ",
    )


def _parts(case: Case, item: AgendaItem, meeting: Meeting | None) -> tuple[Part, ...]:
    discussed = item.outcome in ("", DISCUSSED)
    minutes = [line for line in item.minutes.splitlines() if line.strip()]
    found = (
        Part(_("Question to the board"), (Entry(field(item, "question")),)),
        Part(_("Present"), attendance(meeting, lacking(meeting)) if discussed else ()),
        Part(_("Discussion"), tuple(Entry(said(line)) for line in minutes)),
        Part(_("Recommendations"), recommendations(case, item)),
        Part(_("Who does what by when"), tasks(item) or (nothing() if discussed else ())),
        Part(_("To be seen again"), (Entry(field(item, "review_on")),)),
        Part(_("Patient's wish"), wish(item) if discussed or item.wish else ()),
        Part(_("Added later"), addenda(item)),
    )
    return tuple(part for part in found if part.entries)


def _signed(item: AgendaItem, meeting: Meeting | None) -> tuple[str, ...]:
    """Return the names under the letter: who finalised the outcome, or who was in the chair."""
    name = item.finalised_by or (meeting.chair if meeting else "")
    return tuple(part for part in (name, item.board or (meeting.name if meeting else "")) if part)
