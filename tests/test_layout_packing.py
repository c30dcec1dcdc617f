"""Unconnected parts set beside one another."""

import random

import pytest

from nkgraph.layout.boxes import Box
from nkgraph.layout.packing import pack
from pictures import Point, covering

MARK = Box(8, 8, 8, 8)


def scattered(sizes: list[int]) -> tuple[list[list[int]], list[Point]]:
    """Parts of these sizes, all in the same place."""
    chance = random.Random(1)
    parts: list[list[int]] = []
    points: list[Point] = []
    for size in sizes:
        parts.append(list(range(len(points), len(points) + size)))
        points += [(60.0 * number, chance.uniform(-90, 90)) for number in range(size)]
    return parts, points


@pytest.mark.parametrize("sizes", [[1, 1], [9, 4, 4, 2, 1, 1, 1], [40, *[2] * 30, *[1] * 200]])
def test_parts_end_apart_and_near(sizes: list[int]) -> None:
    parts, points = scattered(sizes)
    room = [MARK] * len(points)

    packed = pack(parts, points, room, [], 36)

    of_part = {node: number for number, part in enumerate(parts) for node in part}
    assert all(of_part[one] == of_part[other] for one, other in covering(packed, room, 30))
    spread = [max(v) - min(v) for v in zip(*packed, strict=True)]
    assert spread[0] * spread[1] < 10 * sum(60 * size * 180 for size in sizes) + 1e5


def test_a_part_moves_as_a_whole() -> None:
    parts, points = scattered([5, 3])

    packed = pack(parts, points, [MARK] * 8, [(0, 1)], 36)

    for part in parts:
        shifts = {
            (round(packed[n][0] - points[n][0], 6), round(packed[n][1] - points[n][1], 6))
            for n in part
        }
        assert len(shifts) == 1


def test_a_single_part_stays_where_it_is() -> None:
    parts, points = scattered([4])

    assert pack(parts, points, [MARK] * 4, [], 36) == points


def test_the_edges_of_a_part_are_kept_free() -> None:
    parts = [[0, 1], [2]]

    packed = pack(parts, [(0.0, 0.0), (900.0, 0.0), (450.0, 0.0)], [MARK] * 3, [(0, 1)], 36)

    assert abs(packed[2][1] - packed[0][1]) > 16 or not packed[0][0] < packed[2][0] < packed[1][0]
