"""Layout: an overview for one size in pixels, with ticks, rows and labels where they do not overlap."""

from dataclasses import replace

from tumorboard.figures.axes import time_axis, value_ticks
from tumorboard.figures.curve_labels import curve_labels
from tumorboard.figures.lane_layout import laid_lane
from tumorboard.figures.remembered import remembered
from tumorboard.figures.shapes import Axis, Lane, Layout, MarkerCurve, Measure, Overview, Placed, Sizes


def layout(overview: Overview, sizes: Sizes, measure: Measure) -> Layout:
    """Return the overview for a size: nothing overlaps, no mark is dropped, a label without room is."""
    time = overview.time
    time = replace(_time_axis(time.low, time.high, sizes.width, measure), label=time.label)
    line = measure("0")[1]
    drawn = replace(
        overview,
        time=time,
        curve=_with_ticks(overview.curve, sizes.curve_height, line),
        second=overview.second and _with_ticks(overview.second, sizes.curve_height, line),
    )
    lanes, labels = _lanes(overview.lanes, time, replace(sizes, curve_height=0.0), measure)
    found = Layout(replace(drawn, lanes=lanes), sizes, lane_labels=labels)
    return replace(found, curve_labels=curve_labels(found, measure))


_time_axis = remembered(time_axis)


def _with_ticks(curve: MarkerCurve, height: float, line: float) -> MarkerCurve:
    axis = curve.axis
    limit = next((tick.at for tick in axis.ticks if tick.limit), None)
    ticks = value_ticks(axis.low, axis.high, log=axis.log, limit=limit, height=height, text_height=line)
    return replace(curve, axis=replace(axis, ticks=ticks if curve.points else ()))


@remembered
def _lanes(
    lanes: tuple[Lane, ...], time: Axis, sizes: Sizes, measure: Measure
) -> tuple[tuple[Lane, ...], tuple[Placed, ...]]:
    """Return the lanes with the rows they need, and their labels; no value typed changes them."""
    stacked: list[Lane] = []
    placed: list[Placed] = []
    top = 0.0
    for lane in lanes:
        found, labels = laid_lane(lane, time, sizes, measure)
        stacked.append(found)
        placed += [replace(label, top=label.top + top) for label in labels] if top else labels
        top += found.rows * sizes.row_height
    return tuple(stacked), tuple(placed)
