"""Laboratories: the last results of each analyte, and what of them is beyond its limits."""

from decimal import Decimal

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.laboratory import Laboratory, analyte_of, name_of, standing
from tumorboard.domain.quantities import show
from tumorboard.handout.runs import Run, Text, gap, joined, said, strong
from tumorboard.handout.tables import day, note_of
from tumorboard.i18n import _


def laboratories(case: Case) -> tuple[Text, ...]:
    """Return the latest results of each analyte with their limits, those of one day in one text."""
    by_day: dict[Day | None, list[Text]] = {}
    for record in latest(case):
        by_day.setdefault(record.on, []).append(_laboratory(record))
    days = sorted(by_day, key=lambda on: (on is not None, on), reverse=True)
    return tuple(said(day(on), ": ", joined(by_day[on])) for on in days) or (said(gap()),)


def latest(case: Case) -> list[Laboratory]:
    """Return the latest results of each analyte, corrected ones in the place of those they replace.

    There are several where nothing says which of them came last, such as two of one day.
    """
    found: dict[str, list[Laboratory]] = {}
    for record in standing(case.of(Laboratory)):
        known = found.setdefault(name_of(record).casefold(), [])
        if record.on is None and known:
            continue
        if known and known[0].on is not None and record.on != known[0].on:
            known.clear()
        known.append(record)
    return [record for listed in found.values() for record in listed]


def flag(record: Laboratory) -> str:
    """Return H or L where a result is surely beyond the limit its own laboratory gave."""
    if record.value is None:
        return ""
    least, most = record.value.bounds
    if record.high is not None and least is not None:
        limit = Decimal(str(record.high))
        if least > limit or (least == limit and record.value.comparator == ">"):
            return "H"
    if record.low is not None and most is not None:
        limit = Decimal(str(record.low))
        if most < limit or (most == limit and record.value.comparator == "<"):
            return "L"
    return ""


def _laboratory(record: Laboratory) -> Text:
    name = analyte_of(record)
    state = _("preliminary") if record.status == "preliminary" else ""
    if record.value is None:
        told = said(f"{name} {record.text_value}")
    else:
        number, _space, unit = show(record.value).partition(" ")
        beyond = flag(record)
        value = strong(f"{number} {beyond}") if beyond else Run(number)
        told = said(f"{name} ", value, f" {unit}" if unit else "", _limits(record))
    return said(joined((told, said(state)), ", "), " " if record.note else "", note_of(record))


def _limits(record: Laboratory) -> str:
    low, high = shown(record, "low"), shown(record, "high")
    if record.low is not None and record.high is not None:
        return f" ({low}–{high})"
    if record.high is not None:
        return f" (≤{high})"
    return f" (≥{low})" if record.low is not None else ""
