"""Outcome: one measure of how long somebody lived or a treatment held, to an event or a censoring."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tumorboard.domain.dates import Day, Span
from tumorboard.i18n import _
from tumorboard.reasoning.durations import months
from tumorboard.reasoning.progressions import Progression, possibly_after
from tumorboard.reasoning.remarks import Place

Measure = Literal["OS", "DFS", "PFS", "TTF", "TTNT", "DoR", "DDC"]
SOURCE = "FDA guidance, clinical trial endpoints for cancer drugs"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure of one record: the time from `origin` until an event, or until it was last known not to be.

    `until` is where the end was read. Without a span, `refused` says in a sentence why there is none.
    """

    measure: Measure
    record_id: str
    origin: Place | None = None
    until: Place | None = None
    span: Span | None = None
    is_event: bool = False
    what: str = ""
    refused: str = ""

    @property
    def words(self) -> str:
        """The months, as an interval where the dates allow one; empty where nothing is known."""
        said = months(self.span) if self.span else ""
        if not said or self.is_event or said.startswith("≥"):
            return said
        # Of what is censored only the least says anything.
        return "" if said.startswith("≤") else _("at least {months}").format(months=said)


def until_first(
    measure: Measure, record_id: str, origin: Place, begun: Day, events: Iterable[Progression]
) -> Outcome:
    """Return the time until the first of several events, each of which may be known only as a range."""
    dated = [(one, one.day - begun) for one in events if one.day]
    undated = [one for one in events if one.day is None]
    if not dated:
        return Outcome(measure, record_id, origin, refused=_("The day of progression is not recorded."))
    lows = [span.min_days for _one, span in dated]
    surely = [span.max_days for one, span in dated if one.day and not possibly_after(begun, one.day)]
    highs = [high for high in (surely or [span.max_days for _one, span in dated]) if high is not None]
    low = None
    if not undated and None not in lows:
        low = max(min(low for low in lows if low is not None), 0)
    first = min(dated, key=lambda found: (found[0].day, found[0].place))[0]
    high = min(highs, default=None)
    return Outcome(measure, record_id, origin, first.place, Span(low, high), True, first.what)
