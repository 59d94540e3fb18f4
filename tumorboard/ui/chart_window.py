"""Window: the part of a figure's time that is on show."""

from dataclasses import replace
from typing import TypeVar

from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import Band, Bar, Lane, Overview

Cut = TypeVar("Cut", Band, Bar)


def cut(overview: Overview, low: float, high: float) -> Overview:
    """Return an overview for a part of its time: names stand on the part of a bar or band that is seen."""
    return replace(
        overview,
        time=replace(overview.time, low=low, high=high),
        bands=tuple(_seen(band, low, high) for band in overview.bands if _inside(band, low, high)),
        lanes=_cut_lanes(overview.lanes, low, high),
    )


@remembered
def _cut_lanes(lanes: tuple[Lane, ...], low: float, high: float) -> tuple[Lane, ...]:
    return tuple(_cut_lane(lane, low, high) for lane in lanes)


def _cut_lane(lane: Lane, low: float, high: float) -> Lane:
    # A bar that begins with a mark is named by it, and by itself where its mark is not seen.
    lasting = {bar.record_id for bar in lane.bars if _inside(bar, low, high)}
    gone = {mark.record_id: mark for mark in lane.marks if mark.x < low and mark.record_id in lasting}
    bars = []
    for bar in lane.bars:
        if mark := gone.get(bar.record_id):
            bar = replace(bar, label=mark.label, short=mark.short)
        # What is not seen keeps its row, so that rows stay where they are while time moves.
        bars.append(_seen(bar, low, high) if _inside(bar, low, high) else bar)
    marks = (replace(mark, label="", short="") if mark.record_id in gone else mark for mark in lane.marks)
    return replace(lane, bars=tuple(bars), marks=tuple(marks))


def _inside(whole: Band | Bar, low: float, high: float) -> bool:
    return whole.x_low < high and whole.x_high > low


def _seen(whole: Cut, low: float, high: float) -> Cut:
    if low <= whole.x_low and whole.x_high <= high:
        return whole
    return replace(
        whole,
        x_low=max(whole.x_low, low),
        x_high=min(whole.x_high, high),
        fuzzy_start=max(whole.x_low + whole.fuzzy_start - max(whole.x_low, low), 0.0),
        fuzzy_end=max(min(whole.x_high, high) - whole.x_high + whole.fuzzy_end, 0.0),
        # The arrow says that it goes on, not that the window ends.
        ongoing=whole.ongoing and whole.x_high <= high,
    )
