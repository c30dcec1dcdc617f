"""Boxes pushed apart, in small maps one pair after the other, in large ones all at once."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.layout import crowd
from nkgraph.layout.boxes import Box
from nkgraph.layout.separation import CROWD, separate
from pictures import Point, covering

box = st.builds(Box, *([st.floats(2, 90)] * 4))
point = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


@given(st.lists(st.tuples(point, box), max_size=25), st.sampled_from([0.0, 6.0, 12.0]))
def test_boxes_end_apart(placed: list[tuple[Point, Box]], gap: float) -> None:
    points, room = [at for at, _ in placed], [each for _, each in placed]

    assert covering(separate(points, room, gap=gap), room, gap) == []


@settings(max_examples=30)
@given(st.lists(st.tuples(point, box), min_size=1, max_size=40))
def test_boxes_pushed_all_at_once_end_apart(placed: list[tuple[Point, Box]]) -> None:
    points, room = [at for at, _ in placed], [each for _, each in placed]

    assert covering(crowd.separate(points, room, gap=6), room, 6) == []


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    points = [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)]

    assert separate(points, [Box(10, 10, 10, 10)] * 3, gap=6) == points


def test_two_boxes_go_apart_along_the_shorter_way() -> None:
    wide = Box(50, 10, 50, 10)

    (x1, y1), (x2, y2) = separate([(0, 0), (5, 8)], [wide, wide], gap=0)

    assert (x1, x2) == (0, 5)
    assert y2 - y1 == pytest.approx(20, abs=1)


def test_a_crowd_on_one_spot_opens_up() -> None:
    room = [Box(8, 8, 8, 8)] * (CROWD + 50)

    assert covering(separate([(0.0, 0.0)] * len(room), room, gap=6), room, 6) == []


def test_a_crowd_is_evened_out_and_keeps_its_directions() -> None:
    chance = random.Random(1)
    points = [(chance.gauss(0, 1) ** 3, chance.gauss(0, 1) ** 3) for _ in range(500)]
    room = [Box(8, 8, 8, 8)] * len(points)

    even = crowd.evened_out(points, room, 0.3)

    reach = max(abs(complex(*at)) for at in even)
    inner = sum(abs(complex(*at)) < reach / 2 for at in even)
    assert (
        sum(abs(complex(*at)) < max(map(abs, (complex(*p) for p in points))) / 2 for at in points)
        > 450
    )
    assert inner < 400
