import contextlib
import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tumorboard.domain.date_reading import DateOrder, Reading, read
from tumorboard.domain.dates import Day, show, show_long
from tumorboard.domain.points import LONG, SHORT, Point
from tumorboard.domain.unreadable import Unreadable

DAYS = st.from_type(Day)
ORDERS: st.SearchStrategy[DateOrder] = st.sampled_from(("dmy", "mdy", "ymd"))
TODAY = date(2025, 3, 20)
MUCH_LATER = date(2200, 12, 31)


def typed(text: str, order: DateOrder = "dmy") -> Reading:
    """Return what is read on the day these tests pretend it is."""
    return read(text, order, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("14/9/2017", "2017-09-14"), ("14.09.2017", "2017-09-14"), ("14-9-2017", "2017-09-14")),
        *(("14. 9. 2017", "2017-09-14"), ("14 9 2017", "2017-09-14"), ("20170914", "2017-09-14")),
        *(("2017/9/14", "2017-09-14"), ("2017 - 09 - 14", "2017-09-14"), ("２０１７.９.１４", "2017-09-14")),
        *(("2017-09", "2017-09"), ("2017/9", "2017-09"), ("9/2017", "2017-09"), ("09.2017", "2017-09")),
        *(("2017", "2017"), (" 2017 ", "2017"), ("in Sep 2017", "2017-09"), ("Sept. 2017", "2017-09")),
        *(("14 Sep 2017", "2017-09-14"), ("Sep 14, 2017", "2017-09-14"), ("14sep2017", "2017-09-14")),
        *(
            ("14/Sep/2017", "2017-09-14"),
            ("14th of September 2017", "2017-09-14"),
            ("2017 Sep 14", "2017-09-14"),
        ),
        *(("14. September 2017", "2017-09-14"), ("März 2019", "2019-03"), ("Maerz 2019", "2019-03")),
        *(("1er août 2020", "2020-08-01"), ("févr. 2021", "2021-02"), ("déc 2020", "2020-12")),
        *(("14 de septiembre de 2017", "2017-09-14"), ("enero 2020", "2020-01")),
        *(
            ("2017年", "2017"),
            ("2017年9月", "2017-09"),
            ("2017年9月14日", "2017-09-14"),
            ("14.9.17", "2017-09-14"),
        ),
    ],
)
def test_a_date_is_read_as_typed(text: str, day: str) -> None:
    """Each way to write a date gives the date, without a doubt."""
    assert typed(text) == Reading(Day(day), show(Day(day)), ambiguous=False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("about 2017", "2017~"), ("~2017", "2017~"), ("c. 2017", "2017~"), ("ca 14.9.2017", "2017-09-14~")),
        *(("ca. Sep 2017", "2017-09~"), ("etwa Mai 2019", "2019-05~"), ("vers mars 2020", "2020-03~")),
        *(("before Feb 2021", "../2021-02"), ("until 2/2021", "../2021-02"), ("by 2021", "../2021")),
        *(("up to 2021", "../2021"), ("vor Mai 2019", "../2019-05"), ("bis 14.9.2017", "../2017-09-14")),
        *(("<2017", "../2017"), ("2017 or earlier", "../2017"), ("2017年以前", "../2017")),
        *(("after Aug 2021", "2021-08/.."), ("since 2020", "2020/.."), ("from Aug 2021", "2021-08/..")),
        *(("not before 2020", "2020/.."), ("seit 3.2020", "2020-03/.."), ("depuis août 2020", "2020-08/..")),
        *(("between Aug 2021 and Jan 2022", "2021-08/2022-01"), ("Aug 2021 - Jan 2022", "2021-08/2022-01")),
        *(("from Aug 2021 to Jan 2022", "2021-08/2022-01"), ("8/2021–1/2022", "2021-08/2022-01")),
        *(
            ("Aug - Oct 2021", "2021-08/2021-10"),
            ("Aug-Oct 2021", "2021-08/2021-10"),
            ("2017-2018", "2017/2018"),
        ),
        *(
            ("zwischen Mai 2020 und Juni 2020", "2020-05/2020-06"),
            ("entre mayo y junio de 2020", "2020-05/2020-06"),
        ),
        *(("2020年5月至2020年6月", "2020-05/2020-06"), ("since yesterday", "2025-03-19/..")),
    ],
)
def test_what_is_vague_stays_vague(text: str, day: str) -> None:
    """About, before, after and between are kept as bounds and said back in words."""
    assert typed(text) == Reading(Day(day), show(Day(day)), ambiguous=False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(
            ("today", "2025-03-20"),
            ("Yesterday", "2025-03-19"),
            ("heute", "2025-03-20"),
            ("昨天", "2025-03-19"),
        ),
        *(("-10d", "2025-03-10"), ("−10 d", "2025-03-10"), ("-3w", "2025-02-27~"), ("-2m", "2025-01")),
        *(
            ("-3m", "2024-12"),
            ("-1y", "2024"),
            ("3 weeks ago", "2025-02-27~"),
            ("today 8:30", "2025-03-20T08:30"),
        ),
    ],
)
def test_days_are_counted_back_in_the_unit_typed(text: str, day: str) -> None:
    """Who counts in weeks, months or years knows the date no better than that."""
    assert str(typed(text).day) == day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        *(("14.9.2017 8:30", "08:30"), ("14/9/2017 20:05", "20:05"), ("14 Sep 2017, 8:30", "08:30")),
        *(
            ("14 Sep 2017 at 8:30 pm", "20:30"),
            ("14.9.2017 12:05 am", "00:05"),
            ("14.9.2017 um 8:30 Uhr", "08:30"),
        ),
        *(("14.9.2017 à 8h30", "08:30"), ("2017-09-14 08:30:15", "08:30"), ("2017-09-14t08:30", "08:30")),
    ],
)
def test_a_time_of_day_may_follow_a_full_date(text: str, time: str) -> None:
    """The time of day is read in the usual notations, to the minute."""
    assert str(typed(text).day) == f"2017-09-14T{time}"


