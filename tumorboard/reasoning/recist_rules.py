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
CONFIRMED = 28
"""Days after which a response or a progression is confirmed."""
RANK = ("CR", "PR", "SD", "non-CR/non-PD", "NE", "PD")


def target_response(baseline: float, nadir: float, now: float, *, gone: bool = False, was: str = "") -> str:
    """Return the response of the target lesions from their sums in mm; `was` is the response before.

    A partial response lasts until progression, which needs a fifth and 5 mm more than the lowest sum.
    """
    if gone and now - nadir < ABSOLUTE:
        return "CR"
    if now >= PROGRESS * nadir and now - nadir >= ABSOLUTE:
        return "PD"
    if now <= PARTIAL * baseline or was in ("PR", "CR"):
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


def is_gone(row: Measurement) -> bool:
    """Return whether a lesion has vanished, or a node is of normal size."""
    size = size_of(row)
    return size == 0 or bool(row.node and size is not None and size < NORMAL_NODE)


def immune_state(
    overall: str, target: str, new_lesions: bool, smaller: bool, grown: float | None, days: int | None
) -> str:
    """Return the iRECIST state; `grown` mm and `days` since a first progression, None where there was none.

    Progression is unconfirmed until a study 4 weeks later finds 5 mm more or further new lesions; what is
    smaller than the baseline again starts anew.
    """
    if days is None:
        return "iUPD" if overall == "PD" else f"i{overall}" if overall in ("CR", "PR", "SD") else ""
    if days >= CONFIRMED and ((grown is not None and grown >= ABSOLUTE) or new_lesions):
        return "iCPD"
    if target in ("CR", "PR", "SD") and not new_lesions and smaller:
        return f"i{target}"
    return "iUPD"
