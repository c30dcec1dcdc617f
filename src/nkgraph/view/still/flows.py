"""What flows along a line, in words: oil, 2013: $36.89 M, +58.5 %."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from nkgraph.quantities import in_words
from nkgraph.view import assets
from nkgraph.view.embedding import one_line

if TYPE_CHECKING:
    from nkgraph.view.still.scene import Line

NO_BREAK = "\u00a0"
MOST_AMOUNTS = 3
"""Different amounts that are written on one line."""

LONGEST_NAME = 40
"""Characters of what flows: it is the amount that is looked for."""

_YEAR = re.compile(r", [^,]{1,10}\Z")
_LAST_WORD = re.compile(r"[\s,;(&]+\S*\Z")

Edge = Mapping[str, Any]


def words(line: "Line") -> str:
    """Return what a line says of its flow; of several the largest, and how many more."""
    edges, _, others = largest(line)
    said = _series(edges)
    if not others:
        return said
    arrow = _arrow(line, is_forward=edges[0]["from"] in line.starts)
    return str(assets.words()["line"]["largest"]).format(arrow, said, others)


def largest(line: "Line") -> tuple[Sequence[Edge], Decimal, int]:
    """Return the edges of a line's largest flow, how much it is, and how many others there are."""
    flows: dict[tuple[bool, str], list[Edge]] = {}
    for edge in line.edges:
        flows.setdefault((edge["from"] in line.starts, edge["series"]), []).append(edge)
    most = max(flows.values(), key=_size)
    return most, _size(most), len(flows) - 1


def _arrow(line: "Line", *, is_forward: bool) -> str:
    """Return which way a flow goes in the picture."""
    ends = (line.source, line.target) if is_forward else (line.target, line.source)
    across, down = ends[1].x - ends[0].x, ends[1].y - ends[0].y
    if abs(across) > abs(down) / 4:
        return "→" if across > 0 else "←"
    return "↓" if down > 0 else "↑"


def _series(edges: Sequence[Edge]) -> str:
    """Return what flows, when, how much, and by how much that has changed."""
    pairs = _pairs(edges)
    parts = _total(pairs) if len(pairs) > 1 else [*_amounts(edges), *_changes(edges)]
    name = _shortened(one_line(edges[0]["series"]))
    # Between a number and its unit no line ends.
    told = ", ".join(_unbroken(part) for part in dict.fromkeys(parts))
    return f"{name}: {told}" if parts else name


def _shortened(series: str) -> str:
    """Return a long name without its end; the year behind it stays."""
    found = _YEAR.search(series)
    name, year = (series[: found.start()], found[0]) if found else (series, "")
    return series if len(name) <= LONGEST_NAME else _cut(name) + year


def _cut(name: str) -> str:
    return _LAST_WORD.sub("", name[:LONGEST_NAME]) + "…"


def _pairs(edges: Sequence[Edge]) -> list[list[Edge]]:
    pairs: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        pairs.setdefault((edge["from"], edge["to"]), []).append(edge)
    return list(pairs.values())


def _size(edges: Sequence[Edge]) -> Decimal:
    """Return how much flows, to choose among flows by."""
    return sum((max(map(_weight, pair)) for pair in _pairs(edges)), Decimal(0))


def _weight(edge: Edge) -> Decimal:
    try:
        weight = abs(Decimal(str(edge.get("weight") or 0)))
    except ArithmeticError:
        return Decimal(0)
    return weight if weight.is_finite() else Decimal(0)


def _amounts(edges: Sequence[Edge]) -> list[str]:
    told = list(dict.fromkeys(amount(edge) for edge in edges if edge.get("weight") is not None))
    return told if len(told) <= MOST_AMOUNTS else [*told[:MOST_AMOUNTS], "…"]


def _changes(edges: Sequence[Edge]) -> list[str]:
    about = assets.words()["line"]["about"]
    changes = []
    for edge in edges:
        if edge.get("percent") is not None:
            change = in_words(Decimal(str(edge["percent"])), "percent")
            changes.append(about.format(change) if edge.get("approximate") else change)
    return changes


def _total(pairs: Sequence[Sequence[Edge]]) -> list[str]:
    """Return what a line to many things in one mark carries in all, from the edges of each pair.

    Nothing where a pair has no amount, or two: which of them is right, nobody has said.
    """
    weights = [{edge.get("weight") for edge in edges} - {None} for edges in pairs]
    units = {edge.get("weightUnit") for edges in pairs for edge in edges if "weight" in edge}
    if len(units) != 1 or any(len(told) != 1 for told in weights):
        return []
    (unit,) = units
    try:
        total = sum(Decimal(str(weight)) for told in weights for weight in told)
    except ArithmeticError:
        return []
    told = amount({"weight": total, "weightUnit": unit})
    return [] if "%" in told else [assets.words()["line"]["total"].format(told)]


def _unbroken(number: str) -> str:
    """Return a number with a space before its unit at which no line ends."""
    before, space, unit = number.rpartition(" ")
    return before + (NO_BREAK if space else "") + unit


def amount(edge: Edge) -> str:
    """Return what an edge carries: $36.89 M; what is no number as it is."""
    unit = one_line(edge.get("weightUnit") or "")
    name = "USD" if "dollar" in unit.lower() or unit.upper().endswith("USD") else None
    try:
        value = Decimal(str(edge["weight"]))
        return in_words(_short(value) if name else value, "share" if "percent" in unit else name)
    except ArithmeticError:
        return one_line(edge["weight"])


def _short(value: Decimal) -> Decimal:
    """Return an amount as exact as two places behind its thousands, millions or billions tell."""
    scale = value.adjusted() // 3 * 3 if value.is_finite() and value else 0
    return value.quantize(Decimal(1).scaleb(scale - 2)) if scale >= 3 else value
