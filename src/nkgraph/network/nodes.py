"""What is known of a network's nodes, and how large and in which look they are drawn."""

from collections.abc import Mapping
from math import sqrt
from typing import TYPE_CHECKING

from nkgraph.network.rows import (
    NOTHING,
    Columns,
    FirstDays,
    Record,
    Row,
    Rows,
    first,
    joined,
    short_name,
)

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SMALLEST, LARGEST = 8.0, 28.0
"""Radius of a mark in pixels."""

_LAST = 10**6
"""The rank of what the ontology gives no rank."""


def radius(edges: int, most: int) -> float:
    """Return the radius of a node with so many edges, where the busiest has `most`.

    The area grows in proportion to the edges, from the smallest mark for one edge; a busier
    network is scaled so that its busiest node gets the largest mark.
    """
    scale = min(SMALLEST, LARGEST / sqrt(max(most, 1)))
    return round(max(SMALLEST, scale * sqrt(edges)), 2)


class Describer:
    """Gives nodes their attributes, from what queries know of them: a row or several a node."""

    def __init__(self, node_rows: Rows, kind_rows: Rows, columns: Columns) -> None:
        self._kinds = {str(row["kind"]): row for row in kind_rows if row.get("kind") is not None}
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
        most = max(busy.values(), default=1)
        met: dict[str, str | None] = {}
        for node, attributes in network.nodes(data=True):
            attributes.update(self._facts(node, days), size=radius(busy[node], most))
            if attributes["kind"] is not None:
                met.setdefault(attributes["kind"], attributes["kindLabel"])
        looks = {kind: self._look(kind, label) for kind, label in met.items()}
        order = {kind: (self._rank(kind), look["label"], kind) for kind, look in looks.items()}
        return {kind: looks[kind] for kind in sorted(looks, key=order.__getitem__)}

    def _facts(self, node: str, days: FirstDays) -> Record:
        # Of several kinds of one node, the one that the ontology ranks first is drawn.
        rows = sorted(
            self._rows.get(node, ()),
            key=lambda row: (self._rank(row.get("kind")), str(row.get("kind"))),
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

    def _rank(self, kind: str | None) -> int:
        rank = self._kinds.get(str(kind), NOTHING).get("rank")
        return _LAST if rank is None else int(rank)

    def _look(self, kind: str, label: str | None) -> Record:
        known = self._kinds.get(kind, NOTHING)
        return {
            "label": known.get("label") or label or short_name(kind),
            **{fact: known.get(fact) for fact in ("colour", "shape", "rank")},
        }
