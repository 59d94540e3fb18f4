"""Lane layout: the rows a lane needs in a width of so many pixels, and the labels in them."""

from dataclasses import replace
from itertools import product

from tumorboard.figures.labels import Box, Candidate, Obstacle, Wanted, place
from tumorboard.figures.remembered import keeping
from tumorboard.figures.rows import Item, stack
from tumorboard.figures.shapes import (
    Axis,
    Bar,
    Lane,
    Layout,
    Mark,
    MarkerCurve,
    Measure,
    Overview,
    Placed,
    Sizes,
)

ROOMY = 2
"""Rows a lane may grow to so that its short labels have room; beyond that labels are left away."""

_LEAST_BAR = 4.0
_LEAST_LETTERS = 3


@keeping(24)
def laid_lane(lane: Lane, time: Axis, sizes: Sizes, measure: Measure) -> tuple[Lane, tuple[Placed, ...]]:
    """Return a lane with the rows it needs, and its labels in pixels from its own top left.

    What is typed changes one lane, or one and the next.
    """
    drawn = Layout(Overview(time, MarkerCurve("", "", time)), sizes)
    stacked = _with_rows(lane, drawn, measure)
    return stacked, _labels(stacked, drawn, measure)


def _with_rows(lane: Lane, drawn: Layout, measure: Measure) -> Lane:
    # One record's bar and mark go together, in one row.
    ids = list(
        dict.fromkeys([*(bar.record_id for bar in lane.bars), *(mark.record_id for mark in lane.marks)])
    )
    bars = {bar.record_id: bar for bar in lane.bars}
    marks = {mark.record_id: mark for mark in lane.marks}

    def stacked(naming: str) -> list[int]:
        return stack([_item(bars.get(id_), marks.get(id_), drawn, measure, naming) for id_ in ids])

    rows = bare = stacked("")
    most = max(bare, default=0)
    for naming, allowed in (("label", most), ("short", most), ("short", ROOMY - 1)):
        if max(named := stacked(naming), default=0) <= allowed:
            rows = named
            break
    row_of = dict(zip(ids, rows, strict=True))
    return replace(
        lane,
        rows=max(rows, default=0) + 1,
        bars=tuple(replace(bar, row=row_of[bar.record_id]) for bar in lane.bars),
        marks=tuple(replace(mark, row=row_of[mark.record_id]) for mark in lane.marks),
    )


def _item(bar: Bar | None, mark: Mark | None, drawn: Layout, measure: Measure, naming: str) -> Item:
    parts = []
    if bar is not None:
        left, right = _bar_span(bar, drawn)
        scale = drawn.sizes.width / (drawn.overview.time.high - drawn.overview.time.low)
        soft_left = bar.fuzzy_start * scale
        wide = measure(getattr(bar, naming))[0] if naming and getattr(bar, naming) else 0.0
        if wide + 2 * drawn.sizes.gap <= right - left:
            parts.append(Item(left, right, soft_left, bar.fuzzy_end * scale))
        else:
            parts.append(replace(_with_label(left, right, wide, drawn), soft_left=soft_left))
    if mark is not None:
        left, right = _mark_span(mark, drawn, measure)
        named = naming and mark.shape != "text"
        wide = measure(getattr(mark, naming))[0] if named else 0.0
        apart = drawn.sizes.gap if mark.shape == "text" else 0.0
        parts.append(_with_label(left, right + apart, wide, drawn))
    if len(parts) == 1:
        return parts[0]
    return Item(min(part.left for part in parts), max(part.right for part in parts))


def _with_label(left: float, right: float, wide: float, drawn: Layout) -> Item:
    gap = drawn.sizes.gap
    if not wide:
        return Item(left, right + gap / 2)
    if right + gap + wide <= drawn.sizes.width:
        return Item(left, right + 2 * gap + wide)
    return Item(left - gap - wide, right + gap)


def _bar_span(bar: Bar, drawn: Layout) -> tuple[float, float]:
    left, right = drawn.px(bar.x_low), drawn.px(bar.x_high)
    return left, max(right, left + _LEAST_BAR)


def _mark_span(mark: Mark, drawn: Layout, measure: Measure) -> tuple[float, float]:
    middle = drawn.px(mark.x)
    if mark.shape != "text":
        return middle - drawn.sizes.badge / 2, middle + drawn.sizes.badge / 2
    wide, room = measure(mark.short)[0], drawn.sizes.width
    left = middle - wide / 2
    # A word at the edge stands as near to its day as the edge lets it.
    left = min(max(left, 0.0), room - wide) if 0 <= middle <= room else left
    return left, left + wide


