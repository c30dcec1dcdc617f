"""Many events: a lane for each kind, one below the other, each event in its lane at its date.

Who took part stands above the lanes. The lines between them would cover all else, so the page draws
only those of what is touched.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from math import ceil, sqrt
from typing import NamedTuple

from nkgraph.layout.beeswarm import beeswarm
from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import Point, Scene

MANY = 150
"""From so many events on, marks in lanes read better than a network along time."""

FULL_DAY = 20
"""The same from so many of one day on, which would stand one above the other."""

WIDTHS = (1200.0, 1600.0, 2100.0, 2800.0, 3700.0, 4900.0, 6500.0)
"""Pixels that the axis may have: the widest is taken with which the whole is still large."""

NEARLY = 0.9
"""A wider axis may cost a tenth of the size in which the whole is shown."""

NAME = 16.0
"""Pixels of a window that the name of a lane takes."""

WINDOW = (1120.0, 700.0)
"""Pixels of a window that the whole is to fit into."""


class Room(NamedTuple):
    """Pixels that a lane has above it for its name, below it, and at least for itself, as small as
    the whole is shown at first."""

    name: float
    between: float
    least: float


USUAL, CROWDED = Room(6.0, 10.0, 44.0), Room(4.0, 10.0, 64.0)
"""The room of a lane; and where the page shows some events each only when asked."""

STACK, SHAPE = (10, 3), (2.0, 0.3)
"""How many marks of one day stand one above the other before some stand beside them, and how high
by its width such a crowd is: of those that are shown each, and of those that are when asked."""

COLUMN, ROW = 330.0, 130.0
"""Pixels for a mark above the lanes, with its label, as small as the whole is shown at first."""

MOST_ROWS = 4
"""Above the lanes; of more marks the columns are narrower."""


def wanted(days: Mapping[int, float]) -> bool:
    """Tell whether so many events, by their days, are to stand in lanes."""
    return len(days) >= MANY or max(Counter(days.values()).values(), default=0) >= FULL_DAY


def lanes(scene: Scene, days: Mapping[int, float]) -> list[tuple[str, list[int]]]:
    """Return the lanes: the name of each kind of event and its events, the fullest kind first."""
    kinds: dict[str, list[int]] = {}
    for node in days:
        facts = scene.facts[node]
        kinds.setdefault(str(facts.get("kindLabel") or facts.get("kind") or ""), []).append(node)
    return sorted(kinds.items(), key=lambda lane: (-len(lane[1]), lane[0]))


def width(
    scene: Scene,
    order: Sequence[tuple[str, Sequence[int]]],
    days: Mapping[int, float],
    together: Mapping[int, int],
) -> float:
    """Return how wide the axis should be for the whole to be shown as large as it can be.

    together: of each node that the page shows with others at first, the group.
    """
    first, last = min(days.values()), max(days.values())
    parts = [list(_parts(nodes, together)) for _, nodes in order]
    room = CROWDED if together else USUAL
    step = 2 * scene.boxes[order[0][1][0]].top + scene.gap / 3

    def scale(wide: float) -> float:
        per_day = wide / max(last - first, 1.0)
        high = MOST_ROWS * ROW
        for lane_parts in parts:
            rows = 0.0
            for part, is_hidden in lane_parts:
                stacks = Counter(int((days[node] - first) * per_day / step) for node in part)
                most = max(stacks.values())
                rows = max(rows, min(most, _highest(most, is_hidden)))
            lane = rows * step + room.name
            high += max(lane, room.least) + room.between
        return min(WINDOW[0] / wide, WINDOW[1] / high)

    best = max(map(scale, WIDTHS))
    return max(wide for wide in WIDTHS if scale(wide) >= NEARLY * best)


def place(
    scene: Scene,
    order: Sequence[tuple[str, Sequence[int]]],
    fixed: Mapping[int, float],
    beside: Sequence[int],
    together: Mapping[int, int],
) -> tuple[dict[int, Point], list[dict[str, float | str]]]:
    """Return the events' places and those of what they link, and the lanes {y, label} themselves.

    fixed: each event's x. beside: what is linked to events, however far. together: as for `width`.
    """
    points: dict[int, Point] = {}
    drawn: list[dict[str, float | str]] = []
    room, top = CROWDED if together else USUAL, 0.0
    shown = WINDOW[0] / max(WINDOW[0], max(fixed.values()) - min(fixed.values()))
    least = max(room.least, NAME / shown)
    for label, nodes in order:
        row = _row(scene, nodes, fixed, scene.gap / 3, together)
        above = min(y - scene.boxes[node].top for node, (_, y) in row.items())
        below = max(y + scene.boxes[node].top for node, (_, y) in row.items())
        points.update({node: (x, y - above + top + room.name) for node, (x, y) in row.items()})
        drawn.append({"y": round(top, 1), "label": label})
        top += max(room.name + below - above, least) + room.between
    crowds: dict[int, list[int]] = {}
    for node in beside:
        if node in together:
            crowds.setdefault(together[node], []).append(node)
    single = [node for node in beside if node not in together]
    wide = max(fixed.values())
    points |= _above(scene, single, wide)
    top = min((y for _, y in points.values()), default=0.0)
    return points | _crowds(scene, list(crowds.values()), wide, top - ROW), drawn


def _parts(nodes: Sequence[int], together: Container[int]) -> Iterator[tuple[Sequence[int], bool]]:
    """Yield those of a lane that are shown each, and those that are when asked, with True."""
    for is_hidden in (False, True):
        if part := [node for node in nodes if (node in together) == is_hidden]:
            yield part, is_hidden


def _highest(stack: int, is_hidden: bool) -> float:
    """Return how many marks high a lane may be that has so many of one day."""
    return max(STACK[is_hidden], sqrt(stack * SHAPE[is_hidden]))


def _above(scene: Scene, nodes: Sequence[int], wide: float) -> dict[int, Point]:
    """Return a table of marks above the lanes, those with most neighbours first."""
    neighbours = scene.neighbours
    order = sorted(nodes, key=lambda node: (-len(neighbours[node]), node))
    columns = max(1, int(wide // COLUMN), ceil(len(order) / MOST_ROWS))
    points: dict[int, Point] = {}
    x = y = 0.0
    for node in order:
        room = max(scene.boxes[node].left + scene.boxes[node].right + scene.gap, wide / columns)
        if x and x + room > wide + 1:
            x, y = 0.0, y + ROW
        points[node] = (x + room / 2, y)
        x += room
    return {node: (x, height - y - ROW) for node, (x, height) in points.items()}


def _crowds(
    scene: Scene, crowds: Sequence[Sequence[int]], wide: float, bottom: float
) -> dict[int, Point]:
    """Return blocks of marks that stand as one at first, side by side, the largest first."""
    points: dict[int, Point] = {}
    share = wide / max(len(crowds), 1)
    for number, nodes in enumerate(sorted(crowds, key=len, reverse=True)):
        cell = 2 * max(scene.boxes[node].top for node in nodes) + scene.gap
        across = min(len(nodes), max(1, int(share // cell) - 1))
        start = (number + 0.5) * share - (across - 1) * cell / 2
        for at, node in enumerate(nodes):
            points[node] = start + at % across * cell, bottom - at // across * cell
    return points


def _row(
    scene: Scene,
    nodes: Sequence[int],
    wanted: Mapping[int, float],
    gap: float,
    together: Container[int],
) -> dict[int, Point]:
    """Return nodes at their x, moved up or down from one line as little as keeps them apart; of
    more than can stand above each other some stand beside their x."""
    parts = list(_parts(nodes, together))
    # Those that are shown each have their places first.
    ordered = [node for part, _ in parts for node in part]
    # Their lane says what they are, so they take no room for a label.
    radii = [scene.boxes[node].top for node in ordered]
    boxes = [Box(radius, radius, radius, radius) for radius in radii]
    step = 2 * max(radii) + gap
    rows = max(
        _highest(max(Counter(int(wanted[node] / step) for node in part).values()), is_hidden)
        for part, is_hidden in parts
    )
    points = [(wanted[node], 0.0) for node in ordered]
    return dict(zip(ordered, beeswarm(points, boxes, gap, rows * step / 2), strict=True))
