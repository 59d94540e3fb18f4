"""Lines: which number each systemic line has, and by which rule.

After Saini and Twelves, Br J Cancer 2021 (PMC8292475): curative and palliative lines are counted apart; only
systemic treatment is a line, local therapy never; to drop a drug, to change for intolerance or one taxane or
platinum for its like, and to maintain, keeps the line as long as the disease did not progress. That a
recurrence within six months makes the adjuvant treatment a failed first line, as trials such as TOPAZ-1
count, is only remarked. What a person typed as the number goes first and is followed in counting.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vocabulary import fold, load
from tumorboard.i18n import N_, _
from tumorboard.reasoning.progressions import Progression, between, progressions, surely_after

Kind = Literal["curative", "palliative", ""]
SOURCE = "Saini & Twelves, Br J Cancer 2021, PMC8292475"
SIX_MONTHS = 183
_TYPED = re.compile(
    r"(?P<kind>c(?:lot|urative)?|p(?:lot|alliative)?)?\D{0,6}?(?P<number>\d{1,2})\D{0,4}", re.IGNORECASE
)
_CURATIVE = ("neoadjuvant", "adjuvant", "perioperative")
_ALIKE = ({"cisplatin", "carboplatin"}, {"paclitaxel", "nab-paclitaxel"})
_LABELS = {"curative": N_("Curative line {number}"), "palliative": N_("Line {number}")}


@dataclass(frozen=True, slots=True)
class LineNumber:
    """The number of a line among those of its kind; `label` is what it is called.

    `overridden` says that a person typed it; `computed` is what it would be otherwise. `remark` tells of a
    recurrence soon after adjuvant treatment.
    """

    kind: Kind
    number: int | None
    label: str
    rule: str
    source: str = SOURCE
    overridden: bool = False
    computed: str = ""
    remark: str = ""


@dataclass(slots=True)
class _Before:
    """The line before, and what has been counted so far."""

    line: SystemicLine | None = None
    kind: Kind = ""
    number: int | None = None


def line_numbers(case: Case) -> dict[str, LineNumber]:
    """Return the number of each line by its id, in the order they were given."""
    counted = {"curative": 0, "palliative": 0}
    before, found, events = _Before(), {}, progressions(case)
    ordered = in_order(case)
    days = Counter(_begun(line) for line in ordered)
    for line in ordered:
        kind, why = _kind(case, line, before)
        kept = _keeps(line, kind, before, events)
        if kept and before.kind and before.number is not None:
            kind, number, why = before.kind, before.number, kept
        else:
            number = counted[kind] + 1
        why = " ".join(part for part in (why, _unordered(line, before, days)) if part)
        told = LineNumber(kind, number, label(kind, number), why, remark=_soon(case, line, kind))
        if line.number.strip():
            told = _overridden(line, told)
        found[line.id] = told
        if told.kind and told.number is not None:
            counted[told.kind] = max(told.number, 0 if told.overridden else counted[told.kind])
        before.line, before.kind, before.number = line, told.kind, told.number
    return found


def in_order(case: Case) -> list[SystemicLine]:
    """Return the systemic lines in the order they were begun, the undated last."""

    def key(line: SystemicLine) -> tuple[bool, Day | None, str]:
        day = _begun(line)
        return day is None, day, line.id

    return sorted(case.of(SystemicLine), key=key)


def label(kind: Kind, number: int) -> str:
    """Return what a line is called: `Line 2`, or `Curative line 1`."""
    return _(_LABELS[kind]).format(number=number) if kind else ""


def agents(line: SystemicLine) -> frozenset[str]:
    """Return the drugs of a line, each by one name however it is written."""
    return frozenset(agent_name(str(drug.agent)) for drug in line.drugs if drug.agent)


@lru_cache(maxsize=4096)
def agent_name(text: str) -> str:
    """Return the name a drug has in the vocabulary, or its own without case and signs."""
    term = load("agents").find(text)
    return term.label if term else fold(text)


def _kind(case: Case, line: SystemicLine, before: _Before) -> tuple[Literal["curative", "palliative"], str]:
    match line.setting:
        case "palliative":
            return "palliative", _("Setting: palliative.")
        case "maintenance":
            return "palliative", _("Setting: maintenance, with no line before it that it could maintain.")
        case "neoadjuvant" | "adjuvant" | "perioperative":
            return "curative", _("Setting: {setting}, counted apart from palliative lines.").format(
                setting=_(line.setting)
            )
        case "concurrent":
            with_palliative = any(
                isinstance(other := case.find(id_), LocalTherapy) and other.intent == "palliative"
                for id_ in line.concurrent_with
            )
            if with_palliative:
                return "palliative", _("Given together with a palliative local therapy.")
            return "curative", _("Setting: concurrent, taken as curative.")
    return _without_setting(case, line, before)


def _without_setting(
    case: Case, line: SystemicLine, before: _Before
) -> tuple[Literal["curative", "palliative"], str]:
    unsaid = _("The setting is not recorded.")
    resection = _resection_before(case, line)
    begun = _begun(before.line) if before.line else None
    again = begun is not None and resection is not None and begun >= resection
    if resection is None or again or _spread_between(case, resection, line):
        return "palliative", _("{unsaid} Counted as palliative: it follows no resection directly.").format(
            unsaid=unsaid
        )
    words = _(
        "{unsaid} Taken as adjuvant because it is the first after the resection of {day}; "
        "if it was palliative, each later palliative line has a number more."
    )
    return "curative", words.format(unsaid=unsaid, day=show(resection))


def _resection_before(case: Case, line: SystemicLine) -> Day | None:
    begun = _begun(line)
    if begun is None:
        return None
    days = [one.on for one in case.of(Surgery) if one.on and is_resection(one) and one.on <= begun]
    return max(days, default=None)


def _spread_between(case: Case, resection: Day, line: SystemicLine) -> bool:
    begun = _begun(line)
    return any(
        lesion.role in ("metastasis", "recurrence")
        and lesion.first_seen is not None
        and surely_after(lesion.first_seen, resection)
        and begun is not None
        and surely_after(begun, lesion.first_seen)
        for lesion in case.of(Lesion)
    )


def _begun(line: SystemicLine) -> Day | None:
    told = dates_of(line)
    return told.start or told.end


def _unordered(line: SystemicLine, before: _Before, days: Counter[Day | None]) -> str:
    """Return that the place of a line among the others is not known, where it is not."""
    day = _begun(line)
    if day is None and (before.line or days[None] > 1):
        return _("No date of it is recorded: its place among the lines is not known.")
    last = before.line
    if last is None or day is None or day != _begun(last) or _together(line, last):
        return ""
    return _("Which of it and the line before began first, their dates do not tell.")


def _together(line: SystemicLine, other: SystemicLine) -> bool:
    return line.id in other.concurrent_with or other.id in line.concurrent_with


def _keeps(line: SystemicLine, kind: Kind, before: _Before, events: tuple[Progression, ...]) -> str:
    """Return why a line goes on with the one before; empty where it is a new one."""
    last = before.line
    if last is None or before.number is None:
        return ""
    if line.setting == "maintenance":
        return _("Maintenance keeps the line it maintains.")
    if kind != before.kind:
        return ""
    if _together(line, last):
        return _("Given together with the line before.")
    if last.best_response == "PD" or last.progression_sites or _progressed(events, last, line):
        return ""
    now, then = agents(line), agents(last)
    if now and now < then:
        return _("A drug of the line before was dropped without progression.")
    if now and _alike(now) == _alike(then):
        return (
            _("The same drugs without progression.")
            if now == then
            else _("A drug was changed for its like without progression.")
        )
    if last.end_reason == "toxicity":
        return _("Changed for intolerance without progression.")
    return ""


def _progressed(events: tuple[Progression, ...], last: SystemicLine, line: SystemicLine) -> bool:
    """Return whether a progression is told of a line, or surely lies between its start and the next."""
    if any(one.line == last.id for one in events):
        return True
    begun, following = _begun(last), _begun(line)
    return bool(begun and following and between(events, begun, following)[0])


def _alike(drugs: frozenset[str]) -> frozenset[str]:
    return frozenset(next((min(group) for group in _ALIKE if drug in group), drug) for drug in drugs)


def _overridden(line: SystemicLine, told: LineNumber) -> LineNumber:
    typed = line.number.strip()
    found = _TYPED.fullmatch(typed)
    kind: Kind = told.kind
    if found and found["kind"]:
        kind = "curative" if found["kind"][0] in "cC" else "palliative"
    number = int(found["number"]) if found else None
    return LineNumber(
        kind=kind if found else "",
        number=number,
        label=label(kind, number) if number is not None else typed,
        rule=_("Typed in by a person; computed: {computed}. {rule}").format(
            computed=told.label, rule=told.rule
        ),
        overridden=True,
        computed=told.label,
        remark=told.remark,
    )


def _soon(case: Case, line: SystemicLine, kind: Kind) -> str:
    """Return the remark on a recurrence within six months of the end of an adjuvant line."""
    end = dates_of(line).end
    if kind != "curative" or line.setting == "neoadjuvant" or end is None:
        return ""
    spans = [day - end for day in _recurrences(case) if surely_after(day, end)]
    if any(span.max_days is not None and span.max_days <= SIX_MONTHS for span in spans):
        return _(
            "The disease recurred within 6 months of its end: "
            "trials such as TOPAZ-1 count that as a failed first line."
        )
    if any(span.min_days is not None and span.min_days <= SIX_MONTHS for span in spans):
        return _("The disease may have recurred within 6 months of its end, as far as the dates tell.")
    return ""


def _recurrences(case: Case) -> list[Day]:
    days = [one.first_seen for one in case.of(Lesion) if one.role in ("metastasis", "recurrence")]
    days += [one.on for one in case.of(Imaging) if one.new_lesions or one.stated_response == "PD"]
    return [day for day in days if day is not None]
