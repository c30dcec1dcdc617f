"""GEXF 1.2, as Gephi reads it, with the places, sizes and colours of the map: https://gexf.net."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from nkgraph.interchange import record, xml
from nkgraph.interchange.columns import Columns, Parts, as_read, parts, written
from nkgraph.interchange.kinds import as_number, as_text
from nkgraph.interchange.names import EDGE_ARGUMENTS, NODE_ARGUMENTS

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="\
http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
"""

# What the format has a place of its own for. `viz` and `id` are what networkx's reader puts there,
# and `networkx_key` what it takes away.
_NODES_OWN = NODE_ARGUMENTS | {"label", "viz"}
_EDGES_OWN = EDGE_ARGUMENTS | {"label", "weight", "id", "networkx_key"}

_TYPES = {"int": "integer"}
"""Types that GraphML calls otherwise."""

_COLOUR = re.compile("#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


def text(network: "MultiDiGraph") -> Iterator[str]:
    """Return a network as GEXF, piece by piece."""
    ready = parts(network, nodes_own=_NODES_OWN, edges_own=_EDGES_OWN, own_as_read=_as_read)
    return _pieces(network, ready)


def _as_read(name: str, value: Any) -> Any:
    """Return what networkx's reader finds of what the format has a place of its own for."""
    if name == "label" and value is not None:
        return xml.clean(as_text(value))
    return as_read("double", value) if name == "weight" else record.MISSING


def _pieces(network: "MultiDiGraph", ready: Parts) -> Iterator[str]:
    yield _HEAD
    yield xml.instruction(ready.record)
    yield "<meta><creator>nkgraph</creator>"
    yield f"<description>{xml.content(_description(network))}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    numbers = {}
    for scope, columns in (("node", ready.nodes), ("edge", ready.edges)):
        numbers[scope] = {name: str(number) for number, name in enumerate(columns)}
        yield f'<attributes class="{scope}" mode="static">\n'
        for name, number in numbers[scope].items():
            type_ = _TYPES.get(columns[name].type, columns[name].type)
            yield f'<attribute id="{number}" title={xml.attribute(name)} type="{type_}"/>\n'
        yield "</attributes>\n"
    called = dict(zip(network, map(xml.attribute, ready.node_ids), strict=True))
    colours = {kind: look.get("colour") for kind, look in _looks(network).items()}
    yield "<nodes>\n"
    for node, facts in network.nodes(data=True):
        values = _values(facts, ready.nodes, numbers["node"])
        seen = _seen(facts, colours.get(facts.get("kind")))
        yield f"<node id={called[node]}{_own(facts, 'label')}>\n{values}{seen}</node>\n"
    yield "</nodes>\n<edges>\n"
    ids = map(xml.attribute, ready.edge_ids)
    for (source, target, facts), name in zip(network.edges(data=True), ids, strict=True):
        ends = f"id={name} source={called[source]} target={called[target]}"
        # Gephi keeps parallel edges apart only if they are of different kinds.
        own = _own(facts, "label") + _own(facts, "label", called="kind") + _weight(facts)
        yield f"<edge {ends}{own}>\n{_values(facts, ready.edges, numbers['edge'])}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _description(network: "MultiDiGraph") -> str:
    said = (network.graph.get(name) for name in ("title", "summary"))
    return ". ".join(text for text in said if text and isinstance(text, str))


def _looks(network: "MultiDiGraph") -> Mapping[str, Any]:
    looks: Any = network.graph.get("kinds")
    return looks if isinstance(looks, Mapping) else {}


def _own(facts: Mapping[str, Any], name: str, *, called: str | None = None) -> str:
    value = facts.get(name)
    return "" if value is None else f" {called or name}={xml.attribute(as_text(value))}"


def _weight(facts: Mapping[str, Any]) -> str:
    value = written("double", facts.get("weight"))
    return "" if value is None else f' weight="{value}"'


def _values(facts: Mapping[str, Any], columns: Columns, numbers: Mapping[str, str]) -> str:
    values = (
        (numbers[str(name)], written(columns[str(name)].type, value))
        for name, value in facts.items()
        if str(name) in columns
    )
    lines = [
        f'<attvalue for="{number}" value={xml.attribute(value)}/>\n'
        for number, value in values
        if value is not None
    ]
    return f"<attvalues>\n{''.join(lines)}</attvalues>\n" if lines else ""


def _seen(facts: Mapping[str, Any], colour: object) -> str:
    """Return how a node looks; Gephi's y grows upwards, and the page's downwards."""
    lines = []
    if isinstance(colour, str) and (found := _COLOUR.fullmatch(colour)):
        red, green, blue = (int(part, 16) for part in found.groups())
        lines.append(f'<viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>\n')
    x, y, size = (_finite(facts.get(name)) for name in ("x", "y", "size"))
    if x is not None and y is not None:
        lines.append(f'<viz:position x="{x}" y="{-y}" z="0.0"/>\n')
    if size is not None:
        lines.append(f'<viz:size value="{size}"/>\n')
    return "".join(lines)


def _finite(value: object) -> float | None:
    number = None if value is None else as_number(value)
    return float(number) if number is not None and math.isfinite(number) else None


def network(stream: IO[bytes]) -> "MultiDiGraph":
    """Return the network in a GEXF file."""
    import networkx as nx
    from networkx.readwrite.gexf import GEXFReader

    own = xml.record_in(stream)
    reader = GEXFReader(version="1.2draft")
    reader.simple_graph = False  # else it makes a DiGraph, which has no keys, where it can
    found = reader(stream)
    if own is None:
        return nx.MultiDiGraph(found)
    nodes = ((node, _without_gaps(facts)) for node, facts in found.nodes(data=True))
    return record.network_of(own, nodes, found.edges(keys=True, data=True))


def _without_gaps(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out the label None, which the reader gives a node that has none."""
    return {name: value for name, value in facts.items() if value is not None}
