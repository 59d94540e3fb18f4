"""Date reading: what people type for a date, taken as precisely as it was typed and no more.

A year of two digits is the last such year up to today (up to ten years ahead where dates may lie ahead): in
2025, `17` is 2017 and `31` is 1931. It is read only where its place shows that it is a year: `sept 17` is
September 2017, whereas `3/4` has no year and is refused.

`-10d` is a day, but `-3w`, `-2m` and `-1y` are what somebody means who counts in weeks, months and years:
about that day, that month, that year.

"Before" and "after" are taken as "in or before" and "in or after", the wider meaning, and said back so.
"""

import contextlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, NoReturn

from tumorboard.domain.date_words import (
    ABOUT,
    AFTER,
    BEFORE,
    BETWEEN,
    FILLERS,
    MONTHS,
    NEARBY,
    ORDINALS,
    PLAIN,
)
from tumorboard.domain.dates import Day, show, show_long
from tumorboard.domain.points import Point
from tumorboard.domain.unreadable import Unreadable
from tumorboard.i18n import _

DateOrder = Literal["dmy", "mdy", "ymd"]

YEARS_AHEAD = 10
_AGES_AGO = 80
_LONGEST = 100
_CLOCK = re.compile(
    r"(?P<date>.+?)(?:,? (?:at |um |a |a las )?|t)(?P<hour>\d{1,2})[:h](?P<minute>\d{2})"
    r"(?::\d{2}(?:\.\d+)?)?(?: ?(?P<half>[ap]m)| ?(?:uhr|h))?"
)
_AGO = re.compile(r"-(?P<count>\d{1,3}) ?(?P<unit>[dwmy]|(?:day|week|month|year)s?)")
_AGO_WORDS = re.compile(r"(?P<count>\d{1,3}) (?P<unit>(?:day|week|month|year)s?) ago")
_CHINESE = re.compile(r"(\d{4}) ?年 ?(?:(\d{1,2}) ?月 ?(?:(\d{1,2}) ?[日号號]?)?)?")
_NUMBERS = re.compile(r"(\d+)(?:([./\- ])(\d+)(?:\2(\d+))?)?\.?")
_NAMED = re.compile(r"[^\W_](?:[^\W_]|[ .,/'°-])*(?<![-/])")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, the words to say it back, and whether it could have been meant otherwise."""

    day: Day
    words: str
    ambiguous: bool


class _Part(NamedTuple):
    point: Point
    about: bool = False
    time: str = ""
    ambiguous: bool = False


class _Reader(NamedTuple):
    typed: str
    order: DateOrder
    today: date
    future: bool


def read(text: str, order: DateOrder, today: date, future: bool = False) -> Reading:
    """Return what somebody typed for a date.

    `order` settles only what the text leaves open, such as `3/4/2020`; a year written first is always
    followed by the month. Unreadable (with a sentence) where it is no date, or lies ahead and must not.
    """
    typed = " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())
    if not typed:
        raise Unreadable(_("No date was typed."))
    reader = _Reader(typed, order, today, future)
    if len(typed) > _LONGEST:
        _refuse(reader)
    try:
        day, ambiguous = _exact(typed) or _phrase(_fold(typed), reader)
    except Unreadable:
        raise
    except ValueError as error:
        raise Unreadable(str(error)) from None
    if not future and day.earliest and day.earliest > today:
        raise Unreadable(_("{day} lies in the future.").format(day=show(day)))
    return Reading(day, show_long(day) if ambiguous else show(day), ambiguous)


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _exact(typed: str) -> tuple[Day, bool] | None:
    try:
        return Day.parse(typed), False
    except ValueError:
        return None


def _phrase(text: str, reader: _Reader) -> tuple[Day, bool]:
    try:
        return _alone(text, reader)
    except ValueError as error:
        fault = error
    if match := BETWEEN.fullmatch(text):
        return _between(match["start"], match["end"], reader)
    for patterns, template in ((BEFORE, "../{}"), (AFTER, "{}/..")):
        for pattern in patterns:
            if match := pattern.fullmatch(text):
                part = _bound(match["date"], reader)
                return Day(template.format(part.point)), part.ambiguous
    if text.count("-") == 1 and text[0] != "-":
        start, end = text.split("-")
        with contextlib.suppress(ValueError):
            return _between(start, end, reader)
    raise fault


def _alone(text: str, reader: _Reader) -> tuple[Day, bool]:
    part = _single(text, reader)
    if part.time and part.point.day is None:
        raise Unreadable(_("“{typed}”: a time of day needs a full date.").format(typed=reader.typed))
    if part.time and part.about:
        raise Unreadable(_("“{typed}”: about then, or at that time of day?").format(typed=reader.typed))
    return Day(f"{part.point}{'~' if part.about else ''}{part.time and 'T'}{part.time}"), part.ambiguous


def _between(start: str, end: str, reader: _Reader) -> tuple[Day, bool]:
    last = _bound(end, reader)
    # "Aug – Oct 2021" names the year once for both.
    first = _bound(f"{start} {last.point.year}" if start.rstrip(".") in MONTHS else start, reader)
    return Day(f"{first.point}/{last.point}"), first.ambiguous or last.ambiguous


def _bound(text: str, reader: _Reader) -> _Part:
    part = _single(text, reader)
    if part.about or part.time:
        raise Unreadable(
            _(
                "“{typed}”: before, after and between need plain dates, without “about” or a time of day."
            ).format(typed=reader.typed)
        )
    return part


def _single(text: str, reader: _Reader) -> _Part:
    if match := PLAIN.fullmatch(text):
        text = match["date"]
    for pattern in ABOUT:
        if match := pattern.fullmatch(text):
            return _single(match["date"], reader)._replace(about=True)
    if match := _CLOCK.fullmatch(text):
        return _single(match["date"], reader)._replace(time=_time(match, reader))
    if text in NEARBY:
        return _Part(_point(reader.today + timedelta(days=NEARBY[text])))
    if match := _AGO.fullmatch(text) or _AGO_WORDS.fullmatch(text):
        return _ago(int(match["count"]), match["unit"][0], reader.today)
    if match := _CHINESE.fullmatch(text):
        return _Part(Point(*(int(part) for part in match.groups() if part)))
    if match := _NUMBERS.fullmatch(re.sub(r" ?([./-]) ?", r"\1", text)):
        return _numbers([part for part in match.group(1, 3, 4) if part], reader)
    if " - " not in text and _NAMED.fullmatch(text):
        return _named(re.findall(r"\d+|[^\W\d_]+", text), reader)
    _refuse(reader)


def _time(match: re.Match[str], reader: _Reader) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "pm" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise Unreadable(_("“{typed}”: there is no such time of day.").format(typed=reader.typed))
    return f"{hour:02}:{minute:02}"


def _ago(count: int, unit: str, today: date) -> _Part:
    if unit == "d":
        return _Part(_point(today - timedelta(days=count)))
    if unit == "w":
        return _Part(_point(today - timedelta(weeks=count)), about=True)
    if unit == "m":
        year, month = divmod(12 * today.year + today.month - 1 - count, 12)
        return _Part(Point(year, month + 1))
    return _Part(Point(today.year - count))


def _numbers(parts: list[str], reader: _Reader) -> _Part:
    match [len(part) for part in parts]:
        case [8]:
            text = parts[0]
            return _Part(Point(int(text[:4]), int(text[4:6]), int(text[6:])))
        case [4] | [4, 1 | 2] | [4, 1 | 2, 1 | 2]:
            return _Part(Point(*map(int, parts)))
        case [1 | 2, 4]:
            return _Part(Point(int(parts[1]), int(parts[0])))
        case [1 | 2, 1 | 2, 4 | 2] | [2, 1 | 2, 1]:
            return _ordered(parts, reader)
        case [1 | 2] | [1 | 2, 1 | 2]:
            raise Unreadable(_("“{typed}”: the year is missing.").format(typed=reader.typed))
    _refuse(reader)


def _ordered(parts: list[str], reader: _Reader) -> _Part:
    # Where the year has four digits it stands last; two digits stand first only for those who write so.
    orders = dict.fromkeys((reader.order, "dmy", "mdy"))
    if len(parts[2]) == 4:
        orders.pop("ymd", None)
    possible = []
    for order in orders:
        named = dict(zip(order, parts, strict=True))
        if len(named["y"]) > 1 and 1 <= int(named["m"]) <= 12 and 1 <= int(named["d"]) <= 31:
            possible.append((*_year(named["y"], reader), int(named["m"]), int(named["d"])))
    if not possible:
        raise Unreadable(_("“{typed}”: one of these has to be a month, 1 to 12.").format(typed=reader.typed))
    year, distant, month, day = possible[0]
    return _Part(Point(year, month, day), ambiguous=distant or len(set(possible)) > 1)


def _named(tokens: list[str], reader: _Reader) -> _Part:
    ordinal = not ORDINALS.isdisjoint(tokens)
    tokens = [token for token in tokens if token not in FILLERS]
    places = [place for place, token in enumerate(tokens) if token in MONTHS]
    numbers = [token for token in tokens if token.isdigit()]
    if len(places) != 1 or len(tokens) != len(numbers) + 1 or max(map(len, numbers), default=0) > 4:
        _refuse(reader)
    month = MONTHS[tokens[places[0]]]
    match [places[0], *map(len, numbers)]:
        case [0] | [0 | 1, 1 | 2] if ordinal or places[0] == 1 or not numbers or len(numbers[0]) == 1:
            raise Unreadable(_("“{typed}”: the year is missing.").format(typed=reader.typed))
        case [0 | 1, 4] | [0, 2]:
            # Two digits after a month may have been meant as its day.
            year, distant = _year(numbers[0], reader)
            return _Part(Point(year, month), ambiguous=distant or len(numbers[0]) == 2)
        case [_, 4, 1 | 2]:
            return _Part(Point(int(numbers[0]), month, int(numbers[1])))
        case [0 | 1, 1 | 2, 4]:
            return _Part(Point(int(numbers[1]), month, int(numbers[0])))
        case [0, 1 | 2, 2] | [1, 1 | 2, 2] | [1, 2, 1]:
            day, last = numbers
            backwards = places[0] == 1 and reader.order == "ymd" and len(day) == 2 and int(last) <= 31
            if backwards:
                day, last = last, day
            year, distant = _year(last, reader)
            return _Part(Point(year, month, int(day)), ambiguous=distant or backwards)
    _refuse(reader)


def _year(text: str, reader: _Reader) -> tuple[int, bool]:
    # The second is whether a year of two digits may well have been meant a century later.
    if len(text) == 1 or len(text) > 4:
        _refuse(reader)
    if len(text) > 2:
        return int(text), False
    latest = reader.today.year + (YEARS_AHEAD if reader.future else 0)
    year = latest - (latest - int(text)) % 100
    return year, year < reader.today.year - _AGES_AGO


def _point(day: date) -> Point:
    return Point(day.year, day.month, day.day)


def _refuse(reader: _Reader) -> NoReturn:
    raise Unreadable(
        _("“{typed}” is not a date. Write, for example, 14.9.2017, 9/2017, about 2017 or after 2017.").format(
            typed=reader.typed[:50]
        )
    )
