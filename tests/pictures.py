"""For tests of layouts: networks to lay out, and whether what comes out can be read."""

import random
from collections.abc import Sequence
from typing import Any

import networkx as nx

from nkgraph.layout import alike, boxes
from nkgraph.layout.boxes import Box

Point = tuple[float, float]

WORDS = ("Federal", "Customs", "Service", "of", "Russia", "port", "railway", "policy", "Korea")


def network(
    count: int, edges: int, *, layout: str = "force", seed: int = 1, **graph: Any
) -> nx.MultiDiGraph:
    """A network of so many labelled nodes, with edges between any two."""
    chance = random.Random(seed)
    made = nx.MultiDiGraph(layout=layout, kinds={}, **graph)
    for number in range(count):
        label = " ".join(chance.choices(WORDS, k=chance.randrange(1, 6)))
        made.add_node(f"n{number:05}", label=label, size=8 + 20 * chance.random() ** 6)
    for number in range(edges):
        source, target = chance.randrange(count), chance.randrange(count)
        made.add_edge(f"n{source:05}", f"n{target:05}", number)
    return made


def places(network: nx.MultiDiGraph) -> dict[Any, Point]:
    return {node: (facts["x"], facts["y"]) for node, facts in network.nodes(data=True)}


def overlaps(network: nx.MultiDiGraph) -> list[tuple[Any, Any]]:
    """The pairs of nodes of which one covers a part of the other, labels included."""
    # What stands in a lane is told by its lane, and what stands in a group by the group.
    untold = {key for key, date in network.nodes(data="date") if date} | set(
        alike.of_network(network)
    )
    room = [
        Box(box.top, box.top, box.top, box.top)
        if "lanes" in network.graph and key in untold
        else box
        for key, box in zip(network, boxes.of_network(network), strict=True)
    ]
    return [
        (list(network)[one], list(network)[other])
        for one, other in covering(list(places(network).values()), room)
    ]


def covering(points: Sequence[Point], room: Sequence[Box], gap: float = 0.0) -> list[Any]:
    """The pairs of boxes that are less than the gap apart."""
    order = sorted(range(len(points)), key=lambda node: points[node][0] - room[node].left)
    found = []
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            if points[other][0] - room[other].left >= points[one][0] + room[one].right + gap:
                break
            (_, y), (_, other_y) = points[one], points[other]
            if (
                y - room[one].top < other_y + room[other].bottom + gap
                and other_y - room[other].top < y + room[one].bottom + gap
            ):
                found.append((one, other))
    return found
