"""Spread and separation for large networks, with numpy: thousands of boxes in under a second."""

from collections.abc import Sequence
from math import pi
from typing import TYPE_CHECKING, TypeAlias

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Point

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[float64]

MOST_ROUNDS = 400
ROUNDS_BEFORE_GROWTH = 12
HURRY_FROM, ROUNDS_IN_HURRY = 120, 4
GROWTH = 1.04

RELAXATION = 0.6
"""Share of an overlap that one round takes away; all pairs move at once, and more overshoots."""

TINY = 1e-6
CLOSE = 1.0
"""Pixels: two boxes whose centres are nearer are pushed as if one were so far below the other."""

NUDGE = 0.5
"""Pixels beyond touching, so that a pair that was freed stays free in the next round."""

EVENNESS = 0.7
"""How far distances from the middle go from what the forces gave (0) to an even density (1)."""

OUTSKIRTS = 0.95
"""The share of the nodes that lies within the radius by which the picture is scaled."""


def evened_out(points: Sequence[Point], boxes: Sequence[Box], density: float) -> list[Point]:
    """Return the points so far from their middle that the boxes lie about evenly.

    Forces crowd the well-linked nodes of a large network in the middle. Here each node keeps its
    direction and its rank by distance; the distance is brought near to the one at which the boxes
    within it cover `density` of the disc.
    """
    import numpy as np

    around = np.asarray(points, dtype=float)
    around = around - around.mean(axis=0)
    distance = np.hypot(around[:, 0], around[:, 1])
    order = np.argsort(distance, kind="stable")
    covered = np.cumsum(np.array([box.area for box in boxes])[order])
    even = np.empty_like(distance)
    even[order] = np.sqrt(covered / (density * pi))
    reach = max(float(np.quantile(distance, OUTSKIRTS)), 1e-9)
    given = distance * (even.max() / reach)
    wanted = (1 - EVENNESS) * given + EVENNESS * even
    scaled = around * (wanted / np.maximum(distance, 1e-9))[:, np.newaxis]
    return _points(scaled[:, 0], scaled[:, 1])


def separate(
    points: Sequence[Point],
    boxes: Sequence[Box],
    *,
    gap: float,
) -> list[Point]:
    """Do what `separation.separate` does, for all pairs at once."""
    import numpy as np

    x, y = np.asarray(points, dtype=float).T.copy()
    left, top, right, bottom = np.asarray(boxes, dtype=float).T + gap / 2
    for turn in range(1, MOST_ROUNDS + 1):
        if not _round(x, y, left, top, right, bottom):
            break
        every = ROUNDS_BEFORE_GROWTH if turn < HURRY_FROM else ROUNDS_IN_HURRY
        if turn % every == 0:
            for values in (x, y):
                values -= values.mean()
                values *= GROWTH
    return _points(x, y)


def _round(
    x: "Numbers", y: "Numbers", left: "Numbers", top: "Numbers", right: "Numbers", bottom: "Numbers"
) -> bool:
    """Push every overlapping pair apart once; tell whether there was one."""
    import numpy as np

    order = np.argsort(x - left, kind="stable")
    low, high = (x - left)[order], (x + right)[order]
    floor, ceiling = (y - top)[order], (y + bottom)[order]
    reach = np.maximum.accumulate(high)
    push_x, push_y = np.zeros_like(x), np.zeros_like(y)
    pushed = False
    for step in range(1, len(x)):
        if not (low[step:] < reach[:-step]).any():
            break
        meets: NDArray[bool_] = (
            (low[step:] < high[:-step])
            & (floor[step:] < ceiling[:-step])
            & (floor[:-step] < ceiling[step:])
        )
        place = np.nonzero(meets)[0]
        if not len(place):
            continue
        one, other = order[place], order[place + step]
        across = np.minimum(high[place] - low[place + step], high[place + step] - low[place])
        along = np.minimum(
            ceiling[place] - floor[place + step], ceiling[place + step] - floor[place]
        )
        away_x, away_y = x[other] - x[one], y[other] - y[one]
        away_y = np.where(abs(away_y) < CLOSE, np.where(away_y < 0, -CLOSE, CLOSE), away_y)
        # As far along the line between the two as frees them on one axis: so the crowd keeps its
        # grain, where pushes along the axes alone would leave it in rows and columns.
        share = np.minimum(
            (across + NUDGE) / np.maximum(abs(away_x), TINY), (along + NUDGE) / abs(away_y)
        )
        for push, away in ((push_x, away_x), (push_y, away_y)):
            step_of_each = away * share * (RELAXATION / 2)
            np.subtract.at(push, one, step_of_each)
            np.add.at(push, other, step_of_each)
        pushed = True
    x += push_x
    y += push_y
    return pushed


def _points(x: "Numbers", y: "Numbers") -> list[Point]:
    return list(zip(x.tolist(), y.tolist(), strict=True))
