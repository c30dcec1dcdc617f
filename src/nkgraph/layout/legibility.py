"""How hard a picture is to read: lines across lines, and lines across what they do not end in."""

from collections.abc import Sequence
from itertools import combinations

from nkgraph.layout.boxes import Box
from nkgraph.layout.clipping import runs_through
from nkgraph.layout.scene import Link, Point

ACROSS_BOX = 2.0
"""A line through a mark or a label is as bad as so many crossings."""

AREA_UNIT = 400_000.0
"""Square pixels that are as bad as one crossing: of two clear pictures, the smaller. What counts is
the window that the picture needs, which is wider than high."""

WINDOW = 1.5
"""Width by height of a window."""

LOPSIDED = 2.0
"""A picture with all its nodes at one end, and the other nearly empty, is a little worse: less
than a crossing."""


def faults(points: Sequence[Point], links: Sequence[Link], boxes: Sequence[Box]) -> float:
    """Return how much there is to criticise; 0 is a picture without any crossing."""
    lines = [(points[one], points[other]) for one, other in links]
    crossings = sum(
        _cross(*lines[first], *lines[second])
        for first, second in combinations(range(len(links)), 2)
        if not set(links[first]) & set(links[second])
    )
    through = sum(
        _touches(start, end, point, box)
        for (start, end), link in zip(lines, links, strict=True)
        for node, (point, box) in enumerate(zip(points, boxes, strict=True))
        if node not in link
    )
    room = _area(points, boxes) / AREA_UNIT
    return crossings + ACROSS_BOX * through + room + LOPSIDED * _lopsided(points)


def _lopsided(points: Sequence[Point]) -> float:
    """Return how far the nodes' middle is from the picture's, by the size of the picture."""
    away = 0.0
    for values in zip(*points, strict=True):
        low, high = min(values), max(values)
        away += abs(sum(values) / len(values) - (low + high) / 2) / max(high - low, 1.0)
    return away


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    """Tell on which side of the line from a to b the point c lies."""
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _touches(start: Point, end: Point, centre: Point, box: Box) -> bool:
    """Tell whether the line enters the box around a centre."""
    x, y = centre
    return runs_through(
        start, end, left=x - box.left, top=y - box.top, right=x + box.right, bottom=y + box.bottom
    )


def _area(points: Sequence[Point], boxes: Sequence[Box]) -> float:
    placed = list(zip(points, boxes, strict=True))
    width = max(x + box.right for (x, _), box in placed) - min(
        x - box.left for (x, _), box in placed
    )
    height = max(y + box.bottom for (_, y), box in placed) - min(
        y - box.top for (_, y), box in placed
    )
    high = max(width / WINDOW, height)
    return WINDOW * high * high
