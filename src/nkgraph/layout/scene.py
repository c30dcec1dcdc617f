"""What a layout works on: a network's nodes by number, and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nkgraph.layout import boxes
from nkgraph.layout.boxes import Box

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Point = tuple[float, float]
Link = tuple[int, int]

LABEL_GAP, MARK_GAP = 12.0, 6.0
"""Pixels that stay free between two boxes, with their labels or without."""


@dataclass(frozen=True)
class Scene:
    """A network by numbers: the nodes in the order of their names, whatever order the rows had.

    keys: the nodes. facts: their attributes. boxes: the room that they take. arcs: the edges, in
    order, with their attributes. gap: pixels to keep between boxes. rows: what the edges were made
    of, by their attribute `row`.
    """

    keys: Sequence[Any]
    facts: Sequence[Mapping[str, Any]]
    boxes: Sequence[Box]
    arcs: Sequence[tuple[int, int, Mapping[str, Any]]]
    gap: float
    rows: Sequence[Mapping[str, Any]] = ()

    @property
    def links(self) -> list[Link]:
        """The pairs of nodes that have an edge, either way; each once, and no loops."""
        return sorted({(min(a, b), max(a, b)) for a, b, _ in self.arcs if a != b})

    @property
    def neighbours(self) -> list[list[int]]:
        """For each node, those that it has an edge with, either way; each once, in order."""
        found: list[list[int]] = [[] for _ in self.keys]
        for one, other in self.links:
            found[one].append(other)
            found[other].append(one)
        return found


@dataclass(frozen=True)
class Placement:
    """Where the nodes are, and what the page draws with them.

    points: a place a node. graph: attributes of the network, such as the axis. nodes: attributes of
    single nodes, by number, such as where a leader points.
    """

    points: Sequence[Point]
    graph: Mapping[str, Any] = field(default_factory=dict)
    nodes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def of_network(network: "MultiDiGraph") -> Scene:
    """Return a network as a scene."""
    room = dict(zip(network, boxes.of_network(network), strict=True))
    keys = sorted(network, key=str)
    number = {key: place for place, key in enumerate(keys)}
    arcs = [
        (number[source], number[target], facts)
        for source, target, facts in network.edges(data=True)
    ]
    arcs.sort(key=lambda arc: arc[:2])
    return Scene(
        keys=keys,
        facts=[network.nodes[key] for key in keys],
        boxes=[room[key] for key in keys],
        arcs=arcs,
        gap=gap_for(len(keys)),
        rows=network.graph.get("rows") or (),
    )


def gap_for(count: int) -> float:
    """Return the pixels to keep between the boxes of so many nodes."""
    return LABEL_GAP if count <= boxes.LABELLED else MARK_GAP
