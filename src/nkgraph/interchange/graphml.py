"""GraphML: http://graphml.graphdrawing.org/specification.html."""

from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from nkgraph.interchange import record, xml
from nkgraph.interchange.columns import Columns, Parts, parts, typed, written
from nkgraph.interchange.kinds import kind_of
from nkgraph.interchange.names import NODE_ARGUMENTS

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="\
http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def text(network: "MultiDiGraph") -> Iterator[str]:
    """Return a network as GraphML, piece by piece."""
    return _pieces(network, parts(network, nodes_own=NODE_ARGUMENTS), _graph_columns(network))


def _pieces(network: "MultiDiGraph", ready: Parts, of_graph: Columns) -> Iterator[str]:
    yield _HEAD
    yield xml.instruction(ready.record)
    keys = {}
    for scope, columns in (("graph", of_graph), ("node", ready.nodes), ("edge", ready.edges)):
        # Gephi takes keys called d3 and d7 for yEd's labels, so ours are called otherwise.
        keys[scope] = {name: f"{scope}{number}" for number, name in enumerate(columns)}
        for name, key in keys[scope].items():
            title = xml.attribute(name)
            type_ = columns[name].type
            yield f'<key id="{key}" for="{scope}" attr.name={title} attr.type="{type_}"/>\n'
    yield '<graph edgedefault="directed">\n'
    yield _data(network.graph, of_graph, keys["graph"])
    called = dict(zip(network, map(xml.attribute, ready.node_ids), strict=True))
    for node, facts in network.nodes(data=True):
        yield f"<node id={called[node]}>\n{_data(facts, ready.nodes, keys['node'])}</node>\n"
    ids = map(xml.attribute, ready.edge_ids)
    for (source, target, facts), name in zip(network.edges(data=True), ids, strict=True):
        data = _data(facts, ready.edges, keys["edge"])
        yield f"<edge id={name} source={called[source]} target={called[target]}>\n{data}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _graph_columns(network: "MultiDiGraph") -> Columns:
    """Return what the network says of itself in a word or a number; the rest is in the record."""
    simple = {
        name: value
        for name, value in network.graph.items()
        if value is not None and kind_of(value) not in ("list", "other")
    }
    return typed(record.columns([simple]), [simple], frozenset())


def _data(attributes: Mapping[str, Any], columns: Columns, keys: Mapping[str, str]) -> str:
    values = (
        (keys[str(name)], written(columns[str(name)].type, value))
        for name, value in attributes.items()
        if str(name) in columns
    )
    return "".join(
        f'<data key="{key}">{xml.content(value)}</data>\n'
        for key, value in values
        if value is not None
    )


def network(stream: IO[bytes]) -> "MultiDiGraph":
    """Return the network in a GraphML file."""
    import networkx as nx

    own = xml.record_in(stream)
    found: MultiDiGraph = nx.read_graphml(stream, edge_key_type=str, force_multigraph=True)
    if own is None:
        return nx.MultiDiGraph(found)
    return record.network_of(own, found.nodes(data=True), found.edges(keys=True, data=True))
