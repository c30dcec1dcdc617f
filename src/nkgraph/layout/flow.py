"""Who gives more than it takes on the left, who takes more on the right.

For trade: exporters left, importers right. What counts is the amounts on the lines; where nothing
is said of amounts, the number of lines.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from nkgraph.layout.blocks import gathered
from nkgraph.layout.columns import in_columns
from nkgraph.layout.scene import Link, Placement, Scene

CHANNEL = 420.0
"""Pixels between the two sides, for the lines and their labels: a commodity, a year, an amount."""

LINE_HEIGHT, MOST_LINES = 34.0, 14
"""Pixels that each line of a bundle gets, so that slanting ones pass it by, and up to how many."""

FEW, LINE_HEIGHT_OF_MANY = 10, 8.0
"""Among more nodes than a few there is no room to write on each line."""


def place(scene: Scene) -> Placement:
    """Lay out a network as a flow from left to right."""
    blocks = gathered(scene)
    sides = _sides(blocks.scene)
    blocks = blocks.turned({node: -1 if is_left else 1 for node, is_left in enumerate(sides)})
    return blocks.spread(_placed(blocks.scene, sides))


def _placed(scene: Scene, sides: Sequence[bool]) -> Placement:
    left = [node for node, is_left in enumerate(sides) if is_left]
    right = [node for node, is_left in enumerate(sides) if not is_left]
    bundles = Counter((min(a, b), max(a, b)) for a, b, _ in scene.arcs if a != b)
    points = in_columns(
        [left, right],
        scene.links,
        scene.boxes,
        channel=CHANNEL,
        gap=scene.gap,
        heights=_heights(bundles, len(scene.keys)),
        # Squared: the two that deal most are level, so that what is written between them is too.
        lines={ends: lines**2 for ends, lines in bundles.items()},
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


def _heights(bundles: Mapping[Link, int], count: int) -> dict[int, float]:
    """Return the room that each node's thickest bundle of lines takes, among so many nodes."""
    high = LINE_HEIGHT if count <= FEW else LINE_HEIGHT_OF_MANY
    heights: dict[int, float] = {}
    for ends, lines in bundles.items():
        for node in ends:
            heights[node] = max(heights.get(node, 0.0), high * min(lines, MOST_LINES))
    return heights
