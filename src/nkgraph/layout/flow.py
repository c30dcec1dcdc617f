"""Who gives more than it takes on the left, who takes more on the right.

For trade: exporters left, importers right. What counts is the amounts on the lines; where nothing
is said of amounts, the number of lines.
"""

from collections import Counter

from nkgraph.layout.columns import in_columns
from nkgraph.layout.scene import Placement, Scene

CHANNEL = 420.0
"""Pixels between the two sides, for the lines and their labels: a commodity, a year, an amount."""

LINE_HEIGHT = 20.0
MOST_LINES = 14
"""Pixels that each line of a bundle gets beside the next, and up to how many get them."""


def place(scene: Scene) -> Placement:
    """Lay out a network as a flow from left to right."""
    left = [node for node, is_left in enumerate(_sides(scene)) if is_left]
    right = [node for node in range(len(scene.keys)) if node not in set(left)]
    points = in_columns(
        [left, right],
        scene.links,
        scene.boxes,
        channel=CHANNEL,
        gap=scene.gap,
        heights=_heights(scene),
    )
    return Placement([points[node] for node in range(len(scene.keys))])


def _sides(scene: Scene) -> list[bool]:
    """Tell of each node whether it stands on the left."""
    amounts, lines = Counter[int](), Counter[int]()
    for source, target, facts in scene.arcs:
        if source != target:
            amount = float(facts.get("weight") or 0.0)
            amounts[source] += amount  # type: ignore[assignment]
            amounts[target] -= amount  # type: ignore[assignment]
            lines[source] += 1
            lines[target] -= 1
    net = [amounts[node] or lines[node] for node in range(len(scene.keys))]
    neighbours = scene.neighbours
    # Who gives as much as it takes stands opposite those with whom it deals.
    return [
        net[node] > 0 or (not net[node] and sum(net[other] for other in neighbours[node]) <= 0)
        for node in range(len(scene.keys))
    ]


def _heights(scene: Scene) -> dict[int, float]:
    """Return the room that each node's thickest bundle of lines takes."""
    bundles = Counter((min(a, b), max(a, b)) for a, b, _ in scene.arcs if a != b)
    heights: dict[int, float] = {}
    for ends, lines in bundles.items():
        for node in ends:
            room = LINE_HEIGHT * min(lines, MOST_LINES)
            heights[node] = max(heights.get(node, 0.0), room)
    return heights
