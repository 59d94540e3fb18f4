"""Dates: days as far as they are known, and the time between them.

The text of a day is a subset of EDTF (ISO 8601-2:2019), written in one way only:

    2017  2017-09  2017-09-14    a year, a month, a day
    2017-09~                     about then
    ../2021-02  2021-08/..       in or before; in or after
    2021-08/2022-01              some time between
    2017-09-14T08:30             with the time of day, on a full date only

EDTF does not say how far "about" reaches. Our convention: one unit of what is written, to either side, and
for a full date seven days, since nobody who says "about the 14th" means the 13th to the 15th.

A bound (`../`, `/..`, either side of a `/`) is never itself "about": widen the bound instead.
"""

import functools
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from tumorboard.domain.points import LONG, SHORT, Point, Precision, words
from tumorboard.i18n import _

DAYS_PER_MONTH = 30.4375
"""The mean of the Julian calendar, 365.25 / 12, as oncological trials count."""

_POINT = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TEXT = re.compile(
    rf"(?P<single>{_POINT})(?:(?P<about>~)|T(?P<time>{_CLOCK}))?"
    rf"|\.\./(?P<until>{_POINT})"
    rf"|(?P<since>{_POINT})/(?:\.\.|(?P<to>{_POINT}))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most days between two days; None where that side has no limit.

    The least is negative where the later day may in truth be the earlier one.
    """

    min_days: int | None
    max_days: int | None

    @property
    def months(self) -> tuple[float | None, float | None]:
        """The least and the most months, each of 30.4375 days."""
        low, high = self.min_days, self.max_days
        return None if low is None else low / DAYS_PER_MONTH, None if high is None else high / DAYS_PER_MONTH


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Day:
    """A date no more precise than it is known; a date wholly unknown is None, never a Day.

    Two days are equal when their texts are. `start` and `end` are as written: the same for a single date, one
    of them None for an open bound. `earliest` and `latest` are the days that are possible.
    """

    text: str
    start: Point | None = field(init=False, compare=False, repr=False)
    end: Point | None = field(init=False, compare=False, repr=False)
    about: bool = field(init=False, compare=False, repr=False)
    time: str = field(init=False, compare=False, repr=False)
    earliest: date | None = field(init=False, compare=False, repr=False)
    latest: date | None = field(init=False, compare=False, repr=False)
    anchor: date = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        match = _TEXT.fullmatch(self.text)
        if match is None:
            raise ValueError(_("“{text}” is not a date such as 2017-09.").format(text=self.text[:50]))
        single, until, since, to = (_point(match[name]) for name in ("single", "until", "since", "to"))
        if match["time"] and single and single.day is None:
            raise ValueError(_("“{text}”: a time of day needs a full date.").format(text=self.text))
        start, end = single or since, single or until or to
        earliest, latest = start.first if start else None, end.last if end else None
        if match["about"] and single:
            earliest, latest = single.about()
        if not single and earliest and latest and (earliest >= latest or start == end):
            sentence = _("{end} is not after {start}.")
            raise ValueError(
                sentence.format(start=start and words(start, SHORT), end=end and words(end, SHORT))
            )
        values = {
            "start": start,
            "end": end,
            "about": bool(match["about"]),
            "time": match["time"] or "",
            "earliest": earliest,
            "latest": latest,
            "anchor": _anchor(start, end, earliest, latest),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the day of an EDTF text, of which there is one for each day; ValueError with a sentence."""
        return cls(text)

    @classmethod
    def of(cls, day: date, time: str = "") -> Self:
        """Return a full date, with its time of day (`08:30`) if there is one."""
        return cls(f"{Point(day.year, day.month, day.day)}{time and 'T'}{time}")

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, Day) else NotImplemented

    def __gt__(self, other: object) -> bool:
        # As the decorator would have it, in a third of the time: the last of many days is asked for often.
        return self._key() > other._key() if isinstance(other, Day) else NotImplemented

    def __sub__(self, earlier: "Day") -> Span:
        """Return the time since an earlier day, times of day left out."""
        low = self.earliest - earlier.latest if self.earliest and earlier.latest else None
        high = self.latest - earlier.earliest if self.latest and earlier.earliest else None
        return Span(None if low is None else low.days, None if high is None else high.days)

    @property
    def is_single(self) -> bool:
        """Whether one date is written, not a bound and not two."""
        return self.start == self.end

    @property
    def is_exact(self) -> bool:
        """Whether one single day is known."""
        return self.is_single and not self.about and self.precision == "day"

    @property
    def precision(self) -> Precision:
        """The unit of what is written; the coarser one where two dates are."""
        written = {point.precision for point in (self.start, self.end) if point}
        return "year" if "year" in written else "month" if "month" in written else "day"

    def _key(self) -> tuple[date, date, date, str]:
        return self.anchor, self.earliest or date.min, self.latest or date.max, self.text


