"""Nodes in columns."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.layout.boxes import Box
from nkgraph.layout.columns import MOST_ROWS, _apart, _inversions, in_columns
from pictures import covering

MARK = Box(40, 10, 40, 30)


def test_columns_stand_from_left_to_right() -> None:
    points = in_columns([[0, 1], [], [2]], [(0, 2)], [MARK] * 3, channel=100, gap=20)

    assert points[0][0] == points[1][0]
    assert points[2][0] - points[0][0] == 180  # half a box, the channel, half a box


def test_lines_do_not_cross_where_they_need_not() -> None:
    left, right = list(range(10)), list(range(10, 20))
    random.Random(1).shuffle(right)
    links = [(number, number + 10) for number in range(10)]

    points = in_columns([left, right], links, [MARK] * 20, channel=100, gap=20)

    by_height = [sorted(side, key=lambda node: points[node][1]) for side in (left, right)]
    assert [node + 10 for node in by_height[0]] == by_height[1]


def test_a_node_stands_level_with_what_it_is_linked_to() -> None:
    links = [(0, 1), (0, 2), (0, 3)]

    points = in_columns([[0], [1, 2, 3]], links, [MARK] * 4, channel=100, gap=20)

    assert points[0][1] == pytest.approx(points[2][1])


def test_a_row_that_needs_more_room_gets_it() -> None:
    near = in_columns([[0, 1]], [], [MARK] * 2, channel=100, gap=20)
    far = in_columns([[0, 1]], [], [MARK] * 2, channel=100, gap=20, heights={0: 300, 1: 300})

    assert abs(near[0][1] - near[1][1]) == 60
    assert abs(far[0][1] - far[1][1]) == 300


def test_a_long_column_is_broken_into_several() -> None:
    count = MOST_ROWS * 3
    boxes = [MARK] * (count + 1)

    points = in_columns(
        [[count], list(range(count))],
        [(n, count) for n in range(count)],
        boxes,
        channel=100,
        gap=20,
    )

    assert len({points[node][0] for node in range(count)}) == 3
    assert covering([points[node] for node in range(count + 1)], boxes, 19) == []


@given(st.lists(st.integers(0, 30), max_size=30))
def test_crossings_are_pairs_in_the_wrong_order(values: list[int]) -> None:
    slowly = sum(
        values[one] > values[other]
        for one in range(len(values))
        for other in range(one + 1, len(values))
    )

    assert _inversions(values) == slowly


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=20))
def test_heights_keep_their_steps_and_stay_in_the_middle(wanted: list[float]) -> None:
    steps = [10.0] * (len(wanted) - 1)

    heights = _apart(wanted, steps, [1] * len(wanted))

    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(heights))
    assert sum(heights) == pytest.approx(sum(wanted), abs=1e-3)


def test_what_more_lines_lead_to_is_the_more_level() -> None:
    boxes = [Box(10, 10, 10, 10)] * 3
    links = [(0, 2), (1, 2)]
    points = in_columns([[0, 1], [2]], links, boxes, channel=50, gap=4, lines={(1, 2): 9})
    assert abs(points[1][1] - points[2][1]) < abs(points[0][1] - points[2][1]) / 4
