"""Things that are alike, so that a map with more than a person can read may show them as one mark.

Alike are things of one kind, source and year with the same neighbours. Where many events stand in
lanes, those of one kind, source and year are, and of the rest all of one kind and source but the
busiest; among fewer, only those of full days: side by side, they would stand far from their date.
What trades most keeps a mark of its own.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
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

FULL_DAY = 13
"""Events of one kind and day that are not shown each."""

MOST_ABOVE, BUSIEST = 48, 24
"""Things without a date above the lanes; of more, so many keep marks of their own."""

SINGLED_OUT = 8
"""Of alike things between which amounts flow, so many with the largest stand by themselves."""

Facts = Mapping[str, Any]


def of_network(network: "MultiDiGraph") -> dict[Any, int]:
    """Return the number of the group of each node that stands in one, by node.

    Nothing, where a map is small enough to show each, or where too few are alike.
    """
    keys = sorted(network, key=str)  # as in a layout's scene: of equals the first stand alone
    number = {key: place for place, key in enumerate(keys)}
    arcs = ((number[one], number[other], facts) for one, other, facts in network.edges(data=True))
    facts = [network.nodes[key] for key in keys]
    found = groups(facts, arcs, in_lanes=bool(network.graph.get("lanes")))
    return {key: found[place] for key, place in number.items() if place in found}


def groups(
    facts: Sequence[Facts], arcs: Iterable[tuple[int, int, Facts]], *, in_lanes: bool = False
) -> dict[int, int]:
    """Return the same by numbers: of each node in a group, the group, counted in their order."""
    if len(facts) <= READABLE and not in_lanes:
        return {}
    neighbours: list[set[int]] = [set() for _ in facts]
    amounts = [0.0] * len(facts)
    for one, other, known in arcs:
        neighbours[one].add(other)
        neighbours[other].add(one)
        amount = _amount(known)
        amounts[one] += amount
        amounts[other] += amount
    year_of = cache(_year)  # the same few dates stand on many things
    dated = [year_of(_date(known)) for known in facts]
    undated = [node for node, year in enumerate(dated) if not year]
    busiest = sorted(undated, key=lambda node: (-len(neighbours[node]), node))[:BUSIEST]
    is_few = in_lanes and len(facts) <= READABLE_IN_LANES
    own = _on_days_of_few(facts) if is_few else set[int]()
    if not is_few or len(undated) > MOST_ABOVE:
        own.update(busiest)
    else:
        own.update(undated)
    members: dict[Hashable, list[int]] = {}
    for node, known in enumerate(facts):
        look = known.get("kind"), known.get("origin"), dated[node]
        if in_lanes and node not in own:
            members.setdefault(look, []).append(node)
        elif not in_lanes and len(neighbours[node]) <= MOST_NEIGHBOURS:
            members.setdefault((*look, frozenset(neighbours[node])), []).append(node)
    alone = _largest((nodes for nodes in members.values() if len(nodes) >= LEAST), amounts)
    fewer = [[node for node in nodes if node not in alone] for nodes in members.values()]
    together = [nodes for nodes in fewer if len(nodes) >= LEAST]
    left = len(facts) - sum(len(nodes) - 1 for nodes in together)
    if not is_few and left > min(MOST_MARKS, len(facts) * WORTH):
        return {}
    return _numbered(together)


def _on_days_of_few(facts: Sequence[Facts]) -> set[int]:
    """Return the events of days on which few of their kind and source are."""
    days: dict[Hashable, list[int]] = {}
    for node, known in enumerate(facts):
        if date := _date(known):
            days.setdefault((known.get("kind"), known.get("origin"), date), []).append(node)
    return {node for nodes in days.values() if len(nodes) < FULL_DAY for node in nodes}


def _numbered(groups: Iterable[list[int]]) -> dict[int, int]:
    return {node: number for number, nodes in enumerate(sorted(groups)) for node in nodes}


def _date(facts: Facts) -> str:
    return str(facts.get("date") or facts.get("earliest") or "")


def _largest(groups: Iterable[Sequence[int]], amounts: Sequence[float]) -> set[int]:
    """Return those of the largest amounts, of what would stand in groups."""
    weighty = (node for nodes in groups for node in nodes if amounts[node])
    return set(sorted(weighty, key=lambda node: (-amounts[node], node))[:SINGLED_OUT])


def _amount(facts: Facts) -> float:
    try:
        return abs(float(facts.get("weight") or 0.0))
    except (TypeError, ValueError):
        return 0.0


def _year(date: str) -> str:
    """Return the year in which a date begins, or ends; empty where none is known."""
    from nkgraph import edtf
    from nkgraph.errors import InvalidDate

    try:
        known = [bound for bound in edtf.bounds(date) if bound is not None]
    except InvalidDate:
        return ""
    return str(known[0].year) if known else ""
