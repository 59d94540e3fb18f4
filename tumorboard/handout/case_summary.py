"""Case summary: one case on one or two pages, made from one snapshot of it.

Head, foot and body come from the same case object and nothing is looked up later, so that one patient's
results cannot stand under another's name.
"""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Literal

from tumorboard.domain.case import Case
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.figures.overview import overview
from tumorboard.figures.shapes import MarkerCurve, Overview
from tumorboard.handout import (
    diagnosis,
    findings,
    laboratories,
    open_items,
    outstanding,
    pictures,
    treatments,
)
from tumorboard.handout.anonymous import Anonymous, anonymised, without_names
from tumorboard.handout.asked import Asked, missing, news, where
from tumorboard.handout.identity import foot, identity
from tumorboard.handout.intervals import Intervals, intervals
from tumorboard.handout.page import Page
from tumorboard.handout.pictures import Gallery
from tumorboard.handout.runs import said
from tumorboard.handout.short import Content, Shorter, newest_first, rows, shortened
from tumorboard.handout.templates import render
from tumorboard.i18n import _
from tumorboard.reasoning.derived import remarks
from tumorboard.reasoning.judged import Judged, judged

Variant = Literal["full", "short"]
_LANES = {"surgery", "local", "systemic", "response", "adverse"}
_TREATMENTS = (Surgery, SystemicLine, LocalTherapy)


def page(
    case: Case,
    *,
    version: str,
    printed_at: datetime,
    today: date,
    paper: str = "a4",
    question: str = "",
    anonymous: Anonymous | None = None,
    second: str = "",
    clinic: str = "",
    limits: tuple[ClinicLimits, ...] = (),
    text_size: float = 1.0,
    asked: Asked | None = None,
    variant: Variant = "full",
) -> Page:
    """Return the case summary of a case as it is now; `second` is a laboratory value to draw beside CA19-9.

    `version` names the state of the data it is made from. An anonymised page tells neither that nor when it
    was printed: both would lead back from the shifted dates to the true ones. Nor does it name the clinic.
    `limits` are those that the clinic holds results against that bring none. `asked` says for which board it
    is; an anonymised page tells nothing of that. The `short` variant stands on one sheet.
    """
    known = intervals(case, today)
    told = judged(case, remarks(case, today))
    hidden = anonymous is not None
    clean = partial(_without_names, case, clinic) if hidden else str
    asked = None if hidden else asked
    gallery = pictures.gallery(case, anonymous=hidden)
    if anonymous:
        question = without_names(case, question, clinic)
        case = anonymised(case, anonymous, clinic)
    below = (
        _("Anonymised: names, numbers, places and free text left out, all dates shifted")
        if hidden
        else foot(case, version, printed_at, clinic)
    )
    last = _last_day(case, today) if hidden else today
    lanes = _LANES - {"adverse"} if variant == "short" else _LANES
    figure = _of_treatment(overview(case, second=second, today=last, clinic=limits), case, lanes)
    values, content = _values(case, known, today, told, clean, asked, anonymous=hidden)
    values |= {"question": question, "caption": _caption(figure)}
    content = replace(content, pictures=len(gallery.pictures))
    shorter = _short(values, content, own=not hidden) if variant == "short" else None
    return Page(
        html=shorter.without(0) if shorter else _full(values, content, gallery, own=not hidden),
        head_left=render("runs.html", own=not hidden, text=identity(case, known, anonymous=hidden)),
        head_right=render("runs.html", own=not hidden, text=said(_("Case summary"))),
        foot=render("runs.html", own=not hidden, text=said(below)),
        title=_("Case summary {mrn}").format(mrn=case.patient.mrn).strip(),
        paper=paper,
        figure=figure,
        anonymous=hidden,
        text_size=text_size,
        pictures=() if shorter else gallery.pictures,
        shorter=shorter,
    )


