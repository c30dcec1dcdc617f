"""Set each box at the free place nearest to where it belongs: what is placed first stays put.

For maps: the largest marks keep their true places, and only the smaller give way. Places are tried
outwards from the true one, in the order of a sunflower's seeds (H. Vogel, "A better way to
construct the sunflower head", Mathematical Biosciences 44, 1979).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import count
from math import ceil, cos, floor, pi, sin, sqrt

from nkgraph.layout.boxes import LABELLED, Box
from nkgraph.layout.scene import Point

GOLDEN_ANGLE = pi * (3 - sqrt(5))

CELLS_ACROSS, CELLS_ACROSS_IN_CROWD = 10.0, 2.0
"""Cells that the smallest box is wide: what is taken is kept by cells."""

Cell = tuple[int, int]


def settled(points: Sequence[Point], boxes: Sequence[Box], gap: float) -> list[Point]:
    """Return the points moved so that their boxes are at least `gap` pixels apart."""
    if not points:
        return []
    smallest = min(min(box.left + box.right, box.top + box.bottom) for box in boxes)
    across = CELLS_ACROSS if len(points) <= LABELLED else CELLS_ACROSS_IN_CROWD
    cell = (smallest + gap) / across
    taken: set[Cell] = set()
    placed = list(points)
    tried: Counter[Cell] = Counter()
    for node in sorted(range(len(points)), key=lambda node: (-boxes[node].top, node)):
        x, y = points[node]
        # What was full for a mark is full for the next in the same place, which is no larger.
        place = round(x), round(y)
        for seed in count(tried[place]):
            away, turn = cell * sqrt(seed), seed * GOLDEN_ANGLE
            placed[node] = x + away * cos(turn), y + away * sin(turn)
            columns, rows = _cells(placed[node], boxes[node], gap / 2, cell)
            if all((column, row) not in taken for column in columns for row in rows):
                break
        tried[place] = seed
        taken.update((column, row) for column in columns for row in rows)
    return placed


def _cells(point: Point, box: Box, gap: float, cell: float) -> tuple[range, range]:
    """Return the columns and rows of cells in which a box has a part."""
    x, y = point
    return (
        range(floor((x - box.left - gap) / cell), ceil((x + box.right + gap) / cell)),
        range(floor((y - box.top - gap) / cell), ceil((y + box.bottom + gap) / cell)),
    )
