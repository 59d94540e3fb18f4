"""Dose: what a radiotherapy in so many fractions comes to, by the linear-quadratic model.

The biologically effective dose is n d (1 + d / (α/β)), the equivalent dose in fractions of 2 Gy that divided
by 1 + 2 / (α/β), for n fractions of d Gy each (Fowler 1989, Br J Radiol 62:679). The model leaves out time,
and is least certain where fractions are large.
"""

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
