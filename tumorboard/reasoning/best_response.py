"""Best response: the best a line came to until its progression, and whether a later study confirms it."""

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, Span
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.assessment import Assessment, Best
from tumorboard.reasoning.recist_rules import CONFIRMED, RANK

STABLE = 42
"""Days after the start until which nothing is called stable; protocols ask for 6 to 8 weeks (unverified)."""

_Told = list[tuple[Day, Assessment]]


def best_of(case: Case, told: dict[str, Assessment]) -> dict[str, Best]:
    """Return the best response of each line in which one was computed."""
    by_line: dict[str, _Told] = {}
    for study in case.of(Imaging):
        one = told.get(study.id)
        if one and one.overall and one.line_id and study.on and study.id != one.baseline_id:
            by_line.setdefault(one.line_id, []).append((study.on, one))
    return {line_id: _best(case, line_id, listed) for line_id, listed in by_line.items()}


def _best(case: Case, line_id: str, listed: _Told) -> Best:
    ends = (
        place for place, (_on, one) in enumerate(listed) if _response(one) == "PD" and one.immune != "iUPD"
    )
    counted = listed[: next(ends, len(listed) - 1) + 1]
    # A progression that was confirmed says more than the same before it was.
    on, one = min(counted, key=lambda pair: (RANK.index(_response(pair[1])), pair[1].immune == "iUPD"))
    response = _response(one)
    shown = one.immune or one.overall
    if response in ("CR", "PR"):
        confirmed, rule = _confirmation(on, response, counted)
        return Best(shown, one.imaging_id, confirmed, rule)
    line = case.find(line_id)
    start = dates_of(line).start if isinstance(line, SystemicLine) else None
    if response == "SD" and start:
        spans = [day - start for day, other in counted if _response(other) == "SD"]
        if all(span.max_days is not None and span.max_days < STABLE for span in spans):
            rule = _("Seen less than 6 weeks after the start, too early for trials.")
            return Best(shown, one.imaging_id, None, rule)
    return Best(shown, one.imaging_id, None, _("From the start until progression."))


def _confirmation(on: Day, response: str, counted: _Told) -> tuple[bool | None, str]:
    good = RANK[: RANK.index(response) + 1]
    later: list[Span] = [day - on for day, other in counted if _response(other) in good]
    if any(span.min_days is not None and span.min_days >= CONFIRMED for span in later):
        return True, _("Confirmed by a study at least 4 weeks later.")
    if any(span.max_days is None or span.max_days >= CONFIRMED for span in later):
        return None, _("Perhaps confirmed: the dates do not tell whether 4 weeks lie between.")
    return False, _("Not confirmed by a study at least 4 weeks later, which trials ask for.")


def _response(one: Assessment) -> str:
    """The response without its sign for immune: `iUPD` and `iCPD` are progressions."""
    if not one.immune:
        return one.overall
    return "PD" if one.immune in ("iUPD", "iCPD") else one.immune.removeprefix("i")
