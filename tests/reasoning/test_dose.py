import pytest

from tumorboard.domain.dates import Day
from tumorboard.reasoning.dose import bed, du_bois, eqd2, mosteller, room_for_cycles


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


@pytest.mark.parametrize(
    ("height", "weight", "by_mosteller", "by_du_bois"),
    [(180, 80, 2.0, 1.996), (170, 70, 1.818, 1.810), (160, 50, 1.491, 1.501), (100, 36, 1.0, 0.929)],
)
def test_the_body_surface_is_that_of_the_formulas(
    height: float, weight: float, by_mosteller: float, by_du_bois: float
) -> None:
    """Surfaces in m² calculated by hand from centimetres and kilograms."""
    assert mosteller(height, weight) == pytest.approx(by_mosteller, abs=0.0006)
    assert du_bois(height, weight) == pytest.approx(by_du_bois, abs=0.0006)


@pytest.mark.parametrize(("height", "weight"), [(0, 70), (170, 0), (-170, -70)])
def test_nobody_is_without_height_or_weight(height: float, weight: float) -> None:
    """What is no height or weight is refused by both formulas."""
    for formula in (mosteller, du_bois):
        with pytest.raises(ValueError, match="a height and a weight"):
            formula(height, weight)


@pytest.mark.parametrize(
    ("start", "end", "days", "expected"),
    [
        ("2020-01-01", "2020-01-01", 21, (1, 1)),
        ("2020-01-01", "2020-01-21", 21, (1, 1)),
        ("2020-01-01", "2020-01-22", 21, (2, 2)),
        ("2020-05", "2021-08", 21, (21, 24)),
        ("2020-01", "2020-01", 21, (1, 2)),
        ("2020-01-01", "2020-03/..", 21, (3, None)),
        ("2020-01-01", "../2020-01-21", 21, (None, 1)),
        ("2020-02-01", "2020-01-01", 21, (1, None)),
    ],
)
def test_cycles_have_as_much_room_as_the_dates_leave(
    start: str, end: str, days: int, expected: tuple[int | None, int | None]
) -> None:
    """The first begins on the first day, each other one after the days of a cycle."""
    assert room_for_cycles(Day.parse(end) - Day.parse(start), days) == expected


def test_a_cycle_has_days() -> None:
    """A cycle of no days would have room for any number."""
    with pytest.raises(ValueError, match="a cycle"):
        room_for_cycles(Day.parse("2020") - Day.parse("2019"), 0)
