"""Lanes: which of them have room on the meeting's window, and a sentence on those that have none."""

from dataclasses import replace

from tumorboard.domain.case import Case
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.figures.shapes import Overview
from tumorboard.i18n import _, plural, uncapital
from tumorboard.ui.chart_ink import Ink
from tumorboard.ui.chart_plan import plan

GIVES_WAY = ("other", "pathology", "status", "board", "lesion", "adverse")
"""The lanes that give way to the curve, the first of them first; the others always stay."""

NAMED = 3
"""So many lanes are named that are left out; of more it is told how many they are."""


def fitting(case: Case, drawn: Overview, ink: Ink, width: float, height: float) -> tuple[Overview, str]:
    """Return what of an overview has room in a size, and a sentence on what is left out, if anything is."""
    found = plan(drawn, ink, width, 1.0)
    needed, row = found.size[1], found.sizes.row_height
    if needed <= height:
        return drawn, ""
    rows = {lane.kind: lane.rows for lane in found.overview.lanes}
    left_out: list[str] = []
    # The sentence takes a line.
    needed += ink.measure("M")[1]
    for kind in GIVES_WAY:
        if needed > height and kind in rows:
            left_out += [lane.name for lane in drawn.lanes if lane.kind == kind]
            drawn = replace(drawn, lanes=tuple(lane for lane in drawn.lanes if lane.kind != kind))
            needed -= rows[kind] * row
    if needed - found.years_above.height() <= height:
        return drawn, _sentence(left_out, 0)
    kept = tuple(
        one
        for one in drawn.undated
        if one.draft or isinstance(case.find(one.record_id), Surgery | SystemicLine | LocalTherapy)
    )
    count = len(drawn.undated) - len(kept)
    return replace(drawn, undated=kept), _sentence(left_out, count)


def _sentence(lanes: list[str], undated: int) -> str:
    named = [uncapital(name) for name in lanes]
    if len(named) > NAMED:
        named = [plural("{count} lane", "{count} lanes", len(named))]
    if undated:
        named.append(plural("{count} undated entry", "{count} undated entries", undated))
    if not named:
        return ""
    return _("Not drawn here: {names}. A: draw all.").format(names=", ".join(named))
