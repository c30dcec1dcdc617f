"""Nodes that are linked near one another, by forces: igraph's compiled algorithms, then room.

Each connected part is laid out on its own. A small part is tried from several starts, with
Kamada and Kawai's springs and with Fruchterman and Reingold's forces, and the picture with the
fewest lines across lines and labels is taken; a large one is laid out once. Every start is set by
the nodes' names in order, so that a network always looks the same, whatever the order of its rows.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import atan2, cos, dist, pi, sin, sqrt
from typing import TYPE_CHECKING

from nkgraph.layout.blocks import gathered
from nkgraph.layout.boxes import Box
from nkgraph.layout.legibility import faults
from nkgraph.layout.packing import pack
from nkgraph.layout.scene import Link, Placement, Point, Scene
from nkgraph.layout.separation import CROWD, separate

if TYPE_CHECKING:
    from igraph import Graph

SEED = 20140514

TRIES = ((12, 16), (40, 10), (80, 3))
"""Starts of each algorithm, for a network of up to so many nodes; in a larger one, what comes out
first is taken, since to compare pictures takes longer than to make them."""

STEPS_OF_ALL = 1_000_000
FEWEST_STEPS, MOST_STEPS = 100, 1000
"""Moves of all the nodes together, and of each."""

DENSITY_OF_CROWD = 0.3
"""Share of a large part that its marks cover."""

STRETCH = 1.3
"""Labels are wide and windows are, so a small picture is drawn wider than it came out."""

DENSITY = 0.3
"""Share of a part's area that its boxes may cover before they are pushed apart."""

THINNEST = 0.5
LENGTH = 1.4
"""Length of the middling line by the width of the middling box."""

GROWTH = 1.05
TINY = 1e-9

PART_GAP = 30.0
"""Pixels between parts that nothing connects."""


def place(scene: Scene) -> Placement:
    """Lay out a whole network by forces."""
    blocks = gathered(scene)
    small = blocks.scene
    points = lay_out(len(small.keys), small.links, small.boxes, small.gap)
    return blocks.spread(Placement(points))


def lay_out(count: int, links: Sequence[Link], boxes: Sequence[Box], gap: float) -> list[Point]:
    """Return a place for each of the nodes 0 to count - 1.

    links: pairs of nodes, each pair once, without loops. gap: pixels to keep between boxes.
    """
    import igraph

    points: list[Point] = [(0.0, 0.0)] * count
    whole = igraph.Graph(n=count, edges=list(links))
    parts = [sorted(part) for part in whole.connected_components()]
    tries = tries_for(count)
    with seeded():
        for part in parts:
            if len(part) > 1:
                own = whole.induced_subgraph(part) if len(parts) > 1 else whole
                placed = _part(own, [boxes[node] for node in part], gap, tries)
                for node, point in zip(part, placed, strict=True):
                    points[node] = point
    return pack(parts, points, boxes, links, PART_GAP)


def _part(graph: "Graph", boxes: Sequence[Box], gap: float, tries: int) -> list[Point]:
    """Lay out one connected part."""
    count = graph.vcount()
    if count >= CROWD:
        from nkgraph.layout import crowd

        raw = graph.layout_fruchterman_reingold(
            seed=_start(count, 1), niter=steps(count), grid=True
        )
        even = crowd.evened_out(_level(_points(raw)), boxes, DENSITY_OF_CROWD)
        return separate(even, boxes, gap=gap)
    links: list[Link] = graph.get_edgelist()
    pictures = (
        separate(_spread(_level(raw), links, boxes), boxes, gap=gap)
        for raw in _raw_layouts(graph, tries)
    )
    if tries == 1 or count == 2:
        return next(pictures)
    return min(pictures, key=lambda points: faults(points, links, boxes))


def _raw_layouts(graph: "Graph", tries: int) -> Iterator[list[Point]]:
    count = graph.vcount()
    for number in range(tries):
        start = _start(count, number)
        yield _points(graph.layout_kamada_kawai(seed=start))
        yield _points(graph.layout_fruchterman_reingold(seed=start, niter=steps(count), grid=False))


def tries_for(count: int) -> int:
    """Return from how many starts a network of so many nodes is laid out."""
    return next((times for most, times in TRIES if count <= most), 1)


def steps(count: int) -> int:
    """Return how often Fruchterman and Reingold's forces move each of so many nodes."""
    return min(max(STEPS_OF_ALL // count, FEWEST_STEPS), MOST_STEPS)


def _points(layout: Sequence[Sequence[float]]) -> list[Point]:
    return [(float(x), float(y)) for x, y in layout]


def _start(count: int, number: int) -> list[Point]:
    """Return the nodes around a circle in order, or for a later try anywhere in it."""
    reach = sqrt(count) / 2
    if number == 0:
        turns = [2 * pi * node / count for node in range(count)]
        return [(reach * cos(turn), reach * sin(turn)) for turn in turns]
    chance = random.Random(SEED + number)
    return [(chance.uniform(-reach, reach), chance.uniform(-reach, reach)) for _ in range(count)]


def _level(points: Sequence[Point]) -> list[Point]:
    """Turn the picture until its longer axis lies level."""
    count = len(points)
    middle_x = sum(x for x, _ in points) / count
    middle_y = sum(y for _, y in points) / count
    around = [(x - middle_x, y - middle_y) for x, y in points]
    xx = sum(x * x for x, _ in around)
    yy = sum(y * y for _, y in around)
    xy = sum(x * y for x, y in around)
    turn = -atan2(2 * xy, xx - yy) / 2
    return [(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in around]


def _spread(points: Sequence[Point], links: Sequence[Link], boxes: Sequence[Box]) -> list[Point]:
    """Scale the picture so that its boxes have room and its lines have a length to read."""
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    box_width = sum(box.left + box.right for box in boxes) / len(boxes)
    box_height = sum(box.top + box.bottom for box in boxes) / len(boxes)
    covered = sum(box.area for box in boxes)
    lengths = sorted(dist(points[one], points[other]) for one, other in links)
    scale = LENGTH * box_width / max(lengths[len(lengths) // 2], TINY)
    while (
        _room(width * scale * STRETCH + box_width, height * scale + box_height) < covered / DENSITY
    ):
        scale *= GROWTH
    return [(x * scale * STRETCH, y * scale) for x, y in points]


def _room(width: float, height: float) -> float:
    """Return the area of a picture; a chain of nodes counts as if it were not quite so thin."""
    return max(width, THINNEST * height) * max(height, THINNEST * width)


@contextmanager
def seeded() -> Iterator[None]:
    """Let igraph draw its random numbers from our seed, and give it back its own afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
