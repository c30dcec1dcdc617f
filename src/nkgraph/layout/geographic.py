"""Places by latitude and longitude, north up, with land and borders behind them.

The map is as large as it takes for its marks to lie where they belong; what would still cover its
neighbour gives way, and keeps a leader to where it truly is. What has no coordinates stands in a
margin beside the map.
"""

from collections.abc import Sequence
from math import dist
from typing import Any

from nkgraph.layout import outlines
from nkgraph.layout.blocks import gathered
from nkgraph.layout.boxes import LABELLED
from nkgraph.layout.outlines import Drawn
from nkgraph.layout.projection import Place, Projection, suited_to
from nkgraph.layout.scene import Placement, Point, Scene
from nkgraph.layout.settling import settled

WIDTH, HEIGHT = 1200.0, 800.0
"""Pixels within which the places lie, on the smallest map."""

LARGEST_SCALE = 12_000.0
"""Pixels for the Earth's radius: half a kilometre a pixel, as fine as the outlines are."""

ENLARGED = 1.4
MOST_ENLARGED = 2
"""A map is enlarged up to so many times where its marks are too close."""

GIVE_WAY = 90.0
"""Pixels that a mark may give way before a larger map is tried."""

LEADER = 6.0
"""Pixels that a mark must have given way to get a leader."""

MARGIN, FURTHEST_MARGIN = 40.0, 60.0
"""Pixels between the map, its land included, and what has no place on it; and at most between the
outermost mark and that, where the land goes on."""

MARGIN_TITLE = "No place on the map"
TITLE_WIDTH, TITLE_HEIGHT, PADDING = 150.0, 30.0, 16.0


def place(scene: Scene) -> Placement:
    """Lay out a network on a map."""
    located = {node for node, facts in enumerate(scene.facts) if _place(facts) is not None}
    blocks = gathered(scene, but=located)
    return blocks.spread(_placed(blocks.scene))


def _placed(scene: Scene) -> Placement:
    places = {
        node: where
        for node, facts in enumerate(scene.facts)
        if (where := _place(facts)) is not None
    }
    without = [node for node in range(len(scene.keys)) if node not in places]
    if not places:
        points, margin = _margin(scene, without, 0.0)
        return Placement([points[node] for node in without], {"margin": margin})
    true, points, projection, scale = _map(scene, places)
    leaders = {
        node: {"anchorX": round(x, 1), "anchorY": round(y, 1)}
        for node, (x, y) in true.items()
        if dist(points[node], (x, y)) > LEADER
    }
    shapes = outlines.north_east_asia()
    land = outlines.drawn(shapes.land, projection, scale)
    graph: dict[str, Any] = {
        "outlines": land,
        "borders": outlines.drawn(shapes.borders, projection, scale),
        "attribution": shapes.attribution,
    }
    if without:
        top = min(points[node][1] - scene.boxes[node].top for node in places)
        aside, margin = _margin(scene, without, top)
        shift = _beside(scene, points, land, margin)
        points |= {node: (x + shift, y) for node, (x, y) in aside.items()}
        graph["margin"] = {**margin, "x": round(margin["x"] + shift, 1)}
    around = _around(scene, points)
    graph["window"] = outlines.whole(shapes.window, projection, scale, around)
    return Placement([points[node] for node in range(len(scene.keys))], graph, leaders)


def _place(facts: Any) -> Place | None:
    try:
        latitude, longitude = float(facts["latitude"]), float(facts["longitude"])
    except (KeyError, TypeError, ValueError):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 360 else None


def _map(
    scene: Scene, places: dict[int, Place]
) -> tuple[dict[int, Point], dict[int, Point], Projection, float]:
    """Return where the places are, where their marks are drawn, and by which projection."""
    projection = suited_to(list(places.values()))
    flat = {node: projection(*where) for node, where in places.items()}
    boxes = [scene.boxes[node] for node in places]
    scale = _scale(list(flat.values()))
    most = MOST_ENLARGED if len(places) <= LABELLED else 0
    for enlarged in range(most + 1):
        true = {node: (x * scale, y * scale) for node, (x, y) in flat.items()}
        drawn = dict(zip(places, settled(list(true.values()), boxes, scene.gap), strict=True))
        furthest = max(dist(drawn[node], true[node]) for node in places)
        if furthest <= GIVE_WAY or enlarged == most or scale >= LARGEST_SCALE:
            break
        scale = min(scale * ENLARGED, LARGEST_SCALE)
    return true, drawn, projection, scale


def _around(scene: Scene, points: dict[int, Point]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a rectangle with room around all marks."""
    boxes = [(x, y, scene.boxes[node]) for node, (x, y) in points.items()]
    return (
        min(x - box.left for x, _, box in boxes) - MARGIN,
        min(y - box.top for _, y, box in boxes) - MARGIN,
        max(x + box.right for x, _, box in boxes) + MARGIN,
        max(y + box.bottom for _, y, box in boxes) + MARGIN,
    )


def _scale(points: Sequence[Point]) -> float:
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    return min(WIDTH / max(width, 1e-9), HEIGHT / max(height, 1e-9), LARGEST_SCALE)


def _margin(
    scene: Scene, nodes: Sequence[int], top: float
) -> tuple[dict[int, Point], dict[str, Any]]:
    """Set nodes below one another in columns; return them, and the rectangle around them."""
    points: dict[int, Point] = {}
    x, y, bottom, width = PADDING, top + TITLE_HEIGHT, top, TITLE_WIDTH
    for node in nodes:
        box = scene.boxes[node]
        if y + box.top + box.bottom > top + HEIGHT and points:
            x, y, width = x + width + scene.gap, top + TITLE_HEIGHT, 0.0
        points[node] = (x + max(width, box.left + box.right) / 2, y + box.top)
        y += box.top + box.bottom + scene.gap
        width, bottom = max(width, box.left + box.right), max(bottom, y)
    return points, {
        "x": 0.0,
        "y": round(top, 1),
        "width": round(x + width + PADDING, 1),
        "height": round(bottom + PADDING - top, 1),
        "label": MARGIN_TITLE,
    }


def _beside(
    scene: Scene, points: dict[int, Point], land: Sequence[Drawn], margin: dict[str, Any]
) -> float:
    """Return how far right the margin must stand to be off the land, on the nearer side."""
    left = min(x - scene.boxes[node].left for node, (x, _) in points.items())
    right = max(x + scene.boxes[node].right for node, (x, _) in points.items())
    level = [
        x
        for line in land
        for x, y in line
        if margin["y"] - MARGIN <= y <= margin["y"] + margin["height"] + MARGIN
    ]
    west = max(min([left, *level]), left - FURTHEST_MARGIN)
    east = min(max([right, *level]), right + FURTHEST_MARGIN)
    if left - west < east - right:
        return west - MARGIN - float(margin["width"])
    return east + MARGIN
