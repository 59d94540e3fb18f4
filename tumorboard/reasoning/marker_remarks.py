"""Marker remarks: what may make a marker mean something else than it seems to.

A bile duct that is blocked, or was just drained, moves CA19-9 whatever the tumour does (false positives in
10 to 60 %, PMC3397644; Harder 2007: a fall told something only without a stent). Assays of CA19-9 differ up
to twofold (La'ulu 2007). Some people have next to none at all, whatever their tumour does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from tumorboard.domain import quantities
from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.event import Event
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.units import sense
from tumorboard.domain.usual_limits import usual_limits
from tumorboard.i18n import _
from tumorboard.reasoning.comparable import Results, Taken, results_of
from tumorboard.reasoning.remarks import Finding, Place

MARKER = "CA19-9"
MARKERS = (
    *(MARKER, "CEA", "CA 125", "AFP", "CA 15-3", "CA 72-4", "CA 242", "CA 50"),
    *("PIVKA-II", "SCC antigen", "CYFRA 21-1"),
)
"""The analytes that are markers of a tumour, as the vocabulary calls them."""
BILIRUBIN = ("Bilirubin, total (mg/dL)", "Bilirubin, total (µmol/L)")
CHOLESTASIS = {"mg/dL": 2.0, "umol/L": 34.2}
"""From which bilirubin on CA19-9 may be that of cholestasis, in either unit: the same by definition."""
BILIRUBIN_DAYS = 14
DRAINAGE_DAYS = 28
"""How many days before or after a result of CA19-9 a bilirubin, or a drainage, is near it."""
VERY_LOW = 2.0
"""In U/mL: what most people with a Lewis-negative blood group stay below."""
_DRAINAGE = re.compile(r"\bstent|\bdrain|\bERCP\b|\bPTB?C?D\b|支架|引流", re.IGNORECASE)


def remarks(case: Case) -> tuple[Finding, ...]:
    """Return what stands out in the results of tumour markers, in order of the rules."""
    known = results_of(case)
    marker = [one for one in known.series(MARKER) if _is_dated(one)]
    found = [*_cholestasis(case, known, marker), *_very_low(known)]
    for name in MARKERS:
        found += _assay_changes(name, [one for one in known.series(name) if _is_dated(one)])
    return tuple(found)


def _is_dated(one: Taken) -> bool:
    return one.last - one.first <= BILIRUBIN_DAYS


def _cholestasis(case: Case, known: Results, marker: list[Taken]) -> Iterator[Finding]:
    """Give one finding for each run of raised results with a high bilirubin, or a drainage, near them."""
    high = sorted(
        (one for name in BILIRUBIN for one in known.series(name) if _is_dated(one) and _is_cholestatic(one)),
        key=lambda one: (one.first, one.result.id),
    )
    firsts = [one.first for one in high]
    drained = _drainages(case)
    starts = [first for first, _last, _record in drained]
    run: list[Taken] = []
    near: dict[str, Taken] = {}
    done: dict[str, Record] = {}
    for one in [*marker, None]:
        bilirubin, drainage = [], []
        if one is not None and _is_raised(one):
            low, top = one.first - 2 * BILIRUBIN_DAYS, one.last + BILIRUBIN_DAYS
            bilirubin = [
                other
                for other in high[bisect_left(firsts, low) : bisect_right(firsts, top)]
                if one.first - other.last <= BILIRUBIN_DAYS
            ]
            until = bisect_right(starts, one.last + DRAINAGE_DAYS)
            drainage = [
                record for _first, last, record in drained[:until] if one.first - last <= DRAINAGE_DAYS
            ]
        if one is not None and (bilirubin or drainage):
            run.append(one)
            near |= {other.result.id: other for other in bilirubin}
            done |= {record.id: record for record in drainage}
        elif run:
            yield _cholestatic(run, list(near.values()), list(done.values()))
            run, near, done = [], {}, {}


def _is_raised(one: Taken) -> bool:
    """Whether a result is above its own limit, or else the usual one."""
    value = one.result.value
    limit = one.result.high
    if limit is None and value:
        limit = usual_limits(MARKER, value.unit).high
    return limit is None or one.high > limit


def _is_cholestatic(one: Taken) -> bool:
    value = one.result.value
    limit = next((limit for unit, limit in CHOLESTASIS.items() if value and sense(unit) == one.unit), None)
    return limit is not None and one.low >= limit


def _drainages(case: Case) -> list[tuple[int, int, Record]]:
    """Return what is said to have drained the bile ducts, with its first and last day."""
    records = [
        *((one, one.on, one.end) for one in case.of(Event) if _DRAINAGE.search(one.title)),
        *((one, one.on, None) for one in case.of(Surgery) if any(map(_drains, one.procedures))),
    ]
    found = []
    for record, begun, ended in records:
        last = ended or begun
        if begun and begun.earliest and last and last.latest:
            found.append((begun.earliest.toordinal(), last.latest.toordinal(), record))
    return sorted(found, key=lambda one: (one[0], one[1], one[2].id))


def _drains(procedure: object) -> bool:
    return bool(_DRAINAGE.search(str(procedure)))


def _cholestatic(run: list[Taken], bilirubin: list[Taken], drained: list[Record]) -> Finding:
    reasons = []
    if bilirubin:
        most = max(bilirubin, key=lambda one: one.low).result
        reasons.append(_("bilirubin was {value} on {day}").format(value=_value(most), day=_day(most)))
    if drained:
        reasons.append(
            _("there was: {what}").format(what="; ".join(f"{headline(one)} ({_day(one)})" for one in drained))
        )
    values = ", ".join(f"{_value(one.result)} ({_day(one.result)})" for one in run[:3])
    if len(run) > 3:
        values = f"{values} …"
    sentence = _("{marker} {values} may be that of cholestasis: {reasons}.")
    return Finding(
        rule="marker-cholestasis",
        # The first one names the run, so that it stays known when there are later ones.
        about=(run[0].result.id,),
        sentence=sentence.format(marker=MARKER, values=values, reasons=_(" and ").join(reasons)),
        why=_(
            "Blocked or inflamed bile ducts raise CA19-9 without the tumour growing, and it falls when they"
            " are drained. Repeat it when bilirubin is normal before reading a trend."
        ),
        rests_on=(
            *(Place(one.result.id, "value") for one in run),
            *(Place(one.result.id, "value") for one in bilirubin),
            *(Place(one.id) for one in drained),
        ),
        source="PMC3397644; Harder 2007",
    )


def _assay_changes(name: str, series: list[Taken]) -> Iterator[Finding]:
    """Give one finding where results that follow each other are of different assays, however often."""
    named = [one for one in series if one.method]
    pairs = [(before, one) for before, one in pairwise(named) if before.method != one.method]
    if not pairs:
        return
    first, second = pairs[0]
    sentence = _("{marker} was measured by {before} until {until}, and by {after} from {day} on.")
    if len(pairs) > 1:
        sentence = _("{marker} was measured by {assays}; the assay changed {count} times, first on {day}.")
    yield Finding(
        rule="marker-assay-changed",
        about=(second.result.id,),
        sentence=sentence.format(
            marker=name,
            before=first.result.method,
            after=second.result.method,
            assays="; ".join({one.method: one.result.method for one in named}.values()),
            until=_day(first.result),
            day=_day(second.result),
            count=len(pairs),
        ),
        why=_(
            "Assays differ up to twofold. Baseline, lowest value and progression have to be of one assay;"
            " results of two are not compared here."
        ),
        rests_on=tuple(
            dict.fromkeys(Place(one.result.id, "method") for pair in pairs for one in reversed(pair))
        ),
        source="La'ulu 2007",
    )


def _very_low(known: Results) -> Iterator[Finding]:
    results = [one for one in known.series(MARKER) if one.unit == sense("U/mL")]
    told = [one for one in known.standing(MARKER) if one.value is not None]
    if len(results) < 2 or len(results) < len(told) or any(one.high > VERY_LOW for one in results):
        return
    yield Finding(
        rule="marker-very-low",
        about=(results[0].result.id,),
        sentence=_("All {count} results of {marker} are {limit:g} U/mL or less.").format(
            count=len(results), marker=MARKER, limit=VERY_LOW
        ),
        why=_(
            "The patient may be Lewis-negative, as 5 to 10 % of people are: then CA19-9 may stay low whatever"
            " the tumour does. This is a hint and no diagnosis; another marker may tell more."
        ),
        rests_on=tuple(Place(one.result.id, "value") for one in results),
        source=_("Reviews of CA19-9"),
        verified=False,
    )


def _value(result: Laboratory) -> str:
    return quantities.show(result.value) if result.value else ""


def _day(record: Record) -> str:
    day = getattr(record, record.begins)
    return show(day) if day else ""
