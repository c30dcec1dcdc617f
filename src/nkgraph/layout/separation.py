"""Push boxes apart until no two overlap, and move each as little as that takes.

Overlapping pairs are found by a sweep along x and pushed apart along the axis that costs less; the
rounds go on until none is left. What a round cannot free, since its neighbours hold it, gets more
room by growing the whole picture a little. The order is fixed, so the result is always the same.
"""

from collections.abc import Sequence

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Point

ROUNDS_BEFORE_GROWTH = 12
GROWTH = 1.04
MOST_ROUNDS = 600
"""By then the picture has grown sevenfold."""

NUDGE = 0.5
"""Pixels beyond touching, so that a pair that was freed stays free in the next round."""

CROWD = 250
"""From so many boxes on numpy is worth its import."""


def separate(points: Sequence[Point], boxes: Sequence[Box], *, gap: float) -> list[Point]:
    """Return the points moved so that their boxes are at least `gap` pixels apart."""
    count = len(points)
    if count >= CROWD:
        from nkgraph.layout import crowd

        return crowd.separate(points, boxes, gap=gap)
    x = [point[0] for point in points]
    y = [point[1] for point in points]
    left = [box.left + gap / 2 for box in boxes]
    right = [box.right + gap / 2 for box in boxes]
    top = [box.top + gap / 2 for box in boxes]
    bottom = [box.bottom + gap / 2 for box in boxes]
    for turn in range(1, MOST_ROUNDS + 1):
        order = sorted(range(count), key=lambda node: (x[node] - left[node], node))
        pushed = False
        for place, one in enumerate(order):
            reach = x[one] + right[one]
            for after in range(place + 1, count):
                other = order[after]
                if x[other] - left[other] >= reach:
                    break
                down = y[one] + bottom[one] - (y[other] - top[other])
                up = y[other] + bottom[other] - (y[one] - top[one])
                if down <= 0 or up <= 0:
                    continue
                across = min(
                    x[one] + right[one] - (x[other] - left[other]),
                    x[other] + right[other] - (x[one] - left[one]),
                )
                if across <= 0:
                    continue
                pushed = True
                values, room = (x, across) if across < min(down, up) else (y, min(down, up))
                push = (room + NUDGE) / 2 * (1 if values[one] <= values[other] else -1)
                values[one] -= push
                values[other] += push
                reach = x[one] + right[one]
        if not pushed:
            break
        if turn % ROUNDS_BEFORE_GROWTH == 0:
            for values in (x, y):
                middle = sum(values) / count
                values[:] = [middle + (value - middle) * GROWTH for value in values]
    return list(zip(x, y, strict=True))
