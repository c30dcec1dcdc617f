"""What is known of a network's nodes, and how large and in which look they are drawn."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nkgraph.network.looks import Looks
from nkgraph.network.rows import Columns, FirstDays, Record, Row, Rows, first, joined, short_name
from nkgraph.network.sizes import LARGEST, RULES, SMALLEST, USUAL, Counts, radius

if TYPE_CHECKING:
    from networkx import MultiDiGraph


class Describer:
    """Gives nodes their attributes, from what queries know of them: a row or several a node."""

    def __init__(self, node_rows: Rows, kind_rows: Rows, columns: Columns) -> None:
        self._looks = Looks(kind_rows)
        self._rows: dict[str, list[Row]] = {}
        for row in node_rows:
            self._rows.setdefault(str(row.get("node")), []).append(row)
        self._labels: dict[str, str] = {}
        for end in ("source", "target"):
            for node, label in zip(
                columns.get(end, ()), columns.get(f"{end}Label") or (), strict=False
            ):
                if label is not None and node not in self._labels:
                    self._labels[str(node)] = str(label)

    def describe(
        self, network: "MultiDiGraph", busy: Mapping[str, int], days: FirstDays
    ) -> dict[str, Record]:
        """Set every node's attributes; return how the kinds look, in the legend's order."""
        met: dict[str, str | None] = {}
        for node, attributes in network.nodes(data=True):
            attributes.update(self._facts(node, days))
            if attributes["kind"] is not None:
                met.setdefault(attributes["kind"], attributes["kindLabel"])
        self._size(network, busy)
        looks = {kind: self._looks.drawn(kind, label) for kind, label in met.items()}
        order = {
            kind: (self._looks.rank(kind), look["label"], kind) for kind, look in looks.items()
        }
        return {kind: looks[kind] for kind in sorted(looks, key=order.__getitem__)}

    def _size(self, network: "MultiDiGraph", busy: Counts) -> None:
        """Size each node by the rule of its kind; nodes of one rule are on one scale."""
        ruled: dict[str, list[str]] = {}
        for node, kind in network.nodes(data="kind"):
            ruled.setdefault(self._looks.fact(kind, "sizedBy") or USUAL, []).append(node)
        for rule, nodes in ruled.items():
            counts = RULES[rule](network, busy)
            most = max(counts[node] for node in nodes)
            for node in nodes:
                attributes = network.nodes[node]
                smallest, largest = (
                    self._looks.fact(attributes["kind"], name) or usual
                    for name, usual in (("smallest", SMALLEST), ("largest", LARGEST))
                )
                attributes["size"] = radius(counts[node], most, smallest, largest)

    def _facts(self, node: str, days: FirstDays) -> Record:
        # Of several kinds of one node, the one that the ontology ranks first is drawn.
        rows = sorted(
            self._rows.get(node, ()),
            key=lambda row: self._looks.order(row.get("kind")),
        )
        date = first(rows, "date")
        return {
            "label": first(rows, "label") or self._labels.get(node) or short_name(node),
            "kind": first(rows, "kind"),
            "kindLabel": first(rows, "kindLabel"),
            "names": joined(rows, "names"),
            "codes": joined(rows, "codes"),
            "origin": first(rows, "origin"),
            "date": None if date is None else str(date),
            "earliest": first(rows, "earliest") or days.of(date),
            "latitude": first(rows, "latitude"),
            "longitude": first(rows, "longitude"),
        }
