import pytest

from tumorboard.domain.units import same_unit, show_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("U/mL", "kU/L"), ("[U]/mL", "k[U]/L"), ("U/mL", "k[U]/L"), ("U/ml", "U/mL"), ("ng/mL", "ug/L")),
        *(
            ("ng/ml", "µg/l"),
            ("ug/L", "μg/L"),
            ("ug/L", "mcg/L"),
            ("10*3/uL", "10*9/L"),
            ("10^9/L", "×10⁹/L"),
        ),
        *(("10E9/l", "10*9/L"), ("[iU]/mL", "IU/mL"), ("IU/mL", "kIU/L"), ("mmol/l", "mmol/L"), ("", "")),
    ],
)
def test_one_number_stands_for_both(one: str, other: str) -> None:
    """Two notations are one unit where the prefixes make them so by definition."""
    assert same_unit(one, other)
    assert same_unit(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("U/mL", "U/L"), ("U/mL", "IU/mL"), ("mg/dL", "umol/L"), ("mmol/L", "umol/L"), ("mg/L", "Mg/L")),
        *(("10*9/L", "10*12/L"), ("g/dL", "g/L"), ("ng/mL", "ng/L"), ("U/mL", ""), ("%", "1")),
    ],
)
def test_what_needs_a_factor_is_another_unit(one: str, other: str) -> None:
    """Nothing that would have to be converted counts as the same."""
    assert not same_unit(one, other)


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        *(
            ("ug/L", "µg/L"),
            ("umol/L", "µmol/L"),
            ("10*9/L", "10⁹/L"),
            ("10*3/uL", "10³/µL"),
            ("U/mL", "U/mL"),
        ),
        *(("[iU]/mL", "IU/mL"), ("k[U]/L", "kU/L"), ("{copies}/mL", "copies/mL"), ("%", "%"), ("", "")),
        *(("mm", "mm"), ("Gy", "Gy"), ("mg/kg", "mg/kg"), ("10*-3", "10⁻³")),
    ],
)
def test_a_unit_is_printed_as_clinicians_write_it(unit: str, printed: str) -> None:
    """Micro, powers and brackets are printed the usual way."""
    assert show_unit(unit) == printed
