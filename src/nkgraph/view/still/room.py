"""Which places of the picture are taken, and which lines a rectangle would cover."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from nkgraph.layout.clipping import runs_through
from nkgraph.view.still.curves import Curve, Point

CELL = 80
"""Pixels: only rectangles in the same squares of the picture are compared."""


HEAD = 12.0
"""Pixels around the head of a line."""

HEAD_COVERED = 2
"""To cover a line's head is as bad as to cover so many more lines."""


class Box(NamedTuple):
    """A rectangle; of a mark, `owner` is its number."""

    left: float
    top: float
    right: float
    bottom: float
    owner: int | None = None

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and self.right > other.left
            and self.top < other.bottom
            and self.bottom > other.top
        )


class Room:
    """The picture's room: what stands where."""

    def __init__(self, width: float, height: float) -> None:
        self.whole = Box(0, 0, width, height)
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self._runs: list[tuple[Box, list[Point]]] = []
        self._heads: list[Box] = []

    def take(self, box: Box) -> None:
        """Put something there."""
        for cell in _near(box):
            self._cells.setdefault(cell, []).append(box)

    def run(self, curves: Iterable[Curve]) -> None:
        """Let lines run there, which words had better not cover."""
        for curve in curves:
            points = curve.pieces()
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self._runs.append((Box(min(xs), min(ys), max(xs), max(ys)), points))
            head = curve.point(curve.before_end(HEAD / 2))
            self._heads.append(boxed(head, HEAD, HEAD))

    def is_free(self, box: Box, but: int | None = None) -> bool:
        """Tell whether a rectangle is in the picture and nothing is there but the mark `but`."""
        whole = self.whole
        if box.left < 0 or box.top < 0 or box.right > whole.right or box.bottom > whole.bottom:
            return False
        return not any(
            other.meets(box)
            for cell in _near(box)
            for other in self._cells.get(cell, ())
            if other.owner is None or other.owner != but
        )

    def crossings(self, box: Box) -> int:
        """Return how many lines run through a rectangle; one that ends in it counts more."""
        return HEAD_COVERED * sum(head.meets(box) for head in self._heads) + sum(
            around.left <= box.right
            and around.right >= box.left
            and around.top <= box.bottom
            and around.bottom >= box.top
            and any(_through(box, *piece) for piece in pairwise(points))
            for around, points in self._runs
        )


def boxed(centre: Point, width: float, height: float, owner: int | None = None) -> Box:
    """Return the rectangle of a size around a point."""
    x, y = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2, owner)


def _near(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for row in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield column, row


def _through(box: Box, start: Point, end: Point) -> bool:
    return runs_through(start, end, left=box.left, top=box.top, right=box.right, bottom=box.bottom)
