"""For tests of network files: a network of everything, and it written and read again."""

import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx

from nkgraph import interchange

EXACT = ("graphml", "gexf", "json")
"""The formats that give back every value as it was."""


def sample() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(
        name="food",
        title="Who eats whom",
        kinds={"nkg:Cat": {"label": "cat", "colour": "#0072B2", "shape": "dot", "rank": 1}},
        rows=[{"source": "cat", "amount": Decimal("1.10"), "date": None}],
        skipped=0,
    )
    network.add_node(
        "https://e.org/cat", label="Cat", kind="nkg:Cat", names=["Tom", "Puss"], codes=[],
        date=None, latitude=Decimal("39.0194"), x=12.5, y=-3.0, size=8.0,
    )  # fmt: skip
    network.add_node(
        "https://e.org/mouse", label="Mouse <&>", kind=None, names=["Jerry; Mr"], codes=["a: 1"],
        date="2013~", latitude=None, x=0.1, y=2.0, size=28.0,
    )  # fmt: skip
    facts: dict[str, Any] = {
        "row": 0, "label": "eats", "negated": False, "approximate": None,
        "since": date(2013, 1, 31), "seen": datetime(2013, 1, 31, 12, 30),
        "amount": Decimal("36890000.10"), "weight": 36890000.1,
        "share": (1, "half"), "more": {"a": [None, Decimal("1")]},
    }  # fmt: skip
    network.add_edge("https://e.org/cat", "https://e.org/mouse", "claim/1", **facts)
    network.add_edge("https://e.org/cat", "https://e.org/mouse", "claim/2", row=1, label=None)
    network.add_edge("https://e.org/mouse", "https://e.org/mouse", 0, row=2, amount=None)
    return network


def written(network: nx.MultiDiGraph, format: str) -> bytes:
    stream = io.BytesIO()
    interchange.write(network, stream, format)
    return stream.getvalue()


def read_back(network: nx.MultiDiGraph, format: str, folder: Path) -> nx.MultiDiGraph:
    path = folder / "network.file"
    path.write_bytes(written(network, format))
    return interchange.read(path, format)


def plainly(text: bytes, format: str) -> nx.MultiDiGraph:
    """What networkx itself reads, without any help."""
    match format:
        case "graphml":
            return nx.read_graphml(io.BytesIO(text), force_multigraph=True)
        case "gexf":
            return nx.read_gexf(io.BytesIO(text))
        case "json":
            return nx.node_link_graph(json.loads(text), edges="edges")
        case "edgelist":
            return nx.read_edgelist(io.BytesIO(text), create_using=nx.MultiDiGraph)
        case _:
            return nx.read_pajek(io.BytesIO(text))


def told(network: nx.MultiDiGraph) -> list[Any]:
    """All that a network holds, types and order of writing included."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: typed(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [type(value).__name__, *map(typed, value)]
        return type(value).__name__, repr(value)

    return [
        [(typed(node), typed(dict(facts))) for node, facts in network.nodes(data=True)],
        [
            (typed(source), typed(target), typed(key), typed(dict(facts)))
            for source, target, key, facts in network.edges(keys=True, data=True)
        ],
        typed(dict(network.graph)),
    ]
