"""Check words: what stands out in a case as plain lines, for a terminal or a note."""

from collections.abc import Iterator
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.headline import headline
from tumorboard.handout.open_items import gap_words
from tumorboard.i18n import N_, _
from tumorboard.reasoning.comparison import CAUTION
from tumorboard.reasoning.derived import Derived, derived
from tumorboard.reasoning.judged import Judged
from tumorboard.reasoning.missing import missing, undated
from tumorboard.reasoning.remarks import Reminder

_TITLES = {
    "finding": N_("Does not fit together"),
    "due": N_("Due"),
    "not evaluated": N_("Not evaluated, because data are missing"),
    "dismissed": N_("Put aside"),
    "not due": N_("Not due"),
}


def lines(case: Case, today: date) -> list[str]:
    """Return findings and reminders by group, then line numbers and durations, then what is missing."""
    told = derived(case, today)
    said: list[str] = []
    for group, title in _TITLES.items():
        if listed := [one for one in told.judged if one.group == group]:
            said += ["", f"{_(title)} ({len(listed)})", *(line for one in listed for line in _remark(one))]
    said += _metrics(case, told)
    said += _missing(case)
    said += _compared(case, told)
    return said[1:] if said else [_("Nothing stands out in what is recorded.")]


def _missing(case: Case) -> Iterator[str]:
    if gaps := gap_words(missing(case)):
        yield from ("", _("Not recorded"), *(f"  {words}" for words in gaps))
    if listed := undated(case):
        yield from ("", _("Without a date, or with no more than a bound ({count})").format(count=len(listed)))
        for record, bound in listed:
            day = show(bound) if bound else _("no date")
            yield f"  {_(record.record_title)}: {headline(record)} ({day})"


def _remark(one: Judged) -> Iterator[str]:
    remark = one.remark
    title = f"{_(remark.title)}: " if isinstance(remark, Reminder) else ""
    yield f"  {remark.rule}  {title}{remark.sentence}"
    unverified = "" if remark.verified else _(" (not verified in its source)")
    source = f" [{remark.source}]" if remark.source else ""
    yield f"      {remark.why}{source}{unverified}"
    if one.dismissal:
        yield "      " + _("Put aside: {reason}").format(reason=one.dismissal.reason)


def _compared(case: Case, told: Derived) -> Iterator[str]:
    """Give the lines with published trials beside them, under the sentence that this is no comparison."""
    beside = [one for one in told.comparison if one.trials]
    if beside:
        yield from ("", _("Beside published trials"), f"  {_(CAUTION)}")
    for one in beside:
        record = case.find(one.line_id)
        yield f"  {one.number}: {headline(record) if record else ''}. {one.words}"
        for trial in one.trials:
            yield f"      {trial.words}{f' [{trial.trial.ids}]' if trial.trial.ids else ''}"
        yield from (f"      {words}" for words in one.hindrances)


def _metrics(case: Case, told: Derived) -> Iterator[str]:
    if told.lines:
        yield from ("", _("Lines"))
        for id_, number in told.lines.items():
            record = case.find(id_)
            named = headline(record) if record else ""
            yield f"  {number.label}: {named}. {number.rule} {number.remark}".rstrip()
    yield from ("", _("Durations"))
    for one in told.outcomes:
        record = case.find(one.record_id)
        words = one.words or _("not computed: {reason}").format(reason=one.refused)
        state = f" ({one.what})" if one.words and one.what else ""
        yield f"  {one.measure}  {headline(record) if record else ''}: {words}{state}"
