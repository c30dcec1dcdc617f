"""Events from left to right by their dates, and who took part near them.

An event's date fixes its x; its y, and everything else, is found by forces. What neither has a date
nor is linked to what has one stands to the right of the last event, apart. Many events, or many of
one day, stand in lanes.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from math import asinh, sqrt
from typing import TYPE_CHECKING, Any

from nkgraph.layout import lanes
from nkgraph.layout.alike import groups
from nkgraph.layout.beeswarm import beeswarm
from nkgraph.layout.boxes import Box
from nkgraph.layout.force import SEED, lay_out, seeded, steps, tries_for
from nkgraph.layout.legibility import faults
from nkgraph.layout.scene import Placement, Point, Scene
from nkgraph.layout.separation import CROWD
from nkgraph.layout.ticks import Tick, ticks

if TYPE_CHECKING:
    from igraph import Graph

WIDTH_FOR_ONE = 270.0
NARROWEST, WIDEST = 1000.0, 6000.0
"""Pixels of the whole axis, growing with the root of the number of events."""

UNIT = 120.0
"""Pixels that the forces count as the length of a line."""

FLATTER, USUAL = 0.7, 1.5
"""Height by what the forces gave; and the distance from the middle, by the middling one, beyond
which it counts less and less."""

APART = 160.0
"""Pixels between the last event and what has no date."""


def place(scene: Scene) -> Placement:
    """Lay out a network along time."""
    days = {node: day for node, facts in enumerate(scene.facts) if (day := _day(facts)) is not None}
    if not days:
        return Placement(lay_out(len(scene.keys), scene.links, scene.boxes, scene.gap))
    order = lanes.lanes(scene, days) if lanes.wanted(days) else []
    together = groups(scene.facts, scene.arcs, in_lanes=True) if order else {}
    axis = _Axis(days.values(), lanes.width(scene, order, days, together) if order else None)
    fixed = {node: axis.x(day) for node, day in days.items()}
    near = _linked(scene, fixed)
    points: list[Point] = [(0.0, 0.0)] * len(scene.keys)
    extras: dict[str, Any] = {"axis": [tick._asdict() for tick in axis.ticks]}
    if order:
        beside = [node for node in near if node not in fixed]
        found, extras["lanes"] = lanes.place(scene, order, fixed, beside, together)
    else:
        found = _beside_events(scene, near, fixed)
    for node, point in found.items():
        points[node] = point
    apart = [node for node in range(len(scene.keys)) if node not in near]
    right = max(x for x, _ in found.values())
    for node, point in _apart(scene, apart, right).items():
        points[node] = point
    return Placement(points, extras)


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
    days: list[int] = [bound.toordinal() for bound in known]
    return sum(days) / len(days)


class _Axis:
    """From days to pixels, evenly, so that the same distance is the same time anywhere."""

    def __init__(self, days: Collection[float], width: float | None = None) -> None:
        self._first, self._last = min(days), max(days)
        width = width or min(max(WIDTH_FOR_ONE * sqrt(len(days)), NARROWEST), WIDEST)
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
    """Lay out the nodes by forces, each event held to its place on the axis."""
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
    boxes = [scene.boxes[node] for node in nodes]
    tries = tries_for(len(nodes))
    with seeded():
        pictures = [
            _picture(graph, _start(low, high, number), low, high, boxes, scene.gap)
            for number in range(tries)
        ]
    best = (
        min(pictures, key=lambda points: faults(points, links, boxes)) if tries > 1 else pictures[0]
    )
    return dict(zip(nodes, best, strict=True))


def _start(low: Sequence[float], high: Sequence[float], number: int) -> list[Point]:
    chance = random.Random(SEED + number)
    reach = sqrt(len(low)) / 2
    return [
        ((left + right) / 2, chance.uniform(-reach, reach))
        for left, right in zip(low, high, strict=True)
    ]


def _picture(
    graph: "Graph",
    start: Sequence[Point],
    low: Sequence[float],
    high: Sequence[float],
    boxes: Sequence[Box],
    gap: float,
) -> list[Point]:
    """Return where forces bring the nodes within their bounds, without overlaps."""
    raw = graph.layout_fruchterman_reingold(
        seed=start, niter=steps(len(start)), minx=low, maxx=high, grid=len(start) >= CROWD
    )
    heights = _flattened([y for _, y in raw])
    return beeswarm(
        [(x * UNIT, height) for (x, _), height in zip(raw, heights, strict=True)], boxes, gap
    )


def _flattened(heights: Sequence[float]) -> list[float]:
    """Return the heights in pixels, with those far from the middle brought nearer to it."""
    middle = sorted(heights)[len(heights) // 2]
    away = sorted(abs(height - middle) for height in heights)
    usual = max(away[len(away) // 2], 1.0) * USUAL
    return [UNIT * FLATTER * usual * asinh((height - middle) / usual) for height in heights]


def _apart(scene: Scene, nodes: Sequence[int], right: float) -> dict[int, Point]:
    if not nodes:
        return {}
    number = {node: place for place, node in enumerate(nodes)}
    links = [(number[one], number[other]) for one, other in scene.links if one in number]
    boxes = [scene.boxes[node] for node in nodes]
    points = lay_out(len(nodes), links, boxes, scene.gap)
    left = min(x - box.left for (x, _), box in zip(points, boxes, strict=True))
    return {node: (x - left + right + APART, y) for node, (x, y) in zip(nodes, points, strict=True)}
