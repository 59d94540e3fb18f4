"""One sheet: a page made to fit, first by smaller letters and then by fewer rows."""

from collections.abc import Callable
from dataclasses import replace

from tumorboard.handout.page import Page
from tumorboard.ui.paper_sheets import BODY, Sheets

SMALLEST = 6.5
"""Points; smaller letters are not read."""
_STEP = 0.25
_last = {"size": 0, "rows": 1}
"""What was found last: a page is shown again and again while its question is typed, and changes little."""


def fitted(page: Page, laid_out: Callable[[Page], Sheets]) -> Sheets:
    """Return a page on one sheet, with the largest letters that allow that; on several if nothing helps."""
    assert page.shorter
    sizes = _sizes(page.text_size)
    smallest = replace(page, text_size=sizes[-1])
    least = laid_out(smallest)
    if len(least) == 1:
        made = {len(sizes) - 1: least}

        def fits(place: int) -> bool:
            made[place] = laid_out(replace(page, text_size=sizes[place]))
            return len(made[place]) == 1

        place = _last["size"] = _first(0, len(sizes) - 1, fits, _last["size"])
        return made[place]
    tried = {0: least}

    def fits_without(count: int) -> bool:
        assert page.shorter
        tried[count] = laid_out(replace(smallest, html=page.shorter.without(count)))
        return len(tried[count]) == 1

    count = _first(1, page.shorter.rows, fits_without, _last["rows"]) if page.shorter.rows else 0
    _last["rows"] = count
    if count not in tried:
        fits_without(count)
    return tried[count]


def _sizes(wanted: float) -> list[float]:
    """Return the sizes of text to be tried, against the usual one, from the largest to the smallest."""
    points = wanted * BODY
    found = []
    while points > SMALLEST:
        found.append(points / BODY)
        points -= _STEP
    return [*found, SMALLEST / BODY]


def _first(low: int, high: int, fits: Callable[[int], bool], guess: int) -> int:
    """Return the first number that fits, where each after one that fits does too; `high` if none before.

    It is found soonest where it is the guess.
    """
    if low <= guess < high:
        if not fits(guess):
            low = guess + 1
        elif guess == low or not fits(guess - 1):
            return guess
        else:
            high = guess - 1
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return high
