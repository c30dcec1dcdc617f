"""Things that are alike, so that a map with more than a person can read may show them as one mark.

Alike are things of one kind, source and year with the same neighbours. Where events stand in lanes,
those of one kind, source and year are, and of the rest all of one kind and source but the busiest.
What trades most keeps a mark of its own.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import MultiDiGraph

READABLE, READABLE_IN_LANES = 100, 1500
"""Things up to which a map shows each: a lane is a chart, which many small marks do not spoil."""

MOST_MARKS = 1500
"""More marks than that are never shown at first."""

LEAST = 3
"""Alike things that are worth a group."""

WORTH = 0.6
"""Grouped, things must be fewer than this part of all, or the largest alone read better."""

MOST_NEIGHBOURS = 4
"""What has more neighbours has a place of its own."""

BUSIEST = 24
"""Things without a date that keep marks of their own above the lanes."""

SINGLED_OUT = 8
"""Of alike things between which amounts flow, so many with the largest stand by themselves."""

Facts = Mapping[str, Any]


def of_network(network: "MultiDiGraph") -> dict[Any, int]:
    """Return the number of the group of each node that stands in one, by node.

    Nothing, where a map is small enough to show each, or where too few are alike.
    """
    number = {key: place for place, key in enumerate(network)}
    arcs = ((number[one], number[other], facts) for one, other, facts in network.edges(data=True))
    facts = [known for _, known in network.nodes(data=True)]
    found = groups(facts, arcs, in_lanes=bool(network.graph.get("lanes")))
    return {key: found[place] for key, place in number.items() if place in found}


def groups(
    facts: Sequence[Facts], arcs: Iterable[tuple[int, int, Facts]], *, in_lanes: bool = False
) -> dict[int, int]:
    """Return the same by numbers: of each node in a group, the group, counted in their order."""
    if len(facts) <= (READABLE_IN_LANES if in_lanes else READABLE):
        return {}
    neighbours: list[set[int]] = [set() for _ in facts]
    amounts = Counter[int]()
    for one, other, known in arcs:
        neighbours[one].add(other)
        neighbours[other].add(one)
        if amount := _amount(known):
            amounts[one] += amount  # type: ignore[assignment]
            amounts[other] += amount  # type: ignore[assignment]
    years = _Years()
    dated = [years.year(known) for known in facts]
    undated = [node for node, year in enumerate(dated) if not year]
    busiest = sorted(undated, key=lambda node: (-len(neighbours[node]), node))[:BUSIEST]
    members: dict[Hashable, list[int]] = {}
    for node, known in enumerate(facts):
        look = known.get("kind"), known.get("origin"), dated[node]
        if in_lanes and (dated[node] or node not in busiest):
            members.setdefault(look, []).append(node)
        elif not in_lanes and len(neighbours[node]) <= MOST_NEIGHBOURS:
            members.setdefault((*look, frozenset(neighbours[node])), []).append(node)
    together = [kept for nodes in members.values() if len(kept := _less(nodes, amounts)) >= LEAST]
    left = len(facts) - sum(len(nodes) - 1 for nodes in together)
    if left > min(MOST_MARKS, len(facts) * WORTH):
        return {}
    together.sort()
    return {node: number for number, nodes in enumerate(together) for node in nodes}


def _less(nodes: list[int], amounts: Counter[int]) -> list[int]:
    """Return nodes without those of the largest amounts."""
    weighty = sorted((node for node in nodes if amounts[node]), key=lambda node: -amounts[node])
    alone = set(weighty[:SINGLED_OUT])
    return [node for node in nodes if node not in alone]


def _amount(facts: Facts) -> float:
    try:
        return abs(float(facts.get("weight") or 0.0))
    except (TypeError, ValueError):
        return 0.0


class _Years:
    """The years of dates; the same few dates stand on many things."""

    def __init__(self) -> None:
        self._read: dict[str, str] = {}

    def year(self, facts: Facts) -> str:
        """Return the year in which a thing begins, or ends; empty where none is known."""
        text = str(facts.get("date") or facts.get("earliest") or "")
        if text not in self._read:
            self._read[text] = self._first(text)
        return self._read[text]

    @staticmethod
    def _first(text: str) -> str:
        from nkgraph import edtf
        from nkgraph.errors import InvalidDate

        if not text:
            return ""
        try:
            known = [bound for bound in edtf.bounds(text) if bound is not None]
        except InvalidDate:
            return ""
        return str(known[0].year) if known else ""