@pytest.mark.parametrize(
    ("text", "order", "day", "words"),
    [
        ("3/4/2020", "dmy", "2020-04-03", "3 April 2020"),
        ("3/4/2020", "mdy", "2020-03-04", "4 March 2020"),
        ("3/4/2020", "ymd", "2020-04-03", "3 April 2020"),
        ("3.4.17", "dmy", "2017-04-03", "3 April 2017"),
        ("17.4.3", "ymd", "2017-04-03", None),
        ("10.11.12", "ymd", "2010-11-12", "12 November 2010"),
        ("3/4/2020 8:30", "mdy", "2020-03-04T08:30", "4 March 2020 08:30"),
        ("before 3/4/2020", "mdy", "../2020-03-04", "in or before 4 March 2020"),
        ("sept 17", "dmy", "2017-09", "September 2017"),
        ("sept '17", "dmy", "2017-09", "September 2017"),
        ("14 Sep 17", "dmy", "2017-09-14", None),
        ("14 Sep 17", "ymd", "2014-09-17", "17 September 2014"),
        ("1.1.31", "dmy", "1931-01-01", "1 January 1931"),
        ("14/9/2017", "mdy", "2017-09-14", None),
        ("9/14/2017", "dmy", "2017-09-14", None),
        ("9/9/2017", "dmy", "2017-09-09", None),
        ("2020-04-03", "dmy", "2020-04-03", None),
        ("2020/4/3", "dmy", "2020-04-03", None),
    ],
)
def test_what_could_be_meant_otherwise_is_spelled_out(
    text: str, order: DateOrder, day: str, words: str | None
) -> None:
    """The order typed by habit settles what is open, and only then is the month said in full."""
    reading = typed(text, order)
    assert str(reading.day) == day
    assert reading.ambiguous == (words is not None)
    assert reading.words == (words or show(reading.day))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "No date was typed."),
        ("  ", "No date was typed."),
        ("31/2/2020", "31 Feb 2020 does not exist: February 2020 has 29 days."),
        ("31 Feb 2020", "31 Feb 2020 does not exist: February 2020 has 29 days."),
        ("2019-02-29", "29 Feb 2019 does not exist: February 2019 has 28 days."),
        ("1066", "1066 is outside the years 1800 to 2200."),
        ("13/2017", "There is no month 13."),
        ("2017-13", "There is no month 13."),
        ("13/13/2020", "“13/13/2020”: one of these has to be a month, 1 to 12."),
        ("3/4", "“3/4”: the year is missing."),
        ("14", "“14”: the year is missing."),
        ("14 Sep", "“14 Sep”: the year is missing."),
        ("Sep", "“Sep”: the year is missing."),
        ("Sep 5", "“Sep 5”: the year is missing."),
        ("Sep 17th", "“Sep 17th”: the year is missing."),
        ("tomorrow", "21 Mar 2025 lies in the future."),
        ("4.2025", "Apr 2025 lies in the future."),
        ("after 2025-04", "in or after Apr 2025 lies in the future."),
        ("Sep 2017 8:30", "“Sep 2017 8:30”: a time of day needs a full date."),
        ("14.9.2017 25:00", "“14.9.2017 25:00”: there is no such time of day."),
        ("about 14.9.2017 8:30", "“about 14.9.2017 8:30”: about then, or at that time of day?"),
        ("between Jan 2022 and Aug 2021", "Aug 2021 is not after Jan 2022."),
    ],
)
def test_what_cannot_be_is_refused_by_name(text: str, sentence: str) -> None:
    """The sentence names what was typed and what is wrong with it."""
    with pytest.raises(Unreadable) as caught:
        typed(text)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    "text",
    [
        *(
            "soon",
            "-",
            "/",
            "~",
            "..",
            "before",
            "between and",
            "14 Sep - 17",
            "Sep Oct 2017",
            "99999",
            "1.2.3.4",
        ),
        *(
            "before about 2017",
            "2017 before",
            "2017-09-14T08:30Z",
            "14.9-2017",
            "3.4.5",
            "Sep 5",
            "about",
            "?",
        ),
        *("17, 14 Sep", "12 34 Sep 2017", "Sep 201", "a" * 500, "a" * 90 + "!"),
        *("Aug 2021 -", "- Aug 2021", "1" * 90 + "!", "Thu 14 Sep 2017"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Nothing is guessed from a text that is no date."""
    with pytest.raises(Unreadable):
        typed(text)


def test_the_future_is_read_where_it_may_be() -> None:
    """A date ahead is taken where the field allows it, and two digits reach ten years on."""
    assert str(read("tomorrow", "dmy", TODAY, future=True).day) == "2025-03-21"
    assert str(read("14.9.31", "dmy", TODAY, future=True).day) == "2031-09-14"
    assert str(read("about 4/2025", "dmy", TODAY).day) == "2025-04~"


@given(DAYS, ORDERS)
def test_the_text_of_a_day_is_read_as_that_day(day: Day, order: DateOrder) -> None:
    """What the program writes for a day can be typed, whatever the order of day and month."""
    assert read(str(day), order, MUCH_LATER) == Reading(day, show(day), ambiguous=False)


@given(DAYS, ORDERS)
def test_the_words_of_a_day_are_read_as_that_day(day: Day, order: DateOrder) -> None:
    """What the program shows for a day can be typed, in short and in full."""
    assert read(show(day), order, MUCH_LATER).day == day
    assert read(show_long(day), order, MUCH_LATER).day == day


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Point]:
    """Return one of the ways people write a date, with the date."""
    point = draw(st.from_type(Point))
    mark = draw(st.sampled_from("./- "))
    if point.month is None:
        return str(point.year), point
    name = draw(st.sampled_from((SHORT, LONG)))[point.month - 1]
    name = draw(st.sampled_from((name, name.lower(), name.upper())))
    if point.day is None:
        ways = [
            f"{point.month}{mark}{point.year}",
            f"{point.month:02}{mark}{point.year}",
            f"{name} {point.year}",
        ]
        return draw(st.sampled_from(ways)), point
    ways = [
        f"{point.day}{mark}{point.month}{mark}{point.year}",
        f"{point.day:02}{mark}{point.month:02}{mark}{point.year}",
        f"{point.year}{mark}{point.month}{mark}{point.day}",
        f"{name} {point.day}, {point.year}",
        f"{point.day}{name}{point.year}",
    ]
    return draw(st.sampled_from(ways)), point


QUALIFIERS = ("{}", "about {}", "{}~", "before {}", "since {}", "from 1800 to {}")


@given(written(), st.sampled_from(QUALIFIERS))
def test_nothing_is_filled_up(pair: tuple[str, Point], qualifier: str) -> None:
    """What is read is written to the year, month or day that was typed, never finer."""
    text, point = pair
    assume(point.year > 1800)
    day = read(qualifier.format(text), "dmy", MUCH_LATER).day
    assert day.end == point or day.start == point
    assert day.about == ("about" in qualifier or "~" in qualifier)
    assert not day.time


@given(st.integers(0, 199), st.sampled_from([("d", "day"), ("w", "day"), ("m", "month"), ("y", "year")]))
def test_counting_back_is_as_precise_as_its_unit(count: int, unit: tuple[str, str]) -> None:
    """Days give a day, weeks about a day, months a month and years a year, as long ago as was typed."""
    day = read(f"-{count}{unit[0]}", "dmy", TODAY).day
    assert (day.precision, day.about) == (unit[1], unit[0] == "w")
    past = {
        "d": Day.of(TODAY - timedelta(days=count)),
        "w": Day.of(TODAY - timedelta(weeks=count)),
        "m": Day(f"{TODAY.year - (count + 9) // 12}-{(2 - count) % 12 + 1:02}"),
        "y": Day(f"{TODAY.year - count}"),
    }
    assert str(day).rstrip("~") == str(past[unit[0]])


@given(st.text(max_size=30) | st.from_regex(r"[0-9a-z ./~<>年月日:-]{0,25}", fullmatch=True), ORDERS)
def test_any_text_is_read_or_refused(text: str, order: DateOrder) -> None:
    """Whatever is typed, the answer is a date or one sentence, and the date's words lead back to it."""
    with contextlib.suppress(Unreadable):
        reading = read(text, order, TODAY)
        assert read(reading.words, order, TODAY).day == reading.day
        assert re.search(r"\d", text) or reading.day.is_exact
