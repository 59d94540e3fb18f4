"""Follow-through: what is to come of the boards of a file and what came of them, on paper."""

from collections.abc import Sequence
from datetime import datetime

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.dates import Day
from tumorboard.domain.headline import headline
from tumorboard.figures.concordance import WORDS, label, reason
from tumorboard.handout import follow_words, templates
from tumorboard.handout.follow_words import Whole
from tumorboard.handout.page import Page
from tumorboard.handout.runs import Text, one_line, said, strong
from tumorboard.handout.tables import Column, Table
from tumorboard.i18n import _, capital, plural
from tumorboard.reasoning.concordance import Concordance, Count, concordance
from tumorboard.reasoning.follow_through import STATES, open_tasks, unanswered, within
from tumorboard.reasoning.not_seen import not_seen

NO_BREAK = "\N{NO-BREAK SPACE}"


def page(
    whole: Whole, *, printed_at: datetime, paper: str = "a4", clinic: str = "", text_size: float = 1.0
) -> Page:
    """Return the open tasks, recommendations and cases of a period, and what came of its recommendations."""
    found = concordance(whole.placed, whole.today, whole.since)
    when = dates.show(Day.of(printed_at.date(), f"{printed_at:%H:%M}"))
    foot = " · ".join(part for part in (_("printed {when}").format(when=when), clinic) if part)
    title = _("Actions of all boards")
    return Page(
        html=templates.render(
            "follow_through.html",
            title=title,
            period=_period(whole),
            tables=(_tasks(whole), _unanswered(whole), _not_seen(whole)),
            concordance=_counts(found),
            reasons=_reasons(found),
        ),
        head_left=templates.render("runs.html", text=said(strong(title))),
        head_right=templates.render("runs.html", text=said(_("Follow-through"))),
        foot=templates.render("runs.html", text=said(foot)),
        title=title,
        paper=paper,
        text_size=text_size,
    )


def _period(whole: Whole) -> str:
    day = dates.show(Day.of(whole.today))
    if whole.since is None:
        return _("All boards until {day}").format(day=day)
    since = dates.show(Day.of(whole.since))
    return _("Boards from {since} to {day}; those without a date are counted").format(since=since, day=day)


def _tasks(whole: Whole) -> Table:
    every = open_tasks(whole.placed, whole.today)
    listed = sorted(
        (one for one in every if within(one.item, whole.since)), key=lambda one: one.days_over is None
    )
    rows = [
        (
            said(follow_words.whose(one.case_id, whole)),
            said(one.task.what),
            said(follow_words.owner(one)),
            _marked(follow_words.due(one), strongly=one.days_over is not None),
            said(_board(one.item)),
        )
        for one in listed
    ]
    columns = (
        Column(_("Patient"), 22),
        Column(_("Task"), 28),
        Column(_("Who"), 14),
        Column(_("Due"), 18),
        Column(_("Board"), 18),
    )
    return _table(_("Open tasks"), columns, rows, len(every) - len(listed))


def _unanswered(whole: Whole) -> Table:
    every = unanswered(whole.placed, whole.today)
    listed = [one for one in every if within(one.item, whole.since)]
    rows = [
        (
            said(follow_words.whose(one.case_id, whole)),
            said(one_line(headline(one.recommendation))),
            said(follow_words.open_for(one)),
            said(_board(one.item)),
        )
        for one in listed
    ]
    columns = (
        Column(_("Patient"), 22),
        Column(_("Recommendation"), 42),
        Column(_("Open"), 18),
        Column(_("Board"), 18),
    )
    return _table(_("Recommendations without an answer"), columns, rows, len(every) - len(listed))


def _not_seen(whole: Whole) -> Table:
    rows = [
        (said(follow_words.whose(one.case_id, whole)), said(follow_words.why_not_seen(one, whole.today)))
        for one in not_seen(whole.placed, whole.today, whole.since, whole.dead)
    ]
    columns = (Column(_("Patient"), 22), Column(_("Why"), 78))
    return _table(_("Cases not seen since"), columns, rows, 0)


def _table(title: str, columns: tuple[Column, ...], rows: Sequence[tuple[Text, ...]], earlier: int) -> Table:
    more = plural("{count} more of earlier boards", "{count} more of earlier boards", earlier)
    return Table(
        title=f"{title} ({len(rows)})",
        columns=columns,
        rows=tuple(rows),
        otherwise=said(_("none")),
        remarks=(said(more),) if earlier else (),
    )


def _counts(found: Concordance) -> Table:
    columns = (
        Column(_("Kind"), 30),
        Column(_("All"), 10),
        *(Column(capital(_(words)), 12) for words in WORDS.values()),
    )
    rows = [_counted(one, label(one.kind)) for one in sorted(found.kinds, key=lambda one: -one.total)]
    whole = _counted(found.whole, _("All kinds"))
    rows.append(tuple(said(*(strong(run.text) for run in cell)) for cell in whole))
    undated = plural(
        "{count} recommendation is of a board without a date.",
        "{count} recommendations are of boards without a date.",
        found.undated,
    )
    return Table(
        title=_("What came of the recommendations"),
        columns=columns,
        rows=tuple(rows) if found.kinds else (),
        otherwise=said(_("None was made in this period.")),
        remarks=(said(undated),) if found.undated else (),
    )


def _counted(one: Count, title: str) -> tuple[Text, ...]:
    counts = (one.total, *(one.states[state] for state in STATES))
    return (said(title), *(said(str(count)) for count in counts))


def _reasons(found: Concordance) -> Table:
    count = sum(found.reasons.values())
    return Table(
        title=_("Why not, or only partly (n = {count})").format(count=count),
        columns=(Column(_("Reason"), 30), Column(_("Recommendations"), 70)),
        rows=tuple((said(reason(code)), said(str(number))) for code, number in found.reasons.items()),
        otherwise=said(_("none")),
    )


def _board(item: AgendaItem) -> str:
    """Return board and day, which stays on one line."""
    name, comma, day = follow_words.board(item).rpartition(", ")
    return f"{name}{comma}{day.replace(' ', NO_BREAK) if item.on else day}"


def _marked(text: str, *, strongly: bool) -> Text:
    return said(strong(text) if strongly else text)
