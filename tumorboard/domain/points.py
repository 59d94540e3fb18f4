"""Points: one date as it is written, to the year, the month or the day."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tumorboard.i18n import N_, _

Precision = Literal["day", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1800, 2200
_ABOUT_DAYS = timedelta(days=7)
SHORT = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
LONG = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July")),
    *(N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One date as written: a year, perhaps its month, perhaps the day; ValueError if there is none."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(
                _("{year} is outside the years {first} to {last}.").format(
                    year=self.year, first=FIRST_YEAR, last=LAST_YEAR
                )
            )
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(_("There is no month {month}.").format(month=self.month))
        if self.month is not None and self.day is not None:
            days = calendar.monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= days:
                raise ValueError(
                    _("{date} does not exist: {month} has {days} days.").format(
                        date=words(self, SHORT),
                        month=words(Point(self.year, self.month), LONG),
                        days=days,
                    )
                )

    def __str__(self) -> str:
        parts = [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join([f"{self.year:04}", *parts])

    @property
    def precision(self) -> Precision:
        """The unit of what is written."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def first(self) -> date:
        """The first day of it."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day of it."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def about(self) -> tuple[date, date]:
        """Return the first and last day of "about" it, by the convention told in `dates`."""
        if self.month is None:
            return date(self.year - 1, 1, 1), date(self.year + 1, 12, 31)
        if self.day is None:
            before, after = self.first - timedelta(days=1), self.last + timedelta(days=1)
            return before.replace(day=1), after.replace(day=calendar.monthrange(after.year, after.month)[1])
        return self.first - _ABOUT_DAYS, self.last + _ABOUT_DAYS


def words(point: Point, months: tuple[str, ...]) -> str:
    """Return a date as written in words, the months by name from `SHORT` or `LONG`."""
    if point.month is None:
        return str(point.year)
    month = _(months[point.month - 1])
    if point.day is None:
        return _("{month} {year}").format(month=month, year=point.year)
    return _("{day} {month} {year}").format(day=point.day, month=month, year=point.year)
