"""Set the parts of a network that nothing connects beside one another, close and without overlap.

The parts are laid on a grid as sets of cells, the largest first, each at the free place nearest to
the middle: Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino packing
approach", Graph Drawing 2001. So small parts come to lie in the bays of large ones.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor, sqrt

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Link, Point

ASPECT = 1.5
"""Width by height of the whole: a window's shape."""

FINEST = 20.0
"""Pixels across for a cell, at least."""

MOST_CELLS = 20_000
"""Cells that all the parts cover together, about; more would take long and show no difference."""

STRIDES = 4.0
"""A part is tried at places a quarter of its own width apart."""

Part = Sequence[int]
Cell = tuple[int, int]


def pack(
    parts: Sequence[Part],
    points: Sequence[Point],
    boxes: Sequence[Box],
    segments: Sequence[Link],
    gap: float,
) -> list[Point]:
    """Return the points with each part moved as a whole.

    parts: the nodes of each; segments: the edges, since a part's edges are kept free of others too.
    """
    if len(parts) < 2:
        return list(points)
    size = max(FINEST, sqrt(sum(_extent(part, points, boxes) for part in parts) / MOST_CELLS))
    of_part = {node: number for number, part in enumerate(parts) for node in part}
    edges: list[list[Link]] = [[] for _ in parts]
    for segment in segments:
        edges[of_part[segment[0]]].append(segment)
    shapes = []
    for part, own in zip(parts, edges, strict=True):
        middle = _middle(part, points, boxes)
        shapes.append((_cells(part, own, points, boxes, middle, gap, size), middle))
    taken: set[Cell] = set()
    placed = list(points)
    order = sorted(range(len(parts)), key=lambda number: (-len(shapes[number][0]), number))
    search = _Search()
    for number in order:
        cells, middle = shapes[number]
        right, down = search.place(cells, taken)
        taken.update((column + right, row + down) for column, row in cells)
        for node in parts[number]:
            placed[node] = (
                points[node][0] - middle[0] + right * size,
                points[node][1] - middle[1] + down * size,
            )
    return placed


class _Search:
    """Finds the free place nearest to the middle; parts come from large to small."""

    def __init__(self) -> None:
        self._rings: dict[frozenset[Cell], int] = {}

    def place(self, cells: frozenset[Cell], taken: set[Cell]) -> Cell:
        # What was full for a part is full for its like: begin where the last one came to lie.
        ring = self._rings.get(cells, 0)
        stride = max(1, round(sqrt(len(cells)) / STRIDES))
        while True:
            for right, down in _ring(ring):
                if all((x + right * stride, y + down * stride) not in taken for x, y in cells):
                    self._rings[cells] = ring
                    return right * stride, down * stride
            ring += 1


def _ring(number: int) -> Iterator[Cell]:
    """Yield the cells of a rectangle's outline, from the middles of its sides to its corners."""
    across, up = round(number * ASPECT), number
    if number == 0:
        yield 0, 0
        return
    before = round((number - 1) * ASPECT)
    for step in range(across + 1):
        for sign in (1, -1) if step else (1,):
            yield sign * step, up
            yield sign * step, -up
    for step in range(up):
        for sign in (1, -1) if step else (1,):
            for column in range(before + 1, across + 1):
                yield column, sign * step
                yield -column, sign * step


def _extent(part: Part, points: Sequence[Point], boxes: Sequence[Box]) -> float:
    left, top, right, bottom = _bounds(part, points, boxes)
    return (right - left) * (bottom - top)


def _middle(part: Part, points: Sequence[Point], boxes: Sequence[Box]) -> Point:
    left, top, right, bottom = _bounds(part, points, boxes)
    return (left + right) / 2, (top + bottom) / 2


def _bounds(
    part: Part, points: Sequence[Point], boxes: Sequence[Box]
) -> tuple[float, float, float, float]:
    return (
        min(points[node][0] - boxes[node].left for node in part),
        min(points[node][1] - boxes[node].top for node in part),
        max(points[node][0] + boxes[node].right for node in part),
        max(points[node][1] + boxes[node].bottom for node in part),
    )


def _cells(
    part: Part,
    segments: Sequence[Link],
    points: Sequence[Point],
    boxes: Sequence[Box],
    middle: Point,
    gap: float,
    size: float,
) -> frozenset[Cell]:
    """Return the cells that a part covers, as steps from its middle."""
    cells: set[Cell] = set()
    for node in part:
        x, y = points[node][0] - middle[0], points[node][1] - middle[1]
        box = boxes[node]
        columns = range(
            floor((x - box.left - gap) / size + 0.5), ceil((x + box.right + gap) / size + 0.5)
        )
        rows = range(
            floor((y - box.top - gap) / size + 0.5), ceil((y + box.bottom + gap) / size + 0.5)
        )
        cells.update((column, row) for column in columns for row in rows)
    for one, other in segments:
        (x1, y1), (x2, y2) = points[one], points[other]
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) / size) + 1
        for step in range(1, steps):
            x = x1 + (x2 - x1) * step / steps - middle[0]
            y = y1 + (y2 - y1) * step / steps - middle[1]
            cells.add((floor(x / size + 0.5), floor(y / size + 0.5)))
    return frozenset(cells)
