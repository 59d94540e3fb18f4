from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.figures.labels import Box, Candidate, Obstacle, Wanted, place

AREA = Box(0, 0, 100, 40)


def wanted(*boxes: Box, owner: str = "", inside: bool = False) -> Wanted:
    """Return a label with candidates in these places."""
    return Wanted(owner, tuple(Candidate(f"text {number}", box, inside) for number, box in enumerate(boxes)))


def test_a_label_takes_its_first_place_that_is_free() -> None:
    """The first is outside, the second is taken, the third is its."""
    label = wanted(Box(95, 0, 10, 10), Box(0, 0, 10, 10), Box(20, 0, 10, 10))
    found = place([label], AREA, [Obstacle(Box(5, 5, 10, 10))])
    assert [one and one.text for one in found] == ["text 2"]


def test_a_label_without_a_place_is_left_away() -> None:
    """It does not push the one that came first."""
    box = Box(0, 0, 10, 10)
    first, second = place([wanted(box), wanted(box)], AREA)
    assert first is not None
    assert second is None


def test_boxes_that_touch_do_not_overlap() -> None:
    """Edge to edge is near enough."""
    assert all(place([wanted(Box(0, 0, 10, 10)), wanted(Box(10, 0, 10, 10))], AREA))


def test_labels_have_air_between_them() -> None:
    """Two names side by side are not read as one."""
    first, second = wanted(Box(10, 0, 10, 10)), wanted(Box(25, 0, 10, 10), Box(26, 0, 10, 10))
    found = place([first, second], AREA, [Obstacle(Box(0, 0, 7, 10))], air=3)
    assert [one and one.text for one in found] == ["text 0", "text 1"]
    assert place([first], AREA, [Obstacle(Box(0, 0, 8, 10))], air=3) == [None]


def test_a_label_may_stand_inside_its_own_shape_only() -> None:
    """The name of a line stands on its bar, another's does not."""
    bar = Obstacle(Box(0, 0, 50, 10), "line")
    box = Box(5, 0, 10, 10)
    assert all(place([wanted(box, owner="line", inside=True)], AREA, [bar]))
    assert not any(place([wanted(box, owner="other", inside=True)], AREA, [bar]))
    assert not any(place([wanted(box, owner="line")], AREA, [bar]))


boxes = st.builds(Box, *(st.floats(-20, 320) for _ in range(2)), *(st.floats(1, 80) for _ in range(2)))


@given(st.lists(st.lists(boxes, max_size=4), max_size=25), st.lists(boxes, max_size=8))
def test_no_label_meets_another_or_an_obstacle_or_leaves_the_area(
    places: list[list[Box]], obstacles: list[Box]
) -> None:
    """Whatever is asked for."""
    area = Box(0, 0, 300, 200)
    found = place([wanted(*one) for one in places], area, [Obstacle(box) for box in obstacles])
    placed = [one.box for one in found if one]
    assert len(found) == len(places)
    assert all(box.within(area) for box in placed)
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert not any(one.meets(other) for one in placed for other in obstacles)