def _labels(lane: Lane, drawn: Layout, measure: Measure) -> tuple[Placed, ...]:
    sizes = drawn.sizes
    obstacles: list[Obstacle] = []
    wanted: list[Wanted] = []
    tones = {}
    bars = {bar.record_id: _bar_span(bar, drawn) for bar in lane.bars}
    for bar in lane.bars:
        left, right = bars[bar.record_id]
        top = bar.row * sizes.row_height
        obstacles.append(Obstacle(Box(left, top, right - left, sizes.row_height), bar.record_id))
        if bar.label:
            wanted.append(_bar_label(bar, (left, right), top, drawn, measure))
        tones[bar.record_id] = bar.tone
    for mark in lane.marks:
        left, right = _mark_span(mark, drawn, measure)
        top = mark.row * sizes.row_height
        obstacles.append(Obstacle(Box(left, top, right - left, sizes.row_height)))
        if mark.shape != "text":
            wanted.append(_mark_label(mark, (left, right), bars.get(mark.record_id), top, sizes, measure))
        tones[mark.record_id] = mark.tone
    area = Box(0, 0, sizes.width, lane.rows * sizes.row_height)
    found = zip(wanted, place(wanted, area, obstacles, sizes.gap - 1), strict=True)
    return tuple(
        Placed(
            record_id=label.owner,
            text=chosen.text,
            left=chosen.box.left,
            top=chosen.box.top,
            width=chosen.box.width,
            height=chosen.box.height,
            tone=tones[label.owner],
            inside=chosen.inside,
        )
        for label, chosen in found
        if chosen is not None
    )


def _bar_label(bar: Bar, span: tuple[float, float], top: float, drawn: Layout, measure: Measure) -> Wanted:
    (left, right), sizes = span, drawn.sizes
    # Another bar may cross a fading edge: a label is best off where the bar is certain.
    certain = (drawn.px(bar.x_low + bar.fuzzy_start), drawn.px(bar.x_high - bar.fuzzy_end))
    inside, after, before = [], [], []
    for text in dict.fromkeys((bar.label, bar.short)):
        wide, high = measure(text)
        y = top + (sizes.row_height - high) / 2
        # A name in full may come near the edges; a short one of so narrow a bar reads better beside it.
        airs = (sizes.gap, sizes.gap / 2) if text == bar.label else (sizes.gap,)
        for (start, end), air in product(dict.fromkeys((certain, span)), airs):
            if wide + 2 * air <= end - start:
                inside.append(Candidate(text, Box(start + air, y, wide, high), inside=True))
        after.append(Candidate(text, Box(right + sizes.gap, y, wide, high)))
        before.append(Candidate(text, Box(left - sizes.gap - wide, y, wide, high)))
    chosen = (*inside, *after, *_last_resort(after, before, sizes))
    if not inside and (cut := _cut(bar.short, right - left - 2 * sizes.gap, measure)):
        y = top + (sizes.row_height - measure(cut)[1]) / 2
        chosen += (Candidate(cut, Box(left + sizes.gap, y, *measure(cut)), inside=True),)
    return Wanted(bar.record_id, chosen)


def _cut(text: str, room: float, measure: Measure) -> str:
    """Return the beginning of a name that there is room for; empty where it would say nothing."""
    for length in range(len(text) - 1, _LEAST_LETTERS - 1, -1):
        cut = f"{text[:length].rstrip(' .…')}…"
        if measure(cut)[0] <= room:
            return cut
    return ""


def _mark_label(
    mark: Mark,
    span: tuple[float, float],
    lasting: tuple[float, float] | None,
    top: float,
    sizes: Sizes,
    measure: Measure,
) -> Wanted:
    left, right = span
    end = max(right, lasting[1]) if lasting else right
    inside, after, before = [], [], []
    for text in dict.fromkeys((mark.label, mark.short)):
        wide, high = measure(text)
        y = top + (sizes.row_height - high) / 2
        if right + 2 * sizes.gap + wide <= end:
            inside.append(Candidate(text, Box(right + sizes.gap, y, wide, high), inside=True))
        after.append(Candidate(text, Box(end + sizes.gap, y, wide, high)))
        before.append(Candidate(text, Box(left - sizes.gap - wide, y, wide, high)))
    return Wanted(mark.record_id, (*inside, *after, *_last_resort(after, before, sizes)))


def _last_resort(after: list[Candidate], before: list[Candidate], sizes: Sizes) -> list[Candidate]:
    # Before its mark a label could be read as another mark's: only where the edge leaves no other way.
    return [] if any(one.box.right <= sizes.width for one in after) else before
