"""Set each box at the free place nearest to where it belongs: what is placed first stays put.

For maps: the largest marks keep their true places, and only the smaller give way. Places are tried
outwards from the true one, in the order of a sunflower's seeds (H. Vogel, "A better way to
construct the sunflower head", Mathematical Biosciences 44, 1979).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, count
from math import ceil, cos, floor, pi, sin, sqrt

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Point

GOLDEN_ANGLE = pi * (3 - sqrt(5))

CELLS_ACROSS = ((60, 8.0), (200, 4.0))
CELLS_ACROSS_IN_CROWD = 2.0
"""Cells that the smallest box is wide, in maps of up to so many boxes and in larger ones: what is
taken is kept by cells, and the finer they are, the longer it takes."""

ALWAYS_TRIED = 60
"""Places next to the true one that are tried in any case."""

Cell = tuple[int, int]


def settled(points: Sequence[Point], boxes: Sequence[Box], gap: float) -> list[Point]:
    """Return the points moved so that their boxes are at least `gap` pixels apart."""
    if not points:
        return []
    smallest = min(min(box.left + box.right, box.top + box.bottom) for box in boxes) + gap
    fineness = (cells for most, cells in CELLS_ACROSS if len(points) <= most)
    cell = smallest / next(fineness, CELLS_ACROSS_IN_CROWD)
    ground = _Ground(points, boxes, gap, cell)
    placed = list(points)
    tried: Counter[Cell] = Counter()
    for node in sorted(range(len(points)), key=lambda node: (-boxes[node].top, node)):
        x, y = points[node]
        # What was full for a mark is full for the next in its neighbourhood, hardly smaller.
        region = round(x / smallest), round(y / smallest)
        first = range(min(tried[region], ALWAYS_TRIED))
        for seed in chain(first, count(tried[region])):
            away, turn = cell * sqrt(seed), seed * GOLDEN_ANGLE
            placed[node] = x + away * cos(turn), y + away * sin(turn)
            if ground.take(placed[node], boxes[node]):
                break
        tried[region] = max(tried[region], seed)
    return placed


class _Ground:
    """The cells that boxes stand on: for each row, a number whose bits are the taken columns."""

    def __init__(
        self, points: Sequence[Point], boxes: Sequence[Box], gap: float, cell: float
    ) -> None:
        self._gap, self._cell = gap / 2, cell
        # Nothing is placed further left: there is room enough for all the boxes on other sides.
        reach = sqrt(sum(box.area for box in boxes)) + boxes[0].left + gap
        self._west = floor((min(x for x, _ in points) - 2 * reach) / cell)
        self._taken: dict[int, int] = {}

    def take(self, point: Point, box: Box) -> bool:
        """Take the cells of a box, and tell whether they were free."""
        (x, y), gap, cell = point, self._gap, self._cell
        left = floor((x - box.left - gap) / cell)
        right = ceil((x + box.right + gap) / cell)
        rows = range(floor((y - box.top - gap) / cell), ceil((y + box.bottom + gap) / cell))
        bits = ((1 << (right - left)) - 1) << max(left - self._west, 0)
        if left < self._west or any(self._taken.get(row, 0) & bits for row in rows):
            return False
        for row in rows:
            self._taken[row] = self._taken.get(row, 0) | bits
        return True
