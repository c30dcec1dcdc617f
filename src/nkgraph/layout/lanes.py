"""Many events: a lane for each kind, one below the other, each event in its lane at its date.

Who took part stands above the lanes. The lines between them would
cover all else, so the page draws only those of what is touched.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil

from nkgraph.layout.beeswarm import beeswarm
from nkgraph.layout.scene import Point, Scene

MANY = 150
"""From so many events on, marks in lanes read better than a network along time."""

WIDTHS = (1200.0, 1600.0, 2100.0, 2800.0, 3700.0, 4900.0, 6500.0)
"""Pixels that the axis may have: the widest is taken with which the whole is still large."""

NEARLY = 0.9
"""A wider axis may cost a tenth of the size in which the whole is shown."""

WINDOW = (1120.0, 700.0)
"""Pixels of a window that the whole is to fit into."""

BETWEEN = 18.0
"""Pixels between two lanes, and at least between what stands in them."""

COLUMN, ROW = 330.0, 120.0
"""Pixels for a mark above the lanes, with its label, as small as the whole is shown at first."""

NAME = 26.0
"""Pixels above a lane for its name."""


def lanes(scene: Scene, days: Mapping[int, float]) -> list[tuple[str, list[int]]]:
    """Return the lanes: the name of each kind of event and its events, the fullest kind first."""
    kinds: dict[str, list[int]] = {}
    for node in days:
        facts = scene.facts[node]
        kinds.setdefault(str(facts.get("kindLabel") or facts.get("kind") or ""), []).append(node)
    return sorted(kinds.items(), key=lambda lane: (-len(lane[1]), lane[0]))


def width(
    scene: Scene, order: Sequence[tuple[str, Sequence[int]]], days: Mapping[int, float]
) -> float:
    """Return how wide the axis should be for the whole to be shown as large as it can be."""
    first, last = min(days.values()), max(days.values())
    step = 2 * scene.boxes[order[0][1][0]].right + scene.gap / 3

    def scale(wide: float) -> float:
        per_day = wide / max(last - first, 1.0)
        high = 0.0
        for _, nodes in order:
            stacks = Counter(int((days[node] - first) * per_day / step) for node in nodes)
            high += max(stacks.values()) * step + BETWEEN + NAME
        return min(WINDOW[0] / wide, WINDOW[1] / high)

    best = max(map(scale, WIDTHS))
    return max(wide for wide in WIDTHS if scale(wide) >= NEARLY * best)


def place(
    scene: Scene,
    order: Sequence[tuple[str, Sequence[int]]],
    fixed: Mapping[int, float],
    beside: Sequence[int],
) -> tuple[dict[int, Point], list[dict[str, float | str]]]:
    """Return the events' places and those of what they link, and the lanes {y, label} themselves.

    fixed: each event's x. beside: what is linked to events, however far.
    """
    points: dict[int, Point] = {}
    drawn: list[dict[str, float | str]] = []
    top = 0.0
    for label, nodes in order:
        row = _row(scene, nodes, fixed, scene.gap / 3)
        above = min(y - scene.boxes[node].top for node, (_, y) in row.items())
        below = max(y + scene.boxes[node].bottom for node, (_, y) in row.items())
        points.update({node: (x, y - above + top + NAME) for node, (x, y) in row.items()})
        drawn.append({"y": round(top, 1), "label": label})
        top += NAME + below - above + BETWEEN
    return points | _above(scene, beside, max(fixed.values())), drawn


def _above(scene: Scene, nodes: Sequence[int], wide: float) -> dict[int, Point]:
    """Return a table of marks above the lanes, those with most neighbours first."""
    neighbours = scene.neighbours
    order = sorted(nodes, key=lambda node: (-len(neighbours[node]), node))
    columns = max(1, int(wide // COLUMN))
    rows = ceil(len(order) / columns)
    return {
        node: ((at % columns + 0.5) * wide / columns, (at // columns - rows) * ROW)
        for at, node in enumerate(order)
    }


def _row(
    scene: Scene, nodes: Sequence[int], wanted: Mapping[int, float], gap: float
) -> dict[int, Point]:
    """Return nodes at their x, moved up or down from one line as little as keeps them apart."""
    boxes = [scene.boxes[node] for node in nodes]
    return dict(
        zip(nodes, beeswarm([(wanted[node], 0.0) for node in nodes], boxes, gap), strict=True)
    )
