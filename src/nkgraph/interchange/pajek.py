"""Pajek's .net: http://mrvar.fdv.uni-lj.si/pajek/; networkx reads attributes beyond Pajek's own.

A vertex is called by its name in the network, since networkx makes that the node; its label is an
attribute. All attributes but x, y and weight are text. What would end a line is written as %XX in a
name, and as a space elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from nkgraph.interchange import names
from nkgraph.interchange.edgelist import attributes
from nkgraph.interchange.kinds import as_number, as_text

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_SHAPE = "ellipse"
_LINE_END = re.compile("\\s*[\n\r\u2028\u2029]\\s*")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# What networkx's reader puts on a node itself.
_NODES_OWN = frozenset({"id", "x", "y", "shape"})


def text(network: "MultiDiGraph") -> Iterator[str]:
    """Return a network as Pajek, line by line."""
    yield f"*vertices {network.number_of_nodes()}\n"
    number = {node: place for place, node in enumerate(network, start=1)}
    for node, facts in network.nodes(data=True):
        place = f"{_number(facts.get('x'), 0.0)} {_number(facts.get('y'), 0.0)}"
        more = _pairs({name: value for name, value in facts.items() if name not in _NODES_OWN})
        yield f"{number[node]} {_quoted(names.in_line(node))} {place} {_SHAPE}{more}\n"
    yield "*arcs\n"
    for source, target, key, facts in network.edges(keys=True, data=True):
        weight = _number(facts.get("weight"), 1.0)
        more = _pairs({"key": key, **attributes(facts)})
        yield f"{number[source]} {number[target]} {weight}{more}\n"


def _number(value: object, default: float) -> float:
    number = None if value is None else as_number(value)
    return default if number is None else float(number)


def _pairs(facts: Mapping[str, Any]) -> str:
    return "".join(
        f" {_quoted(str(name))} {_quoted(as_text(value))}"
        for name, value in facts.items()
        if value is not None and name != "weight"
    )


def _quoted(text: str) -> str:
    """Return text in quotes, as a shell would read it: so networkx does."""
    line = _UNSEEN.sub("\ufffd", _LINE_END.sub(" ", text))
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def network(stream: IO[bytes]) -> "MultiDiGraph":
    """Return the network in a Pajek file."""
    import networkx as nx

    found = nx.MultiDiGraph(nx.read_pajek(stream))
    return nx.relabel_nodes(found, {node: names.read(node) for node in found})