def _values(
    case: Case,
    known: Intervals,
    today: date,
    told: tuple[Judged, ...],
    clean: outstanding.Clean,
    asked: Asked | None,
    *,
    anonymous: bool,
) -> tuple[dict[str, object], Content]:
    """Return what the templates are given of a case: what is always on the page, and what has rows."""
    to_check = (
        *open_items.pending(case),
        *(() if anonymous else open_items.implausible(case, today)),
        *outstanding.to_check(told, clean),
        outstanding.not_evaluated(told, clean),
        outstanding.put_aside(told, clean, anonymous=anonymous),
    )
    content = Content(
        treatments=treatments.treatments(case, known),
        laboratories=laboratories.laboratories(case),
        to_check=tuple(text for text in to_check if text),
        tables=(
            findings.pathology(case),
            findings.imaging(case),
            findings.adverse_events(case),
            findings.events(case),
        ),
        missing=tuple(filter(None, (open_items.missing(case, anonymous=anonymous), missing(asked)))),
    )
    since, groups = news(case, asked)
    values: dict[str, object] = {
        "where": where(asked),
        "since": since,
        "groups": groups,
        "title": diagnosis.title(case),
        "summary": diagnosis.summary(case, known),
        "diagnosis": diagnosis.diagnosis(case),
        "patient": diagnosis.patient(case, anonymous=anonymous),
    }
    return values, content


def _full(values: dict[str, object], content: Content, gallery: Gallery, *, own: bool) -> str:
    return render(
        "case_summary.html",
        own=own,
        **values,
        gallery=gallery,
        treatments=content.treatments,
        laboratories=content.laboratories,
        tables=content.tables,
        to_check=(*content.to_check, *content.missing),
    )


def _short(values: dict[str, object], content: Content, *, own: bool) -> Shorter:
    content = newest_first(content)

    def without(count: int) -> str:
        left, words = shortened(content, count)
        return render("case_summary_short.html", own=own, **values, content=left, left_out=words)

    return Shorter(rows(content), without)


def _without_names(case: Case, clinic: str, text: str) -> str:
    return without_names(case, text, clinic)


def _of_treatment(figure: Overview, case: Case, lanes: set[str]) -> Overview:
    """Return the figure without what the tables of the page say better than a mark does."""
    treatments = {record.id for record in case.records if isinstance(record, _TREATMENTS)}
    treatments |= {result.id for curve in figure.curves for result in curve.results}
    return replace(
        figure,
        lanes=tuple(lane for lane in figure.lanes if lane.kind in lanes),
        undated=tuple(item for item in figure.undated if item.record_id in treatments),
    )


def _caption(figure: Overview) -> str:
    curve = figure.curve
    scale = _("on a logarithmic scale") if curve.axis.log else _("on a linear scale")
    drawn = _("{analyte} {scale} over the systemic treatments")
    drawn = drawn if curve.points else _("No results of {analyte} are drawn")
    said_of = [drawn.format(analyte=curve.analyte, scale=scale)]
    if second := figure.second:
        said_of.append(_("dashed line, axis at the right: {analyte}").format(analyte=second.analyte))
    if curve.limits:
        said_of.append(_limit_line(curve))
    points = [point for one in figure.curves for point in one.points]
    if any(point.bound for point in points):
        said_of.append(_("triangle: beyond what the assay measures"))
    if any(point.muted for point in points):
        said_of.append(_("cross: replaced by a corrected result"))
    if any(point.preliminary and not point.muted for point in points):
        said_of.append(_("hollow: preliminary"))
    sentence = "; ".join([*said_of, _("dashed outline: date not exactly known")]) + "."
    return " ".join([sentence, *(words for one in figure.curves for words in one.left_out)])


def _limit_line(curve: MarkerCurve) -> str:
    usual = any(limit.usual for limit in curve.limits)
    clinic = any(limit.clinic for limit in curve.limits)
    if not usual:
        return _("line across: upper limit")
    if all(limit.usual for limit in curve.limits):
        own = _("line across: usual upper limit (this clinic)")
        return own if clinic else _("line across: usual upper limit")
    if clinic:
        return _("line across: upper limit, the usual one (this clinic) where none is recorded")
    return _("line across: upper limit, the usual one where none is recorded")


def _last_day(case: Case, today: date) -> date:
    last = case.last_day()
    return (last.latest if last else None) or today
