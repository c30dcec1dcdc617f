"""What GraphML and GEXF have in common: attributes in typed columns, and the record beside them."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from nkgraph.interchange import record
from nkgraph.interchange.kinds import as_number, as_text
from nkgraph.interchange.record import MISSING, AsRead, Column
from nkgraph.interchange.xml import clean, unique

if TYPE_CHECKING:
    from networkx import MultiDiGraph

INT, LONG = 2**31, 2**63


class Typed(NamedTuple):
    """A column as the file has it: its type, which both formats spell the same."""

    type: str
    column: Column


Columns = Mapping[str, Typed]


class Parts(NamedTuple):
    """A network made ready: names that stand in the file, columns of the nodes and the edges."""

    record: Mapping[str, Any]
    node_ids: list[str]
    edge_ids: list[str]
    nodes: Columns
    edges: Columns


def parts(
    network: "MultiDiGraph",
    *,
    nodes_own: frozenset[str] = frozenset(),
    edges_own: frozenset[str] = frozenset(),
    own_as_read: AsRead = lambda name, value: MISSING,
) -> Parts:
    """Return what a file of the network holds.

    nodes_own, edges_own: attributes for which the format has a place besides the columns.
    own_as_read: what networkx's reader will find of those.
    """
    nodes = [attributes for _, attributes in network.nodes(data=True)]
    keys, edges = [], []
    for *_, key, attributes in network.edges(keys=True, data=True):
        keys.append(key)
        edges.append(attributes)
    node_ids, edge_ids = unique(network), unique(keys)
    node_table, edge_table = record.columns(nodes), record.columns(edges)
    of_nodes = typed(node_table, nodes, nodes_own)
    of_edges = typed(edge_table, edges, edges_own)
    whole = record.of_network(
        network,
        record.of_elements(
            nodes,
            zip(network, node_ids, strict=True),
            node_table,
            _reader(of_nodes, own_as_read),
        ),
        record.of_elements(
            edges,
            zip(keys, edge_ids, strict=True),
            edge_table,
            _reader(of_edges, own_as_read),
        ),
    )
    return Parts(whole, node_ids, edge_ids, of_nodes, of_edges)


def _reader(columns: Columns, own_as_read: AsRead) -> Callable[[str, Any], Any]:
    def found(name: str, value: Any) -> Any:
        if name in columns:
            return as_read(columns[name].type, value)
        return own_as_read(name, value)

    return found


def typed(
    table: Mapping[str, Column], elements: Iterable[Mapping[str, Any]], left_out: frozenset[str]
) -> dict[str, Typed]:
    """Return the columns that the file gets, with their types: those whose names XML can hold."""
    largest: dict[str, int] = {}
    for attributes in elements:
        for name, value in attributes.items():
            if table[str(name)].kinds == {"whole"} and value is not None:
                largest[str(name)] = max(largest.get(str(name), 0), abs(int(value)))
    return {
        name: Typed(_type(column, largest.get(name, 0)), column)
        for name, column in table.items()
        if column.kinds and name not in left_out and clean(name) == name
    }


def _type(column: Column, largest: int) -> str:
    if column.kinds == {"boolean"}:
        return "boolean"
    if column.kinds == {"whole"}:
        return "int" if largest < INT else "long" if largest < LONG else "string"
    return "double" if column.kinds <= {"whole", "real", "decimal"} else "string"


def written(type_: str, value: object) -> str | None:
    """Return a value as a column of this type has it; None for one that is left out."""
    if value is None:
        return None
    if type_ == "double":
        number = as_number(value)
        if number is None:
            return None
        # As Java's Double.parseDouble reads them, and Python's float.
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(
            text := repr(float(number)), text
        )
    if type_ in ("int", "long"):
        return str(int(value))  # type: ignore[call-overload]
    return as_text(value) if type_ == "boolean" else clean(as_text(value))


def as_read(type_: str, value: object) -> Any:
    """Return what networkx's reader will find of a value in a column of this type."""
    text = written(type_, value)
    if text is None:
        return MISSING
    if type_ == "boolean":
        return text == "true"
    if type_ == "double":
        return float(text)
    return int(text) if type_ in ("int", "long") else text