def calendar_months(earlier: Day, later: Day) -> tuple[int | None, int | None]:
    """Return the least and the most calendar months completed between two days; None where unlimited.

    A month is complete on the same day of the month; where that month is too short, on the first of the next.
    """
    return (
        _months(earlier.latest, later.earliest) if earlier.latest and later.earliest else None,
        _months(earlier.earliest, later.latest) if earlier.earliest and later.latest else None,
    )


def years_between(birth: Day, on: Day) -> tuple[int | None, int | None]:
    """Return the least and the most years completed between two days: the age; None where unlimited."""
    low, high = calendar_months(birth, on)
    return None if low is None else int(low / 12), None if high is None else int(high / 12)


def shift(day: Day, days: int) -> Day:
    """Return a day moved by a number of days, to anonymise, no more precise than it was.

    Full dates move exactly and keep their time of day. A month or a year cannot move by days: a single one
    becomes the month or year in which its middle comes to lie. A bound becomes the one in which its outer
    edge comes to lie, so that what was true of the bound stays true. ValueError where the years end.
    """
    by = timedelta(days=days)
    if day.is_single and day.start:
        point = day.start
        moved = _like(point, _middle(point.first, point.last) + by)
        return Day(f"{moved}{'~' if day.about else ''}{day.time and 'T'}{day.time}")
    start = _like(day.start, day.start.first + by) if day.start else ".."
    end = _like(day.end, day.end.last + by) if day.end else ".."
    return Day(f"{start}/{end}")


def show(day: Day) -> str:
    """Return a day in words: `14 Sep 2017`, `about Sep 2017`, `in or before Feb 2021`."""
    return _words(day, SHORT)


def show_long(day: Day) -> str:
    """Return a day in words with the month in full, to confirm what was typed: `3 April 2020`."""
    return _words(day, LONG)


def _words(day: Day, months: tuple[str, ...]) -> str:
    start, end = (point and words(point, months) for point in (day.start, day.end))
    if start is None:
        return _("in or before {date}").format(date=end)
    if end is None:
        return _("in or after {date}").format(date=start)
    if not day.is_single:
        return _("between {start} and {end}").format(start=start, end=end)
    if day.about:
        return _("about {date}").format(date=start)
    return f"{start} {day.time}".strip()


def _point(text: str | None) -> Point | None:
    return Point(*map(int, text.split("-"))) if text else None


def _anchor(start: Point | None, end: Point | None, earliest: date | None, latest: date | None) -> date:
    # `../2017-09` comes before all of September, `2017-09/..` after it.
    if earliest and latest:
        return _middle(earliest, latest)
    return start.last if start else end.first if end else date.min


def _middle(first: date, last: date) -> date:
    return first + (last - first) // 2


def _like(point: Point, day: date) -> Point:
    parts = (day.year, day.month, day.day)
    return Point(*parts[: ("year", "month", "day").index(point.precision) + 1])


def _months(earlier: date, later: date) -> int:
    if later < earlier:
        return -_months(later, earlier)
    months = 12 * (later.year - earlier.year) + later.month - earlier.month
    return months - (later.day < earlier.day)
