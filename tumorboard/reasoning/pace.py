"""Pace: in how many days a marker doubles or halves, as far as its results tell.

Of two results it is ln 2 × days / ln(v2 / v1), exact where both days are. Of more it is ln 2 over the slope
of the logarithms against time by least squares, with its interval of 95 % (Student's t). Where a value is
only a bound, or it is not known how far apart the days are, there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, log, sqrt

from tumorboard.domain.laboratory import Laboratory
from tumorboard.i18n import _, plural
from tumorboard.reasoning.comparable import Taken, same_assay, taken_of

CLOSE = 10
"""Days within which two results tell more of the assay than of the disease: that is said."""
COARSE = 2.0
"""How many times the least days apart the most may be."""
_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
"""The 97.5 % points of Student's t for 1 to 10 degrees of freedom."""
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Pace:
    """The days to double or to halve, between `low` and `high`; infinity where the interval has no end.

    `days` is the estimate from more than two results, None from two whose days are not exact. `apart` are
    the least and the most days from the first result to the last.
    """

    halves: bool = False
    low: float = 0.0
    high: float = inf
    days: float | None = None
    points: int = 0
    apart: tuple[int, int] = (0, 0)
    refused: str = ""

    @property
    def words(self) -> str:
        """The pace in words, with what it rests on; empty where refused."""
        if self.refused:
            return ""
        low, high = _number(self.low), _number(self.high)
        if self.days is not None:
            said = _("{days} d").format(days=_number(self.days))
            if self.points > 2:
                interval = _("95 % from {low} d").format(low=low)
                if isfinite(self.high):
                    interval = _("95 %: {low}–{high} d").format(low=low, high=high)
                said = f"{said} ({interval})"
        else:
            said = _("{low}–{high} d").format(low=low, high=high)
        what = _("half-life {days}") if self.halves else _("doubling time {days}")
        least, most = self.apart
        days = str(least) if least == most else f"{least}–{most}"
        rests = plural("{count} result", "{count} results", self.points)
        told = [what.format(days=said), _("{results} over {days} d").format(results=rests, days=days)]
        if most < CLOSE:
            told.append(_("closer than {days} d").format(days=CLOSE))
        return ", ".join(told)


def doubling_time(*results: Laboratory) -> Pace:
    """Return the pace of a rise, or of a fall, of results that can be compared, in any order."""
    taken = [one for result in results if (one := taken_of(result))]
    if len(taken) < len(results):
        return Pace(refused=_("a result has no number or no date that is known on both sides"))
    return pace(taken)


def pace(taken: Sequence[Taken]) -> Pace:
    """Return the pace of results that were taken."""
    row = sorted(taken, key=lambda one: (one.first, one.last, one.low, one.result.id))
    if refused := _refusal(row):
        return Pace(refused=refused)
    begun, ended = row[0], row[-1]
    apart = (ended.first - begun.last, ended.last - begun.first)
    if len(row) == 2:
        rise = log(ended.low / begun.low)
        if rise == 0:
            return Pace(refused=_("the value did not change"))
        low, high = (log(2) * days / abs(rise) for days in apart)
        return Pace(rise < 0, low, high, low if low == high else None, 2, apart)
    return _fitted(row, apart)


def _number(days: float) -> str:
    return f"{days:,.1f}" if days < 100 else f"{days:,.0f}"


def _refusal(row: list[Taken]) -> str:
    if len(row) < 2:
        return _("fewer than two results")
    if len({one.unit for one in row}) > 1:
        return _("the results are in different units")
    methods = {one.method for one in row} - {""}
    if len(methods) > 1 or not all(same_assay(one.method, row[0].method) for one in row):
        return _("the results are of different assays")
    if any(one.is_bound for one in row):
        return _("a value is only a bound")
    if any(one.low <= 0 for one in row):
        return _("a value is zero")
    least, most = row[-1].first - row[0].last, row[-1].last - row[0].first
    if least <= 0:
        return _("the results are of one day, or it is not known which came first")
    exact = all(one.first == one.last for one in row)
    if (len(row) > 2 and not exact) or most > COARSE * least:
        return _("their days are not known closely enough")
    return ""


def _fitted(row: list[Taken], apart: tuple[int, int]) -> Pace:
    # Days from the first on, as sums of the squares of ordinals lose digits.
    days = [float(one.first - row[0].first) for one in row]
    logs = [log(one.low) for one in row]
    count = len(row)
    middle, mean = sum(days) / count, sum(logs) / count
    spread = sum((day - middle) ** 2 for day in days)
    slope = sum((day - middle) * (value - mean) for day, value in zip(days, logs, strict=True)) / spread
    if slope == 0:
        return Pace(refused=_("the value did not change"))
    rest = sum((value - mean - slope * (day - middle)) ** 2 for day, value in zip(days, logs, strict=True))
    wide = student(count - 2) * sqrt(max(rest, 0.0) / (count - 2) / spread)
    steep, flat = abs(slope) + wide, abs(slope) - wide
    high = log(2) / flat if flat > 0 else inf
    return Pace(slope < 0, log(2) / steep, high, log(2) / abs(slope), count, apart)


def student(freedom: int) -> float:
    """Return the 97.5 % point of Student's t; from 11 degrees of freedom on to three digits."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    # By the expansion of Cornish and Fisher.
    third, fifth, seventh = _Z**3, _Z**5, _Z**7
    return (
        _Z
        + (third + _Z) / (4 * freedom)
        + (5 * fifth + 16 * third + 3 * _Z) / (96 * freedom**2)
        + (3 * seventh + 19 * fifth + 17 * third - 15 * _Z) / (384 * freedom**3)
    )
