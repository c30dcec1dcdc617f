"""What a file says of itself besides its plain values, so that each comes back as it was.

The record is one JSON object. GraphML and GEXF hold it in a processing instruction `nkgraph`, which
XML provides for what concerns one program alone (https://www.w3.org/TR/xml/#sec-pi), and JSON in a
member `nkgraph`:

    version     1
    graph       the network's own attributes
    nodes       {columns, names, exact}
    edges       {columns, names, exact}

columns: for each attribute its kind and whether elements without it have None: `{"date": ["text",
true]}`. names: by the element's place in the file, its name where the file's is not the same.
exact: by place, the attributes whose plain form leads back to another value, or that the element
does not have although its column has None (`{"absent": true}`). Values are written as
`nkgraph.interchange.values` has them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from nkgraph.interchange.kinds import Kind, kind_of, restored, usual
from nkgraph.interchange.values import decoded, encoded, identical

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Attributes = Mapping[str, Any]
AsRead = Callable[[str, Any], Any]
"""Takes an attribute's name and value; returns what a reader will find of it, or MISSING."""

VERSION = 1
ABSENT = {"absent": True}


class _Missing:
    """Stands for what a file does not hold."""


MISSING = _Missing()


class Column(NamedTuple):
    """An attribute over all nodes or all edges.

    kind: what most of its values are. kinds: all that they are. is_null: whether None is one.
    """

    kind: Kind
    kinds: frozenset[Kind]
    is_null: bool


def columns(elements: Iterable[Attributes]) -> dict[str, Column]:
    """Return the columns of elements, in the order in which they are met."""
    kinds: dict[str, list[Kind]] = {}
    nulls: set[str] = set()
    for attributes in elements:
        for name, value in attributes.items():
            met = kinds.setdefault(str(name), [])
            if value is None:
                nulls.add(str(name))
            else:
                met.append(kind_of(value))
    return {
        name: Column(usual(met) if met else "text", frozenset(met), name in nulls)
        for name, met in kinds.items()
    }


def of_elements(
    elements: Sequence[Attributes],
    names: Iterable[tuple[Hashable, Hashable]],
    table: Mapping[str, Column],
    as_read: AsRead,
    *,
    holds_null: bool = False,
) -> dict[str, Any]:
    """Return the record of the nodes or the edges.

    elements: their attributes. names: what each is called, and what it is called in the file.
    as_read: what a reader will find. holds_null: whether the format itself can say None.
    """
    nulls = set() if holds_null else {name for name, column in table.items() if column.is_null}
    exact: dict[str, dict[str, Any]] = {}
    for place, attributes in enumerate(elements):
        odd = dict(_odd(attributes, table, nulls, as_read))
        if odd:
            exact[str(place)] = odd
    return {
        "columns": {name: [column.kind, name in nulls] for name, column in table.items()},
        "names": {
            str(place): encoded(name)
            for place, (name, called) in enumerate(names)
            if not identical(name, called)
        },
        "exact": exact,
    }


def _odd(
    attributes: Attributes, table: Mapping[str, Column], nulls: set[str], as_read: AsRead
) -> Iterator[tuple[str, Any]]:
    """Yield the attributes of one element that the way back by their column does not give."""
    for name, value in attributes.items():
        if value is None and name in nulls:
            continue
        plain = as_read(str(name), value)
        if plain is MISSING or not identical(restored(table[str(name)].kind, plain), value):
            yield str(name), encoded(value)
    for name in sorted(nulls):
        if name not in attributes:
            yield name, ABSENT


def of_network(network: "MultiDiGraph", nodes: object, edges: object) -> dict[str, Any]:
    """Return the whole record."""
    return {
        "version": VERSION,
        "graph": encoded(dict(network.graph)),
        "nodes": nodes,
        "edges": edges,
    }


def network_of(
    record: Mapping[str, Any],
    nodes: Iterable[tuple[Any, dict[str, Any]]],
    edges: Iterable[tuple[Any, Any, Any, dict[str, Any]]],
) -> "MultiDiGraph":
    """Return the network from what a reader found, and the record beside it."""
    import networkx as nx

    network: MultiDiGraph = nx.MultiDiGraph()
    called: dict[Any, Any] = {}
    for place, (found, attributes) in enumerate(nodes):
        called[found] = _name(record["nodes"], place, found)
        network.add_node(called[found])
        network.nodes[called[found]].update(_attributes(record["nodes"], place, attributes))
    for place, (source, target, found, attributes) in enumerate(edges):
        key = _name(record["edges"], place, found)
        network.add_edge(called[source], called[target], key)
        network.edges[called[source], called[target], key].update(
            _attributes(record["edges"], place, attributes)
        )
    network.graph.update(decoded(record["graph"]))
    return network


def _name(part: Mapping[str, Any], place: int, found: Any) -> Any:
    exact = part["names"].get(str(place), MISSING)
    return found if exact is MISSING else decoded(exact)


def _attributes(part: Mapping[str, Any], place: int, found: Attributes) -> dict[str, Any]:
    exact = part["exact"].get(str(place), {})
    attributes: dict[str, Any] = {}
    for name, (kind, is_null) in part["columns"].items():
        if name in exact:
            if exact[name] != ABSENT:
                attributes[name] = decoded(exact[name])
        elif name in found:
            plain = found[name]
            attributes[name] = None if plain is None else restored(kind, plain)
        elif is_null:
            attributes[name] = None
    return attributes
