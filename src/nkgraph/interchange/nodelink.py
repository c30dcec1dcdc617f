"""networkx's node-link JSON, the edges under `edges`: `networkx.node_link_graph` reads it."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from nkgraph.interchange import record
from nkgraph.interchange.kinds import as_number, as_text, kind_of
from nkgraph.interchange.names import EDGE_ARGUMENTS, NODE_ARGUMENTS

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MEMBER = "nkgraph"
"""The member that holds the record; networkx's reader looks at others only."""

_NODES_OWN = NODE_ARGUMENTS | {"id"}
_EDGES_OWN = EDGE_ARGUMENTS | {"source", "target"}
"""Members that say what a node or an edge is."""


def text(network: "MultiDiGraph") -> Iterator[str]:
    """Return a network as JSON, piece by piece."""
    nodes = [facts for _, facts in network.nodes(data=True)]
    edges = list(network.edges(keys=True, data=True))
    facts = [facts for *_, facts in edges]
    ids = _unique(network)
    keys = [_plain(key) if isinstance(key, str | int) else as_text(key) for *_, key, _ in edges]
    own = record.of_network(
        network,
        record.of_elements(
            nodes,
            zip(network, ids, strict=True),
            record.columns(nodes),
            _reader(_NODES_OWN),
            holds_null=True,
        ),
        record.of_elements(
            facts,
            zip((key for *_, key, _ in edges), keys, strict=True),
            record.columns(facts),
            _reader(_EDGES_OWN),
            holds_null=True,
        ),
    )
    called = dict(zip(network, ids, strict=True))
    return _pieces(
        network.graph,
        own,
        (
            {**_members(facts, _NODES_OWN), "id": called[node]}
            for node, facts in network.nodes(data=True)
        ),
        (
            {
                **_members(facts, _EDGES_OWN),
                "source": called[source],
                "target": called[target],
                "key": key,
            }
            for (source, target, _, facts), key in zip(edges, keys, strict=True)
        ),
    )


def _pieces(
    graph: Mapping[str, Any],
    own: Mapping[str, Any],
    nodes: Iterator[dict[str, Any]],
    edges: Iterator[dict[str, Any]],
) -> Iterator[str]:
    yield '{"directed":true,"multigraph":true,"graph":'
    yield _json(_plain(dict(graph)))
    for name, members in (("nodes", nodes), ("edges", edges)):
        yield f',\n"{name}":['
        for number, member in enumerate(members):
            yield (",\n" if number else "\n") + _json(member)
        yield "\n]"
    yield f',\n"{MEMBER}":{_json(own)}}}\n'


def _reader(left_out: frozenset[str]) -> record.AsRead:
    return lambda name, value: record.MISSING if name in left_out else _plain(value)


def _members(facts: Mapping[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in facts.items() if name not in left_out}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _plain(value: object) -> Any:
    """Return a value as JSON has it: numbers as numbers, dates as text, None for no number."""
    if value is None or isinstance(value, bool | str):
        return value
    match kind_of(value):
        case "whole" | "real" | "decimal":
            number = as_number(value)
            return number if number is not None and math.isfinite(number) else None
        case "list":
            return [_plain(item) for item in value]  # type: ignore[attr-defined]
        case "date" | "datetime":
            return as_text(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {as_text(name): _plain(item) for name, item in value.items()}
    return as_text(value)


def _unique(names: "MultiDiGraph") -> list[str | int]:
    """Return a name for each node that JSON can hold, none twice."""
    taken: set[str | int] = set()
    ids: list[str | int] = []
    for name in names:
        wanted = (
            name if isinstance(name, str | int) and not isinstance(name, bool) else as_text(name)
        )
        called, number = wanted, 1
        while called in taken:
            number += 1
            called = f"{wanted} ({number})"
        taken.add(called)
        ids.append(called)
    return ids


def network(stream: IO[bytes]) -> "MultiDiGraph":
    """Return the network in a file of node-link JSON."""
    import networkx as nx

    data = json.load(stream)
    if MEMBER not in data:
        return nx.MultiDiGraph(
            nx.node_link_graph(data, edges="edges" if "edges" in data else "links")
        )
    nodes = ((member.pop("id"), member) for member in data["nodes"])
    edges = (
        (member.pop("source"), member.pop("target"), member.pop("key"), member)
        for member in data["edges"]
    )
    return record.network_of(data[MEMBER], nodes, edges)
