"""Summary: who is discussed and what a board asks first, as the page of the meeting's window."""

from html import escape

from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.record import Record, when
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.handout import diagnosis, treatments
from tumorboard.handout.intervals import Intervals, intervals
from tumorboard.handout.runs import Text, gap, joined, labelled, one_line, plain, said, strong
from tumorboard.handout.tables import Column, day_of
from tumorboard.i18n import _, uncapital
from tumorboard.ui import theme
from tumorboard.ui.banner_facts import Fact, facts
from tumorboard.ui.meeting.agenda import Seen
from tumorboard.ui.reading import Clean, Write, row, runs

OTHERS = 6
"""Biomarkers named beside HER2."""
LAST = 2
"""Treatments told of."""
NONE = "–"
"""What stands in the table of treatments where there is nothing to tell."""


def summary(seen: Seen) -> Write:
    """Return what writes the summary of a case; what it tells is found once, whatever the letters."""
    case, clean = seen.case, seen.clean
    known = intervals(case, seen.today)
    told = [(fact.label, _fact(fact, clean)) for fact in facts(case, OTHERS)]
    told.append((_("Treatments"), runs(diagnosis.summary(case, known), clean)))
    if last := _last_treatments(case, known):
        told.append((_("The last"), "".join(f"<div>{runs(text, clean)}</div>" for text in last)))
    told.append((_("Last imaging"), runs(_last_imaging(case), clean)))
    return lambda size: "".join(row(label, html, size) for label, html in told)


def _fact(fact: Fact, clean: Clean) -> str:
    look = theme.current()
    if not fact.text:
        words = f'<span style="color: {look.look}">{escape(_("not recorded"))}</span>'
    else:
        words = f'<b style="font-weight: 600">{escape(clean(fact.text))}</b>'
    if fact.mark:
        words += f' <b style="color: {look.look}">{escape(fact.mark)}</b>'
    return f'{words} <span style="color: {look.muted}">{escape(clean(fact.detail))}</span>'


def _last_treatments(case: Case, known: Intervals) -> list[Text]:
    """Return the last treatments, the latest first: what, when, and what came of it."""
    table = treatments.treatments(case, known)
    records = [one for one in case.records if isinstance(one, Surgery | SystemicLine | LocalTherapy)]
    both = zip(records[-LAST:], table.rows[-LAST:], strict=True)
    return [_treatment(record, cells, table.columns) for record, cells in reversed(list(both))]


def _treatment(record: Record, cells: tuple[Text, ...], columns: tuple[Column, ...]) -> Text:
    _kind, _what, period, *results = cells
    told = (
        labelled(uncapital(column.label), cell)
        for column, cell in zip(columns[len(columns) - len(results) :], results, strict=True)
        if plain(cell) != NONE
    )
    return joined((said(strong(headline(record))), period, *told))


def _last_imaging(case: Case) -> Text:
    dated = [one for one in case.of(Imaging) if when(one)]
    if not dated:
        return said(gap())
    last = dated[-1]
    return joined((said(strong(headline(last))), day_of(last), said(one_line(last.findings))))
