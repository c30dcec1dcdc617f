"""Alike things that stand as one mark with their number, as the page starts (assets/groups.js)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from nkgraph.network import LARGEST, SMALLEST
from nkgraph.view import assets
from nkgraph.view.payload import Record

IN_COLUMNS = ("flow", "voices")
"""Layouts that set things in columns."""


@dataclass(frozen=True)
class Group:
    """Things that one mark stands for: where, how large, and what it says."""

    members: Sequence[Record]
    x: float
    y: float
    size: float
    name: str


def groups(about: Record, nodes: Sequence[Record], kinds: dict[str, Record]) -> list[Group]:
    """Return the groups of a map that starts with alike things together."""
    together: dict[int, list[Record]] = {}
    for node in nodes:
        if "alike" in node:
            together.setdefault(node["alike"], []).append(node)
    # Beside a column, a mark stands in it: where the block is nearest to the middle of the map.
    x = middle(nodes) if together and about["layout"] in IN_COLUMNS else None
    return [_group(about, members, x, kinds) for members in together.values()]


def _group(
    about: Record, members: Sequence[Record], x: float | None, kinds: dict[str, Record]
) -> Group:
    y = sum(node["y"] for node in members) / len(members)
    if x is None:
        x = sum(node["x"] for node in members) / len(members)
    nearest = min(members, key=lambda node: (node["x"] - x) ** 2 + (node["y"] - y) ** 2)
    first = members[0]
    year = str(first.get("since") or first.get("until") or "")[:4]
    title = ", ".join(part for part in (kinds[str(first.get("kind") or "")]["label"], year) if part)
    count = f"{len(members):,}"
    return Group(
        members,
        nearest["x"],
        nearest["y"],
        min(LARGEST, max(SMALLEST, SMALLEST / 2 * sqrt(len(members)))),
        # A lane says what stands in it.
        count
        if about.get("lanes") and year
        else assets.words()["group"]["name"].format(count, title),
    )


def middle(nodes: Sequence[Record]) -> float:
    """Return the middle of the whole map, from left to right."""
    xs = [node["x"] for node in nodes]
    return float(min(xs) + max(xs)) / 2
