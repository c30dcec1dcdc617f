"""Move boxes up or down until none overlaps: what is right about their x stays right.

Each box is set at the free height nearest to the one that it wants, those that want the middle
first. So nothing is moved twice, and the result is exact.
"""

from collections.abc import Iterable, Sequence

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Point


def beeswarm(points: Sequence[Point], boxes: Sequence[Box], gap: float) -> list[Point]:
    """Return the points at heights where their boxes are at least `gap` pixels apart."""
    if not points:
        return []
    middle = sorted(y for _, y in points)[len(points) // 2]
    width = max(box.left + box.right for box in boxes) + gap
    heights = [y for _, y in points]
    strips: dict[int, list[int]] = {}
    for node in sorted(range(len(points)), key=lambda node: (abs(heights[node] - middle), node)):
        x, box = points[node][0], boxes[node]
        strip = int(x // width)
        barred = [
            (
                heights[other] - boxes[other].top - gap - box.bottom,
                heights[other] + boxes[other].bottom + gap + box.top,
            )
            # Two centres two strips apart can still meet: a box may lie all to one side.
            for near in range(strip - 2, strip + 3)
            for other in strips.get(near, ())
            if points[other][0] - boxes[other].left < x + box.right + gap
            and x - box.left < points[other][0] + boxes[other].right + gap
        ]
        heights[node] = _nearest_free(heights[node], barred)
        strips.setdefault(strip, []).append(node)
    return [(x, height) for (x, _), height in zip(points, heights, strict=True)]


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
