"""Moments: where a day lies on the axis of time, how long something lasted, and when neither can be drawn.

All rules for dates that are known in part stand here:

- A day known within 120 days stands at its middle, with a whisker from its earliest to its latest day.
- A day known less well, or on one side only, has no moment: it belongs into the strip of the undated. A
  result is the exception where one side is known: it stands at that side, its whisker an arrow to the other.
- What lasts begins at the earliest possible day and ends at the latest, its edges fading over the days that
  are not certain. Where no day of it is certain it is fuzzy.
- What goes on reaches to the last day anything is known of, not to today: nobody has said more.
- What began and has no end, and is not known to go on, fades out over 90 days or until the next one begins.
  What ended and has no beginning fades in over 90 days. These 90 days are a drawing, not an estimate.
- What began some time within more than 120 days and has no end is fuzzy over those.
"""

from dataclasses import dataclass

from tumorboard.domain.dates import Day

WIDEST = 120.0
OPEN = 90.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in time with its whisker; an open side has an arrow in place of the whisker's end."""

    x: float
    low: float
    high: float
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """A time that lasted, with the days over which its edges fade."""

    low: float
    high: float
    fuzzy_start: float = 0.0
    fuzzy_end: float = 0.0
    ongoing: bool = False
    fuzzy: bool = False
    end_unknown: bool = False


def moment(day: Day | None) -> Moment | None:
    """Return where a day stands on the axis; None where it is not known well enough."""
    if day is None or day.earliest is None or day.latest is None:
        return None
    low, high = float(day.earliest.toordinal()), float(day.latest.toordinal())
    if high - low > WIDEST:
        return None
    if day.time:
        low = high = low + int(day.time[:2]) / 24 + int(day.time[3:]) / 1440
        return Moment(low, low, high)
    return Moment(float(day.anchor.toordinal()), low, high)


def reading(day: Day | None) -> Moment | None:
    """Return where a result stands: as `moment`, and at the known side of a day known on one side only."""
    if day is not None and day.earliest is None and day.latest is not None:
        x = float(day.latest.toordinal())
        return Moment(x, x, x, open_low=True)
    if day is not None and day.latest is None and day.earliest is not None:
        x = float(day.earliest.toordinal())
        return Moment(x, x, x, open_high=True)
    return moment(day)


def extent(
    start: Day | None,
    end: Day | None,
    *,
    ongoing: bool = False,
    known_until: float,
    following: float | None = None,
) -> Extent | None:
    """Return the time between two days; None where it cannot be drawn.

    `known_until` is the last day anything is known of, `following` the day the next one began.
    """
    start_low, start_high = _sides(start)
    if end is None and not ongoing:
        return _endless(start, following)
    if end is not None:
        ongoing = False
        end_low, end_high = _sides(end)
    else:
        end_low = end_high = max(known_until, start_low or 0.0, start_high or 0.0)
    end_unknown = end_high is None
    if end_high is None and end_low is not None:
        end_low = max(end_low, start_low or 0.0)
        end_high = end_low + OPEN
    if end_high is None:
        return None
    if start_low is None:
        known = end_low if start_high is None else min(start_high, end_high)
        if known is None:
            return None
        start_low, start_high = known - OPEN, known
    if start_high is None:
        start_high = end_high
    if end_low is None:
        end_low = start_low
    if end_high < start_low:
        return _fuzzy(end_low, start_high, end_unknown)
    start_high, end_low = min(start_high, end_high), max(end_low, start_low)
    if start_high > end_low:
        # A start that is certain is one day at least.
        if start_high > start_low:
            return _fuzzy(start_low, end_high, end_unknown)
        end_low = start_high
    return Extent(
        start_low, end_high, start_high - start_low, end_high - end_low, ongoing, end_unknown=end_unknown
    )


def _sides(day: Day | None) -> tuple[float | None, float | None]:
    if day is None:
        return None, None
    low = None if day.earliest is None else float(day.earliest.toordinal())
    high = None if day.latest is None else float(day.latest.toordinal())
    return low, high


def _endless(start: Day | None, following: float | None) -> Extent | None:
    low, high = _sides(start)
    if low is None or high is None:
        return None
    if high - low > WIDEST:
        return _fuzzy(low, high, end_unknown=True)
    end = high + OPEN
    if following is not None and following > high:
        end = min(end, following)
    return Extent(low, end, high - low, end - high, end_unknown=True)


def _fuzzy(low: float, high: float, end_unknown: bool) -> Extent:
    half = (high - low) / 2
    return Extent(low, high, half, half, fuzzy=True, end_unknown=end_unknown)
