"""Boxes at the free place nearest to where they belong."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.layout.boxes import Box
from nkgraph.layout.settling import settled
from pictures import Point, covering

box = st.builds(Box, *([st.floats(8, 90)] * 4))
point = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


@settings(max_examples=40)
@given(st.lists(st.tuples(point, box), max_size=12))
def test_boxes_end_apart(placed: list[tuple[Point, Box]]) -> None:
    points, room = [at for at, _ in placed], [each for _, each in placed]

    assert covering(settled(points, room, 6), room, 5.99) == []


def test_the_largest_stays_and_the_smaller_gives_way() -> None:
    large, small = Box(28, 28, 28, 28), Box(8, 8, 8, 8)

    moved = settled([(0.0, 0.0), (2.0, 0.0)], [small, large], 6)

    assert moved[1] == (2.0, 0.0)
    assert 36 < abs(complex(*moved[0]) - 2) < 70


def test_what_is_in_nobodys_way_stays() -> None:
    points = [(0.0, 0.0), (60.0, 0.0)]

    assert settled(points, [Box(20, 20, 20, 20)] * 2, 6) == points
