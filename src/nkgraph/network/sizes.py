"""How large marks are: the rules that the ontology names in `nkg:drawnSize`."""

from collections.abc import Callable, Mapping
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SMALLEST, LARGEST = 8.0, 28.0
"""Radius of a mark in pixels; a class can narrow it."""

Counts: TypeAlias = Mapping[str, int]


def radius(count: int, most: int, smallest: float = SMALLEST, largest: float = LARGEST) -> float:
    """Return the radius of a node with such a count, where the highest of its network is `most`.

    The area grows in proportion to the count, from the smallest mark for one; a busier network is
    scaled so that its busiest node gets the largest mark.
    """
    scale = min(smallest, largest / sqrt(max(most, 1)))
    return round(float(max(smallest, scale * sqrt(count))), 2)


def _by_degree(network: "MultiDiGraph", edges: Counts) -> Counts:
    """Count the edges of each node, a loop once."""
    return edges


def _by_claims(network: "MultiDiGraph", edges: Counts) -> Counts:
    """Count the claims behind each node's edges, each once."""
    behind: dict[str, set[str]] = {node: set() for node in network}
    for source, target, claim in network.edges(data="claim"):
        if claim is not None:
            behind[source].add(claim)
            behind[target].add(claim)
    return {node: len(claims) for node, claims in behind.items()}


def _fixed(network: "MultiDiGraph", edges: Counts) -> Counts:
    """Count one for each node, so that all are as small as their class says."""
    return dict.fromkeys(network, 1)


RULES: Mapping[str, Callable[["MultiDiGraph", Counts], Counts]] = {
    "degree": _by_degree,
    "claims": _by_claims,
    "fixed": _fixed,
}
"""The rules by name: how each counts what makes a node large, from the network and its degrees."""

USUAL = "degree"
"""The rule of what the ontology knows nothing of."""
