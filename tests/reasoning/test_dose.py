import pytest

from tumorboard.reasoning.dose import bed, eqd2


@pytest.mark.parametrize(
    ("fractions", "each", "wanted"),
    [(5, 8, 72.0), (3, 15, 112.5), (5, 6, 48.0), (3, 9, 51.3), (3, 8, 43.2), (1, 20, 60.0), (25, 1.8, 53.1)],
)
def test_the_biologically_effective_dose_is_that_of_the_formula(
    fractions: int, each: float, wanted: float
) -> None:
    """BED10 of usual schedules, calculated by hand."""
    assert bed(fractions * each, fractions) == pytest.approx(wanted)


@pytest.mark.parametrize(("fractions", "each", "wanted"), [(5, 8, 60.0), (25, 1.8, 44.25), (30, 2, 60.0)])
def test_the_equivalent_in_fractions_of_two_gray(fractions: int, each: float, wanted: float) -> None:
    """Fractions of 2 Gy are their own equivalent, larger ones count for more."""
    assert eqd2(fractions * each, fractions) == pytest.approx(wanted)


@pytest.mark.parametrize(("total", "fractions"), [(0, 5), (-1, 5), (40, 0)])
def test_no_dose_has_no_equivalent(total: float, fractions: float) -> None:
    """What is no dose is refused instead of being worth nothing."""
    with pytest.raises(ValueError, match="a dose"):
        bed(total, fractions)
