"""Dose: what fractions of radiation come to, the body surface, and how many cycles there was time for.

The biologically effective dose is n d (1 + d / (α/β)), the equivalent dose in fractions of 2 Gy that divided
by 1 + 2 / (α/β), for n fractions of d Gy each: the linear-quadratic model (Fowler 1989, Br J Radiol 62:679).
It leaves out time, and is least certain where fractions are large.
"""

import math

from tumorboard.domain.dates import Span

TUMOUR = 10.0
"""The α/β in Gy that is taken for tumours where none is known; hence BED10."""


def bed(total: float, fractions: float, alpha_beta: float = TUMOUR) -> float:
    """Return the biologically effective dose in Gy; ValueError where the dose or a fraction is none."""
    if total <= 0 or fractions < 1 or alpha_beta <= 0:
        raise ValueError("a dose, a number of fractions and an α/β are needed")
    return total * (1 + total / fractions / alpha_beta)


def eqd2(total: float, fractions: float, alpha_beta: float = TUMOUR) -> float:
    """Return the equivalent dose in fractions of 2 Gy, in Gy; ValueError as for `bed`."""
    return bed(total, fractions, alpha_beta) / (1 + 2 / alpha_beta)


def mosteller(height_cm: float, weight_kg: float) -> float:
    """Return the body surface in m² as √(cm x kg / 3600) (Mosteller 1987, N Engl J Med 317:1098)."""
    _check(height_cm, weight_kg)
    return math.sqrt(height_cm * weight_kg / 3600)


def du_bois(height_cm: float, weight_kg: float) -> float:
    """Return the body surface in m² as 0.007184 cm^0.725 kg^0.425 (Du Bois 1916, Arch Intern Med 17:863)."""
    _check(height_cm, weight_kg)
    return float(0.007184 * height_cm**0.725 * weight_kg**0.425)


def room_for_cycles(span: Span, cycle_days: int) -> tuple[int | None, int | None]:
    """Return the least and the most cycles that could be begun from the first day to the last, both counted.

    None where that side has no limit. ValueError where a cycle has no days.
    """
    if cycle_days < 1:
        raise ValueError("a cycle has at least a day")
    low, high = span.min_days, span.max_days
    return (
        None if low is None else max(low, 0) // cycle_days + 1,
        None if high is None or high < 0 else high // cycle_days + 1,
    )


def _check(height_cm: float, weight_kg: float) -> None:
    if height_cm <= 0 or weight_kg <= 0:
        raise ValueError("a height and a weight are needed")
