"""Whose word an edge is that no claim stands behind."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from nkgraph.network.rows import Rows

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Origins: TypeAlias = Mapping[tuple[str | None, str | None, str | None], Mapping[str, str]]
"""The sources, by IRI with their labels, that list the events behind a relation of two things;
under no relation, all sources."""

ANYWHERE = (None, None, None)


def read(rows: Rows) -> Origins:
    """Return the sources from the rows of the query `map-origins`."""
    found: dict[tuple[str | None, str | None, str | None], dict[str, str]] = {}
    for row in rows:
        relation = (row.get("source"), row.get("target"), row.get("relation"))
        found.setdefault(relation, {})[str(row["origin"])] = str(row["originLabel"])
    return found


def complete(network: "MultiDiGraph", origins: Origins) -> dict[str, str]:
    """Name the source of each edge that has neither a claim nor a source; return their labels.

    What counts events is the word of the source that lists them: of several, that which the
    edge's own label names. What tells of one event is the word of who tells of the event, the end
    that has a date.
    """
    known = origins.get(ANYWHERE, {})
    used: dict[str, str] = {}
    if not origins and all(node["date"] is None for _, node in network.nodes(data=True)):
        return used
    for source, target, edge in network.edges(data=True):
        if edge["claim"] is not None or edge["origin"] is not None:
            continue
        counted = origins.get((source, target, edge["relation"]), {})
        named = [iri for iri, label in counted.items() if label in (edge["label"] or "")]
        told = [
            node["origin"]
            for node in (network.nodes[source], network.nodes[target])
            if node["date"] is not None and node["origin"] is not None
        ]
        origin = next(iter([*named, *counted, *told]), None)
        if origin is None:
            continue
        label = counted.get(origin) or known.get(origin) or edge["originLabel"]
        edge.update(origin=origin, originLabel=label)
        if label is not None:
            used[origin] = label
    return used
