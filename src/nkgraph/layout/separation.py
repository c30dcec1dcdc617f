"""Push boxes apart until no two overlap, and move each as little as that takes.

Overlapping pairs are found by a sweep along x and pushed apart along the axis that costs less; the
rounds go on until none is left. What a round cannot free, since its neighbours hold it, gets more
room by growing the whole picture a little. The order is fixed, so the result is always the same.
"""

from collections.abc import Sequence

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import FREE, Freedom, Point

ROUNDS_BEFORE_GROWTH = 12
GROWTH = 1.04
MOST_ROUNDS = 600
"""By then the picture has grown sevenfold; only boxes that may not move are still in each other."""

NUDGE = 0.5
"""Pixels beyond touching, so that a pair that was freed stays free in the next round."""

CROWD = 250
"""From so many boxes on numpy is worth its import."""


def separate(
    points: Sequence[Point],
    boxes: Sequence[Box],
    *,
    gap: float = 6.0,
    freedom: Sequence[Freedom] | None = None,
    grow: bool = True,
) -> list[Point]:
    """Return the points moved so that their boxes are at least `gap` pixels apart.

    freedom: how readily each moves; two boxes that may not move at all stay where they are.
    grow: whether the picture may grow as a whole, along the axes on which all may move.
    """
    count = len(points)
    if count >= CROWD:
        from nkgraph.layout import crowd

        return crowd.separate(points, boxes, gap=gap, freedom=freedom, grow=grow)
    x = [point[0] for point in points]
    y = [point[1] for point in points]
    left = [box.left + gap / 2 for box in boxes]
    right = [box.right + gap / 2 for box in boxes]
    top = [box.top + gap / 2 for box in boxes]
    bottom = [box.bottom + gap / 2 for box in boxes]
    free = freedom or [FREE] * count
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
                pushed |= _push(x, y, one, other, across, min(down, up), free)
                reach = x[one] + right[one]
        if not pushed:
            break
        if grow and turn % ROUNDS_BEFORE_GROWTH == 0:
            _grow(x, y, free)
    return list(zip(x, y, strict=True))


def _push(
    x: list[float],
    y: list[float],
    one: int,
    other: int,
    across: float,
    along: float,
    free: Sequence[Freedom],
) -> bool:
    """Move two nodes apart along the cheaper axis on which they can move; tell if they could."""
    sideways, upright = free[one].x + free[other].x, free[one].y + free[other].y
    if sideways and (across < along or not upright):
        push = (across + NUDGE) / sideways
        sign = 1.0 if x[one] <= x[other] else -1.0
        x[one] -= sign * push * free[one].x
        x[other] += sign * push * free[other].x
        return True
    if upright:
        push = (along + NUDGE) / upright
        sign = 1.0 if y[one] <= y[other] else -1.0
        y[one] -= sign * push * free[one].y
        y[other] += sign * push * free[other].y
        return True
    return False


def _grow(x: list[float], y: list[float], free: Sequence[Freedom]) -> None:
    """Scale the picture about its middle, on the axes where nothing is held in place."""
    for values, is_free in ((x, all(each.x for each in free)), (y, all(each.y for each in free))):
        if is_free:
            middle = sum(values) / len(values)
            values[:] = [middle + (value - middle) * GROWTH for value in values]
