"""Axes: ranges and ticks of time and values, so that no two labels meet."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tumorboard.domain.points import SHORT
from tumorboard.figures.shapes import Axis, Measure, Tick
from tumorboard.i18n import _

Step = tuple[str, int]

DAYS, MONTHS, YEARS = "day", "month", "year"
_STEPS: tuple[Step, ...] = (
    *((DAYS, 1), (DAYS, 2), (DAYS, 7), (DAYS, 14)),
    *((MONTHS, 1), (MONTHS, 3), (MONTHS, 6)),
    *((YEARS, 1), (YEARS, 2), (YEARS, 5), (YEARS, 10), (YEARS, 20), (YEARS, 50), (YEARS, 100)),
)
_LENGTH = {DAYS: 1.0, MONTHS: 30.0, YEARS: 365.0}
_FINER: dict[Step, Step] = {
    (DAYS, 7): (DAYS, 1),
    (DAYS, 14): (DAYS, 7),
    (MONTHS, 1): (DAYS, 7),
    (MONTHS, 3): (MONTHS, 1),
    (MONTHS, 6): (MONTHS, 1),
    (YEARS, 1): (MONTHS, 3),
    **{(YEARS, years): (YEARS, 1) for years in (2, 5, 10)},
}
_APART = 24.0
_MINOR_APART = 6.0


def rough(text: str) -> tuple[float, float]:
    """Measure a text as a common font of 12 pixels might, where no font is at hand."""
    return 7.0 * len(text), 15.0


def number(value: float) -> str:
    """Return a number as it stands at a tick: `1,000`, `0.5`."""
    return f"{value:,.10g}"


def time_range(places: Iterable[float], today: date) -> tuple[float, float]:
    """Return the first and last day to show around the places used; the year up to today where none is."""
    used = list(places)
    if not used:
        return today.toordinal() - 365.0, float(today.toordinal())
    low, high = min(used), max(used)
    pad = max(0.025 * (high - low), (90 - (high - low)) / 2, 4)
    return max(low - pad, 1.0), high + pad


def time_axis(low: float, high: float, width: float = 700, measure: Measure = rough) -> Axis:
    """Return an axis of time with the finest ticks whose labels stand well apart at that width in pixels.

    A label is a year in January, else a month, else a day; the first one is written out with its year.
    """
    scale = width / (high - low)
    for step in _STEPS:
        if _LENGTH[step[0]] * step[1] * scale < _APART:
            continue
        ticks = _labelled([*_days(step, low, high)], step[0], low, scale, width, measure)
        if ticks is not None:
            return Axis(low, high, _with_minor(ticks, step, low, high, scale))
    return Axis(low, high, ())


def _labelled(
    days: Sequence[date], kind: str, low: float, scale: float, width: float, measure: Measure
) -> list[Tick] | None:
    ticks: list[Tick] = []
    end, last_year = -_APART, 0
    for day in days:
        text = _label(day, kind, last_year)
        wide = measure(text)[0]
        left = (day.toordinal() - low) * scale - wide / 2
        if left < 0 or left + wide > width:
            text = ""
        elif left < end + _APART:
            return None
        else:
            end, last_year = left + wide, day.year
        ticks.append(Tick(float(day.toordinal()), text))
    return ticks


def _label(day: date, kind: str, last_year: int) -> str:
    month = _(SHORT[day.month - 1])
    if kind == YEARS or (kind == MONTHS and day.month == 1):
        return str(day.year)
    if kind == MONTHS:
        return month if last_year == day.year else _("{month} {year}").format(month=month, year=day.year)
    if last_year == day.year:
        return _("{day} {month}").format(day=day.day, month=month)
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def _with_minor(ticks: list[Tick], step: Step, low: float, high: float, scale: float) -> tuple[Tick, ...]:
    finer = _FINER.get(step)
    if finer is None or _LENGTH[finer[0]] * finer[1] * scale < _MINOR_APART:
        return tuple(ticks)
    taken = {tick.at for tick in ticks}
    between = (float(day.toordinal()) for day in _days(finer, low, high))
    minor = [Tick(at, "", major=False) for at in between if at not in taken]
    return tuple(sorted([*ticks, *minor], key=lambda tick: tick.at))


def _days(step: Step, low: float, high: float) -> Iterator[date]:
    kind, size = step
    first, last = max(math.ceil(low), 1), math.floor(high)
    if kind == DAYS:
        yield from map(date.fromordinal, range(first + -first % size, last + 1, size))
        return
    begin = date.fromordinal(first)
    months = size if kind == MONTHS else 12 * size
    index = begin.year * 12 + begin.month - 1 + (begin.day > 1)
    index += -index % months
    while index < 12 * date.max.year and (day := date(index // 12, index % 12 + 1, 1)).toordinal() <= last:
        yield day
        index += months


def value_axis(values: Iterable[float], limits: Iterable[float], *, log: bool, label: str) -> Axis:
    """Return an axis that holds all values and limits, with a little room and more of it at the top.

    On a log axis only what is above zero counts, and it spans a decade at least.
    """
    steps = set(limits)
    used = [value for value in (*values, *steps) if value > 0 or not log]
    low, high = (min(used), max(used)) if used else (1.0, 100.0)
    if log:
        room = max(0.0, 1 - math.log10(high / low)) / 2
        span = math.log10(high / low) + 2 * room
        low, high = low * 10 ** -(room + 0.07 * span), high * 10 ** (room + 0.14 * span)
    else:
        low = min(low, 0.0)
        high = high if high > low else low + 1
        low, high = low - 0.05 * (high - low) * (low < 0), high + 0.14 * (high - low)
    limit = steps.pop() if len(steps) == 1 else None
    return Axis(low, high, value_ticks(low, high, log=log, limit=limit), label, log)


def value_ticks(
    low: float,
    high: float,
    *,
    log: bool,
    limit: float | None = None,
    height: float = 320,
    text_height: float = 15,
) -> tuple[Tick, ...]:
    """Return the ticks that are readable at that height in pixels.

    Where the limit of normal is one for all results it has a tick of its own, and a label it would meet gives
    way to it.
    """
    ticks = (
        _log_ticks(low, high, height, text_height) if log else _linear_ticks(low, high, height, text_height)
    )
    if limit is None or not low < limit < high:
        return tuple(ticks)

    def place(at: float) -> float:
        return height * (math.log(at / low) / math.log(high / low) if log else (at - low) / (high - low))

    kept = [Tick(limit, number(limit), limit=True)]
    for tick in ticks:
        if tick.at != limit:
            near = abs(place(tick.at) - place(limit)) < 1.15 * text_height
            kept.append(Tick(tick.at, "" if near else tick.label, tick.major))
    return tuple(sorted(kept, key=lambda tick: tick.at))


def _linear_ticks(low: float, high: float, height: float, text_height: float) -> list[Tick]:
    rough_step = (high - low) / max(2.0, height / (2.5 * text_height))
    unit = 10.0 ** math.floor(math.log10(rough_step))
    step = unit * next(times for times in (1, 2, 5, 10) if times * unit >= 0.999 * rough_step)
    places = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [Tick(at, number(at)) for at in (float(f"{place * step:.12g}") for place in places)]


def _log_ticks(low: float, high: float, height: float, text_height: float) -> list[Tick]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    decade = height / math.log10(high / low)
    decades = [power for power in range(first, last + 1) if low <= 10.0**power <= high]
    many = len(decades) < 3 or decade >= 8 * text_height
    named = (1, 2, 5) if many and decade * math.log10(2) >= 1.3 * text_height else (1,)
    every = max(1, math.ceil(1.5 * text_height / decade))
    ticks = []
    for power in range(first, last + 1):
        for times in range(1, 10 if decade >= 40 else 2):
            at = float(f"{times}e{power}")
            if low <= at <= high:
                label = number(at) if times in named and power % every == 0 else ""
                ticks.append(Tick(at, label, major=times == 1 or bool(label)))
    return ticks
