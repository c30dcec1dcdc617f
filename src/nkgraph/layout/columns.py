"""Nodes in columns, ordered so that few lines cross, and each level with what it is linked to.

The way of Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
structures", IEEE Transactions SMC 11 (2), 1981: order the columns by the middle of their
neighbours, to and fro, and keep the best order met. The heights then come from least squares under
the order (isotonic regression).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil, sqrt

from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Link, Point

SWEEPS = 12
"""Times that the columns are ordered to and fro; the order hardly changes after six."""

LEVELLINGS = 8
"""Times that each node moves towards the height of its neighbours."""

MOST_ROWS = 24
"""Nodes one below the other, about; a longer column is broken into several beside each other."""

LEVEL = 0.9
"""Width by height of all the channels together, at least."""

Columns = list[list[int]]


def in_columns(
    columns: Sequence[Sequence[int]],
    links: Sequence[Link],
    boxes: Sequence[Box],
    *,
    channel: float,
    gap: float,
    heights: Mapping[int, float] | None = None,
    lines: Mapping[Link, int] | None = None,
) -> dict[int, Point]:
    """Return a place for each node of the columns, which stand from left to right.

    channel: pixels between the marks' labels of one column and of the next, for the lines; more
    between high columns, so that the lines are not steep. gap: pixels between boxes in a column.
    heights: rows that need more room than their box, in pixels. lines: of the
    links, how many lines each is; the more, the more level they are to be.
    """
    neighbours = _neighbours(columns, links)
    ordered = _ordered([list(column) for column in columns if column], neighbours)
    broken = [_broken(column) for column in ordered]
    drawn = [part for parts in broken for part in parts]
    y = _levels(drawn, _weighed(neighbours, lines or {}), boxes, gap, heights or {})
    points: dict[int, Point] = {}
    channel = max(channel, LEVEL * (max(y.values()) - min(y.values())) / max(len(broken) - 1, 1))
    right = 0.0
    for parts in broken:
        for part in parts:
            x = right + max(boxes[node].left for node in part)
            points.update({node: (x, y[node]) for node in part})
            right = x + max(boxes[node].right for node in part) + gap
        right += channel - gap
    return points


def _neighbours(columns: Sequence[Sequence[int]], links: Sequence[Link]) -> dict[int, list[int]]:
    place = {node: number for number, column in enumerate(columns) for node in column}
    found: dict[int, list[int]] = {node: [] for node in place}
    for one, other in links:
        if one in place and other in place and place[one] != place[other]:
            found[one].append(other)
            found[other].append(one)
    return found


def _ordered(columns: Columns, neighbours: Mapping[int, Sequence[int]]) -> Columns:
    best, fewest = columns, _crossings(columns, neighbours)
    current = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        if not fewest:
            break
        numbers = range(len(current))
        for number in numbers if sweep % 2 == 0 else reversed(numbers):
            current[number] = _by_middle(current, number, neighbours)
        if (crossings := _crossings(current, neighbours)) < fewest:
            best, fewest = [list(column) for column in current], crossings
    return best


def _by_middle(columns: Columns, number: int, neighbours: Mapping[int, Sequence[int]]) -> list[int]:
    """Return a column in the order of where its nodes' neighbours are; ties keep their order."""
    place = _relative_places(columns)
    own = {node: at for at, node in enumerate(columns[number])}

    def middle(node: int) -> float:
        others = [place[other] for other in neighbours[node]]
        return sum(others) / len(others) if others else place[node]

    return sorted(columns[number], key=lambda node: (middle(node), own[node]))


def _relative_places(columns: Columns) -> dict[int, float]:
    """Return each node's place in its column, between 0 and 1."""
    return {node: (at + 0.5) / len(column) for column in columns for at, node in enumerate(column)}


