"""Events from left to right by their dates, and who took part near them.

An event's date fixes its x; its y, and everything else, is found by forces. What neither has a date
nor is linked to what has one stands to the right of the last event, apart.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from nkgraph.layout.force import lay_out, seeded
from nkgraph.layout.scene import FREE, Freedom, Placement, Point, Scene
from nkgraph.layout.separation import separate
from nkgraph.layout.ticks import Tick, ticks

WIDTH_FOR_ONE = 420.0
NARROWEST, WIDEST = 900.0, 6000.0
"""Pixels of the whole axis, growing with the root of the number of events."""

UNIT = 120.0
"""Pixels that the forces count as the length of a line."""

APART = 160.0
"""Pixels between the last event and what has no date."""

UPRIGHT = Freedom(x=0.0, y=1.0)


def place(scene: Scene) -> Placement:
    """Lay out a network along time."""
    days = {node: day for node, facts in enumerate(scene.facts) if (day := _day(facts)) is not None}
    if not days:
        return Placement(lay_out(len(scene.keys), scene.links, scene.boxes, scene.gap))
    axis = _Axis(days.values(), len(days))
    fixed = {node: axis.x(day) for node, day in days.items()}
    near = _linked(scene, fixed)
    points: list[Point] = [(0.0, 0.0)] * len(scene.keys)
    for node, point in _beside_events(scene, near, fixed).items():
        points[node] = point
    apart = [node for node in range(len(scene.keys)) if node not in near]
    for node, point in _apart(scene, apart, max(fixed.values())).items():
        points[node] = point
    return Placement(points, {"axis": [tick._asdict() for tick in axis.ticks]})


def _day(facts: Mapping[str, Any]) -> float | None:
    """Return the middle of the days that a node's date can mean, counted from year 1."""
    from nkgraph import edtf
    from nkgraph.errors import InvalidDate

    if facts.get("date") is None:
        return None
    try:
        known = [bound for bound in edtf.bounds(str(facts["date"])) if bound is not None]
    except InvalidDate:
        return None
    return sum(bound.toordinal() for bound in known) / len(known)


class _Axis:
    """From days to pixels, evenly, so that the same distance is the same time anywhere."""

    def __init__(self, days: Any, count: int) -> None:
        days = list(days)
        self._first, self._last = min(days), max(days)
        width = min(max(WIDTH_FOR_ONE * sqrt(count), NARROWEST), WIDEST)
        self._scale = width / max(self._last - self._first, 1.0)

    def x(self, day: float) -> float:
        return (day - self._first) * self._scale

    @property
    def ticks(self) -> list[Tick]:
        return ticks(self._first, self._last, self._scale)


def _linked(scene: Scene, fixed: Mapping[int, float]) -> list[int]:
    """Return the events and all that is linked to one, however far, in order."""
    neighbours = scene.neighbours
    found = dict.fromkeys(fixed)
    waiting = list(found)
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other not in found:
                found[other] = None
                waiting.append(other)
    return sorted(found)


def _beside_events(
    scene: Scene, nodes: Sequence[int], fixed: Mapping[int, float]
) -> dict[int, Point]:
    import igraph

    number = {node: place for place, node in enumerate(nodes)}
    links = [
        (number[one], number[other])
        for one, other in scene.links
        if one in number and other in number
    ]
    graph = igraph.Graph(n=len(nodes), edges=links)
    low = [fixed.get(node, min(fixed.values())) / UNIT for node in nodes]
    high = [fixed.get(node, max(fixed.values())) / UNIT for node in nodes]
    start = [
        ((left + right) / 2, (place % 7 - 3) / 2)
        for place, (left, right) in enumerate(zip(low, high, strict=True))
    ]
    with seeded():
        raw = graph.layout_fruchterman_reingold(
            seed=start, niter=1000, minx=low, maxx=high, grid=False
        )
    points = separate(
        [(x * UNIT, y * UNIT) for x, y in raw],
        [scene.boxes[node] for node in nodes],
        gap=scene.gap,
        freedom=[UPRIGHT if node in fixed else FREE for node in nodes],
    )
    return dict(zip(nodes, points, strict=True))


def _apart(scene: Scene, nodes: Sequence[int], right: float) -> dict[int, Point]:
    if not nodes:
        return {}
    number = {node: place for place, node in enumerate(nodes)}
    links = [(number[one], number[other]) for one, other in scene.links if one in number]
    boxes = [scene.boxes[node] for node in nodes]
    points = lay_out(len(nodes), links, boxes, scene.gap)
    left = min(x - box.left for (x, _), box in zip(points, boxes, strict=True))
    return {node: (x - left + right + APART, y) for node, (x, y) in zip(nodes, points, strict=True)}
