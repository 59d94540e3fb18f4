from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.figures.rows import Item, stack


def test_what_follows_shares_a_row_and_what_overlaps_does_not() -> None:
    """The first free row is taken."""
    assert stack([Item(0, 10), Item(5, 15), Item(10, 20), Item(12, 30)]) == [0, 1, 0, 2]


def test_the_order_given_is_kept() -> None:
    """Rows are those of the items as they came."""
    assert stack([Item(5, 15), Item(0, 10)]) == [1, 0]


def test_what_fades_out_may_cross_what_fades_in() -> None:
    """One line ends in August, the next begins in August: they stand in one row."""
    assert stack([Item(0, 31, soft_right=30), Item(1, 90, soft_left=30)]) == [0, 0]
    assert stack([Item(0, 31, soft_right=30), Item(1, 90)]) == [0, 1]


def test_nothing_needs_no_row() -> None:
    """An empty lane is possible."""
    assert stack([]) == []


@given(st.lists(st.builds(lambda left, wide: Item(left, left + wide), st.floats(0, 500), st.floats(0.1, 90))))
def test_no_two_of_a_row_overlap(items: list[Item]) -> None:
    """And as many rows are used as overlap at once, not one more."""
    rows = stack(items)
    for (one, row), (other, same) in combinations(zip(items, rows, strict=True), 2):
        assert row != same or one.right <= other.left or other.right <= one.left
    most = max((sum(one.left <= item.left < one.right for one in items) for item in items), default=0)
    assert max(rows, default=-1) + 1 == most
