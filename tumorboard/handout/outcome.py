"""Outcome: what a board decided of one case, on a page to be filed and checked.

All on it comes from the case and the item it is made from, so that nothing of another patient can stand
on it. With the hash of a snapshot it carries that hash and its 2-D code, by which `verify` finds it.
"""

from datetime import date, datetime

from tumorboard.domain import dates
from tumorboard.domain.board import DISCUSSED, AgendaItem, Recommendation, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.fields import field_of, shown
from tumorboard.domain.meeting import Meeting
from tumorboard.handout import diagnosis, seal
from tumorboard.handout.identity import foot, identity
from tumorboard.handout.intervals import intervals
from tumorboard.handout.outcome_words import (
    Entry,
    Part,
    addenda,
    attendance,
    dated,
    in_priority,
    lacking,
    recommendations,
    tasks,
)
from tumorboard.handout.page import Page
from tumorboard.handout.runs import Text, field, gap, joined, labelled, phrase, said, strong
from tumorboard.handout.templates import render
from tumorboard.i18n import _, capital, uncapital

_WITH_LABEL = ("systemic therapy", "radio-chemotherapy", "trial")
"""The kinds of recommendation of which a reader asks whether they are within the label."""


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
    """Return the outcome of an agenda item as it is now; `snapshot` is the SHA-256 of what the board saw."""
    code = (seal.code(snapshot),) if snapshot else ()
    return Page(
        html=render(
            "outcome.html",
            title=diagnosis.title(case),
            board=board_line(item, meeting),
            about=_about(case, item),
            question=field(item, "question"),
            seal=seal.short(snapshot),
            parts=parts(case, item, meeting),
            state=state(item),
            is_final=is_final(item),
        ),
        head_left=render("runs.html", text=identity(case, intervals(case, today))),
        head_right=render("runs.html", text=said(_("Board outcome"))),
        foot=render("runs.html", text=said(foot(case, version, printed_at, clinic))),
        title=_("Board outcome {mrn}").format(mrn=case.patient.mrn).strip(),
        paper=paper,
        text_size=text_size,
        pictures=code,
        snapshot=snapshot,
    )


def board_line(item: AgendaItem, meeting: Meeting | None) -> Text:
    """Return which board it was: name, day and time, place and chair as far as they are known."""
    name = item.board or (meeting.name if meeting else "")
    day = item.on or (meeting.on if meeting else None)
    return joined(
        (
            said(strong(name)) if name else labelled(_("Board"), field(item, "board")),
            said(dates.show(day)) if day else labelled(_("date"), field(item, "on")),
            said(meeting.place) if meeting else (),
            labelled(_("chair"), said(meeting.chair)) if meeting and meeting.chair else (),
        )
    )


def state(item: AgendaItem) -> Text:
    """Return by whom and when an outcome was finalised, or that it was not."""
    if not is_final(item):
        return said(strong(_("Not finalised: this may still change.")))
    return phrase(
        _("Finalised {day} by {person}."),
        day=field(item, "finalised_on"),
        person=field(item, "finalised_by"),
    )


def parts(case: Case, item: AgendaItem, meeting: Meeting | None) -> tuple[Part, ...]:
    """Return what was decided, part by part; what is not recorded says so, unless nothing was discussed."""
    discussed = item.outcome in ("", DISCUSSED)
    found = (
        Part(_("Outcome"), (Entry(_decided(item)),)),
        Part(_("Present"), attendance(meeting, lacking(meeting))),
        Part(_("Minutes"), _minutes(item) if discussed or item.minutes else ()),
        Part(_("Recommendations"), _recommendations(case, item)),
        Part(_("Tasks"), tasks(item) or (nothing() if discussed else ())),
        Part(_("Patient's wish"), wish(item) if discussed or item.wish else ()),
        Part(_("Dissent"), tuple(Entry(said(line)) for line in item.dissent.splitlines() if line.strip())),
        Part(_("Addenda"), addenda(item)),
    )
    return tuple(part for part in found if part.entries)


def wish(item: AgendaItem) -> tuple[Entry, ...]:
    """Return what the patient wants, and whether the plan differs because of it."""
    differs = _labelled(item, "wish_deviation") if item.wish_deviation else ()
    return (Entry(joined((field(item, "wish"), differs))),)


def _about(case: Case, item: AgendaItem) -> Text:
    review = [dated(found) for id_ in item.review if (found := case.find(id_))]
    return joined(
        (
            said(capital(shown(item, "discussion"))) if item.discussion else _labelled(item, "discussion"),
            _labelled(item, "presenter") if item.presenter else (),
            labelled(_("reviewed"), said("; ".join(review))) if review else (),
        )
    )


def _decided(item: AgendaItem) -> Text:
    intended = field_of(AgendaItem, "plan_intent").applies(item)
    return joined(
        (
            said(strong(capital(shown(item, "outcome")))) if item.outcome else field(item, "outcome"),
            _labelled(item, "plan_intent") if intended else (),
            _labelled(item, "review_on") if intended or item.review_on else (),
        )
    )


def _minutes(item: AgendaItem) -> tuple[Entry, ...]:
    lines = [line for line in item.minutes.splitlines() if line.strip()]
    return tuple(Entry(said(line)) for line in lines) or (Entry(field(item, "minutes")),)


def _recommendations(case: Case, item: AgendaItem) -> tuple[Entry, ...]:
    entries = recommendations(case, item)
    if not item.recommendations:
        return entries
    rows = zip(in_priority(item.recommendations), entries, strict=True)
    return tuple(
        Entry(entry.text, (*entry.details, *_lacking(case, row)), entry.number) for row, entry in rows
    )


def _lacking(case: Case, row: Recommendation) -> tuple[Text, ...]:
    """Return what a reader of a recommendation asks for and nobody has recorded."""
    asked = [
        (_("evidence"), bool(row.evidence or row.references)),
        (_("label status"), bool(row.label_status) or row.kind not in _WITH_LABEL),
        (_("what it rests on"), any(case.find(id_) for id_ in row.because)),
    ]
    names = ", ".join(name for name, is_there in asked if not is_there)
    return (labelled(capital(names), said(gap())),) if names else ()


def nothing() -> tuple[Entry, ...]:
    """Return the entry of a part of which nothing is recorded."""
    return (Entry(said(gap())),)


def _labelled(item: AgendaItem, name: str) -> Text:
    return labelled(uncapital(_(field_of(AgendaItem, name).label)), field(item, name))
