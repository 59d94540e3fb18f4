"""RECIST rules: the sizes, sums and tables of RECIST 1.1 (PMC2755245, recist.eortc.org), without any record.

The sum is that of the longest diameters of the target lesions, of nodes the short axis. A target too small to
measure counts 5 mm, by a convention that was not verified.
"""

from collections.abc import Iterable

from tumorboard.domain.imaging import Measurement

SOURCE = "RECIST 1.1"
TOO_SMALL, NORMAL_NODE = 5.0, 10.0
"""mm; what is too small to measure, and the short axis below which a node is normal."""
PARTIAL, PROGRESS, ABSOLUTE = 0.7, 1.2, 5.0
"""Of the baseline for a partial response; of the lowest sum, and in mm beyond it, for progression."""
_NEXT_TO_NOTHING = 1e-9
CONFIRMED = 28
"""Days after which a response or a progression is confirmed."""
MOST, MOST_OF_ORGAN = 5, 2
"""Target lesions there may be, in all and in one organ; all nodes are one organ (recist.eortc.org)."""
LEAST, LEAST_NODE = 10.0, 15.0
"""mm; below these a lesion, and the short axis of a node, cannot be a target."""
RANK = ("CR", "PR", "SD", "non-CR/non-PD", "PD", "NE")
"""From the best to what says least: a progression is one though nothing was evaluable before it."""


def target_response(baseline: float, nadir: float, now: float, *, gone: bool = False, was: str = "") -> str:
    """Return the response of the target lesions from their sums in mm; `was` is the response before.

    A partial response lasts until progression, which needs a fifth and 5 mm more than the lowest sum. Where
    all are `gone`, what is left of the sum are nodes of normal size.
    """
    if gone:
        return "CR"
    # Of tenths of a millimetre 24.4 + 4.88 would else fall short of a fifth.
    if now - nadir >= ABSOLUTE - _NEXT_TO_NOTHING and now >= PROGRESS * nadir - _NEXT_TO_NOTHING:
        return "PD"
    if now <= PARTIAL * baseline + _NEXT_TO_NOTHING or was in ("PR", "CR"):
        return "PR"
    return "SD"


def overall_response(target: str, non_target: str, new_lesions: bool) -> str:
    """Return the overall response by the table of RECIST 1.1; empty where neither kind was assessed."""
    if new_lesions or "PD" in (target, non_target):
        return "PD"
    if not target:
        return non_target
    if target == "CR":
        return "CR" if non_target in ("CR", "") else "PR"
    return target


def size_of(row: Measurement) -> float | None:
    """Return what a measurement counts in mm; None where it was not made."""
    if row.state == "absent":
        return 0.0
    if row.state == "too small":
        return TOO_SMALL
    return None if row.state == "not evaluable" else row.size_mm


def sum_of(rows: Iterable[Measurement]) -> float | None:
    """Return the sum in mm; None where there is nothing to add or one was not measured."""
    sizes = [size_of(row) for row in rows]
    known = [size for size in sizes if size is not None]
    return sum(known) if sizes and len(known) == len(sizes) else None


def is_gone(row: Measurement, *, node: bool = False) -> bool:
    """Return whether a lesion has vanished, or a node is of normal size."""
    size = size_of(row)
    return size == 0 or bool((node or row.node) and size is not None and size < NORMAL_NODE)


def has_grown(now: float, lowest: float) -> bool:
    """Return whether a size in mm is a fifth and 5 mm more than the lowest."""
    return target_response(now, lowest, now) == "PD"


def immune_state(
    overall: str, reset: str, further: bool, smaller: bool, days: int | None, *, has_new: bool
) -> str:
    """Return the iRECIST state, `days` after a progression that is not confirmed; None where there is none.

    It is confirmed by a study 4 weeks later that finds `further` progression: 5 mm more, of the targets or of
    the new lesions, or more of these. What is smaller than the baseline and has no new lesions starts anew
    with the `reset` response. Further growth of other lesions cannot be told from what is recorded.
    """
    if days is None:
        return "iUPD" if overall == "PD" else f"i{overall}" if overall in ("CR", "PR", "SD") else ""
    if days >= CONFIRMED and further:
        return "iCPD"
    if reset in ("CR", "PR", "SD") and smaller and not has_new:
        return f"i{reset}"
    return "iUPD"
