"""Question: what the board is asked, what is to be looked at, and what was decided before."""

from html import escape

from tumorboard.domain.board import AgendaItem, Recommendation
from tumorboard.domain.case import Case
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.handout.outcome_words import came_of, dated, in_priority, recommendation
from tumorboard.handout.runs import Run, Text, field, joined, labelled, said, strong
from tumorboard.i18n import _, capital, plural, uncapital
from tumorboard.reasoning.readiness import missing, readiness
from tumorboard.ui import theme
from tumorboard.ui.meeting.agenda import Seen
from tumorboard.ui.reading import Clean, numbered, plain_words, row, runs

LARGER = 1.25
"""How much larger the question is than the words around it."""


def question_html(size: int, seen: Seen) -> str:
    """Return the question of an agenda item as HTML for letters of so many pixels."""
    item, clean = seen.item, seen.clean
    rows = [
        row(_("Question"), _question(item, round(size * LARGER), clean), size),
        row(_("Board"), runs(_board(seen), clean), size),
        row(_("To be reviewed"), _review(seen, clean), size),
    ]
    rows.append(row(_("Readiness"), _readiness(seen), size))
    before = _before(seen)
    if before is not None:
        rows.append(row(_("Last time"), _decided(seen, before, size, clean), size))
    return "".join(rows)


def _question(item: AgendaItem, size: int, clean: Clean) -> str:
    if item.question.strip():
        words = plain_words(item.question.strip(), clean)
        return f'<div style="font-size: {size}px; font-weight: 600">{words}</div>'
    return f'<div style="font-size: {size}px">{runs(field(item, "question"))}</div>'


def _board(seen: Seen) -> Text:
    item = seen.item
    return joined(
        (
            said(seen.board),
            said(shown(item, "discussion")) if item.discussion else (),
            labelled(_("presented by"), said(item.presenter)) if item.presenter else (),
        )
    )


def _review(seen: Seen, clean: Clean) -> str:
    found = [dated(one) for id_ in seen.item.review if (one := seen.case.find(id_))]
    if not found:
        return f'<span style="color: {theme.current().muted}">{escape(_("nothing named"))}</span>'
    return "<br>".join(escape(clean(words)) for words in found)


def _readiness(seen: Seen) -> str:
    """Return what the board asks for and the case does not say."""
    lacking = missing(readiness(seen.case, seen.item, seen.profile, seen.today))
    look = theme.current()
    if not lacking:
        return f'<b style="font-weight: 600; color: {look.accent}">{escape(_("Ready"))}</b>'
    count = plural("{count} missing", "{count} missing", len(lacking))
    listed = ", ".join(uncapital(one.label) for one in lacking)
    return f'<b style="font-weight: 600; color: {look.look}">{escape(count)}</b>: {escape(listed)}'


def _before(seen: Seen) -> AgendaItem | None:
    """Return the last earlier item of the case that was decided."""
    items = [one for one in seen.case.of(AgendaItem) if one.id != seen.item.id and one.on and one.outcome]
    earlier = [one for one in items if seen.item.on is None or one.on < seen.item.on]
    return earlier[-1] if earlier else None


def _decided(seen: Seen, item: AgendaItem, size: int, clean: Clean) -> str:
    head = runs(joined((said(headline(item)), said(strong(capital(shown(item, "outcome")))))), clean)
    rows = enumerate(in_priority(item.recommendations), 1)
    listed = (numbered(str(place), runs(_came_of(seen.case, one), clean), size) for place, one in rows)
    return f"<div>{head}</div>{''.join(listed)}"


def _came_of(case: Case, row: Recommendation) -> Text:
    """Return a recommendation and what came of it; where nothing is recorded, that it is still open."""
    answer = came_of(case, row)
    return joined((recommendation(case, row, 0).text, answer or said(Run(_("still open"), "gap"))))
