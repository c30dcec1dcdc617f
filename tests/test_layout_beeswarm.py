"""Boxes that may move up and down only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.layout.beeswarm import beeswarm
from nkgraph.layout.boxes import Box
from pictures import Point, covering

box = st.builds(Box, *([st.floats(2, 90)] * 4))
point = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


@given(st.lists(st.tuples(point, box), max_size=40))
def test_boxes_end_apart_and_keep_their_x(placed: list[tuple[Point, Box]]) -> None:
    points, room = [at for at, _ in placed], [each for _, each in placed]

    moved = beeswarm(points, room, 6)

    assert covering(moved, room, 5.99) == []
    assert [x for x, _ in moved] == [x for x, _ in points]


def test_what_is_in_nobodys_way_stays() -> None:
    points = [(0.0, 0.0), (0.0, 500.0), (500.0, 0.0)]

    assert beeswarm(points, [Box(10, 10, 10, 10)] * 3, 6) == points


@pytest.mark.parametrize(("wanted", "got"), [(3.0, 26.0), (-3.0, -26.0)])
def test_a_box_goes_the_nearer_way(wanted: float, got: float) -> None:
    points = [(0.0, 0.0), (0.0, wanted), (500.0, 0.0)]

    moved = beeswarm(points, [Box(10, 10, 10, 10)] * 3, 6)

    assert moved[1] == (0.0, got)