def _crossings(columns: Columns, neighbours: Mapping[int, Sequence[int]]) -> int:
    """Count the lines that cross, taking every line as going straight to the next column."""
    place = {
        node: (number, at)
        for number, column in enumerate(columns)
        for at, node in enumerate(column)
    }
    lines: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for node, others in neighbours.items():
        for other in others:
            (column, at), (next_column, next_at) = place[node], place[other]
            if column < next_column:
                lines.setdefault((column, next_column), []).append((at, next_at))
    return sum(_inversions([end for _, end in sorted(pairs)]) for pairs in lines.values())


def _inversions(values: Sequence[int]) -> int:
    """Count the pairs that stand in the wrong order (Fenwick's tree)."""
    size = max(values, default=0) + 1
    tree = [0] * (size + 1)
    count = 0
    for seen, value in enumerate(values):
        at, not_above = value + 1, 0
        while at:
            not_above += tree[at]
            at -= at & -at
        count += seen - not_above
        at = value + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return count


def _weighed(
    neighbours: Mapping[int, Sequence[int]], lines: Mapping[Link, int]
) -> dict[int, list[tuple[int, int]]]:
    """Return for each node its neighbours, and how many lines lead to each."""
    return {
        node: [(other, lines.get((min(node, other), max(node, other)), 1)) for other in others]
        for node, others in neighbours.items()
    }


def _levels(
    columns: Columns,
    neighbours: Mapping[int, Sequence[tuple[int, int]]],
    boxes: Sequence[Box],
    gap: float,
    heights: Mapping[int, float],
) -> dict[int, float]:
    """Return heights at which each node is near its neighbours' and no box covers the next."""
    steps = {
        number: [
            _step(boxes[above], boxes[below], gap, heights.get(above, 0.0), heights.get(below, 0.0))
            for above, below in pairwise(column)
        ]
        for number, column in enumerate(columns)
    }
    y: dict[int, float] = {}
    for number, column in enumerate(columns):
        y.update(_stacked(column, steps[number]))
    for turn in range(LEVELLINGS):
        numbers = range(len(columns))
        for number in numbers if turn % 2 == 0 else reversed(numbers):
            column = columns[number]
            wanted = [
                sum(y[other] * lines for other, lines in neighbours[node])
                / sum(lines for _, lines in neighbours[node])
                if neighbours[node]
                else y[node]
                for node in column
            ]
            pull = [sum(lines for _, lines in neighbours[node]) or 1 for node in column]
            y.update(zip(column, _apart(wanted, steps[number], pull), strict=True))
    return y


def _step(above: Box, below: Box, gap: float, *least: float) -> float:
    return max(above.bottom + gap + below.top, sum(least) / 2)


def _stacked(column: Sequence[int], steps: Sequence[float]) -> dict[int, float]:
    """Return a column's nodes one close below the other, about 0."""
    at = [0.0]
    for step in steps:
        at.append(at[-1] + step)
    return {node: height - at[-1] / 2 for node, height in zip(column, at, strict=True)}


def _apart(wanted: Sequence[float], steps: Sequence[float], pull: Sequence[int]) -> list[float]:
    """Return the heights nearest to the wanted ones, by squares, that keep all the steps.

    pull: how much each counts. Pool-adjacent-violators on what is left of each height above its
    least possible one.
    """
    below = [0.0]
    for step in steps:
        below.append(below[-1] + step)
    pools: list[tuple[float, int, int]] = []  # mean, pull, size
    for height, least, force in zip(wanted, below, pull, strict=True):
        mean, total, size = height - least, force, 1
        while pools and pools[-1][0] > mean:
            before, other, number = pools.pop()
            mean = (mean * total + before * other) / (total + other)
            total, size = total + other, size + number
        pools.append((mean, total, size))
    flat = [mean for mean, _, size in pools for _ in range(size)]
    return [mean + least for mean, least in zip(flat, below, strict=True)]


def _broken(column: Sequence[int]) -> Columns:
    """Return a long column as several, dealing its nodes out so that each keeps the order."""
    parts = ceil(len(column) / max(MOST_ROWS, sqrt(2 * len(column))))
    return [list(column[part::parts]) for part in range(parts)]
