"""Who gives more than it takes on the left, who takes more on the right.

For trade: exporters left, importers right. What counts is the amounts on the lines; where nothing
is said of amounts, the number of lines. Where that leaves lines between two of one side, and a few
hubs have an end of every line, these stand in the middle: so no line runs along a column.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from nkgraph.layout.blocks import gathered
from nkgraph.layout.columns import in_columns
from nkgraph.layout.scene import Link, Placement, Point, Scene
from nkgraph.network.flows import MOST_APART, MOST_FLOWS, series

CHANNEL = 420.0
"""Pixels between the two sides, for the lines and their labels: a commodity, a year, an amount."""

LINE_HEIGHT, MOST_LINES = 34.0, 14
"""Pixels that each line of a bundle gets, so that slanting ones pass it by, and up to how many."""

FEW, LINE_HEIGHT_OF_MANY = 10, 8.0
"""Among more nodes than a few there is no room to write on each line."""

MOST_HUBS = 6
"""In the middle."""

ASIDE = 50.0
"""Pixels that a line between two hubs passes a third one by, at least."""


def place(scene: Scene) -> Placement:
    """Lay out a network as a flow from left to right."""
    blocks = gathered(scene)
    sides = _sides(blocks.scene)
    blocks = blocks.turned(dict(enumerate(sides)))
    return blocks.spread(_placed(blocks.scene, sides))


def _placed(scene: Scene, sides: Sequence[int]) -> Placement:
    columns = [[node for node, at in enumerate(sides) if at == side] for side in (-1, 0, 1)]
    drawn = _drawn(scene)
    points = in_columns(
        columns,
        scene.links,
        scene.boxes,
        channel=CHANNEL,
        gap=scene.gap,
        heights=_heights(drawn, len(scene.keys)),
        # Squared: the two that deal most are level, so that what is written between them is too.
        lines={ends: lines**2 for ends, lines in drawn.items()},
    )
    points |= _bowed(columns[1], points)
    return Placement([points[node] for node in range(len(scene.keys))])


def _sides(scene: Scene) -> list[int]:
    """Tell of each node whether it stands on the left, -1, on the right, 1, or between them, 0."""
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
    sides = [
        -1
        if net[node] > 0 or (not net[node] and sum(net[other] for other in neighbours[node]) <= 0)
        else 1
        for node in range(len(scene.keys))
    ]
    if any(sides[one] == sides[other] for one, other in scene.links):
        for hub in _hubs(scene.links):
            sides[hub] = 0
    return sides


def _hubs(links: Sequence[Link]) -> list[int]:
    """Return a few nodes of which each link has one, the most linked first; none if there are no
    such few."""
    hubs: list[int] = []
    left = list(links)
    while left:
        if len(hubs) == MOST_HUBS:
            return []
        counts = Counter(end for link in left for end in link)
        hub = min(counts, key=lambda node: (-counts[node], node))
        hubs.append(hub)
        left = [link for link in left if hub not in link]
    return hubs


def _bowed(column: Sequence[int], points: Mapping[int, Point]) -> dict[int, Point]:
    """Return where a column's nodes stand on a bow, so that no three are on one line."""
    last = len(column) - 1
    return {
        # The curve's height over its chord is at least ASIDE between two neighbours of a node.
        node: (points[node][0] + ASIDE * at * (last - at), points[node][1])
        for at, node in enumerate(sorted(column, key=lambda node: points[node][1]))
    }


def _drawn(scene: Scene) -> Counter[Link]:
    """Return how many lines each two nodes have between them."""
    counts = Counter[Link]()
    ways: dict[tuple[int, int, str], set[tuple[str, str]]] = {}
    for source, target, facts in scene.arcs:
        if source != target and (flow := series(scene.rows, facts)):
            ways.setdefault((source, target, str(facts.get("origin"))), set()).add(flow)
        elif source != target:
            counts[min(source, target), max(source, target)] += 1
    lines = {way: len(flows) if len(flows) <= MOST_FLOWS else 1 for way, flows in ways.items()}
    if sum(lines.values()) > MOST_APART:
        lines = {(source, target, ""): 1 for source, target, _ in ways}
    for (source, target, _), number in lines.items():
        counts[min(source, target), max(source, target)] += number
    return counts


def _heights(bundles: Mapping[Link, int], count: int) -> dict[int, float]:
    """Return the room that each node's thickest bundle of lines takes, among so many nodes."""
    high = LINE_HEIGHT if count <= FEW else LINE_HEIGHT_OF_MANY
    heights: dict[int, float] = {}
    for ends, lines in bundles.items():
        for node in ends:
            heights[node] = max(heights.get(node, 0.0), high * min(lines, MOST_LINES))
    return heights
