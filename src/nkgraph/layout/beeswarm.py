"""Move boxes up or down until none overlaps: what is right about their x stays right.

Each box is set at the free height nearest to the one that it wants, those that want the middle
first. So nothing is moved twice, and the result is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from math import inf

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Point


def beeswarm(
    points: Sequence[Point], boxes: Sequence[Box], gap: float, reach: float = inf
) -> list[Point]:
    """Return the points at heights where their boxes are at least `gap` pixels apart.

    reach: how far from the middle a point may go. What finds no place there stands aside, to the
    right and to the left by turns, as near to its x as there is one.
    """
    if not points:
        return []
    middle = sorted(y for _, y in points)[len(points) // 2]
    width = max(box.left + box.right for box in boxes) + gap
    places = list(points)
    strips: dict[int, list[int]] = {}
    full: dict[int, int] = {}  # where a place was last found from an x, so that all are soon placed
    heights = [y for _, y in points]
    for node in sorted(range(len(points)), key=lambda node: (abs(heights[node] - middle), node)):
        (wanted, height), box = points[node], boxes[node]
        home = int(wanted // width)
        for step in count(full.get(home, 0)):
            x = wanted + (step + 1) // 2 * width * (1 if step % 2 else -1)
            y = _nearest_free(height, _barred(x, box, gap, places, boxes, strips, int(x // width)))
            if abs(y - middle) <= max(reach, abs(height - middle)):
                break
        if step:
            full[home] = step
        places[node] = x, y
        strips.setdefault(int(x // width), []).append(node)
    return places


def _barred(
    x: float,
    box: Box,
    gap: float,
    places: Sequence[Point],
    boxes: Sequence[Box],
    strips: Mapping[int, Sequence[int]],
    strip: int,
) -> list[tuple[float, float]]:
    """Return the spans of heights in which a box at some x would be too near to another one."""
    return [
        (
            places[other][1] - boxes[other].top - gap - box.bottom,
            places[other][1] + boxes[other].bottom + gap + box.top,
        )
        # Two centres two strips apart can still meet: a box may lie all to one side.
        for near in range(strip - 2, strip + 3)
        for other in strips.get(near, ())
        if places[other][0] - boxes[other].left < x + box.right + gap
        and x - box.left < places[other][0] + boxes[other].right + gap
    ]


def _nearest_free(wanted: float, barred: Iterable[tuple[float, float]]) -> float:
    """Return the height nearest to the wanted one that lies within none of the spans."""
    above = below = wanted
    spans = sorted(barred)
    for low, high in spans:
        if low < below < high:
            below = high
    for low, high in sorted(spans, key=lambda span: -span[1]):
        if low < above < high:
            above = low
    return above if wanted - above <= below - wanted else below
