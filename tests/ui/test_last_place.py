import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.ui.last_place import Place

SHARES = st.floats(0, 1)


@given(st.builds(Place, low=SHARES, high=SHARES, scrolled=SHARES))
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    """Whatever was on show is written as text and comes back."""
    assert Place.read(place.written()) == place


@pytest.mark.parametrize("text", ["", "[", "[]", "3", '{"tab": 3}', '{"low": "x", "odd": 1}', '{"high": 7}'])
def test_a_place_that_makes_no_sense_is_none(text: str) -> None:
    """What somebody spoilt in the settings is passed over."""
    assert Place.read(text) == Place()
