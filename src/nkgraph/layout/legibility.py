"""How hard a picture is to read: lines across lines, and lines across what they do not end in."""

from collections.abc import Sequence
from itertools import combinations

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Link, Point

ACROSS_BOX = 2.0
"""A line through a mark or a label is as bad as so many crossings."""

AREA_UNIT = 400_000.0
"""Square pixels that are as bad as one crossing: of two clear pictures, the smaller."""


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
    return crossings + ACROSS_BOX * through + _area(points, boxes) / AREA_UNIT


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    """Tell on which side of the line from a to b the point c lies."""
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _touches(start: Point, end: Point, centre: Point, box: Box) -> bool:
    """Tell whether the line enters the box (Liang and Barsky's clipping)."""
    enter, leave = 0.0, 1.0
    for begin, finish, low, high in (
        (start[0], end[0], centre[0] - box.left, centre[0] + box.right),
        (start[1], end[1], centre[1] - box.top, centre[1] + box.bottom),
    ):
        step = finish - begin
        if abs(step) < 1e-9:
            if not low <= begin <= high:
                return False
            continue
        first, second = sorted(((low - begin) / step, (high - begin) / step))
        enter, leave = max(enter, first), min(leave, second)
        if enter >= leave:
            return False
    return True


def _area(points: Sequence[Point], boxes: Sequence[Box]) -> float:
    placed = list(zip(points, boxes, strict=True))
    width = max(x + box.right for (x, _), box in placed) - min(
        x - box.left for (x, _), box in placed
    )
    height = max(y + box.bottom for (_, y), box in placed) - min(
        y - box.top for (_, y), box in placed
    )
    return width * height
