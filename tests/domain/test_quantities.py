import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.quantities import Quantity, read, show
from tumorboard.domain.unreadable import Unreadable

QUANTITIES = st.from_type(Quantity)


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        *(
            ("44", "", "44"),
            ("2.0", "", "2.0"),
            ("2,5", "", "2.5"),
            ("0,125", "", "0.125"),
            (".5", "", "0.5"),
        ),
        *(
            ("<2.0", "<", "2.0"),
            ("< 2", "<", "2"),
            ("≤ 5", "<=", "5"),
            ("<=5", "<=", "5"),
            ("=<5", "<=", "5"),
        ),
        *((">12000", ">", "12000"), ("> 12 000", ">", "12000"), ("≥1'200", ">=", "1200"), ("=5", "", "5")),
        *(
            ("1 200,5", "", "1200.5"),
            ("1.234,5", "", "1234.5"),
            ("1,234.5", "", "1234.5"),
            ("1.200", "", "1.200"),
        ),
        *(("1.234.567", "", "1234567"), ("1,234,567", "", "1234567"), ("1,2345", "", "1.2345")),
        *(("−3", "", "-3"), ("+3", "", "3"), ("12\u202f000", "", "12000"), ("＜２．０", "<", "2.0")),
        *(("44 U/mL", "", "44"), ("44U/ml", "", "44"), ("<2,0 [U]/mL", "<", "2.0")),
    ],
)
def test_a_value_is_read_as_typed(text: str, comparator: str, value: str) -> None:
    """Each way to write a number gives its comparator and its digits."""
    assert read(text, "U/mL") == Quantity(comparator, value, "U/mL")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "No value was typed."),
        ("negative", "“negative” is not a number."),
        ("<", "“<” is not a number."),
        ("1,200", "“1,200” can be read in two ways: write 1200 or 1.200."),
        ("1.2.3", "“1.2.3” is not a number."),
        ("1.234,567.8", "“1.234,567.8” is not a number."),
        ("12 00", "“12 00” is not a number written out in full."),
        ("1e3", "“1e3” is not a number written out in full."),
        ("1.2x10^3", "“1.2x10^3” is not a number written out in full."),
        ("2-3", "“2-3” is a range; a value is one number."),
        ("44 H", "“44 H”: leave out the laboratory's mark “H”; the limits say what is high or low."),
        ("44 U/mL*", "“44 U/mL*”: leave out the laboratory's mark “*”; the limits say what is high or low."),
        ("44 kU/L", "“44 kU/L”: the unit here is U/mL, not kU/L; units are not converted."),
        ("44 IU/mL", "“44 IU/mL”: the unit here is U/mL, not IU/mL; units are not converted."),
    ],
)
def test_what_is_no_value_is_refused_by_name(text: str, sentence: str) -> None:
    """The sentence names what was typed and what is wrong with it."""
    with pytest.raises(Unreadable) as caught:
        read(text, "U/mL")
    assert caught.value.sentence == sentence


def test_a_unit_is_refused_where_none_belongs() -> None:
    """A number without a unit is not given one by what was typed."""
    with pytest.raises(Unreadable, match="no unit belongs here"):
        read("5 mm", "")
    assert read("4,5 ×10⁹/l", "10*9/L") == Quantity("", "4.5", "10*9/L")


@pytest.mark.parametrize(
    ("comparator", "value"),
    [
        ("", ""),
        ("", "1,2"),
        ("", "1e3"),
        ("", ".5"),
        ("", "5."),
        ("", "+5"),
        ("", "NaN"),
        ("", "٣"),
        ("=", "5"),
        ("~", "5"),
    ],
)
def test_only_plain_digits_are_kept(comparator: str, value: str) -> None:
    """A quantity is a known comparator and a decimal number written out, or it is refused with a sentence."""
    with pytest.raises(ValueError, match=r"\.$"):
        Quantity(comparator, value, "U/mL")


@pytest.mark.parametrize(
    ("quantity", "text", "words"),
    [
        (Quantity("<", "2.0", "U/mL"), "<2.0 U/mL", "<2.0 U/mL"),
        (Quantity("", "1200", "U/mL"), "1200 U/mL", "1,200 U/mL"),
        (Quantity(">=", "1234567.8901", "ug/L"), ">=1234567.8901 ug/L", "≥1,234,567.8901 µg/L"),
        (Quantity("", "-3", "Cel"), "-3 Cel", "−3 Cel"),
        (Quantity("", "4.50", "10*9/L"), "4.50 10*9/L", "4.50 10⁹/L"),
        (Quantity("", "7", ""), "7", "7"),
    ],
)
def test_a_quantity_is_printed_with_its_thousands(quantity: Quantity, text: str, words: str) -> None:
    """The text keeps the digits bare; the printed form groups them and dresses the unit."""
    assert str(quantity) == text
    assert show(quantity) == words


@pytest.mark.parametrize(
    ("comparator", "bounds"),
    [
        ("", (Decimal(2), Decimal(2))),
        ("<", (None, Decimal(2))),
        ("<=", (None, Decimal(2))),
        (">=", (Decimal(2), None)),
        (">", (Decimal(2), None)),
    ],
)
def test_a_comparator_leaves_one_side_open(
    comparator: str, bounds: tuple[Decimal | None, Decimal | None]
) -> None:
    """A bound is never taken for the number beside it."""
    assert Quantity(comparator, "2.0", "U/mL").bounds == bounds


@given(QUANTITIES)
def test_digits_are_kept(quantity: Quantity) -> None:
    """What the program writes for a quantity is read as that quantity, digit for digit."""
    assert read(str(quantity), quantity.unit) == quantity
    assert (
        show(quantity)
        .replace(",", "")
        .replace("−", "-")
        .startswith({"<=": "≤", ">=": "≥"}.get(quantity.comparator, quantity.comparator) + quantity.value)
    )


@given(QUANTITIES, QUANTITIES, QUANTITIES)
def test_the_order_is_total(a: Quantity, b: Quantity, c: Quantity) -> None:
    """Of two quantities exactly one of less, equal and greater holds, and less carries on to a third."""
    assert [a < b, a == b, a > b].count(True) == 1
    first, second, third = sorted((a, b, c))
    assert first <= second <= third
    assert first <= third
    assert sorted((c, b, a)) == [first, second, third]


def test_a_bound_stands_beside_its_number() -> None:
    """At one number, what is less comes first and what is more comes last."""
    ordered = [Quantity(comparator, "2.0", "U/mL") for comparator in ("<", "<=", "", ">=", ">")]
    shuffled = ordered[::-1]
    assert sorted(shuffled) == ordered
    assert Quantity("", "2.0", "U/mL") != Quantity("", "2", "U/mL")


@given(st.text(max_size=20) | st.from_regex(r"[<>=≤]?[0-9 .,'+-]{0,12}[a-zA-Z/%*]{0,4}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed, the answer is a value with every digit typed, or one sentence."""
    with contextlib.suppress(Unreadable):
        quantity = read(text, "U/mL")
        digits = [c for c in text if c in "0123456789"]
        assert [c for c in quantity.value if c in "0123456789"] in (digits, ["0", *digits])


def test_more_digits_than_any_measurement_are_refused() -> None:
    """A slip of the keyboard or a broken export is told, and never reaches an axis."""
    with pytest.raises(Unreadable, match="more digits"):
        read("1" * 16, "U/mL")
    with pytest.raises(ValueError, match="not a number"):
        Quantity("", "0." + "0" * 15 + "1", "U/mL")
    assert read("1" * 15, "U/mL").value == "1" * 15
